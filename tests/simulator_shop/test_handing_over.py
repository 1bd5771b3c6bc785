"""Proofs, own fleets, invoices, schedules, bundles, customs and codes: what is written shows, what is illegal is refused."""

from __future__ import annotations

import base64
import dataclasses
from collections.abc import Mapping
from typing import Any

import pytest

from shoplatch.simulator import orders
from shoplatch.simulator.ask import Upload
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.product_world import png
from tests.simulator_shop.shop_world import Desk
from tests.simulator_shop.test_shipping import tracking, waiting

DELIVER, INVOICE = "fulfillment.update_package_delivery_status", "fulfillment.upload_invoice"


def shipped_by_fleet() -> tuple[Desk, Shop, Order]:
    """An Indonesian order that the seller's own fleet has taken along."""
    desk = Desk()
    shop = desk.shop("GB")
    shop.carriers_come = False
    desk.only_from(shop, "SELLER")
    shop.region = "ID"
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    orders.act(desk.world, shop, order, "release")
    body = {"self_shipment": tracking("ID")}
    desk.call("fulfillment.ship_package", shop, body=body, package_id=order.package_ids[0])
    return desk, shop, order


def proof(desk: Desk, shop: Shop) -> str:
    form = {"data": Upload("door.png", "image/png", png(256, 256))}
    data = desk.call("fulfillment.upload_proof_of_delivery_image", shop, form=form)
    assert (data["width"], data["height"]) == (256, 256)
    return str(data["url"])


def told(desk: Desk, shop: Shop, **row: str) -> list[Mapping[str, Any]]:
    answer = desk.call(DELIVER, shop, body={"packages": [row]})
    errors: list[Mapping[str, Any]] = answer.get("errors", [])
    return errors


def test_an_own_fleet_fails_delivers_and_adds_its_proof_later() -> None:
    desk, shop, order = shipped_by_fleet()
    package_id = order.package_ids[0]
    reason: dict[str, str] = {"delivery_type": "DELIVERY_FAILED", "fail_delivery_reason": "UNABLE_RECEIVE"}
    assert told(desk, shop, id=package_id, **reason) == []
    tracked = desk.call("fulfillment.get_order_tracking", shop, order_id=order.id)["tracking"]
    assert "unable receive" in tracked[0]["description"]
    assert order.status == "AWAITING_COLLECTION"
    assert told(desk, shop, id=package_id, delivery_type="DELIVERY_SUCCESS") == []
    assert order.status == "DELIVERED"
    assert told(desk, shop, id=package_id, delivery_type="DELIVERY_SUCCESS")[0]["code"] == 21011027
    url = proof(desk, shop)
    late = {"delivery_type": "UPDATE_POD", "file_type": "IMG", "file_url": url}
    assert told(desk, shop, id=package_id, **late) == []
    assert shop.dispatch.deliveries[package_id].file_url == url


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"delivery_type": "DELIVERY_FAILED"}, 21011005),
        ({"delivery_type": "UPDATE_POD"}, 21011003),
        ({"delivery_type": "DELIVERY_SUCCESS", "file_url": "https://elsewhere.example/a.png"}, 21011005),
        ({"delivery_type": "DELIVERY_SUCCESS", "id": "1153000000000000001"}, 21011028),
    ],
)
def test_what_a_fleet_may_not_say_is_named_in_errors_and_changes_nothing(row: dict[str, str], code: int) -> None:
    desk, shop, order = shipped_by_fleet()
    assert [error["code"] for error in told(desk, shop, **{"id": order.package_ids[0], **row})] == [code]
    assert order.status == "AWAITING_COLLECTION"


def test_only_south_east_asian_sellers_have_fleets() -> None:
    desk, shop, order = waiting("GB", "SELLER")
    body = {"packages": [{"id": order.package_ids[0], "delivery_type": "DELIVERY_SUCCESS"}]}
    assert desk.refusal(DELIVER, shop, body=body) == 21008106


