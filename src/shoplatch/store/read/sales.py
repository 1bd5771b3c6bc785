"""What was sold in a window of time, per shop and currency: the figures of the overview.

Two currencies are never in one row, so no caller can sum them by mistake.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Integer, TableValuedAlias, and_, case, cast, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import schema
from shoplatch.store.read.asked import MOMENT, TEXT, asked

TO_SHIP = ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING")
_orders = schema.orders.c


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time of one shop: from `start` up to, not including, `end`. `zone` is the shop's IANA zone name."""

    shop_id: str
    start: datetime
    end: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Totals:
    """One shop and currency in its window.

    `gross` is the sum of sub_total + platform_discount: what the goods sold for after the seller's own discounts and
    before TikTok Shop's, without shipping and tax. It, `sold` and `units` leave out UNPAID, CANCELLED, samples and
    replacements; `placed` counts every order placed.
    """

    shop_id: str
    currency: str
    gross: Decimal
    placed: int
    sold: int
    units: int


@dataclass(frozen=True, slots=True)
class HourTotal:
    """Gross sales of one currency in one hour of the shop's own day (0 to 23)."""

    currency: str
    hour: int
    gross: Decimal
    sold: int


@dataclass(frozen=True, slots=True)
class Awaiting:
    """Orders of one shop that wait to be shipped; `late` are past their ship-by time, `soon` reach it within the window."""

    shop_id: str
    total: int
    late: int
    soon: int


def ship_by() -> ColumnElement[datetime | None]:
    """The earlier of what counts as late (rts_sla_time) and what TikTok Shop cancels at (shipping_due_time)."""
    return func.least(_orders.rts_sla_time, _orders.shipping_due_time, type_=MOMENT)


def _counted() -> ColumnElement[bool]:
    return and_(
        _orders.status.not_in(("UNPAID", "CANCELLED")),
        func.coalesce(_orders.is_sample_order, False).is_(False),
        func.coalesce(_orders.is_replacement_order, False).is_(False),
    )


def _gross() -> ColumnElement[Decimal]:
    amount = func.coalesce(_orders.sub_total, 0) + func.coalesce(_orders.platform_discount, 0)
    return func.coalesce(func.sum(case((_counted(), amount), else_=0)), 0)


def _windows(windows: Sequence[Window]) -> TableValuedAlias:
    return asked(
        shop_id=(TEXT, [one.shop_id for one in windows]),
        start=(MOMENT, [one.start for one in windows]),
        stop=(MOMENT, [one.end for one in windows]),
        zone=(TEXT, [one.zone for one in windows]),
    )


async def totals(conn: AsyncConnection, windows: Sequence[Window]) -> list[Totals]:
    """Sales per shop and currency, each shop in its own window; a shop without orders has no row."""
    if not windows:
        return []
    window = _windows(windows)
    rows = await conn.execute(
        select(
            _orders.shop_id,
            _orders.currency,
            _gross().label("gross"),
            func.count().label("placed"),
            func.count().filter(_counted()).label("sold"),
            func.coalesce(func.sum(_orders.item_count).filter(_counted()), 0).label("units"),
        )
        .select_from(window.join(schema.orders, _inside(window)))
        .group_by(_orders.shop_id, _orders.currency)
        .order_by(_orders.shop_id, _orders.currency)
    )
    return [Totals(**row) for row in rows.mappings()]


async def sales_by_hour(conn: AsyncConnection, windows: Sequence[Window]) -> list[HourTotal]:
    """Gross sales per currency and hour, each order in the hour of its own shop's zone; empty hours have no row."""
    if not windows:
        return []
    window = _windows(windows)
    hour = cast(func.extract("hour", func.timezone(window.c.zone, _orders.create_time)), Integer).label("hour")
    rows = await conn.execute(
        select(_orders.currency, hour, _gross().label("gross"), func.count().filter(_counted()).label("sold"))
        .select_from(window.join(schema.orders, _inside(window)))
        .group_by(_orders.currency, hour)
        .order_by(_orders.currency, hour)
    )
    return [HourTotal(**row) for row in rows.mappings()]


def _inside(asked: TableValuedAlias) -> ColumnElement[bool]:
    return and_(_orders.shop_id == asked.c.shop_id, _orders.create_time >= asked.c.start, _orders.create_time < asked.c.stop)


async def awaiting(conn: AsyncConnection, now: dict[str, datetime], *, soon: timedelta) -> list[Awaiting]:
    """Orders to ship per shop. `now` gives each shop's own moment (a simulated shop may live at another time)."""
    if not now:
        return []
    moment = moments(now)
    due = ship_by()
    rows = await conn.execute(
        select(
            _orders.shop_id,
            func.count().label("total"),
            func.count().filter(due <= moment.c.now).label("late"),
            func.count().filter(and_(due > moment.c.now, due <= moment.c.now + soon)).label("soon"),
        )
        .select_from(moment.join(schema.orders, _orders.shop_id == moment.c.shop_id))
        .where(_orders.status.in_(TO_SHIP))
        .group_by(_orders.shop_id)
    )
    return [Awaiting(**row) for row in rows.mappings()]


def moments(now: dict[str, datetime]) -> TableValuedAlias:
    """Shops, each with its own moment."""
    return asked(shop_id=(TEXT, list(now)), now=(MOMENT, list(now.values())))


async def late_orders(
    conn: AsyncConnection, now: dict[str, datetime], *, soon: timedelta, limit: int = 5
) -> list[tuple[str, str, datetime]]:
    """The orders nearest to or furthest past their ship-by time: (shop id, order id, ship by)."""
    if not now:
        return []
    moment = moments(now)
    rows = await conn.execute(
        select(_orders.shop_id, _orders.id, ship_by().label("due"))
        .select_from(moment.join(schema.orders, _orders.shop_id == moment.c.shop_id))
        .where(_orders.status.in_(TO_SHIP), or_(ship_by() <= moment.c.now + soon))
        .order_by(ship_by(), _orders.id)
        .limit(limit)
    )
    return [(row.shop_id, row.id, row.due) for row in rows]
