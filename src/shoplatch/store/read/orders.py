"""Orders as a list with filters, page by page, and one order with everything that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Self

from sqlalchemy import ARRAY, ColumnElement, Text, and_, cast, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.clock import from_seconds
from shoplatch.errors import InvalidRequest
from shoplatch.store import schema
from shoplatch.store.read.sales import ship_by

_orders = schema.orders.c
COUNT_MAX = 100_000


@dataclass(frozen=True, slots=True)
class Keyset:
    """Where a page begins: the place of an order in the list. `back` asks for the page before it."""

    at: datetime
    order_id: str
    shop_id: str
    back: bool = False

    def __str__(self) -> str:
        whole = int(self.at.timestamp())
        return f"{'-' if self.back else ''}{whole}.{self.order_id}.{self.shop_id}"

    @classmethod
    def read(cls, text: str) -> Self:
        """The place written by `str()`.

        Raises:
            InvalidRequest: the text was cut or made up.
        """
        back, rest = text.startswith("-"), text.removeprefix("-")
        parts = rest.split(".")
        moment = (
            from_seconds(parts[0])
            if len(parts) == 3 and parts[0].isascii() and parts[0].isdigit() and len(parts[0]) < 12
            else None
        )
        if moment is None:
            raise InvalidRequest("this page address is not complete", next_step="Open the list again from its first page.")
        return cls(moment, parts[1], parts[2], back)


@dataclass(frozen=True, slots=True)
class Filter:
    """Which orders: in these shops, of this status, whose id starts so, placed in this half-open stretch of time."""

    shop_ids: tuple[str, ...]
    statuses: tuple[str, ...] = ()
    id_starts: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OrderRow:
    """One order in a list."""

    shop_id: str
    id: str
    status: str
    order_type: str | None
    fulfillment_type: str | None
    shipping_type: str | None
    delivery_option_name: str | None
    is_on_hold_order: bool | None
    is_sample_order: bool | None
    is_replacement_order: bool | None
    is_buyer_request_cancel: bool | None
    item_count: int
    currency: str
    total_amount: Decimal | None
    create_time: datetime
    update_time: datetime
    ship_by: datetime | None
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class OrderPage:
    """A page of orders, newest first, and where the neighbouring pages begin."""

    rows: tuple[OrderRow, ...]
    newer: Keyset | None
    older: Keyset | None


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line item: one unit (platform.md section 8.2)."""

    id: str
    product_id: str
    sku_id: str
    seller_sku: str | None
    product_name: str | None
    sku_name: str | None
    display_status: str | None
    package_id: str | None
    package_status: str | None
    tracking_number: str | None
    shipping_provider_name: str | None
    currency: str | None
    original_price: Decimal | None
    seller_discount: Decimal | None
    platform_discount: Decimal | None
    sale_price: Decimal | None
    is_gift: bool | None
    cancel_user: str | None
    cancel_reason: str | None


@dataclass(frozen=True, slots=True)
class PackageRow:
    """A package with items of the order."""

    id: str
    status: str | None
    tracking_number: str | None
    shipping_provider_name: str | None
    create_time: datetime | None
    update_time: datetime | None
    order_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderDetail:
    """One order with its lines and packages. `order` has the columns of the table, `raw` what TikTok sent, compressed."""

    order: dict[str, object]
    lines: tuple[LineRow, ...]
    packages: tuple[PackageRow, ...]
    recipient_masked: bool | None  # None: no recipient is stored
    recipient_at: datetime | None
    raw: bytes | None


_LIST = [
    _orders.shop_id, _orders.id, _orders.status, _orders.order_type, _orders.fulfillment_type, _orders.shipping_type,
    _orders.delivery_option_name, _orders.is_on_hold_order, _orders.is_sample_order, _orders.is_replacement_order,
    _orders.is_buyer_request_cancel, _orders.item_count, _orders.currency, _orders.total_amount, _orders.create_time,
    _orders.update_time, ship_by().label("ship_by"), _orders.first_seen,
]  # fmt: skip
_PLACE = tuple_(_orders.create_time, _orders.id, _orders.shop_id)


