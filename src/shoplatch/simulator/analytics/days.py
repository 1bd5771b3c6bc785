"""What a shop sold on each of its days, counted from its orders: the day of payment counts, in the shop's own time zone.

GMV is what buyers paid for goods, without tax and shipping; orders that were cancelled or refunded later stay in it
(platform.md section 16). Money that goes back within some days of the order's day (switch `analytics_restated_days`) counts
on that day, which so changes after it was first told; what comes later counts on the day on which it is through. Each unit
of money goes back on one day. Nothing here knows an API version.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from weakref import WeakKeyDictionary

from shoplatch.simulator.creators.content import account_type
from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.orders.money import spread
from shoplatch.simulator.state.books import Archive
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order, Refund
from shoplatch.simulator.state.world import World

CARD, VIDEO, LIVE = "PRODUCT_CARD", "VIDEO", "LIVE"
SELLER, CREATOR = "SELLER", "CREATOR"
SOURCES = (LIVE, VIDEO, CARD)
_PAID_LATER_S = 60  # orders of a long past are paid at once
PAST_DAYS_MAX = 100  # of each long past that are kept, those asked for last
_PASTS: WeakKeyDictionary[Any, dict[tuple[str, int, date], SalesDay]] = WeakKeyDictionary()


@dataclass(slots=True)
class SkuDay:
    """One SKU on one day."""

    gmv: int = 0
    units: int = 0
    orders: int = 0
    gmv_by_source: dict[str, int] = field(default_factory=dict)
    units_by_source: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Share:
    """What one channel sold of a product on one day."""

    gmv: int = 0
    orders: int = 0
    sku_orders: int = 0
    items: int = 0
    buyers: set[str] = field(default_factory=set)


@dataclass(slots=True)
class ProductDay:
    """One product on one day."""

    orders: int = 0
    sku_orders: int = 0
    gmv: dict[str, int] = field(default_factory=dict)  # by source
    units: dict[str, int] = field(default_factory=dict)
    buyers: dict[str, set[str]] = field(default_factory=dict)
    shipping: int = 0  # its part of what was paid for shipping
    tax: int = 0
    canceled: int = 0  # units, on the day on which the money was back
    refunded: int = 0
    returned: int = 0
    replacements: int = 0
    refunds: int = 0
    refund_buyers: set[str] = field(default_factory=set)
    direct: dict[tuple[str, str], Share] = field(default_factory=dict)  # (source, whose) -> what it showed and sold


@dataclass(slots=True)
class Hour:
    """One hour of a day."""

    gmv: int = 0
    items: int = 0
    orders: int = 0
    sku_orders: int = 0
    buyers: set[str] = field(default_factory=set)
    gmv_by_source: dict[str, int] = field(default_factory=dict)


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
    products: dict[str, ProductDay] = field(default_factory=dict)
    direct: dict[tuple[str, str], int] = field(default_factory=dict)  # (source, whose) -> GMV of the products it showed
    indirect: dict[tuple[str, str], int] = field(default_factory=dict)  # of the others in those orders


@dataclass(frozen=True, slots=True)
class Source:
    """Which content sold an order, and whose: the product's card where none did."""

    kind: str = CARD  # LIVE | VIDEO | PRODUCT_CARD
    who: str = SELLER  # SELLER | CREATOR
    shown: frozenset[str] = frozenset()  # products of the content: these it sold directly


_BY_CARD, _BY_LINK = Source(), Source(who=CREATOR)


def source_of(world: World, shop: Shop, order_id: str) -> Source:
    """What brought an order: a creator's or the shop's own content, a creator's link, or nobody."""
    found = shop.affiliate.attributions.get(order_id)
    if found is None:
        return _BY_LINK if order_id in shop.purse.commissions else _BY_CARD
    content = shop.affiliate.contents.get(found.content_id)
    if content is None:
        return _BY_LINK
    who = SELLER if account_type(world, content) == "OFFICIAL_ACCOUNTS" else CREATOR
    return Source(LIVE if content.kind == LIVE else VIDEO, who, frozenset(content.product_ids))


def sales_days(world: World, shop: Shop, first: date, end: date) -> list[SalesDay]:
    """Every day from the first to the last before `end`, sold something or not. They are for reading."""
    profile = market(shop.region)
    days = [_past_day(shop, first + timedelta(number)) for number in range((end - first).days)]
    low, high = midnight(profile, first), midnight(profile, end)
    own: set[date] = set()  # those that nobody else holds

    def day_of(day: date) -> SalesDay:
        place = (day - first).days
        if shop.orders.archive is not None and day not in own:
            own.add(day)
            days[place] = deepcopy(days[place])
        return days[place]

    for order in shop.orders.live():
        if low <= order.paid_time < high and _was_bought(order):
            moment = datetime.fromtimestamp(order.paid_time, profile.zone)
            _count(day_of(moment.date()), order, source_of(world, shop, order.id), moment.hour)
    restated = timedelta(world.switches.analytics_restated_days)
    for back in _money_back(shop):
        order_of = shop.orders.get(back.order_id)
        day = datetime.fromtimestamp(back.at, profile.zone).date()
        if order_of is not None and order_of.paid_time:
            sold = datetime.fromtimestamp(order_of.paid_time, profile.zone).date()
            day = sold if day <= sold + restated else day
        if first <= day < end:
            _count_back(order_of, day_of(day), back)
    return days


