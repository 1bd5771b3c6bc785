"""Every read of the after-sales side, taken from a busy world."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shoplatch.simulator.markets import market
from shoplatch.simulator.return_refund import act
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.aftersales_world import approve, asked, reject, sent_back
from tests.simulator_shop.shop_world import Desk

ALL_FIELDS = ["LINE_ITEMS", "RETURN_MERCHANDISE_AUTHORIZATIONS", "SKU_RETURN_REQUESTS"]


def aftersales_reads(desk: Desk, shop: Shop) -> Iterator[tuple[str, dict[str, Any]]]:
    """(operation id, data) of every read about cancellations and requests of a shop."""
    _more(desk, shop)
    for version in ("", "@202309"):
        for name in ("search_cancellations", "search_returns"):
            query = {"page_size": "50", "sort_order": "DESC"}
            yield f"return_refund.{name}{version}", desk.call(f"return_refund.{name}{version}", shop, query=query, body={})
    requests, records = list(shop.returns.live()), list(shop.cancellations.live())
    for request in requests:
        yield "return_refund.get_return_records", desk.call("return_refund.get_return_records", shop, return_id=request.id)
    for thing in [*requests, *records[-8:]]:
        yield from _about(desk, shop, thing.id)
    free = [next(one.id for one in shop.orders.live() if one.status == state) for state in ("ON_HOLD", "DELIVERED")]
    for order_id in dict.fromkeys([*(request.order_id for request in requests[:9]), *free]):
        for version in ("", "@202512", "@202309"):
            name = f"return_refund.get_aftersale_eligibility{version}"
            for who in ("SELLER", "BUYER"):
                yield name, desk.call(name, shop, query={"initiate_aftersale_user": who}, order_id=order_id)
    yield from _newer(desk, shop)
    yield from _sums(desk, shop)


def special_order_reads(desk: Desk, shop: Shop) -> Iterator[tuple[str, dict[str, Any]]]:
    """(operation id, data) of every read of orders that are more than a cart that was paid."""
    token = "first"
    while token:
        query = {"page_size": "100", **({"page_token": token} if token != "first" else {})}
        page = desk.call("order.get_order_list", shop, query=query, body={})
        token = page["next_page_token"]
        yield "order.get_order_list", page
    odd = [
        order
        for order in shop.orders.live()
        if order.order_type != "NORMAL"
        or order.sample_payer
        or any((order.replaced_order_id, order.exchange_source_order_id, order.cancel_request_id))
        or any(line.is_gift or line.parts for line in order.lines)
    ]
    for version in ("", "@202309"):
        ids = ",".join(order.id for order in odd[:50])
        yield f"order.get_order_detail{version}", desk.call(f"order.get_order_detail{version}", shop, query={"ids": ids})
    newest = ",".join(order.id for order in list(shop.orders.live())[-50:])
    for ids in (newest, ",".join(order.id for order in odd[:50])):
        privileged = desk.call("order.get_privileged_order_detail", shop, query={"ids": ids})
        yield "order.get_privileged_order_detail", privileged
    for order in odd:
        yield "order.get_order_price_details", desk.call("order.get_order_price_details", shop, order_id=order.id)


def _more(desk: Desk, shop: Shop) -> None:
    """What the demo's past has not: a proof in pictures, a dispute and an offer about parcels that came back."""
    free = (order for order in shop.orders.live() if order.status == "DELIVERED")
    free = (order for order in free if not any(line.return_id or line.returned for line in order.lines))
    disputed, offered = sent_back(desk, shop, next(free)), sent_back(desk, shop, next(free))
    reject(desk, shop, disputed, "REJECT_RECEIVED_PACKAGE", images=[{"image_id": "tos-1", "width": 9, "height": 9}])
    act(desk.world, shop, disputed, "dispute")
    offer = {"partial_refund_total": "1.00", "currency": market(shop.region).currency}
    reject(desk, shop, offered, "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG", partial_refund_amount=offer)
    _one_parcel(desk, shop, [next(free), next(free)])


def _one_parcel(desk: Desk, shop: Shop, sent: list[Order]) -> None:
    """Two returns of one buyer in one parcel."""
    sent[1].buyer = sent[0].buyer
    requests = [asked(desk, shop, order, "RETURN_AND_REFUND", shipment_type="BUYER_ARRANGE") for order in sent]
    for request in requests:
        approve(desk, shop, request, "APPROVE_RETURN")
    act(desk.world, shop, requests[0], "pack_together")


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
