"""The newer after-sales model stands on the same state: requests, parcels, reviews (platform.md section 10)."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.simulator import orders
from shoplatch.simulator.return_refund import act
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.aftersales_world import another, approve, asked, order_in, sent_back
from tests.simulator_shop.shop_world import Desk

ALL = ["LINE_ITEMS", "RETURN_MERCHANDISE_AUTHORIZATIONS", "SKU_RETURN_REQUESTS"]
REVIEW = "return_refund.review_aftersales_requests"


def rows(desk: Desk, shop: Shop, **filters: Any) -> list[dict[str, Any]]:
    body = {"filters": filters, "whitelisted_data_fields": ALL}
    found: list[dict[str, Any]] = desk.call("return_refund.search_aftersales_requests", shop, body=body)[
        "aftersales_requests"
    ]
    return found


def decision(request: ReturnOrder, action: str, **more: Any) -> dict[str, Any]:
    items = [{"return_line_item_id": line.id} for line in request.lines]
    return {"request_id": request.request_id, "line_item_decisions": [{"line_items": items, "action": action, **more}]}


def review(desk: Desk, shop: Shop, *decisions: dict[str, Any]) -> list[dict[str, str]]:
    data = desk.call(REVIEW, shop, body={"aftersales_request_decisions": list(decisions)})
    errors: list[dict[str, str]] = data.get("errors", [])
    return errors


def test_a_request_and_its_parcel_are_seen_by_both_models() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = sent_back(desk, shop, order)
    (row,) = rows(desk, shop, main_order_ids=[order.id])
    assert (row["id"], row["status"]) == (request.request_id, "REQUEST_REVIEW_COMPLETED")
    assert row["sku_return_requests"][0]["return_id"] == request.id
    assert row["return_merchandise_authorizations"][0]["status"] == "PENDING_PACKAGE_REVIEW"
    body = {"filters": {"statuses": ["PENDING_PACKAGE_REVIEW"]}, "whitelisted_data_fields": ["LINE_ITEMS"]}
    found = desk.call("return_refund.search_return_merchandise_authorizations", shop, body=body)
    (parcel,) = found["return_merchandise_authorizations"]
    assert parcel["aftersales_request_id"] == request.request_id
    assert len(parcel["line_items"]) == len(request.lines)


def test_requests_are_filtered_and_only_asked_for_parts_are_given() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    first = asked(desk, shop, order, "REFUND", lines=1)
    desk.wind(10)
    second = asked(desk, shop, another(desk, shop, "DELIVERED"), "RETURN_AND_REFUND")
    approve(desk, shop, second, "APPROVE_RETURN")
    for filters in (
        {"aftersales_request_ids": [first.request_id]},
        {"aftersales_request_statuses": ["PENDING_REQUEST_REVIEW"]},
        {"return_types": ["REFUND"]},
        {"main_order_ids": [order.id]},
        {"time": {"create_time": {"max_unix_time_exclusive": second.create_time}}},
        {"time": {"update_time": {"max_unix_time_exclusive": second.update_time}}},
    ):
        assert [row["id"] for row in rows(desk, shop, **filters)] == [first.request_id], filters
    plain = desk.call("return_refund.search_aftersales_requests", shop, body={})["aftersales_requests"]
    assert [sorted(row) for row in plain] == [["id", "status"], ["id", "status"]]
    body = {"sort": {"sort_order": "DESC"}, "pagination": {"page_size": 1}}
    page = desk.call("return_refund.search_aftersales_requests", shop, body=body)
    assert [row["id"] for row in page["aftersales_requests"]] == [second.request_id]
    body["pagination"] = {"page_size": 1, "page_token": page["next_page_token"]}  # type: ignore[dict-item]
    page = desk.call("return_refund.search_aftersales_requests", shop, body=body)
    assert [row["id"] for row in page["aftersales_requests"]] == [first.request_id]


@pytest.mark.parametrize(
    ("kind", "action", "more", "status"),
    [
        ("REFUND", "APPROVE_REQUEST", {}, "RETURN_OR_REFUND_REQUEST_SUCCESS"),
        ("RETURN_AND_REFUND", "APPROVE_REQUEST", {}, "AWAITING_BUYER_SHIP"),
        ("RETURN_AND_REFUND", "REFUND_INSTEAD", {}, "RETURN_OR_REFUND_REQUEST_SUCCESS"),
        ("REPLACEMENT", "APPROVE_REQUEST", {}, "REPLACEMENT_REQUEST_COMPLETE"),
        ("REPLACEMENT", "REFUND_INSTEAD", {}, "REPLACEMENT_REQUEST_REFUND_SUCCESS"),
        ("EXCHANGE", "APPROVE_REQUEST", {}, "EXCHANGE_REQUEST_COMPLETE"),
        ("EXCHANGE", "REFUND_INSTEAD", {}, "EXCHANGE_REQUEST_REFUND_SUCCESS"),
        (
            "REFUND",
            "OFFER_PARTIAL_REFUND",
            {"alternative_solution_details": {"partial_refund_amount": "1.50", "currency": "USD"}},
            "AWAITING_BUYER_RESPONSE",
        ),
        (
            "REFUND",
            "REJECT_REQUEST",
            {"reason": {"reason_id": "reverse_reject_request_reason_1", "text": "No"}},
            "REFUND_OR_RETURN_REQUEST_REJECT",
        ),
    ],
)
def test_a_review_decides_what_the_older_calls_decide(kind: str, action: str, more: dict[str, Any], status: str) -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = asked(desk, shop, order, kind, wanted_sku_id=desk.skus(shop)[2].id if kind == "EXCHANGE" else "")
    assert review(desk, shop, decision(request, action, **more)) == []
    assert request.status == status


def test_a_parcel_is_reviewed_by_its_own_number() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = sent_back(desk, shop, order)
    assert request.rma is not None
    wanted = decision(request, "APPROVE_RETURN_PACKAGE")
    wanted |= {"request_id": request.rma.id, "request_id_type": "RMA", "idempotency_key": "k"}
    assert review(desk, shop, wanted) == []
    assert review(desk, shop, wanted) == []  # the key makes it the same call
    assert request.status == "RETURN_OR_REFUND_REQUEST_SUCCESS"


def test_what_cannot_be_decided_is_named_and_the_rest_is_done() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    good = asked(desk, shop, order, "REFUND", lines=1)
    half = asked(desk, shop, another(desk, shop, "DELIVERED"), "REFUND")
    part = decision(half, "APPROVE_REQUEST")
    part["line_item_decisions"][0]["line_items"].pop()
    unknown = {**decision(good, "APPROVE_REQUEST"), "request_id": "1"}
    errors = review(desk, shop, unknown, part, decision(good, "APPROVE_REQUEST"), decision(good, "REJECT_RETURN_PACKAGE"))
    assert [row["code"] for row in errors] == ["25007006", "25005010", "25020004"]
    assert (good.status, half.status) == ("RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_OR_REFUND_REQUEST_PENDING")


def test_what_may_be_decided_now_is_told_with_reasons_and_ranges() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = asked(desk, shop, order, "REFUND")
    query = {"return_or_cancel_id": request.id}
    told = desk.call("return_refund.get_decision_eligibility", shop, query=query)["decisions"]
    able = {row["decision"] for row in told if row["eligible"]}
    assert able == {"APPROVE_REFUND", "REJECT_REFUND"}
    assert all(row["ineligible_code"] for row in told if not row["eligible"])
    told = desk.call("return_refund.get_available_review_decisions", shop, query={**query, "seller_id": "1"})["line_items"]
    assert len(told) == len(order.lines)
    offer = next(row for row in told[0]["decisions"] if row["decision"] == "OFFER_PARTIAL_REFUND")
    assert offer["partial_refund_amount_range"]["min_amount"] == "0.01"
    act(desk.world, shop, request, "withdraw")
    told = desk.call("return_refund.get_decision_eligibility", shop, query=query)["decisions"]
    assert not any(row["eligible"] for row in told)


def test_decisions_about_a_cancellation_are_told_too() -> None:
    desk, shop, order = order_in("US", "AWAITING_SHIPMENT")
    orders.act(desk.world, shop, order, "request_cancel")
    query = {
        "return_or_cancel_id": order.cancel_request_id,
        "check_decisions": "APPROVE_REQUEST_CANCEL,REJECT_REQUEST_CANCEL,APPROVE_REFUND",
    }
    told = desk.call("return_refund.get_decision_eligibility", shop, query=query)["decisions"]
    assert [(row["decision"], row["eligible"]) for row in told] == [
        ("APPROVE_REQUEST_CANCEL", True),
        ("REJECT_REQUEST_CANCEL", True),
        ("APPROVE_REFUND", False),
    ]
    assert told[1]["available_reject_reasons"]


def test_a_request_the_buyer_edits_is_a_new_one_linked_both_ways() -> None:
    desk, shop, order = order_in("US", "DELIVERED")
    request = asked(desk, shop, order, "RETURN_AND_REFUND", lines=2)
    act(desk.world, shop, request, "edit")
    following = shop.returns[request.next_id]
    assert (request.status, following.pre_id) == ("RETURN_OR_REFUND_REQUEST_CANCEL", request.id)
    assert (following.status, following.reason != request.reason) == ("RETURN_OR_REFUND_REQUEST_PENDING", True)
    assert [line.return_id for line in order.lines] == [following.id, following.id, ""]
