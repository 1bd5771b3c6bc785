"""SKUs of a live product that an edit adds, changes or leaves out wait for its audit; prices and stock do not (11.1)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.errors import NotFound
from shoplatch.simulator import orders
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.shop_world import Desk, product_body

TITLE = "A cream with another set of sizes"


def edited(title: str = TITLE) -> tuple[Desk, Shop, Product, dict[str, Any]]:
    """30 ml is renamed and costs more, 50 ml goes, 80 ml comes."""
    desk = Desk()
    shop = desk.shop()
    product = next(iter(shop.products.values()))
    body = product_body(desk.world, shop, title)
    first, _ = body["skus"]
    (place,) = [row for row in first["inventory"] if row["warehouse_id"] == next(iter(product.skus[0].stock))]
    changed = {"id": product.skus[0].id, "seller_sku": "NEW-30", "price": {"amount": "9.99", "currency": "GBP"}}
    changed |= {"inventory": [{**place, "quantity": 44}], "sales_attributes": first["sales_attributes"]}
    new = {**first, "seller_sku": "NEW-80", "sales_attributes": [{"name": "Size", "value_name": "80 ml"}]}
    desk.told.clear()
    answer = desk.call("product.edit_product", shop, body={**body, "skus": [changed, new]}, product_id=product.id)
    return desk, shop, product, answer


def sizes(desk: Desk, shop: Shop, product: Product, **query: str) -> list[str]:
    told = desk.call("product.get_product", shop, query=query, product_id=product.id)
    return [sku["seller_sku"] for sku in told["skus"]]


def test_the_live_version_keeps_its_skus_until_the_audit_has_passed() -> None:
    desk, shop, product, answer = edited()
    assert sizes(desk, shop, product) == ["Cream-30ml", "Cream-50ml"]
    assert sizes(desk, shop, product, return_under_review_version="true") == ["NEW-30", "NEW-80"]
    assert [sku["seller_sku"] for sku in answer["skus"]] == ["NEW-30", "NEW-80"]
    assert 50 not in desk.topics()
    new, gone = answer["skus"][1]["id"], product.skus[1]
    with pytest.raises(NotFound):
        orders.place(desk.world, shop, [(new, 1)])
    orders.place(desk.world, shop, [(gone.id, 1)])
    desk.wind(30)
    assert sizes(desk, shop, product) == ["NEW-30", "NEW-80"]
    told = [event.data["skus"] for event in desk.told if event.topic == 50]
    assert told == [[{"sku_id": gone.id, "status": "DELETED"}, {"sku_id": new, "status": "CREATED"}]]
    assert shop.skus[new].available == 1000
    orders.place(desk.world, shop, [(new, 1)])


def test_prices_and_stock_of_live_skus_act_at_once_and_outlive_the_audit() -> None:
    desk, shop, product, _ = edited()
    sku = product.skus[0]
    place = next(iter(sku.stock))
    assert (sku.price, sku.stock[place].available) == (999, 44)
    (order,) = [orders.place(desk.world, shop, [(sku.id, 1)])]
    desk.wind(30)
    assert (product.skus[0].price, product.skus[0].seller_sku) == (999, "NEW-30")
    assert shop.skus[sku.id] is product.skus[0]
    assert sku.stock[order.warehouse_id].committed == 1


def test_an_audit_that_fails_leaves_the_skus_as_they_were() -> None:
    desk, shop, product, answer = edited("A miracle cure (fail audit) for everybody")
    desk.wind(30)
    assert (product.status, product.audit) == ("ACTIVATE", "FAILED")
    assert sizes(desk, shop, product) == ["Cream-30ml", "Cream-50ml"]
    assert answer["skus"][1]["id"] not in shop.skus
    assert 50 not in desk.topics()


def test_a_second_edit_builds_on_the_version_that_waits() -> None:
    desk, shop, product, answer = edited()
    waiting = answer["skus"][1]["id"]
    row = {"id": waiting, "seller_sku": "NEW-80-BOX", "sales_attributes": [{"name": "Size", "value_name": "80 ml"}]}
    desk.call("product.partial_edit_product", shop, body={"skus": [row]}, product_id=product.id)
    assert sizes(desk, shop, product, return_under_review_version="true") == ["NEW-30", "NEW-80-BOX"]
    desk.wind(30)
    assert sizes(desk, shop, product) == ["NEW-30", "NEW-80-BOX"]


def test_taking_the_product_off_sale_drops_what_waited() -> None:
    desk, shop, product, answer = edited()
    desk.call("product.deactivate_products", shop, body={"product_ids": [product.id]})
    desk.wind(30)
    assert sizes(desk, shop, product) == ["Cream-30ml", "Cream-50ml"]
    assert answer["skus"][1]["id"] not in shop.skus


def test_by_switch_skus_change_at_once() -> None:
    desk = Desk()
    desk.world.switches.set("sku_edits_of_live_products", "at_once")
    shop = desk.shop()
    product = next(iter(shop.products.values()))
    row = {"id": product.skus[0].id, "seller_sku": "AT-ONCE"}
    desk.call("product.partial_edit_product", shop, body={"skus": [row]}, product_id=product.id)
    assert sizes(desk, shop, product)[0] == "AT-ONCE"
