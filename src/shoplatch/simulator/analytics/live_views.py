"""LIVE sessions in the words of each version: the list, overviews, minutes, and what each session sold by product."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

from shoplatch.simulator.analytics.contents import Part, Sold, seconds_of
from shoplatch.simulator.analytics.spans import dates
from shoplatch.simulator.analytics.video_views import Told, creator_view
from shoplatch.simulator.analytics.visits import rate
from shoplatch.simulator.creators import content as shows
from shoplatch.simulator.creators.content import Minute
from shoplatch.simulator.creators.people import creator
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.creators import Content

IN_PERCENT = ("202503", "202505", "202508")  # versions that write 13.99%
_SHOWN_PER_VIEW = 7  # so often the room was shown for each time somebody came in; a choice


def listed(told: Told, content: Content, day_sold: Sold, *, interactions: bool, version: str) -> dict[str, Any]:
    """A session with the fields of every version; `interactions` only where the account is the seller's."""
    made_by = creator(told.world, content.creator)
    row: dict[str, Any] = {
        "id": content.id,
        "title": content.title,
        "username": made_by.username if made_by else "",
        "start_time": str(content.posted_at),
        "end_time": str(content.ends_at),
        "creator": {name: part for name, part in creator_view(made_by).items() if name != "creator_id"},
        "sales_performance": _sales(told, content, day_sold, version),
        "traffic": _traffic(told, content),
    }
    if interactions:
        row["interaction_performance"] = _interactions(told, content, version)
    return row


def overview(told: Told, contents: Sequence[Content], version: str) -> dict[str, Any]:
    """An interval of all sessions, with the fields of every version."""
    sold, looks, nothing = told.sold, told.looks, told.purser.told([])
    watched = sum(_watched_s(one) for one in contents)
    return {
        **dates(told.first, told.end),
        "gmv": told.gmv,
        "items_sold": sold.items,
        "units_sold": sold.items,
        "sku_orders": sold.sku_orders,
        "customers": len(sold.buyers),
        "click_through_rate": _share(looks.clicks, looks.impressions, version),
        "click_to_order_rate": _share(sold.sku_orders, looks.clicks, version),
        "avg_viewing_duration": watched // looks.views if looks.views else 0,
        "ctor_sku_order": told.ctor,
        "live_attributed_gmv": told.direct,
        "live_attributed_items_sold": sold.direct_items,
        "live_attributed_sku_orders": sold.direct_sku_orders,
        "live_gmv": told.gmv,
        "live_indirect_gmv": told.indirect,
        "live_ctr": told.ctr,
        "show_gpm": told.per(sold.gmv, looks.views * _SHOWN_PER_VIEW),
        "views": looks.views,
        "avg_live_auction_price": nothing,
        "live_auction_attributed_gmv": nothing,
        "live_auction_attributed_items_sold": 0,
        "live_auction_attributed_sku_orders": 0,
    }


def whole(told: Told, content: Content) -> dict[str, Any]:
    """The session as a whole, above its minutes."""
    return {
        "live_title": content.title,
        "start_time": content.posted_at,
        "end_time": content.ends_at,
        "duration": seconds_of(content),
        "gmv": told.gmv,
        "items_sold": told.sold.items,
        "impressions": told.looks.views * _SHOWN_PER_VIEW,
        "unique_viewers": told.looks.views * 9 // 10,
    }


