"""Products: what is refused, the audit, edits, prices, pictures, searching (platform.md section 11)."""

from __future__ import annotations

import struct
from typing import Any

import pytest

from shoplatch.simulator.ask import Upload
from shoplatch.simulator.state.goods import Product
from tests.simulator_shop.shop_world import Desk, product_body


def created(desk: Desk, region: str = "GB", *, title: str = "A cream for the test", **changed: Any) -> Product:
    shop = desk.shop(region)
    data = desk.call("product.create_product", shop, body=product_body(desk.world, shop, title, **changed))
    return shop.products[data["product_id"]]


def statuses(desk: Desk, product: Product) -> list[str]:
    return [event.data["status"] for event in desk.told if event.topic == 5 and event.data["product_id"] == int(product.id)]


def test_a_new_product_waits_for_its_audit_and_is_then_on_sale() -> None:
    desk = Desk(stocked=False)
    product = created(desk)
    assert (product.status, product.audit) == ("PENDING", "AUDITING")
    desk.wind(60)
    assert (product.status, product.audit) == ("ACTIVATE", "APPROVED")
    assert desk.topics() == [16, 37, 5]
    assert statuses(desk, product) == ["PRODUCT_FIRST_PASS_REVIEW"]


def test_a_title_that_asks_for_it_fails_its_audit_and_passes_after_an_edit() -> None:
    desk = Desk(stocked=False)
    product = created(desk, title="A cream that will fail audit")
    desk.wind(60)
    assert product.status == "FAILED"
    assert statuses(desk, product) == ["PRODUCT_AUDIT_FAILURE"]
    desk.call("product.partial_edit_product", desk.shop(), body={"title": "A better cream"}, product_id=product.id)
    assert product.status == "PENDING"
    desk.wind(60)
    assert (product.status, product.title) == ("ACTIVATE", "A better cream")


def test_a_draft_is_not_audited_until_it_is_listed() -> None:
    desk = Desk(stocked=False)
    product = created(desk, save_mode="AS_DRAFT")
    desk.wind(600)
    assert product.status == "DRAFT"
    body = product_body(desk.world, desk.shop(), "A cream no more a draft")
    for row, sku in zip(body["skus"], product.skus, strict=True):
        row["id"] = sku.id
    desk.call("product.edit_product", desk.shop(), body=body, product_id=product.id)
    desk.wind(60)
    assert product.status == "ACTIVATE"


def test_the_same_idempotency_key_gives_the_same_product() -> None:
    desk = Desk(stocked=False)
    first = created(desk, idempotency_key="once")
    again = created(desk, idempotency_key="once", title="Another title altogether")
    assert first is again
    assert len(desk.shop().products) == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"category_id": "999999"}, 12052023),
        ({"category_id": "848648"}, 12052024),
        ({"category_version": "v2"}, 12052217),
        ({"main_images": []}, 12052028),
        ({"main_images": [{"uri": "never/uploaded"}]}, 12019065),
        ({"title": "x" * 256}, 12052051),
    ],
)
def test_a_product_that_breaks_a_rule_is_refused_whole(changed: dict[str, Any], code: int) -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    body = product_body(desk.world, shop, "A cream for the test", **changed)
    assert desk.refusal("product.create_product", shop, body=body) == code
    assert shop.products == {}
    assert shop.skus == {}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"price": {"amount": "5600.01", "currency": "GBP"}}, 12052073),
        ({"price": {"amount": "0", "currency": "GBP"}}, 12052073),
        ({"price": {"amount": "1.005", "currency": "GBP"}}, 12052073),
        ({"price": {"amount": "9.00", "currency": "USD"}}, 12052084),
        ({"price": {"currency": "GBP"}}, 12052571),
        ({"inventory": [{"warehouse_id": "1", "quantity": 5}]}, 12052097),
        ({"inventory": []}, 12019022),
        ({"seller_sku": "with a space"}, 12019059),
        ({"sales_attributes": [{"name": "Size", "value_name": "50 ml"}]}, 12052560),
        ({"sales_attributes": []}, 12019117),
        ({"sales_attributes": [{"name": str(at), "value_name": "x"} for at in range(4)]}, 12052525),
    ],
)
def test_a_sku_that_breaks_a_rule_refuses_the_product(change: dict[str, Any], code: int) -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    body = product_body(desk.world, shop, "A cream for the test")
    body["skus"][0] |= change
    assert desk.refusal("product.create_product", shop, body=body) == code
    assert shop.products == {}


