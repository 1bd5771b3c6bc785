"""Which shops may be called now, and through which app: read from the store, without touching a token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shoplatch.store import connections
from shoplatch.store.engine import Store

ACTIVE, DEAUTHORIZED = "active", "deauthorized"


@dataclass(frozen=True, slots=True)
class Grant:
    """A shop's right to be called. `state`: active, needs_reauthorization or deauthorized."""

    shop_id: str
    app_key: str
    state: str

    @property
    def active(self) -> bool:
        """Whether the shop may be called."""
        return self.state == ACTIVE


async def grant_of(store: Store, shop_id: str) -> Grant | None:
    """The grant of one shop; None for a shop we do not know. A shop its grant no longer covers counts as deauthorized."""
    async with store.begin() as conn:
        shop = await connections.shop(conn, shop_id)
        connection = await connections.get(conn, shop.connection_id) if shop else None
    if shop is None or connection is None:
        return None
    covered = connection.state != ACTIVE or bool(shop.cipher)
    return Grant(shop.id, connection.app_key, connection.state if covered else DEAUTHORIZED)


async def callable_shops(store: Store) -> list[str]:
    """The ids of all shops that may be called now."""
    return list(await callable_since(store))


async def callable_since(store: Store) -> dict[str, datetime]:
    """All shops that may be called now, and when their grant last changed: was given, given again, or renewed."""
    async with store.begin() as conn:
        active = {one.id: one.updated_at for one in await connections.every(conn) if one.state == ACTIVE}
        shops = await connections.shops(conn)
    return {shop.id: active[shop.connection_id] for shop in shops if shop.connection_id in active and shop.cipher}
