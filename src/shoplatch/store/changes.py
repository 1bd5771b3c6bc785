"""The change feed: one row per change of an object, written with the change itself, read in an order that skips nothing.

A row's number is given when it is written, not when it is committed: a reader that remembers the last number would skip a
row that was numbered early and committed late. So rows carry their transaction's id, and a reader takes only those of
transactions older than every one still running here (`horizon.py`), in order of (transaction, number).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shoplatch.store import rows, schema
from shoplatch.store.engine import Connection, driver
from shoplatch.store.horizon import NOW, horizon
from shoplatch.store.position import START as START
from shoplatch.store.position import Position as Position

CHANNEL = "changes"
# Orders, products, stock and packages have names of their own; every other kind is called as its table.
Kind = str
CauseKind = Literal["webhook", "backfill", "incremental", "reconcile", "ended"]


@dataclass(frozen=True, slots=True)
class Change:
    """One object that became another. `before` and `after` are its status; before is None when it is new."""

    kind: Kind
    object_id: str
    cause: CauseKind
    inbox_n: int | None
    before: str | None
    after: str | None
    update_time: datetime | None  # TikTok's
    at: datetime  # when it was written, by our clock


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change as read; `position` is the reader's place after it."""

    position: Position
    shop_id: str
    change: Change


_WRITTEN = ("kind", "object_id", "cause", "inbox_n", "before", "after", "update_time", "at")
_APPEND = (
    f"INSERT INTO changes (shop_id, {rows.listed(_WRITTEN)}) "
    f"SELECT %(shop_id)s, {rows.listed(_WRITTEN, 'r.')} FROM {rows.recordset(schema.changes, _WRITTEN)}"
)
# A position ahead of every transaction comes from another server, before a dump and restore: begin again rather than wait.
# `changes.xid` in the order: a bare xid there would be the text of the first column, and 9999 come after 10000.
_NEWEST = f"""
WITH {NOW}
SELECT xid::text, n FROM changes WHERE xid < (SELECT {horizon("snapshot")} FROM now)
ORDER BY changes.xid DESC, n DESC LIMIT 1
"""
_READ = f"""
WITH {NOW},
place AS MATERIALIZED (
    SELECT CASE WHEN given THEN %(xid)s::text::xid8 ELSE '0'::xid8 END AS xid,
        CASE WHEN given THEN %(n)s::bigint ELSE 0 END AS n
    FROM (SELECT %(xid)s::text::xid8 < pg_snapshot_xmax(snapshot) AS given FROM now) AS asked
)
SELECT changes.xid::text, changes.n, changes.shop_id, {rows.listed(_WRITTEN, "changes.")}
FROM changes
WHERE (changes.xid, changes.n) > ((SELECT xid FROM place), (SELECT n FROM place))
    AND changes.xid < (SELECT {horizon("snapshot")} FROM now)
ORDER BY changes.xid, changes.n
LIMIT %(limit)s
"""


async def append(conn: Connection, shop_id: str, changes: Sequence[Change], *, ring: bool = False) -> None:
    """Write changes of one shop, in the transaction that makes them; rings `CHANNEL` when it commits.

    `ring`: also where there are none, because a statement of its own wrote some (see `told`).
    """
    raw = await driver(conn)
    if changes:
        await raw.execute(_APPEND, {"shop_id": shop_id, "rows": rows.as_json([_row(change) for change in changes])})
    if changes or ring:
        await raw.execute("SELECT pg_notify(%s, %s)", [CHANNEL, shop_id])


def told(kind: str, source: str, status: str, timed: bool) -> str:
    """The part of an inserting statement that tells of what it made (`made`, with ids) from the rows of `source`.

    `status` in SQL; `timed`: whether the table has an update_time.

    Takes `%(cause)s`, `%(at)s` (None: the time of each row's read) and `%(rang)s`, an object of ids to numbers of events.
    """
    update_time = f"{source}.update_time" if timed else "NULL::timestamptz"
    return (
        ", told AS (INSERT INTO changes (shop_id, kind, object_id, cause, inbox_n, before, after, update_time, at) "
        f"SELECT %(shop_id)s, '{kind}', {source}.id, %(cause)s, (%(rang)s::json->>{source}.id)::bigint, NULL, {status}, "
        f"{update_time}, coalesce(%(at)s::timestamptz, {source}.read_at) FROM {source} JOIN made ON made.id = {source}.id)"
    )


async def read(conn: Connection, after: Position = START, limit: int = 1000) -> list[ChangeRow]:
    """The next changes after a position, oldest first. An empty list means: none that may be read yet."""
    raw = await driver(conn)
    found = await raw.execute(_READ, {"xid": str(after.xid), "n": after.n, "limit": limit})
    return [
        ChangeRow(Position(int(xid), n), shop_id, Change(*values)) for xid, n, shop_id, *values in await found.fetchall()
    ]


async def newest(conn: Connection) -> Position:
    """The place after everything that may be read now; where a reader begins who wants only what comes."""
    raw = await driver(conn)
    found = await raw.execute(_NEWEST)
    row = await found.fetchone()
    return Position(int(row[0]), row[1]) if row else START


def _row(change: Change) -> rows.Row:
    return {name: getattr(change, name) for name in _WRITTEN}