def test_proofs_must_be_what_they_say() -> None:
    desk = Desk()
    shop = desk.shop()
    file: dict[str, str | Upload] = {"data": Upload("p.pdf", "application/pdf", b"%PDF-1.7 proof"), "name": "p.pdf"}
    name = "fulfillment.upload_proof_of_delivery_file"
    assert desk.call(name, shop, form=file)["name"] == "p.pdf"
    assert desk.refusal(name, shop, form={**file, "data": Upload("p.pdf", "application/pdf", b"GIF89a")}) == 12038002
    assert desk.refusal(name, shop, form={**file, "name": "p.exe"}) == 12038002
    large = Upload("a.png", "image/png", png(256, 256) + bytes(5 * 1024 * 1024))
    assert desk.refusal("fulfillment.upload_proof_of_delivery_image", shop, form={"data": large}) == 12038005


def test_tracks_of_an_own_carrier_move_the_parcel_once() -> None:
    desk, shop, order = waiting("US", "SELLER")
    given = tracking("US")
    desk.call("fulfillment.mark_package_as_shipped", shop, body={"shipping_info_list": [given]}, order_id=order.id)
    now = desk.world.clock.now()
    tracks = [
        {"action_code": code, "occur_time": now + at, "description": text, "tracking_no": given["tracking_number"]}
        for at, (code, text) in enumerate(((3, "Picked up"), (5, "Sorted in Reno"), (7, "At the door")))
    ]
    stray = {**tracks[0], "tracking_no": "NOBODY"}
    body = {
        "country": "US",
        "order_id": order.id,
        "provider_id": given["shipping_provider_id"],
        "tracks": [*tracks, stray],
    }
    for _ in range(2):
        results = desk.call("fulfillment.tracking_status_update", shop, body=body)["track_results"]
        assert sorted(row["code"] for row in results) == [0, 0, 0, 21011022]
    assert order.status == "DELIVERED"
    details = desk.call("logistics.get_logistics_tracking", shop, order_id=order.id)["logistics_details"]
    assert [track["action_code"] for track in details[0]["track_list"]].count(5) == 1
    desk, shop, order = waiting("US", "TIKTOK")
    assert desk.refusal("fulfillment.tracking_status_update", shop, body={**body, "order_id": order.id}) == 21011004


def invoiced(xml: str, *, order_ids: list[str], package_id: str) -> dict[str, Any]:
    file = base64.b64encode(xml.encode()).decode()
    return {"invoices": [{"file": file, "file_type": "XML", "order_ids": order_ids, "package_id": package_id}]}


def nfe(key: str, state: str = "100") -> str:
    return f'<?xml version="1.0"?><nfeProc><infNFe Id="NFe{key}"/><cStat>{state}</cStat></nfeProc>'


def brazilian(*, units: int = 1) -> tuple[Desk, Shop, Order]:
    desk = Desk()
    shop = desk.shop("GB")
    shop.carriers_come = False
    desk.only_from(shop, "TIKTOK")
    shop.region = "BR"
    order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, units)])
    orders.act(desk.world, shop, order, "release")
    return desk, shop, order


