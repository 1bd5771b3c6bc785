"""How far each stream of each shop has been read: positions, the slices of a backfill, and the comparisons (sweeps).

A position moves in the transaction that writes the rows it stands for. What a position means is its stream's affair.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from shoplatch.errors import Fatal
from shoplatch.store import fetch, rows, schema
from shoplatch.store.engine import Connection, driver

_SLICE = rows.listed(rows.columns(schema.slices))
_SLICES = f"SELECT {_SLICE} FROM slices"
_PLAN = """
INSERT INTO slices (shop_id, stream, from_time, to_time, updated_at)
SELECT %(shop_id)s, %(stream)s, s.*, %(now)s FROM unnest(%(starts)s::timestamptz[], %(ends)s::timestamptz[]) AS s
ON CONFLICT (shop_id, stream, from_time, to_time) DO NOTHING
"""
_CLAIM = f"""
UPDATE slices SET lease_owner = %(owner)s, lease_until = %(until)s, updated_at = %(now)s WHERE id = (
    SELECT id FROM slices WHERE state = 'waiting' AND (lease_until IS NULL OR lease_until <= %(now)s
            OR lease_until > %(until)s + interval '10 minutes') -- by a clock that was set back since
        AND (%(shop_id)s::text IS NULL OR shop_id = %(shop_id)s)
        AND (%(stream)s::text IS NULL OR stream = %(stream)s)
        AND (%(id)s::bigint IS NULL OR id = %(id)s)
    ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED
) RETURNING {_SLICE}
"""
_ADVANCE = """
UPDATE slices SET page_token = %(page_token)s, rows_read = rows_read + %(rows_read)s,
    rows_expected = coalesce(%(rows_expected)s, rows_expected), error = NULL, lease_until = %(until)s, updated_at = %(now)s
