"""Orders brought to a state, and requests about them, for the tests of the after-sales side."""

from __future__ import annotations

from typing import Any

from shoplatch.simulator import orders
from shoplatch.simulator.return_refund import Wanted, act, open_request
from shoplatch.simulator.return_refund.eligibility import reason_names
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_shop.shop_world import Desk

HOUR, DAY = 3_600, 86_400


def order_in(region: str, status: str, *, units: int = 3, carriers: bool = False) -> tuple[Desk, Shop, Order]:
    """An order of two SKUs brought forward to a status in a world of its own."""
    desk = Desk()
    shop = desk.shop(region) if region in ("GB", "US") else desk.shop()
    shop.region = region  # other markets: the same shelves under their rules
    shop.carriers_come = carriers
    return desk, shop, another(desk, shop, status, units=units)


def another(desk: Desk, shop: Shop, status: str, *, units: int = 3) -> Order:
    """One more order in that state."""
    first, second = desk.skus(shop)[:2]
    wanted = [(first.id, units)] if units == 1 else [(first.id, units - 1), (second.id, 1)]
    order = orders.place(desk.world, shop, wanted, pay=False)
    while order.status != status:
        orders.act(desk.world, shop, order, "forward")
    desk.told.clear()
    return order


def asked(desk: Desk, shop: Shop, order: Order, kind: str, *, lines: int | None = None, **more: Any) -> ReturnOrder:
    """A buyer's request about the first lines of an order, or all of them."""
    reason = reason_names(shop, kind, "BUYER", order.status)[0]
    return open_request(desk.world, shop, order, Wanted(kind, "BUYER", reason, order.lines[:lines], **more))


def sent_back(desk: Desk, shop: Shop, order: Order) -> ReturnOrder:
    """A return whose parcel has arrived at the warehouse."""
    request = asked(desk, shop, order, "RETURN_AND_REFUND")
    approve(desk, shop, request, "APPROVE_RETURN")
    act(desk.world, shop, request, "ship_back")
    act(desk.world, shop, request, "arrive")
    return request


def approve(desk: Desk, shop: Shop, request: ReturnOrder, decision: str, **body: Any) -> None:
    """The seller's approve call."""
    desk.call("return_refund.approve_return", shop, body={"decision": decision, **body}, return_id=request.id)


def reject(desk: Desk, shop: Shop, request: ReturnOrder, decision: str, **body: Any) -> None:
    """The seller's reject call, with the first reason the reject reasons call gives."""
    query = {"return_or_cancel_id": request.id}
    names = [row["name"] for row in desk.call("return_refund.get_reject_reasons", shop, query=query)["reasons"]]
    wanted = {"decision": decision, "reject_reason": names[0], **body}
    desk.call("return_refund.reject_return", shop, body=wanted, return_id=request.id)


def found(desk: Desk, shop: Shop, request: ReturnOrder, version: str = "") -> dict[str, Any]:
    """The request as the search gives it."""
    body = {"return_ids": [request.id]}
    rows = desk.call(f"return_refund.search_returns{version}", shop, query={"page_size": "10"}, body=body)["return_orders"]
    assert len(rows) == 1
    row: dict[str, Any] = rows[0]
    return row


def told(desk: Desk, topic: int, field: str) -> list[Any]:
    """What the webhooks of a topic said in one field, in order."""
    return [event.data[field] for event in desk.told if event.topic == topic]
