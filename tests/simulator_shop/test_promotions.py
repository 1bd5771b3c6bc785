"""Promotions: what is refused, how they run by the clock, what they lock, and what orders cost meanwhile (section 14)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.errors import ShoplatchError
from shoplatch.simulator import orders
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.money import share, tax_rate_ppm
from shoplatch.simulator.promotions import coupons
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.promotions import Activity
from tests.simulator_shop.shop_world import Desk

DAY_S = 86_400


def body(desk: Desk, kind: str = "FIXED_PRICE", level: str = "PRODUCT", /, **changed: Any) -> dict[str, Any]:
    now = desk.world.clock.now()
    told: dict[str, Any] = {
        "activity_type": kind,
        "product_level": level,
        "title": f"{kind} {len(desk.shop().activities)}",
        "begin_time": now + 3_600,
        "end_time": now + 2 * DAY_S,
    }
    return told | changed


def made(desk: Desk, shop: Shop, kind: str = "FIXED_PRICE", level: str = "PRODUCT", /, **changed: Any) -> Activity:
    answer = desk.call("promotion.create_promotion_activity", shop, body=body(desk, kind, level, **changed))
    return shop.activities[answer["activity_id"]]


def put(desk: Desk, shop: Shop, activity: Activity, product: Product, /, **row: Any) -> dict[str, Any]:
    told = {"id": product.id, "quantity_limit": -1, "quantity_per_user": -1, **row}
    asked = {"activity_id": activity.id, "products": [told]}
    return desk.call("promotion.update_promotion_activity_products", shop, body=asked, activity_id=activity.id)


def put_refused(desk: Desk, shop: Shop, activity: Activity, rows: list[dict[str, Any]]) -> int:
    asked = {"activity_id": activity.id, "products": rows}
    return desk.refusal("promotion.update_promotion_activity_products", shop, body=asked, activity_id=activity.id)


def products(shop: Shop) -> list[Product]:
    return list(shop.products.values())


def statuses(desk: Desk, activity: Activity) -> list[str]:
    return [event.data["status"] for event in desk.told if event.topic == 39 and event.data["activity_id"] == activity.id]


def changes(desk: Desk, activity: Activity) -> list[str]:
    return [
        event.data["change_type"] for event in desk.told if event.topic == 63 and event.data["activity_id"] == activity.id
    ]


def test_a_promotion_waits_begins_and_ends_by_the_clock() -> None:
    desk = Desk()
    shop = desk.shop()
    activity = made(desk, shop)
    assert activity.status == "DRAFT", "nothing is in it yet"
    assert put(desk, shop, activity, products(shop)[0], activity_price_amount="5.00")["status"] == "NOT_START"
    desk.wind(3_600)
    assert activity.status == "ONGOING"
    desk.wind(2 * DAY_S)
    assert activity.status == "EXPIRED"
    assert statuses(desk, activity) == ["ONGOING", "EXPIRED"]
    assert changes(desk, activity) == ["CREATE", "UPDATE"]
    found = desk.call("promotion.get_activity", shop, activity_id=activity.id)
    assert found["products"][0]["activity_price"] == {"amount": "5.00", "currency": "GBP"}
    desk.wind(180 * DAY_S)
    assert "products" not in desk.call("promotion.get_activity", shop, activity_id=activity.id)


def test_a_promotion_is_ended_and_revived() -> None:
    desk = Desk()
    shop = desk.shop()
    activity = made(desk, shop)
    put(desk, shop, activity, products(shop)[0], activity_price_amount="5.00")
    desk.wind(3_600)
    path = {"activity_id": activity.id}
    assert desk.call("promotion.deactivate_activity", shop, body={}, **path)["status"] == "DEACTIVATED"
    assert desk.refusal("promotion.deactivate_activity", shop, body={}, **path) == 17029010
    desk.wind(3 * DAY_S)
    assert activity.status == "DEACTIVATED", "the clock leaves it alone"
    desk.call("promotion.republish_activity", shop, body={}, **path)
    assert activity.status == "ONGOING"
    assert statuses(desk, activity) == ["ONGOING", "DEACTIVATED", "ONGOING"]
    other = made(desk, shop, "SHIPPING_DISCOUNT", "SHOP", discount={"shipping_discount": FREE})
    desk.call("promotion.deactivate_activity", shop, body={}, activity_id=other.id)
    assert desk.refusal("promotion.republish_activity", shop, body={}, activity_id=other.id) == 17029114


TIER = {
    "tier": 1,
    "threshold_type": "MINIMAL_ITEM_QUANTITY",
    "threshold_value": "2",
    "type": "PERCENTAGE_OFF",
    "value": "10",
}
FREE = {"type": "FREE_SHIPPING", "area_scope": {"type": "WHOLE"}, "threshold_type": "NO_THRESHOLD"}


@pytest.mark.parametrize(
    ("kind", "level", "changed", "code"),
    [
        ("FIXED_PRICE", "PRODUCT", {"title": ""}, 17029003),
        ("FIXED_PRICE", "PRODUCT", {"title": "x" * 51}, 36009004),  # the catalog knows the limit: the gate is first
        ("FIXED_PRICE", "PRODUCT", {"title": "taken"}, 17029004),
        ("FIXED_PRICE", "PRODUCT", {"begin_time": 1_700_000_000}, 17029005),
        ("FIXED_PRICE", "PRODUCT", {"end_time": 1_700_000_000}, 17029006),
        ("FIXED_PRICE", "PRODUCT", {"end_time": 1_900_000_000}, 17029007),
        ("FLASHSALE", "PRODUCT", {"end_time": 1_796_000_000}, 17029008),
        ("FIXED_PRICE", "SHOP", {}, 17029001),
        ("SHIPPING_DISCOUNT", "VARIATION", {"discount": {"shipping_discount": FREE}}, 17029001),
        ("FIXED_PRICE", "PRODUCT", {"duration_type": "INDEFINITE"}, 17029001),
        ("BUY_MORE_SAVE_MORE", "SHOP", {}, 17029001),
        ("BUY_MORE_SAVE_MORE", "SHOP", {"discount": {"bmsm_discount": {"details": [TIER] * 3}}}, 17029001),
        ("BUY_MORE_SAVE_MORE", "SHOP", {"discount": {"bmsm_discount": {"details": [TIER | {"value": "100"}]}}}, 17029112),
        (
            "BUY_MORE_SAVE_MORE",
            "SHOP",
            {"discount": {"bmsm_discount": {"details": [TIER | {"threshold_value": "0"}]}}},
            17029111,
        ),
        ("BUY_MORE_SAVE_MORE", "SHOP", {"discount": {"bmsm_discount": {"details": [TIER, TIER | {"tier": 2}]}}}, 17029112),
    ],
)
def test_terms_that_break_a_rule_are_refused(kind: str, level: str, changed: dict[str, Any], code: int) -> None:
    desk = Desk()
    shop = desk.shop()
    made(desk, shop, title="taken")
    assert desk.refusal("promotion.create_promotion_activity", shop, body=body(desk, kind, level, **changed)) == code
    assert len(shop.activities) == 1


@pytest.mark.parametrize(
    ("kind", "level", "row", "code"),
    [
        ("FIXED_PRICE", "PRODUCT", {}, 17029042),
        ("FIXED_PRICE", "PRODUCT", {"discount": "10"}, 17029030),
        ("DIRECT_DISCOUNT", "PRODUCT", {}, 17029041),
        ("DIRECT_DISCOUNT", "PRODUCT", {"activity_price_amount": "5.00"}, 17029029),
        ("DIRECT_DISCOUNT", "PRODUCT", {"discount": "100"}, 17029020),
        ("DIRECT_DISCOUNT", "PRODUCT", {"discount": "1.5"}, 17029034),
        ("FIXED_PRICE", "PRODUCT", {"activity_price_amount": "9.00"}, 17029034),  # the cheapest SKU costs 8.35
        ("FIXED_PRICE", "PRODUCT", {"activity_price_amount": "0.01"}, 17029020),
        ("FIXED_PRICE", "PRODUCT", {"activity_price_amount": "5.00", "quantity_limit": 100}, 17029050),
        ("FIXED_PRICE", "PRODUCT", {"activity_price_amount": "5.00", "quantity_per_user": 0}, 17029014),
        ("FIXED_PRICE", "PRODUCT", {"activity_price_amount": "5.00", "skus": [{}]}, 17029013),
        ("FIXED_PRICE", "VARIATION", {}, 17029037),
        ("FIXED_PRICE", "VARIATION", {"activity_price_amount": "5.00", "skus": [{}]}, 17029038),
        ("FIXED_PRICE", "VARIATION", {"quantity_limit": 5, "skus": [{}]}, 17029015),
        ("FIXED_PRICE", "VARIATION", {"skus": [{}]}, 17029044),
        ("FIXED_PRICE", "VARIATION", {"skus": [{"discount": "10"}]}, 17029032),
        ("DIRECT_DISCOUNT", "VARIATION", {"skus": [{}]}, 17029043),
        ("DIRECT_DISCOUNT", "VARIATION", {"skus": [{"activity_price_amount": "1.00"}]}, 17029031),
        ("DIRECT_DISCOUNT", "VARIATION", {"skus": [{"discount": "100"}]}, 17029021),
        ("FIXED_PRICE", "VARIATION", {"skus": [{"id": "17"}]}, 17029016),
        ("FIXED_PRICE", "VARIATION", {"skus": [{"id": "OTHER"}]}, 17029053),
        ("FIXED_PRICE", "VARIATION", {"skus": [{}, {}]}, 17029040),
        ("FIXED_PRICE", "PRODUCT", {"id": "17", "activity_price_amount": "5.00"}, 17029051),
    ],
)
def test_items_that_break_a_rule_are_refused(kind: str, level: str, row: dict[str, Any], code: int) -> None:
    desk = Desk()
    shop = desk.shop()
    activity = made(desk, shop, kind, level)
    product, other = products(shop)[:2]
    plain = {"quantity_limit": -1, "quantity_per_user": -1}
    told = {"id": product.id, **plain, **row}
    if "skus" in told:
        ids = {"OTHER": other.skus[0].id}
        told["skus"] = [
            {**plain, **sku, "id": ids.get(sku.get("id", ""), sku.get("id", product.skus[0].id))} for sku in told["skus"]
        ]
    assert put_refused(desk, shop, activity, [told]) == code
    assert activity.offers == {}


def test_an_item_is_in_one_open_price_promotion_only_and_limits_never_fall() -> None:
    desk = Desk()
    shop = desk.shop()
    first, second = made(desk, shop), made(desk, shop, "DIRECT_DISCOUNT", "VARIATION")
    product = products(shop)[0]
    put(desk, shop, first, product, activity_price_amount="5.00", quantity_limit=10)
    sku = {"id": product.skus[0].id, "discount": "10", "quantity_limit": -1, "quantity_per_user": -1}
    row = {"id": product.id, "quantity_limit": -1, "quantity_per_user": -1, "skus": [sku]}
    assert put_refused(desk, shop, second, [row]) == 17029022
    lower = {"id": product.id, "activity_price_amount": "5.00", "quantity_limit": 9, "quantity_per_user": -1}
    assert put_refused(desk, shop, first, [lower]) == 17029065
    assert put_refused(desk, shop, first, [lower, lower]) == 17029039
    assert put_refused(desk, shop, first, []) == 17029033
    assert put_refused(desk, shop, first, [lower] * 301) == 36009004, "the catalog knows the limit: the gate is first"
    desk.call("promotion.deactivate_activity", shop, body={}, activity_id=first.id)
    put(desk, shop, second, product, skus=[sku])
    assert put_refused(desk, shop, first, [lower]) == 17029010


def test_a_running_promotion_locks_the_price_and_an_ended_one_does_not() -> None:
    desk = Desk()
    shop = desk.shop()
    activity, product = made(desk, shop), products(shop)[0]
    put(desk, shop, activity, product, activity_price_amount="5.00")
    new = {"skus": [{"id": product.skus[0].id, "price": {"amount": "9.00", "currency": "GBP"}}]}
    desk.call("product.update_price", shop, body=new, product_id=product.id)
    desk.wind(3_600)
    new["skus"][0]["price"]["amount"] = "9.50"
    assert desk.refusal("product.update_price", shop, body=new, product_id=product.id) == 12052038
    assert desk.refusal("product.partial_edit_product", shop, body=new, product_id=product.id) == 12052038
    desk.call("promotion.deactivate_activity", shop, body={}, activity_id=activity.id)
    assert desk.call("product.update_price", shop, body=new, product_id=product.id) == {}


@pytest.mark.parametrize("region", ["GB", "US"])
def test_orders_cost_what_the_promotion_says_until_its_units_are_gone(region: str) -> None:
    desk = Desk()
    shop = desk.shop(region)
    activity, product = made(desk, shop, "DIRECT_DISCOUNT"), products(shop)[0]
    put(desk, shop, activity, product, discount="25", quantity_limit=3, quantity_per_user=2)
    desk.wind(3_600)
    sku = product.skus[0]
    order = orders.place(desk.world, shop, [(sku.id, 2)])
    off = sku.price - (sku.price - -(-sku.price * 25 // 100))
    assert [line.seller_discount for line in order.lines] == [off, off]
    rate = tax_rate_ppm(market(region), order.address)
    assert [line.tax for line in order.lines] == [share(line.sale_price, rate) for line in order.lines]
    shown = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]["payment"]
    assert shown["seller_discount"] == market(region).text(2 * off)
    again = orders.place(desk.world, shop, [(sku.id, 2)], buyer=order.buyer)
    assert all(line.seller_discount != off for line in again.lines), "two for each buyer"
    third = orders.place(desk.world, shop, [(sku.id, 2)])
    assert [line.seller_discount == off for line in third.lines] == [True, False], "three in all"
    found = desk.call("promotion.get_activity", shop, activity_id=activity.id)["products"][0]
    assert found["used_quantity"] == 3


def test_a_flash_sale_keeps_its_units_and_locks_the_product() -> None:
    desk = Desk()
    shop = desk.shop()
    activity, product = made(desk, shop, "FLASHSALE", "VARIATION"), products(shop)[0]
    sku = product.skus[0]
    row = {"id": sku.id, "activity_price_amount": "3.00", "quantity_limit": 10, "quantity_per_user": 4}
    put(desk, shop, activity, product, skus=[row])
    desk.wind(3_600)
    assert sku.campaign == {activity.id: 10}
    kept = desk.call("product.inventory_search", shop, body={"sku_ids": [sku.id]})["inventory"][0]["skus"][0]
    assert kept["total_available_inventory_distribution"]["campaign_inventory"] == [
        {"campaign_name": activity.title, "quantity": 10}
    ]
    assert kept["total_available_inventory_distribution"]["in_shop_inventory"]["quantity"] == sku.available - 10
    order = orders.place(desk.world, shop, [(sku.id, 5)])
    assert sorted(line.sale_price + line.platform_discount for line in order.lines)[:4] == [300] * 4
    assert sku.campaign == {activity.id: 6}
    rows = [{"warehouse_id": one, "quantity": 2} for one in sku.stock]
    stock = {"skus": [{"id": sku.id, "inventory": rows}]}
    error = desk.call("product.update_inventory", shop, body=stock, product_id=product.id)["errors"][0]
    assert error["detail"]["extra_errors"][0]["code"] == 12052146
    rows = [{"warehouse_id": one, "quantity": 20} for one in sku.stock]
    stock = {"skus": [{"id": sku.id, "inventory": rows}]}
    error = desk.call("product.update_inventory", shop, body=stock, product_id=product.id)["errors"][0]
    assert error["detail"]["extra_errors"][0]["code"] == 12052393
    assert desk.refusal("product.partial_edit_product", shop, body={"title": "Another"}, product_id=product.id) == 12052901
    removal = {"sku_ids": [sku.id]}
    path = {"activity_id": activity.id}
    assert desk.refusal("promotion.remove_promotion_activity_products", shop, body=removal, **path) == 17029048
    desk.wind(3 * DAY_S)
    assert sku.campaign == {}
    causes = [event.data["change_detail"][0]["trigger_source"] for event in desk.told if event.topic == 71]
    assert (causes[0], causes[-1]) == ("campaign_lock", "campaign_unlock")
    assert "campaign_lock" not in causes[1:]


def test_what_a_promotion_keeps_is_not_sold_at_another_price() -> None:
    desk = Desk()
    shop = desk.shop()
    activity, product = made(desk, shop, "FLASHSALE", "VARIATION"), products(shop)[0]
    sku = product.skus[0]
    rows = [{"warehouse_id": one, "quantity": 6} for one in sku.stock]
    desk.call("product.update_inventory", shop, body={"skus": [{"id": sku.id, "inventory": rows}]}, product_id=product.id)
    row = {"id": sku.id, "activity_price_amount": "3.00", "quantity_limit": 11, "quantity_per_user": 1}
    put(desk, shop, activity, product, skus=[row])
    desk.wind(3_600)
    with pytest.raises(ShoplatchError, match="kept for a promotion"):
        orders.place(desk.world, shop, [(sku.id, 3)])
    assert (sku.available, sku.committed, sku.campaign) == (12, 0, {activity.id: 11})
    assert activity.offers[product.id].skus[sku.id].used == 0
    orders.place(desk.world, shop, [(sku.id, 2)])
    assert (sku.available, sku.committed, sku.campaign) == (10, 2, {activity.id: 10})


def test_buying_more_saves_more_and_gifts_come_along() -> None:
    desk = Desk()
    shop = desk.shop()
    tiers = {"bmsm_discount": {"details": [TIER, TIER | {"tier": 2, "threshold_value": "4", "value": "20"}]}}
    made(desk, shop, "BUY_MORE_SAVE_MORE", "SHOP", discount=tiers)
    gift = products(shop)[2].skus[0]
    given = {"product_id": gift.product_id, "sku_id": gift.id, "total_claim_limit": "5"}
    info = {"tier": 1, "threshold_type": "MINIMAL_ORDER_AMOUNT", "threshold_value": "30.00", "gift_details": [given]}
    told = {"gift_discount": {"gift_infos": [info], "gift_receiving_type": "ALL_RECEIVE"}}
    made(desk, shop, "GIFT_WITH_PURCHASE", "SHOP", discount=told)
    desk.wind(3_600)
    sku = products(shop)[0].skus[0]
    for units, percent, gifts in ((1, 0, 0), (3, 10, 0), (4, 20, 1)):
        order = orders.place(desk.world, shop, [(sku.id, units)])
        assert [line.is_gift for line in order.lines].count(True) == gifts
        for line in order.lines:
            if not line.is_gift:
                own = line.seller_discount - (line.sale_price + line.seller_discount) * percent // 100
                assert line.seller_discount >= (sku.price - line.platform_discount - own) * percent // 100 - 1
                assert bool(line.seller_discount) >= bool(percent)
        assert all(line.sale_price == 0 for line in order.lines if line.is_gift)


def test_a_discount_on_shipping_and_a_coupon_reach_the_payment() -> None:
    desk = Desk()
    shop = desk.shop("US")
    now = desk.world.clock.now()
    free = made(desk, shop, "SHIPPING_DISCOUNT", "SHOP", discount={"shipping_discount": FREE}, duration_type="INDEFINITE")
    coupon = coupons.make(desk.world, shop, "Hello", begin=now + 60, end=now + DAY_S, reduction=100, min_spend=500)
    assert coupon.status == "NOT_START"
    desk.wind(3_600)
    assert (free.status, free.end, coupon.status) == ("ONGOING", 0, "ONGOING")
    sku = products(shop)[0].skus[0]
    for _ in range(40):
        order = orders.place(desk.world, shop, [(sku.id, 1)])
        assert order.payment.shipping_fee == 0
        assert order.payment.shipping_tax == 0
    assert 0 < coupon.redeemed < 40
    found = desk.call("promotion.get_coupon", shop, coupon_id=coupon.id)["coupon"]
    assert found["usage_stats"]["redeemed_count"] == coupon.redeemed
    desk.wind(DAY_S)
    assert coupon.status == "EXPIRED"
    listed = desk.call("promotion.search_coupon_list", shop, query={"page_size": "10"}, body={"status": ["EXPIRED"]})
    assert [row["id"] for row in listed["coupons"]] == [coupon.id]


def test_search_pages_with_numbers_in_the_body() -> None:
    desk = Desk()
    shop = desk.shop()
    for _ in range(5):
        made(desk, shop)
    seen, token = [], "0"
    while token:
        asked = {"page_size": 2, "page_token": token}
        data = desk.call("promotion.search_promotion_activities", shop, body=asked)
        seen += [row["id"] for row in data["activities"]]
        token = data["next_page_token"]
    assert seen == list(reversed(shop.activities))
    assert data["total_count"] == 5
    beyond = {"page_size": 100, "page_token": "9900"}
    assert desk.refusal("promotion.search_promotion_activities", shop, body=beyond) == 17029059


def test_an_update_may_not_move_what_has_begun() -> None:
    desk = Desk()
    shop = desk.shop()
    activity = made(desk, shop)
    put(desk, shop, activity, products(shop)[0], activity_price_amount="5.00")
    path = {"activity_id": activity.id}
    later = {"title": "Later", "begin_time": activity.begin + 60, "end_time": activity.end + 60}
    assert desk.call("promotion.update_promotion_activity", shop, body=later, **path)["title"] == "Later"
    desk.wind(3_600)
    assert activity.status == "NOT_START", "the old begin counts no more"
    desk.wind(60)
    assert activity.status == "ONGOING"
    assert desk.refusal("promotion.update_promotion_activity", shop, body=later | {"begin_time": 1}, **path) == 17029011
    wider = later | {"product_level": "VARIATION"}
    assert desk.refusal("promotion.update_promotion_activity", shop, body=wider, **path) == 17029102
    desk.wind(3 * DAY_S)
    assert desk.refusal("promotion.update_promotion_activity", shop, body=later, **path) == 17029012
    assert desk.refusal("promotion.get_activity", shop, activity_id="7") == 17029009