WHERE id = %(id)s AND lease_owner = %(owner)s AND state = 'waiting'
"""
_SWEEP = rows.listed(rows.columns(schema.sweeps, without=("found",)))


@dataclass(frozen=True, slots=True)
class Slice:
    """A stretch of time of a stream, to be read once. `page_token`: where a reader that died goes on."""

    id: int
    shop_id: str
    stream: str
    from_time: datetime
    to_time: datetime
    state: str  # waiting | done | failed
    page_token: str | None
    rows_read: int
    rows_expected: int | None
    error: str | None
    lease_owner: str | None
    lease_until: datetime | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Sweep:
    """One comparison of a stream with TikTok Shop."""

    id: int
    shop_id: str
    stream: str
    started_at: datetime
    finished_at: datetime | None
    compared: int
    differences: int
    theirs: int | None
    ours: int | None


async def position(conn: Connection, shop_id: str, stream: str) -> dict[str, Any] | None:
    """Where the stream stands; None before its first read."""
    raw = await driver(conn)
    found = await raw.execute("SELECT position FROM cursors WHERE shop_id = %s AND stream = %s", [shop_id, stream])
    row = await found.fetchone()
    return row[0] if row else None


async def positions(conn: Connection, shop_ids: Sequence[str], stream: str) -> dict[str, tuple[dict[str, Any], datetime]]:
    """Where a stream stands in each of these shops, and since when."""
    raw = await driver(conn)
    found = await raw.execute(
        "SELECT shop_id, position, updated_at FROM cursors WHERE shop_id = ANY(%s) AND stream = %s", [list(shop_ids), stream]
    )
    return {row[0]: (row[1], row[2]) for row in await found.fetchall()}


async def moved_at(conn: Connection, shop_ids: Sequence[str], stream: str) -> dict[str, datetime]:
    """When a stream was last moved, for those of the shops in which it was."""
    raw = await driver(conn)
    found = await raw.execute(
        "SELECT shop_id, updated_at FROM cursors WHERE shop_id = ANY(%s) AND stream = %s", [list(shop_ids), stream]
    )
    return {row[0]: row[1] for row in await found.fetchall()}


async def move(conn: Connection, shop_id: str, stream: str, position: Mapping[str, object], now: datetime) -> None:
    """Move the stream to a position, forwards or back."""
    await fetch.run(
        conn,
        "INSERT INTO cursors (shop_id, stream, position, updated_at) VALUES (%s, %s, %s, %s) "
        "ON CONFLICT (shop_id, stream) DO UPDATE SET position = excluded.position, updated_at = excluded.updated_at",
        [shop_id, stream, Jsonb(dict(position)), now],
    )


async def plan_slices(
    conn: Connection, shop_id: str, stream: str, spans: Sequence[tuple[datetime, datetime]], now: datetime
) -> int:
    """Cut a stream into slices; those that are there stay as they are. How many are new."""
    values = {
        "shop_id": shop_id,
        "stream": stream,
        "starts": [start for start, _ in spans],
        "ends": [end for _, end in spans],
        "now": now,
    }
    return await fetch.run(conn, _PLAN, values)


async def claim_slice(
    conn: Connection,
    owner: str,
    now: datetime,
    lease_s: float,
    *,
    shop_id: str | None = None,
    stream: str | None = None,
    slice_id: int | None = None,
) -> Slice | None:
    """Take a slice that waits and that nobody reads, oldest first, for so many seconds; None if there is none (left)."""
    until = now + timedelta(seconds=lease_s)
    values = {"owner": owner, "now": now, "until": until, "shop_id": shop_id, "stream": stream, "id": slice_id}
    return await fetch.one(conn, Slice, _CLAIM, values)


async def advance_slice(
    conn: Connection,
    id: int,  # noqa: A002  # the column's name
    owner: str,
    *,
    page_token: str | None,
    rows_read: int,
    rows_expected: int | None = None,
    now: datetime,
    lease_s: float,
) -> bool:
    """Note a page as read: the next token and `rows_read` more rows. False: somebody else has taken the slice since."""
    values = {
        "id": id,
        "owner": owner,
        "page_token": page_token,
        "rows_read": rows_read,
        "rows_expected": rows_expected,
        "now": now,
        "until": now + timedelta(seconds=lease_s),
    }
    return await fetch.run(conn, _ADVANCE, values) == 1


async def renew_slice(conn: Connection, id: int, owner: str, now: datetime, lease_s: float) -> bool:  # noqa: A002  # the column's name
    """Keep a slice longer. False: somebody else has taken it since, or it has ended."""
    kept = await fetch.run(
        conn,
        "UPDATE slices SET lease_until = %(until)s WHERE id = %(id)s AND lease_owner = %(owner)s AND state = 'waiting'",
        {"id": id, "owner": owner, "until": now + timedelta(seconds=lease_s)},
    )
    return kept == 1


async def finish_slice(
    conn: Connection,
    id: int,  # noqa: A002  # the column's name
    owner: str,
    now: datetime,
    rows_expected: int | None = None,
) -> bool:
    """Close a slice. False: somebody else has taken it since."""
    done = await fetch.run(
        conn,
        "UPDATE slices SET state = 'done', page_token = NULL, lease_owner = NULL, lease_until = NULL, error = NULL, "
        "rows_expected = coalesce(%(expected)s, rows_expected), updated_at = %(now)s "
        "WHERE id = %(id)s AND lease_owner = %(owner)s",
        {"id": id, "owner": owner, "now": now, "expected": rows_expected},
    )
    return done == 1


async def fail_slice(
    conn: Connection,
    id: int,  # noqa: A002  # the column's name
    owner: str,
    error: str,
    now: datetime,
    *,
    final: bool,
) -> bool:
    """Note why a slice stopped and let go of it; it waits again where it stands, or has failed if `final`."""
    failed = await fetch.run(
        conn,
        "UPDATE slices SET state = CASE WHEN %(final)s THEN 'failed' ELSE 'waiting' END, error = %(error)s, "
        "lease_owner = NULL, lease_until = NULL, updated_at = %(now)s WHERE id = %(id)s AND lease_owner = %(owner)s",
        {"id": id, "owner": owner, "error": rows.storable_text(error)[:2000], "now": now, "final": final},
    )
    return failed == 1


async def revive_slices(conn: Connection, shop_id: str, now: datetime) -> int:
    """Let the failed slices of a shop wait again, where they stand; how many."""
    return await fetch.run(
        conn,
        "UPDATE slices SET state = 'waiting', error = NULL, updated_at = %(now)s "
        "WHERE shop_id = %(shop_id)s AND state = 'failed'",
        {"shop_id": shop_id, "now": now},
    )


async def slices(conn: Connection, shop_id: str, stream: str | None = None) -> list[Slice]:
    """The slices of a shop, or of one of its streams, in order of time."""
    only = " AND stream = %(stream)s" if stream is not None else ""
    return await fetch.every(
        conn,
        Slice,
        f"{_SLICES} WHERE shop_id = %(shop_id)s{only} ORDER BY stream, from_time, id",
        {"shop_id": shop_id, "stream": stream},
    )


async def begin_sweep(conn: Connection, shop_id: str, stream: str, now: datetime) -> int:
    """Note that a comparison begins; its number."""
    raw = await driver(conn)
    made = await raw.execute(
        "INSERT INTO sweeps (shop_id, stream, started_at) VALUES (%s, %s, %s) RETURNING id", [shop_id, stream, now]
    )
    row = await made.fetchone()
    if row is None:
        raise Fatal("A sweep was written and did not come back")
    return int(row[0])


async def finish_sweep(
    conn: Connection,
    id: int,  # noqa: A002  # the column's name
    now: datetime,
    *,
    compared: int,
    differences: int,
    theirs: int | None = None,
    ours: int | None = None,
    found: Sequence[Mapping[str, str | None]] = (),
) -> None:
    """Note what a comparison found. `found`: the differences themselves, or the first of them."""
    await fetch.run(
        conn,
        "UPDATE sweeps SET finished_at = %s, compared = %s, differences = %s, theirs = %s, ours = %s, found = %s "
        "WHERE id = %s",
        [now, compared, differences, theirs, ours, Jsonb(list(found)) if found else None, id],
    )


async def last_sweeps(conn: Connection, shop_id: str | None = None) -> list[Sweep]:
    """The newest comparison of each stream, of one shop or of all."""
    only = " WHERE shop_id = %(shop_id)s" if shop_id is not None else ""
    return await fetch.every(
        conn,
        Sweep,
        f"SELECT DISTINCT ON (shop_id, stream) {_SWEEP} FROM sweeps{only} "
        "ORDER BY shop_id, stream, started_at DESC, id DESC",
        {"shop_id": shop_id},
    )