def test_in_brazil_a_package_waits_for_its_invoice() -> None:
    desk, shop, order = brazilian()
    package_id = order.package_ids[0]
    ship: Any = {"body": {}, "package_id": package_id}

    def state() -> str:
        return str(desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]["need_upload_invoice"])

    assert state() == "NEED_INVOICE"
    assert desk.refusal("fulfillment.ship_package", shop, **ship) == 21004006
    body = invoiced(nfe("3" * 44), order_ids=[order.id], package_id=package_id)
    assert desk.call(INVOICE, shop, body=body) == {}
    assert state() == "INVOICE_UPLOADED"
    assert desk.refusal("fulfillment.ship_package", shop, **ship) == 21004020
    assert desk.call(INVOICE, shop, body=body)["errors"][0]["detail"]["package_id"] == package_id
    desk.wind(60)
    assert desk.call("fulfillment.ship_package", shop, **ship) == {}
    stages = [event.data["invoice_status"] for event in desk.told if event.topic == 36]
    assert stages == ["PROCESSING", "SUCCESS"]


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("<nfeProc/>", "NOT_FOUND"),
        (nfe("4" * 44, state="110"), "NOT_AUTHORIZED"),
        (nfe("9" * 44), "ACCESS_KEY_DUPLICATE"),
    ],
)
def test_a_wrong_invoice_is_told_and_can_be_sent_anew(xml: str, reason: str) -> None:
    desk, shop, order = brazilian()
    other = orders.place(desk.world, shop, [(desk.skus(shop)[1].id, 1)])
    orders.act(desk.world, shop, other, "release")
    first = invoiced(nfe("9" * 44), order_ids=[other.id], package_id=other.package_ids[0])
    desk.call(INVOICE, shop, body=first)
    package_id = order.package_ids[0]
    desk.call(INVOICE, shop, body=invoiced(xml, order_ids=[order.id], package_id=package_id))
    desk.wind(60)
    last = [event.data for event in desk.told if event.topic == 36 and event.data["package_id"] == package_id][-1]
    assert (last["invoice_status"], last["invalid_reason"]) == ("INVALID", reason)
    assert desk.refusal("fulfillment.ship_package", shop, body={}, package_id=package_id) == 21004020
    good = invoiced(nfe("5" * 44), order_ids=[order.id], package_id=package_id)
    assert desk.call(INVOICE, shop, body=good) == {}


def test_invoices_of_strangers_and_of_other_markets_are_refused() -> None:
    desk, shop, order = brazilian()
    body = invoiced(nfe("3" * 44), order_ids=["5765000000000000000"], package_id=order.package_ids[0])
    assert desk.call(INVOICE, shop, body=body)["errors"][0]["code"] == 10007014
    shop.region = "GB"
    assert desk.refusal(INVOICE, shop, body=body) == 21008106


def test_a_handover_is_scheduled_in_an_offered_slot() -> None:
    desk, shop, order = waiting("US", "TIKTOK", units=3)
    slots = desk.call("fulfillment.get_handover_timeslots", shop, order_id=order.id)["pickup_slots"]
    slot = {name: slots[0][name] for name in ("start_time", "end_time")}
    line_ids = [order.lines[0].id]
    body = {"order_id": order.id, "order_line_item_ids": line_ids, "handover_method": "PICKUP", "pickup_slot": slot}
    name = "fulfillment.schedule_package_handover"
    assert desk.refusal(name, shop, body={**body, "pickup_slot": {"start_time": 5, "end_time": 6}}) == 21011053
    assert desk.refusal(name, shop, body={**body, "pickup_slot": None}) == 21011054
    data = desk.call(name, shop, body=body)
    found = desk.call("fulfillment.get_package_detail", shop, package_id=data["package_id"])
    assert (found["handover_method"], found["pickup_slot"]) == ("PICKUP", slot)
    assert data["order_line_item_ids"] == line_ids
    assert order.status == "PARTIALLY_SHIPPING"
    asked: Any = {"query": {"tracking_number": data["tracking_number"]}}
    name = "fulfillment.check_tiktok_shipping_and_collection_by_tiktok_coverage"
    assert desk.call(name, shop, **asked) == {"is_tiktok_shipping": True, "is_tiktok_collection": True}
    assert not any(desk.call(name, desk.shop("GB"), **asked).values())


@pytest.mark.parametrize("version", ["", "@202407"])
def test_an_order_goes_into_one_first_mile_bundle_whichever_version_asks(version: str) -> None:
    desk, shop, order = waiting("GB", "TIKTOK")
    other = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    desk.call("fulfillment.ship_package", shop, body={}, package_id=order.package_ids[0])
    body = {"handover_method": "DROP_OFF", "order_ids": [order.id, other.id, "1"]}
    data = desk.call(f"fulfillment.create_first_mile_bundle{version}", shop if not version else None, body=body)
    assert [row["detail"]["order_id"] for row in data["errors"]] == [other.id, "1"]
    assert shop.dispatch.bundles[data["first_mile_bundle_id"]].member_ids == [order.id]
    again = desk.call("fulfillment.create_first_mile_bundle", shop, body=body)
    assert "first_mile_bundle_id" not in again
    last = {"fulfillment_unit_ids": list(order.package_ids)}
    assert desk.call("fulfillment.create_last_mile_bundle", None, body=last)["last_mile_bundle_id"]
    assert desk.refusal("fulfillment.create_last_mile_bundle", None, body=last) == 21011003
    assert desk.refusal("fulfillment.create_last_mile_bundle", None, body={"fulfillment_unit_ids": ["1"]}) == 21011028


