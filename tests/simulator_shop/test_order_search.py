"""Searching orders and packages: filters, order, pages, and pages while things change."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from shoplatch.simulator import orders
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.shop_world import Desk


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk("demo")


def pages(desk: Desk, shop: Shop, body: dict[str, Any], size: int = 30, **query: str) -> list[dict[str, Any]]:
    """All orders of a search, page by page; every page but the last is full."""
    found: list[dict[str, Any]] = []
    token = ""
    while True:
        asked = {"page_size": str(size), **query, **({"page_token": token} if token else {})}
        data = desk.call("order.get_order_list", shop, query=asked, body=body)
        found.extend(data["orders"])
        token = data["next_page_token"]
        if not token:
            assert data["total_count"] == len(found)
            return found
        assert len(data["orders"]) == size


def test_pages_give_every_order_once_newest_first(desk: Desk) -> None:
    shop = desk.shop()
    found = pages(desk, shop, {})
    assert Counter(row["id"] for row in found) == Counter(order.id for order in shop.orders.values())
    times = [row["create_time"] for row in found]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("field", ["create_time", "update_time"])
def test_a_span_holds_its_lower_end_and_not_its_upper_one(desk: Desk, field: str) -> None:
    shop = desk.shop()
    times = sorted(getattr(order, field) for order in shop.orders.values())
    low, high = times[len(times) // 4], times[3 * len(times) // 4]
    found = pages(desk, shop, {f"{field}_ge": low, f"{field}_lt": high}, sort_field=field, sort_order="ASC")
    assert [row[field] for row in found] == [moment for moment in times if low <= moment < high]


@pytest.mark.parametrize("field", ["create_time", "update_time"])
def test_a_span_of_the_other_time_filters_as_well(desk: Desk, field: str) -> None:
    shop = desk.shop()
    other = "update_time" if field == "create_time" else "create_time"
    moment = sorted(getattr(order, other) for order in shop.orders.values())[len(shop.orders) // 2]
    found = pages(desk, shop, {f"{other}_ge": moment}, sort_field=field)
    assert {row["id"] for row in found} == {order.id for order in shop.orders.values() if getattr(order, other) >= moment}


def test_each_body_filter_does_what_it_says(desk: Desk) -> None:
    shop = desk.shop("US")
    some = next(iter(shop.orders.live()))
    checks = {
        "order_status": ("IN_TRANSIT", lambda order: order.status == "IN_TRANSIT"),
        "shipping_type": ("SELLER", lambda order: order.shipping_type == "SELLER"),
        "buyer_user_id": (some.buyer.id, lambda order: order.buyer.id == some.buyer.id),
        "warehouse_ids": ([some.warehouse_id], lambda order: order.warehouse_id == some.warehouse_id),
        "is_buyer_request_cancel": (True, lambda order: bool(order.cancel_request_id)),
    }
    for name, (value, holds) in checks.items():
        found = {row["id"] for row in pages(desk, shop, {name: value})}
        assert found == {order.id for order in shop.orders.live() if holds(order)}, name


def test_a_token_is_good_for_its_own_filters_only(desk: Desk) -> None:
    shop = desk.shop()
    token = desk.call("order.get_order_list", shop, query={"page_size": "5"}, body={})["next_page_token"]
    wrong = [
        ({"page_size": "5", "page_token": token}, {"order_status": "COMPLETED"}),
        ({"page_size": "5", "page_token": token, "sort_order": "ASC"}, {}),
        ({"page_size": "5", "page_token": "bm90IG9uZSBvZiBvdXJz"}, {}),
        ({"page_size": "5", "page_token": "???"}, {}),
    ]
    for query, body in wrong:
        assert desk.refusal("order.get_order_list", shop, query=query, body=body) == 21001001


def test_orders_placed_while_paging_neither_repeat_nor_hide_the_old_ones() -> None:
    desk = Desk("demo")
    shop = desk.shop()
    chance = random.Random(4)
    before = {order.id for order in shop.orders.live()}
    seen: list[str] = []
    token = ""
    while True:
        query = {"page_size": "20", **({"page_token": token} if token else {})}
        data = desk.call("order.get_order_list", shop, query=query, body={})
        seen.extend(row["id"] for row in data["orders"])
        token = data["next_page_token"]
        if not token:
            break
        desk.wind(3)
        orders.place(desk.world, shop, [(chance.choice([sku for sku in desk.skus(shop) if _sold(shop, sku)]).id, 1)])
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def test_by_update_time_upwards_a_touched_order_comes_again_and_nothing_is_missed() -> None:
    desk = Desk("demo")
    shop = desk.shop()
    seen: set[str] = set()
    token, rounds = "", 0
    touched: list[str] = []
    while True:
        query = {"page_size": "25", "sort_field": "update_time", "sort_order": "ASC"}
        data = desk.call("order.get_order_list", shop, query={**query, **({"page_token": token} if token else {})}, body={})
        seen.update(row["id"] for row in data["orders"])
        token, rounds = data["next_page_token"], rounds + 1
        if not token:
            break
        desk.wind(2)
        order = next(one for one in shop.orders.live() if one.status == "ON_HOLD" and one.id not in touched)
        touched.append(order.id)
        if rounds < 12:
            orders.act(desk.world, shop, order, "change_address")
    assert {order.id for order in shop.orders.live()} <= seen


def test_details_leave_out_unknown_and_repeated_ids_and_those_of_other_shops(desk: Desk) -> None:
    shop, other = desk.shop("GB"), desk.shop("US")
    own, foreign = next(iter(shop.orders.live())).id, next(iter(other.orders.live())).id
    ids = ",".join([own, foreign, "5765000000000000000", own])
    found = desk.call("order.get_order_detail", shop, query={"ids": ids})["orders"]
    assert [row["id"] for row in found] == [own]


def test_more_than_fifty_ids_are_refused(desk: Desk) -> None:
    ids = ",".join(str(5765000000000000000 + number) for number in range(51))
    with pytest.raises(Refused):
        desk.call("order.get_order_detail", desk.shop(), query={"ids": ids})


def test_list_and_detail_tell_the_same_about_an_order(desk: Desk) -> None:
    shop = desk.shop()
    rows = desk.call("order.get_order_list", shop, query={"page_size": "50"}, body={})["orders"]
    found = desk.call("order.get_order_detail", shop, query={"ids": ",".join(row["id"] for row in rows)})["orders"]
    details = {row["id"]: row for row in found}
    own_to_the_list = {"fulfillment_priority_level", "recommended_shipping_time"}
    for row in rows:
        shared = {name: value for name, value in row.items() if name not in own_to_the_list}
        assert shared == {name: details[row["id"]][name] for name in shared}


@pytest.mark.parametrize("field", ["create_time", "update_time", "order_pay_time"])
def test_packages_are_found_by_each_of_their_times(desk: Desk, field: str) -> None:
    shop = desk.shop()
    query = {"page_size": "50", "sort_field": field, "sort_order": "ASC"}
    found, token = [], ""
    while True:
        data = desk.call(
            "fulfillment.search_package", shop, query={**query, **({"page_token": token} if token else {})}, body={}
        )
        found.extend(row["id"] for row in data["packages"])
        token = data["next_page_token"]
        if not token:
            break
    assert Counter(found) == Counter(package.id for package in shop.packages.live())
    times = [getattr(shop.packages[package_id], field) for package_id in found]
    assert times == sorted(times)


@pytest.mark.parametrize(
    ("operation_id", "rows"), [("order.get_order_list", "orders"), ("fulfillment.search_package", "packages")]
)
def test_an_empty_sort_field_asks_for_the_default(desk: Desk, operation_id: str, rows: str) -> None:
    plain = desk.call(operation_id, desk.shop(), query={"page_size": "20"}, body={})
    empty = {"page_size": "20", "sort_field": "", "sort_order": "", "page_token": ""}
    assert desk.call(operation_id, desk.shop(), query=empty, body={})[rows] == plain[rows] != []


def test_an_order_is_found_by_its_number_in_another_system(desk: Desk) -> None:
    shop = desk.shop()
    order = next(iter(shop.orders.live()))
    reference = {"id": "web-77", "platform": "SHOPIFY", "line_items": [{"id": order.lines[0].id, "origin_id": "l-1"}]}
    body = {"orders": [{"id": order.id, "external_order": reference}, {"id": "1", "external_order": reference}]}
    errors = desk.call("order.add_external_order_references", shop, body=body)["errors"]
    assert [error["detail"]["order_id"] for error in errors] == ["1"]
    query = {"platform": "SHOPIFY", "external_order_id": "web-77"}
    found = desk.call("order.search_orders_by_external_order_reference", shop, query=query)["orders"]
    assert [row["id"] for row in found] == [order.id]
    told = desk.call("order.get_external_order_references", shop, query={"platform": "SHOPIFY"}, order_id=order.id)
    assert told["external_orders"] == [reference]


def _sold(shop: Shop, sku: Any) -> bool:
    return shop.products[sku.product_id].status == "ACTIVATE" and max(one.available for one in sku.stock.values()) > 50
