"""Virtual bundles: a product whose SKUs are made of other SKUs, from its creation to an order (platform.md 8.2 and 11.2)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.errors import Conflict
from shoplatch.simulator import orders
from shoplatch.simulator.orders.placing import on_sale
from shoplatch.simulator.state.goods import Product, Sku
from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.shop_world import Desk, product_body


def opened() -> tuple[Desk, Shop]:
    desk = Desk()
    shop = desk.shop("US")
    shop.carriers_come = False
    return desk, shop


def made_of(*parts: tuple[Sku, int]) -> list[dict[str, Any]]:
    return [{"product_id": sku.product_id, "sku_id": sku.id, "sku_count": units} for sku, units in parts]


def body_of(desk: Desk, shop: Shop, *parts: tuple[Sku, int], **changed: Any) -> dict[str, Any]:
    body = product_body(desk.world, shop, "A box of creams for the whole winter", **changed)
    del body["skus"][1:]
    body["skus"][0] |= {"combined_skus": made_of(*parts), "seller_sku": "BOX"}
    return body


def box(desk: Desk, shop: Shop, *parts: tuple[Sku, int]) -> tuple[Product, Sku]:
    told = desk.call("product.create_product", shop, body=body_of(desk, shop, *parts))
    desk.wind(30)
    product = shop.products[told["product_id"]]
    assert product.status == "ACTIVATE"
    return product, product.skus[0]


def shown(desk: Desk, shop: Shop, product: Product) -> dict[str, Any]:
    told: dict[str, Any] = desk.call("product.get_product", shop, product_id=product.id)
    return told


def test_a_bundle_shows_its_components_and_as_much_stock_as_they_allow() -> None:
    desk, shop = opened()
    first, second = desk.skus(shop)[:2]
    places = list(first.stock)
    second.stock[places[0]].available, second.stock[places[1]].available = 7, 0
    product, sku = box(desk, shop, (first, 1), (second, 2))
    told = shown(desk, shop, product)
    (row,) = told["skus"]
    assert told["primary_combined_product_id"] == first.product_id
    assert [(one["sku_id"], one["sku_count"]) for one in row["combined_skus"]] == [(first.id, 1), (second.id, 2)]
    assert row["combined_skus"][0]["title"] == shop.products[first.product_id].title
    assert {one["warehouse_id"]: one["quantity"] for one in row["inventory"]} == {places[0]: 3, places[1]: 0}
    (stock,) = desk.call("product.inventory_search", shop, body={"sku_ids": [sku.id]})["inventory"]
    assert stock["skus"][0]["total_available_quantity"] == 3


def test_an_order_of_a_bundle_takes_its_components_and_a_cancellation_gives_them_back() -> None:
    desk, shop = opened()
    first, second = desk.skus(shop)[:2]
    _, sku = box(desk, shop, (first, 1), (second, 2))
    order = orders.place(desk.world, shop, [(sku.id, 3)])
    assert (first.committed, second.committed) == (3, 6)
    (row,) = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"]
    parts = row["line_items"][0]["combined_listing_skus"]
    assert [(one["sku_id"], one["sku_count"]) for one in parts] == [(first.id, 1), (second.id, 2)]
    orders.act(desk.world, shop, order, "cancel")
    assert (first.committed, second.committed) == (0, 0)
    second.stock[order.warehouse_id].available = 1
    for place in second.stock.values():
        place.available = 1
    with pytest.raises(Conflict):
        orders.place(desk.world, shop, [(sku.id, 1)])


@pytest.mark.parametrize(
    ("deed", "reason"),
    [("deactivate", "SUB_PRODUCT_DEACTIVATE"), ("delete", "SUB_PRODUCT_DELETE"), ("sku", "SUB_SKU_DELETE")],
)
def test_what_keeps_a_component_from_being_sold_keeps_the_bundle_from_it_and_is_named(deed: str, reason: str) -> None:
    desk, shop = opened()
    first, other = desk.skus(shop)[0], desk.skus(shop)[2]
    product, sku = box(desk, shop, (first, 1), (other, 1))
    assert on_sale(shop, sku)
    if deed == "sku":
        source = shop.products[first.product_id]
        keep = {"id": source.skus[1].id, "sales_attributes": [{"name": "Size", "value_name": "50 ml"}]}
        whole = {**product_body(desk.world, shop, source.title), "skus": [keep]}
        desk.call("product.edit_product", shop, body=whole, product_id=source.id)
        desk.wind(30)
    else:
        desk.call(f"product.{deed}_products", shop, body={"product_ids": [first.product_id]})
    assert not on_sale(shop, sku)
    (row,) = shown(desk, shop, product)["skus"]
    assert [one["combined_listing_not_live_reasons"] for one in row["combined_skus"]] == [[reason], []]
    with pytest.raises(Conflict):
        orders.place(desk.world, shop, [(sku.id, 1)])


def test_a_bundle_is_refused_for_the_documented_reasons() -> None:
    desk, shop = opened()
    first, second, third = desk.skus(shop)[:3]
    product, sku = box(desk, shop, (first, 1), (second, 1))

    def refused(body: dict[str, Any]) -> int:
        return desk.refusal("product.create_product", shop, body=body)

    assert refused(body_of(desk, shop, (first, 1), (first, 2))) == 12052859
    assert refused(body_of(desk, shop, (sku, 1))) == 12052857
    mixed = body_of(desk, shop, (first, 1))
    mixed["skus"][0]["sales_attributes"] = [{"name": "Size", "value_name": "large"}]
    mixed["skus"].append({**product_body(desk.world, shop, "Any")["skus"][0], "seller_sku": "PLAIN"})
    assert refused(mixed) == 12052863
    assert refused(body_of(desk, shop, (first, 1), primary_combined_product_id=third.product_id)) == 12052863
    assert refused(body_of(desk, shop, (first, 1), brand_id="7082427311584347905")) == 12052862
    unknown = body_of(desk, shop, (first, 1))
    unknown["skus"][0]["combined_skus"][0]["sku_id"] = "1"
    assert refused(unknown) == 12052556
    desk.call("product.deactivate_products", shop, body={"product_ids": [first.product_id]})
    assert refused(body_of(desk, shop, (first, 1))) == 12052864
    plain = product_body(desk.world, shop, product.title)
    assert desk.refusal("product.edit_product", shop, body=plain, product_id=product.id) == 12052857


def test_a_bundle_costs_no_more_than_its_components_and_its_stock_is_not_written() -> None:
    desk, shop = opened()
    first, second = desk.skus(shop)[:2]
    product, sku = box(desk, shop, (first, 1), (second, 1))
    assert first.price + second.price == 2134

    def price(amount: str) -> dict[str, Any]:
        return {"skus": [{"id": sku.id, "price": {"amount": amount, "currency": "USD"}}]}

    assert desk.refusal("product.update_price", shop, body=price("21.35"), product_id=product.id) == 12052861
    assert desk.call("product.update_price", shop, body=price("21.34"), product_id=product.id) == {}
    rows = [{"warehouse_id": place, "quantity": 5} for place in first.stock]
    body = {"skus": [{"id": sku.id, "inventory": rows}]}
    (error,) = desk.call("product.update_inventory", shop, body=body, product_id=product.id)["errors"]
    assert error["detail"]["extra_errors"][0]["code"] == 12052144