def test_customs_are_asked_of_what_crosses_a_border_and_declared_once() -> None:
    desk, shop, order = waiting("US", "TIKTOK")
    home = shop.warehouses[order.warehouse_id]
    home.address = dataclasses.replace(home.address, region="CN")

    def asked() -> dict[str, Any]:
        body = {"order_ids": [order.id, "1"]}
        rows: list[dict[str, Any]] = desk.call("fulfillment.get_order_customs_requirements", None, body=body)[
            "order_clearance_list"
        ]
        assert len(rows) == 1
        return rows[0]

    assert (asked()["need_fill_clearance"], asked()["already_filled_clearance"]) == (True, False)
    line = order.lines[0]
    item = {"order_line_id": line.id, "sku_id": line.sku_id}
    halves = [{"sku_id": line.sku_id, "qty": 1, "price_percent": part} for part in (60, 40)]
    name = "fulfillment.submit_customs_clearance_information"

    def body(details: list[dict[str, Any]]) -> dict[str, Any]:
        return {"order_list": [{"order_id": order.id, "item_list": [{**item, "item_detail": details}]}]}

    assert desk.refusal(name, None, body=body(halves[:1])) == 21011005
    assert asked()["need_fill_clearance"]
    assert desk.call(name, None, body=body(halves)) == {}
    assert (asked()["need_fill_clearance"], asked()["already_filled_clearance"]) == (False, True)
    assert [part["price_percent"] for part in asked()["item_list"][0]["related_item_detail"]] == [60, 40]


def test_a_code_for_a_virtual_good_is_given_once() -> None:
    desk, shop, order = waiting("US", "SELLER", units=2)

    def given(line_id: str, data: str) -> int:
        info = {"redeem_type": "CODE", "redeem_data": data}
        body = {"order_id": order.id, "order_info_list": [{"order_line_id": line_id, "redeem_info": info}]}
        answer = desk.call("fulfillment.submit_redemption_information", shop, body=body)
        return int(answer["order_statuses"][0]["status_code"])

    line_id = order.lines[0].id
    assert [given(line_id, "abc"), given(line_id, "abc"), given(line_id, "other"), given("1", "abc")] == [
        0,
        0,
        21011003,
        21011029,
    ]
    assert shop.dispatch.redemptions[line_id].redeem_data == "abc"


def test_too_many_units_must_be_split_before_they_are_shipped() -> None:
    desk = Desk()
    shop = desk.shop("GB")
    desk.only_from(shop, "TIKTOK")
    shop.region = "TH"
    skus = desk.skus(shop)
    order = orders.place(desk.world, shop, [(skus[0].id, 2), (skus[1].id, 2)])
    orders.act(desk.world, shop, order, "release")

    def attributes() -> dict[str, Any]:
        asked = {"order_ids": order.id}
        data = desk.call("fulfillment.get_order_split_attributes", shop, query=asked)
        row: dict[str, Any] = data["split_attributes"][0]
        return row

    assert (attributes()["can_split"], attributes()["must_split"]) == (True, False)
    desk.world.switches.units_in_one_package_max = 2
    assert attributes()["must_split_reasons"][0]["max_count"] == "2"
    assert desk.refusal("fulfillment.ship_package", shop, body={}, package_id=order.package_ids[0]) == 11021018
    groups = [
        {"id": str(at), "order_line_item_ids": [line.id for line in order.lines if line.sku_id == sku.id]}
        for at, sku in enumerate(skus[:2])
    ]
    desk.call("fulfillment.confirm_order_split", shop, body={"splittable_groups": groups}, order_id=order.id)
    for package_id in order.package_ids:
        desk.call("fulfillment.ship_package", shop, body={}, package_id=package_id)
    assert order.status == "AWAITING_COLLECTION"
