"""What came of a campaign: by product, by creator, by content, and where a creator's sample is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.creators import goods_views
from shoplatch.simulator.creators.askers import avatar
from shoplatch.simulator.creators.campaign_calls import NO_PRODUCT, own_campaign, own_product
from shoplatch.simulator.creators.content import comments, likes, views
from shoplatch.simulator.creators.earnings import Earned, Earning, earned_by
from shoplatch.simulator.creators.lists import numbered
from shoplatch.simulator.creators.people import known
from shoplatch.simulator.markets import market
from shoplatch.simulator.products.views import image_url
from shoplatch.simulator.state.creators import LIVE, Campaign, CampaignProduct, Content, SampleApplication
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

DAY_S = 86_400


def get_campaign_product_performance_list(world: World, ask: Ask) -> dict[str, Any]:
    """Each product of a campaign with what it sold."""
    campaign = own_campaign(world, ask)
    rows = [
        (world.shops[entered.shop_id], product_id, entered)
        for product_id, entered in campaign.products.items()
        if product_id in world.shops[entered.shop_id].products
    ]
    page, token = numbered(ask, rows, default=10, most=50)
    told = [_statistics(world, campaign, *row) for row in page]
    return {"campaign_product_statistics": told, "next_page_token": token, "total_count": len(rows)}


def get_creator_performance_for_campaign_product(world: World, ask: Ask) -> dict[str, Any]:
    """Each creator of a product with what was sold."""
    campaign, entered = own_product(world, ask)
    shop, product_id = world.shops[entered.shop_id], ask.path["product_id"]
    page, token = numbered(ask, list(entered.creators), default=10, most=50)
    told = [_creator(world, campaign, entered, shop, product_id, open_id) for open_id in page]
    return {"promotion_creators": told, "total_creator_count": len(entered.creators), "next_page_token": token}


def get_affiliate_campaign_creator_product_content_statistics(world: World, ask: Ask) -> dict[str, Any]:
    """Each video and LIVE session in which a creator showed the product."""
    _, entered = own_product(world, ask)
    shop, now, kind = world.shops[entered.shop_id], world.clock.now(), ask.query.get("content_type")
    shown = _shown(shop, entered, _named(entered, ask.path["creator_temp_id"]), ask.path["product_id"])
    return {
        "creator_content_statistics": [_content(world, shop, one, now) for one in shown if kind in (None, "", _kind(one))]
    }


def get_affiliate_campaign_creator_product_sample_status(world: World, ask: Ask) -> dict[str, Any]:
    """Where a creator's sample of the product is; nothing where none was asked for."""
    _, entered = own_product(world, ask)
    shop = world.shops[entered.shop_id]
    sample = _sample(shop, _named(entered, ask.path["creator_temp_id"]), ask.path["product_id"])
    order = shop.orders.get(sample.order_id) if sample is not None and sample.order_id else None
    if order is None:
        return {}
    package = shop.packages.get(order.package_ids[0]) if order.package_ids else None
    events = [(order.create_time, "ORDER_PLACED", "The sample was ordered.")]
    if order.rts_time:
        events.insert(0, (order.rts_time, "ORDER_PACKED_AND_READY_FOR_DROP_OFF_AT_CARRIERS_FACILITY", "Packed."))
    if order.collection_time:
        events.insert(0, (order.collection_time, "OUT_FOR_DELIVERY", "On its way."))
    if order.delivery_time:
        events.insert(0, (order.delivery_time, "THE_PACKAGE_HAS_BEEN_DELIVERED", "Delivered."))
    due = order.delivery_time or order.create_time + 5 * DAY_S
    return {
        "sample_status": {
            "delivery_option": "ECONOMY_SHIPPING",
            "estimated_earliest_delivery_date": str(due),
            "estimated_latest_delivery_date": str(due + 2 * DAY_S),
            "quantity": len(order.lines),
            "shipping_provider_name": package.provider_name if package is not None else "",
            "tracking_results": [
                {
                    "tracking_event_description": kind,
                    "tracking_event_description_extended": text,
                    "tracking_event_update_date": str(at),
                }
                for at, kind, text in events
            ],
        }
    }


def temp_id(open_id: str) -> str:
    """The id of a creator within campaigns."""
    return hashlib.blake2b(open_id.encode(), digest_size=8).hexdigest()


def _named(entered: CampaignProduct, name: str) -> str:
    found = next((one for one in entered.creators if name in (one, temp_id(one))), None)
    if found is None:
        raise Refused(NO_PRODUCT, "The creator does not promote this product.")
    return found


def _sold(shop: Shop, campaign: Campaign, product_id: str, open_id: str = "") -> Iterator[tuple[Earned, Earning]]:
    for one in earned_by(shop):
        if open_id in ("", one.attribution.creator):
            for sku in one.skus:
                if sku.share.campaign_id == campaign.id and sku.line.product_id == product_id:
                    yield one, sku


def _shown(shop: Shop, entered: CampaignProduct, open_id: str, product_id: str) -> list[Content]:
    since = entered.creators[open_id]
    return [
        one
        for one in shop.affiliate.contents.values()
        if one.creator == open_id and product_id in one.product_ids and one.posted_at >= since
    ]


def _sample(shop: Shop, open_id: str, product_id: str) -> SampleApplication | None:
    found = [one for one in shop.affiliate.applications.values() if (one.creator, one.product_id) == (open_id, product_id)]
    return found[-1] if found else None


