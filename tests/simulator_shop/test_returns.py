"""Refunds, returns and replacements along every documented path (platform.md section 10)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.errors import Conflict
from shoplatch.simulator import orders
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import MARKETS, market
from shoplatch.simulator.return_refund import Wanted, act, open_request
from shoplatch.simulator.return_refund.eligibility import reason_names
from tests.simulator_shop.aftersales_world import DAY, another, approve, asked, found, order_in, reject, sent_back, told

PENDING, REJECTED, SUCCESS, CANCELLED, COMPLETE = (
    "RETURN_OR_REFUND_REQUEST_PENDING",
    "REFUND_OR_RETURN_REQUEST_REJECT",
    "RETURN_OR_REFUND_REQUEST_SUCCESS",
    "RETURN_OR_REFUND_REQUEST_CANCEL",
    "RETURN_OR_REFUND_REQUEST_COMPLETE",
)
SHIP, SHIPPED = "AWAITING_BUYER_SHIP", "BUYER_SHIPPED_ITEM"
REFUSED_PARCEL = "REJECT_RECEIVE_PACKAGE"


def path(desk: Any) -> list[str]:
    """The statuses webhook 12 told, without repetitions."""
    said: list[str] = told(desk, 12, "return_status")
    return list(dict.fromkeys(said))


@pytest.mark.parametrize("region", MARKETS)
def test_a_refund_is_granted_by_silence_when_the_time_of_the_market_is_over(region: str) -> None:
    desk, shop, order = order_in(region, "DELIVERED")
    kind = "REFUND" if reason_names(shop, "REFUND", "BUYER", "DELIVERED") else "RETURN_AND_REFUND"
    request = asked(desk, shop, order, kind)
    answer_s = market(region).rules.return_answer_s
    row = found(desk, shop, request)
    action = "SELLER_RESPOND_REFUND" if kind == "REFUND" else "SELLER_RESPOND_RETURN"
    assert row["seller_next_action_response"] == [{"action": action, "deadline": request.create_time + answer_s}]
    desk.wind(answer_s - 1)
    assert request.status == PENDING
    desk.wind(1)
    assert request.status == (SUCCESS if kind == "REFUND" else SHIP)
    assert request.records[-1].role == "SYSTEM"


def test_a_refund_is_approved_paid_and_completes_the_order_once_all_is_back() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    first = asked(desk, shop, order, "REFUND", lines=1)
    approve(desk, shop, first, "APPROVE_REFUND")
    desk.wind(60)
    assert (first.status, order.status) == (COMPLETE, "DELIVERED")
    reason = reason_names(shop, "REFUND", "BUYER", "DELIVERED")[0]
    rest = open_request(desk.world, shop, order, Wanted("REFUND", "BUYER", reason, order.lines[1:]))
    approve(desk, shop, rest, "APPROVE_REFUND")
    desk.wind(60)
    assert (rest.status, order.status) == (COMPLETE, "COMPLETED")
    total = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]["payment"]["total_amount"]
    back = [found(desk, shop, one)["refund_amount"]["refund_total"] for one in (first, rest)]
    assert f"{sum(map(float, back)):.2f}" == total
    assert path(desk)[:3] == [PENDING, SUCCESS, COMPLETE]
    refunds = [event.data for event in desk.told if event.topic == 67]
    assert [row["refund_total"] for row in refunds] == back
    assert [row["rma_id"] for row in refunds] == ["", ""]


@pytest.mark.parametrize("version", ["", "@202309"])
def test_a_return_goes_from_request_to_money_back(version: str) -> None:
    desk, shop, order = order_in("GB", "DELIVERED")
    request = asked(desk, shop, order, "RETURN_AND_REFUND", shipment_type="BUYER_ARRANGE")
    approve(desk, shop, request, "APPROVE_RETURN")
    assert "return_tracking_number" not in found(desk, shop, request, version)
    act(desk.world, shop, request, "ship_back")
    row = found(desk, shop, request, version)
    assert (row["return_status"], row["return_method"]) == (SHIPPED, "BUYER_SHIPPED")
    assert row["return_tracking_number"]
    assert "seller_next_action_response" not in row
    act(desk.world, shop, request, "arrive")
    action = found(desk, shop, request, version)["seller_next_action_response"][0]
    assert action == {"action": "SELLER_RESPOND_RECEIVE_PACKAGE", "deadline": request.arrived_time + 2 * DAY}
    before = {sku.id: (sku.available, sku.committed) for sku in desk.skus(shop)}
    approve(desk, shop, request, "APPROVE_RECEIVED_PACKAGE")
    desk.wind(60)
    assert path(desk) == [PENDING, SHIP, SHIPPED, SUCCESS, COMPLETE]
    assert {sku.id: (sku.available, sku.committed) for sku in desk.skus(shop)} == before  # never put back by itself
    assert order.status == "COMPLETED"
    assert told(desk, 64, "aftersales_request_status") == ["PENDING_REQUEST_REVIEW", "REQUEST_REVIEW_COMPLETED"]
    assert told(desk, 65, "rma_status") == [
        "INIT",
        "AWAITING_BUYER_SHIPPED",
        "RETURN_IN_TRANSIT",
        "PENDING_PACKAGE_REVIEW",
        "PACKAGE_REVIEW_COMPLETED",
    ]
    records = desk.call("return_refund.get_return_records", shop, return_id=request.id)["records"]
    times = [record["create_time"] for record in records]
    assert times == sorted(times)
    assert [record["event"] for record in records][:2] == ["ORDER_RETURN", "APPROVE_RETURN"]


def test_carriers_fetch_a_return_by_themselves_and_silence_accepts_the_parcel() -> None:
    desk, shop, order = order_in("US", "DELIVERED", carriers=True)
    request = asked(desk, shop, order, "RETURN_AND_REFUND")
    approve(desk, shop, request, "APPROVE_RETURN")
    desk.wind(12 * DAY)
    assert path(desk) == [PENDING, SHIP, SHIPPED, SUCCESS, COMPLETE]
    assert order.status == "COMPLETED"


def test_a_return_that_is_never_sent_back_is_closed_and_its_money_free_again() -> None:
    desk, shop, order = order_in("GB", "DELIVERED")
    request = asked(desk, shop, order, "RETURN_AND_REFUND", shipment_type="BUYER_ARRANGE")
    approve(desk, shop, request, "APPROVE_RETURN")
    desk.wind(market("GB").rules.ship_back_s - 1)
    assert request.status == SHIP
    desk.wind(1)
    assert request.status == CANCELLED
    assert [line.promised + line.promised_tax for line in order.lines] == [0, 0, 0]
    assert order.status == "COMPLETED"  # the after-sale window had ended meanwhile; the open request kept it waiting


def test_the_buyer_keeps_the_item_where_the_seller_says_so() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = asked(desk, shop, order, "RETURN_AND_REFUND")
    approve(desk, shop, request, "APPROVE_RETURN", buyer_keep_item=True)
    desk.wind(60)
    assert path(desk) == [PENDING, SUCCESS, COMPLETE]
    assert found(desk, shop, request)["can_buyer_keep_item"] is True


@pytest.mark.parametrize(
    ("stage", "judged", "expected"),
    [
        ("refund", "support_buyer", SUCCESS),
        ("refund", "support_seller", CANCELLED),
        ("return", "support_buyer", SHIP),
        ("return", "support_seller", CANCELLED),
        ("parcel", "support_buyer", SUCCESS),
        ("parcel", "support_seller", CANCELLED),
    ],
)
def test_the_platform_decides_what_the_buyer_disputes(stage: str, judged: str, expected: str) -> None:
    desk, shop, order = order_in("GB", "DELIVERED")
    if stage == "parcel":
        request = sent_back(desk, shop, order)
    else:
        request = asked(desk, shop, order, {"refund": "REFUND", "return": "RETURN_AND_REFUND"}[stage])
    decision = {"refund": "REJECT_REFUND", "return": "REJECT_RETURN", "parcel": "REJECT_RECEIVED_PACKAGE"}[stage]
    picture = {"image_id": "tos-simulator-i-test/one", "width": 600, "height": 600}
    reject(desk, shop, request, decision, comment="See the picture", images=[picture])
    assert request.status == (REFUSED_PARCEL if stage == "parcel" else REJECTED)
    act(desk.world, shop, request, "dispute")
    assert found(desk, shop, request)["arbitration_status"] == "IN_PROGRESS"
    for call in ("approve", "reject"):
        body: dict[str, Any] = {"decision": "APPROVE_REFUND" if stage == "refund" else "APPROVE_RETURN"}
        if call == "reject":
            body = {"decision": decision, "reject_reason": "any"}
        refused = desk.refusal(f"return_refund.{call}_return", shop, body=body, return_id=request.id)
        assert refused == 25011010
    desk.wind(30 * DAY)
    assert request.arbitration == "IN_PROGRESS"
    act(desk.world, shop, request, judged)
    assert request.status == expected
    assert found(desk, shop, request)["arbitration_status"] == judged.upper()
    records = desk.call("return_refund.get_return_records", shop, return_id=request.id)["records"]
    assert any(record.get("images") and record["note"] == "See the picture" for record in records)


@pytest.mark.parametrize("kind", ["REFUND", "RETURN_AND_REFUND"])
def test_a_rejection_nobody_disputes_is_closed_in_time(kind: str) -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = asked(desk, shop, order, kind)
    reject(desk, shop, request, "REJECT_REFUND" if kind == "REFUND" else "REJECT_RETURN")
    desk.wind(desk.world.switches.reject_closes_after_s)
    assert request.status == CANCELLED
    assert not any(line.return_id for line in order.lines)


def test_a_partial_offer_is_taken_to_the_cent() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = asked(desk, shop, order, "REFUND")
    offer = {"amount": "3.33", "currency": "USD"}
    approve(desk, shop, request, "OFFER_PARTIAL_REFUND", partial_refund=offer)
    row = found(desk, shop, request)
    assert (row["return_status"], row["partial_refund"]) == ("AWAITING_BUYER_RESPONSE", offer)
    body = {"decision": "OFFER_PARTIAL_REFUND", "partial_refund": offer}
    assert desk.refusal("return_refund.approve_return", shop, body=body, return_id=request.id) == 25007007
    act(desk.world, shop, request, "accept_offer")
    desk.wind(60)
    row = found(desk, shop, request)
    assert (row["return_status"], row["refund_amount"]["refund_total"]) == (COMPLETE, "3.33")
    parts = [line["refund_amount"] for line in row["return_line_items"]]
    assert sum(round(100 * float(part["refund_total"])) for part in parts) == 333
    assert order.status == "DELIVERED"  # not everything went back


@pytest.mark.parametrize(("leads_to", "expected"), [("pending", PENDING), ("cancel", CANCELLED)])
def test_a_declined_offer_leads_where_the_switch_says(leads_to: str, expected: str) -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    desk.world.switches.set("declined_offer_leads_to", leads_to)
    request = asked(desk, shop, order, "REFUND")
    approve(desk, shop, request, "OFFER_PARTIAL_REFUND", partial_refund={"amount": "1", "currency": "USD"})
    act(desk.world, shop, request, "decline_offer")
    assert request.status == expected
    assert found(desk, shop, request)["buyer_rejected_partial_refund"] is True


def test_an_offer_for_the_parcel_that_came_back_is_declined_and_decided_again() -> None:
    desk, shop, order = order_in("GB", "DELIVERED")
    request = sent_back(desk, shop, order)
    offer = {"partial_refund_total": "2.00", "currency": "GBP"}
    reject(desk, shop, request, "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG", partial_refund_amount=offer)
    desk.wind(desk.world.switches.buyer_answers_within_s)  # silence of the buyer declines
    assert (request.status, request.next_action) == (SHIPPED, "SELLER_RESPOND_RECEIVE_PACKAGE")
    approve(desk, shop, request, "APPROVE_RECEIVED_PACKAGE")
    assert request.status == SUCCESS


@pytest.mark.parametrize(
    ("region", "offered"), [("US", True), ("GB", True), ("DE", False), ("TH", False), ("JP", False), ("BR", False)]
)
def test_a_replacement_is_a_new_order_where_the_market_has_it(region: str, offered: bool) -> None:
    desk, shop, order = order_in(region, "DELIVERED")
    if not offered:
        with pytest.raises((Refused, IndexError)):
            asked(desk, shop, order, "REPLACEMENT")
        return
    before = sum(sku.available for sku in desk.skus(shop))
    request = asked(desk, shop, order, "REPLACEMENT", lines=2)
    approve(desk, shop, request, "APPROVE_REPLACEMENT")
    assert path(desk) == ["REPLACEMENT_REQUEST_PENDING", "REPLACEMENT_REQUEST_COMPLETE"]
    new = desk.call("order.get_order_detail", shop, query={"ids": request.new_order_id})["orders"][0]
    assert (new["is_replacement_order"], new["replaced_order_id"]) == (True, order.id)
    assert (new["status"], new["payment"]["total_amount"]) == ("AWAITING_SHIPMENT", "0.00")
    assert len(new["line_items"]) == 2
    assert sum(sku.available for sku in desk.skus(shop)) == before - 2


def test_a_replacement_is_not_there_before_its_day_in_the_united_kingdom() -> None:
    desk, shop, order = order_in("GB", "DELIVERED")
    starts = market("GB").rules.replacements_from
    assert starts is not None
    desk.world.clock.offset_s -= desk.world.clock.now() - starts + 1
    with pytest.raises(Refused):
        asked(desk, shop, order, "REPLACEMENT")
    desk.world.clock.offset_s += 1
    assert asked(desk, shop, order, "REPLACEMENT").status == "REPLACEMENT_REQUEST_PENDING"


def test_a_replacement_without_stock_cannot_be_approved_and_silence_gives_the_money() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = asked(desk, shop, order, "REPLACEMENT")
    for sku in desk.skus(shop):
        for stock in sku.stock.values():
            stock.available = 0
    body = {"decision": "APPROVE_REPLACEMENT"}
    assert desk.refusal("return_refund.approve_return", shop, body=body, return_id=request.id) == 25001044
    desk.wind(market("US").rules.replacement_answer_s)
    assert request.status == "REPLACEMENT_REQUEST_REFUND_SUCCESS"
    desk.wind(60)
    assert order.status == "COMPLETED"


def test_the_seller_may_pay_back_instead_of_replacing() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = asked(desk, shop, order, "REPLACEMENT", lines=1)
    approve(desk, shop, request, "ISSUE_REPLACEMENT_REFUND")
    line = order.lines[0]
    assert request.refund.total == line.sale_price + line.tax
    desk.wind(60)
    assert [event.data["refund_status"] for event in desk.told if event.topic == 67] == ["REFUND_SUCCESS"]


def test_an_exchange_is_seen_by_the_newer_calls_only_and_granted_by_time() -> None:
    desk, shop, order = order_in("US", "DELIVERED", units=1)
    wanted = desk.skus(shop)[3]
    request = asked(desk, shop, order, "EXCHANGE", wanted_sku_id=wanted.id)
    assert found(desk, shop, request)["return_status"] == "EXCHANGE_REQUEST_PENDING"
    older = desk.call("return_refund.search_returns@202309", shop, query={"page_size": "10"}, body={})
    assert older["return_orders"] == []
    desk.wind(market("US").rules.replacement_answer_s)
    assert request.status == "EXCHANGE_REQUEST_COMPLETE"
    new = desk.call("order.get_order_detail", shop, query={"ids": request.new_order_id})["orders"][0]
    assert (new["is_exchange_order"], new["exchange_source_order_id"]) == (True, order.id)
    assert [line["sku_id"] for line in new["line_items"]] == [wanted.id]


def test_a_request_is_withdrawn_while_nothing_is_granted() -> None:
    desk, shop, order = order_in("GB", "DELIVERED")
    request = asked(desk, shop, order, "RETURN_AND_REFUND")
    act(desk.world, shop, request, "withdraw")
    assert request.status == CANCELLED
    again = asked(desk, shop, order, "REFUND")
    approve(desk, shop, again, "APPROVE_REFUND")
    with pytest.raises(Conflict):
        act(desk.world, shop, again, "withdraw")


@pytest.mark.parametrize("status", ["AWAITING_COLLECTION", "IN_TRANSIT"])
def test_an_order_refunded_in_full_on_its_way_is_completed_and_stays_so(status: str) -> None:
    desk, shop, order = order_in("US", status, carriers=True)
    request = asked(desk, shop, order, "REFUND")
    approve(desk, shop, request, "APPROVE_REFUND")
    desk.wind(60)
    assert order.status == "COMPLETED"
    desk.wind(30 * DAY)  # the parcel arrives all the same
    assert order.status == "COMPLETED"
    assert {shop.packages[package_id].status for package_id in order.package_ids} == {"COMPLETED"}
    assert {line.status for line in order.lines} == {"COMPLETED"}


def test_a_lost_parcel_closes_its_requests_and_refunds_each_cent_once() -> None:
    desk, shop, order = order_in("US", "IN_TRANSIT")
    granted = asked(desk, shop, order, "REFUND", lines=1)
    approve(desk, shop, granted, "APPROVE_REFUND")
    desk.wind(60)
    reason = reason_names(shop, "REFUND", "BUYER", "IN_TRANSIT")[0]
    desk.wind(order.delivery_due_time - desk.world.clock.now() - 10)
    pending = open_request(desk.world, shop, order, Wanted("REFUND", "BUYER", reason, order.lines[1:]))
    desk.wind(10)
    assert (order.status, pending.status) == ("CANCELLED", CANCELLED)
    record = next(iter(shop.cancellations.values()))
    desk.wind(60)
    paid = sum(line.sale_price + line.tax for line in order.lines) + order.payment.shipping_fee + order.payment.shipping_tax
    assert granted.refund.total + record.refund == paid


def test_the_overview_switch_narrows_who_may_start() -> None:
    desk, shop, order = order_in("US", "IN_TRANSIT")
    query = {"initiate_aftersale_user": "SELLER", "request_types": "REFUND"}
    rows = desk.call("return_refund.get_aftersale_eligibility", shop, query=query, order_id=order.id)["sku_eligibility"]
    assert all(row["eligible"] for sku in rows for row in sku["line_item_eligibility"])
    desk.world.switches.set("who_may_start_aftersales", "overview")
    rows = desk.call("return_refund.get_aftersale_eligibility", shop, query=query, order_id=order.id)["sku_eligibility"]
    assert [row["ineligible_code"] for sku in rows for row in sku["line_item_eligibility"]] == [25001003, 25001003]


@pytest.mark.parametrize("region", ["MX", "BR"])
def test_where_the_lists_have_no_reason_for_a_state_only_the_overview_lets_buyers_start(region: str) -> None:
    desk, shop, order = order_in(region, "DELIVERED")
    query = {"initiate_aftersale_user": "BUYER", "request_types": "REFUND"}
    call = "return_refund.get_aftersale_eligibility"
    for setting, able in (("reason_lists", False), ("overview", True)):
        desk.world.switches.set("who_may_start_aftersales", setting)
        rows = desk.call(call, shop, query=query, order_id=order.id)["sku_eligibility"]
        found_rows = [row for sku in rows for row in sku["line_item_eligibility"]]
        assert {row["eligible"] for row in found_rows} == {able}
    reason = found_rows[0]["available_reason_names"][0]
    request = open_request(desk.world, shop, order, Wanted("REFUND", "BUYER", reason, order.lines))
    assert request.status == PENDING


def test_a_package_with_an_open_request_belongs_to_an_order_that_goes_on() -> None:
    desk, shop, order = order_in("GB", "IN_TRANSIT")
    request = asked(desk, shop, order, "REFUND", lines=1)
    orders.act(desk.world, shop, order, "deliver")
    assert (order.status, request.status) == ("DELIVERED", PENDING)
    assert another(desk, shop, "ON_HOLD").status == "ON_HOLD"


@pytest.mark.parametrize("status", ["UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "AWAITING_COLLECTION", "IN_TRANSIT"])
def test_the_staff_of_the_platform_call_an_order_off_until_it_is_delivered(status: str) -> None:
    desk, shop, order = order_in("US", status)
    orders.act(desk.world, shop, order, "platform_cancel")
    view = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]
    assert (view["status"], view["cancellation_initiator"]) == ("CANCELLED", "SYSTEM")
    assert {line["cancel_user"] for line in view["line_items"]} == {"OPERATOR"}
    roles = [
        desk.call(f"return_refund.search_cancellations{version}", shop, body={})["cancellations"][0]["role"]
        for version in ("", "@202309")
    ]
    assert roles == ["OPERATOR", "SYSTEM"]
    assert told(desk, 11, "cancellations_role")[0] == "SYSTEM"


def test_the_staff_of_the_platform_refund_at_once_whatever_was_sent() -> None:
    desk, shop, order = order_in("GB", "IN_TRANSIT")
    reason = reason_names(shop, "REFUND", "OPERATOR", "IN_TRANSIT")[0]
    request = open_request(desk.world, shop, order, Wanted("REFUND", "OPERATOR", reason, order.lines))
    assert (request.status, found(desk, shop, request)["role"]) == (SUCCESS, "OPERATOR")
    assert told(desk, 12, "return_role")[0] == "SYSTEM"
    desk.wind(60)
    assert (request.status, order.status) == (COMPLETE, "COMPLETED")
    delivered = another(desk, shop, "DELIVERED")
    with pytest.raises(Refused):
        orders.act(desk.world, shop, delivered, "platform_cancel")
