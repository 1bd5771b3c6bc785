"""Every promotion operation once, with every type of activity, so that its answers can be compared with the catalog."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shoplatch.simulator.promotions import make_coupon
from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.shop_world import Desk


def promotion_reads(desk: Desk, told: Any, shop: Shop) -> Iterator[tuple[str, dict[str, Any]]]:
    """(operation id, data) of every promotion operation."""
    now, made = desk.world.clock.now(), {}
    for kind, level, discount in _kinds(shop):
        body = {
            "activity_type": kind,
            "product_level": level,
            "title": f"busy {kind} {level}",
            "begin_time": now + 600,
            "end_time": now + 90_000,
            "discount": discount,
        }
        name, data = told("promotion.create_promotion_activity", body=body)
        made[kind, level] = data["activity_id"]
        yield name, data
    free = [one for one in shop.products.values() if one.status == "ACTIVATE" and not _is_taken(shop, one.id)]
    for (kind, level), terms, product in zip(
        (("FIXED_PRICE", "PRODUCT"), ("DIRECT_DISCOUNT", "VARIATION")),
        ({"activity_price_amount": "1.50"}, {"discount": "20"}),
        free,
        strict=False,
    ):
        limits = {"quantity_limit": -1, "quantity_per_user": -1}
        row: dict[str, Any] = {"id": product.id, **limits}
        if level == "VARIATION":
            row["skus"] = [{"id": sku.id, **limits, **terms} for sku in product.skus]
        else:
            row |= terms
        path = {"activity_id": made[kind, level]}
        yield told("promotion.update_promotion_activity_products", body={**path, "products": [row]}, **path)
    priced = {"id": free[2].id, "quantity_limit": -1, "quantity_per_user": -1}
    skus = [
        {"id": sku.id, "quantity_limit": -1, "quantity_per_user": -1, "activity_price_amount": "1.00"}
        for sku in free[2].skus
    ]
    path = {"activity_id": made["FIXED_PRICE", "VARIATION"]}
    yield told("promotion.update_promotion_activity_products", body={**path, "products": [{**priced, "skus": skus}]}, **path)
    for activity_id in made.values():
        yield told("promotion.get_activity", activity_id=activity_id)
    whole = {"activity_id": made["DIRECT_DISCOUNT", "PRODUCT"], "products": [{**priced, "id": free[3].id, "discount": "5"}]}
    yield told("promotion.update_promotion_activity_products", body=whole, activity_id=whole["activity_id"])
    yield told("promotion.get_activity", activity_id=whole["activity_id"])
    yield told("promotion.search_promotion_activities", body={"page_size": 20})
    yield told("promotion.remove_promotion_activity_products", body={"sku_ids": [free[2].skus[0].id]}, **path)
    new = {"title": "busy with another title", "begin_time": now + 700, "end_time": now + 80_000}
    yield told("promotion.update_promotion_activity", body=new, **path)
    yield told("promotion.deactivate_activity", body={}, **path)
    yield told("promotion.republish_activity", body={"begin_time": now + 800, "end_time": now + 70_000}, **path)
    yield from _coupons(desk, told, shop)


def _coupons(desk: Desk, told: Any, shop: Shop) -> Iterator[tuple[str, dict[str, Any]]]:
    now = desk.world.clock.now()
    ids = list(shop.products)[:2]
    terms: list[dict[str, Any]] = [
        {"percent": 20, "max_discount": 400, "min_spend": 1_000, "promo_code": "TTS12345"},
        {"reduction": 250, "display_type": "LIVE", "product_ids": ids, "relative_days": 4},
    ]
    for number, row in enumerate(terms):
        coupon = make_coupon(desk.world, shop, f"busy {number}", begin=now, end=now + 9_000, **row)
        yield told("promotion.get_coupon", coupon_id=coupon.id)
    yield told("promotion.search_coupon_list", query={"page_size": "10"}, body={"title_keyword": "busy"})
    yield told("promotion.search_coupon_list", query={}, body={})


def _is_taken(shop: Shop, product_id: str) -> bool:
    return any(activity.is_open and product_id in activity.offers for activity in shop.activities.values())


def _kinds(shop: Shop) -> list[tuple[str, str, dict[str, Any]]]:
    sku = next(sku for sku in shop.skus.values() if sku.available > 10 and not sku.deleted)
    count = {"threshold_type": "MINIMAL_ITEM_QUANTITY", "threshold_value": "2"}
    tier = {**count, "tier": 1}
    gift = {"product_id": sku.product_id, "sku_id": sku.id, "total_claim_limit": "3"}
    area = {"type": "SPECIFIC_AREAS", "specific_areas": ["London"]}
    free_one = {"discount_type": "FREE", "discount_value": "1", "benefit_max_applicable_quantity": "1"}
    shipping = {"type": "DISCOUNT_SHIPPING_FEE", "value": "1.50", "area_scope": area, **count, "inventory_type": "ALL"}
    shipping["shipping_method"] = "ALL_SHIPPING_METHOD"
    bmsm = {"details": [{**tier, "type": "AMOUNT_OFF", "value": "2"}]}
    gifts = {"gift_receiving_type": "ALL_RECEIVE", "gift_infos": [{**tier, "gift_details": [gift]}]}
    plain = [("FIXED_PRICE", level) for level in ("PRODUCT", "VARIATION")]
    plain += [("DIRECT_DISCOUNT", "PRODUCT"), ("DIRECT_DISCOUNT", "VARIATION"), ("FLASHSALE", "VARIATION")]
    return [
        *((kind, level, {}) for kind, level in plain),
        ("SHIPPING_DISCOUNT", "SHOP", {"shipping_discount": shipping}),
        ("BUY_MORE_SAVE_MORE", "SHOP", {"bmsm_discount": bmsm}),
        ("GIFT_WITH_PURCHASE", "SHOP", {"gift_discount": gifts}),
        ("BUY_X_GET_Y", "PRODUCT", {"bxgy_discount": {**count, **free_one}}),
    ]
