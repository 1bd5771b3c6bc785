"""Every operation around a sale once in a busy world, so that its answers can be compared with the catalog."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

from shoplatch.simulator import orders
from shoplatch.simulator.ask import Upload
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