async def orders(conn: AsyncConnection, which: Filter, *, start: Keyset | None = None, limit: int = 50) -> OrderPage:
    """One page of orders, newest first. Pages are found by place, not by number: new orders shift nothing."""
    back = start is not None and start.back
    query = select(*_LIST).where(_matches(which)).limit(limit + 1)
    if start is not None:
        place = tuple_(start.at, start.order_id, start.shop_id)
        query = query.where(_PLACE.__gt__(place) if back else _PLACE.__lt__(place))
    order = (_orders.create_time, _orders.id, _orders.shop_id)
    query = query.order_by(*(column.asc() if back else column.desc() for column in order))
    found = [OrderRow(**row) for row in (await conn.execute(query)).mappings()]
    more, found = len(found) > limit, found[:limit]
    if back:
        found.reverse()
    has_newer = more if back else start is not None
    has_older = True if back else more
    return OrderPage(
        tuple(found),
        newer=_place(found[0], back=True) if found and has_newer else None,
        older=_place(found[-1], back=False) if found and has_older else None,
    )


def _place(row: OrderRow, *, back: bool) -> Keyset:
    return Keyset(row.create_time, row.id, row.shop_id, back)


async def order_count(conn: AsyncConnection, which: Filter) -> int:
    """How many orders match, counted up to COUNT_MAX + 1: an exact count of millions is not worth the wait."""
    inner = select(_orders.id).where(_matches(which)).limit(COUNT_MAX + 1).subquery()
    return (await conn.execute(select(func.count()).select_from(inner))).scalar_one()


def _matches(which: Filter) -> ColumnElement[bool]:
    wanted: list[ColumnElement[bool]] = [_orders.shop_id.in_(which.shop_ids)]
    if which.statuses:
        wanted.append(_orders.status.in_(which.statuses))
    if which.since is not None:
        wanted.append(_orders.create_time >= which.since)
    if which.until is not None:
        wanted.append(_orders.create_time < which.until)
    if which.id_starts:
        # Digits sort alike in every collation, so a range finds the prefix through the primary key.
        wanted.append(_orders.id >= which.id_starts)
        if which.id_starts.strip("9"):
            wanted.append(_orders.id < str(int(which.id_starts) + 1).zfill(len(which.id_starts)))
    return and_(*wanted)


async def order_detail(conn: AsyncConnection, shop_id: str, order_id: str) -> OrderDetail | None:
    """One order with its lines, packages and whether a recipient is sealed; None if we do not have it."""
    found = (
        await conn.execute(
            select(*schema.orders.c, ship_by().label("ship_by")).where(_orders.shop_id == shop_id, _orders.id == order_id)
        )
    ).mappings().one_or_none()  # fmt: skip
    if found is None:
        return None
    order = dict(found)
    raw = order.pop("raw")
    recipient = schema.order_recipients.c
    sealed = (
        await conn.execute(
            select(recipient.masked, recipient.updated_at)
            .where(recipient.shop_id == shop_id, recipient.order_id == order_id)
        )
    ).one_or_none()  # fmt: skip
    return OrderDetail(
        order,
        tuple(await _lines(conn, shop_id, order_id)),
        tuple(await _packages(conn, shop_id, [order_id])),
        recipient_masked=sealed.masked if sealed else None,
        recipient_at=sealed.updated_at if sealed else None,
        raw=raw,
    )


async def _lines(conn: AsyncConnection, shop_id: str, order_id: str) -> list[LineRow]:
    line = schema.order_lines.c
    columns = [line[name] for name in LineRow.__slots__]
    rows = await conn.execute(
        select(*columns)
        .where(line.shop_id == shop_id, line.order_id == order_id)
        .order_by(line.sku_id, line.id)
        .limit(1_000)
    )
    return [LineRow(**row) for row in rows.mappings()]


async def _packages(conn: AsyncConnection, shop_id: str, order_ids: Sequence[str]) -> list[PackageRow]:
    package = schema.packages.c
    columns = [package[name] for name in PackageRow.__slots__]
    rows = await conn.execute(
        select(*columns)
        .where(
            package.shop_id == shop_id,
            package.order_ids.op("&&")(cast(list(order_ids), ARRAY(Text))),
            package.deleted_at.is_(None),
        )
        .order_by(package.create_time, package.id)
        .limit(200)
    )
    return [PackageRow(**{**row, "order_ids": tuple(row["order_ids"])}) for row in rows.mappings()]
