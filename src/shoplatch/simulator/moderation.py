"""What others do to the goods of a shop: the platform judges products, the seller makes coupons in Seller Center.

Plain values in and out, for the control; how the goods behave is theirs.
"""

from __future__ import annotations

from typing import Any

import msgspec

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator import promotions
from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.markets import market
from shoplatch.simulator.products import deeds, families, publishing
from shoplatch.simulator.state.listing import Family
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

COUPON_MAX_S = 365 * 86_400
MIRRORED = 35
MIRROR_STATUSES = ("MIRRORED", "ROLLED_BACK", "CANCELED")


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


class Members(msgspec.Struct, forbid_unknown_fields=True):
    """The products of a combined listing; of a new one also the shop."""

    product_ids: list[str]
    shop_id: str | None = None


class FamilyChange(msgspec.Struct, forbid_unknown_fields=True):
    """What the seller changes about a combined listing; what is left out stays."""

    product_ids: list[str] | None = None
    status: str | None = None  # LIVE, SELLER_DEACTIVATED, DELETED


class Method(msgspec.Struct, forbid_unknown_fields=True):
    """How a global product reaches the shops."""

    listing_method: str  # GLOBAL_PUBLISHING or LOCAL_REPLICATION


class Mirror(msgspec.Struct, forbid_unknown_fields=True):
    """How the mirror of an Indonesian shop on Tokopedia stands."""

    mirror_status: str  # MIRRORED, ROLLED_BACK, CANCELED


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


def combine(world: World, wanted: Members) -> dict[str, Any]:
    """The seller combines products into one listing (US): webhook 42. Raises as `families.form` does."""
    shop = shop_of(world, wanted.shop_id) if wanted.shop_id else _of_product(world, wanted.product_ids)
    return _family_told(shop, families.form(world, shop, wanted.product_ids))


def change_family(world: World, family_id: str, wanted: FamilyChange) -> dict[str, Any]:
    """The seller changes a combined listing: webhook 42. Raises as `families.change` and `families.turn` do."""
    shop = next((one for one in world.shops.values() if family_id in one.library.families), None)
    if shop is None:
        raise NotFound(f"There is no combined listing {family_id}", next_step="POST /_sim/combined-listings makes one.")
    family = families.find(shop, family_id)
    if wanted.product_ids is not None:
        families.change(world, shop, family, wanted.product_ids)
    if wanted.status is not None:
        families.turn(world, shop, family, wanted.status)
    return _family_told(shop, family)


def change_method(world: World, product_id: str, wanted: Method) -> dict[str, Any]:
    """The seller switches a global product between publishing and replication: webhook 52."""
    for seller in world.sellers.values():
        known = seller.library.global_products.get(product_id)
        if known is not None:
            publishing.change_method(world, seller, known, wanted.listing_method)
            return {"global_product_id": known.id, "listing_method": known.listing_method}
    raise NotFound(f"There is no global product {product_id}", next_step="product.search_global_products lists them.")


def mirror(world: World, shop_id: str, wanted: Mirror) -> dict[str, Any]:
    """An Indonesian shop is mirrored on Tokopedia, or no longer: webhook 35.

    Raises:
        Conflict: the shop is not in Indonesia.
        InvalidRequest: there is no such status.
    """
    shop = shop_of(world, shop_id)
    if wanted.mirror_status not in MIRROR_STATUSES:
        known = ", ".join(MIRROR_STATUSES)
        raise InvalidRequest(f"{wanted.mirror_status!r} is no status of a mirror", next_step=f"Statuses: {known}.")
    if shop.region != "ID":
        raise Conflict(f"Tokopedia mirrors shops in Indonesia, not in {shop.region}", shop=shop.id)
    shop.library.mirror_status = wanted.mirror_status
    told = {"tts_shop_id": shop.id, "update_time": world.clock.now(), "mirror_status": wanted.mirror_status}
    world.tell(MIRRORED, shop, told)
    return {"shop_id": shop.id, "mirror_status": wanted.mirror_status}


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


def _of_product(world: World, product_ids: list[str]) -> Shop:
    found = next((shop for shop in world.shops.values() if product_ids and product_ids[0] in shop.products), None)
    if found is None:
        raise NotFound(f"There is no product {product_ids[0] if product_ids else 'named'}")
    return found


def _family_told(shop: Shop, family: Family) -> dict[str, Any]:
    told = {"combined_listing_id": family.id, "shop_id": shop.id, "status": family.status}
    return {**told, "product_ids": list(family.product_ids)}


def _money(region: str, text: str) -> int:
    try:
        return market(region).minor(text) if text else 0
    except ValueError as wrong:
        raise InvalidRequest(str(wrong)) from wrong
