"""How promotions and coupons run by the clock, and the webhooks that tell it (platform.md section 14; topics 39 and 63)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shoplatch.simulator.products import stock
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.promotions import UNLIMITED, Activity, Coupon
from shoplatch.simulator.state.world import World

STATUS_CHANGED, CHANGED = 39, 63
# Topic 39 names these types only; the later ones are told by 63 alone.
_TOLD_TYPES = ("FIXED_PRICE", "DIRECT_DISCOUNT", "SHIPPING_DISCOUNT", "BUY_MORE_SAVE_MORE", "FLASHSALE")


def register(world: World) -> None:
    """Teach the world what the due entries of promotions do."""
    world.happenings["promotion.turns"] = _turns
    world.happenings["coupon.turns"] = _coupon_turns


def plan(world: World, shop: Shop, activity: Activity) -> None:
    """Let the clock begin and end an activity; earlier plans change nothing any more."""
    activity.plans += 1
    for moment in (activity.begin, activity.end):
        if moment:
            world.clock.at(moment, "promotion.turns", shop=shop.id, activity=activity.id, plan=activity.plans)
    advance(world, shop, activity)


def advance(world: World, shop: Shop, activity: Activity) -> None:
    """Bring the status to what the clock says; a draft without items waits."""
    now = world.clock.now()
    if activity.status == "DRAFT" and (activity.offers or activity.level == "SHOP"):
        activity.status = "NOT_START"
    if activity.is_open and activity.end and now >= activity.end:
        finish(world, shop, activity, "EXPIRED")
    elif activity.status == "NOT_START" and now >= activity.begin:
        activity.status = "ONGOING"
        hold_stock(world, shop, activity)
        _tell_status(world, shop, activity)
    elif activity.status == "DRAFT" and activity.end and now >= activity.end:
        activity.status = "EXPIRED"


def finish(world: World, shop: Shop, activity: Activity, status: str) -> None:
    """End an activity: EXPIRED by the clock, DEACTIVATED by the seller, NOT_EFFECTIVE by the platform."""
    activity.status = status
    activity.plans += 1
    release_stock(world, shop, activity)
    if status != "NOT_EFFECTIVE":
        _tell_status(world, shop, activity)


def hold_stock(world: World, shop: Shop, activity: Activity) -> None:
    """A running flash sale keeps what it may still sell."""
    if activity.type != "FLASHSALE" or activity.status != "ONGOING" or not world.switches.flash_sale_reserves_stock:
        return
    for product_id, offer in activity.offers.items():
        product = shop.products.get(product_id)
        if product is None:
            continue
        if offer.skus:
            for sku in product.skus:
                terms = offer.skus.get(sku.id)
                if terms is not None and terms.limit != UNLIMITED:
                    stock.lock(world, shop, sku, activity.id, terms.limit - terms.used - sku.campaign.get(activity.id, 0))
            continue
        left = offer.limit - offer.used if offer.limit != UNLIMITED else 0
        for sku in product.skus:  # a limit of the product is kept in its SKUs one after the other
            left -= sku.campaign.get(activity.id, 0)
            left -= stock.lock(world, shop, sku, activity.id, left)


def release_stock(world: World, shop: Shop, activity: Activity) -> None:
    """Give back what an activity keeps."""
    for product_id in activity.offers:
        for sku in shop.products[product_id].skus if product_id in shop.products else ():
            stock.unlock(world, shop, sku, activity.id)


def tell_change(
    world: World,
    shop: Shop,
    activity: Activity,
    change: str,
    *,
    put: Sequence[str] = (),
    taken: Sequence[str] = (),
    taken_skus: Sequence[str] = (),
) -> None:
    """Webhook 63: CREATE, UPDATE or DEACTIVATE, with the products and SKUs that were put in or taken out."""
    data: dict[str, Any] = {"activity_id": activity.id, "update_time": activity.update_time, "change_type": change}
    if put:
        data["product_update_list"] = {"product_ids": list(put), "exclude_product_ids": [], "benefit_product_ids": []}
    if taken or taken_skus:
        data["product_remove_list"] = {
            "product_ids": list(taken),
            "sku_ids": list(taken_skus),
            "benefit_product_ids": [],
            "exclude_product_ids": [],
        }
    world.tell(CHANGED, shop, data)


def plan_coupon(world: World, shop: Shop, coupon: Coupon) -> None:
    """Let the clock begin and end a coupon."""
    for moment in (coupon.claim_start, coupon.redeem_end):
        world.clock.at(moment, "coupon.turns", shop=shop.id, coupon=coupon.id)
    _advance_coupon(world, coupon)


def _turns(world: World, payload: dict[str, Any]) -> None:
    shop = world.shops[payload["shop"]]
    activity = shop.activities[payload["activity"]]
    if activity.plans == payload["plan"]:
        before = activity.status
        advance(world, shop, activity)
        if activity.status != before:
            activity.update_time = max(activity.update_time, world.clock.now())


def _coupon_turns(world: World, payload: dict[str, Any]) -> None:
    _advance_coupon(world, world.shops[payload["shop"]].coupons[payload["coupon"]])


def _advance_coupon(world: World, coupon: Coupon) -> None:
    if coupon.status == "DEACTIVATED":
        return
    now = world.clock.now()
    status = "EXPIRED" if now >= coupon.redeem_end else "ONGOING" if now >= coupon.claim_start else "NOT_START"
    if status != coupon.status:
        coupon.status, coupon.update_time = status, now


def _tell_status(world: World, shop: Shop, activity: Activity) -> None:
    if activity.type not in _TOLD_TYPES:
        return
    data = {
        "activity_id": activity.id,
        "update_time": world.clock.now(),
        "activity_type": activity.type,
        "product_level": activity.level,
        "status": activity.status,
    }
    world.tell(STATUS_CHANGED, shop, data)
