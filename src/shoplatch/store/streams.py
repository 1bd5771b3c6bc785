"""How each stream of each shop stands: when it was read, what is still to be read, what went wrong; and what is gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from shoplatch.errors import InvalidRequest
from shoplatch.store import fetch, rows, schema
from shoplatch.store.engine import Connection, driver
from shoplatch.store.families import Family

_STATE = rows.listed(rows.columns(schema.stream_states))
_NOTE = """
INSERT INTO stream_states AS t (shop_id, stream, operation, tried_at, read_at, rows_read, objective_s, newest_at,
    latest_available_date, waiting, error, refused)
VALUES (%(shop_id)s, %(stream)s, %(operation)s, %(tried_at)s, %(read_at)s, %(rows_read)s, %(objective_s)s, %(newest_at)s,
    %(latest_available_date)s, %(waiting)s, %(error)s, %(refused)s)
ON CONFLICT (shop_id, stream) DO UPDATE SET operation = coalesce(excluded.operation, t.operation),
    tried_at = excluded.tried_at, read_at = coalesce(excluded.read_at, t.read_at),
    rows_read = CASE WHEN excluded.read_at IS NULL THEN t.rows_read ELSE excluded.rows_read END,
    objective_s = excluded.objective_s, newest_at = greatest(excluded.newest_at, t.newest_at),
    latest_available_date = greatest(excluded.latest_available_date, t.latest_available_date), waiting = excluded.waiting,
    error = excluded.error, refused = excluded.refused
"""


@dataclass(frozen=True, slots=True)
class StreamState:
    """Where a stream of a shop stands. Times are our clock's, `newest_at` and `latest_available_date` TikTok's."""

    shop_id: str
    stream: str
    operation: str | None
    tried_at: datetime | None
    read_at: datetime | None
    rows_read: int
    objective_s: int
    newest_at: datetime | None
    latest_available_date: date | None
    waiting: int
    error: str | None
    refused: str | None

    def lag_s(self, now: datetime) -> float | None:
        """Seconds since the last read that went to its end; None if none did."""
        return max(0.0, (now - self.read_at).total_seconds()) if self.read_at else None

    def late(self, now: datetime) -> bool:
        """Whether it misses its objective. One that the grant does not allow cannot be late."""
        if self.refused:
            return False
        begun = self.read_at or self.tried_at
        return begun is None or (now - begun).total_seconds() > self.objective_s


async def note(conn: Connection, state: StreamState) -> None:
    """Write down how a read went. What it did not learn (None) stays as it was."""
    await fetch.run(conn, _NOTE, {name: getattr(state, name) for name in StreamState.__slots__})


async def hurry(conn: Connection, shop_ids: Sequence[str], since: datetime) -> list[str]:
    """Streams that were not tried since a moment are due at once; those that are still to be read, or read to their end."""
    values = {"shops": list(shop_ids), "since": since}
    await fetch.run(
        conn, "UPDATE stream_states SET tried_at = NULL WHERE shop_id = ANY(%(shops)s) AND tried_at < %(since)s", values
    )
    return [one.stream for one in await states(conn, shop_ids) if one.tried_at is None or (one.waiting and not one.refused)]


async def states(conn: Connection, shop_ids: Sequence[str]) -> list[StreamState]:
    """Every stream of these shops that was tried."""
    return await fetch.every(
        conn,
        StreamState,
        f"SELECT {_STATE} FROM stream_states WHERE shop_id = ANY(%s) ORDER BY shop_id, stream",
        [list(shop_ids)],
    )


async def unseen(conn: Connection, family: Family, shop_id: str, before: datetime) -> list[str]:
    """Ids of live rows of a family that no read since `before` showed."""
    raw = await driver(conn)
    found = await raw.execute(
        f"SELECT id FROM {family.name} WHERE shop_id = %s AND deleted_at IS NULL AND read_at < %s ORDER BY id",
        [shop_id, before],
    )
    return [row[0] for row in await found.fetchall()]


async def unseen_of(
    conn: Connection, family: Family, shop_id: str, link: str, read: Mapping[str, datetime]
) -> dict[str, list[str]]:
    """Ids of live rows that belong to some parents and that no read of their parent showed, by parent. `link` is the column
    that names the parent, `read` says when the read of each began.

    Raises:
        InvalidRequest: there is no such column.
    """
    if link not in family.table.columns:
        raise InvalidRequest(f"{family.name} has no column {link}")
    raw = await driver(conn)
    found = await raw.execute(
        f'SELECT t."{link}", t.id FROM unnest(%(parents)s::text[], %(begans)s::timestamptz[]) AS r(parent, began) '
        f'JOIN {family.name} AS t ON t.shop_id = %(shop_id)s AND t."{link}" = r.parent '
        "WHERE t.deleted_at IS NULL AND t.read_at < r.began ORDER BY 1, 2",
        {"shop_id": shop_id, "parents": list(read), "begans": list(read.values())},
    )
    gone: dict[str, list[str]] = {}
    for parent, id_ in await found.fetchall():
        gone.setdefault(parent, []).append(id_)
    return gone


async def newest(conn: Connection, table: str, column: str, shop_id: str) -> datetime | None:
    """The greatest value of a time in a table of ours."""
    if table not in schema.metadata.tables or column not in schema.metadata.tables[table].columns:
        return None
    raw = await driver(conn)
    found = await raw.execute(f"SELECT max({column}) FROM {table} WHERE shop_id = %(shop_id)s", {"shop_id": shop_id})
    row = await found.fetchone()
    return row[0] if row else None


async def first_and_last_order(conn: Connection, shop_id: str) -> tuple[datetime, datetime] | None:
    """When the oldest order we hold was placed and when the newest changed, by TikTok's clock."""
    raw = await driver(conn)
    found = await raw.execute(
        "SELECT min(create_time), max(update_time) FROM orders WHERE shop_id = %(shop_id)s", {"shop_id": shop_id}
    )
    row = await found.fetchone()
    return (row[0], row[1]) if row and row[0] is not None else None