def test_the_dearest_and_the_cheapest_price_of_the_market_are_taken() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop("US")
    body = product_body(desk.world, shop, "From a cent to a fortune")
    for row, price in zip(body["skus"], ("0.01", "7600"), strict=True):
        row["price"] = {"amount": price, "currency": "USD"}
    product = shop.products[desk.call("product.create_product", shop, body=body)["product_id"]]
    shown = desk.call("product.get_product", shop, product_id=product.id)["skus"]
    assert [sku["price"]["sale_price"] for sku in shown] == ["0.01", "7600.00"]


def test_an_unknown_brand_is_cleared_with_a_warning() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    body = product_body(desk.world, shop, "A cream for the test", brand_id="7082427311584340000")
    data = desk.call("product.create_product", shop, body=body)
    assert "automatically cleared" in data["warnings"][0]["message"]
    assert "brand" not in desk.call("product.get_product", shop, product_id=data["product_id"])


def test_an_edit_of_a_live_product_shows_only_after_its_audit() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk)
    desk.wind(60)
    assert (
        desk.refusal("product.get_product", shop, query={"return_under_review_version": "true"}, product_id=product.id)
        == 12052547
    )
    desk.call("product.partial_edit_product", shop, body={"title": "A renamed cream"}, product_id=product.id)
    seen = desk.call("product.get_product", shop, product_id=product.id)
    review = desk.call("product.get_product", shop, query={"return_under_review_version": "true"}, product_id=product.id)
    assert (seen["status"], seen["title"], review["title"]) == ("ACTIVATE", "A cream for the test", "A renamed cream")
    desk.wind(60)
    assert desk.call("product.get_product", shop, product_id=product.id)["title"] == "A renamed cream"
    told = next(event.data for event in desk.told if event.topic == 15)
    assert told["changed_fields"] == ["title"]
    assert statuses(desk, product) == ["PRODUCT_FIRST_PASS_REVIEW"]


def test_a_later_edit_wins_over_the_audit_of_an_earlier_one() -> None:
    desk = Desk(stocked=False)
    product = created(desk)
    desk.wind(60)
    for title in ("First thought of a name", "Second thought of a name"):
        desk.call("product.partial_edit_product", desk.shop(), body={"title": title}, product_id=product.id)
        desk.wind(10)
    assert product.title == "A cream for the test"
    desk.wind(10)
    assert product.title == "Second thought of a name"


def test_a_whole_edit_removes_skus_left_out_and_keeps_prices_and_stock_left_out() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk)
    desk.wind(60)
    kept, dropped = product.skus
    body = product_body(desk.world, shop, "A cream for the test")
    row = {"id": kept.id, "seller_sku": "RENAMED-1", "sales_attributes": body["skus"][0]["sales_attributes"]}
    desk.call("product.edit_product", shop, body={**body, "skus": [row]}, product_id=product.id)
    desk.wind(60)  # its audit
    assert product.skus == [kept]
    assert (kept.price, kept.available, kept.seller_sku) == (835, 1_000, "RENAMED-1")
    assert desk.call("product.inventory_search", shop, body={"sku_ids": [dropped.id]})["inventory"] == []
    assert next(event.data for event in desk.told if event.topic == 50)["skus"] == [
        {"sku_id": dropped.id, "status": "DELETED"}
    ]


def test_prices_change_at_once_on_live_products_only_and_all_or_none() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk)
    first, second = product.skus
    body = {"skus": [{"id": first.id, "price": {"amount": "9.99", "currency": "GBP"}}]}
    assert desk.refusal("product.update_price", shop, body=body, product_id=product.id) == 12052901
    desk.wind(60)
    assert desk.call("product.update_price", shop, body=body, product_id=product.id) == {}
    assert first.price == 999
    bad = {"skus": [*body["skus"], {"id": second.id, "price": {"amount": "9999", "currency": "GBP"}}]}
    bad["skus"][0] = {"id": first.id, "price": {"amount": "1.00", "currency": "GBP"}}
    assert desk.refusal("product.update_price", shop, body=bad, product_id=product.id) == 12052073
    assert (first.price, second.price) == (999, 1299)


