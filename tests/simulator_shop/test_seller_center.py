"""What time and Seller Center do to listings: crossed-out prices that end, ways of listing, families of products."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from shoplatch.simulator import moderation
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.shop_world import Desk, product_body

DAY = 86_400


def backed(desk: Desk, shop: Shop, product: Product, *, sold_days_ago: int, iso: bool) -> None:
    """A crossed-out price of 30.00, backed by a sale."""
    moment = desk.world.clock.now() - sold_days_ago * DAY
    money = {"amount": "30.00", "currency": "USD"}
    told: Any = datetime.fromtimestamp(moment, UTC).isoformat() if iso else str(moment)
    sale = {**money, "transaction_time": told, "image": {"uri": product.image_uris[0]}}
    row: dict[str, Any] = {"id": product.skus[0].id, "external_sku_id": "erp", "external_retail_price": money}
    row["external_transaction_price"] = sale
    body = {"external_product_id": "erp", "skus": [row]}
    answer = desk.call("product.submit_strikethrough_price", shop, body=body, product_id=product.id)
    assert answer == {"errors": []}


def test_a_crossed_out_price_ends_ninety_days_after_the_sale_that_backs_it() -> None:
    for iso in (False, True):
        desk = Desk()
        shop = desk.shop("US")
        product = next(iter(shop.products.values()))
        sku = product.skus[0]
        backed(desk, shop, product, sold_days_ago=80, iso=iso)
        assert sku.list_price == 3000
        desk.wind(5 * DAY)
        backed(desk, shop, product, sold_days_ago=5, iso=iso)  # a newer sale: the older one's end means nothing
        desk.wind(6 * DAY)
        assert (sku.list_price, 38 in desk.topics()) == (3000, False)
        desk.wind(80 * DAY)
        assert (sku.list_price, sku.retail_price) == (None, None)
        assert [event.data for event in desk.told if event.topic == 38] == [{"product_id": product.id, "sku_id": sku.id}]


def test_a_global_product_that_is_replicated_does_not_change_what_was_published() -> None:
    desk = Desk()
    us, gb = desk.shop("US"), desk.shop("GB")
    place = next(one.entity_id for one in us.warehouses.values() if one.type == "SALES_WAREHOUSE")
    whole = product_body(desk.world, us, "A candle for everybody")
    sku = {"seller_sku": "C", "price": {"amount": "20.00", "currency": "USD"}, "sales_attributes": []}
    sku |= {"inventory": [{"global_warehouse_id": place, "quantity": 9}]}
    kept = ("title", "description", "main_images", "package_weight")
    body = {**{name: whole[name] for name in kept}, "category_id": "853384", "skus": [sku]}
    made = desk.call("product.create_global_product", None, body=body)
    target = {"related_global_sku_id": made["global_skus"][0]["id"], "price": {"amount": "19.00", "currency": "GBP"}}
    targets = [{"region": "GB", "skus": [{**target, "inventory": {"quantity": 5}}]}]
    path = {"global_product_id": made["global_product_id"]}
    desk.call("product.publish_global_product", None, body={"publish_target": targets}, **path)
    desk.wind(40)
    product = next(one for one in gb.products.values() if one.global_product_id)
    for method, title, shown in (
        ("GLOBAL_PUBLISHING", "A candle that follows", "A candle that follows"),
        ("LOCAL_REPLICATION", "A candle that does not", "A candle that follows"),
    ):
        moderation.change_method(desk.world, path["global_product_id"], moderation.Method(method))
        desk.call("product.partial_edit_global_product", None, body={"title": title}, **path)
        desk.wind(40)
        assert product.title == shown
    assert desk.topics().count(52) == 1  # it was GLOBAL_PUBLISHING from the start


def test_a_combined_listing_goes_with_its_products_and_comes_back_with_them() -> None:
    desk = Desk()
    shop = desk.shop("US")
    ids = list(shop.products)[:2]
    family = moderation.combine(desk.world, moderation.Members(ids))["combined_listing_id"]

    def statuses() -> list[tuple[str, str]]:
        return [(one.data["change_type"], one.data["status"]) for one in desk.told if one.topic == 42]

    assert statuses() == [("CREATE", "LIVE")]
    desk.call("product.deactivate_products", shop, body={"product_ids": ids[:1]})
    desk.call("product.activate_products", shop, body={"product_ids": ids[:1]})
    desk.wind(30)
    assert statuses()[1:] == [("UPDATE", "SYSTEM_DEACTIVATED"), ("UPDATE", "LIVE")]
    moderation.change_family(desk.world, family, moderation.FamilyChange(status="SELLER_DEACTIVATED"))
    desk.call("product.deactivate_products", shop, body={"product_ids": ids})
    assert statuses()[3:] == [("UPDATE", "SELLER_DEACTIVATED")], "what the seller took off does not move by itself"


def test_an_unusual_package_is_told_once_and_again_when_it_changes() -> None:
    desk = Desk()
    shop = desk.shop()
    heavy = product_body(desk.world, shop, "A stone for the garden", package_weight={"value": "21", "unit": "KILOGRAM"})
    path = {"product_id": desk.call("product.create_product", shop, body=heavy)["product_id"]}
    desk.wind(30)
    assert desk.topics().count(62) == 1
    desk.call("product.partial_edit_product", shop, body={"title": "A stone for a garden"}, **path)
    desk.wind(30)
    assert desk.topics().count(62) == 1
    for value, unit, times in (("25000", "GRAM", 2), ("3", "KILOGRAM", 2)):
        desk.call("product.partial_edit_product", shop, body={"package_weight": {"value": value, "unit": unit}}, **path)
        desk.wind(30)
        assert desk.topics().count(62) == times
