"""All rows of a kind, or only what the change feed told of since a place: in portions, in a steady amount of memory.

Everything of one `Snapshot` is of the same moment, and its `end` is a place in the change feed that covers it: reading on
from there misses nothing, and may bring again what came at the very end.

Rows that are gone come too, marked: one with a tombstone with all its columns, one whose row is no more with its key alone.
The rows of a part (lines of an order) come whole or not at all: what came last for a parent is what it has now, and a parent
that has none comes once, marked as gone, with nothing but the parent's columns.
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from shoplatch.errors import InvalidRequest
from shoplatch.store import changes
from shoplatch.store.changes import Position
from shoplatch.store.engine import RawConnection, Store
from shoplatch.store.read.former import remembering, typed, versions_of
from shoplatch.store.read.kinds import Kind, Shape, shape
from shoplatch.store.rows import listed
from shoplatch.store.sealed import PLACES, Place

PORTION = 2_000
PORTION_WITHIN_S = 600  # the first portion of what changed waits for the whole feed to be gathered
SEALED = {place.table: place for place in PLACES if place.key[0] == "shop_id"}
_CHANGED = """
SELECT DISTINCT shop_id, object_id FROM changes
WHERE kind = %(kind)s AND shop_id = ANY(%(shop_ids)s)
    AND (xid, n) > (%(after_xid)s::text::xid8, %(after_n)s) AND (xid, n) <= (%(end_xid)s::text::xid8, %(end_n)s)
"""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which rows: of these shops, with the kind's time in a stretch. `personal`: also what points at a person, and what is
    sealed, as the bytes that are kept."""

    shop_ids: Sequence[str]
    since: datetime | None = None
    until: datetime | None = None
    personal: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """Some rows: each has a value for every column of the kind, and last whether it is gone."""

    rows: Sequence[tuple[Any, ...]] = field(repr=False)


def columns_of(kind: Kind, *, personal: bool = False) -> list[Shape]:
    """The columns of a flow, in order; what is sealed comes last, as bytes."""
    sealed = [kind.table.c[SEALED[kind.name].column]] if kind.name in SEALED else []
    return [shape(column) for column in (*kind.columns, *((*kind.personal, *sealed) if personal else ()))]


def place_of(kind: Kind) -> Place | None:
    """How what is sealed in a kind is bound to its row."""
    return SEALED.get(kind.name)


