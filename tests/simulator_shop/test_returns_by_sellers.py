"""What sellers start, decide and are refused, call by call (platform.md section 10, errors.json, reasons.json)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.simulator import orders
from shoplatch.simulator.markets import MARKETS
from shoplatch.simulator.orders.reasons import listed
from shoplatch.simulator.return_refund import act
from tests.simulator_shop.aftersales_world import DAY, another, approve, asked, found, order_in, reject, sent_back
from tests.simulator_shop.shop_world import Desk

SUCCESS, COMPLETE = "RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_OR_REFUND_REQUEST_COMPLETE"
STARTS = [  # platform.md section 10: where the reason pages have reasons for sellers
    *[(region, "REFUND", "AWAITING_COLLECTION") for region in ("US", "GB", "DE", "VN", "MX", "BR")],
    *[(region, "REFUND", "DELIVERED") for region in ("US", "GB", "DE", "VN", "MX", "BR", "ID")],
    *[(region, "RETURN_AND_REFUND", "DELIVERED") for region in ("US", "GB", "DE", "VN", "MX", "BR", "ID")],
    *[("JP", "REFUND", status) for status in ("AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED")],
]


def body_for(shop: Any, order: Any, kind: str, **more: Any) -> dict[str, Any]:
    names = listed(shop, {"REFUND": "refund", "RETURN_AND_REFUND": "return"}[kind], "seller", order.status)
    body = {"order_id": order.id, "return_type": kind, "return_reason": (names or ["none"])[0], **more}
    return {**body, "shipment_type": "PLATFORM"} if kind == "RETURN_AND_REFUND" else body


@pytest.mark.parametrize("region", MARKETS)
@pytest.mark.parametrize("kind", ["REFUND", "RETURN_AND_REFUND"])
@pytest.mark.parametrize("status", ["AWAITING_COLLECTION", "DELIVERED"])
def test_sellers_start_what_their_market_lets_them_without_further_approval(region: str, kind: str, status: str) -> None:
    desk, shop, order = order_in(region, status)
    body = body_for(shop, order, kind)
    if (region if region not in ("ES", "FR", "IE", "IT") else "DE", kind, status) not in STARTS:
        assert desk.refusal("return_refund.create_return", shop, body=body) == 25001003
        return
    data = desk.call("return_refund.create_return", shop, body=body)
    assert data["return_status"] == (SUCCESS if kind == "REFUND" else "AWAITING_BUYER_SHIP")
    assert shop.returns[data["return_id"]].role == "SELLER"


@pytest.mark.parametrize(
    ("status", "changes", "code"),
    [
        ("DELIVERED", {"order_id": "5765000000000000000"}, 25007006),
        ("DELIVERED", {"return_reason": "no_such_reason"}, 25001014),
        ("DELIVERED", {"return_reason": "ecom_order_delivered_refund_reason_damaged"}, 25001015),
        ("DELIVERED", {"return_reason": "seller_shipped_refund_package_lost"}, 25001021),
        ("DELIVERED", {"refund_total": "99999.00", "currency": "USD"}, 25005005),
        ("DELIVERED", {"refund_total": "1.00", "currency": "GBP"}, 25001001),
        ("DELIVERED", {"refund_total": "1.001", "currency": "USD"}, 25001001),
        ("DELIVERED", {"return_type": "REPLACEMENT"}, 25001001),
        ("DELIVERED", {"skus": [{"sku_id": "1", "quantity": 1}]}, 25005011),
        ("AWAITING_SHIPMENT", {}, 25001003),
        ("COMPLETED", {}, 25001051),
    ],
)
def test_a_seller_is_refused_with_the_documented_code_and_nothing_changes(
    status: str, changes: dict[str, Any], code: int
) -> None:
    desk, shop, order = order_in("US", status)
    body = {**body_for(shop, order, "REFUND"), **changes}
    assert desk.refusal("return_refund.create_return", shop, body=body) == code
    assert len(shop.returns) == 0
    assert not any(line.return_id or line.promised for line in order.lines)


def test_a_unit_is_requested_once_at_a_time_and_never_again_once_done() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    body = body_for(shop, order, "REFUND", order_line_item_ids=[order.lines[0].id])
    desk.call("return_refund.create_return", shop, body=body)
    assert desk.refusal("return_refund.create_return", shop, body=body) == 25001011
    desk.wind(60)
    assert desk.refusal("return_refund.create_return", shop, body=body) == 25001010


def test_a_key_makes_one_request_of_many_calls() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    body, query = body_for(shop, order, "REFUND"), {"idempotency_key": "1623812664"}
    answers = [desk.call("return_refund.create_return", shop, body=body, query=query) for _ in range(3)]
    assert len({answer["return_id"] for answer in answers}) == 1
    assert len(shop.returns) == 1


def test_a_refused_call_does_not_use_up_its_key() -> None:
    desk, shop, order = order_in("US", "IN_TRANSIT")
    query = {"idempotency_key": "k"}
    wrong = {**body_for(shop, order, "REFUND"), "return_reason": "no_such_reason"}
    assert desk.refusal("return_refund.create_return", shop, body=wrong, query=query) == 25001014
    assert desk.call("return_refund.create_return", shop, body=body_for(shop, order, "REFUND"), query=query)["return_id"]


def test_a_part_of_the_money_is_spread_over_the_units_to_the_cent() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    body = body_for(shop, order, "REFUND", refund_total="10.01", currency="USD")
    request = shop.returns[desk.call("return_refund.create_return", shop, body=body)["return_id"]]
    amount = found(desk, shop, request)["refund_amount"]
    parts = [amount[name] for name in ("refund_subtotal", "refund_shipping_fee", "refund_tax")]
    assert amount["refund_total"] == "10.01"
    assert sum(round(100 * float(part)) for part in parts) == 1001


@pytest.mark.parametrize("version", ["", "@202309"])
def test_what_is_calculated_is_what_goes_back(version: str) -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    for chosen in ([order.lines[0].id], [line.id for line in order.lines[1:]]):
        asked_for = {"order_id": order.id, "request_type": "REFUND", "order_line_item_ids": chosen}
        asked_for["reason_name"] = listed(shop, "refund", "seller", "DELIVERED")[0]
        answer = desk.call(f"return_refund.calculate_refund{version}", shop, body=asked_for)["order_refund_amount"]
        made = desk.call(
            "return_refund.create_return", shop, body=body_for(shop, order, "REFUND", order_line_item_ids=chosen)
        )
        assert found(desk, shop, shop.returns[made["return_id"]])["refund_amount"] == answer
    payment = order.payment
    assert payment.promised_shipping == payment.shipping_fee  # came back with the last unit
    assert desk.refusal("return_refund.calculate_refund", shop, body={**asked_for, "order_id": "1"}) == 25007006


@pytest.mark.parametrize(
    ("switch", "with_return", "with_cancellation"),
    [("with_the_last_line", True, True), ("cancellations", False, True), ("never", False, False)],
)
def test_the_shipping_fee_goes_back_where_the_switch_says(
    switch: str,
    with_return: bool,
    with_cancellation: bool,
) -> None:
    for kind, status, expected in (("REFUND", "DELIVERED", with_return), ("CANCEL", "AWAITING_SHIPMENT", with_cancellation)):
        desk, shop, order = order_in("US", status, units=1)
        order.payment.original_shipping_fee, order.payment.shipping_seller_discount = 499, 0
        order.payment.shipping_platform_discount = order.payment.shipping_cofunded_discount = 0
        desk.world.switches.set("shipping_fee_goes_back", switch)
        body = {"order_id": order.id, "request_type": kind, "reason_name": "any"}
        amount = desk.call("return_refund.calculate_refund", shop, body=body)["order_refund_amount"]
        assert amount["refund_shipping_fee"] == ("4.99" if expected else "0.00")


WRONG_DECISIONS = [  # what is asked for, how far it is, the decision that does not fit, and its code
    ("REFUND", "pending", "APPROVE_RETURN", 25020004),
    ("RETURN_AND_REFUND", "pending", "APPROVE_REFUND", 25020004),
    ("RETURN_AND_REFUND", "pending", "APPROVE_RECEIVED_PACKAGE", 25011013),
    ("REFUND", "pending", "ISSUE_REPLACEMENT_REFUND", 25020004),
    ("REFUND", "withdrawn", "APPROVE_REFUND", 25020009),
    ("REFUND", "granted", "APPROVE_REFUND", 25011012),
    ("REFUND", "granted", "OFFER_PARTIAL_REFUND", 25011032),
    ("RETURN_AND_REFUND", "sent", "APPROVE_RETURN", 25011012),
    ("REFUND", "pending", "REJECT_RETURN", 25020004),
    ("REFUND", "granted", "REJECT_REFUND", 25020010),
    ("REFUND", "withdrawn", "REJECT_REFUND", 25020003),
    ("RETURN_AND_REFUND", "pending", "REJECT_RECEIVED_PACKAGE", 25020003),
    ("RETURN_AND_REFUND", "sent", "REJECT_RECEIVED_PACKAGE", 25011035),
    ("RETURN_AND_REFUND", "received", "REJECT_RECEIVED_PACKAGE", 25020011),
    ("RETURN_AND_REFUND", "parcel_refused", "REJECT_RECEIVED_PACKAGE", 25020012),
]


def staged(desk: Desk, shop: Any, order: Any, kind: str, stage: str) -> Any:
    if stage in ("received", "parcel_refused"):
        request = sent_back(desk, shop, order)
        if stage == "received":
            approve(desk, shop, request, "APPROVE_RECEIVED_PACKAGE")
        else:
            reject(desk, shop, request, "REJECT_RECEIVED_PACKAGE")
        return request
    request = asked(desk, shop, order, kind)
    if stage == "withdrawn":
        act(desk.world, shop, request, "withdraw")
    elif stage == "granted":
        approve(desk, shop, request, "APPROVE_REFUND")
    elif stage == "sent":
        approve(desk, shop, request, "APPROVE_RETURN")
        act(desk.world, shop, request, "ship_back")
    return request


@pytest.mark.parametrize(("kind", "stage", "decision", "code"), WRONG_DECISIONS)
def test_a_decision_that_does_not_fit_has_its_own_code_and_changes_nothing(
    kind: str, stage: str, decision: str, code: int
) -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = staged(desk, shop, order, kind, stage)
    before = (request.status, len(request.records))
    call, more = "approve", {"partial_refund": {"amount": "1", "currency": "USD"}}
    if decision.startswith("REJECT"):
        call, more = "reject", {"reject_reason": "reverse_reject_request_reason_1"}
    body = {"decision": decision, **more}
    assert desk.refusal(f"return_refund.{call}_return", shop, body=body, return_id=request.id) == code
    assert (request.status, len(request.records)) == before


@pytest.mark.parametrize(
    ("reason", "code"),
    [
        ("no_such_reason", 25001014),
        ("reverse_reject_return_parcel_reason_1", 25001057),
        ("seller_cancel_reason_out_of_stock", 25001016),
    ],
)
def test_a_reject_reason_is_one_of_the_list_for_this_request(reason: str, code: int) -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = asked(desk, shop, order, "REFUND")
    body = {"decision": "REJECT_REFUND", "reject_reason": reason}
    assert desk.refusal("return_refund.reject_return", shop, body=body, return_id=request.id) == code


def test_an_offer_above_what_can_go_back_is_refused() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = asked(desk, shop, order, "REFUND", lines=1)
    offer = {"amount": "9999", "currency": "USD"}
    body = {"decision": "OFFER_PARTIAL_REFUND", "partial_refund": offer}
    assert desk.refusal("return_refund.approve_return", shop, body=body, return_id=request.id) == 25005005
    body = {"decision": "OFFER_PARTIAL_REFUND"}
    assert desk.refusal("return_refund.approve_return", shop, body=body, return_id=request.id) == 25001001


def test_ids_of_other_kinds_and_other_shops_have_their_own_codes() -> None:
    desk, shop, order = order_in("GB", "DELIVERED")
    request = asked(desk, shop, order, "REFUND")
    other = another(desk, shop, "AWAITING_SHIPMENT")
    orders.act(desk.world, shop, other, "request_cancel")
    body = {"decision": "APPROVE_REFUND"}
    approve_call = "return_refund.approve_return"
    assert desk.refusal(approve_call, shop, body=body, return_id=other.cancel_request_id) == 25020004
    assert desk.refusal(approve_call, desk.shop("US"), body=body, return_id=request.id) == 25020005
    assert desk.refusal(approve_call, shop, body=body, return_id="4035") == 25007006
    assert desk.refusal("return_refund.approve_cancellation", shop, cancel_id=request.id) == 25020004


@pytest.mark.parametrize("version", ["", "@202512", "@202309"])
def test_eligibility_names_what_can_be_started_and_from_202512_on_for_which_reasons(version: str) -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    asked(desk, shop, order, "REFUND", lines=1)
    data = desk.call(f"return_refund.get_aftersale_eligibility{version}", shop, order_id=order.id)
    rows = [row for sku in data["sku_eligibility"] for row in sku["line_item_eligibility"]]
    by_type = {(row["request_type"], row["eligible"], row.get("ineligible_code")) for row in rows}
    assert by_type == {
        ("CANCEL", False, 25001003),
        ("REFUND", True, None),
        ("REFUND", False, 25001011),
        ("RETURN_AND_REFUND", True, None),
        ("RETURN_AND_REFUND", False, 25001011),
    }
    assert any("available_reason_names" in row for row in rows) == (version != "@202309")
    named = sorted(line_id for row in rows if row["request_type"] == "REFUND" for line_id in row["order_line_items_ids"])
    assert named == sorted(line.id for line in order.lines)


def test_requests_are_found_by_every_filter_and_cut_into_pages() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    first = asked(desk, shop, order, "REFUND", lines=1)
    desk.wind(10)
    second = asked(desk, shop, another(desk, shop, "DELIVERED"), "RETURN_AND_REFUND")
    approve(desk, shop, first, "OFFER_PARTIAL_REFUND", partial_refund={"amount": "1", "currency": "USD"})
    ten = {"page_size": "10"}
    for body in (
        {"return_ids": [first.id]},
        {"order_ids": [order.id]},
        {"return_types": ["REFUND"]},
        {"return_status": ["AWAITING_BUYER_RESPONSE"]},
        {"seller_proposed_return_type": ["PARTIAL_REFUND"]},
        {"create_time_lt": second.create_time},
    ):
        rows = desk.call("return_refund.search_returns", shop, query=ten, body=body)["return_orders"]
        assert [row["return_id"] for row in rows] == [first.id], body
    query = {"page_size": "10", "sort_field": "update_time", "sort_order": "DESC"}
    rows = desk.call("return_refund.search_returns", shop, query=query, body={})["return_orders"]
    assert {row["return_id"] for row in rows} == {first.id, second.id}


def test_the_seller_names_the_carrier_of_a_return_and_uploads_its_label() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = asked(desk, shop, order, "RETURN_AND_REFUND", shipment_type="BUYER_ARRANGE")
    form = {"return_provider_id": "7117858858072010002", "tracking_number": "1Z0000000000000001"}
    upload = "return_refund.upload_return_shipping_information"
    query = {"return_ids": request.id, "return_id_type": "SKU_RETURN_ORDER"}
    assert desk.refusal(upload, shop, query=query, form=form) == 25020003
    approve(desk, shop, request, "APPROVE_RETURN")
    desk.call(upload, shop, query=query, form=form)
    row = found(desk, shop, request)
    assert (row["return_tracking_number"], row["return_provider_name"]) == ("1Z0000000000000001", "UPS")
    assert row["return_shipping_document_type"] == "SHIPPING_LABEL"
    act(desk.world, shop, request, "ship_back")
    assert request.tracking_number == "1Z0000000000000001"


def test_out_of_stock_empties_the_sku_only_where_the_switch_says() -> None:
    for on in (False, True):
        desk, shop, order = order_in("US", "AWAITING_SHIPMENT", units=1)
        desk.world.switches.set("out_of_stock_empties_sku", on)
        body = {"order_id": order.id, "cancel_reason": "seller_cancel_reason_out_of_stock"}
        desk.call("return_refund.cancel_order", shop, body=body)
        left = shop.skus[order.lines[0].sku_id].stock[order.warehouse_id].available
        assert (left == 0) is on


def test_nothing_is_open_for_ever() -> None:
    desk, shop, order = order_in("GB", "DELIVERED")
    requests = [asked(desk, shop, order, "REFUND", lines=1), sent_back(desk, shop, another(desk, shop, "DELIVERED"))]
    desk.wind(30 * DAY)
    assert [request.status for request in requests] == [COMPLETE, COMPLETE]
    assert {order.status for order in shop.orders.values()} == {"COMPLETED"}


@pytest.mark.parametrize("size", ["1.5", "1e1"])
def test_a_page_size_that_is_no_whole_number_is_refused(size: str) -> None:
    desk, shop, _ = order_in("GB", "ON_HOLD")
    assert desk.refusal("return_refund.search_cancellations", shop, query={"page_size": size}, body={}) == 25001001


def test_a_line_that_is_named_without_its_id_is_one_too_many() -> None:
    desk, shop, order = order_in("GB", "AWAITING_SHIPMENT")
    body = {"order_id": order.id, "cancel_reason": "seller_cancel_reason_out_of_stock_uk", "order_line_list": [{}]}
    assert desk.refusal("return_refund.cancel_order", shop, body=body) == 25005011
