"""Webhooks that arrived, for those who forward them: in the order of their transactions, so that none is skipped.

As in the change feed, a number is given before a commit, so rows are read in order of (transaction, number) and only of
transactions older than every one that still runs. Who puts an event back gives it a new place: it is forwarded again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from shoplatch.store.changes import START, Position
from shoplatch.store.engine import Connection, driver
from shoplatch.store.horizon import NOW, horizon

_READ = f"""
WITH {NOW},
place AS MATERIALIZED (
    SELECT CASE WHEN given THEN %(xid)s::text::xid8 ELSE '0'::xid8 END AS xid,
        CASE WHEN given THEN %(n)s::bigint ELSE 0 END AS n
    FROM (SELECT %(xid)s::text::xid8 < pg_snapshot_xmax(snapshot) AS given FROM now) AS asked
)
SELECT inbox.xid::text, inbox.n, app_key, dedupe_key, type, shop_id, received_at, body FROM inbox
WHERE inbox.xid IS NOT NULL AND (inbox.xid, inbox.n) > ((SELECT xid FROM place), (SELECT n FROM place))
    AND inbox.xid < (SELECT {horizon("snapshot")} FROM now)
ORDER BY inbox.xid, inbox.n LIMIT %(limit)s
"""
_NEWEST = f"""
WITH {NOW}
SELECT xid::text, n FROM inbox WHERE xid IS NOT NULL AND xid < (SELECT {horizon("snapshot")} FROM now)
ORDER BY inbox.xid DESC, n DESC LIMIT 1
"""
_SINCE = {
    "inbox": "SELECT xid::text, n FROM inbox WHERE xid IS NOT NULL AND received_at >= %s ORDER BY inbox.xid, n LIMIT 1",
    "changes": "SELECT xid::text, n FROM changes WHERE at >= %s ORDER BY changes.xid, n LIMIT 1",
}


@dataclass(frozen=True, slots=True)
class ArrivedRow:
    """A webhook as it arrived; `position` is the reader's place after it, `body` None once it was forgotten."""

    position: Position
    app_key: str
    dedupe_key: str
    type: int
    shop_id: str
    received_at: datetime
    body: bytes | None = field(repr=False)


async def read(conn: Connection, after: Position = START, limit: int = 100) -> list[ArrivedRow]:
    """The next webhooks after a place, oldest first. An empty list means: none that may be read yet."""
    asked = await (await driver(conn)).execute(_READ, {"xid": str(after.xid), "n": after.n, "limit": limit})
    return [
        ArrivedRow(Position(int(xid), n), app_key, key, type_, shop_id or "", at, bytes(body) if body is not None else None)
        for xid, n, app_key, key, type_, shop_id, at, body in await asked.fetchall()
    ]


async def newest(conn: Connection) -> Position:
    """The place after every webhook that may be read now."""
    row = await (await (await driver(conn)).execute(_NEWEST)).fetchone()
    return Position(int(row[0]), row[1]) if row else START


async def since(conn: Connection, table: str, at: datetime) -> Position | None:
    """The place before what was written at or after a moment, in `inbox` or `changes`; None: nothing was."""
    row = await (await (await driver(conn)).execute(_SINCE[table].encode(), [at])).fetchone()
    return Position(int(row[0]), row[1] - 1) if row else None
