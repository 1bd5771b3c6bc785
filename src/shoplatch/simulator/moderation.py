"""What others do to the goods of a shop: the platform judges products, the seller makes coupons in Seller Center.

Plain values in and out, for the control; how the goods behave is theirs.
"""

from __future__ import annotations

from typing import Any

import msgspec

from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator import promotions
from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.markets import market
from shoplatch.simulator.products import deeds
from shoplatch.simulator.state.world import World

COUPON_MAX_S = 365 * 86_400


class Judgement(msgspec.Struct, forbid_unknown_fields=True):
    """Why, and where to."""

    reason: str = ""
    category_id: str = ""  # of move_category


class CouponTerms(msgspec.Struct, forbid_unknown_fields=True):
    """A coupon as Seller Center makes it. Money is text in the shop's currency; one of percent and reduction is given."""

    shop_id: str
    title: str
    starts_in_s: int = 0
    lasts_s: int = 7 * 86_400
    percent: int = 0
    reduction: str = ""
    min_spend: str = ""
    promo_code: str = ""
    product_ids: list[str] = []


def judge(world: World, product_id: str, deed: str, wanted: Judgement) -> dict[str, Any]:
    """Let the platform do something to a product.

    Raises:
        NotFound: no shop has this product.
        InvalidRequest: there is no such deed, or it lacks a category.
        Conflict: the status of the product does not allow it.
    """
    for shop in world.shops.values():
        product = shop.products.get(product_id)
        if product is not None:
            deeds.do(world, shop, product, deed, {"reason": wanted.reason, "category_id": wanted.category_id})
            return {"product_id": product.id, "status": product.status, "audit": product.audit}
    raise NotFound(f"There is no product {product_id}", next_step="product.search_products lists a shop's products.")


def make_coupon(world: World, wanted: CouponTerms) -> dict[str, Any]:
    """Make a coupon; buyers use it while it runs.

    Raises:
        NotFound: there is no such shop.
        InvalidRequest: the terms make no coupon.
    """
    shop = shop_of(world, wanted.shop_id)
    if not wanted.title or bool(wanted.percent) == bool(wanted.reduction) or not 0 <= wanted.percent < 100:
        raise InvalidRequest("A coupon has a title, and either a percent of 1 to 99 or a reduction", shop=shop.id)
    if wanted.starts_in_s < 0 or not 0 < wanted.lasts_s <= COUPON_MAX_S:
        raise InvalidRequest("A coupon starts now or later and lasts at most a year", shop=shop.id)
    if any(one not in shop.products for one in wanted.product_ids):
        raise InvalidRequest("The shop does not have all of these products", shop=shop.id)
    begin = world.clock.now() + wanted.starts_in_s
    coupon = promotions.make_coupon(
        world,
        shop,
        wanted.title,
        begin=begin,
        end=begin + wanted.lasts_s,
        percent=wanted.percent,
        reduction=_money(shop.region, wanted.reduction),
        min_spend=_money(shop.region, wanted.min_spend),
        promo_code=wanted.promo_code,
        display_type="PROMO_CODE" if wanted.promo_code else "REGULAR",
        product_ids=list(wanted.product_ids),
    )
    return {"coupon_id": coupon.id, "status": coupon.status}


def _money(region: str, text: str) -> int:
    try:
        return market(region).minor(text) if text else 0
    except ValueError as wrong:
        raise InvalidRequest(str(wrong)) from wrong
