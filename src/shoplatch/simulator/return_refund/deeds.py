"""What buyers, carriers, time and the platform's staff do to a request; each by name, for the control page and the tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import market
from shoplatch.simulator.return_refund import decisions, flow
from shoplatch.simulator.return_refund.decisions import Decision
from shoplatch.simulator.return_refund.eligibility import reason_names, start_code
from shoplatch.simulator.return_refund.requests import Wanted, ask, open_request
from shoplatch.simulator.state.aftersales import ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

Deed = Callable[[World, Shop, ReturnOrder], None]
REJECTED = ("REFUND_OR_RETURN_REQUEST_REJECT", "REPLACEMENT_REQUEST_REJECT", flow.REFUSED_PARCEL)
_SILENT = {
    "REFUND": "APPROVE_REFUND",
    "RETURN_AND_REFUND": "APPROVE_RETURN",
    "REPLACEMENT": "APPROVE_REPLACEMENT",
    "EXCHANGE": "APPROVE_EXCHANGE",
}


def act(world: World, shop: Shop, request: ReturnOrder, action: str) -> None:
    """Do one of ACTIONS to a request.

    Raises:
        InvalidRequest: there is no such action.
        Conflict: the request's state does not allow it; nothing was changed.
    """
    if action not in ACTIONS:
        raise InvalidRequest(f"{action!r} is not an action", next_step=f"Actions: {', '.join(sorted(ACTIONS))}.")
    ACTIONS[action](world, shop, request)


def withdraw(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The buyer takes the request back, while it is open and nothing was granted."""
    if not flow.is_open(request) or flow.is_granted(request) or request.role != "BUYER":
        raise _not_now(request, "withdrawn")
    if request.arbitration == "IN_PROGRESS":
        request.arbitration = "CLOSED"
    flow.close(world, shop, request, flow.note(world, "CANCEL_REQUEST", "BUYER", "Customer withdrew the request"))