def midnight(profile: Market, day: date) -> int:
    """When a day begins in a market; Unix seconds."""
    return int(datetime(day.year, day.month, day.day, tzinfo=profile.zone).timestamp())


def _was_bought(order: Order) -> bool:
    return not (order.sample_payer or order.replaced_order_id)


def _past_day(shop: Shop, day: date) -> SalesDay:
    """What a long past sold on a day. It never changes, so some days are kept; orders that were taken out of it are live."""
    archive = shop.orders.archive
    if archive is None:
        return SalesDay(day)
    kept = _PASTS.setdefault(archive, {})
    key = (shop.region, len(shop.orders.thawed), day)
    found = kept.pop(key, None)
    if found is None:
        found = _counted_past(shop, archive, day)
    while len(kept) >= PAST_DAYS_MAX:
        del kept[next(iter(kept))]
    kept[key] = found
    return found


def _counted_past(shop: Shop, archive: Archive[Order], day: date) -> SalesDay:
    profile, made = market(shop.region), SalesDay(day)
    low, high = midnight(profile, day), midnight(profile, day + timedelta(1))
    for _, order_id in archive.marks("create_time", (low - _PAID_LATER_S, ""), (high, ""), descending=False):
        past = archive.make(order_id) if order_id not in shop.orders.thawed else None
        if past is not None and low <= past.paid_time < high:
            _count(made, past, _BY_CARD, datetime.fromtimestamp(past.paid_time, profile.zone).hour)
    return made


@dataclass(frozen=True, slots=True)
class _Back:
    at: int
    kind: str  # a field of ProductDay
    order_id: str
    refunds: dict[str, Refund]  # order line id -> what went back for it


_KINDS = {"REFUND": "refunded", "RETURN_AND_REFUND": "returned"}


def _money_back(shop: Shop) -> Iterator[_Back]:
    for request in shop.returns.live():
        if request.refund_time:
            kind, lines = _KINDS.get(request.type, "replacements"), request.lines
            yield _Back(request.refund_time, kind, request.order_id, {one.order_line_id: one.refund for one in lines})
        elif request.new_order_id:
            lines = request.lines
            yield _Back(
                request.update_time, "replacements", request.order_id, {one.order_line_id: Refund() for one in lines}
            )
    for record in shop.cancellations.live():
        if record.refund and record.status == "CANCELLATION_REQUEST_COMPLETE":
            yield _Back(record.update_time, "canceled", record.order_id, record.refunds)


def _count_back(order: Order | None, day: SalesDay, back: _Back) -> None:
    amount = sum(one.total for one in back.refunds.values())
    day.refunds += amount
    day.withdrawn += bool(amount)
    for line in order.lines if order is not None else ():
        if order is not None and line.id in back.refunds:
            product = day.products.setdefault(line.product_id, ProductDay())
            setattr(product, back.kind, getattr(product, back.kind) + 1)
            product.refunds += back.refunds[line.id].total
            if back.refunds[line.id].total:
                product.refund_buyers.add(order.buyer.id)


def _count(day: SalesDay, order: Order, by: Source, hour: int) -> None:
    source, channel = by.kind, (by.kind, by.who)
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
    inside.orders += 1
    inside.sku_orders += len({line.sku_id for line in order.lines})
    inside.gmv_by_source[source] = inside.gmv_by_source.get(source, 0) + goods
    inside.buyers.add(order.buyer.id)
    for line in order.lines:
        direct = not by.shown or line.product_id in by.shown
        part = day.direct if direct else day.indirect
        part[channel] = part.get(channel, 0) + line.sale_price
        sku = day.skus.setdefault(line.sku_id, SkuDay())
        sku.gmv += line.sale_price
        sku.units += 1
        sku.gmv_by_source[source] = sku.gmv_by_source.get(source, 0) + line.sale_price
        sku.units_by_source[source] = sku.units_by_source.get(source, 0) + 1
    for sku_id in {line.sku_id for line in order.lines}:
        day.skus[sku_id].orders += 1
        day.sku_orders += 1
    _count_products(day, order, by)


def _count_products(day: SalesDay, order: Order, by: Source) -> None:
    """The same by product; a channel is counted what it shows."""
    source, buyer, channel = by.kind, order.buyer.id, (by.kind, by.who)
    skus: dict[str, set[str]] = {}
    parts = spread(order.payment.shipping_fee, [line.sale_price for line in order.lines])
    for line, shipping in zip(order.lines, parts, strict=True):
        product = day.products.setdefault(line.product_id, ProductDay())
        product.gmv[source] = product.gmv.get(source, 0) + line.sale_price
        product.units[source] = product.units.get(source, 0) + 1
        product.buyers.setdefault(source, set()).add(buyer)
        product.shipping += shipping
        product.tax += line.tax
        skus.setdefault(line.product_id, set()).add(line.sku_id)
        if not by.shown or line.product_id in by.shown:
            share = product.direct.setdefault(channel, Share())
            share.gmv += line.sale_price
            share.items += 1
    for product_id, sku_ids in skus.items():
        product = day.products[product_id]
        product.orders += 1
        product.sku_orders += len(sku_ids)
        if not by.shown or product_id in by.shown:
            share = product.direct[channel]
            share.orders += 1
            share.sku_orders += len(sku_ids)
            share.buyers.add(buyer)
