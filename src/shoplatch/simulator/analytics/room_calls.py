"""A creator's own figures: a LIVE room while it runs and after, and the videos of an account (creator token, no cipher)."""

from __future__ import annotations

from datetime import date
from typing import Any

from shoplatch.simulator.analytics.contents import Looks, Part, Sold, looks, sold
from shoplatch.simulator.analytics.spans import NOT_FOUND, Purser, local_day
from shoplatch.simulator.analytics.visits import rate
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import content as shows
from shoplatch.simulator.creators.people import creator
from shoplatch.simulator.markets import market
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.creators import LIVE, Content
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

DATES_WRONG, NOT_A_CREATOR = 28001022, 66009315
_BY_FEED, _BY_FOLLOW = 55, 25  # of a hundred who come in; the rest searched or was led there: choices
_AGES = ("18_TO_24", "25_TO_34", "35_TO_44", "45_TO_54", "MORE_THAN_55")
_FOLLOWERS = 38  # of a hundred viewers; a choice


class Room:
    """One LIVE session of the creator who asks."""

    def __init__(self, world: World, ask: Ask) -> None:
        self.world, self.now = world, world.clock.now()
        found = _own(world, ask, ask.path["live_room_id"])
        if found is None or found[1].kind != LIVE or found[1].posted_at > self.now:
            raise Refused(NOT_FOUND)
        self.shop, self.content = found
        self.minutes = shows.minutes(self.content, self.now)
        self.sold: Sold = sold(self.shop, [self.content], 0, self.now + 1)
        self.looks: Looks = looks(world, [self.content], 0, self.now)
        self.purser = Purser(world.seed, market(self.shop.region), market(self.shop.region).currency)
        self.maker = creator(world, self.content.creator)

    @property
    def runs(self) -> bool:
        """Whether it is on now."""
        return self.now < self.content.ends_at

    def each(self, gmv: list[tuple[date, int]], number: int) -> dict[str, str]:
        """An amount for each of so many, cut."""
        whole, day = sum(amount for _, amount in gmv), local_day(self.world, self.shop)
        return self.purser.told([(day, whole // number if number else 0)])


def get_core_stats(world: World, ask: Ask) -> dict[str, Any]:
    """The whole room until now."""
    room = Room(world, ask)
    inside, looked = [one.viewers for one in room.minutes] or [0], room.looks
    stats = {
        "local_gmv": room.purser.told(room.sold.gmv),
        "local_unit_price": room.each(room.sold.gmv, room.sold.items),
        "sales": room.sold.items,
        "created_order_count": room.sold.created_sku_orders,
        "paid_order_count": room.sold.sku_orders,
        "buyer_count": len(room.sold.buyers),
        "watch_pv": looked.views,
        "current_visitor_count": inside[-1] if room.runs else 0,
        "peak_concurrent_user_count": max(inside),
        "avg_watching_duration": 60 * sum(inside) // looked.views if looked.views else 0,
        "accumulated_comment_count": looked.comments,
        "accumulated_new_follower_count": looked.followers,
        "accumulated_sharing_count": looked.shares,
        "product_reach_count": looked.impressions,
        "product_view_count": looked.clicks,
        "click_through_rate": rate(looked.clicks, looked.impressions),
        "click_order_rate": rate(room.sold.sku_orders, looked.clicks),
    }
    return {"stats": stats}


def get_gmv_trends(world: World, ask: Ask) -> dict[str, Any]:
    """GMV and orders, minute by minute, by the moment the order was placed."""
    room = Room(world, ask)
    points = []
    for one in room.minutes:
        lines = [order for order in map(room.shop.orders.get, one.order_ids) if order is not None and order.paid_time]
        day = local_day(world, room.shop)
        gmv = sum(line.sale_price for order in lines for line in order.lines)
        points.append({"timestamp": one.at, "gmv": room.purser.told([(day, gmv)]), "order_count": len(lines)})
    kinds = ("TREND_GMV", "TREND_CREATED_ORDER") if ask.operation.version == "202309" else ("TREND_GMV",)
    return {"gmv_trend_performances": [{"stats_type": kind, "data_points": points} for kind in kinds]}


def get_interactive_trends(world: World, ask: Ask) -> dict[str, Any]:
    """Who came in, wrote and passed it on, minute by minute."""
    room, prefix = Room(world, ask), "" if ask.operation.version == "202309" else "TREND_"
    counts = {"WATCH_PV": "entered", "COMMENT_PV": "comments", "SHARE_PV": "shares"}
    rows = [_trend(f"{prefix}{kind}", room, name) for kind, name in counts.items()]
    return {"interactive_trend_performances": rows}


def get_view_trends(world: World, ask: Ask) -> dict[str, Any]:
    """Who is in it, came and left, minute by minute."""
    room = Room(world, ask)
    left, before = [], 0
    for one in room.minutes:
        left.append({"timestamp": one.at, "value": str(max(0, before + one.entered - one.viewers))})
        before = one.viewers
    rows = [_trend("TREND_ONLINE_VIEWER", room, "viewers"), _trend("TREND_ENTER_VIEWER", room, "entered")]
    return {"view_trend_performances": [*rows, {"stats_type": "TREND_LEFT_VIEWER", "data_points": left}]}


def get_product_stats(world: World, ask: Ask) -> dict[str, Any]:
    """Each product the room shows, or sold beside."""
    room = Room(world, ask)
    ids = dict.fromkeys([*room.content.product_ids, *room.sold.products])
    return {"product_stats": [_product(room, product_id) for product_id in ids]}


def get_traffic(world: World, ask: Ask) -> dict[str, Any]:
    """Where viewers came from; the shares are a choice."""
    whole = Room(world, ask).looks.views
    feed, follow = whole * _BY_FEED // 100, whole * _BY_FOLLOW // 100
    parts = (("for_you", feed), ("following", follow), ("others", whole - feed - follow))
    rows = []
    for name, count in parts:
        half = {"name": f"{name}_live_cell", "watch_pv": count // 2}
        rest = {"name": f"{name}_video_head", "watch_pv": count - count // 2}
        rows.append({"source": {"name": name, "watch_pv": count}, "sub_sources": [half, rest]})
    return {"traffic_performances": rows}


def get_portraits(world: World, ask: Ask) -> dict[str, Any]:
    """Who looks and who buys: the audience of the creator."""
    room = Room(world, ask)
    viewers, buyers, who = room.looks.views * 9 // 10, len(room.sold.buyers), room.maker
    women, ages = (who.women_ppm, who.ages) if who is not None else (500_000, (2_000, 2_000, 2_000, 2_000, 2_000))

    def parted(count: int) -> dict[str, list[dict[str, str]]]:
        female, fans = count * women // 1_000_000, count * _FOLLOWERS // 100
        genders = (("F", female), ("M", count - female), ("UNKNOWN", 0))
        return {
            "gender": [{"type": f"USER_PORTRAIT_GENDER_{name}", "value": str(value)} for name, value in genders],
            "age": [
                {"type": f"USER_PORTRAIT_AGE_{name}", "value": str(count * part // 10_000)}
                for name, part in zip(_AGES, ages, strict=True)
            ],
            "fan": [
                {"type": "USER_PORTRAIT_FOLLOWER", "value": str(fans)},
                {"type": "USER_PORTRAIT_NON_FOLLOWER", "value": str(count - fans)},
            ],
        }

    all_of, paid = parted(viewers), parted(buyers)
    return {
        "all_ads_gender_indicators": all_of["gender"],
        "all_ads_age_indicators": all_of["age"],
        "all_fan_indicators": all_of["fan"],
        "paid_ads_gender_indicators": paid["gender"],
        "paid_ads_age_indicators": paid["age"],
        "paid_fan_indicators": paid["fan"],
        "region_indicators": [{"type": room.shop.region, "value": str(viewers)}],
    }


def get_videos(world: World, ask: Ask) -> dict[str, Any]:
    """Videos of the creator who asks, over a span in Unix seconds; others are left out."""
    low, high = int(ask.query["start_time_ge"]), int(ask.query["end_time_le"])
    if low > high:
        raise Refused(DATES_WRONG)
    videos = []
    for video_id in ask.query["video_ids"].split(","):
        found = _own(world, ask, video_id.strip())
        if found is None or found[1].kind == LIVE:
            continue
        shop, content = found
        one, looked = sold(shop, [content], low, high + 1), looks(world, [content], low, high + 1)
        purser = Purser(world.seed, market(shop.region), market(shop.region).currency)
        metrics = {
            "gmv": purser.told(one.gmv),
            "order_count": one.orders,
            "item_sold_count": one.items,
            "click_through_rate": rate(looked.clicks, looked.impressions),
            "anchor_display_rate": rate(looked.impressions, looked.views),
        }
        span = {"start_time": low, "end_time": high}
        videos.append({"id": content.id, "performances": [{"metrics": metrics, "time_range": span}]})
    return {"videos": videos}


def _own(world: World, ask: Ask, content_id: str) -> tuple[Shop, Content] | None:
    if ask.grant.kind != 1:
        raise Refused(NOT_A_CREATOR)
    for shop in world.shops.values():
        content = shop.affiliate.contents.get(content_id)
        if content is not None and content.creator == ask.grant.seller_open_id:
            return shop, content
    return None


def _trend(kind: str, room: Room, name: str) -> dict[str, Any]:
    points = [{"timestamp": one.at, "value": str(getattr(one, name))} for one in room.minutes]
    return {"stats_type": kind, "data_points": points}


def _product(room: Room, product_id: str) -> dict[str, Any]:
    product, part = room.shop.products.get(product_id), room.sold.products.get(product_id, Part())
    items = max(1, room.sold.items)
    shown, clicks = (whole * part.items // items for whole in (room.looks.impressions, room.looks.clicks))
    uri = product.image_uris[0] if product is not None and product.image_uris else ""
    skus = [sku for sku in product.skus if not sku.deleted] if product is not None else []
    gmv = list(part.gmv.items())
    return {
        "product_id": product_id,
        "product_name": product.title if product is not None else "",
        "main_image_url": image_url(room.world, uri),
        "sellable_region": room.shop.region,
        "is_live": room.runs and product_id in room.content.product_ids,
        "local_gmv": room.purser.told(gmv),
        "local_unit_price": room.each(gmv, part.items),
        "created_order_count": part.created_sku_orders,
        "created_order_user_count": len(part.created_by),
        "paid_order_count": part.sku_orders,
        "paid_user_count": len(part.buyers),
        "exposure_count": shown,
        "total_click_count": clicks,
        "click_through_rate": rate(clicks, shown),
        "click_order_rate": rate(part.sku_orders, clicks),
        "inventory_left_count": sum(sku.available for sku in skus),
        "inventory_consumption_count": part.items,
    }


HANDLERS: dict[str, Handler] = {
    "analytics.get_live_room_core_stats": get_core_stats,
    "analytics.get_live_room_gmv_and_order_trends": get_gmv_trends,
    "analytics.get_live_room_interactive_trends": get_interactive_trends,
    "analytics.get_live_room_view_trends": get_view_trends,
    "analytics.get_live_room_product_stats": get_product_stats,
    "analytics.get_live_room_traffic_performance": get_traffic,
    "analytics.get_live_room_user_portraits": get_portraits,
    "analytics.get_video_performances": get_videos,
}
