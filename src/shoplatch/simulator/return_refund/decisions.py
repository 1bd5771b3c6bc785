"""What a seller may decide about a request now, and what each decision does (platform.md section 10).

A decision fits one type of request and some states; the wrong type is 25020004, the wrong state has its own code for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from shoplatch.errors import Conflict
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.orders import refunding
from shoplatch.simulator.orders.again import send_instead
from shoplatch.simulator.orders.reasons import is_known, listed, text_of
from shoplatch.simulator.return_refund import flow
from shoplatch.simulator.return_refund.eligibility import KINDS
from shoplatch.simulator.state.aftersales import Picture, ReturnOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

TYPE_MISMATCH, STATUS_MISMATCH, WITH_PLATFORM = 25020004, 25020003, 25011010
CANNOT_APPROVE, CANNOT_APPROVE_NOW, CANNOT_APPROVE_RECEIPT, CANCELLED = 25001044, 25011012, 25011013, 25020009
ALREADY_OFFERED, OFFER_TOO_LATE, TOO_LARGE, INVALID = 25007007, 25011032, 25005005, 25001001
APPROVED, RECEIVED, PARCEL_NOT_NOW, PARCEL_REFUSED = 25020010, 25020011, 25011035, 25020012
REASON_UNKNOWN, REASON_OF_ANOTHER_TYPE, REASON_NOT_OF_THE_ACTION = 25001014, 25001057, 25001016
TIKTOK_RECEIVES = 25011026
OFFER_LATER = "OFFER_PARTIAL_REFUND_AFTER_RECEIVING_PKG"
_TYPES: dict[str, tuple[str, ...]] = {
    "APPROVE_REFUND": ("REFUND",),
    "APPROVE_RETURN": ("RETURN_AND_REFUND",),
    "APPROVE_RECEIVED_PACKAGE": ("RETURN_AND_REFUND",),
    "APPROVE_REPLACEMENT": ("REPLACEMENT",),
    "APPROVE_EXCHANGE": ("EXCHANGE",),  # of the review call only, which says APPROVE_REQUEST
    "ISSUE_REPLACEMENT_REFUND": ("REPLACEMENT",),
    "ISSUE_EXCHANGE_REFUND": ("EXCHANGE",),
    "DIRECT_REFUND": ("RETURN_AND_REFUND",),
    "OFFER_PARTIAL_REFUND": ("REFUND", "RETURN_AND_REFUND"),
    OFFER_LATER: ("RETURN_AND_REFUND",),
    "REJECT_REFUND": ("REFUND",),
    "REJECT_RETURN": ("RETURN_AND_REFUND",),
    "REJECT_RECEIVED_PACKAGE": ("RETURN_AND_REFUND",),
    "REJECT_REPLACEMENT": ("REPLACEMENT",),
}
_OF_CANCELLATIONS = ("APPROVE_REQUEST_CANCEL", "REJECT_REQUEST_CANCEL")
_ABOUT_PARCELS = ("APPROVE_RECEIVED_PACKAGE", "REJECT_RECEIVED_PACKAGE", OFFER_LATER)
ALL = (*_TYPES, *_OF_CANCELLATIONS)
OFFERS = ("OFFER_PARTIAL_REFUND", OFFER_LATER)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision with what it needs."""

    name: str
    keep_item: bool = False
    amount: int | None = None  # of an offer, minor units
    reason: str = ""  # of a rejection
    comment: str = ""
    images: Sequence[Picture] = field(default_factory=tuple)


def refusal(request: ReturnOrder, name: str) -> int:
    """0 if the decision fits type and state now, else the code that refuses it."""
    if name in _OF_CANCELLATIONS or request.type not in _TYPES.get(name, ()):
        return TYPE_MISMATCH
    if request.arbitration == "IN_PROGRESS":
        return WITH_PLATFORM
    if name.startswith("REJECT") or name == OFFER_LATER:
        return _reject_refusal(request, name)
    if request.status.endswith("_CANCEL"):
        return CANCELLED
    pending = request.status.endswith("_PENDING")
    if name == "APPROVE_RECEIVED_PACKAGE":
        return 0 if request.status == flow.SHIPPED else CANNOT_APPROVE_RECEIPT
    if name == "OFFER_PARTIAL_REFUND":
        if request.status == flow.AWAITING_ANSWER:
            return ALREADY_OFFERED
        return 0 if pending else OFFER_TOO_LATE
    if name == "DIRECT_REFUND":
        return 0 if pending or request.status in (flow.AWAITING_SHIP, flow.SHIPPED) else CANNOT_APPROVE_NOW
    return 0 if pending else CANNOT_APPROVE_NOW


def _by_tiktok(shop: Shop, request: ReturnOrder) -> bool:
    return shop.orders[request.order_id].fulfillment_type == "FULFILLMENT_BY_TIKTOK"


def reject_reasons(shop: Shop, request: ReturnOrder, name: str) -> list[str]:
    """The reasons a seller may give with a rejection of this name."""
    who = "seller_reject_package" if name in ("REJECT_RECEIVED_PACKAGE", OFFER_LATER) else "seller_reject"
    return listed(shop, KINDS[request.type], who)


