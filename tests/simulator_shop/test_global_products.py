"""Global products and copies: one listing for several markets (platform.md section 11.5)."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.shop_world import Desk, product_body


def global_body(desk: Desk, **changed: Any) -> dict[str, Any]:
    local = product_body(desk.world, desk.shop(), "A candle for every market")
    sku = {"seller_sku": "CANDLE", "price": {"amount": "20.00", "currency": "USD"}}
    sku["inventory"] = [{"global_warehouse_id": warehouse_of(desk.shop()), "quantity": 30}]
    kept = ("title", "description", "main_images", "package_weight")
    return {**{name: local[name] for name in kept}, "category_id": "853384", "skus": [sku], **changed}


def warehouse_of(shop: Shop) -> str:
    return next(one.entity_id for one in shop.warehouses.values() if one.type == "SALES_WAREHOUSE")


def published(desk: Desk, region: str, currency: str, /) -> tuple[str, dict[str, Any]]:
    made = desk.call("product.create_global_product", None, body=global_body(desk))
    row = {"related_global_sku_id": made["global_skus"][0]["id"], "price": {"amount": "18.00", "currency": currency}}
    target = {"publish_target": [{"region": region, "skus": [row]}]}
    path = {"global_product_id": made["global_product_id"]}
    return made["global_product_id"], desk.call("product.publish_global_product", None, body=target, **path)


def local(desk: Desk, region: str, answer: dict[str, Any]) -> Product:
    return desk.shop(region).products[answer["products"][0]["id"]]


def status(desk: Desk, global_id: str) -> str:
    found = desk.call("product.search_global_products", None, query={"page_size": "10"}, body={})["global_products"]
    return next(row["status"] for row in found if row["id"] == global_id)


def test_a_published_product_is_audited_sold_and_follows_edits() -> None:
    desk = Desk(stocked=False)
    global_id, answer = published(desk, "GB", "GBP")
    product = local(desk, "GB", answer)
    assert (product.status, product.skus[0].available, status(desk, global_id)) == ("PENDING", 30, "PUBLISHED")
    desk.wind(60)
    assert product.status == "ACTIVATE"
    edit = {"title": "A candle with another name"}
    result = desk.call("product.partial_edit_global_product", None, body=edit, global_product_id=global_id)
    assert result["publish_results"] == [{"region": "GB", "status": "SUCCESS", "fail_reasons": []}]
    desk.wind(60)
    assert product.title == edit["title"]
    shown = desk.call("product.get_product", desk.shop("GB"), product_id=product.id)
    assert shown["global_product_association"]["global_product_id"] == global_id


def test_a_region_without_a_shop_or_with_the_product_already_is_refused_alone() -> None:
    desk = Desk(stocked=False)
    made = desk.call("product.create_global_product", None, body=global_body(desk))
    sku = made["global_skus"][0]["id"]
    prices = {"GB": "GBP", "MY": "MYR", "US": "GBP"}
    target = [
        {"region": region, "skus": [{"related_global_sku_id": sku, "price": {"amount": "18.00", "currency": currency}}]}
        for region, currency in prices.items()
    ]
    path = {"global_product_id": made["global_product_id"]}
    for wanted in (["SUCCESS", "FAILED", "FAILED"], ["FAILED", "FAILED", "FAILED"]):
        answer = desk.call("product.publish_global_product", None, body={"publish_target": target}, **path)
        assert [row["status"] for row in answer["publish_result"]] == wanted
    assert len(desk.shop("GB").products) == 1
    assert desk.shop("US").products == {}, "a price in pounds is none in the US; nothing was made"


def test_quantities_are_read_back_and_deleted_ones_are_gone_but_what_was_published_stays() -> None:
    desk = Desk(stocked=False)
    global_id, answer = published(desk, "GB", "GBP")
    path = {"global_product_id": global_id}
    sku = desk.call("product.get_global_product", None, **path)["skus"][0]["id"]
    place = warehouse_of(desk.shop())
    for place_id, code in ((place, 0), ("1", 12052097)):
        rows = [{"id": sku, "inventory": [{"global_warehouse_id": place_id, "quantity": 7}]}]
        body = {"global_skus": rows}
        if code:
            assert desk.refusal("product.update_global_inventory", None, body=body, **path) == code
        else:
            desk.call("product.update_global_inventory", None, body=body, **path)
    shown = desk.call("product.get_global_product", None, **path)
    assert shown["skus"][0]["inventory"] == [{"global_warehouse_id": place, "quantity": 7}]
    errors = desk.call("product.delete_global_products", None, body={"global_product_ids": [global_id, "1"]})["errors"]
    assert [row["detail"]["global_product_id"] for row in errors] == ["1"]
    assert desk.refusal("product.get_global_product", None, **path) == 12052260
    assert local(desk, "GB", answer).status == "PENDING"
    gone = {"status": "DELETED"}
    found = desk.call("product.search_global_products", None, query={"page_size": "10"}, body=gone)["global_products"]
    assert [row["id"] for row in found] == [global_id]


def test_a_global_product_that_breaks_a_rule_is_refused_and_its_check_says_so() -> None:
    desk = Desk(stocked=False)
    for changed, code in (
        ({"category_id": "848648"}, 12052024),
        ({"category_id": "700680"}, 12052223),
        ({"title": " "}, 12052051),
        ({"main_images": [{"uri": "never"}]}, 12019065),
        ({"skus": [{"price": {"amount": "0", "currency": "USD"}}]}, 12052073),
    ):
        body = global_body(desk, **changed)
        assert desk.refusal("product.create_global_product", None, body=body) == code
        assert desk.call("product.check_global_product_listing", None, body=body)["check_result"] == "FAILED"
    assert desk.call("product.check_global_product_listing", None, body=global_body(desk))["check_result"] == "PASS"


def test_a_copy_in_another_market_is_a_product_there_and_told() -> None:
    desk = Desk(stocked=False)
    us, gb = desk.shop("US"), desk.shop("GB")
    size = {"length": "10", "width": "4", "height": "3", "unit": "INCH"}
    body = product_body(desk.world, us, "A cream for two markets", package_dimensions=size)
    product = us.products[desk.call("product.create_product", us, body=body)["product_id"]]
    desk.wind(60)
    rows = [{"source_sku_id": sku.id, "price": {"sale_price": "9.50", "currency": "GBP"}} for sku in product.skus]
    asked = {"replicate_target": [{"region": "GB", "skus": rows}, {"region": "FR", "skus": []}], "inventory_mode": "SHARED"}
    errors = desk.call("product.replicate_product", us, body=asked, product_id=product.id)["errors"]
    assert [(row["code"], row["detail"]["region"]) for row in errors] == [(12052903, "FR")]
    told = [event.data["replicated_product"]["result"] for event in desk.told if event.topic == 51]
    assert told == ["SUCCESS", "FAILED"]
    kinds = [event.data.get("product_types") for event in desk.told if event.topic == 16]
    assert kinds == [None, ["GPR_PRODUCT"]]
    made = gb.products[product.copies["GB"]]
    assert made.package_dimensions == {"unit": "CENTIMETER", "length": "25.40", "width": "10.16", "height": "7.62"}
    shown = desk.call("product.get_product", gb, product_id=made.id)
    assert (shown["is_replicated"], shown["product_types"]) == (True, ["GPR_TARGET_PRODUCT"])
    listed = desk.call("product.get_global_replicated_products", us, product_id=product.id)["replicated_products"]
    assert listed == [{"product_id": made.id, "product_status": "PENDING", "region": "GB", "shop_id": gb.id}]
    again = desk.call("product.replicate_product", us, body=asked, product_id=product.id)["errors"]
    assert [row["code"] for row in again] == [12019212, 12052903]
