"""Cancellation requests of the buyer: asked for, then approved, rejected, withdrawn, or granted by silence (section 9).

The order shows is_buyer_request_cancel while one waits. What an approved one does is `cancelling.carry_out`.
"""

from __future__ import annotations

from typing import Any

from shoplatch.errors import Conflict
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import cancelling, moves, parcels, refunding
from shoplatch.simulator.orders.reasons import is_known, listed
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Cancellation, Line, Order
from shoplatch.simulator.state.world import World

CANCEL_UNKNOWN, NOT_YOURS = 25007006, 25020005
APPROVE_TOO_LATE, ALREADY_CLOSED, ALREADY_APPROVED, REJECT_TOO_LATE = 25011012, 25020009, 25020010, 25011011
REASON_UNKNOWN, REASON_OF_ANOTHER_TYPE, REASON_NOT_OF_THE_ACTION = 25001014, 25001057, 25001016
OPEN_AFTERSALE, COURIER_CANNOT_STOP = 21011007, 25001045


def request(world: World, shop: Shop, order: Order, reason: str = "") -> Cancellation:
    """A buyer asks to call off the whole order (what has not been shipped of it), which the seller has to decide.

    An order that was not put on hold has its hour of remorse in AWAITING_SHIPMENT: there it takes effect at once (8.1).

    Raises:
        Conflict: state or market do not allow it, or the reason is not on the list.
    """
    if order.status not in market(shop.region).rules.buyer_cancel_request_states:
        raise Conflict(f"Order {order.id} is {order.status}; a buyer cannot ask to cancel it", shop=shop.id)
    if order.cancel_request_id:
        raise Conflict(f"Order {order.id} has an open cancellation request already", shop=shop.id)
    if reason and reason not in cancelling.buyer_reasons(shop, order):
        raise Conflict(f"{reason!r} is not a reason a buyer gives for an order that is {order.status}", shop=shop.id)
    reason = reason or cancelling.buyer_reason(world, shop, order)
    if _in_remorse_hour(world, shop, order):
        return cancelling.cancel(world, shop, order, role="BUYER", reason=reason)
    record = cancelling.write(world, shop, order, _lines(order), role="BUYER", reason=reason, kind="BUYER_CANCEL")
    record.deadline = world.clock.now() + market(shop.region).rules.buyer_cancel_answer_s
    order.cancel_request_id, order.request_cancel_time = record.id, record.create_time
    world.clock.at(record.deadline, "cancellation.silence", shop=shop.id, cancellation=record.id)
    cancelling.turn(world, shop, record, cancelling.PENDING)
    moves.touch(world, shop, order)
    return record


def approve(world: World, shop: Shop, record: Cancellation) -> None:
    """The seller agrees, or was silent for too long. Raises Refused as `check_approve` does."""
    check_approve(shop, record)
    order = shop.orders[record.order_id]
    _forget(order, record)
    cancelling.carry_out(world, shop, order, record)


def check_approve(shop: Shop, record: Cancellation) -> None:
    """Whether the seller may agree to the request now.

    Raises:
        Refused: not; nothing waits for a decision, or the carrier was faster.
    """
    if record.status == cancelling.CLOSED:
        raise Refused(ALREADY_CLOSED)
    if record.status != cancelling.PENDING:
        raise Refused(APPROVE_TOO_LATE)
    order = shop.orders[record.order_id]
    if order.status not in (*moves.BEFORE_SHIPPING, "AWAITING_COLLECTION"):
        raise Refused(COURIER_CANNOT_STOP)


def check_reject(shop: Shop, record: Cancellation, reason: str | None) -> None:
    """Whether the seller may refuse the request now, and for this reason (None: any).

    Raises:
        Refused: not.
    """
    if record.status == cancelling.CLOSED:
        raise Refused(REJECT_TOO_LATE)
    if record.status != cancelling.PENDING:
        raise Refused(ALREADY_APPROVED)
    names = listed(shop, "cancel", "seller_reject")
    if reason is None or reason in names or (not names and is_known(shop, reason)):
        return
    if any(reason in listed(shop, kind, who) for kind in ("refund", "return") for who in _REJECTS):
        raise Refused(REASON_OF_ANOTHER_TYPE)
    raise Refused(REASON_NOT_OF_THE_ACTION if is_known(shop, reason) else REASON_UNKNOWN)


def reject(world: World, shop: Shop, record: Cancellation, reason: str, comment: str = "") -> None:
    """The seller refuses; the order goes on. Raises Refused as `check_reject` does."""
    check_reject(shop, record, reason)
    record.reject_reason, record.comment = reason, comment
    close(world, shop, record)


def withdraw(world: World, shop: Shop, record: Cancellation) -> None:
    """The buyer thinks better of it.

    Raises:
        Conflict: nothing waits for a decision.
    """
    if record.status != cancelling.PENDING:
        raise Conflict(f"Cancellation {record.id} is {record.status}; there is nothing to withdraw", shop=shop.id)
    close(world, shop, record)


def close(world: World, shop: Shop, record: Cancellation) -> None:
    """The request ends without effect, and its money is free again."""
    order = shop.orders[record.order_id]
    _forget(order, record)
    refunding.take_back(order, record.refunds)
    cancelling.turn(world, shop, record, cancelling.CLOSED)
    moves.touch(world, shop, order)


def before_shipping(world: World, shop: Shop, order: Order) -> None:
    """What an open request means for a call that ships: it is rejected by it (US), or refuses it.

    Raises:
        Refused: the request has to be decided first.
    """
    if not order.cancel_request_id:
        return
    if not market(shop.region).rules.shipping_rejects_cancel_request:
        raise Refused(OPEN_AFTERSALE)
    close(world, shop, shop.cancellations[order.cancel_request_id])


def before_cancelling(world: World, shop: Shop, order: Order, _lines: object) -> None:
    """An order that is called off in another way has nothing left to request."""
    if order.cancel_request_id:
        close(world, shop, shop.cancellations[order.cancel_request_id])


def silence(world: World, payload: dict[str, Any]) -> None:
    """Due: the seller had time enough; no answer means yes."""
    shop = world.shops[payload["shop"]]
    record = shop.cancellations.get(payload["cancellation"])
    if record is None or record.status != cancelling.PENDING:
        return
    try:
        approve(world, shop, record)
    except Refused:  # the carrier was faster
        close(world, shop, record)


def refunded(world: World, payload: dict[str, Any]) -> None:
    """Due: the buyer has the money back."""
    shop = world.shops[payload["shop"]]
    record = shop.cancellations.get(payload["cancellation"])
    if record is not None and record.status == cancelling.SUCCESS:
        cancelling.turn(world, shop, record, cancelling.COMPLETE)


def _in_remorse_hour(world: World, shop: Shop, order: Order) -> bool:
    asked_for = order.replaced_order_id or order.exchange_source_order_id  # the buyer has had their hour
    ends = order.paid_time + market(shop.region).rules.hold_s
    waits = order.status == "AWAITING_SHIPMENT" and not order.waits_on_hold and order.paid_time > 0
    return waits and not asked_for and world.clock.now() < ends


_REJECTS = ("seller_reject", "seller_reject_package")


def _lines(order: Order) -> list[Line]:
    if order.status == "AWAITING_COLLECTION":
        return cancelling.alive(order.lines)
    return parcels.open_lines(order)


def _forget(order: Order, record: Cancellation) -> None:
    if order.cancel_request_id == record.id:
        order.cancel_request_id = ""
