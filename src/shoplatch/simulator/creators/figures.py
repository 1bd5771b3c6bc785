"""What the creator marketplace says of a creator: the audience as it is made, sales of the last thirty days.

A creator sells for many shops; those of this world are counted from their orders and content, those outside follow from the
creator's size, the same every time. Confidence: unknown, a choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shoplatch.simulator.creators.content import comments, likes, shares, views
from shoplatch.simulator.creators.people import digits
from shoplatch.simulator.state.creators import LIVE, Content, Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

SPAN_S = 30 * 86_400


@dataclass(frozen=True, slots=True)
class Figures:
    """Thirty days of a creator; money in minor units of the creator's market."""

    gmv: int
    video_gmv: int
    live_gmv: int
    units: int
    orders: int
    buyers: int
    videos: int
    lives: int
    video_views: int
    live_views: int
    video_likes: int
    video_comments: int
    video_shares: int
    live_likes: int
    live_comments: int
    live_shares: int
    products: int
    rate: int  # average commission, hundredths of a percent
    price_low: int
    price_high: int

    @property
    def mean_video_views(self) -> int:
        """Views of one video."""
        return self.video_views // max(1, self.videos)

    @property
    def mean_live_views(self) -> int:
        """Views of one LIVE session."""
        return self.live_views // max(1, self.lives)


def figures(world: World, person: Creator, unit: int) -> Figures:
    """The last thirty days, here and outside; `unit` is what an ordinary order costs in that market, minor units."""
    now = world.clock.now()
    since = now - SPAN_S
    shops = [shop for shop in world.shops.values() if shop.region == person.region]
    here: list[tuple[Shop, Content]] = [
        (shop, one)
        for shop in shops
        for one in shop.affiliate.contents.values()
        if one.creator == person.open_id and one.posted_at >= since
    ]
    sold = [_sold(shop, person.open_id, since) for shop in shops]
    videos = [one for _, one in here if one.kind != LIVE]
    lives = [one for _, one in here if one.kind == LIVE]
    spread = int(digits(world.seed, person.open_id, "outside", length=3))
    outside_videos, outside_lives = person.videos_per_week * 4, person.lives_per_week * 4
    reach = person.followers * person.reach_ppm // 1_000_000
    video_views = outside_videos * reach + _sum(videos, now)
    live_views = outside_lives * reach // 8 + _sum(lives, now)
    by_video = outside_videos * reach // (person.views_per_order * (20 + spread % 40))
    by_live = outside_lives * reach // (person.views_per_order * (30 + spread % 50))
    orders = by_video + by_live + sum(one.orders for one in sold)
    return Figures(
        gmv=(by_video + by_live) * unit + sum(one.gmv for one in sold),
        video_gmv=by_video * unit + sum(one.gmv - one.live_gmv for one in sold),
        live_gmv=by_live * unit + sum(one.live_gmv for one in sold),
        units=by_video + by_live + sum(one.units for one in sold),
        orders=orders,
        buyers=max(1, orders * 9 // 10),
        videos=outside_videos + len(videos),
        lives=outside_lives + len(lives),
        video_views=video_views,
        live_views=live_views,
        video_likes=outside_videos * reach * person.likes_ppm // 1_000_000 + sum(likes(world, one, now) for one in videos),
        video_comments=outside_videos * reach * person.comments_ppm // 1_000_000
        + sum(comments(world, one, now) for one in videos),
        video_shares=outside_videos * reach * person.shares_ppm // 1_000_000
        + sum(shares(world, one, now) for one in videos),
        live_likes=outside_lives * reach // 8 + sum(likes(world, one, now) for one in lives),
        live_comments=outside_lives * reach // 80 + sum(comments(world, one, now) for one in lives),
        live_shares=outside_lives * reach // 300 + sum(shares(world, one, now) for one in lives),
        products=6 + spread % 30 + len({product_id for _, one in here for product_id in one.product_ids}),
        rate=800 + 10 * (spread % 120),
        price_low=unit // 3,
        price_high=unit * 2,
    )


@dataclass(frozen=True, slots=True)
class _Sold:
    gmv: int
    live_gmv: int
    units: int
    orders: int


def _sold(shop: Shop, open_id: str, since: int) -> _Sold:
    """What a creator sold for one shop, by what buyers paid for the goods."""
    gmv = live_gmv = units = orders = 0
    for made in shop.affiliate.attributions.values():
        if made.creator != open_id or made.create_time < since:
            continue
        order = shop.orders.get(made.order_id)
        if order is None or not order.paid_time:
            continue
        amount = sum(line.sale_price for line in order.lines)
        gmv += amount
        live_gmv += amount if made.content_type == "LIVE" else 0
        units += len(order.lines)
        orders += 1
    return _Sold(gmv, live_gmv, units, orders)


def _sum(contents: Sequence[Content], now: int) -> int:
    return sum(views(one, now) for one in contents)