def test_taking_off_deleting_and_bringing_back_follow_the_table_of_states() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk)
    desk.wind(60)
    ids = {"product_ids": [product.id]}
    for operation, expected in (
        ("deactivate", "SELLER_DEACTIVATED"),
        ("activate", "PENDING"),
        ("deactivate", "PENDING"),
        ("delete", "DELETED"),
        ("delete", "DELETED"),
        ("recover", "SELLER_DEACTIVATED"),
        ("recover", "SELLER_DEACTIVATED"),
    ):
        before = product.status
        data = desk.call(f"product.{operation}_products", shop, body=ids)
        assert product.status == expected, operation
        assert bool(data.get("errors")) == (before == expected)
    desk.wind(60)
    assert product.status == "SELLER_DEACTIVATED"


def test_deleted_products_are_not_served_and_other_ids_are_named() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk)
    body = {"product_ids": [product.id, "1729000000000000001"]}
    errors = desk.call("product.delete_products", shop, body=body)["errors"]
    assert [(error["code"], error["detail"]["product_id"]) for error in errors] == [(12052048, "1729000000000000001")]
    assert desk.refusal("product.get_product", shop, product_id=product.id) == 12052032


def test_search_filters_and_pages() -> None:
    desk = Desk("demo")
    shop = desk.shop()
    seen: list[str] = []
    token = ""
    while True:
        query = {"page_size": "7", **({"page_token": token} if token else {})}
        data = desk.call("product.search_products", shop, query=query, body={})
        seen.extend(row["id"] for row in data["products"])
        token = data["next_page_token"]
        if not token:
            break
    assert sorted(seen) == sorted(shop.products)
    for status in ("ACTIVATE", "DRAFT", "FAILED", "SELLER_DEACTIVATED"):
        found = desk.call("product.search_products", shop, query={"page_size": "100"}, body={"status": status})
        assert {row["status"] for row in found["products"]} == {status}
    sku = next(iter(shop.skus.values()))
    for body in ({"seller_skus": [sku.seller_sku]}, {"sku_ids": [sku.id]}):
        found = desk.call("product.search_products", shop, query={"page_size": "100"}, body=body)
        assert [row["id"] for row in found["products"]] == [sku.product_id]
    many = {"seller_skus": [str(number) for number in range(11)]}
    assert desk.refusal("product.search_products", shop, query={"page_size": "10"}, body=many) == 12019027
    wrong = {"page_size": "7", "page_token": "b2Zmc2V0PTAK"}
    assert desk.refusal("product.search_products", shop, query=wrong, body={}) == 12052910


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\0" * 20


def jpeg(width: int, height: int) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0" + struct.pack(">HBHH", 17, 8, height, width) + b"\0" * 12


@pytest.mark.parametrize(
    ("content", "use_case", "size"),
    [
        (png(800, 600), "MAIN_IMAGE", (800, 600)),
        (jpeg(640, 640), "MAIN_IMAGE", (640, 640)),
        (png(1000, 400), "MAIN_IMAGE", (400, 400)),  # too flat for a main image: becomes a square
        (png(1000, 400), "DESCRIPTION_IMAGE", (1000, 400)),
    ],
)
def test_an_uploaded_picture_gets_a_uri_that_products_can_use(content: bytes, use_case: str, size: tuple[int, int]) -> None:
    desk = Desk(stocked=False)
    form: dict[str, str | Upload] = {"data": Upload("a.png", "image/png", content), "use_case": use_case}
    data = desk.call("product.upload_product_image", None, form=form)
    assert (data["width"], data["height"]) == size
    product = created(desk, main_images=[{"uri": data["uri"]}])
    assert product.image_uris == [data["uri"]]


@pytest.mark.parametrize(
    ("content", "code"), [(b"", 12019103), (b"plain text", 12038004), (png(200, 200), 12019116), (png(800, 5000), 12019116)]
)
def test_a_file_that_is_no_good_picture_is_refused(content: bytes, code: int) -> None:
    desk = Desk(stocked=False)
    form: dict[str, str | Upload] = {"data": Upload("a.png", "image/png", content), "use_case": "MAIN_IMAGE"}
    assert desk.refusal("product.upload_product_image", None, form=form) == code


def test_categories_carry_the_platforms_misspelt_fields() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    leaves = [row for row in desk.call("product.get_categories", shop)["categories"] if row["is_leaf"]]
    assert len(leaves) >= 20
    attributes = desk.call("product.get_category_attributes", shop, category_id=leaves[0]["id"])["attributes"]
    assert all("is_requried" in row for row in attributes)
    brands = desk.call("product.get_brands", shop, query={"page_size": "100", "is_authorized": "false"})["brands"]
    assert {row["authorized_status"] for row in brands} == {"UNAUTHORIEZD"}
