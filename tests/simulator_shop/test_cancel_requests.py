"""Buyers ask to cancel; sellers approve, reject, or stay silent (platform.md section 9)."""

from __future__ import annotations

import pytest

from shoplatch.errors import Conflict
from shoplatch.simulator import orders
from shoplatch.simulator.markets import MARKETS, market
from shoplatch.simulator.orders.placing import Terms
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Cancellation, Order
from tests.simulator_shop.aftersales_world import DAY, another, order_in, told
from tests.simulator_shop.shop_world import Desk

PENDING, SUCCESS, COMPLETE = (f"CANCELLATION_REQUEST_{step}" for step in ("PENDING", "SUCCESS", "COMPLETE"))


def requested(region: str = "GB", status: str = "AWAITING_SHIPMENT") -> tuple[Desk, Shop, Order, Cancellation]:
    desk, shop, order = order_in(region, status)
    orders.act(desk.world, shop, order, "request_cancel")
    return desk, shop, order, shop.cancellations[order.cancel_request_id]


def row_of(desk: Desk, shop: Shop, record: Cancellation, version: str = "") -> dict[str, object]:
    rows = desk.call(f"return_refund.search_cancellations{version}", shop, body={"cancel_ids": [record.id]})["cancellations"]
    row: dict[str, object] = rows[0]
    return row


@pytest.mark.parametrize("region", MARKETS)
def test_a_request_shows_on_the_order_and_waits_for_the_seller_as_long_as_the_market_says(region: str) -> None:
    desk, shop, order, record = requested(region)
    view = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]
    assert view["is_buyer_request_cancel"] is True
    assert view["request_cancel_time"] == record.create_time
    row = row_of(desk, shop, record)
    assert (row["cancel_type"], row["cancel_status"], row["role"]) == ("BUYER_CANCEL", PENDING, "BUYER")
    answer_s = market(region).rules.buyer_cancel_answer_s
    assert answer_s == (DAY if region == "TH" else 2 * DAY)
    assert row["seller_next_action_response"] == [
        {"action": "SELLER_RESPOND_CANCEL", "deadline": record.create_time + answer_s}
    ]
    desk.wind(answer_s - 1)
    assert (order.status, record.status) == ("AWAITING_SHIPMENT", PENDING)
    desk.wind(1)
    if order.shipping_due_time <= record.deadline:  # Vietnam: two working days to ship, two days to answer
        assert (order.status, order.cancelled_by) == ("CANCELLED", "SYSTEM")
        return
    assert (order.status, record.status, order.cancelled_by) == ("CANCELLED", SUCCESS, "BUYER")
    desk.wind(60)
    assert record.status == COMPLETE
    assert told(desk, 11, "cancel_status") == [PENDING, SUCCESS, COMPLETE]


def test_an_approved_request_gives_back_stock_and_money_once() -> None:
    desk, shop, order, record = requested("US")
    before = sum(sku.available for sku in desk.skus(shop))
    query = {"idempotency_key": "key-1"}
    for _ in range(2):  # the second call is the first one again
        desk.call("return_refund.approve_cancellation", shop, query=query, cancel_id=record.id)
    assert sum(sku.available for sku in desk.skus(shop)) == before + 3
    assert all(sku.committed == 0 for sku in desk.skus(shop))
    paid = orders_total(desk, shop, order)
    assert row_of(desk, shop, record)["refund_amount"]["refund_total"] == paid  # type: ignore[index]
    assert desk.refusal("return_refund.approve_cancellation", shop, cancel_id=record.id) == 25011012


def orders_total(desk: Desk, shop: Shop, order: Order) -> str:
    view = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]
    total: str = view["payment"]["total_amount"]
    return total


@pytest.mark.parametrize("region", ["GB", "US", "TH", "MX", "DE"])
def test_a_rejected_request_leaves_the_order_and_its_money_as_they_were(region: str) -> None:
    desk, shop, order, record = requested(region)
    query = {"return_or_cancel_id": record.id}
    names = [row["name"] for row in desk.call("return_refund.get_reject_reasons", shop, query=query)["reasons"]]
    body = {"reject_reason": names[0]}
    desk.call("return_refund.reject_cancellation", shop, body=body, cancel_id=record.id)
    assert row_of(desk, shop, record)["cancel_status"] == "CANCELLATION_REQUEST_CANCEL"
    assert row_of(desk, shop, record, "@202309")["cancel_status"] == "CANCELLATION_REQUEST_CANCELLED"
    assert told(desk, 11, "cancel_status")[-1] == "CANCELLATION_REQUEST_CANCELLED"
    assert (order.status, order.cancel_request_id) == ("AWAITING_SHIPMENT", "")
    assert sum(line.promised for line in order.lines) == 0
    assert desk.refusal("return_refund.reject_cancellation", shop, body=body, cancel_id=record.id) == 25011011
    assert desk.refusal("return_refund.approve_cancellation", shop, cancel_id=record.id) == 25020009
    orders.act(desk.world, shop, order, "request_cancel")  # buyers may ask again
    assert order.cancel_request_id != record.id


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("no_such_reason", 25001014),
        ("seller_cancel_reason_out_of_stock_uk", 25001016),
        ("reverse_reject_return_parcel_reason_1_uk", 25001057),
    ],
)
def test_a_reject_reason_is_one_of_the_list_for_cancellations(reason: str, code: int) -> None:
    desk, shop, _, record = requested()
    body = {"reject_reason": reason}
    assert desk.refusal("return_refund.reject_cancellation", shop, body=body, cancel_id=record.id) == code
    assert record.status == PENDING


