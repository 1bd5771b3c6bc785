"""The orders of a shop in Seller Center, simulated: ship, cancel, answer buyers; and the simulated carrier beside it."""

from __future__ import annotations

from itertools import islice
from typing import Any

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import cancelling, views
from shoplatch.simulator.orders.money import total_amount
from shoplatch.simulator.orders.reasons import cancel_reasons, listed, text_of
from shoplatch.simulator.return_refund import decisions
from shoplatch.simulator.sites.in_house import ask
from shoplatch.simulator.sites.seller_center import PAGES_MAX, PER_PAGE, SHOP, frame
from shoplatch.simulator.sites.visit import Act, Look, Page, Visit
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

ORDERS = f"{SHOP}/orders"
ORDER = f"{ORDERS}/{{order}}"
CARRIER_DEEDS = {"collect": "The carrier collects it", "deliver": "The buyer gets it", "complete": "Complete it"}
DECISIONS = {
    "APPROVE_REFUND": "Approve the refund",
    "APPROVE_RETURN": "Approve the return",
    "APPROVE_RECEIVED_PACKAGE": "Accept the parcel that came back",
    "APPROVE_REPLACEMENT": "Send a replacement",
    "DIRECT_REFUND": "Refund without the item",
    "ISSUE_REPLACEMENT_REFUND": "Refund instead of a replacement",
    "REJECT_REFUND": "Reject the refund",
    "REJECT_RETURN": "Reject the return",
    "REJECT_RECEIVED_PACKAGE": "Reject the parcel that came back",
    "REJECT_REPLACEMENT": "Reject the replacement",
}


def _orders(visit: Visit) -> Page:
    shop = shop_of(visit.world, visit.parts["shop"])
    status = visit.query.get("status", "")
    if status not in ("", *shop.orders.by_status()):
        status = ""
    page = visit.number("page", 0, PAGES_MAX)
    marks = shop.orders.marks("create_time", None, None, descending=True, status=status or None)
    ids = [mark[1] for mark in islice(marks, page * PER_PAGE, (page + 1) * PER_PAGE + 1)]
    orders = [order for one in ids[:PER_PAGE] if (order := shop.orders.get(one)) is not None]
    shown = frame(
        visit,
        "orders",
        rows=[(order, total_amount(order, with_fees=visit.world.switches.market_fees_in_total)) for order in orders],
        chosen=status,
        by_status=shop.orders.by_status(),
        page=page,
        more=len(ids) > PER_PAGE,
    )
    return Page("sites/seller_orders.html", shown)


def _order(visit: Visit) -> Page:
    shop, order = _shop_and_order(visit)
    record = shop.cancellations.get(order.cancel_request_id) if order.cancel_request_id else None
    shown = frame(
        visit,
        "orders",
        order=order,
        view=views.order_view(visit.world, shop, order, for_list=False),
        total=total_amount(order, with_fees=visit.world.switches.market_fees_in_total),
        lines=order.lines,
        packages=[shop.packages[one] for one in order.package_ids if one in shop.packages],
        way=_way(shop, order),
        carriers=network(shop.region).carriers,
        cancel_with=_cancel_with(visit.world, shop, order),
        request=record,
        reject_with=[(name, text_of(name)) for name in listed(shop, "cancel", "seller_reject")],
        returns=[_return_shown(shop, one) for one in _returns_of(shop, order)],
        text_of=text_of,
        carrier_deeds=_carrier_deeds(shop, order),
    )
    return Page("sites/seller_order.html", shown)


def _ship(visit: Visit) -> str:
    """The one call of the market for this kind of order (platform.md section 13)."""
    shop, order = _shop_and_order(visit)
    form, way = visit.form, _way(shop, order)
    tracking = {"tracking_number": form.text("tracking_number").strip(), "shipping_provider_id": form.text("carrier")}
    if way == "mark_package_as_shipped":
        ask(visit.world, shop, "fulfillment.mark_package_as_shipped@202309", tracking, order_id=order.id)
    elif way == "create_packages":
        ask(visit.world, shop, "fulfillment.create_packages@202309", {"order_id": order.id})
    elif way == "ship_package":
        own = order.shipping_type == "SELLER"
        method = form.text("handover_method", "DROP_OFF")
        body: dict[str, Any] = {"self_shipment": tracking} if own else {"handover_method": method}
        for package_id in _waiting(shop, order):
            ask(visit.world, shop, "fulfillment.ship_package", body, package_id=package_id)
    else:
        raise Conflict(f"Order {order.id} is {order.status}; there is nothing to ship", shop=shop.id)
    return _to(visit, "shipped")


def _cancel(visit: Visit) -> str:
    shop, order = _shop_and_order(visit)
    body = {"order_id": order.id, "cancel_reason": visit.form.text("reason")}
    ask(visit.world, shop, "return_refund.cancel_order@202309", body)
    return _to(visit, "cancelled")


