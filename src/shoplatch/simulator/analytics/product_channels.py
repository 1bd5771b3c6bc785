"""A product in the list of 202605: what it sold in all, and by channel: content of the shop, of creators, its card.

A channel is attributed what its content shows; an order has one channel, so that channels never count an order twice. What a
creator's link brought without content counts for creators as a whole. Nobody searches here: the shop tab is the product's
own card. Who looked and who put something into a cart follow from who bought, as everywhere (`visits`). Confidence: unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from shoplatch.simulator.analytics.days import CARD, CREATOR, LIVE, SELLER, SOURCES, VIDEO, ProductDay, Share
from shoplatch.simulator.analytics.product_views import Sold
from shoplatch.simulator.analytics.visits import NOBODY, Visits, rate
from shoplatch.simulator.creators.content import account_type
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

Posts = Counter[tuple[str, str, str]]  # (product id, VIDEO or LIVE, whose) -> how often it was shown anew
Channels = Sequence[tuple[str, str]]  # (source, whose)
_BLOCKS: dict[str, Channels] = {
    "seller_live_performance": ((LIVE, SELLER),),
    "seller_video_performance": ((VIDEO, SELLER),),
    "seller_product_card_performance": ((CARD, SELLER),),
    "affiliate_live_performance": ((LIVE, CREATOR),),
    "affiliate_video_performance": ((VIDEO, CREATOR),),
    "affiliate_total_performance": tuple((source, CREATOR) for source in SOURCES),
}
_CARTS = 9  # so many clicks stand behind each thing in a cart that is not bought


def posts(world: World, shop: Shop, low: int, high: int) -> Posts:
    """What was posted within [low, high) about each product."""
    found = Posts()
    for content in shop.affiliate.contents.values():
        if low <= content.posted_at < high:
            who = SELLER if account_type(world, content) == "OFFICIAL_ACCOUNTS" else CREATOR
            found.update((one, LIVE if content.kind == LIVE else VIDEO, who) for one in content.product_ids)
    return found


def row(one: Sold, posted: Posts) -> dict[str, Any]:
    """An entry of the list, with the fields of every block; `fit` cuts."""
    view = {name: _block(one, channels, posted) for name, channels in _BLOCKS.items()}
    return {"id": one.product_id, "total_performance": _total(one), **view, "shop_tab_performance": _shop_tab(one)}


def _total(one: Sold) -> dict[str, Any]:
    orders, buyers = one.count(lambda day: day.orders), one.buyers()
    return {
        "gmv": one.gmv(),
        "gross_merchandise_value": one.gmv(),
        "gmv_incl_tax": one.money(lambda day: sum(day.gmv.values()) + day.tax),
        "tax": one.money(lambda day: day.tax),
        "shipping_fees": one.money(lambda day: day.shipping),
        "refunds": one.money(lambda day: day.refunds),
        "refunded_items": one.count(lambda day: day.canceled + day.refunded + day.returned),
        "refund_customers": len({buyer for _, day in one.days for buyer in day.refund_buyers}),
        "orders": orders,
        "sku_orders": one.count(lambda day: day.sku_orders),
        "items_sold": one.units(),
        "estimated_customers": buyers,
        "aov": one.each(lambda day: sum(day.gmv.values()), orders),
        **_looked(one.visits(), orders, buyers),
    }


def _block(one: Sold, channels: Channels, posted: Posts) -> dict[str, Any]:
    def gmv(day: ProductDay) -> int:
        return sum(share.gmv for share in _shares(day, channels))

    money, orders = one.money(gmv), one.count(lambda day: sum(share.orders for share in _shares(day, channels)))
    buyers = len({buyer for _, day in one.days for share in _shares(day, channels) for buyer in share.buyers})
    shown = sum(posted[one.product_id, *channel] for channel in channels)
    return {
        **dict.fromkeys(("attributed_gmv", "live_attributed_gmv", "attributed_video_gmv"), money),
        "attributed_orders": orders,
        "attributed_sku_orders": one.count(lambda day: sum(share.sku_orders for share in _shares(day, channels))),
        "attributed_sold_items": one.count(lambda day: sum(share.items for share in _shares(day, channels))),
        "estimated_customers": buyers,
        "aov": one.each(gmv, orders),
        "new_live_count": shown,
        "new_video_count": shown,
        "avg_daily_creator_posted_content": shown // one.length,
        **_looked(_visits(one, channels), orders, buyers),
    }


def _shop_tab(one: Sold) -> dict[str, Any]:
    card: Channels = ((CARD, SELLER),)
    own, seen = _block(one, card, Posts()), _visits(one, card)
    return {
        "shop_tab_product_impressions": seen.impressions,
        "shop_tab_product_clicks": seen.page_views,
        "unique_shop_tab_product_clicks": seen.clicks,
        "estimated_shop_tab_customers": own["estimated_customers"],
        "shop_tab_ctr": own["ctr"],
        "shop_tab_ctor_sku": rate(own["attributed_sku_orders"], seen.page_views),
        "shop_tab_gmv": own["attributed_gmv"],
        "shop_tab_sold_items": own["attributed_sold_items"],
    }


def _looked(seen: Visits, orders: int, buyers: int) -> dict[str, Any]:
    carts, in_carts = seen.page_views // _CARTS + orders, seen.clicks // _CARTS + buyers
    return {
        "product_impressions": seen.impressions,
        "product_clicks": seen.page_views,
        "ctr": rate(seen.page_views, seen.impressions),
        "add_cart_count": carts,
        "add_cart_rate": rate(carts, seen.page_views),
        "click_order_rate": rate(orders, seen.page_views),
        "unique_product_impressions": seen.visitors + seen.clicks,
        "unique_clicks": seen.clicks,
        "unique_ctr": rate(seen.clicks, seen.visitors + seen.clicks),
        **dict.fromkeys(("add_cart_users", "atc_users"), in_carts),
        "unique_atc_rate": rate(in_carts, seen.clicks),
        "unique_click_order_rate": rate(buyers, seen.clicks),
    }


def _shares(day: ProductDay, channels: Channels) -> Iterator[Share]:
    return (day.direct[channel] for channel in channels if channel in day.direct)


def _visits(one: Sold, channels: Channels) -> Visits:
    """Who looked by some channels: of each source by their part of its buyers; who looked at a card and left, the shop's."""
    whole = NOBODY
    for day, product in one.days:
        for source, who in channels:
            seen, bought = one.visits_on(day, product, source), len(product.buyers.get(source, ()))
            if (source, who) == (CARD, SELLER):
                by_links = _bought(product, CARD, CREATOR)
                whole += _part(seen, max(1, bought) - by_links, max(1, bought))
            else:
                whole += _part(seen, _bought(product, source, who), bought)
    return whole


def _bought(product: ProductDay, source: str, who: str) -> int:
    share = product.direct.get((source, who))
    return len(share.buyers) if share is not None else 0


def _part(seen: Visits, some: int, of: int) -> Visits:
    if not some or not of:
        return NOBODY
    return Visits(*(number * some // of for number in (seen.visitors, seen.page_views, seen.impressions, seen.clicks)))
