"""A new refund, return, replacement or exchange request, by the buyer or the seller (platform.md section 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import moves, refunding
from shoplatch.simulator.orders.reasons import reason_code, text_of
from shoplatch.simulator.return_refund import eligibility, flow
from shoplatch.simulator.state.aftersales import ReturnLine, ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Line, Order, Refund
from shoplatch.simulator.state.world import World

INVALID, TOO_LARGE = 25001001, 25005005
_SUBMITTED = {
    "REFUND": "submitted a refund request",
    "RETURN_AND_REFUND": "submitted a return request",
    "REPLACEMENT": "submitted a replacement request",
    "EXCHANGE": "submitted an exchange request",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for."""

    kind: str  # REFUND | RETURN_AND_REFUND | REPLACEMENT | EXCHANGE
    role: str  # BUYER | SELLER | OPERATOR
    reason: str
    lines: Sequence[Line]
    amount: int | None = None  # in minor units; None: everything
    shipment_type: str = ""  # PLATFORM | BUYER_ARRANGE
    handover_method: str = ""
    wanted_sku_id: str = ""


def open_request(world: World, shop: Shop, order: Order, wanted: Wanted) -> ReturnOrder:
    """Write it down, lock its lines, promise its money, and ask the seller; what the seller starts is agreed already.

    Raises:
        Refused: state, lines, reason or amount do not allow it; nothing was changed.
    """
    refunds = _checked(world, shop, order, wanted)
    now = world.clock.now()
    request = ReturnOrder(
        id=world.new_id("4035"),
        order_id=order.id,
        type=wanted.kind,
        status=flow.status_of(wanted.kind, "PENDING"),
        role=wanted.role,
        reason=wanted.reason,
        lines=[ReturnLine(world.new_id("4036"), line.id, refunds.get(line.id, Refund())) for line in wanted.lines],
        create_time=now,
        update_time=now,
        buyer_id=order.buyer.id,
        request_id=world.new_id("4038"),
        wanted_sku_id=wanted.wanted_sku_id,
    )
    if wanted.kind == "RETURN_AND_REFUND":
        request.shipment_type = wanted.shipment_type or "PLATFORM"
        request.handover_method = wanted.handover_method or "DROP_OFF"
    shop.returns.add(request)
    refunding.promise(order, flow.refunds_of(request))
    for line in wanted.lines:
        line.return_id = request.id
    moves.touch(world, shop, order)
    who = {"BUYER": "Customer", "SELLER": "Seller"}.get(wanted.role, "The platform")
    text = f"{who} {_SUBMITTED[wanted.kind]}"
    record = flow.note(world, "ORDER_RETURN", wanted.role, text, reason=text_of(wanted.reason))
    flow.turn(world, shop, request, request.status, record)
    if wanted.role != "BUYER":
        _agree(world, shop, request)
    else:
        flow.review(world, shop, request, "PENDING_REQUEST_REVIEW")
        ask(world, shop, request)
    return request


def ask(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The seller's clock starts. Exchanges are the platform's to grant; sellers are asked nothing in the older model."""
    rules = market(shop.region).rules
    quick = request.type in ("REPLACEMENT", "EXCHANGE")
    seconds = rules.replacement_answer_s if quick else rules.return_answer_s
    flow.wait_for_seller(world, shop, request, flow.ASKS.get(request.type, ""), seconds)


def _agree(world: World, shop: Shop, request: ReturnOrder) -> None:
    if request.type == "REFUND":
        text = "Seller refunds" if request.role == "SELLER" else "The platform refunds"
        flow.grant(world, shop, request, flow.note(world, f"{request.role}_REFUND", request.role, text))
    else:
        flow.await_parcel(world, shop, request, flow.note(world, "SELLER_RETURN", "SELLER", "Seller asks for the item back"))


def _checked(world: World, shop: Shop, order: Order, wanted: Wanted) -> dict[str, Refund]:
    code = eligibility.start_code(world, shop, order, wanted.kind, wanted.role)
    if code:
        raise Refused(code)
    if not wanted.lines:
        raise Refused(eligibility.FINISHED)
    for line in wanted.lines:
        code = eligibility.line_code(line)
        if code:
            raise Refused(code)
    names = eligibility.reason_names(shop, wanted.kind, wanted.role, order.status, world.switches)
    if wanted.reason not in names:
        raise Refused(reason_code(shop, eligibility.KINDS[wanted.kind], wanted.role.lower(), wanted.reason))
    if wanted.kind == "EXCHANGE" and wanted.wanted_sku_id not in shop.skus:
        raise Refused(INVALID, "The SKU to exchange for does not exist")
    if wanted.kind in ("REPLACEMENT", "EXCHANGE"):
        return {}
    refunds = refunding.refundable(order, wanted.lines, world.switches, refunding.RETURNING)
    if wanted.amount is None:
        return refunds
    if wanted.amount > refunding.total(refunds.values()):
        raise Refused(TOO_LARGE)
    return refunding.cut_to(refunds, wanted.amount)
