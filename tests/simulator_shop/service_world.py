"""Every operation around a sale once in a busy world, so that its answers can be compared with the catalog."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

from shoplatch.simulator import orders
from shoplatch.simulator.ask import Upload
from shoplatch.simulator.customer_service import buyer_says, rate
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.product_world import png
from tests.simulator_shop.shop_world import Desk

Answer = tuple[str, dict[str, Any]]
PLACE = {
    "name": "Kyoto",
    "type": "RETURN_WAREHOUSE",
    "first_name": "Yukiume",
    "last_name": "Hayashi",
    "first_name_local_script": "ゆきうめ",
    "last_name_local_script": "はやし",
    "phone_number": "18812341234",
    "address": {
        "address_line_1": "1 Mill Row",
        "address_line_2": "Yard",
        "address_line_3": "Gate 3",
        "address_line_4": "Floor 11",
        "city": "Leeds",
        "district": "West Yorkshire",
        "state": "England",
        "postcode": "LS1 1AA",
    },
}
FULL_ADDRESS = {
    "address_line1": "1 mill row",
    "address_line2": "yard",
    "city": "leeds",
    "district": "west yorkshire",
    "postal_code": "ls1 1aa",
    "region_code": "gb",
    "state": "england",
    "town": "leeds",
}


def service_reads(desk: Desk) -> Iterator[Answer]:
    """(operation id, data) of the operations around a sale."""
    yield from _handing_over(desk)
    yield from _logistics(desk)
    yield from _talks(desk)
    yield from _engagement(desk)
    yield from _around(desk)
    yield from _medicines(desk)


def released(desk: Desk, shop: Shop, shipping_type: str) -> Order:
    """A new order that can be arranged, shipped this way: the platform picks the warehouse, and with it who ships."""
    while True:
        order = orders.place(desk.world, shop, [(desk.skus(shop)[3].id, 1)])
        if order.shipping_type == shipping_type:
            orders.act(desk.world, shop, order, "release")
            return order


def _handing_over(desk: Desk) -> Iterator[Answer]:
    us, gb = desk.shop("US"), desk.shop("GB")

    def told(operation: str, on: Shop | None, **asked: Any) -> Answer:
        return operation, desk.call(operation, on, **asked)

    order = released(desk, us, "TIKTOK")
    name, slots = told("fulfillment.get_handover_timeslots", us, order_id=order.id)
    yield name, slots
    slot = {name: slots["pickup_slots"][0][name] for name in ("start_time", "end_time")}
    body: dict[str, Any] = {"order_id": order.id, "handover_method": "PICKUP", "pickup_slot": slot}
    name, made = told("fulfillment.schedule_package_handover", us, body=body)
    yield name, made
    query = {"tracking_number": made["tracking_number"]}
    yield told("fulfillment.check_tiktok_shipping_and_collection_by_tiktok_coverage", us, query=query)
    yield told(
        "fulfillment.get_package_shipping_document",
        us,
        query={"document_type": "PACKING_SLIP"},
        package_id=made["package_id"],
    )
    yield told("logistics.get_logistics_tracking", us, order_id=order.id)
    for version in ("", "@202407"):
        body = {"handover_method": "DROP_OFF", "order_ids": [order.id, "1"]}
        yield told(f"fulfillment.create_first_mile_bundle{version}", us if not version else None, body=body)
        order = released(desk, us, "TIKTOK")
        orders.act(desk.world, us, order, "ship")
    yield told("fulfillment.create_last_mile_bundle", None, body={"fulfillment_unit_ids": order.package_ids})
    yield told("fulfillment.get_order_customs_requirements", None, body={"order_ids": [order.id]})
    line = order.lines[0]
    share = {"sku_id": line.sku_id, "qty": 1, "price_percent": 100}
    item = {"order_line_id": line.id, "sku_id": line.sku_id, "item_detail": [share]}
    body = {"order_list": [{"order_id": order.id, "item_list": [item]}]}
    yield told("fulfillment.submit_customs_clearance_information", None, body=body)
    code = {"order_line_id": line.id, "redeem_info": {"redeem_type": "CODE", "redeem_data": "abc"}}
    body = {"order_id": order.id, "order_info_list": [code]}
    yield told("fulfillment.submit_redemption_information", us, body=body)
    us.dispatch.wishes[line.id] = {"engraving": "Ada"}
    row = {"order_line_id": line.id, "product_id": line.product_id, "sku_id": line.sku_id, "pod_order_data_id": "1"}
    body = {"main_order_id": order.id, "query_order_lines": [row]}
    yield told("fulfillment.get_pod_customization_details", us, body=body)
    yield from _tracks(desk, us, told)
    picture = {"data": Upload("door.png", "image/png", png(256, 256))}
    yield told("fulfillment.upload_proof_of_delivery_image", gb, form=picture)
    paper = {"data": Upload("p.pdf", "application/pdf", b"%PDF-1.7 proof"), "name": "p.pdf"}
    yield told("fulfillment.upload_proof_of_delivery_file", gb, form=paper)
    package = next(one for one in gb.packages.live() if one.status == "TO_FULFILL")
    gb.region = "ID"
    wrong = [{"id": "1", "delivery_type": "DELIVERY_SUCCESS"}]
    yield told("fulfillment.update_package_delivery_status", gb, body={"packages": wrong})
    big = orders.place(desk.world, gb, [(desk.skus(gb)[3].id, 3), (desk.skus(gb)[4].id, 1)])
    desk.world.switches.units_in_one_package_max = 2
    query = {"order_ids": f"{big.id},{package.order_ids[0]}"}
    yield told("fulfillment.get_order_split_attributes", gb, query=query)
    desk.world.switches.units_in_one_package_max = 0
    gb.region = "BR"
    file = base64.b64encode(b"<nfeProc/>").decode()
    row = {"file": file, "file_type": "XML", "order_ids": ["1"], "package_id": package.id}
    yield told("fulfillment.upload_invoice", gb, body={"invoices": [row]})
    gb.region = "GB"


def _tracks(desk: Desk, shop: Shop, told: Any) -> Iterator[Answer]:
    order = released(desk, shop, "SELLER")
    carrier = network(shop.region).carriers[0]
    given = {"shipping_provider_id": carrier.id, "tracking_number": "ODD1"}
    yield told("fulfillment.mark_package_as_shipped", shop, body={"shipping_info_list": [given]}, order_id=order.id)
    track = {"action_code": 5, "occur_time": 1_800_000_000, "description": "Sorted", "tracking_no": given["tracking_number"]}
    body = {"country": "US", "order_id": order.id, "provider_id": carrier.id, "tracks": [track]}
    yield told("fulfillment.tracking_status_update", shop, body=body)


def _logistics(desk: Desk) -> Iterator[Answer]:
    shop = desk.shop("US")

    def told(operation: str, on: Shop | None = shop, **asked: Any) -> Answer:
        return operation, desk.call(operation, on, **asked)

    name, made = told("logistics.create_warehouse", body={"warehouse": PLACE})
    yield name, made
    yield told("logistics.create_warehouse", body={"warehouse": PLACE})
    warehouse_id = made["warehouse_id"]
    other = {"warehouse": {"type": "SALES_WAREHOUSE"}}
    yield told("logistics.update_warehouse", body=other, warehouse_id=warehouse_id)
    yield told("logistics.get_warehouse_list")
    yield told("logistics.get_global_seller_warehouses", None)
    yield told("logistics.standardize_warehouse_address", body={"address": FULL_ADDRESS})
    weight = {"weight": {"unit": 1, "weight": "99"}}
    yield told("logistics.get_shipping_template_availability", body={"product_attribute": weight})
    query = {"access_token": "t", "biz_warehouse_id": warehouse_id}
    yield told("logistics.check_shipping_template_existence", query=query)


def _talks(desk: Desk) -> Iterator[Answer]:
    shop = desk.shop("US")

    def told(operation: str, **asked: Any) -> Answer:
        return operation, desk.call(operation, shop, **asked)

    order = released(desk, shop, "TIKTOK")
    conversation = buyer_says(desk.world, shop, order.buyer, "TEXT", {"content": "Hello"})
    yield told("customer_service.create_conversation", body={"buyer_user_id": order.buyer.id})
    path = {"conversation_id": conversation.id}
    body = {"type": "TEXT", "content": json.dumps({"content": "Hello"})}
    for version in ("", "@202309"):
        yield told(f"customer_service.send_message{version}", body=body, **path)
    form = {"data": Upload("a.png", "image/png", png(640, 480))}
    yield told("customer_service.upload_image_for_buyer_messages", form=form)
    wanted = {"need_session_id": "true", "need_session_info": "true"}
    yield told("customer_service.get_conversations", query={"page_size": "20", **wanted})
    yield told("customer_service.get_conversation", query=wanted, **path)
    query = {"page_size": "10", "need_data": "true", "need_plaintext": "true"}
    yield told("customer_service.get_conversation_messages", query=query, **path)
    yield told("customer_service.get_agent_settings")
    rate(conversation, 1, "Slow")
    yield told("customer_service.end_session", session_id=conversation.sessions[-1].id, **path)
    now = desk.world.clock.now()
    span = {"begin_time_ge": now - 86_400, "begin_time_lt": now + 1}
    yield told("customer_service.search_sessions", query={"page_size": "10"}, body=span)
    dates = {"support_date_ge": "2026-11-01", "support_date_lt": "2026-12-01"}
    yield told("customer_service.get_customer_service_performance", query=dates)


def _engagement(desk: Desk) -> Iterator[Answer]:
    shop = desk.shop("US")

    def told(operation: str, **asked: Any) -> Answer:
        return f"customer_engagement.{operation}", desk.call(f"customer_engagement.{operation}", shop, **asked)

    yield told("get_message_templates", query={"locale": "en"})
    yield told("get_engagement_feature_permissions")
    yield told("get_customer_tab_visibility")
    ends = desk.world.clock.now() + 86_400
    body: dict[str, Any] = {"channel": "TIKTOK_IM", "end_time": ends, "task_name": "News"}
    templated = {**body, "template_id": "8646958016719848812"}
    name, made = told("create_engagement_task", query={"idempotency_key": "k1"}, body=templated)
    yield name, made
    own = {**body, "custom_message": {"title": "News", "body": "Spring is here"}}
    yield told("create_custom_engagement_task", query={"idempotency_key": "k2"}, body=own)
    order = next(iter(shop.orders.live()))
    emails = [order.buyer.email, "nobody"]
    yield told("send_engagement_message", body={"task_id": made["task_id"], "buyer_emails": emails})
    yield told("get_engagement_task_performances", body={"task_ids": [made["task_id"]]})


def _around(desk: Desk) -> Iterator[Answer]:
    shop = desk.shop("US")

    def told(operation: str, on: Shop | None = shop, **asked: Any) -> Answer:
        return operation, desk.call(operation, on, **asked)

    form: dict[str, Any] = {"data": Upload("a.png", "image/png", png(640, 480)), "file_type": "IMAGE"}
    yield told("review_rating.upload_review_media", None, form=form)
    record = {"external_review_id": "1", "rating": 5, "image_uris": ["unknown"]}
    for version, product in (("", {"identifiers": {"seller_sku": "A"}}), ("@202410", {"identifier": "A"})):
        body = {"product_review": {"product": product, "review_records": [record]}}
        yield told(f"review_rating.import_product_reviews{version}", body=body)
    row = {"channel_type": "SHOPIFY", "channel_order_id": "", "order_id": "1"}
    yield told("data_reconciliation.order_status_data_exchange", None, body={"orders": [row]})
    for version in ("", "@202310"):
        yield told(f"data_reconciliation.quality_factory_order_data_import_api{version}", body={"orders": [row]})
    parcel = {
        "id": "284",
        "create_time_millis": 1,
        "ship_time_millis": 2,
        "handover_time_millis": 3,
        "dimension": {"height": 1, "length": 1, "width": 1, "unit": "METER"},
        "shipping_provider_id": network("US").carriers[0].id,
        "shipping_provider_name": "USPS",
        "skus": [{"id": desk.skus(shop)[0].id, "quantity": 1}],
        "time_zone": "UTC",
        "tracking_number": "1",
        "wms_order_id": "1",
    }
    wrong = {**parcel, "id": "285", "shipping_provider_id": "1"}
    body = {"warehouse_provider_id": "734", "packages": [parcel, wrong]}
    yield told("supply_chain.confirm_package_shipment", None, body=body)
    file = {"file_name": "a.mp4", "file_type": "video", "file_size": 9, "total_chunk_count": 1, "target_path": "/"}
    yield told("open.upload_file_init", body=file)
    yield told("seller.get_shop_creators")
    yield told("seller.sync_collections", body={"collections": [{"id": "1"}]})
    yield told("seller.get_shop_group_and_related_shops", None)


def _medicines(desk: Desk) -> Iterator[Answer]:
    shop = desk.shop("US")

    def told(operation: str, **asked: Any) -> Answer:
        return f"epharmacy.{operation}", desk.call(f"epharmacy.{operation}", shop, **asked)

    pharmacy = {
        "warehouse_id": next(iter(shop.warehouses)),
        "license_number": "123",
        "license_expire_time": 1_795_564_800,
        "operation_hours": [{"days": ["MON"], "open_time": "09:00", "close_time": "18:00"}],
        "pharmacist": {"name": "A", "practice_license_number": "1", "practice_license_expire_time": 1_795_564_800},
    }
    yield told("update_pharmacies", body={"pharmacies": [pharmacy, {"warehouse_id": "1"}]})
    yield told("get_pharmacies")
    order = released(desk, shop, "TIKTOK")
    needs = {"prescription_requirement": {"needs_prescription": True}}
    yield told("update_prescription_requirement", body=needs, product_id=order.lines[0].product_id)
    found = desk.call("order.get_order_detail", shop, query={"ids": order.id})
    yield "order.get_order_detail", found
    yield "order.get_order_detail@202309", desk.call("order.get_order_detail@202309", shop, query={"ids": order.id})
    yield "order.get_order_list", desk.call("order.get_order_list", shop, query={"page_size": "5"}, body={})
    yield told("get_consultation_provider", consultation_id=found["orders"][0]["consultation_id"])
    yield told("update_prescription_status", body={"prescription_status": "APPROVED"}, order_id=order.id)