def _answer(visit: Visit) -> str:
    """Approve or reject the buyer's request to cancel."""
    shop, order = _shop_and_order(visit)
    if visit.form.text("decision") == "approve":
        ask(visit.world, shop, "return_refund.approve_cancellation", {}, cancel_id=order.cancel_request_id or "none")
    else:
        body = {"reject_reason": visit.form.text("reason")}
        ask(visit.world, shop, "return_refund.reject_cancellation", body, cancel_id=order.cancel_request_id or "none")
    return _to(visit, "decided")


def _decide(visit: Visit) -> str:
    """A decision about a refund, return or replacement."""
    shop, _ = _shop_and_order(visit)
    form = visit.form
    name, return_id = form.text("decision"), form.text("return_id")
    if name not in DECISIONS:
        raise InvalidRequest(f"{name!r} is not a decision")
    if name.startswith("REJECT"):
        body = {"decision": name, "reject_reason": form.text("reason")}
        ask(visit.world, shop, "return_refund.reject_return@202309", body, return_id=return_id)
    else:
        ask(visit.world, shop, "return_refund.approve_return@202309", {"decision": name}, return_id=return_id)
    return _to(visit, "decided")


def _carry(visit: Visit) -> str:
    """The simulated carrier, by the same lever as `/_sim/orders/{id}/{action}`."""
    _, order = _shop_and_order(visit)
    if visit.form.text("deed") not in CARRIER_DEEDS:
        raise InvalidRequest(f"{visit.form.text('deed')!r} is not what a carrier does")
    visit.desk.act(order.id, visit.form.text("deed"))
    return _to(visit, "moved")


def _way(shop: Shop, order: Order) -> str:
    """The name of the call that ships this order now; empty where nothing is to be shipped."""
    if order.status not in ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING") or order.fulfillment_type == "FULFILLMENT_BY_TIKTOK":
        return ""
    return market(shop.region).rules.ship_calls[order.shipping_type]


def _waiting(shop: Shop, order: Order) -> list[str]:
    return [one for one in order.package_ids if shop.packages[one].status == "TO_FULFILL"]


def _cancel_with(world: World, shop: Shop, order: Order) -> list[tuple[str, str]]:
    """The reasons the seller may cancel with now; none where it may not."""
    try:
        cancelling.check_seller(world, shop, order, None)
    except Refused:
        return []
    return [(name, text_of(name)) for name in cancel_reasons(shop, "seller", order.status)]


def _returns_of(shop: Shop, order: Order) -> list[ReturnOrder]:
    ids = dict.fromkeys(line.return_id for line in order.lines if line.return_id)
    found = [shop.returns.get(one) for one in ids]
    closed = [one for one in shop.returns.live() if one.order_id == order.id and one.id not in ids]
    return [one for one in found if one is not None] + closed


def _return_shown(shop: Shop, request: ReturnOrder) -> dict[str, Any]:
    """A request with what may be decided now."""
    able = [name for name in DECISIONS if not decisions.refusal(request, name)]
    reasons = [
        reason for name in able if name.startswith("REJECT") for reason in decisions.reject_reasons(shop, request, name)
    ]
    return {
        "request": request,
        "able": [(name, DECISIONS[name]) for name in able],
        "reasons": [(name, text_of(name)) for name in dict.fromkeys(reasons)],
        "refund": request.refund.total,
    }


def _carrier_deeds(shop: Shop, order: Order) -> list[tuple[str, str]]:
    states = {shop.packages[one].status for one in order.package_ids if one in shop.packages}
    able = ["collect"] if "PROCESSING" in states else []
    able += ["deliver"] if "FULFILLING" in states else []
    able += ["complete"] if order.status == "DELIVERED" else []
    return [(name, CARRIER_DEEDS[name]) for name in able]


def _shop_and_order(visit: Visit) -> tuple[Shop, Order]:
    shop = shop_of(visit.world, visit.parts["shop"])
    order = shop.orders.get(visit.parts["order"])
    if order is None:
        raise NotFound(f"Shop {shop.name} has no order {visit.parts['order']}")
    return shop, order


def _to(visit: Visit, done: str) -> str:
    return f"/seller-center/{visit.parts['shop']}/orders/{visit.parts['order']}?done={done}"


LOOKS: tuple[Look, ...] = (Look(ORDERS, _orders, "Orders"), Look(ORDER, _order, "One order with all that can be done"))
ACTS: tuple[Act, ...] = (
    Act(f"{ORDER}/ship", _ship, _order, "Arrange the shipment, by the market's way"),
    Act(f"{ORDER}/cancel", _cancel, _order, "Cancel, with a reason of the market"),
    Act(f"{ORDER}/cancellation", _answer, _order, "Approve or reject the buyer's request to cancel"),
    Act(f"{ORDER}/return", _decide, _order, "Decide about a refund, return or replacement"),
    Act(f"{ORDER}/carrier", _carry, _order, "Play the carrier"),
)
