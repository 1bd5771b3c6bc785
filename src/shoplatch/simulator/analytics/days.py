"""What a shop sold on each of its days, counted from its orders: the day of payment counts, in the shop's own time zone.

GMV is what buyers paid for goods, without tax and shipping; orders that were cancelled or refunded later stay in it
(platform.md section 16). Refunds count on the day on which they were through. Nothing here knows an API version.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order

CARD, VIDEO, LIVE = "PRODUCT_CARD", "VIDEO", "LIVE"
SOURCES = (LIVE, VIDEO, CARD)
_PAID_LATER_S = 2 * 86_400  # orders of a long past are paid at once


@dataclass(slots=True)
class SkuDay:
    """One SKU on one day."""

    gmv: int = 0
    units: int = 0
    orders: int = 0
    gmv_by_source: dict[str, int] = field(default_factory=dict)
    units_by_source: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Hour:
    """One hour of a day."""

    gmv: int = 0
    items: int = 0
    buyers: set[str] = field(default_factory=set)


@dataclass(slots=True)
class SalesDay:
    """One day of a shop; money in minor units of its currency."""

    day: date
    gmv: int = 0
    platform_discount: int = 0
    cofunded: int = 0  # the platform's part is in `platform_discount`
    shipping: int = 0
    tax: int = 0
    refunds: int = 0
    orders: int = 0
    sku_orders: int = 0
    items: int = 0
    withdrawn: int = 0  # cancellations of paid orders and returns that were through
    buyers: set[str] = field(default_factory=set)
    gmv_by_source: dict[str, int] = field(default_factory=dict)
    buyers_by_source: dict[str, set[str]] = field(default_factory=dict)
    skus: dict[str, SkuDay] = field(default_factory=dict)
    hours: dict[int, Hour] = field(default_factory=dict)


def source_of(shop: Shop, order: Order) -> str:
    """Which content sold it: a creator's video where a creator brought the buyer, else the product's card.

    Whoever keeps content and LIVE sessions decides it there.
    """
    return VIDEO if order.id in shop.purse.commissions else CARD


def sales_days(shop: Shop, first: date, end: date) -> list[SalesDay]:
    """Every day from the first to the last before `end`, sold something or not."""
    profile = market(shop.region)
    days = {first + timedelta(number): SalesDay(first + timedelta(number)) for number in range((end - first).days)}
    low, high = midnight(profile, first), midnight(profile, end)
    for order in _paid_between(shop, low, high):
        moment = datetime.fromtimestamp(order.paid_time, profile.zone)
        _count(days[moment.date()], order, source_of(shop, order), moment.hour)
    for at, amount in _refunds(shop):
        if low <= at < high:
            one = days[datetime.fromtimestamp(at, profile.zone).date()]
            one.refunds += amount
            one.withdrawn += 1
    return list(days.values())


def midnight(profile: Market, day: date) -> int:
    """When a day begins in a market; Unix seconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=profile.zone).timestamp())


def _paid_between(shop: Shop, low: int, high: int) -> Iterator[Order]:
    for order in shop.orders.live():
        given = order.sample_payer or order.replaced_order_id  # nobody bought it
        if low <= order.paid_time < high and not given:
            yield order
    archive = shop.orders.archive
    if archive is None:
        return
    for _, order_id in archive.marks("create_time", (low - _PAID_LATER_S, ""), (high, ""), descending=False):
        past = archive.make(order_id) if order_id not in shop.orders.thawed else None
        if past is not None and low <= past.paid_time < high:
            yield past


def _refunds(shop: Shop) -> Iterator[tuple[int, int]]:
    for request in shop.returns.live():
        if request.refund_time:
            yield request.refund_time, request.refund.total
    for record in shop.cancellations.live():
        if record.refund and record.status == "CANCELLATION_REQUEST_COMPLETE":
            yield record.update_time, record.refund


def _count(day: SalesDay, order: Order, source: str, hour: int) -> None:
    goods = sum(line.sale_price for line in order.lines)
    day.gmv += goods
    day.platform_discount += sum(line.platform_discount for line in order.lines)
    day.cofunded += order.payment.shipping_cofunded_discount
    day.shipping += order.payment.shipping_fee
    day.tax += sum(line.tax for line in order.lines) + order.payment.shipping_tax
    day.orders += 1
    day.items += len(order.lines)
    day.buyers.add(order.buyer.id)
    day.gmv_by_source[source] = day.gmv_by_source.get(source, 0) + goods
    day.buyers_by_source.setdefault(source, set()).add(order.buyer.id)
    inside = day.hours.setdefault(hour, Hour())
    inside.gmv += goods
    inside.items += len(order.lines)
    inside.buyers.add(order.buyer.id)
    for line in order.lines:
        sku = day.skus.setdefault(line.sku_id, SkuDay())
        sku.gmv += line.sale_price
        sku.units += 1
        sku.gmv_by_source[source] = sku.gmv_by_source.get(source, 0) + line.sale_price
        sku.units_by_source[source] = sku.units_by_source.get(source, 0) + 1
    for sku_id in {line.sku_id for line in order.lines}:
        day.skus[sku_id].orders += 1
        day.sku_orders += 1
