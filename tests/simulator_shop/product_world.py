"""Every product and promotion operation once in a busy world, so that its answers can be compared with the catalog."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from shoplatch.simulator.ask import Upload
from shoplatch.simulator.products import audit, shelf, stock
from shoplatch.simulator.state.goods import Image, Product
from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.global_world import global_reads
from tests.simulator_shop.promotion_world import promotion_reads
from tests.simulator_shop.shop_world import Desk, product_body

LEAF = "601477"
Answer = tuple[str, dict[str, Any]]


def png(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\0" * 20


def product_reads(desk: Desk) -> Iterator[Answer]:
    """(operation id, data) of the product operations beyond the plain reads."""
    shop = desk.shop("US")

    def told(operation: str, on: Shop | None = shop, **asked: Any) -> Answer:
        return operation, desk.call(operation, on, **asked)

    page = {"page_size": "20"}
    yield from _uploads(desk, told)
    chart_id, contacts = _charts(desk, told), _contacts(desk, told)
    yield from chart_id[1]
    yield from contacts[1]
    product = full_product(desk, shop, chart_id[0], contacts[0])
    yield told("product.get_product", product_id=product.id)
    yield told("product.get_product", product_id=_boxed(desk, shop, product))
    for version in ("", "@202309", "@202312"):
        yield told(f"product.search_products{version}", query={"page_size": "100"}, body={})
    yield from _categories(desk, told)
    yield from _diagnoses(desk, told, product)
    yield from _opportunities(desk, told, product)
    yield from global_reads(desk, told, shop)
    yield from promotion_reads(desk, told, shop)
    yield from _selling(desk, told, product)
    yield told("product.search_products_for_compliance_auditing", query=page, body={})
    yield from _stock(desk, told, product)
    yield from _edits(desk, told)
    yield from _moves(desk, told, shop)


def _uploads(desk: Desk, told: Any) -> Iterator[Answer]:
    form = {"data": Upload("a.png", "image/png", png(800, 800)), "use_case": "MAIN_IMAGE"}
    name, data = told("product.upload_product_image", None, form=form)
    yield name, data
    file = {"data": Upload("SNI.pdf", "application/pdf", b"%PDF-1.7 a certificate"), "name": "SNI.pdf"}
    yield told("product.upload_product_file", None, form=file)
    yield told("product.optimize_images", body={"images": [{"uri": data["uri"], "optimization_mode": ["WHITE_BACKGROUND"]}]})
    small = {"data": Upload("b.png", "image/png", png(200, 200)), "use_case": "DESCRIPTION_IMAGE"}
    other = told("product.upload_product_image", None, form=small)[1]["uri"]
    rows = [{"image_uri": uri, "target_languages": ["de-DE", "it-IT"]} for uri in (data["uri"], other)]
    name, tasks = told("product.create_image_translation_tasks", body={"images": rows})
    yield name, tasks
    desk.wind(60)
    ids = ",".join(task["id"] for task in tasks["translation_tasks"])
    yield told("product.get_image_translation_tasks", query={"translation_task_ids": ids})
    yield told("product.recommend_size_chart", None, body={"images": [{"url": data["url"]}]})
    sheet = {"data": Upload("products.csv", "text/csv", b"title,price\nCream,1.00\n")}
    yield told("product.import_external_product_info", None, form=sheet)


def _charts(desk: Desk, told: Any) -> tuple[str, list[Answer]]:
    table = {"headers": [{"name": "Size"}, {"name": "Chest"}], "rows": [{"cells": [{"value": "M"}, {"value": "96"}]}]}
    chart = {"measurement_type": "BODY_MEASUREMENTS", "unit_system": "METRIC", "table": table}
    body = {"category_id": "601226", "size_chart_mode": "REUSABLE_TEMPLATE", "size_chart_data": chart}
    made = told("product.create_size_chart", body=body)
    chart_id = made[1]["size_chart_id"]
    edit = told(
        "product.edit_size_chart", body={"size_chart_id": chart_id, "size_chart_data": chart, "template_name": "Tees"}
    )
    found = told("product.search_size_charts", None, query={"page_size": "10"}, body={})
    product = next(product for product in desk.shop("US").products.values() if product.status == "ACTIVATE")
    message = {
        "field_name": "APPEAL_MESSAGE_FIELD_SIZE_CHART",
        "indicator_details": [{"indicator_type": "REQUIRED_DIMENSION"}],
        "size_chart_id": chart_id,
    }
    appeal = told("product.submit_size_chart_appeal", body={"product_id": int(product.id), "appeal_message": message})
    return chart_id, [made, edit, found, appeal]


def _contacts(desk: Desk, told: Any) -> tuple[dict[str, list[str]], list[Answer]]:
    phone = {"country_code": "+353", "local_number": "81234567"}
    maker = {
        "name": "John Doe",
        "email": "johndoe@email.com",
        "phone_number": {**phone, "availability": "AVAILABLE"},
        "address": "10 Earlsfort Terrace, Dublin",
        "registered_trade_name": "Doe & Sons",
    }
    address = {
        "country": "IE",
        "postal_code": "D02 HD23",
        "street_address_line1": "63 Cardiff Ln",
        "street_address_line2": "-",
        "city": "Dublin",
        "district": "-",
        "province": "-",
    }
    person = {"name": "Jane Doe", "email": "jane@email.com", "phone_number": phone, "address": address}
    answers = [
        told("product.create_manufacturer", None, body=maker),
        told("product.create_responsible_person", None, body=person),
    ]
    maker_id, person_id = answers[0][1]["manufacturer_id"], answers[1][1]["responsible_person_id"]
    edit = {"locale": "de-DE", "name": "Johann Doe"}
    answers += [
        told("product.partial_edit_manufacturer", None, body=edit, manufacturer_id=maker_id),
        told("product.partial_edit_responsible_person", None, body=edit, responsible_person_id=person_id),
    ]
    for version in ("", "@202409"):
        for name in ("manufacturers", "responsible_persons"):
            answers.append(told(f"product.search_{name}{version}", None, query={"page_size": "10"}, body={}))
    return {"manufacturer_ids": [maker_id], "responsible_person_ids": [person_id]}, answers


def full_product(desk: Desk, shop: Shop, chart_id: str, contacts: dict[str, list[str]]) -> Product:
    """A US product that says all there is to say, with one SKU switched off."""
    seller = desk.world.sellers[shop.seller_open_id]
    for uri in ("more/one", "more/two"):
        seller.images[uri] = Image(uri, "ATTRIBUTE_IMAGE", 800, 800)
    form = {"data": Upload("v.mp4", "video/mp4", b"\0\0\0\x18ftypmp42"), "name": "film.mp4"}
    video = desk.call("product.upload_product_file", None, form=form)
    paper = desk.call(
        "product.upload_product_file", None, form={"data": Upload("c.pdf", "application/pdf", b"%PDF-1.4"), "name": "c.pdf"}
    )
    body = product_body(
        desk.world,
        shop,
        "A bottle that says all there is to say about bottles",
        category_id="602380",
        description=f"<p>{'A bottle of glass for small hands. ' * 10}</p><img src='more/one'>",
        external_product_id="erp-full",
        shipping_template_id="7552764259994699538",
        size_chart={"template": {"id": chart_id}, "image": {"uri": "more/one"}},
        video={"id": video["id"]},
        package_dimensions={"length": "6", "width": "4", "height": "3", "unit": "INCH"},
        brand_id="7082427311584347001",
        product_attributes=[{"id": "100392", "values": [{"id": "1001533", "name": "All skin types"}]}],
        certifications=[
            {
                "id": "602362",
                "expiration_date": desk.world.clock.now() + 9_000_000,
                "images": [{"uri": "more/one"}],
                "files": [{"id": paper["id"], "name": "c.pdf", "format": "PDF"}],
            }
        ],
        **contacts,
    )
    body["skus"][0] |= {
        "external_sku_id": "erp-full-30",
        "external_urls": ["https://example.com/30"],
        "extra_identifier_codes": ["00012345678905"],
        "identifier_code": {"code": "00012345678929", "type": "GTIN"},
        "external_list_prices": [{"amount": "20.00", "currency": "USD", "source": "SHOPIFY_COMPARE_AT_PRICE"}],
        "list_price": {"amount": "20.00", "currency": "USD"},
        "pre_sale": {"type": "CUSTOM", "fulfillment_type": {"handling_duration_days": 7}},
        "sku_unit_count": "2.00",
    }
    body["skus"][1]["pre_sale"] = {
        "type": "PRE_ORDER",
        "fulfillment_type": {"release_date": desk.world.clock.now() + 10 * 86_400},
    }
    body["skus"][0]["inventory"] = [
        {**row, "backorder_quantity": 5, "handling_time": 3} for row in body["skus"][0]["inventory"]
    ]
    part = body["skus"][0]["sales_attributes"][0]
    part |= {"sku_img": {"uri": "more/one"}, "supplementary_sku_images": [{"uri": "more/two"}]}
    product = shop.products[desk.call("product.create_product", shop, body=body)["product_id"]]
    desk.wind(30)
    product.skus[1].active, product.skus[1].switched_off_by = False, "PLATFORM"
    return product


def _boxed(desk: Desk, shop: Shop, product: Product) -> str:
    """A bundle of that product, which shows all of its component."""
    body = product_body(desk.world, shop, "Two bottles in a box of wood", brand_id=product.brand_id)
    del body["skus"][1:]
    part = {"product_id": product.id, "sku_id": product.skus[0].id, "sku_count": 2}
    body["skus"][0] |= {"combined_skus": [part], "seller_sku": "BOX-OF-TWO"}
    product_id: str = desk.call("product.create_product", shop, body=body)["product_id"]
    desk.wind(30)
    return product_id


def _categories(desk: Desk, told: Any) -> Iterator[Answer]:
    for leaf in (LEAF, "602380", "601226"):
        for name in ("attributes", "rules"):
            yield told(f"product.get_category_{name}", category_id=leaf)
        yield told("product.get_global_attributes", None, category_id=leaf)
        yield told("product.get_global_category_rules", None, category_id=leaf)
    yield told("product.get_global_categories", None)
    title = {"product_title": "Cotton face moisturiser by Fernlight", "description": "For dry skin"}
    yield told("product.recommend_category", body=title)
    yield told("product.recommend_global_categories", None, body=title)
    yield told("product.recommend_required_product_properties", body={**title, "category_id": LEAF})
    for version in ("", "@202401"):
        yield told(f"product.listing_schemas{version}", None, query={"category_ids": f"{LEAF},848648"})
    gb = desk.shop("GB")
    yield told("product.create_category_upgrade_task", gb, body={})
    yield told("product.create_gpa_upgrade_task", None, body={})
    yield told("product.predict_product_package_dimensions_and_weight", body={"category_id": LEAF})
    yield told("product.get_product_package_recommendations", query={"page_size": "3"}, body={})
    yield told("product.create_custom_brands", None, body={"name": "Heron & Reed"})
    yield told("product.recommend_brand", None, body={"product_title": "Fernlight cream"})
    yield told("product.suggest_brands", body={"product_title": "Fernlight cream"})


def _diagnoses(desk: Desk, told: Any, product: Product) -> Iterator[Answer]:
    plain = next(one for one in desk.shop("US").products.values() if one.status == "ACTIVATE" and one is not product)
    ids = {"product_ids": f"{product.id},{plain.id}"}
    yield told("product.get_product_diagnoses", query=ids)
    yield told("product.get_products_seo_words", query=ids)
    yield told("product.get_recommended_product_title_and_description", query=ids)
    body = {"category_id": LEAF, "product_id": product.id, "title": "Short", "optimization_fields": ["ALL"]}
    yield told("product.diagnose_and_optimize_product", body=body)
    for version in ("", "@202309"):
        yield told(f"product.check_listing_prerequisites{version}")


def _opportunities(desk: Desk, told: Any, product: Product) -> Iterator[Answer]:
    page = {"page_size": "20"}
    yield told("product.search_opportunities", query=page, body={})
    yield told("product.list_opportunities", query=page, body={"opportunity_type": "CATEGORY"})
    yield told("product.get_opportunity_detail", opportunity_id=LEAF)
    yield told("product.apply_opportunities", body={"opportunity_ids": ["602380"]}, product_id=product.id)
    yield told("product.submit_product_via_opportunity", body={"product_id": product.id}, opportunity_id=LEAF)
    candidate = {
        "external_product_id": "ext-1",
        "title": "Silver hair clips",
        "description": "Clips",
        "external_category_name": "Hair",
        "images": [{"uri": "more/one"}],
        "opportunity_matching_end_time": desk.world.clock.now() + 864_000,
        "skus": [
            {
                "price": {"amount": "4.00", "currency": "USD"},
                "sales_attributes": [{"name": "Colour", "value": "silver", "sku_images": [{"uri": "more/one"}]}],
            }
        ],
    }
    yield told("product.upload_candidate_products", body={"candidate_products": [candidate, {"title": "no id"}]})
    edits = [{"external_product_id": "ext-1", "description": "Fine clips"}, {"external_product_id": "ext-9"}]
    yield told("product.partial_edit_candidate_products", body={"candidate_products": edits})
    desk.wind(90_000)
    yield told("product.search_candidate_products", query=page, body={})
    yield told("product.get_submission_records", query=page)


def _selling(desk: Desk, told: Any, product: Product) -> Iterator[Answer]:
    money = {"amount": "30.00", "currency": "USD"}
    row = {
        "id": product.skus[0].id,
        "external_sku_id": "erp-full-30",
        "external_retail_price": money,
        "external_transaction_price": {**money, "transaction_time": desk.world.clock.now() - 86_400},
    }
    wrong = {**row, "id": product.skus[1].id, "external_retail_price": {"amount": "1.00", "currency": "USD"}}
    body = {"external_product_id": "erp-full", "skus": [row, wrong]}
    yield told("product.enable_strikethrough_prices", body=body, product_id=product.id)
    sale = {**money, "transaction_time": str(desk.world.clock.now() - 86_400), "image": {"uri": "more/one"}}
    rows = [{**one, "external_transaction_price": sale} for one in (row, wrong)]
    yield told("product.submit_strikethrough_price", body={**body, "skus": rows}, product_id=product.id)
    shop = desk.shop("US")
    for title in ("Twin bottle in red", "Twin bottle in blue"):
        desk.call("product.create_product", shop, body=product_body(desk.world, shop, title))
    desk.wind(40)
    yield told("product.search_combined_listing_recommendations", None, query={"page_size": "5"}, body={})
    for one in (product, next(iter(shop.products.values()))):
        yield told("product.get_product_skpp_detail", product_id=one.id)
    yield told("product.list_product_skpp_statuses", body={"product_ids": [product.id]})
    yield told("product.get_shop_skpp_summary")
    external = {"external_product": {"external_product_id": "shop-1", "title": "A cream", "version": "1"}}
    yield told("product.upload_external_product", body=external)
    yield told("product.create_attribute_recommendation_request", body=external)
    check = product_body(
        desk.world, shop, "Short fake cream", brand_id="7082427311584340000", external_product_id="erp-full"
    )
    check["package_dimensions"] = {"length": "6", "width": "4", "height": "3", "unit": "INCH"}
    yield told("product.check_product_listing", query={"is_diagnosis_required": "true"}, body=check)


def _stock(desk: Desk, told: Any, product: Product) -> Iterator[Answer]:
    shop, sku = desk.shop("US"), product.skus[0]
    stock.keep_for_creator(desk.world, shop, sku, "py001", 3)
    assert stock.lock(desk.world, shop, sku, "Big Sale", 2) == 2
    yield told("product.inventory_search", body={"sku_ids": [sku.id]})
    body = {"seller_id": shop.id, "sku_ids": [sku.id, "1"], "stock_operation_setting": {"enable_auto_restock": True}}
    yield told("product.update_stock_operation_settings", body=body)
    rows = [
        {"warehouse_id": "7305880000000000999", "quantity": 4},
        *({"warehouse_id": one, "quantity": 4} for one in sku.stock),
    ]
    yield told("product.update_inventory", body={"skus": [{"id": sku.id, "inventory": rows}]}, product_id=product.id)


def _edits(desk: Desk, told: Any) -> Iterator[Answer]:
    shop = next(one for one in desk.world.shops.values() if one.region == "DE")
    body = product_body(desk.world, shop, "A drink to be edited", brand_id="7082427311584340000")
    fees = [{"type": "PFAND", "amount": "0.25", "additional_attribute": "SINGLE_USE"}]
    body["skus"][0] |= {"external_sku_id": "erp-edited", "fees": fees}
    name, made = told("product.create_product", shop, body=body)
    yield name, made
    path = {"product_id": made["product_id"]}
    for row, sku in zip(body["skus"], made["skus"], strict=True):
        row["id"] = sku["id"]
    for version in ("", "@202309"):
        yield told(f"product.edit_product{version}", shop, body=body, **path)
        yield told(f"product.partial_edit_product{version}", shop, body={"title": "A drink that was edited"}, **path)
        yield told(f"product.search_products{version}", shop, query={"page_size": "100"}, body={})
    yield told("product.search_products@202312", shop, query={"page_size": "100"}, body={})
    yield told("product.get_product", shop, **path)
    desk.wind(30)
    rows = [{"id": sku["id"], "price": {"amount": "9.00", "currency": "EUR"}} for sku in made["skus"]]
    yield told("product.update_price", shop, body={"skus": rows}, **path)


def _moves(desk: Desk, told: Any, shop: Shop) -> Iterator[Answer]:
    ids = {"product_ids": ["1729000000000000009"]}
    for name in ("activate", "deactivate", "delete", "recover"):
        yield told(f"product.{name}_products", body=ids)
    product = next(product for product in shop.products.values() if product.status == "ACTIVATE")
    shelf.take_down(desk.world, shop, product, "Complaints")
    body = product_body(desk.world, shop, "Tea of the invited", category_id="700680")
    waiting = shop.products[desk.call("product.create_product", shop, body=body)["product_id"]]
    failing = product_body(desk.world, shop, "Miracle bottle that cures")
    refused = shop.products[desk.call("product.create_product", shop, body=failing)["product_id"]]
    desk.wind(30)
    for one in (waiting, refused):
        yield told("product.get_product", product_id=one.id)
    yield told("product.search_products", query={"page_size": "100"}, body={})
    assert audit.approve_category(desk.world, shop, "700680") == 2  # the one of the demo waits as well