def minute_row(told: Told, one: Minute) -> dict[str, Any]:
    """One minute; what is in `told` was placed in it and paid."""
    sold, looks = told.sold, told.looks
    shown = one.entered * _SHOWN_PER_VIEW
    return {
        "start_time": one.at,
        "end_time": one.at + 60,
        "sales": {
            "gmv": told.gmv,
            "items_sold": sold.items,
            "main_orders": sold.orders,
            "sku_orders": sold.sku_orders,
            "customers": len(sold.buyers),
        },
        "traffic": {
            "viewers": one.viewers,
            "views": one.entered,
            "impressions": shown,
            "enter_room_rate": rate(one.entered, shown),
            "product_impressions": looks.impressions,
            "product_clicks": looks.clicks,
            "ctr": rate(looks.clicks, looks.impressions),
        },
        "interactions": {
            "likes": one.likes,
            "comments": one.comments,
            "shares": one.shares,
            "new_followers": looks.followers,
            "like_rate": rate(one.likes, one.entered),
            "comment_rate": rate(one.comments, one.entered),
            "share_rate": rate(one.shares, one.entered),
            "follow_rate": rate(looks.followers, one.entered),
        },
        "conversion": {
            "avg_price": told.per(sold.gmv, sold.items, 1),
            "created_sku_orders": sold.created_sku_orders,
            "sku_order_rate": rate(sold.sku_orders, one.entered),
            "click_to_order_rate": {
                "main_order_ctor": rate(sold.orders, looks.clicks),
                "sku_order_ctor": rate(sold.sku_orders, looks.clicks),
            },
            "gpm": {
                "show_gpm": told.per(sold.gmv, shown)["amount"],
                "watch_gpm": told.per(sold.gmv, one.entered)["amount"],
            },
        },
    }


