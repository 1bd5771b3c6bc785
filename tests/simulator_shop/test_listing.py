"""What surrounds a listing: audits with reasons, category demands, brands, files, charts, advice, stock (section 11)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.simulator.ask import Upload
from shoplatch.simulator.products import audit, shelf
from shoplatch.simulator.state.goods import Product
from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.product_world import png
from tests.simulator_shop.shop_world import Desk, product_body

DAY_S = 86_400


def created(desk: Desk, shop: Shop, title: str = "A cream for the test", **changed: Any) -> Product:
    data = desk.call("product.create_product", shop, body=product_body(desk.world, shop, title, **changed))
    return shop.products[data["product_id"]]


def refusal(desk: Desk, shop: Shop, **changed: Any) -> int:
    body = product_body(desk.world, shop, changed.pop("title", "A cream for the test"))
    skus = changed.pop("sku", {})
    for row in body["skus"]:
        row.update(skus)
    return desk.refusal("product.create_product", shop, body=body | changed)


# --- what is refused ------------------------------------------------------------------------------------------------

DAYS = {"fulfillment_type": {"handling_duration_days": 15}}
TWO_VALUES = [{"id": "101395", "values": [{"name": "1"}, {"name": "2"}]}]


@pytest.mark.parametrize(
    ("region", "changed", "code"),
    [
        ("GB", {"main_images": [None]}, 36009004),
        ("GB", {"title": "A <b>bold</b> cream"}, 12052931),
        ("GB", {"description": "  "}, 12052015),
        ("GB", {"description": "<script>x</script>"}, 12052932),
        ("GB", {"description": "<img>" * 31}, 12052056),
        ("GB", {"category_id": "700441"}, 12052220),
        ("GB", {"category_id": "601741"}, 12052225),
        ("GB", {"category_id": "700680"}, 12052223),
        ("GB", {"category_id": "601226"}, 12052104),  # a T-shirt says what it is made of
        ("GB", {"category_id": "602380"}, 12052105),  # a baby bottle has a certificate
        ("GB", {"brand_id": "7082427311584347003"}, 12052201),
        ("GB", {"product_attributes": [{"id": "17", "values": []}]}, 12019030),
        ("GB", {"product_attributes": TWO_VALUES}, 12052246),
        ("GB", {"product_attributes": [{"id": "100392", "values": [{"name": "Scaly"}]}]}, 12052247),
        ("GB", {"product_attributes": [{"id": "101127", "values": [{"name": "x" * 51}]}]}, 12052249),
        ("GB", {"product_attributes": [{"id": "101127", "values": [{"name": "x"}, {"name": "x"}]}]}, 12052251),
        ("GB", {"certifications": [{"id": "1"}]}, 12052655),
        ("GB", {"certifications": [{"id": "602362"}, {"id": "602362"}]}, 12052656),
        ("GB", {"certifications": [{"id": "602362", "expiration_date": 1_700_000_000}]}, 12052385),
        ("GB", {"certifications": [{"id": "602362", "images": [{"uri": "never"}]}]}, 12052650),
        ("GB", {"certifications": [{"id": "602362", "files": [{"id": "1", "name": "a", "format": "PDF"}]}]}, 12052658),
        ("GB", {"size_chart": {"image": {"uri": "never"}}}, 12052670),
        ("GB", {"size_chart": {"template": {"id": "1"}}}, 12052128),
        ("GB", {"manufacturer_ids": ["1"]}, 12052284),
        ("GB", {"responsible_person_ids": ["1"]}, 12052289),
        ("GB", {"minimum_order_quantity": 2}, 12052707),
        ("GB", {"package_dimensions": {"length": "1", "width": "1", "height": "1", "unit": "INCH"}}, 12019060),
        ("GB", {"package_dimensions": {"length": "0", "width": "1", "height": "1", "unit": "CENTIMETER"}}, 12052116),
        ("GB", {"package_weight": {"value": "0", "unit": "KILOGRAM"}}, 12052181),
        ("GB", {"sku": {"identifier_code": {"code": "123", "type": "EAN"}}}, 12052591),
        ("GB", {"sku": {"identifier_code": {"code": "40170725", "type": "EAN"}}}, 12052592),
        ("GB", {"sku": {"pre_sale": {"fulfillment_type": {"handling_duration_days": 3}}}}, 12019096),
        ("GB", {"sku": {"pre_sale": {"type": "CUSTOM", **DAYS}}}, 12019099),
        ("GB", {"sku": {"pre_sale": {"type": "PRE_ORDER"}}}, 12019095),
        ("US", {"sku": {"pre_sale": {"type": "MADE_TO_ORDER", **DAYS}}}, 12019098),
        ("US", {"sku": {"pre_sale": {"type": "PRE_ORDER", "fulfillment_type": {"release_date": 1}}}}, 12019097),
    ],
)
def test_a_listing_that_breaks_a_finer_rule_is_refused(region: str, changed: dict[str, Any], code: int) -> None:
    desk = Desk(stocked=False)
    shop = desk.shop(region)
    assert refusal(desk, shop, **changed) == code
    assert shop.products == {}


def test_a_draft_need_not_have_yet_what_its_category_demands() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk, shop, category_id="601226", save_mode="AS_DRAFT")
    listing = {"save_mode": "LISTING", "title": "A shirt that is listed now"}
    path = {"product_id": product.id}
    assert desk.refusal("product.partial_edit_product", shop, body=listing, **path) == 12052104
    wool = [{"id": "101127", "values": [{"id": "1001803"}]}]
    assert (
        desk.refusal("product.partial_edit_product", shop, body=listing | {"product_attributes": wool}, **path) == 12052673
    )
    chart = {"measurement_type": "BODY_MEASUREMENTS", "unit_system": "METRIC", "table": {"headers": [], "rows": []}}
    made = {"category_id": "601226", "size_chart_mode": "REUSABLE_TEMPLATE", "size_chart_data": chart}
    assert desk.refusal("product.create_size_chart", shop, body=made) == 12052910
    chart["table"] = {"headers": [{"name": "Size"}], "rows": [{"cells": [{"value": "M"}]}]}
    chart_id = desk.call("product.create_size_chart", shop, body=made)["size_chart_id"]
    full = listing | {"product_attributes": wool, "size_chart": {"template": {"id": chart_id}}}
    desk.call("product.partial_edit_product", shop, body=full, **path)
    desk.wind(60)
    assert product.status == "ACTIVATE"
    told = next(event.data for event in desk.told if event.topic == 15)
    assert told["changed_fields"] == ["title", "product_attributes", "size_chart_template", "others"]


def test_no_two_products_have_one_external_id_and_submitted_codes_stay() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk, shop, external_product_id="erp-1")
    assert refusal(desk, shop, external_product_id="erp-1") == 12052996
    sku = product.skus[0]
    for code, refused in (("40170725", 0), ("40170725", 0), ("40170732", 12052593)):
        row = {
            "id": sku.id,
            "identifier_code": {"code": code, "type": "EAN"},
            "price": {"amount": "8.35", "currency": "GBP"},
        }
        body = {"skus": [{**row, "inventory": []}]}
        if refused:
            assert desk.refusal("product.partial_edit_product", shop, body=body, product_id=product.id) == refused
        else:
            desk.call("product.partial_edit_product", shop, body=body, product_id=product.id)


# --- audits ---------------------------------------------------------------------------------------------------------


def test_a_failed_audit_names_every_reason_and_its_place() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk, shop, "Miracle cream", description="<p>See https://example.com</p>")
    desk.wind(60)
    shown = desk.call("product.get_product", shop, product_id=product.id)
    assert [row["position"] for row in shown["audit_failed_reasons"]] == ["title", "description"]
    assert all(row["reasons"] and row["suggestions"] for row in shown["audit_failed_reasons"])
    desk.call(
        "product.partial_edit_product", shop, body={"title": "Cream", "description": "<p>ok</p>"}, product_id=product.id
    )
    desk.wind(60)
    assert (product.status, product.audit_failures) == ("ACTIVATE", [])


def test_a_failed_edit_of_a_live_product_leaves_it_on_sale_as_it_was() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk, shop)
    desk.wind(60)
    desk.call("product.partial_edit_product", shop, body={"title": "This will fail audit"}, product_id=product.id)
    desk.wind(60)
    assert (product.status, product.audit, product.title) == ("ACTIVATE", "FAILED", "A cream for the test")
    shown = desk.call("product.search_products", shop, query={"page_size": "5"}, body={"audit_status": ["FAILED"]})
    assert [row["id"] for row in shown["products"]] == [product.id]


def test_an_invite_only_category_waits_in_the_us_until_it_is_granted() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop("US")
    product = created(desk, shop, category_id="700680")
    desk.wind(60)
    assert (product.status, product.audit) == ("PENDING", "PRE_APPROVED")
    assert desk.told[-1].data["audit"]["pre_approved_reasons"] == ["RESTRICTED_CATEGORY_PENDING"]
    assert audit.approve_category(desk.world, shop, "700680") == 1
    assert (product.status, product.audit) == ("ACTIVATE", "APPROVED")
    found = desk.call("product.get_categories", shop, query={"keyword": "tea"})["categories"]
    assert {"AVAILABLE"} == {row["permission_statuses"][0] for row in found if row["id"] == "700680"}


def test_the_platform_takes_down_freezes_lets_go_and_moves() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk, shop)
    desk.wind(60)
    desk.call("product.partial_edit_product", shop, body={"title": "Under review"}, product_id=product.id)
    shelf.freeze(desk.world, shop, product, "Counterfeit")
    desk.wind(60)
    assert (product.status, product.title) == ("FREEZE", "A cream for the test")
    ids = {"product_ids": [product.id]}
    assert desk.call("product.delete_products", shop, body=ids)["errors"][0]["code"] == 12052901
    assert desk.refusal("product.get_product", shop, product_id=product.id) == 12052032
    body = {"skus": [{"id": product.skus[0].id, "inventory": [{"quantity": 1}]}]}
    assert desk.refusal("product.update_inventory", shop, body=body, product_id=product.id) == 12052901
    shelf.unfreeze(desk.world, shop, product)
    assert product.status == "PLATFORM_DEACTIVATED"
    desk.call("product.activate_products", shop, body=ids)
    desk.wind(60)
    shelf.take_down(desk.world, shop, product, "Complaints")
    shelf.move_category(desk.world, shop, product, "601481")
    told = [(event.data["status"], event.data["suspended_reason"]) for event in desk.told if event.topic == 5]
    assert told[1:] == [
        ("PRODUCT_STATUS_CHANGED", "Counterfeit"),
        ("PRODUCT_STATUS_CHANGED", "Counterfeit"),
        ("PRODUCT_STATUS_CHANGED", "Complaints"),
    ]
    moved = desk.told[-1]
    assert (moved.topic, moved.data["previous_category_id"], moved.data["current_category_id"]) == (18, "601477", "601481")


def test_a_draft_beside_a_live_product_is_shown_and_gone_once_it_is_listed() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk, shop)
    desk.wind(60)
    desk.call("product.partial_edit_product", shop, body={"title": "Draft", "save_mode": "AS_DRAFT"}, product_id=product.id)
    path = {"product_id": product.id}
    live = desk.call("product.get_product", shop, **path)
    draft = desk.call("product.get_product", shop, query={"return_draft_version": "true"}, **path)
    assert (live["title"], live["has_draft"], draft["title"]) == ("A cream for the test", True, "Draft")
    both = {"return_draft_version": "true", "return_under_review_version": "true"}
    assert desk.refusal("product.get_product", shop, query=both, **path) == 12052910
    desk.call("product.partial_edit_product", shop, body={"title": "Listed"}, **path)
    assert desk.call("product.get_product", shop, **path)["has_draft"] is False


# --- brands, files, contacts, advice --------------------------------------------------------------------------------


def test_a_custom_brand_is_kept_found_and_bounded() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    made = desk.call("product.create_custom_brands", None, body={"name": "Heron & Reed"})
    found = desk.call("product.get_brands", shop, query={"page_size": "10", "brand_name": "heron"})["brands"]
    assert [(row["id"], row["authorized_status"]) for row in found] == [(made["id"], "AUTHORIZED")]
    product = created(desk, shop, brand_id=made["id"])
    assert desk.call("product.get_product", shop, product_id=product.id)["brand"]["name"] == "Heron & Reed"
    for name, code in (("heron & reed", 12052205), ("x", 12052189), ("x" * 31, 12052190), ("品牌品牌", 12052191)):
        assert desk.refusal("product.create_custom_brands", None, body={"name": name}) in (code, 36009004)
    for number in range(49):
        desk.call("product.create_custom_brands", None, body={"name": f"Brand {number}"})
    assert desk.refusal("product.create_custom_brands", None, body={"name": "One too many"}) == 12052202
    desk.wind(DAY_S)
    assert desk.call("product.create_custom_brands", None, body={"name": "One more"})["id"]
    named = desk.call("product.suggest_brands", shop, body={"product_title": "Heron & Reed soap"})["brands"]
    assert [row["name"] for row in named] == ["Heron & Reed"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("", b"%PDF-1", 12019104),
        ("a b.pdf", b"%PDF-1", 12038002),
        ("a.b.pdf", b"%PDF-1", 12038002),
        ("a.exe", b"%PDF-1", 12038002),
        ("a.pdf", b"not a pdf", 12019105),
        ("a.mp4", b"%PDF-1", 12019105),
        ("a.pdf", b"", 12019103),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name: str, content: bytes, code: int) -> None:
    desk = Desk(stocked=False)
    form: dict[str, str | Upload] = {"data": Upload(name, "application/pdf", content), "name": name}
    assert desk.refusal("product.upload_product_file", None, form=form) == code


def test_a_picture_is_translated_after_a_while_or_says_why_not() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    uris = []
    for side, use in ((800, "MAIN_IMAGE"), (200, "DESCRIPTION_IMAGE")):
        form: dict[str, str | Upload] = {"data": Upload("a.png", "image/png", png(side, side)), "use_case": use}
        uris.append(desk.call("product.upload_product_image", None, form=form)["uri"])
    rows = [{"image_uri": uri, "target_languages": ["de-DE"]} for uri in uris]
    tasks = desk.call("product.create_image_translation_tasks", shop, body={"images": rows})["translation_tasks"]
    query = {"translation_task_ids": ",".join(task["id"] for task in tasks)}
    first = desk.call("product.get_image_translation_tasks", shop, query=query)["translation_tasks"]
    desk.wind(60)
    later = desk.call("product.get_image_translation_tasks", shop, query=query)["translation_tasks"]
    assert [task["status"] for task in first + later] == ["PROCESSING", "PROCESSING", "COMPLETED", "FAILED"]
    assert created(desk, shop, main_images=[{"uri": later[0]["translated_image"]["uri"]}]).image_uris
    bad = {"translation_task_ids": "1"}
    assert desk.refusal("product.get_image_translation_tasks", shop, query=bad) == 12038011
    unknown = {"images": [{"image_uri": "never", "target_languages": ["de-DE"]}]}
    assert desk.refusal("product.create_image_translation_tasks", shop, body=unknown) == 12038008


def test_an_appeal_is_judged_by_the_chart_and_told() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk, shop)
    for cells, status in ((["30 ml"], "REJECTED"), (["30 ml", "50 ml"], "APPROVED")):
        table = {"headers": [{"name": "Size"}], "rows": [{"cells": [{"value": cell}]} for cell in cells]}
        data = {"measurement_type": "BODY_MEASUREMENTS", "unit_system": "METRIC", "table": table}
        made = {"category_id": "601477", "size_chart_mode": "PRODUCT_SCOPED", "size_chart_data": data}
        chart_id = desk.call("product.create_size_chart", shop, body=made)["size_chart_id"]
        detail = [{"indicator_type": "CONTAINS_ALL_SALE_PROPERTY"}]
        message = {"field_name": "APPEAL_MESSAGE_FIELD_SIZE_CHART", "indicator_details": detail, "size_chart_id": chart_id}
        asked = {"product_id": int(product.id), "appeal_message": message}
        desk.call("product.submit_size_chart_appeal", shop, body=asked)
        assert desk.refusal("product.submit_size_chart_appeal", shop, body=asked) == 12052308
        desk.wind(3_700)
        told = desk.told[-1]
        assert (told.topic, told.data["appeal_task"]["appeal_audit_result"][0]["status"]) == (66, status)


def test_the_check_of_a_listing_saves_nothing_and_says_what_is_wrong() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    good = product_body(desk.world, shop, "A cream for the test")
    size = {"length": "1", "width": "1", "height": "1", "unit": "CENTIMETER"}
    query = {"is_diagnosis_required": "true"}
    told = desk.call("product.check_product_listing", shop, query=query, body={**good, "package_dimensions": size})
    assert (told["check_result"], told["fail_reasons"]) == ("PASS", [])
    assert told["diagnoses"][0]["diagnosis_results"][0]["code"] == "TITLE_LESS_THAN_40_CHARACTERS"
    bad = desk.call("product.check_product_listing", shop, body={**good, "category_id": "848648"})
    assert bad["fail_reasons"][0]["code"] == 12052024
    assert shop.products == {}
    for warehouse in shop.warehouses.values():
        warehouse.effect_status = "DISABLED"
    rows = desk.call("product.check_listing_prerequisites", shop)["check_results"]
    assert {row["check_item"] for row in rows if row["is_failed"]} == {"PICKUP_WAREHOUSE", "DELIVERY_OPTION"}


def test_advice_disappears_once_it_is_taken() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk, shop)
    desk.wind(60)
    query = {"product_ids": product.id}
    found = desk.call("product.get_product_diagnoses", shop, query=query)["products"][0]
    title = desk.call("product.get_recommended_product_title_and_description", shop, query=query)["products"][0]
    text = title["suggestions"][0]["items"][0]["text"]
    desk.call("product.partial_edit_product", shop, body={"title": text}, product_id=product.id)
    desk.wind(60)
    after = desk.call("product.get_product_diagnoses", shop, query=query)["products"][0]
    assert [row["field"] for row in found["diagnoses"]] == ["TITLE", *(row["field"] for row in after["diagnoses"])]
    fewer = after["listing_quality"]["remaining_recommendations"]
    assert fewer == found["listing_quality"]["remaining_recommendations"] - 1
    assert desk.refusal("product.get_product_diagnoses", shop, query={"product_ids": "17"}) == 12052048


def test_an_upgrade_runs_once_at_a_time_and_not_where_it_is_done() -> None:
    desk = Desk(stocked=False)
    gb, us = desk.shop("GB"), desk.shop("US")
    assert desk.call("product.create_category_upgrade_task", gb, body={}) == {}
    assert desk.refusal("product.create_category_upgrade_task", gb, body={}) == 12052234
    desk.wind(2 * 3_600)
    assert desk.call("product.create_category_upgrade_task", gb, body={}) == {}
    assert desk.refusal("product.create_category_upgrade_task", us, body={}) == 12052265


def test_opportunities_and_candidates_are_judged_a_day_later() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    product = created(desk, shop)
    desk.wind(60)
    for opportunity_id in ("601477", "853384"):
        desk.call(
            "product.submit_product_via_opportunity", shop, body={"product_id": product.id}, opportunity_id=opportunity_id
        )
    rows = [{"external_product_id": name, "title": title} for name, title in (("a", "Hair clips"), ("b", "Zzz"))]
    desk.call("product.upload_candidate_products", shop, body={"candidate_products": rows})
    desk.wind(DAY_S)
    records = desk.call("product.get_submission_records", shop, query={"page_size": "10"})["data"]["submissions"]
    assert [(row["opportunity_id"], row["status"]) for row in records] == [("853384", "REJECTED"), ("601477", "APPROVED")]
    found = desk.call("product.search_candidate_products", shop, query={"page_size": "10"}, body={})["candidate_products"]
    assert [row["opportunity_matching_status"] for row in found] == ["MATCHED", "NOT_MATCHED"]
    path = {"opportunity_id": "1"}
    assert desk.refusal("product.submit_product_via_opportunity", shop, body={"product_id": product.id}, **path) == 36002005


def test_a_heic_picture_is_read() -> None:
    desk = Desk(stocked=False)
    box = b"\0\0\0\x18ftypheic" + b"\0" * 40 + b"\0\0\0\x14ispe\0\0\0\0" + (900).to_bytes(4) + (900).to_bytes(4)
    form: dict[str, str | Upload] = {"data": Upload("a.heic", "image/heic", box), "use_case": "MAIN_IMAGE"}
    assert desk.call("product.upload_product_image", None, form=form)["width"] == 900