def _kind(content: Content) -> str:
    return "LIVE" if content.kind == LIVE else "VIDEO"


def _statistics(world: World, campaign: Campaign, shop: Shop, product_id: str, entered: CampaignProduct) -> dict[str, Any]:
    product, profile = shop.products[product_id], market(shop.region)
    sold = list(_sold(shop, campaign, product_id))
    paid = [(one, sku) for one, sku in sold if one.order.paid_time]
    settled = [(one, sku) for one, sku in sold if sku.settled]
    sellers = {one.attribution.creator for one, _ in paid}
    showing = {open_id for open_id in entered.creators if _shown(shop, entered, open_id, product_id)}
    asked = {open_id for open_id in entered.creators if _sample(shop, open_id, product_id) is not None}
    url = goods_views.main_image(world, product)
    return {
        "collaborated_creators_num": len(entered.creators),
        "creator_sales_num": len(sellers),
        "promoted_creator_num": len(showing),
        "sample_requested_creator_num": len(asked),
        "data_update_time": str(world.clock.now() * 1_000),
        "campaign_product_detail": {
            "product_id": product_id,
            "product_name": product.title,
            "product_status": f"PRODUCT_{entered.status}",
            "product_stock_count": str(goods_views.units(shop, product)),
            "product_price": goods_views.price_range(shop, product, ("min_price", "max_price")),
            "product_thumbnail": {"uri": product.image_uris[0] if product.image_uris else "", "url_list": [url]},
            "creator_commission_percent": str(entered.creator_rate),
            "partner_commission_percent": str(entered.total_rate - entered.creator_rate),
            "plan_commission_percent": str(campaign.rate),
            "total_commission_percent": str(entered.total_rate),
            "indicator_data": {
                "paid_order_num": str(len({one.order.id for one, _ in paid})),
                "actual_order_num": str(len({one.order.id for one, _ in settled})),
                "estimated_amount": profile.text(sum(sku.estimated.base for _, sku in paid)),
                "actual_amount": profile.text(sum(sku.actual.base for _, sku in settled)),
                "estimated_partner_commission": profile.text(sum(sku.estimated.partner for _, sku in paid)),
                "actual_partner_commission": profile.text(sum(sku.actual.partner for _, sku in settled)),
                "collaborated_creators_num": str(len(entered.creators)),
                "creator_sales_num": str(len(sellers)),
                "promoted_creator_num": str(len(showing)),
                "sample_requested_creator_num": str(len(asked)),
            },
        },
    }


def _creator(
    world: World, campaign: Campaign, entered: CampaignProduct, shop: Shop, product_id: str, open_id: str
) -> dict[str, Any]:
    person, shown = known(world, open_id), _shown(shop, entered, open_id, product_id)
    sold = [sku for one, sku in _sold(shop, campaign, product_id, open_id) if one.order.paid_time]
    sample, lives = _sample(shop, open_id, product_id), sum(one.kind == LIVE for one in shown)
    return {
        "affiliate_product_id": product_id,
        "commission": market(shop.region).text(sum(sku.estimated.standard for sku in sold)),
        "paid_amount": goods_views.amount(shop, sum(sku.estimated.base for sku in sold)),
        "room_count": lives,
        "video_count": len(shown) - lives,
        "free_sample_status": sample.status if sample is not None else "NOT_REQUESTED",
        "effective_start_time": str(entered.creators[open_id] * 1_000),
        "effective_end_time": str(campaign.end * 1_000),
        "creator": {
            "creator_open_id": open_id,
            "creator_temp_id": temp_id(open_id),
            "user_name": person.username,
            "nick_name": person.nickname,
            "avatar_url": avatar(world, person)["url"],
            "follower_num": person.followers,
        },
    }


def _content(world: World, shop: Shop, one: Content, now: int) -> dict[str, Any]:
    person = known(world, one.creator)
    url = f"https://www.tiktok.com/@{person.username}/{_kind(one).lower()}/{one.id}"
    orders = [order for _, order_id in one.brought if (order := shop.orders.get(order_id)) is not None and order.paid_time]
    paid = sum(line.sale_price for order in orders for line in order.lines)
    day = datetime.fromtimestamp(one.posted_at, UTC).date().isoformat()
    end = datetime.fromtimestamp(one.ends_at or one.posted_at, UTC).date().isoformat()
    return {
        "content_type": _kind(one),
        "published_date": day,
        "content_end_date": end,
        "cover_img_url": image_url(world, f"cover-{one.id}"),
        "source_url": url,
        "linked_tiktok_video": url,
        "view_count": str(views(one, now)),
        "like_count": str(likes(world, one, now)),
        "comment_num": str(comments(world, one, now)),
        "paid_order_num": str(len(orders)),
        "paid_amount": market(shop.region).text(paid),
    }


HANDLERS: dict[str, Handler] = {
    "affiliate_partner.get_campaign_product_performance_list": get_campaign_product_performance_list,
    "affiliate_partner.get_creator_performance_for_campaign_product": get_creator_performance_for_campaign_product,
    "affiliate_partner.get_affiliate_campaign_creator_product_content_statistics": (
        get_affiliate_campaign_creator_product_content_statistics
    ),
    "affiliate_partner.get_affiliate_campaign_creator_product_sample_status": (
        get_affiliate_campaign_creator_product_sample_status
    ),
}
