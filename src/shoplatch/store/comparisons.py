"""Comparisons with TikTok Shop that somebody asked for: how far each is, and what it found.

What a shop came to and that the shop is done are written together, so a comparison that was killed goes on with the next
shop and counts none twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from psycopg.types.json import Jsonb

from shoplatch.errors import Fatal
from shoplatch.store import fetch, rows, schema
from shoplatch.store.engine import Connection, driver

KEPT, FOUND_MAX = 50, 10_000
_COLUMNS = rows.listed(rows.columns(schema.comparisons))
_FOUND = ("shop_id", "kind", "object_id", "field", "ours", "theirs", "cause")
_WRITE = f"""
INSERT INTO comparison_found (comparison_id, {rows.listed(_FOUND)})
SELECT %(id)s, {rows.listed(_FOUND, "r.")} FROM {rows.recordset(schema.comparison_found, _FOUND)}
LIMIT greatest(0, %(most)s - (SELECT count(*) FROM comparison_found WHERE comparison_id = %(id)s))
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far a comparison is. `not_compared`: what, and why not."""

    id: int
    shop_ids: list[str]
    shops_done: int
    compared: int
    differences: int
    not_compared: dict[str, str]
    state: str  # running | stopped | done
    asked_by: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """One difference. `field` is "" where the object is missing on one side."""

    n: int
    shop_id: str
    kind: str
    object_id: str
    field: str
    ours: str | None
    theirs: str | None
    cause: str


async def begin(conn: Connection, shop_ids: Sequence[str], by: str, now: datetime) -> Comparison:
    """Plan one; the oldest beyond fifty are forgotten."""
    made = await fetch.one(
        conn,
        Comparison,
        f"INSERT INTO comparisons (shop_ids, asked_by, created_at, updated_at) VALUES (%s, %s, %s, %s) RETURNING {_COLUMNS}",
        [list(shop_ids), by, now, now],
    )
    if made is None:
        raise Fatal("A comparison was not kept")
    await fetch.run(
        conn, "DELETE FROM comparisons WHERE id <= (SELECT id FROM comparisons ORDER BY id DESC OFFSET %s LIMIT 1)", [KEPT]
    )
    return made


async def one(conn: Connection, id: int) -> Comparison | None:  # noqa: A002  # the column's name
    """One of them."""
    return await fetch.one(conn, Comparison, f"SELECT {_COLUMNS} FROM comparisons WHERE id = %s", [id])


async def newest(conn: Connection, shop_ids: Sequence[str] | None, limit: int = 20) -> list[Comparison]:
    """The latest, of these shops alone (None: any)."""
    given = {"shops": list(shop_ids) if shop_ids is not None else None, "limit": limit}
    where = "%(shops)s::text[] IS NULL OR shop_ids <@ %(shops)s::text[]"
    return await fetch.every(
        conn, Comparison, f"SELECT {_COLUMNS} FROM comparisons WHERE {where} ORDER BY id DESC LIMIT %(limit)s", given
    )


async def shop_done(
    conn: Connection, id: int, at: int, now: datetime,  # noqa: A002
    *, compared: int, found: Sequence[Mapping[str, object]], not_compared: Mapping[str, str],
) -> bool:  # fmt: skip
    """Note what the shop with the number `at` came to; False: it was noted already, or somebody stopped it."""
    statement = (
        "UPDATE comparisons SET shops_done = shops_done + 1, compared = compared + %(compared)s, "
        "differences = differences + %(differences)s, not_compared = not_compared || %(not_compared)s, "
        "updated_at = %(now)s, state = CASE WHEN shops_done + 1 >= cardinality(shop_ids) THEN 'done' ELSE state END "
        "WHERE id = %(id)s AND shops_done = %(at)s AND state = 'running'"
    )
    given = {"id": id, "at": at, "now": now, "compared": compared, "differences": len(found),
             "not_compared": Jsonb(dict(not_compared))}  # fmt: skip
    if not await fetch.run(conn, statement, given):
        return False
    if found:
        raw = await driver(conn)
        await raw.execute(_WRITE.encode(), {"id": id, "rows": rows.as_json(list(found)), "most": FOUND_MAX})
    return True


async def stop(conn: Connection, id: int, now: datetime) -> bool:  # noqa: A002
    """Let it end after the shop it is at; False: it does not run."""
    statement = "UPDATE comparisons SET state = 'stopped', updated_at = %s WHERE id = %s AND state = 'running'"
    return await fetch.run(conn, statement, [now, id]) == 1


async def found(conn: Connection, id: int, after: int | None, limit: int) -> list[Found]:  # noqa: A002
    """What it found, in the order of finding, after a number."""
    return await fetch.every(
        conn,
        Found,
        f"SELECT n, {rows.listed(_FOUND)} FROM comparison_found WHERE comparison_id = %s AND n > %s ORDER BY n LIMIT %s",
        [id, after or 0, limit],
    )