def edit(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The buyer changes a request nobody has decided yet, into one with another reason: a new id, linked both ways."""
    names = reason_names(shop, request.type, "BUYER", shop.orders[request.order_id].status, world.switches)
    order = shop.orders[request.order_id]
    late = order.window_over or start_code(world, shop, order, request.type, "BUYER")
    if not request.status.endswith("_PENDING") or request.role != "BUYER" or not names or late:
        raise _not_now(request, "edited")
    lines = flow.order_lines(order, request)
    reason = names[(names.index(request.reason) + 1) % len(names)] if request.reason in names else names[0]
    flow.close(world, shop, request, flow.note(world, "EDIT_REQUEST", "BUYER", "Customer edited the request"))
    wanted = Wanted(
        request.type,
        "BUYER",
        reason,
        lines,
        shipment_type=request.shipment_type,
        handover_method=request.handover_method,
        wanted_sku_id=request.wanted_sku_id,
    )
    following = open_request(world, shop, order, wanted)
    request.next_id, following.pre_id = following.id, request.id


def ship_back(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The buyer hands the parcel to a carrier of their own (BUYER_ARRANGE), or to the platform's."""
    _expect(request, flow.AWAITING_SHIP)
    if not request.tracking_number:
        _number(world, shop, request)
    for each in _in_one_parcel(shop, request):
        _share_parcel(each, request)
        flow.on_its_way(world, shop, each)


def pack_together(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The buyer puts everything that is to be sent back into one parcel: the requests travel and arrive together."""
    _expect(request, flow.AWAITING_SHIP)
    others = [
        other
        for other in shop.returns.live()
        if other.buyer_id == request.buyer_id
        and (other.status, other.shipment_type) == (flow.AWAITING_SHIP, request.shipment_type)
        and other is not request
    ]
    if not others:
        raise Conflict(f"Nothing else of the buyer of request {request.id} is to be sent back", shop=shop.id)
    combined = next((one.combined_id for one in (request, *others) if one.combined_id), "") or world.new_id("4039")
    for each in (request, *others):
        each.combined_id = combined
        _share_parcel(each, request)
        text = "Customer put several returns into one parcel"
        each.records.append(flow.note(world, "COMBINE_RETURNS", "BUYER", text))
        shop.returns.move(each, "update_time", max(world.clock.now(), each.update_time))


def arrive(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The parcel reaches the warehouse."""
    _expect(request, flow.SHIPPED)
    if request.arrived_time:
        raise _not_now(request, "delivered twice")
    for each in _in_one_parcel(shop, request):
        flow.arrived(world, shop, each)


def accept_offer(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The buyer takes the partial refund."""
    _expect(request, flow.AWAITING_ANSWER)
    decisions.accept_offer(world, shop, request)


def decline_offer(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The buyer wants all of it: back to where the seller decides (a switch), or closed."""
    _expect(request, flow.AWAITING_ANSWER)
    request.offer_rejected = True
    record = flow.note(world, "DECLINE_PARTIAL_REFUND", "BUYER", "Customer declined the partial refund")
    if world.switches.declined_offer_leads_to == "cancel":
        flow.close(world, shop, request, record)
    elif request.arrived_time:
        flow.turn(world, shop, request, flow.SHIPPED, record)
        flow.wait_for_seller(world, shop, request, flow.ASKS_PARCEL, _parcel_seconds(shop))
    else:
        flow.turn(world, shop, request, flow.status_of(request.type, "PENDING"), record)
        flow.review(world, shop, request, "PENDING_REQUEST_REVIEW")
        ask(world, shop, request)


def dispute(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The buyer takes a rejection to the platform; nothing ends by itself meanwhile."""
    if request.status not in REJECTED or request.arbitration:
        raise _not_now(request, "disputed")
    request.arbitration = "IN_PROGRESS"
    record = flow.note(world, "ARBITRATION_STARTED", "BUYER", "Customer asked the platform to decide")
    flow.turn(world, shop, request, request.status, record)


def support_buyer(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The platform sides with the buyer: money, a return, or a replacement after all."""
    _expect_dispute(request)
    request.arbitration = "SUPPORT_BUYER"
    record = flow.note(world, "ARBITRATION_SUPPORT_BUYER", "OPERATOR", "The platform sided with the customer")
    if request.type == "REPLACEMENT":
        _replace(world, shop, request, "OPERATOR")
    elif request.type == "RETURN_AND_REFUND" and request.status != flow.REFUSED_PARCEL:
        flow.await_parcel(world, shop, request, record)
    else:
        flow.grant(world, shop, request, record)


def support_seller(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The platform sides with the seller: the request ends."""
    _expect_dispute(request)
    request.arbitration = "SUPPORT_SELLER"
    record = flow.note(world, "ARBITRATION_SUPPORT_SELLER", "OPERATOR", "The platform sided with the seller")
    flow.close(world, shop, request, record)


def silence(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The seller had time enough; no answer means yes."""
    if not request.deadline or not (request.status.endswith("_PENDING") or request.arrived_time):
        raise _not_now(request, "granted by silence")
    if request.status == flow.SHIPPED:
        decisions.decide(world, shop, request, Decision("APPROVE_RECEIVED_PACKAGE"), role="SYSTEM")
    elif request.type in ("REPLACEMENT", "EXCHANGE"):
        _replace(world, shop, request, "SYSTEM")
    else:
        decisions.decide(world, shop, request, Decision(_SILENT[request.type]), role="SYSTEM")


def lapse(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The buyer had time enough: nothing was sent back, answered or disputed."""
    if request.status == flow.AWAITING_ANSWER:
        decline_offer(world, shop, request)
    elif request.status == flow.AWAITING_SHIP or request.status in REJECTED:
        text = "The time for the customer was over"
        flow.close(world, shop, request, flow.note(world, "REQUEST_CLOSED", "SYSTEM", text))
    else:
        raise _not_now(request, "closed by time")


def due(action: Deed) -> Callable[[World, dict[str, Any]], None]:
    """A deed as an entry of the clock; one for an earlier state does nothing."""

    def happen(world: World, payload: dict[str, Any]) -> None:
        shop = world.shops[payload["shop"]]
        request = shop.returns.get(payload["request"])
        if request is not None and request.turn == payload["turn"]:
            action(world, shop, request)

    return happen


def close_before_cancelling(world: World, shop: Shop, order: Any, lines: Any) -> None:
    """Requests about units that are called off have nothing left to decide; money that was granted stays granted."""
    for request_id in dict.fromkeys(line.return_id for line in lines if line.return_id):
        request = shop.returns[request_id]
        if flow.is_open(request) and not flow.is_granted(request):
            text = f"Order {order.id} was cancelled"
            flow.close(world, shop, request, flow.note(world, "REQUEST_CLOSED", "SYSTEM", text))


def _replace(world: World, shop: Shop, request: ReturnOrder, role: str) -> None:
    try:
        decisions.send_new(world, shop, request, role)
    except Refused:  # nothing left to send: the money instead
        decisions.give_back(world, shop, request, Decision(f"ISSUE_{request.type}_REFUND"), role)


def _in_one_parcel(shop: Shop, request: ReturnOrder) -> list[ReturnOrder]:
    """The request, and those that lie in the same parcel and stand where it stands."""
    if not request.combined_id:
        return [request]
    return [
        other
        for other in shop.returns.live()
        if other.combined_id == request.combined_id and other.status == request.status and not other.arrived_time
    ]


def _number(world: World, shop: Shop, request: ReturnOrder) -> None:
    carrier = world.chance.choice(network(shop.region).carriers)
    request.provider_id, request.provider_name = carrier.id, carrier.name
    request.tracking_number = carrier.tracking_number(world.chance)


def _share_parcel(request: ReturnOrder, first: ReturnOrder) -> None:
    request.provider_id, request.provider_name = first.provider_id, first.provider_name
    request.tracking_number, request.label = first.tracking_number, first.label
    if request.rma is not None and first.rma is not None:
        request.rma.package_id = first.rma.package_id


def _parcel_seconds(shop: Shop) -> int:
    return market(shop.region).rules.receive_answer_s


def _expect(request: ReturnOrder, status: str) -> None:
    if request.status != status:
        raise Conflict(f"Request {request.id} is {request.status}, not {status}")


def _expect_dispute(request: ReturnOrder) -> None:
    if request.arbitration != "IN_PROGRESS":
        raise Conflict(f"Request {request.id} is not before the platform's staff")


def _not_now(request: ReturnOrder, what: str) -> Conflict:
    return Conflict(f"Request {request.id} is {request.status}; it cannot be {what}")


ACTIONS: Mapping[str, Deed] = {
    "withdraw": withdraw,
    "edit": edit,
    "pack_together": pack_together,
    "ship_back": ship_back,
    "arrive": arrive,
    "accept_offer": accept_offer,
    "decline_offer": decline_offer,
    "dispute": dispute,
    "support_buyer": support_buyer,
    "support_seller": support_seller,
    "silence": silence,
    "lapse": lapse,
}
HAPPENINGS: Mapping[str, Deed] = {
    "return.silence": silence,
    "return.lapse": lapse,
    "return.picked_up": ship_back,
    "return.arrived": arrive,
    "return.refunded": flow.refunded,
}
