"""Each market ships its own way, and every wrong way has its own refusal (platform.md section 13)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.simulator import orders
from shoplatch.simulator.fulfillment.documents import document
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.shop_world import Desk

HOUR = 3_600
PARCEL = {
    "dimension": {"length": "9", "width": "6", "height": "4", "unit": "INCH"},
    "weight": {"value": "1", "unit": "POUND"},
}


def waiting(region: str, shipping_type: str, *, units: int = 1) -> tuple[Desk, Shop, Order]:
    """A released order of one way to ship."""
    desk = Desk()
    shop = desk.shop(region)
    shop.carriers_come = False
    desk.only_from(shop, shipping_type)
    first, second = desk.skus(shop)[:2]
    order = orders.place(desk.world, shop, [(first.id, 1)] if units == 1 else [(first.id, units - 1), (second.id, 1)])
    orders.act(desk.world, shop, order, "release")
    return desk, shop, order


def tracking(region: str, number: str = "") -> dict[str, str]:
    carrier = network(region).carriers[0]
    return {"shipping_provider_id": carrier.id, "tracking_number": number or f"{carrier.prefix}{'7' * carrier.digits}"}


def test_british_tiktok_shipping_goes_by_the_package_that_exists_since_payment() -> None:
    desk, shop, order = waiting("GB", "TIKTOK")
    row = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]
    package_id = row["packages"][0]["id"]
    assert "package_id" not in row["line_items"][0]
    assert desk.call("fulfillment.ship_package", shop, body={"handover_method": "DROP_OFF"}, package_id=package_id) == {}
    assert order.status == "AWAITING_COLLECTION"
    line = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]["line_items"][0]
    assert (line["package_id"], line["package_status"]) == (package_id, "PROCESSING")
    assert line["tracking_number"]


@pytest.mark.parametrize("region", ["GB", "US"])
@pytest.mark.parametrize("version", ["", "@202309"])
def test_seller_shipping_marks_the_order_as_shipped_in_both_versions(region: str, version: str) -> None:
    desk, shop, order = waiting(region, "SELLER")
    given = tracking(region)
    body: dict[str, Any] = {"shipping_info_list": [given]} if not version else given
    data = desk.call(f"fulfillment.mark_package_as_shipped{version}", shop, body=body, order_id=order.id)
    assert data["order_line_item_ids"] == [line.id for line in order.lines]
    assert shop.packages[data["package_id"]].tracking_number == given["tracking_number"]
    assert order.status == "AWAITING_COLLECTION"


@pytest.mark.parametrize("version", ["", "@202309"])
def test_american_tiktok_shipping_buys_a_label_which_makes_the_package(version: str) -> None:
    desk, shop, order = waiting("US", "TIKTOK")
    assert order.package_ids == []
    services = desk.call("fulfillment.get_eligible_shipping_services", shop, body=PARCEL, order_id=order.id)[
        "shipping_services"
    ]
    body: dict[str, Any] = {"order_id": order.id, "shipping_service_id": services[1]["id"], **PARCEL}
    if not version:
        body["ship_type"] = "1"
    data = desk.call(f"fulfillment.create_packages{version}", shop, body=body)
    assert order.package_ids == [data["package_id"]]
    assert data["shipping_service_info"]["shipping_provider_name"] == services[1]["shipping_provider_name"]
    assert order.status == "AWAITING_COLLECTION"


def test_one_label_can_hold_several_orders_of_one_buyer() -> None:
    desk, shop, order = waiting("US", "TIKTOK")
    other = orders.place(desk.world, shop, [(desk.skus(shop)[1].id, 2)], buyer=order.buyer)
    orders.act(desk.world, shop, other, "release")
    body = {"ship_type": "3", "order_list_ids": [order.id, other.id], **PARCEL}
    package_id = desk.call("fulfillment.create_packages", shop, body=body)["package_id"]
    assert shop.packages[package_id].order_ids == [order.id, other.id]
    assert {order.status, other.status} == {"AWAITING_COLLECTION"}
    assert [event.data["sc_type"] for event in desk.told if event.topic == 4] == ["COMBINE"]


def test_a_label_for_a_line_item_without_its_id_is_refused() -> None:
    desk, shop, order = waiting("US", "TIKTOK")
    body = {"order_id": order.id, "ship_type": "2", "order_line_item": [{}], **PARCEL}
    assert desk.refusal("fulfillment.create_packages", shop, body=body) == 21011005


def test_part_of_an_order_is_shipped_by_naming_its_line_items() -> None:
    desk, shop, order = waiting("GB", "SELLER", units=3)
    given = tracking("GB")
    for line in order.lines:
        body = {"order_line_list": [{"order_line_id": line.id}], "shipping_info_list": [given]}
        desk.call("fulfillment.mark_package_as_shipped", shop, body=body, order_id=order.id)
    assert order.status == "AWAITING_COLLECTION"
    assert len(order.package_ids) == 3
    assert order.split_or_combine == "SPLIT"


def test_the_wrong_way_for_the_market_is_refused_and_changes_nothing() -> None:
    desk, shop, order = waiting("US", "TIKTOK")
    wrong = {"shipping_info_list": [tracking("US")]}
    assert desk.refusal("fulfillment.mark_package_as_shipped", shop, body=wrong, order_id=order.id) == 21011004
    desk, shop, order = waiting("GB", "TIKTOK")
    body = {"order_id": order.id, "ship_type": "1", **PARCEL}
    assert desk.refusal("fulfillment.create_packages", shop, body=body) == 21008106
    desk, shop, order = waiting("GB", "SELLER")
    assert desk.refusal("fulfillment.ship_package", shop, body={}, package_id=order.package_ids[0]) == 21008017
    assert order.status == "AWAITING_SHIPMENT"


def test_an_order_on_hold_cannot_be_shipped_by_any_call() -> None:
    for region, shipping_type in (("GB", "TIKTOK"), ("GB", "SELLER"), ("US", "TIKTOK"), ("US", "SELLER")):
        desk = Desk()
        shop = desk.shop(region)
        desk.only_from(shop, shipping_type)
        order = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
        if shipping_type == "SELLER":
            body: dict[str, Any] = {"shipping_info_list": [tracking(region)]}
            code = desk.refusal("fulfillment.mark_package_as_shipped", shop, body=body, order_id=order.id)
        elif region == "GB":
            code = desk.refusal("fulfillment.ship_package", shop, body={}, package_id=order.package_ids[0])
        else:
            code = desk.refusal("fulfillment.create_packages", shop, body={"order_id": order.id, "ship_type": "1", **PARCEL})
        assert code == 21011044


def test_shipping_twice_is_refused() -> None:
    desk, shop, order = waiting("GB", "TIKTOK")
    desk.call("fulfillment.ship_package", shop, body={}, package_id=order.package_ids[0])
    assert desk.refusal("fulfillment.ship_package", shop, body={}, package_id=order.package_ids[0]) == 21011040
    desk, shop, order = waiting("US", "SELLER")
    body = {"shipping_info_list": [tracking("US")]}
    desk.call("fulfillment.mark_package_as_shipped", shop, body=body, order_id=order.id)
    assert desk.refusal("fulfillment.mark_package_as_shipped", shop, body=body, order_id=order.id) == 21011006


def test_a_cancelled_order_and_one_of_another_shop_cannot_be_shipped() -> None:
    desk, shop, order = waiting("GB", "TIKTOK")
    orders.act(desk.world, shop, order, "cancel")
    assert desk.refusal("fulfillment.ship_package", shop, body={}, package_id=order.package_ids[0]) == 21011041
    other = desk.shop("US")
    assert desk.refusal("fulfillment.ship_package", other, body={}, package_id=order.package_ids[0]) == 21011028
    body = {"shipping_info_list": [tracking("US")]}
    assert desk.refusal("fulfillment.mark_package_as_shipped", other, body=body, order_id=order.id) == 21008111


def test_an_unknown_carrier_and_odd_characters_are_refused() -> None:
    desk, shop, order = waiting("GB", "SELLER")
    for given, code in (
        ({**tracking("GB"), "shipping_provider_id": "1"}, 21011022),
        (tracking("GB", "AB 12 ☃"), 21004012),
        ({"tracking_number": "AB12"}, 21011005),
    ):
        body = {"shipping_info_list": [given]}
        assert desk.refusal("fulfillment.mark_package_as_shipped", shop, body=body, order_id=order.id) == code


def test_a_number_of_another_carriers_form_is_taken_with_a_warning() -> None:
    desk, shop, order = waiting("GB", "SELLER")
    body = {"shipping_info_list": [tracking("GB", "ZZ123")]}
    data = desk.call("fulfillment.mark_package_as_shipped", shop, body=body, order_id=order.id)
    assert "Evri" in data["warning"]["message"]


def test_a_batch_names_the_packages_it_could_not_ship() -> None:
    desk, shop, order = waiting("GB", "TIKTOK")
    held = orders.place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    rows = [{"id": order.package_ids[0]}, {"id": held.package_ids[0]}, {"id": "1"}]
    errors = desk.call("fulfillment.batch_ship_packages", shop, body={"packages": rows})["errors"]
    assert [(error["code"], error["detail"]["package_id"]) for error in errors] == [
        (21011044, held.package_ids[0]),
        (21011028, "1"),
    ]
    assert order.status == "AWAITING_COLLECTION"


def test_a_tracking_number_is_corrected_once_and_within_72_hours() -> None:
    for late in (False, True):
        desk, shop, order = waiting("GB", "SELLER")
        given = {"shipping_info_list": [tracking("GB")]}
        package_id = desk.call("fulfillment.mark_package_as_shipped", shop, body=given, order_id=order.id)["package_id"]
        desk.wind(72 * HOUR + late)
        again = tracking("GB", "H000000000000001")
        if late:
            assert desk.refusal("fulfillment.update_order_shipping_info", shop, body=again, order_id=order.id) == 21011050
            continue
        desk.call("fulfillment.update_order_shipping_info", shop, body=again, order_id=order.id)
        assert shop.packages[package_id].tracking_number == "H000000000000001"
        body = {"shipping_info_list": [again]}
        assert desk.refusal("fulfillment.update_package_shipping_info", shop, body=body, package_id=package_id) == 21011051


def test_a_label_can_be_fetched_between_arrangement_and_pickup_for_a_day() -> None:
    desk, shop, order = waiting("GB", "TIKTOK")
    package_id = order.package_ids[0]
    query = {"document_type": "SHIPPING_LABEL"}
    asked = {"query": query, "package_id": package_id}
    assert desk.refusal("fulfillment.get_package_shipping_document", shop, **asked) == 21023035
    desk.call("fulfillment.ship_package", shop, body={}, package_id=package_id)
    url = desk.call("fulfillment.get_package_shipping_document", shop, query=query, package_id=package_id)["doc_url"]
    path = url.removeprefix(desk.world.base_url)
    paper = document(desk.world, path)
    assert paper is not None
    label = paper.content
    assert label.startswith(b"%PDF-")
    start = int(label.rsplit(b"startxref\n", 1)[1].split()[0])
    assert label[start : start + 4] == b"xref"
    assert document(desk.world, path.replace(package_id, "1153000000000000000")) is None
    desk.wind(24 * HOUR + 1)
    assert document(desk.world, path) is None
    orders.act(desk.world, shop, order, "collect")
    assert desk.refusal("fulfillment.get_package_shipping_document", shop, **asked) == 21042102


def test_seller_shipped_packages_have_no_platform_label() -> None:
    desk, shop, order = waiting("GB", "SELLER")
    asked = {"query": {"document_type": "SHIPPING_LABEL"}, "package_id": order.package_ids[0]}
    assert desk.refusal("fulfillment.get_package_shipping_document", shop, **asked) == 11034002


def test_the_way_of_a_parcel_can_be_read_newest_first_in_milliseconds() -> None:
    desk, shop, order = waiting("US", "TIKTOK")
    for action in ("ship", "collect", "deliver"):
        desk.wind(60)
        orders.act(desk.world, shop, order, action)
    events = desk.call("fulfillment.get_order_tracking", shop, order_id=order.id)["tracking"]
    times = [event["update_time_millis"] for event in events]
    assert times == sorted(times, reverse=True)
    assert times[0] == order.delivery_time * 1000
    assert len(events) == 3


def test_carriers_of_a_tiktok_run_option_cannot_be_listed() -> None:
    desk = Desk()
    shop = desk.shop()
    main = desk.warehouse(shop, "TIKTOK")
    options = desk.call("logistics.get_warehouse_delivery_options", shop, warehouse_id=main.id)["delivery_options"]
    found = desk.refusal("logistics.get_shipping_providers", shop, delivery_option_id=options[0]["id"])
    assert found == 21008117
    assert desk.refusal("logistics.get_shipping_providers", shop, delivery_option_id="1") == 21008116


def test_splitting_before_shipping_is_not_the_way_of_the_united_kingdom() -> None:
    desk, shop, order = waiting("GB", "TIKTOK", units=3)
    groups = [{"id": str(at), "order_line_item_ids": [line.id]} for at, line in enumerate(order.lines)]
    found = desk.refusal("fulfillment.confirm_order_split", shop, body={"splittable_groups": groups}, order_id=order.id)
    assert found == 21011035


def test_in_south_east_asia_waiting_packages_are_split_combined_and_shipped() -> None:
    desk = Desk()
    shop = desk.shop()
    shop.carriers_come = False
    desk.only_from(shop, "TIKTOK")
    shop.region = "TH"  # the same shelves under another market's rules
    first, second = desk.skus(shop)[:2]
    order = orders.place(desk.world, shop, [(first.id, 1), (second.id, 2)])
    orders.act(desk.world, shop, order, "release")
    by_sku = {sku.id: [line.id for line in order.lines if line.sku_id == sku.id] for sku in (first, second)}
    torn = [[by_sku[first.id][0], by_sku[second.id][0]], [by_sku[second.id][1]]]
    groups = [{"id": str(at), "order_line_item_ids": ids} for at, ids in enumerate(torn)]
    body = {"splittable_groups": groups}
    assert desk.refusal("fulfillment.confirm_order_split", shop, body=body, order_id=order.id) == 21011036
    groups = [{"id": str(at), "order_line_item_ids": ids} for at, ids in enumerate(by_sku.values())]
    made = desk.call("fulfillment.confirm_order_split", shop, body={"splittable_groups": groups}, order_id=order.id)[
        "packages"
    ]
    assert len({row["id"] for row in made}) == 2
    other = orders.place(desk.world, shop, [(first.id, 1)], buyer=order.buyer)
    orders.act(desk.world, shop, other, "release")
    third = orders.place(desk.world, shop, [(second.id, 1)], buyer=order.buyer)
    orders.act(desk.world, shop, third, "release")
    (proposal,) = desk.call("fulfillment.search_combinable_packages", shop, query={"page_size": "10"})["combinable_packages"]
    assert proposal["order_ids"] == [other.id, third.id]
    assert proposal["id"] not in shop.packages
    pair = [{"id": proposal["id"]}]
    whole = desk.call("fulfillment.combine_package", shop, body={"combinable_packages": pair})["packages"][0]
    assert whole["order_ids"] == [other.id, third.id]
    desk.call("fulfillment.ship_package", shop, body={}, package_id=whole["id"])
    assert {other.status, third.status} == {"AWAITING_COLLECTION"}
    desk.call("fulfillment.ship_package", shop, body={}, package_id=made[0]["id"])
    assert order.status == "PARTIALLY_SHIPPING"
    kinds = [event.data["sc_type"] for event in desk.told if event.topic == 4]
    assert kinds[:2] == ["SPLIT", "COMBINE"]


def test_a_combined_package_can_be_taken_apart_again() -> None:
    desk = Desk()
    shop = desk.shop()
    desk.only_from(shop, "TIKTOK")
    shop.region = "SG"
    sku = desk.skus(shop)[0]
    first = orders.place(desk.world, shop, [(sku.id, 1)])
    second = orders.place(desk.world, shop, [(sku.id, 1)], buyer=first.buyer)
    for order in (first, second):
        orders.act(desk.world, shop, order, "release")
    (proposal,) = desk.call("fulfillment.search_combinable_packages", shop, query={"page_size": "10"})["combinable_packages"]
    assert proposal["order_ids"] == [first.id, second.id]
    whole = desk.call("fulfillment.combine_package", shop, body={"combinable_packages": [proposal]})["packages"][0]
    body = {"order_ids": [second.id]}
    parts = desk.call("fulfillment.uncombine_packages", shop, body=body, package_id=whole["id"])["packages"]
    assert sorted(part["order_ids"] for part in parts) == sorted([[first.id], [second.id]])
    assert (len(first.package_ids), len(second.package_ids)) == (1, 1)
    assert first.package_ids != second.package_ids
    assert all(order.split_or_combine == "" for order in (first, second))


def test_a_proposal_is_combined_in_part_and_failures_are_told_one_by_one() -> None:
    desk = Desk()
    shop = desk.shop()
    desk.only_from(shop, "TIKTOK")
    shop.region = "MY"
    sku = desk.skus(shop)[0]
    first = orders.place(desk.world, shop, [(sku.id, 1)])
    mates = [first, *(orders.place(desk.world, shop, [(sku.id, 1)], buyer=first.buyer) for _ in range(2))]
    for order in mates:
        orders.act(desk.world, shop, order, "release")

    def proposed() -> list[dict[str, Any]]:
        listed = desk.call("fulfillment.search_combinable_packages", shop, query={"page_size": "10"})
        assert listed["total_count"] == len(listed["combinable_packages"])
        rows: list[dict[str, Any]] = listed["combinable_packages"]
        return rows

    (proposal,) = proposed()
    ids = [order.id for order in mates]
    assert proposal["order_ids"] == ids
    rows = [
        {"id": first.package_ids[0]},  # a package is no proposal
        {"id": proposal["id"], "order_ids": [ids[0]]},
        {"id": proposal["id"], "order_ids": [ids[0], "5765000000000000001"]},
        {"id": proposal["id"], "order_ids": ids[:2]},
        {"id": proposal["id"], "order_ids": ids[1:]},  # by now the second travels with the first
    ]
    answer = desk.call("fulfillment.combine_package", shop, body={"combinable_packages": rows})
    assert [row["order_ids"] for row in answer["packages"]] == [ids[:2]]
    assert [row["code"] for row in answer["errors"]] == [21011028, 21011003, 21011031, 21011033]
    assert proposed() == [proposal]  # the third could still join them
    joined = desk.call("fulfillment.combine_package", shop, body={"combinable_packages": [{"id": proposal["id"]}]})
    assert [sorted(row["order_ids"]) for row in joined["packages"]] == [sorted(ids)]
    assert proposed() == []


@pytest.mark.parametrize("region", ["GB", "US"])
def test_orders_of_one_recipient_with_the_same_number_are_one_parcel(region: str) -> None:
    desk, shop, order = waiting(region, "SELLER", units=2)
    mate = orders.place(desk.world, shop, [(desk.skus(shop)[1].id, 1)], buyer=order.buyer)
    stranger = orders.place(desk.world, shop, [(desk.skus(shop)[1].id, 1)])
    stock = desk.skus(shop)[1].stock[order.warehouse_id]
    body = {"shipping_info_list": [tracking(region)]}
    made = []
    for one in (order, mate, stranger):
        if one is not order:
            orders.act(desk.world, shop, one, "release")
        desk.told.clear()
        answer = desk.call("fulfillment.mark_package_as_shipped", shop, body=body, order_id=one.id)
        assert answer["order_line_item_ids"] == [line.id for line in one.lines]
        assert one.status == "AWAITING_COLLECTION"
        made.append(answer["package_id"])
    assert made[0] == made[1] != made[2]
    whole = shop.packages[made[0]]
    assert (whole.order_ids, whole.tag) == ([order.id, mate.id], "COMBINE")
    assert (order.split_or_combine, mate.split_or_combine, stranger.split_or_combine) == ("COMBINED", "COMBINED", "")
    assert mate.package_ids == [whole.id]
    assert stock.committed == 0
    orders.act(desk.world, shop, order, "collect")
    assert (order.status, mate.status) == ("IN_TRANSIT", "IN_TRANSIT")


def test_a_parcel_that_its_carrier_has_takes_nothing_more() -> None:
    desk, shop, order = waiting("GB", "SELLER")
    body = {"shipping_info_list": [tracking("GB")]}
    first = desk.call("fulfillment.mark_package_as_shipped", shop, body=body, order_id=order.id)["package_id"]
    orders.act(desk.world, shop, order, "collect")
    mate = orders.place(desk.world, shop, [(desk.skus(shop)[1].id, 1)], buyer=order.buyer)
    orders.act(desk.world, shop, mate, "release")
    assert desk.call("fulfillment.mark_package_as_shipped", shop, body=body, order_id=mate.id)["package_id"] != first