def decide(world: World, shop: Shop, request: ReturnOrder, decision: Decision, *, role: str = "SELLER") -> None:
    """Let a decision take effect.

    Raises:
        Refused: type, state, reason or amount do not allow it; nothing was changed.
    """
    code = refusal(request, decision.name)
    if code:
        raise Refused(code)
    if role == "SELLER" and decision.name in _ABOUT_PARCELS and _by_tiktok(shop, request):
        raise Refused(TIKTOK_RECEIVES)
    if decision.name.startswith("REJECT"):
        _check_reason(shop, request, decision)
        _reject(world, shop, request, decision)
    elif decision.name in OFFERS:
        _offer(world, shop, request, decision)
    elif decision.name in ("APPROVE_REPLACEMENT", "APPROVE_EXCHANGE"):
        send_new(world, shop, request, role)
    elif decision.name == "APPROVE_RETURN" and not decision.keep_item:
        flow.await_parcel(world, shop, request, flow.note(world, "APPROVE_RETURN", role, "The return was approved"))
    else:
        give_back(world, shop, request, decision, role)


def give_back(world: World, shop: Shop, request: ReturnOrder, decision: Decision, role: str) -> None:
    """Grant the money."""
    request.keep_item = request.keep_item or decision.keep_item
    if request.type in ("REPLACEMENT", "EXCHANGE"):
        order = shop.orders[request.order_id]
        lines = flow.order_lines(order, request)
        flow.change_refund(order, request, refunding.refundable(order, lines, world.switches, refunding.RETURNING))
    texts = {"APPROVE_RECEIVED_PACKAGE": "The return parcel was accepted"}
    text = texts.get(decision.name, "The refund was approved")
    flow.grant(world, shop, request, flow.note(world, decision.name, role, text))


def send_new(world: World, shop: Shop, request: ReturnOrder, role: str) -> None:
    """The replacement or exchange order, of the same units or of the SKU that was wanted.

    Raises:
        Refused: there is no stock for it; nothing was changed.
    """
    order = shop.orders[request.order_id]
    lines = flow.order_lines(order, request)
    wares = [(request.wanted_sku_id or line.sku_id, 1) for line in lines]
    try:
        sent = send_instead(world, shop, order, wares, kind=request.type)
    except Conflict as without:
        raise Refused(CANNOT_APPROVE, without.what) from without
    request.keep_item = request.type == "REPLACEMENT"  # the buyer keeps the first one
    text = "A replacement is sent" if request.type == "REPLACEMENT" else "The exchange is sent"
    flow.fulfil(world, shop, request, sent.id, flow.note(world, f"APPROVE_{request.type}", role, text))


def accept_offer(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The buyer takes the partial refund."""
    order = shop.orders[request.order_id]
    flow.change_refund(order, request, refunding.cut_to(flow.refunds_of(request), request.offer))
    request.keep_item = request.keep_item or not request.arrived_time
    flow.grant(
        world, shop, request, flow.note(world, "ACCEPT_PARTIAL_REFUND", "BUYER", "Customer accepted the partial refund")
    )


def _reject_refusal(request: ReturnOrder, name: str) -> int:
    pending = request.status.endswith("_PENDING")
    if name in ("REJECT_RECEIVED_PACKAGE", OFFER_LATER):
        if request.status == flow.SHIPPED:
            return 0 if request.arrived_time else PARCEL_NOT_NOW
        if request.status == flow.REFUSED_PARCEL:
            return PARCEL_REFUSED
        return RECEIVED if request.arrived_time else STATUS_MISMATCH
    if pending:
        return 0
    return STATUS_MISMATCH if request.status.endswith(("_CANCEL", "_REJECT")) else APPROVED


def _check_reason(shop: Shop, request: ReturnOrder, decision: Decision) -> None:
    if decision.reason in reject_reasons(shop, request, decision.name):
        return
    rejects = [listed(shop, kind, who) for kind in ("cancel", "refund", "return") for who in _REJECTS]
    if any(decision.reason in names for names in rejects):
        raise Refused(REASON_OF_ANOTHER_TYPE)
    raise Refused(REASON_NOT_OF_THE_ACTION if is_known(shop, decision.reason) else REASON_UNKNOWN)


_REJECTS = ("seller_reject", "seller_reject_package")


def _reject(world: World, shop: Shop, request: ReturnOrder, decision: Decision) -> None:
    parcel = decision.name == "REJECT_RECEIVED_PACKAGE"
    record = flow.note(
        world,
        decision.name,
        "SELLER",
        "The return parcel was refused" if parcel else "The request was rejected",
        reason=text_of(decision.reason),
        said=decision.comment,
        images=decision.images,
    )
    flow.turn(world, shop, request, flow.REFUSED_PARCEL if parcel else flow.status_of(request.type, "REJECT"), record)
    if parcel:
        flow.move_rma(world, shop, request, "PACKAGE_REVIEW_COMPLETED")
    else:
        flow.review(world, shop, request, "REQUEST_REVIEW_COMPLETED")
    flow.wait(world, shop, request, world.switches.reject_closes_after_s)


def _offer(world: World, shop: Shop, request: ReturnOrder, decision: Decision) -> None:
    amount = decision.amount or 0
    if amount <= 0:
        raise Refused(INVALID, "A partial refund needs an amount in the order's currency")
    if amount > request.refund.total:
        raise Refused(TOO_LARGE)
    request.offer, request.offer_rejected = amount, False
    text = "Seller offered a partial refund"
    record = flow.note(world, decision.name, "SELLER", text, said=decision.comment, images=decision.images)
    flow.turn(world, shop, request, flow.AWAITING_ANSWER, record)
    flow.wait(world, shop, request, world.switches.buyer_answers_within_s)
