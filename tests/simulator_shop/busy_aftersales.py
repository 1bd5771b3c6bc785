"""Every read of the after-sales side, taken from a busy world."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shoplatch.simulator.state.parties import Shop
from tests.simulator_shop.shop_world import Desk

ALL_FIELDS = ["LINE_ITEMS", "RETURN_MERCHANDISE_AUTHORIZATIONS", "SKU_RETURN_REQUESTS"]


def aftersales_reads(desk: Desk, shop: Shop) -> Iterator[tuple[str, dict[str, Any]]]:
    """(operation id, data) of every read about cancellations and requests of a shop."""
    for version in ("", "@202309"):
        for name in ("search_cancellations", "search_returns"):
            query = {"page_size": "50", "sort_order": "DESC"}
            yield f"return_refund.{name}{version}", desk.call(f"return_refund.{name}{version}", shop, query=query, body={})
    requests, records = list(shop.returns.live()), list(shop.cancellations.live())
    for request in requests:
        yield "return_refund.get_return_records", desk.call("return_refund.get_return_records", shop, return_id=request.id)
    for thing in [*requests, *records[-8:]]:
        yield from _about(desk, shop, thing.id)
    for order_id in dict.fromkeys(request.order_id for request in requests[:9]):
        for version in ("", "@202512", "@202309"):
            name = f"return_refund.get_aftersale_eligibility{version}"
            for who in ("SELLER", "BUYER"):
                yield name, desk.call(name, shop, query={"initiate_aftersale_user": who}, order_id=order_id)
    yield from _newer(desk, shop)
    yield from _sums(desk, shop)


def _about(desk: Desk, shop: Shop, thing_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
    query = {"return_or_cancel_id": thing_id}
    for name in ("get_reject_reasons", "get_decision_eligibility", "get_available_review_decisions"):
        asked = {**query, "seller_id": "1"} if name == "get_available_review_decisions" else query
        yield f"return_refund.{name}", desk.call(f"return_refund.{name}", shop, query=asked)


def _newer(desk: Desk, shop: Shop) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, fields in (
        ("search_aftersales_requests", ALL_FIELDS),
        ("search_return_merchandise_authorizations", ["LINE_ITEMS", "SKU_RETURN_REQUESTS"]),
    ):
        body = {"whitelisted_data_fields": fields, "pagination": {"page_size": 100}}
        yield f"return_refund.{name}", desk.call(f"return_refund.{name}", shop, body=body)


def _sums(desk: Desk, shop: Shop) -> Iterator[tuple[str, dict[str, Any]]]:
    order = next(order for order in shop.orders.live() if order.status == "DELIVERED")
    body = {"order_id": order.id, "request_type": "REFUND", "reason_name": "any"}
    for version in ("", "@202309"):
        name = f"return_refund.calculate_refund{version}"
        yield name, desk.call(name, shop, body=body)
