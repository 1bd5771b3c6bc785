"""Warehouses, templates and tracks: what is written shows in every read."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.simulator import orders
from tests.simulator_shop.shop_world import Desk
from tests.simulator_shop.test_shipping import waiting

PLACE = {
    "name": "Leeds East",
    "type": "SALES_WAREHOUSE",
    "first_name": "Ada",
    "last_name": "Marsh",
    "phone_number": "01130000000",
    "address": {"address_line_1": "1 Mill Row", "address_line_3": "Gate 3", "city": "Leeds", "postcode": "LS1 1AA"},
}


def listed(desk: Desk) -> dict[str, dict[str, Any]]:
    rows = desk.call("logistics.get_warehouse_list", desk.shop())["warehouses"]
    return {row["id"]: row for row in rows}


def test_a_new_warehouse_is_listed_chosen_as_default_and_changed() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    before = [row["id"] for row in listed(desk).values() if row["is_default"] and row["type"] == "SALES_WAREHOUSE"]
    made = desk.call("logistics.create_warehouse", shop, body={"warehouse": {**PLACE, "default_warehouse": True}})
    row = listed(desk)[made["warehouse_id"]]
    assert row["address"]["address_line3"] == "Gate 3"
    assert row["address"]["contact_person"] == "Ada Marsh"
    assert row["address"]["region"] == "United Kingdom"
    assert row["is_default"]
    assert not any(listed(desk)[one]["is_default"] for one in before)
    options = desk.call("logistics.get_warehouse_delivery_options", shop, warehouse_id=row["id"])
    assert options["delivery_options"]
    change = {"warehouse": {"name": "Leeds South", "address": {"city": "Morley"}}}
    assert desk.call("logistics.update_warehouse", shop, body=change, warehouse_id=row["id"]) == {}
    after = listed(desk)[row["id"]]
    assert (after["name"], after["address"]["city"], after["address"]["address_line1"]) == (
        "Leeds South",
        "Morley",
        "1 Mill Row",
    )
    places = desk.call("logistics.get_global_seller_warehouses", None)["global_warehouses"]
    assert {"id": row["entity_id"], "name": "Leeds South", "ownership": "SELLER"} in places


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "name is needed"),
        ({"name": "n" * 101}, "1 to 100"),
        ({"address": {"address_line_1": "1 Mill Row"}}, "address.city is needed"),
    ],
)
def test_a_warehouse_that_lacks_something_is_not_made(changed: dict[str, Any], words: str) -> None:
    desk = Desk(stocked=False)
    known = set(listed(desk))
    answer = desk.call("logistics.create_warehouse", desk.shop(), body={"warehouse": {**PLACE, **changed}})
    assert words in " ".join(error["message"] for error in answer["error_list"])
    assert set(listed(desk)) == known


def test_a_name_is_given_once_a_type_for_good_and_strangers_have_no_warehouse() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    made = desk.call("logistics.create_warehouse", shop, body={"warehouse": PLACE})["warehouse_id"]
    assert desk.call("logistics.create_warehouse", shop, body={"warehouse": PLACE})["error_list"]
    other = {"warehouse": {"type": "RETURN_WAREHOUSE"}}
    assert desk.call("logistics.update_warehouse", shop, body=other, warehouse_id=made)["error_list"]
    assert desk.refusal("logistics.update_warehouse", desk.shop("US"), body=other, warehouse_id=made) == 11005004


def test_addresses_take_the_platforms_form() -> None:
    desk = Desk(stocked=False)
    name = "logistics.standardize_warehouse_address"
    body = {"address": {"city": "LEEDS", "address_line1": " 1  Mill Row ", "postal_code": "ls1 1aa", "region_code": "gb"}}
    result = desk.call(name, desk.shop(), body=body)["standardization_result"]
    good = {"city": "Leeds", "address_line1": "1 Mill Row", "postal_code": "LS1 1AA", "region_code": "GB"}
    assert result == {"standardized_address": good, "updated": True}
    assert not desk.call(name, desk.shop(), body={"address": good})["standardization_result"]["updated"]


@pytest.mark.parametrize(("side", "weight", "fits"), [("10", "2", True), ("130", "2", False), ("10", "20.1", False)])
def test_templates_carry_what_their_service_carries(side: str, weight: str, fits: bool) -> None:
    desk = Desk(stocked=False)
    size = {"length": side, "width": "10", "height": "10", "unit": 1}
    body = {"product_attribute": {"dimension": size, "weight": {"unit": 1, "weight": weight}}}
    rows = desk.call("logistics.get_shipping_template_availability", desk.shop(), body=body)["templates"]
    assert {row["template_is_available"] for row in rows} == {fits}
    assert all(("service_unreachable_reason" in row) != fits for row in rows)


def test_a_template_exists_for_warehouses_that_sell() -> None:
    desk = Desk(stocked=False)
    shop = desk.shop()
    for warehouse in shop.warehouses.values():
        query = {"access_token": "t", "biz_warehouse_id": warehouse.id}
        told = desk.call("logistics.check_shipping_template_existence", shop, query=query)
        assert told["template_exist"] == (warehouse.type == "SALES_WAREHOUSE")
    query = {"access_token": "t", "biz_warehouse_id": "1"}
    assert not desk.call("logistics.check_shipping_template_existence", None, query=query)["template_exist"]


def test_the_way_of_every_parcel_of_an_order_is_told() -> None:
    desk, shop, order = waiting("US", "TIKTOK")
    assert desk.call("logistics.get_logistics_tracking", shop, order_id=order.id)["logistics_details"] == []
    for action in ("ship", "collect", "deliver"):
        orders.act(desk.world, shop, order, action)
    (parcel,) = desk.call("logistics.get_logistics_tracking", shop, order_id=order.id)["logistics_details"]
    assert {track["action_code_name"] for track in parcel["track_list"]} == {"PREPARING", "PICKED_UP", "DELIVERED"}
    assert parcel["newest_tracking_no"] == shop.packages[order.package_ids[0]].tracking_number
    assert desk.refusal("logistics.get_logistics_tracking", desk.shop("GB"), order_id=order.id) == 21008111
