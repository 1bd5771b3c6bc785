"""Whose details are still to be read: parents that are new or have changed since, or that are to be looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shoplatch.errors import InvalidRequest
from shoplatch.store import fetch, schema
from shoplatch.store.engine import Connection, driver

_NOTE = """
INSERT INTO followed AS t (shop_id, stream, parent_id, revision, attempts, error, at, due_at)
SELECT %(shop_id)s, %(stream)s, r.parent_id, r.revision, CASE WHEN r.error IS NULL THEN 0 ELSE 1 END, r.error, r.at, r.due_at
FROM unnest(%(parents)s::text[], %(revisions)s::int[], %(errors)s::text[], %(ats)s::timestamptz[], %(dues)s::timestamptz[])
    AS r(parent_id, revision, error, at, due_at)
ON CONFLICT (shop_id, stream, parent_id) DO UPDATE SET revision = excluded.revision,
    attempts = CASE WHEN excluded.error IS NULL THEN 0 ELSE t.attempts + 1 END,
    error = excluded.error, at = excluded.at, due_at = excluded.due_at
"""


@dataclass(frozen=True, slots=True)
class Parent:
    """An object whose details are to be read. `revision` changes when it changes; `attempts` is how often it failed."""

    id: str
    revision: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Note:
    """How the reading of one parent's details went. `began`: when the read began, `at`: when it ended; not again before
    `due_at`, or before the parent changes. `whole`: all of its details were read, so what was not among them is gone."""

    parent: Parent
    at: datetime
    began: datetime
    due_at: datetime | None = None
    error: str | None = None
    whole: bool = True


def _open(table: str, column: str, only: str, mark: str) -> str:
    """The parents that are open. `only` and `mark` are ours, never text from outside: a
    condition, and what changes when details have to be read again.

    Raises:
        InvalidRequest: there is no such column.
    """
    if column not in schema.metadata.tables[table].columns:
        raise InvalidRequest(f"{table} has no column {column}")
    alive = " AND deleted_at IS NULL" if "deleted_at" in schema.metadata.tables[table].columns else ""
    return (
        f"FROM (SELECT {column} AS id, sum({mark})::int AS revision FROM {table} WHERE shop_id = %(shop_id)s "
        f"AND {column} IS NOT NULL{alive}{f' AND {only}' if only else ''} GROUP BY 1) AS p "
        "LEFT JOIN followed AS f ON f.shop_id = %(shop_id)s AND f.stream = %(stream)s AND f.parent_id = p.id "
        "WHERE f.parent_id IS NULL OR f.due_at <= %(now)s "
        "OR (f.due_at IS NOT NULL AND f.at > %(now)s::timestamptz + interval '10 minutes') "  # the clock was set back since
        "OR (f.revision <> p.revision AND (f.error IS NULL OR f.due_at IS NULL))"
    )


async def waiting(
    conn: Connection,
    shop_id: str,
    stream: str,
    parent: tuple[str, str],
    now: datetime,
    *,
    only: str = "",
    mark: str = "revision",
    limit: int = 50,
) -> list[Parent]:
    """Some parents that are open, in order of id."""
    wanted = "SELECT p.id, p.revision, coalesce(f.attempts, 0) AS attempts"
    statement = f"{wanted} {_open(*parent, only, mark)} ORDER BY p.id LIMIT %(limit)s"
    values = {"shop_id": shop_id, "stream": stream, "now": now, "limit": limit}
    return await fetch.every(conn, Parent, statement, values)


async def count(
    conn: Connection,
    shop_id: str,
    stream: str,
    parent: tuple[str, str],
    now: datetime,
    *,
    only: str = "",
    mark: str = "revision",
) -> int:
    """How many parents are open."""
    raw = await driver(conn)
    values = {"shop_id": shop_id, "stream": stream, "now": now}
    found = await raw.execute(f"SELECT count(*) {_open(*parent, only, mark)}".encode(), values)
    row = await found.fetchone()
    return int(row[0]) if row else 0


async def note(conn: Connection, shop_id: str, stream: str, notes: Sequence[Note]) -> None:
    """Some parents' details were read (or not, and why). Of two notes on one parent the last counts."""
    last = {note.parent.id: note for note in notes}
    if not last:
        return
    ordered = [last[parent] for parent in sorted(last)]  # so that two writers never wait for each other in a ring
    values = {
        "shop_id": shop_id, "stream": stream,
        "parents": [note.parent.id for note in ordered], "revisions": [note.parent.revision for note in ordered],
        "errors": [note.error for note in ordered], "ats": [note.at for note in ordered],
        "dues": [note.due_at for note in ordered],
    }  # fmt: skip
    await fetch.run(conn, _NOTE, values)


async def failed(conn: Connection, shop_id: str, stream: str) -> list[tuple[str, str]]:
    """Parents whose details could not be read last time, with why."""
    raw = await driver(conn)
    found = await raw.execute(
        "SELECT parent_id, error FROM followed WHERE shop_id = %s AND stream = %s AND error IS NOT NULL ORDER BY parent_id",
        [shop_id, stream],
    )
    return [(row[0], row[1]) for row in await found.fetchall()]


async def all_due(conn: Connection, shop_ids: Sequence[str], now: datetime) -> None:
    """Details that rest are due at once, however recently they were read: before everything is to be compared."""
    statement = "UPDATE followed SET due_at = %(now)s WHERE shop_id = ANY(%(shops)s) AND due_at > %(now)s"
    await fetch.run(conn, statement, {"now": now, "shops": list(shop_ids)})