def test_while_a_request_is_open_the_seller_cannot_cancel_and_outside_the_us_not_ship() -> None:
    desk, shop, order, _ = requested()
    body = {"order_id": order.id, "cancel_reason": "seller_cancel_reason_out_of_stock_uk"}
    assert desk.refusal("return_refund.cancel_order", shop, body=body) == 25001011
    carrier = {"shipping_provider_id": "6617675021119430001", "tracking_number": "H123456789012345"}
    call, path, given = (
        ("fulfillment.ship_package", {"package_id": order.package_ids[0]}, {})
        if order.shipping_type == "TIKTOK"
        else ("fulfillment.mark_package_as_shipped", {"order_id": order.id}, {"shipping_info_list": [carrier]})
    )
    assert desk.refusal(call, shop, body=given, **path) == 21011007
    assert order.status == "AWAITING_SHIPMENT"


def test_in_the_us_shipping_rejects_the_request() -> None:
    desk, shop, order, record = requested("US")
    orders.act(desk.world, shop, order, "ship")
    assert order.status == "AWAITING_COLLECTION"
    assert row_of(desk, shop, record)["cancel_status"] == "CANCELLATION_REQUEST_CANCEL"


@pytest.mark.parametrize("region", MARKETS)
def test_between_arrangement_and_pickup_only_buyers_in_south_east_asia_may_ask(region: str) -> None:
    desk, shop, order = order_in(region, "AWAITING_COLLECTION")
    if region in ("ID", "MY", "PH", "SG", "TH", "VN"):
        orders.act(desk.world, shop, order, "request_cancel")
        record = shop.cancellations[order.cancel_request_id]
        orders.act(desk.world, shop, order, "collect")  # the carrier is faster than the seller
        assert desk.refusal("return_refund.approve_cancellation", shop, cancel_id=record.id) == 25001045
        desk.wind(market(region).rules.buyer_cancel_answer_s)
        assert (order.status, record.status) == ("IN_TRANSIT", "CANCELLATION_REQUEST_CANCEL")
    else:
        with pytest.raises(Conflict):
            orders.act(desk.world, shop, order, "request_cancel")


def test_a_buyer_withdraws_and_an_order_called_off_otherwise_takes_its_request_along() -> None:
    desk, shop, order, record = requested()
    orders.act(desk.world, shop, order, "withdraw_cancel")
    assert record.status == "CANCELLATION_REQUEST_CANCEL"
    orders.act(desk.world, shop, order, "request_cancel")
    late = shop.cancellations[order.cancel_request_id]
    desk.wind(60)
    orders.act(desk.world, shop, order, "withdraw_cancel")
    other = another(desk, shop, "AWAITING_SHIPMENT")
    assert late.status == "CANCELLATION_REQUEST_CANCEL"
    desk.wind(other.shipping_due_time - desk.world.clock.now())
    assert (order.status, order.cancelled_by) == ("CANCELLED", "SYSTEM")


def test_what_is_not_yours_is_told_from_what_does_not_exist() -> None:
    desk, _, _, record = requested("GB")
    other = desk.shop("US")
    assert desk.refusal("return_refund.approve_cancellation", other, cancel_id=record.id) == 25020005
    assert desk.refusal("return_refund.approve_cancellation", other, cancel_id="4035000000000000000") == 25007006


def test_cancellations_are_found_by_every_filter() -> None:
    desk, shop, order, record = requested()
    desk.wind(10)
    other = another(desk, shop, "ON_HOLD")
    orders.act(desk.world, shop, other, "cancel")
    everything = desk.call("return_refund.search_cancellations", shop, body={})
    assert [row["order_id"] for row in everything["cancellations"]] == [order.id, other.id]
    newest = desk.call("return_refund.search_cancellations", shop, query={"sort_order": "DESC", "page_size": "1"}, body={})
    assert [row["order_id"] for row in newest["cancellations"]] == [other.id]
    query = {"sort_order": "DESC", "page_size": "1", "page_token": newest["next_page_token"]}
    assert desk.call("return_refund.search_cancellations", shop, query=query, body={})["next_page_token"] == ""
    for body in (
        {"cancel_ids": [record.id]},
        {"order_ids": [order.id]},
        {"cancel_types": ["BUYER_CANCEL"]},
        {"cancel_status": [PENDING]},
        {"create_time_lt": record.create_time + 1},
        {"update_time_lt": record.update_time + 1},
    ):
        rows = desk.call("return_refund.search_cancellations", shop, body=body)["cancellations"]
        assert [row["cancel_id"] for row in rows] == [record.id], body


def test_an_order_without_hold_is_called_off_at_once_within_the_hour_of_remorse() -> None:
    desk = Desk()
    shop = desk.shop("US")
    sku = desk.skus(shop)[0]
    early, late = (orders.place(desk.world, shop, [(sku.id, 1)], terms=Terms(without_hold=True)) for _ in range(2))
    assert (early.status, early.waits_on_hold) == ("AWAITING_SHIPMENT", False)
    desk.wind(3_599)
    orders.act(desk.world, shop, early, "request_cancel")
    assert (early.status, early.cancelled_by) == ("CANCELLED", "BUYER")
    (record,) = [one for one in shop.cancellations.live() if one.order_id == early.id]
    assert (record.type, record.role) == ("CANCEL", "BUYER")
    desk.wind(1)
    orders.act(desk.world, shop, late, "request_cancel")
    assert (late.status, shop.cancellations[late.cancel_request_id].type) == ("AWAITING_SHIPMENT", "BUYER_CANCEL")
