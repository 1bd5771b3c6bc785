"""Installs that came without a state of ours: their tokens, sealed, linked to nothing until a person says yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shoplatch.store import fetch
from shoplatch.store.engine import Connection, driver

_COLUMNS = (
    "id, app_key, kind, open_id, seller_name, seller_base_region, granted_scopes, sealed_access, sealed_refresh, "
    "access_expires_at, refresh_expires_at, arrived_at, expires_at, state, decided_at, decided_by"
)
_SAVE = """
INSERT INTO waiting_installs AS t (id, app_key, kind, open_id, seller_name, seller_base_region, granted_scopes,
    sealed_access, sealed_refresh, access_expires_at, refresh_expires_at, arrived_at, expires_at, state)
VALUES (%(id)s, %(app_key)s, %(kind)s, %(open_id)s, %(seller_name)s, %(seller_base_region)s, %(granted_scopes)s,
    %(sealed_access)s, %(sealed_refresh)s, %(access_expires_at)s, %(refresh_expires_at)s, %(arrived_at)s, %(expires_at)s,
    'waiting')
ON CONFLICT (id) DO UPDATE SET seller_name = excluded.seller_name, seller_base_region = excluded.seller_base_region,
    granted_scopes = excluded.granted_scopes, sealed_access = excluded.sealed_access,
    sealed_refresh = excluded.sealed_refresh, access_expires_at = excluded.access_expires_at,
    refresh_expires_at = excluded.refresh_expires_at, arrived_at = excluded.arrived_at, expires_at = excluded.expires_at,
    state = 'waiting', decided_at = NULL, decided_by = NULL
"""


@dataclass(frozen=True, slots=True)
class InstallRow:
    """One install, as its row."""

    id: str
    app_key: str
    kind: str
    open_id: str
    seller_name: str
    seller_base_region: str | None
    granted_scopes: list[str]
    sealed_access: bytes | None = field(repr=False)
    sealed_refresh: bytes | None = field(repr=False)
    access_expires_at: datetime | None
    refresh_expires_at: datetime | None
    arrived_at: datetime
    expires_at: datetime
    state: str  # waiting | confirmed | refused | expired
    decided_at: datetime | None
    decided_by: str | None


async def save(conn: Connection, values: Mapping[str, object]) -> None:
    """Keep an install; the same account again replaces what it left before."""
    await fetch.run(conn, _SAVE, values)


async def get(conn: Connection, id: str) -> InstallRow | None:  # noqa: A002  # the column's name
    """One install, locked until the transaction ends."""
    return await fetch.one(conn, InstallRow, f"SELECT {_COLUMNS} FROM waiting_installs WHERE id = %s FOR UPDATE", [id])


async def every(conn: Connection) -> list[InstallRow]:
    """All installs, newest first."""
    return await fetch.every(conn, InstallRow, f"SELECT {_COLUMNS} FROM waiting_installs ORDER BY arrived_at DESC, id")


async def decide(conn: Connection, id: str, state: str, by: str | None, now: datetime) -> None:  # noqa: A002  # the column's name
    """Note what became of an install and forget its tokens here."""
    await fetch.run(
        conn,
        "UPDATE waiting_installs SET state = %s, decided_by = %s, decided_at = %s, sealed_access = NULL, "
        "sealed_refresh = NULL WHERE id = %s",
        [state, by, now, id],
    )


async def expire(conn: Connection, now: datetime) -> int:
    """Forget the tokens of installs nobody answered in time; how many."""
    return await fetch.run(
        conn,
        "UPDATE waiting_installs SET state = 'expired', decided_at = %s, sealed_access = NULL, sealed_refresh = NULL "
        "WHERE state = 'waiting' AND expires_at <= %s",
        [now, now],
    )


async def arrived_since(conn: Connection, since: datetime) -> int:
    """How many callbacks without a state were followed since a time."""
    found = await (await driver(conn)).execute(
        "SELECT count(*) FROM grant_intents WHERE kind = 'install' AND started_at >= %s", [since]
    )
    row = await found.fetchone()
    return row[0] if row else 0
