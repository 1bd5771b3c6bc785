"""Connections and their shops: the grants that let us in.

Tokens come in sealed and go out sealed. Of many processes that want to renew a token one gets the lease; what it saves
counts only if nobody saved before (compare-and-swap on token_version).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from shoplatch.errors import Fatal
from shoplatch.store import fetch, rows, schema
from shoplatch.store.engine import Connection, driver

CHANNEL = "grants"  # rung when a grant is saved or its state changes; every process that holds tokens listens
_RING = "SELECT pg_notify('grants', %s)"
_COLUMNS = rows.listed(rows.columns(schema.connections))
_SELECT = f"SELECT {_COLUMNS} FROM connections"
_SAVE = f"""
INSERT INTO connections AS t (id, app_key, kind, open_id, seller_name, seller_base_region, state, granted_scopes,
    sealed_access, sealed_refresh, access_expires_at, refresh_expires_at, token_version, created_at, updated_at)
VALUES (%(id)s, %(app_key)s, %(kind)s, %(open_id)s, %(seller_name)s, %(seller_base_region)s, 'active', %(granted_scopes)s,
    %(sealed_access)s, %(sealed_refresh)s, %(access_expires_at)s, %(refresh_expires_at)s, 1, %(now)s, %(now)s)
ON CONFLICT (app_key, kind, open_id) DO UPDATE SET seller_name = excluded.seller_name,
    seller_base_region = excluded.seller_base_region, state = 'active', reason = NULL,
    granted_scopes = excluded.granted_scopes, sealed_access = excluded.sealed_access,
    sealed_refresh = excluded.sealed_refresh, access_expires_at = excluded.access_expires_at,
    refresh_expires_at = excluded.refresh_expires_at, token_version = t.token_version + 1,
    lease_owner = NULL, lease_until = NULL, end_told = NULL, end_told_at = NULL, updated_at = excluded.updated_at
RETURNING {_COLUMNS}
"""
_TAKE_LEASE = f"""
UPDATE connections SET lease_owner = %(owner)s, lease_until = %(until)s
WHERE id = %(id)s AND state = 'active' AND (lease_until IS NULL OR lease_until <= %(now)s OR lease_owner = %(owner)s
    OR lease_until > %(until)s::timestamptz + interval '10 minutes') -- by a clock that was set back since
RETURNING {_COLUMNS}
"""
_SAVE_TOKENS = """
UPDATE connections SET sealed_access = %(sealed_access)s, sealed_refresh = %(sealed_refresh)s,
    access_expires_at = %(access_expires_at)s, refresh_expires_at = %(refresh_expires_at)s,
    granted_scopes = coalesce(%(granted_scopes)s::text[], granted_scopes), token_version = token_version + 1,
    state = 'active', reason = NULL, lease_owner = NULL, lease_until = NULL, updated_at = %(now)s
WHERE id = %(id)s AND token_version = %(expected_version)s
"""
_SAVE_SHOPS = """
INSERT INTO shops AS t (id, connection_id, name, region, seller_type, cipher, code, first_seen, last_seen)
SELECT id, %(connection_id)s, name, region, seller_type, cipher, code, %(now)s, %(now)s
FROM unnest(%(id)s::text[], %(name)s::text[], %(region)s::text[], %(seller_type)s::text[], %(cipher)s::text[],
    %(code)s::text[]) AS s(id, name, region, seller_type, cipher, code) ORDER BY id
ON CONFLICT (id) DO UPDATE SET connection_id = excluded.connection_id, name = excluded.name, region = excluded.region,
    seller_type = excluded.seller_type, cipher = excluded.cipher, code = excluded.code, last_seen = excluded.last_seen,
    left_at = CASE WHEN excluded.cipher = '' THEN coalesce(t.left_at, excluded.last_seen) END,
    left_told = excluded.cipher = '' AND t.left_told
