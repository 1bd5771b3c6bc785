"""Scenes of products and promotions (`outside_stage` says what a scene is)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tests.simulator.proofs.outside_stage import PDF, UNLIMITED, Said, Stage, said, scene


@scene("product.upload_product_file")
def _(_on: Stage) -> Said:
    return said(form={"data": PDF, "name": PDF[0]})


@scene("product.create_product")
def _(on: Stage) -> Said:
    return said(on.body())


@scene("product.edit_product")
def _(on: Stage) -> Said:
    product, body = on.product(), on.body()
    body["skus"] = [{"id": product.skus[0].id, "sales_attributes": [{"name": "Size", "value_name": "90 ml"}]}]
    return said(body, product_id=product.id)


@scene("product.partial_edit_product")
def _(on: Stage) -> Said:
    return said({"title": "A cream with another title"}, product_id=on.product().id)


@scene("product.get_product")
def _(on: Stage) -> Said:
    return said(product_id=on.product().id)


@scene("product.update_price")
def _(on: Stage) -> Said:
    product = on.product()
    row = {"id": product.skus[0].id, "price": {"amount": "9.00", "currency": "GBP"}}
    return said({"skus": [row]}, product_id=product.id)


@scene("product.update_inventory")
def _(on: Stage) -> Said:
    sku = on.product().skus[0]
    rows = [{"warehouse_id": place, "quantity": 7} for place in sku.stock]
    wrong = {"id": "1729000000000000001", "inventory": rows}  # `errors` is all an answer may hold
    return said({"skus": [{"id": sku.id, "inventory": rows}, wrong]}, product_id=sku.product_id)


@scene("product.update_stock_operation_settings")
def _(on: Stage) -> Said:
    body = {"seller_id": on.shop.id, "sku_ids": [on.product().skus[0].id]}
    return said({**body, "stock_operation_setting": {"enable_auto_restock": True}})


@scene("product.create_image_translation_tasks")
def _(on: Stage) -> Said:
    rows = [{"image_uri": on.product().image_uris[0], "target_languages": ["de-DE"]}]
    return said({"images": rows})


@scene("product.get_image_translation_tasks")
def _(on: Stage) -> Said:
    rows = [{"image_uri": on.product().image_uris[0], "target_languages": ["de-DE"]}]
    told = on.call("product.create_image_translation_tasks", said({"images": rows}))
    return said(translation_task_ids=[one["id"] for one in told["translation_tasks"]])


@scene("product.create_global_product")
def _(on: Stage) -> Said:
    return said(on.global_body())


@scene("product.get_global_product")
def _(on: Stage) -> Said:
    return said(global_product_id=on.global_product()["global_product_id"])


@scene("product.edit_global_product")
def _(on: Stage) -> Said:
    made, body = on.global_product(), on.global_body()
    body["skus"][0]["id"] = made["global_skus"][0]["id"]
    return said(body, global_product_id=made["global_product_id"])


@scene("product.partial_edit_global_product")
def _(on: Stage) -> Said:
    return said({"title": "A candle for all"}, global_product_id=on.global_product()["global_product_id"])


@scene("product.update_global_inventory")
def _(on: Stage) -> Said:
    made = on.global_product()
    house = next(one.entity_id for one in on.shop.warehouses.values() if one.type == "SALES_WAREHOUSE")
    rows = [{"id": made["global_skus"][0]["id"], "inventory": [{"global_warehouse_id": house, "quantity": 7}]}]
    return said({"global_skus": rows}, global_product_id=made["global_product_id"])


@scene("product.publish_global_product")
def _(on: Stage) -> Said:
    made = on.global_product()
    sku = {"related_global_sku_id": made["global_skus"][0]["id"], "price": {"amount": "19.00", "currency": "GBP"}}
    target = {"region": "GB", "skus": [{**sku, "inventory": {"quantity": 5}}]}
    return said({"publish_target": [target]}, global_product_id=made["global_product_id"])


@scene("product.partial_edit_manufacturer")
def _(on: Stage) -> Said:
    phone = {"country_code": "+353", "local_number": "81234567", "availability": "AVAILABLE"}
    body = {"name": "John Doe", "email": "john@example.com", "phone_number": phone, "address": "10 Earlsfort Terrace"}
    made = on.call("product.create_manufacturer", said({**body, "registered_trade_name": "Doe"}))
    return said({"locale": "de-DE", "name": "Johann Doe"}, manufacturer_id=made["manufacturer_id"])


@scene("product.partial_edit_responsible_person")
def _(on: Stage) -> Said:
    phone = {"country_code": "+353", "local_number": "81234567"}
    address = {"country": "IE", "postal_code": "D02 HD23", "street_address_line1": "63 Cardiff Ln", "city": "Dublin"}
    body = {"name": "Jane Doe", "email": "jane@example.com", "phone_number": phone, "address": address}
    made = on.call("product.create_responsible_person", said(body))
    return said({"locale": "de-DE", "name": "Johanna Doe"}, responsible_person_id=made["responsible_person_id"])


def _table() -> dict[str, Any]:
    table = {"headers": [{"name": "Size"}, {"name": "Chest"}], "rows": [{"cells": [{"value": "M"}, {"value": "96"}]}]}
    return {"measurement_type": "BODY_MEASUREMENTS", "unit_system": "METRIC", "table": table}


def _chart(on: Stage) -> str:
    body = {"category_id": "601226", "size_chart_mode": "REUSABLE_TEMPLATE", "size_chart_data": _table()}
    return str(on.call("product.create_size_chart", said(body))["size_chart_id"])


@scene("product.create_size_chart")
def _(_on: Stage) -> Said:
    return said({"category_id": "601226", "size_chart_mode": "REUSABLE_TEMPLATE", "size_chart_data": _table()})


@scene("product.edit_size_chart")
def _(on: Stage) -> Said:
    return said({"size_chart_id": _chart(on), "size_chart_data": _table(), "template_name": "Tees"})


@scene("product.search_size_charts")
def _(on: Stage) -> Said:
    _chart(on)
    return said({}, page_size=10)


@scene("product.submit_size_chart_appeal")
def _(on: Stage) -> Said:
    message = {"field_name": "APPEAL_MESSAGE_FIELD_SIZE_CHART", "size_chart_id": _chart(on)}
    message |= {"indicator_details": [{"indicator_type": "REQUIRED_DIMENSION"}]}
    return said({"product_id": int(on.product().id), "appeal_message": message})


@scene("product.submit_strikethrough_price", "US")
def _(on: Stage) -> Said:
    product, money = on.product(), {"amount": "90.00", "currency": "USD"}
    sold = datetime.fromtimestamp(on.now - 86_400, UTC).isoformat()
    sale = {**money, "transaction_time": sold, "image": {"uri": product.image_uris[0]}}
    row = {"id": product.skus[0].id, "external_sku_id": "erp-1", "external_retail_price": money}
    row["external_transaction_price"] = sale
    wrong = {**row, "id": "1729000000000000001"}  # `errors` is all an answer may hold
    return said({"external_product_id": "erp-1", "skus": [row, wrong]}, product_id=product.id)


@scene("product.get_opportunity_detail")
def _(_on: Stage) -> Said:
    return said(opportunity_id="601477")


@scene("product.submit_product_via_opportunity")
def _(on: Stage) -> Said:
    return said({"product_id": on.product().id}, opportunity_id="601477")


@scene("product.search_products_for_compliance_auditing")
def _(on: Stage) -> Said:
    return said({}, page_size=10, category_asset_cipher=on.asset)  # their client keeps the shop_cipher back here


# Promotions


@scene("promotion.create_promotion_activity")
def _(on: Stage) -> Said:
    wanted = {"activity_type": "FIXED_PRICE", "product_level": "PRODUCT", "title": "Outside"}
    return said({**wanted, "begin_time": on.now + 900, "end_time": on.now + 90_000})


@scene("promotion.update_promotion_activity")
def _(on: Stage) -> Said:
    body = {"title": "Outside, later", "begin_time": on.now + 950, "end_time": on.now + 80_000}
    return said(body, activity_id=on.activity())


@scene("promotion.update_promotion_activity_products")
def _(on: Stage) -> Said:
    activity_id = on.activity()
    row = {"id": on.product().id, **UNLIMITED, "activity_price_amount": "1.50"}
    return said({"activity_id": activity_id, "products": [row]}, activity_id=activity_id)


@scene("promotion.remove_promotion_activity_products")
def _(on: Stage) -> Said:
    activity_id, product = on.activity(), on.product()
    row = {"id": product.id, **UNLIMITED, "activity_price_amount": "1.50"}
    body = {"activity_id": activity_id, "products": [row]}
    on.call("promotion.update_promotion_activity_products", said(body, activity_id=activity_id))
    return said({"product_ids": [product.id]}, activity_id=activity_id)


@scene("promotion.get_activity")
def _(on: Stage) -> Said:
    return said(activity_id=on.activity())


@scene("promotion.deactivate_activity")
def _(on: Stage) -> Said:
    return said({}, activity_id=on.activity())
