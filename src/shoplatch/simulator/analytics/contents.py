"""What content sold and how it was looked at between two moments: the figures behind every answer about videos and LIVE.

An order belongs to the content it is attributed to, and counts at its payment, as everywhere in analytics; cancelled and
refunded orders stay. Direct is what the content shows, indirect the other products of the same orders. Views, clicks and the
like are differences of the content's own counts. Nothing here knows an API version.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from shoplatch.simulator.creators import content as shows
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.creators import LIVE, Content
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

OFFICIAL, MARKETING, AFFILIATE = "OFFICIAL_ACCOUNTS", "MARKETING_ACCOUNTS", "AFFILIATE_ACCOUNTS"
_MEANT = {"LINKED_ACCOUNTS": (OFFICIAL, MARKETING), "AFFILIATES": (AFFILIATE,)}  # names of some versions
_MIN_S, _MORE_S = 11, 49  # how long a video is; it follows from its id


@dataclass(slots=True)
class Part:
    """One product in what was sold."""

    gmv: dict[date, int] = field(default_factory=dict)
    items: int = 0
    orders: int = 0
    sku_orders: int = 0
    created_sku_orders: int = 0
    created_by: set[str] = field(default_factory=set)  # buyers, whether they paid or not
    buyers: set[str] = field(default_factory=set)
    buyer_days: int = 0


@dataclass(slots=True)
class Sold:
    """What some content sold; amounts in minor units by the day of payment."""

    direct: dict[date, int] = field(default_factory=dict)
    indirect: dict[date, int] = field(default_factory=dict)
    platform: dict[date, int] = field(default_factory=dict)  # what the platform's coupons paid on top
    orders: int = 0
    sku_orders: int = 0
    created_sku_orders: int = 0  # paid or not, placed meanwhile
    items: int = 0
    direct_items: int = 0
    direct_sku_orders: int = 0
    buyers: set[str] = field(default_factory=set)
    buyer_days: int = 0
    products: dict[str, Part] = field(default_factory=dict)

    @property
    def gmv(self) -> list[tuple[date, int]]:
        """Everything, by day."""
        return [*self.direct.items(), *self.indirect.items()]


@dataclass(slots=True)
class Looks:
    """How some content was looked at."""

    views: int = 0
    impressions: int = 0
    clicks: int = 0
    likes: int = 0
    comments: int = 0
    shares: int = 0
    followers: int = 0


def meant(world: World, shop: Shop, kind: str, account_type: str) -> Iterator[Content]:
    """The shop's LIVE sessions, or its videos (photos go with them), of one kind of account."""
    kinds = _MEANT.get(account_type, (account_type,))
    for one in shop.affiliate.contents.values():
        if (one.kind == LIVE) == (kind == LIVE) and (account_type in ("", "ALL") or shows.account_type(world, one) in kinds):
            yield one


def sold(shop: Shop, contents: Iterable[Content], low: int, high: int) -> Sold:
    """What they sold to those who paid within [low, high); what was never paid was not sold."""
    zone, whole = market(shop.region).zone, Sold()
    days_of: set[tuple[date, str]] = set()
    product_days: set[tuple[date, str, str]] = set()
    for content in contents:
        shown = set(content.product_ids)
        for placed, order_id in content.brought[: bisect_left(content.brought, (high, ""))]:
            order = shop.orders.get(order_id)
            if order is None or order.sample_payer or order.replaced_order_id:
                continue
            if low <= placed:
                _created(whole, order)
            if not order.paid_time or not low <= order.paid_time < high:
                continue
            day = datetime.fromtimestamp(order.paid_time, zone).date()
            _count(whole, order, shown, day)
            days_of.add((day, order.buyer.id))
            product_days |= {(day, order.buyer.id, line.product_id) for line in order.lines}
    whole.buyer_days = len(days_of)
    for _, _, product_id in product_days:
        whole.products[product_id].buyer_days += 1
    return whole


def looks(world: World, contents: Iterable[Content], low: int, high: int) -> Looks:
    """How they were looked at within [low, high)."""
    whole = Looks()
    for one in contents:
        if high <= one.posted_at or (one.kind == LIVE and low >= one.ends_at):
            continue
        for sign, moment in ((1, high), (-1, low)):
            if moment <= one.posted_at:
                continue
            moment = min(moment, one.ends_at) if one.kind == LIVE else moment
            whole.views += sign * shows.views(one, moment)
            whole.impressions += sign * shows.impressions(one, moment)
            whole.clicks += sign * shows.clicks(one, moment)
            whole.likes += sign * shows.likes(world, one, moment)
            whole.comments += sign * shows.comments(world, one, moment)
            whole.shares += sign * shows.shares(world, one, moment)
            whole.followers += sign * shows.new_followers(one, moment)
    return whole


def seconds_of(content: Content) -> int:
    """How long a video is, or a LIVE session."""
    if content.kind == LIVE:
        return content.ends_at - content.posted_at
    return _MIN_S + int(content.id[-4:]) % _MORE_S


def _created(whole: Sold, order: Order) -> None:
    whole.created_sku_orders += len({line.sku_id for line in order.lines})
    for product_id, _ in {(line.product_id, line.sku_id) for line in order.lines}:
        part = whole.products.setdefault(product_id, Part())
        part.created_sku_orders += 1
        part.created_by.add(order.buyer.id)


def _count(whole: Sold, order: Order, shown: set[str], day: date) -> None:
    whole.orders += 1
    whole.buyers.add(order.buyer.id)
    whole.platform[day] = whole.platform.get(day, 0) + sum(line.platform_discount for line in order.lines)
    for line in order.lines:
        into = whole.direct if line.product_id in shown else whole.indirect
        into[day] = into.get(day, 0) + line.sale_price
        whole.items += 1
        whole.direct_items += line.product_id in shown
        part = whole.products.setdefault(line.product_id, Part())
        part.gmv[day] = part.gmv.get(day, 0) + line.sale_price
        part.items += 1
        part.buyers.add(order.buyer.id)
    for product_id in {line.product_id for line in order.lines}:
        whole.products[product_id].orders += 1
    for product_id, _ in {(line.product_id, line.sku_id) for line in order.lines}:
        whole.products[product_id].sku_orders += 1
        whole.sku_orders += 1
        whole.direct_sku_orders += product_id in shown
