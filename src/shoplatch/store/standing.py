"""What a client for a shop is made from, in one look: who made one asks before each call whether it still stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from psycopg.rows import class_row

from shoplatch.store.engine import RawConnection

_OF_SHOP = """
SELECT shops.connection_id, shops.name, shops.cipher, connections.state, apps.app_key, apps.api_url, apps.environment,
       apps.sealed_secret, apps.sealed_secret_before
FROM shops JOIN connections ON connections.id = shops.connection_id JOIN apps ON apps.app_key = connections.app_key
WHERE shops.id = %s
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A shop, its grant and its app, as far as calls depend on them. Two that are equal make the same client."""

    connection_id: str
    name: str
    cipher: str = field(repr=False)
    state: str
    app_key: str
    api_url: str
    environment: str
    sealed_secret: bytes = field(repr=False)
    sealed_secret_before: bytes | None = field(repr=False)


async def of_shop(conn: RawConnection, shop_id: str) -> Standing | None:
    """As it is now, by any process; None where there is no such shop. One statement, whole by itself."""
    async with conn.cursor(row_factory=class_row(Standing)) as cursor:
        await cursor.execute(_OF_SHOP, [shop_id])
        return await cursor.fetchone()