WHERE t.connection_id = excluded.connection_id OR t.cipher = '' OR NOT EXISTS (
    SELECT 1 FROM connections c WHERE c.id = t.connection_id AND c.state = 'active'
    AND NOT (%(same_app_moves)s AND c.app_key = (SELECT app_key FROM connections WHERE id = excluded.connection_id))
)
RETURNING t.id
"""
_SHOP = f"SELECT {rows.listed(rows.columns(schema.shops))} FROM shops"


@dataclass(frozen=True, slots=True)
class ConnectionRow:
    """One grant, as its row."""

    id: str
    app_key: str
    kind: str  # seller | creator | partner
    open_id: str
    seller_name: str
    seller_base_region: str | None
    state: str  # active | needs_reauthorization | deauthorized
    reason: str | None
    granted_scopes: list[str]
    sealed_access: bytes | None = field(repr=False)
    sealed_refresh: bytes | None = field(repr=False)
    access_expires_at: datetime | None
    refresh_expires_at: datetime | None
    token_version: int
    lease_owner: str | None
    lease_until: datetime | None
    end_told: datetime | None
    end_told_at: datetime | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class ShopSeen:
    """A shop as TikTok Shop lists it for a grant."""

    id: str
    name: str
    region: str
    seller_type: str
    cipher: str
    code: str


@dataclass(frozen=True, slots=True)
class ShopRow:
    """One shop, as its row."""

    id: str
    connection_id: str
    name: str
    region: str
    seller_type: str
    cipher: str
    code: str
    first_seen: datetime
    last_seen: datetime
    data_settled_as: str | None = None  # keep | mask | delete, once its grant had ended
    data_settled_at: datetime | None = None
    left_at: datetime | None = None  # its grant no longer names it, and goes on for other shops
    left_told: bool = False


# --- connections ----------------------------------------------------------------------------------------------------


async def save(
    conn: Connection,
    *,
    id: str,  # noqa: A002  # the column's name
    app_key: str,
    kind: str,
    open_id: str,
    seller_name: str,
    seller_base_region: str | None,
    granted_scopes: Sequence[str],
    sealed_access: bytes,
    sealed_refresh: bytes,
    access_expires_at: datetime | None,
    refresh_expires_at: datetime | None,
    now: datetime,
) -> ConnectionRow:
    """Keep a grant. The same seller again (app, kind, open_id) keeps its row and id, and becomes active again."""
    values = {
        "id": id,
        "app_key": app_key,
        "kind": kind,
        "open_id": open_id,
        "seller_name": rows.storable_text(seller_name),
        "seller_base_region": seller_base_region,
        "granted_scopes": list(granted_scopes),
        "sealed_access": sealed_access,
        "sealed_refresh": sealed_refresh,
        "access_expires_at": access_expires_at,
        "refresh_expires_at": refresh_expires_at,
        "now": now,
    }
    saved = await fetch.one(conn, ConnectionRow, _SAVE, values)
    if saved is None:
        raise Fatal("A connection was saved and did not come back")
    await _rung(conn, saved.id)
    return saved


async def get(conn: Connection, id: str) -> ConnectionRow | None:  # noqa: A002  # the column's name
    """One connection."""
    return await fetch.one(conn, ConnectionRow, f"{_SELECT} WHERE id = %s", [id])


async def by_open_id(conn: Connection, app_key: str, open_id: str) -> list[ConnectionRow]:
    """The connections of one person or seller to an app: at most one per kind."""
    return await fetch.every(conn, ConnectionRow, f"{_SELECT} WHERE app_key = %s AND open_id = %s", [app_key, open_id])


async def every(conn: Connection) -> list[ConnectionRow]:
    """Every connection, oldest first."""
    return await fetch.every(conn, ConnectionRow, f"{_SELECT} ORDER BY created_at, id")


async def take_refresh_lease(
    conn: Connection,
    id: str,  # noqa: A002  # the column's name
    owner: str,
    now: datetime,
    lease_s: float,
) -> ConnectionRow | None:
    """Become the one who refreshes, for so many seconds; gives the row as it is now. None: somebody else is, or it is not
    active."""
    until = now + timedelta(seconds=lease_s)
    return await fetch.one(conn, ConnectionRow, _TAKE_LEASE, {"id": id, "owner": owner, "now": now, "until": until})


async def release_lease(conn: Connection, id: str, owner: str) -> None:  # noqa: A002  # the column's name
    """Let go of the lease; nothing happens if somebody else has it."""
    await fetch.run(
        conn, "UPDATE connections SET lease_owner = NULL, lease_until = NULL WHERE id = %s AND lease_owner = %s", [id, owner]
    )


async def save_tokens(
    conn: Connection,
    id: str,  # noqa: A002  # the column's name
    expected_version: int,
    *,
    sealed_access: bytes,
    sealed_refresh: bytes,
    access_expires_at: datetime | None,
    refresh_expires_at: datetime | None,
    granted_scopes: Sequence[str] | None = None,
    now: datetime,
) -> bool:
    """Keep a renewed pair and let go of the lease, if the pair before is still version `expected_version`. Scopes stay as
    they are if None. False: somebody saved a later pair, and nothing was changed."""
    values = {
        "id": id,
        "expected_version": expected_version,
        "sealed_access": sealed_access,
        "sealed_refresh": sealed_refresh,
        "access_expires_at": access_expires_at,
        "refresh_expires_at": refresh_expires_at,
        "granted_scopes": None if granted_scopes is None else list(granted_scopes),
        "now": now,
    }
    return await fetch.run(conn, _SAVE_TOKENS, values) == 1


async def set_state(
    conn: Connection,
    id: str,  # noqa: A002  # the column's name
    state: str,
    reason: str | None,
    now: datetime,
    *,
    expected_version: int | None = None,
) -> bool:
    """Mark a connection. With `expected_version`, only if its tokens were not renewed since. False: nothing was changed."""
    changed = await fetch.run(
        conn,
        "UPDATE connections SET state = %(state)s, reason = %(reason)s, updated_at = %(now)s WHERE id = %(id)s "
        "AND (%(version)s::int IS NULL OR token_version = %(version)s)",
        {"id": id, "state": state, "reason": reason, "now": now, "version": expected_version},
    )
    if changed:
        await _rung(conn, id)
    return changed == 1


async def set_end_told(conn: Connection, id: str, ends_at: datetime, now: datetime) -> None:  # noqa: A002  # the column's name
    """Note the end of a grant as TikTok told it in a notice."""
    await fetch.run(conn, "UPDATE connections SET end_told = %s, end_told_at = %s WHERE id = %s", [ends_at, now, id])


async def _rung(conn: Connection, connection_id: str) -> None:
    """Tell every process, with the commit, that what it holds of this grant is old."""
    await (await driver(conn)).execute(_RING.encode(), [connection_id])


# --- shops ----------------------------------------------------------------------------------------------------------


async def save_shops(
    conn: Connection, connection_id: str, shops: Sequence[ShopSeen], now: datetime, *, same_app_moves: bool = False
) -> set[str]:
    """Keep the shops of a grant. Gives the ids that are this grant's now.

    A shop belongs to one grant at a time: it stays with the one it has while that is active and covers it, and moves here
    otherwise. With `same_app_moves` (after a consent) it also moves from another grant of the same app.
    """
    seen = list({shop.id: shop for shop in shops}.values())
    names = ("id", "name", "region", "seller_type", "cipher", "code")
    columns = {name: [rows.storable_text(getattr(shop, name)) for shop in seen] for name in names}
    values = {**columns, "connection_id": connection_id, "now": now, "same_app_moves": same_app_moves}
    saved = await (await driver(conn)).execute(_SAVE_SHOPS.encode(), values)
    return {row[0] for row in await saved.fetchall()}


async def told_left(conn: Connection, shop_id: str) -> None:
    """TikTok Shop itself said that a shop left, and its list says so too: nothing more has to be waited for."""
    await fetch.run(conn, "UPDATE shops SET left_told = true WHERE id = %s AND left_at IS NOT NULL", [shop_id])


async def unread_since(conn: Connection, before: datetime) -> list[str]:
    """Connections of sellers that work and whose shops were not read for so long, the longest first."""
    found = await (await driver(conn)).execute(
        "SELECT c.id FROM connections c LEFT JOIN shops s ON s.connection_id = c.id "
        "WHERE c.state = 'active' AND c.kind = 'seller' GROUP BY c.id, c.created_at "
        "HAVING coalesce(max(s.last_seen), c.created_at) < %s ORDER BY coalesce(max(s.last_seen), c.created_at)",
        [before],
    )
    return [row[0] for row in await found.fetchall()]


async def holders(conn: Connection, shop_ids: Sequence[str]) -> dict[str, ConnectionRow]:
    """The connections that shops belong to, by shop id."""
    found = {}
    for shop_id in shop_ids:
        one = await shop(conn, shop_id)
        row = await get(conn, one.connection_id) if one is not None else None
        if row is not None:
            found[shop_id] = row
    return found


async def shop(conn: Connection, id: str) -> ShopRow | None:  # noqa: A002  # the column's name
    """One shop."""
    return await fetch.one(conn, ShopRow, f"{_SHOP} WHERE id = %s", [id])


async def shops(conn: Connection, connection_id: str | None = None) -> list[ShopRow]:
    """Every shop, or those of one connection, by name."""
    only = " WHERE connection_id = %s" if connection_id is not None else ""
    return await fetch.every(
        conn, ShopRow, f"{_SHOP}{only} ORDER BY name, id", [connection_id] if connection_id is not None else []
    )
