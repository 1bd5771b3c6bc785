"""Coupons: made in Seller Center, read by apps, redeemed by buyers (platform.md section 14).

The calls give the times of a coupon's making in milliseconds and its spans in seconds, as the official examples do.
"""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.pages import offset_of, offset_token
from shoplatch.simulator.promotions.life import plan_coupon
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.promotions import Coupon
from shoplatch.simulator.state.world import World

NOT_FOUND, PAGE_INVALID = 17029009, 17029001


def make(world: World, shop: Shop, title: str, *, begin: int, end: int, **terms: Any) -> Coupon:
    """A coupon as Seller Center makes it; `terms` are fields of `Coupon`."""
    now = world.clock.now()
    coupon = Coupon(
        id=world.new_id("7342"),
        title=title,
        create_time=now,
        update_time=now,
        claim_start=begin,
        claim_end=end,
        redeem_start=begin,
        redeem_end=end,
        **terms,
    )
    shop.coupons[coupon.id] = coupon
    plan_coupon(world, shop, coupon)
    return coupon


def deactivate(world: World, coupon: Coupon) -> None:
    """The seller ends a coupon before its time."""
    coupon.status, coupon.update_time = "DEACTIVATED", world.clock.now()


def get_coupon(_world: World, ask: Ask) -> dict[str, Any]:
    """A coupon in full."""
    coupon = ask.own_shop.coupons.get(ask.path["coupon_id"])
    if coupon is None:
        raise Refused(NOT_FOUND)
    view = _listed(coupon, market(ask.own_shop.region))
    view["display_channels"] = ["CHAT"] if coupon.display_type == "CHAT" else ["ALL"]
    view["seller_tnc"] = "One coupon per order. Not for gift cards."
    view["product_ids"] = list(coupon.product_ids)
    view["usage_stats"] = {"claimed_count": coupon.claimed, "redeemed_count": coupon.redeemed}
    if coupon.display_type == "LIVE":
        view["live_tasks"] = [{"type": "WATCH_FOR_MIN_TIME", "min_watch_time": "60"}]
    return {"coupon": view}


def search_coupon_list(_world: World, ask: Ask) -> dict[str, Any]:
    """Coupons by title, state and kind, newest first."""
    body, profile = ask.body, market(ask.own_shop.region)
    rows = [
        coupon
        for coupon in reversed(list(ask.own_shop.coupons.values()))
        if body.get("title_keyword", "").lower() in coupon.title.lower()
        and (not body.get("status") or coupon.status in body["status"])
        and (not body.get("display_type") or coupon.display_type in body["display_type"])
    ]
    size, start = int(ask.query.get("page_size") or 50), offset_of(ask.query.get("page_token", ""), body, PAGE_INVALID)
    return {
        "coupons": [_listed(coupon, profile) for coupon in rows[start : start + size]],
        "total_count": len(rows),
        "next_page_token": offset_token(start + size, body) if start + size < len(rows) else "",
    }


def _listed(coupon: Coupon, profile: Market) -> dict[str, Any]:
    view: dict[str, Any] = {
        "id": coupon.id,
        "title": coupon.title,
        "status": coupon.status,
        "create_time": coupon.create_time * 1000,
        "update_time": coupon.update_time * 1000,
        "creation_source": "SELLER_CENTER",
        "display_type": coupon.display_type,
        "target_buyer_segment": "ALL",
        "product_scope": "SPECIFIC_PRODUCTS" if coupon.product_ids else "FULL_SHOP",
        "claim_duration": {"start_time": coupon.claim_start, "end_time": coupon.claim_end},
        "redemption_duration": _redemption(coupon),
        "discount": _discount(coupon, profile),
        "threshold": _threshold(coupon, profile),
        "usage_limits": {
            "total_claim_limit": coupon.claim_limit,
            "single_buyer_claim_limit": coupon.claims_per_buyer,
            "redemption_limit": coupon.redemption_limit,
        },
    }
    if coupon.promo_code:
        view["promo_code"] = coupon.promo_code
    return view


def _redemption(coupon: Coupon) -> dict[str, Any]:
    span = {"start_time": coupon.redeem_start, "end_time": coupon.redeem_end}
    if coupon.relative_days:
        return {"type": "RELATIVE", "relative_time": coupon.relative_days, **span}
    return {"type": "ABSOLUTE", **span}


def _discount(coupon: Coupon, profile: Market) -> dict[str, Any]:
    if not coupon.percent:
        return {"type": "AMOUNT_OFF", "reduction_amount": _money(coupon.reduction, profile)}
    view: dict[str, Any] = {"type": "PERCENT_OFF", "percentage": str(coupon.percent)}
    if coupon.max_discount:
        view["max_discount"] = _money(coupon.max_discount, profile)
    return view


def _threshold(coupon: Coupon, profile: Market) -> dict[str, Any]:
    if not coupon.min_spend:
        return {"type": "NONE"}
    return {"type": "MIN_SPEND", "min_spend": _money(coupon.min_spend, profile)}


def _money(amount: int, profile: Market) -> dict[str, str]:
    return {"amount": profile.text(amount), "currency": profile.currency}


HANDLERS: dict[str, Handler] = {
    "promotion.get_coupon": get_coupon,
    "promotion.search_coupon_list": search_coupon_list,
}
