"""Objects of any described kind as lists and one by one: after-sales, money, promotions, figures, conversations.

A list is newest first by the kind's own time, and pages are found by place. Rows are mappings with the names of the columns,
without kept bytes and without what is sealed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import Column, ColumnElement, Table, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.clock import from_seconds
from shoplatch.errors import InvalidRequest
from shoplatch.store.families import BY_NAME, Family

Row = Mapping[str, Any]
COUNT_MAX = 100_000
HIDDEN = frozenset({"raw", "fingerprint", "sealed", "sealed_note"})
# The time a list goes by, where a kind has no create_time of its own.
_TIMES = {
    "statements": "statement_time",
    "statement_totals": "create_time",
    "statement_transactions": "order_create_time",
    "order_settlements": "order_create_time",
    "order_transactions": "since",
    "unsettled_transactions": "order_create_time",
    "perf_live_minutes": "start_time",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which objects: of these shops; `equal` names columns and the values allowed; since and until bound the kind's time."""

    shop_ids: tuple[str, ...]
    equal: Mapping[str, Sequence[str]]
    since: datetime | None = None
    until: datetime | None = None
    deleted: bool = False  # show what has a tombstone, too


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next page begins: after this object."""

    at: datetime | None
    id: str
    shop_id: str

    def __str__(self) -> str:
        return f"{int(self.at.timestamp()) if self.at else 0}~{self.shop_id}~{self.id}"

    @classmethod
    def read(cls, text: str) -> Self:
        """The place written by `str()`.

        Raises:
            InvalidRequest: the text was cut or made up.
        """
        parts = text.split("~", 2)
        if len(parts) != 3 or not (parts[0].isascii() and parts[0].isdigit() and len(parts[0]) < 12):
            raise InvalidRequest("this page address is not complete", next_step="Open the list again from its first page.")
        return cls(from_seconds(parts[0]), parts[2], parts[1])


def family(name: str) -> Family:
    """A kind by its name.

    Raises:
        InvalidRequest: there is none of that name.
    """
    found = BY_NAME.get(name)
    if found is None:
        raise InvalidRequest(f"There is no kind {name}", next_step=f"One of: {', '.join(sorted(BY_NAME))}.")
    return found


def time_column(name: str) -> str:
    """The column a kind's list goes by."""
    columns = family(name).table.columns
    chosen = _TIMES.get(name, "create_time")
    return chosen if chosen in columns else "start_date" if "start_date" in columns else "since"


async def rows(
    conn: AsyncConnection, name: str, wanted: Wanted, *, after: Place | None = None, limit: int = 50
) -> tuple[list[Row], Place | None]:
    """A page of a kind, newest first, and where the next one begins; None after the last."""
    table = family(name).table
    time = table.columns[time_column(name)]
    query = select(*_shown(table)).where(_matches(table, time, wanted)).limit(limit + 1)
    if after is not None:
        query = query.where(_after(table, time, after))
    query = query.order_by(time.desc().nulls_last(), table.c.id.desc(), table.c.shop_id.desc())
    found = [dict(row) for row in (await conn.execute(query)).mappings()]
    more, found = len(found) > limit, found[:limit]
    last = found[-1] if more else None
    place = Place(_moment(last[time.name]), last["id"], last["shop_id"]) if last else None
    return list(found), place


async def count(conn: AsyncConnection, name: str, wanted: Wanted) -> int:
    """How many objects match, counted up to COUNT_MAX + 1."""
    table = family(name).table
    time = table.columns[time_column(name)]
    inner = select(table.c.id).where(_matches(table, time, wanted)).limit(COUNT_MAX + 1).subquery()
    return (await conn.execute(select(func.count()).select_from(inner))).scalar_one()


async def counted_by(conn: AsyncConnection, name: str, column: str, wanted: Wanted) -> dict[str, int]:
    """How many objects match, by a column."""
    table = family(name).table
    time, by = table.columns[time_column(name)], table.columns[column]
    query = select(by, func.count()).where(_matches(table, time, wanted)).group_by(by)
    return {str(row[0]): int(row[1]) for row in await conn.execute(query) if row[0] is not None}


async def one(conn: AsyncConnection, name: str, shop_id: str, object_id: str) -> dict[str, Any] | None:
    """One object with its parts under the names of their tables; None if we do not have it."""
    kind = family(name)
    table = kind.table
    found = (
        await conn.execute(select(*_shown(table)).where(table.c.shop_id == shop_id, table.c.id == object_id))
    ).mappings().one_or_none()  # fmt: skip
    if found is None:
        return None
    whole: dict[str, Any] = dict(found)
    for parts in kind.parts:
        columns = [column for column in parts.table.c if column.name not in ("shop_id", parts.link)]
        lines = select(*columns).where(parts.table.c.shop_id == shop_id, parts.table.c[parts.link] == object_id)
        whole[parts.table.name] = [dict(row) for row in (await conn.execute(lines.order_by(parts.table.c.id))).mappings()]
    return whole


async def raw(conn: AsyncConnection, name: str, shop_id: str, object_id: str) -> bytes | None:
    """What TikTok Shop sent, compressed, with personal data taken out."""
    table = family(name).table
    found = await conn.execute(select(table.c.raw).where(table.c.shop_id == shop_id, table.c.id == object_id))
    kept = found.scalar_one_or_none()
    return bytes(kept) if kept is not None else None


def _shown(table: Table) -> list[Column[Any]]:
    return [column for column in table.c if column.name not in HIDDEN]


def _matches(table: Table, time: Column[Any], wanted: Wanted) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [table.c.shop_id.in_(wanted.shop_ids)]
    for name, values in wanted.equal.items():
        if name not in table.c:
            raise InvalidRequest(f"{table.name} has no column {name}")
        conditions.append(table.c[name].in_(list(values)))
    if wanted.since is not None:
        conditions.append(time >= wanted.since)
    if wanted.until is not None:
        conditions.append(time < wanted.until)
    if not wanted.deleted:
        conditions.append(table.c.deleted_at.is_(None))
    return and_(*conditions)


def _after(table: Table, time: Column[Any], place: Place) -> ColumnElement[bool]:
    """Behind a place; rows without a time come last."""
    same = tuple_(table.c.id, table.c.shop_id) < tuple_(place.id, place.shop_id)
    if place.at is None:
        return and_(time.is_(None), same)
    second = func.date_trunc("second", time)
    return or_(time.is_(None), second < place.at, and_(second == place.at, same))


def _moment(value: Any) -> datetime | None:
    return value if isinstance(value, datetime) else None