def product_row(told: Told, product_id: str, part: Part) -> dict[str, Any]:
    """One product in a session; impressions and clicks are shared out by what was sold."""
    items = max(1, told.sold.items)
    impressions, clicks = (share * part.items // items for share in (told.looks.impressions, told.looks.clicks))
    gmv, product = list(part.gmv.items()), told.shop.products.get(product_id)
    return {
        "id": product_id,
        "name": product.title if product is not None else "",
        "sales": {
            "direct_gmv": told.purser.told(gmv),
            "avg_price": told.per(gmv, part.items, 1),
            "items_sold": part.items,
            "customers": len(part.buyers),
            "main_orders": part.orders,
            "sku_orders": part.sku_orders,
            "created_sku_orders": part.created_sku_orders,
            "payment_rate": rate(part.sku_orders, part.created_sku_orders),
        },
        "traffic": {
            "product_impressions": impressions,
            "produt_clicks": clicks,  # the platform's spelling
            "ctr": rate(clicks, impressions),
            "add_to_cart_count": clicks // 9 + part.orders,
            "click_to_order_rate": {
                "main_order_ctor": rate(part.orders, clicks),
                "sku_order_ctor": rate(part.sku_orders, clicks),
            },
            "gpm": {"watch_gpm": told.per(gmv, told.looks.views)["amount"]},
        },
    }


def day_of(content: Content, zone: tzinfo) -> date:
    """The day on which a session began."""
    return datetime.fromtimestamp(content.posted_at, zone).date()


def updated_at(told: Told, moment: int) -> str:
    """When the figures were made, in the shop's time zone."""
    return datetime.fromtimestamp(moment, market(told.shop.region).zone).strftime("%Y-%m-%d %H:%M:%S")


def _sales(told: Told, content: Content, day_sold: Sold, version: str) -> dict[str, Any]:
    sold, nothing = told.sold, told.purser.told([])
    shown = set(content.product_ids)
    return {
        "gmv": told.gmv,
        "24h_live_gmv": told.purser.told(day_sold.gmv),
        "avg_price": told.per(sold.gmv, sold.items, 1),
        "click_to_order_rate": _share(sold.sku_orders, told.looks.clicks, version),
        "created_sku_orders": sold.created_sku_orders,
        "customers": len(sold.buyers),
        "different_products_sold": sum(bool(part.items) for part in sold.products.values()),
        "products_added": len(shown),
        "sku_orders": sold.sku_orders,
        "unit_sold": sold.items,
        "items_sold": sold.items,
        "aov": told.per(sold.gmv, sold.orders, 1),
        "attributed_customers": len(sold.buyers),
        "gmv_with_tiktok_coupons": told.purser.told([*sold.gmv, *sold.platform.items()]),
        "live_attributed_gmv": told.direct,
        "live_attributed_items_sold": sold.direct_items,
        "live_attributed_orders": sold.orders,
        "live_attributed_sku_orders": sold.direct_sku_orders,
        "live_gmv": told.gmv,
        "live_indirect_gmv": told.indirect,
        "payment_rate": rate(sold.sku_orders, sold.created_sku_orders),
        "products_sold": sum(bool(part.items) for part in sold.products.values()),
        "avg_live_auction_price": nothing,
        "live_auction_gmv": nothing,
        "live_auction_attributed_gmv": nothing,
        "live_auction_indirect_gmv": nothing,
        "live_auction_attributed_items_sold": 0,
        "live_auction_attributed_sku_orders": 0,
    }


def _interactions(told: Told, content: Content, version: str) -> dict[str, Any]:
    looks = told.looks
    inside = [one.viewers for one in shows.minutes(content, content.ends_at)] or [0]
    return {
        "likes": looks.likes,
        "comments": looks.comments,
        "shares": looks.shares,
        "new_followers": looks.followers,
        "like_rate": rate(looks.likes, looks.views),
        "comment_rate": rate(looks.comments, looks.views),
        "share_rate": rate(looks.shares, looks.views),
        "follow_rate": rate(looks.followers, looks.views),
        "views": looks.views,
        "viewers": looks.views * 9 // 10,
        "acu": sum(inside) // len(inside),
        "pcu": max(inside),
        "avg_viewing_duration": str(_watched_s(content) // looks.views if looks.views else 0),
        "click_through_rate": _share(looks.clicks, looks.impressions, version),
        "product_impressions": looks.impressions,
        "product_clicks": looks.clicks,
    }


def _traffic(told: Told, content: Content) -> dict[str, Any]:
    sold, looks = told.sold, told.looks
    inside = [one.viewers for one in shows.minutes(content, content.ends_at)] or [0]
    shown, watched, viewers = looks.views * _SHOWN_PER_VIEW, _watched_s(content), looks.views * 9 // 10
    hours = max(1, seconds_of(content) // 3_600)
    return {
        "views": looks.views,
        "viewers": viewers,
        "acu": sum(inside) // len(inside),
        "pcu": max(inside),
        "avg_viewing_duration": watched // looks.views if looks.views else 0,
        "avg_viewing_duration_per_viewer": watched // viewers if viewers else 0,
        "over_1m_views": looks.views * 2 // 5,
        "over_1m_live_viewing_rate": rate(looks.views * 2 // 5, looks.views),
        "impressions": shown,
        "impressions_per_hour": shown // hours,
        "tap_through_rate": rate(looks.views, shown),
        "product_impressions": looks.impressions,
        "product_clicks": looks.clicks,
        "products_added": len(content.product_ids),
        "ctr": told.ctr,
        "live_ctr": told.ctr,
        "ctor": rate(sold.orders, looks.clicks),
        "ctor_sku_order": told.ctor,
        "order_rate_sku_orders": rate(sold.sku_orders, looks.views),
        "gmv_per_hour": told.per(sold.gmv, hours, 1),
        "show_gpm": told.per(sold.gmv, shown),
        "watch_gpm": told.gpm,
    }


def _watched_s(content: Content) -> int:
    """How long all viewers together looked."""
    return 60 * sum(one.viewers for one in shows.minutes(content, content.ends_at))


def _share(part: int, of: int, version: str) -> str:
    if version not in IN_PERCENT:
        return rate(part, of)
    return f"{100 * part / of:.2f}%" if of else "0%"


def _amount(name: str) -> Callable[[dict[str, Any]], float]:
    return lambda row: float(row["sales_performance"][name]["amount"])


def sort_key(row: dict[str, Any], by: str) -> float:
    """What a list of sessions is sorted by; what a version calls otherwise is found where it stands."""
    for block in ("sales_performance", "traffic"):
        if by in row[block]:
            found = row[block][by]
            return float(found["amount"]) if isinstance(found, dict) else float(found)
    return _amount("gmv")(row)