class Snapshot:
    """The store at one moment. Who leaves a flow before its end closes it (`contextlib.aclosing`)."""

    def __init__(self, conn: RawConnection, end: Position) -> None:
        self._conn = conn
        self.end = end

    def every(self, kind: Kind, scope: Scope) -> AsyncGenerator[Portion, None]:
        """Every row that is not gone."""
        live = " AND t.deleted_at IS NULL" if "deleted_at" in kind.table.c else ""
        columns = listed((column.name for column in columns_of(kind, personal=scope.personal)), "t.")
        statement = f"SELECT {columns}, false FROM {kind.name} AS t WHERE t.shop_id = ANY(%(shop_ids)s){live}{_when(kind)}"
        return self._portions(statement, _values(kind, scope))

    async def count(self, kind: Kind, scope: Scope, *, most: int) -> int:
        """How many rows `every` would give, counted up to `most` + 1."""
        live = " AND t.deleted_at IS NULL" if "deleted_at" in kind.table.c else ""
        rows = f"SELECT FROM {kind.name} AS t WHERE t.shop_id = ANY(%(shop_ids)s){live}{_when(kind)} LIMIT {most + 1:d}"
        asked = await self._conn.execute(f"SELECT count(*) FROM ({rows}) AS c".encode(), _values(kind, scope))
        row = await asked.fetchone()
        return int(row[0]) if row else 0

    def changed(self, kind: Kind, scope: Scope, after: Position) -> AsyncGenerator[Portion, None]:
        """The rows of every object that the change feed told of after a place; those that are gone too.

        Raises:
            InvalidRequest: the feed does not tell of this kind; read every row.
        """
        if kind.feed is None:
            raise InvalidRequest(f"The change feed does not tell of {kind.name}")
        own = dict(zip(kind.of, _split(len(kind.of)), strict=True)) | {"shop_id": "c.shop_id"}
        columns = ", ".join(
            f'coalesce(t."{column.name}", {own[column.name]})' if column.name in own else f't."{column.name}"'
            for column in columns_of(kind, personal=scope.personal)
        )
        gone = "t.shop_id IS NULL" + (" OR t.deleted_at IS NOT NULL" if "deleted_at" in kind.table.c else "")
        joined = " AND ".join(f't."{name}" = {value}' for name, value in own.items())
        # Whether a row counts is asked beside the join: one that is gone has no time, and comes.
        statement = (
            f"SELECT {columns}, {gone} FROM ({_CHANGED}) AS c LEFT JOIN {kind.name} AS t ON {joined} "
            f"WHERE (t.shop_id IS NULL OR (true{_when(kind)}))"
        )
        places = {"after_xid": str(after.xid), "after_n": after.n, "end_xid": str(self.end.xid), "end_n": self.end.n}
        return self._portions(statement, _values(kind, scope) | places)

    def believed(self, kind: Kind, scope: Scope, as_of: datetime) -> AsyncGenerator[Portion, None]:
        """Every row as it was believed at a moment.

        Raises:
            InvalidRequest: no former versions of this kind are kept.
        """
        columns = listed((column.name for column in columns_of(kind)), "t.")
        statement = (
            f"SELECT {columns}, false FROM {versions_of(kind, at_a_moment=True)}, {typed(kind)} "
            f"WHERE h.row->>'deleted_at' IS NULL{_when(kind)}"
        )
        return self._portions(statement, _values(kind, scope) | {"as_of": as_of, "kind": remembering(kind).name})

    async def _portions(self, statement: str, values: Mapping[str, Any]) -> AsyncGenerator[Portion, None]:
        # Text of ours alone: names from the schema, values apart.
        async with self._conn.cursor(name="flow") as cursor:
            await cursor.execute(statement.encode(), values)
            while rows := await cursor.fetchmany(PORTION):
                yield Portion(rows)


@contextlib.asynccontextmanager
async def snapshot(store: Store, *, idle_s: int = 60) -> AsyncIterator[Snapshot]:
    """The store as it is now, for as long as the block lasts. It holds back no writer.

    `idle_s`: who takes longer than this from one portion to the next loses it (Unreachable).
    """
    async with store.raw() as conn:
        await conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        await conn.execute(f"SET LOCAL statement_timeout = {PORTION_WITHIN_S * 1000:d}")
        await conn.execute(f"SET LOCAL idle_in_transaction_session_timeout = {idle_s * 1000:d}")
        yield Snapshot(conn, await changes.newest(conn))


def _split(parts: int) -> list[str]:
    """The columns of an object's id, in SQL."""
    return ["c.object_id"] if parts == 1 else [f"split_part(c.object_id, ':', {at + 1})" for at in range(parts)]


def _when(kind: Kind) -> str:
    """The condition of a stretch of time: a part goes by the time of what it is a part of."""
    parent, time = kind.parent, (kind.parent or kind).time
    if time is None:
        return ""
    of = f't."{time.name}"' if parent is None else f'p."{time.name}"'
    kept = "date" if time.type.python_type is date else "timestamptz"
    inside = f"(%(since)s::{kept} IS NULL OR {of} >= %(since)s) AND (%(until)s::{kept} IS NULL OR {of} < %(until)s)"
    if parent is None:
        return f" AND {inside}"
    either = "%(since)s::timestamptz IS NULL AND %(until)s::timestamptz IS NULL"
    found = f'SELECT 1 FROM {parent.name} AS p WHERE p.shop_id = t.shop_id AND p.id = t."{kind.of[0]}" AND {inside}'
    return f" AND ({either} OR EXISTS ({found}))"


def _values(kind: Kind, scope: Scope) -> dict[str, Any]:
    time = (kind.parent or kind).time
    days = time is not None and time.type.python_type is date
    bounds = {"since": scope.since, "until": scope.until}
    return {
        "kind": kind.feed,
        "shop_ids": list(scope.shop_ids),
        **{name: at.date() if at is not None and days else at for name, at in bounds.items()},
    }
