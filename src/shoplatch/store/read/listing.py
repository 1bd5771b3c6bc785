"""Rows of any kind as pages, newest first, and one by one. Pages are found by place: what is new shifts nothing.

Rows are mappings from column to value: money as Decimal, times aware, without kept bytes and what is sealed.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

import msgspec
from sqlalchemy import ARRAY, Column, ColumnElement, Text, and_, cast, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.errors import InvalidRequest
from shoplatch.store import schema
from shoplatch.store.read.kinds import Kind, kind_of

Row = Mapping[str, Any]
PLACE_MAX = 1_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: of these shops; `equal` names columns and the values allowed; since and until bound the kind's time."""

    shop_ids: tuple[str, ...]
    equal: Mapping[str, Sequence[str]]
    since: datetime | None = None
    until: datetime | None = None
    deleted: bool = False  # show what has a tombstone, too


class Place(msgspec.Struct, array_like=True, frozen=True):
    """Where the next page begins: after this row. `at` is the kind's time, exactly as the row has it."""

    at: str | None
    shop_id: str
    key: tuple[str, ...]

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(msgspec.json.encode(self)).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Self:
        """The place written by `str()`.

        Raises:
            InvalidRequest: the text was cut or made up.
        """
        try:
            whole = text.encode("ascii") + b"=" * (-len(text) % 4)
            return msgspec.json.decode(base64.b64decode(whole, b"-_", validate=True), type=cls)
        except (ValueError, binascii.Error) as broken:  # UnicodeError and msgspec's are ValueErrors
            raise wrong_place() from broken

    def moment(self, kind: Kind) -> datetime | date | None:
        """The time of the place as the column has it. Raises InvalidRequest."""
        if self.at is None or kind.time is None:
            return None
        try:
            if kind.time.type.python_type is date:
                return date.fromisoformat(self.at)
            found = datetime.fromisoformat(self.at)
        except ValueError as broken:
            raise wrong_place() from broken
        if found.tzinfo is None:
            raise wrong_place()
        return found


def wrong_place() -> InvalidRequest:
    """What is said of a cursor that is not ours."""
    return InvalidRequest("this cursor was cut or made up", next_step="Read the list again from its first page.")


async def page(
    conn: AsyncConnection, kind: Kind, wanted: Wanted, *, after: Place | None = None, limit: int = 50, personal: bool = False
) -> tuple[list[Row], Place | None]:
    """A page of a kind, newest first, and where the next one begins; None after the last."""
    query = select(*kind.columns, *(kind.personal if personal else ())).where(matches(kind, wanted)).limit(limit + 1)
    if after is not None:
        query = query.where(_after(kind, after))
    # A time that is never null is left without "nulls last", so that an index can give the order.
    time = kind.time
    order = [] if time is None else [time.desc().nulls_last() if time.nullable else time.desc()]
    query = query.order_by(*order, *(kind.table.c[name].desc() for name in kind.key), kind.table.c.shop_id.desc())
    found: list[Row] = [dict(row) for row in (await conn.execute(query)).mappings()]
    more, found = len(found) > limit, found[:limit]
    return found, place_of(kind, found[-1]) if more else None


def place_of(kind: Kind, row: Row) -> Place:
    """The place of a row in its kind's list."""
    at = row[kind.time.name] if kind.time is not None else None
    return Place(at.isoformat() if at is not None else None, row["shop_id"], tuple(row[name] for name in kind.key))


async def one(conn: AsyncConnection, kind: Kind, shop_id: str, key: Sequence[str]) -> dict[str, Any] | None:
    """One row with its parts under the names of their kinds; None if we do not have it."""
    table = kind.table
    this = [table.c[name] == value for name, value in zip(kind.key, key, strict=True)]
    query = select(*kind.columns).where(table.c.shop_id == shop_id, *this).limit(1)
    found = (await conn.execute(query)).mappings().one_or_none()
    if found is None:
        return None
    whole: dict[str, Any] = dict(found)
    for part in kind.parts:
        columns = [column for column in part.columns if column.name not in ("shop_id", *part.of)]
        belongs = part.table.c[part.of[0]] == key[0]
        lines = select(*columns).where(part.table.c.shop_id == shop_id, belongs).order_by(part.table.c.id)
        whole[part.name] = [dict(row) for row in (await conn.execute(lines)).mappings()]
    return whole


async def packages_of(conn: AsyncConnection, shop_id: str, order_id: str, limit: int = 200) -> list[Row]:
    """The packages with items of an order, oldest first."""
    kind = kind_of("packages")
    table = kind.table
    query = select(*kind.columns).where(
        table.c.shop_id == shop_id, table.c.order_ids.op("@>")(cast([order_id], ARRAY(Text))), table.c.deleted_at.is_(None)
    )
    found = await conn.execute(query.order_by(table.c.create_time, table.c.id).limit(limit))
    return [dict(row) for row in found.mappings()]


async def told(conn: AsyncConnection, kind: Kind, shop_id: str, object_id: str, until: datetime | None) -> list[Row]:
    """What the change feed told of an object, oldest first; up to a moment, if one is given."""
    of = schema.changes.c
    columns = [of.at, of.before, of.after, of.cause, of.inbox_n, of.update_time]
    query = select(*columns).where(of.shop_id == shop_id, of.kind == kind.feed, of.object_id == object_id)
    if until is not None:
        query = query.where(of.at <= until)
    return [dict(row) for row in (await conn.execute(query.order_by(of.n).limit(1_000))).mappings()]


def matches(kind: Kind, wanted: Wanted) -> ColumnElement[bool]:
    """The condition of a filter.

    Raises:
        InvalidRequest: it names a column that the kind lacks.
    """
    table = kind.table
    conditions: list[ColumnElement[bool]] = [table.c.shop_id.in_(wanted.shop_ids)]
    for name, values in wanted.equal.items():
        if name not in table.c:
            raise InvalidRequest(f"{kind.name} has no column {name}")
        conditions.append(table.c[name].in_(list(values)))
    if (wanted.since or wanted.until) and kind.time is None:
        raise InvalidRequest(f"{kind.name} have no time to choose by", next_step="Leave since and until out.")
    if wanted.since is not None and kind.time is not None:
        conditions.append(kind.time >= _bound(kind.time, wanted.since))
    if wanted.until is not None and kind.time is not None:
        conditions.append(kind.time < _bound(kind.time, wanted.until))
    if not wanted.deleted and "deleted_at" in table.c:
        conditions.append(table.c.deleted_at.is_(None))
    return and_(*conditions)


def _bound(time: Column[Any], at: datetime) -> datetime | date:
    return at.date() if time.type.python_type is date else at


def _after(kind: Kind, place: Place) -> ColumnElement[bool]:
    """Behind a place; rows without a time come last."""
    if len(place.key) != len(kind.key):
        raise wrong_place()
    at, time = place.moment(kind), kind.time
    names = [*(kind.table.c[name] for name in kind.key), kind.table.c.shop_id]
    same = tuple_(*names) < tuple_(*place.key, place.shop_id)
    if time is None:
        return same
    if at is None:
        return and_(time.is_(None), same)
    later = tuple_(time, *names) < tuple_(at, *place.key, place.shop_id)
    return or_(later, time.is_(None)) if time.nullable else later
