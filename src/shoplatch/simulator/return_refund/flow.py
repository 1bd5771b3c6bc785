"""The moves of a refund, return, replacement or exchange request: status, history, deadlines, webhooks, money (section 10).

Who may ask for a move is decided by the callers (`decisions` for sellers, `deeds` for buyers, carriers and the platform).
Every move has a number, so that what falls due for an earlier state does nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import moves, refunding
from shoplatch.simulator.orders.parcels import chosen_shipment
from shoplatch.simulator.orders.reverse import tell_reverse
from shoplatch.simulator.return_refund import return_fees
from shoplatch.simulator.state.aftersales import Picture, ReturnOrder, ReturnRecord, Rma
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Line, Order, Refund
from shoplatch.simulator.state.world import World

RETURN_STATUS, REQUEST_STATUS, RMA_STATUS, REFUND_SUCCESS = 12, 64, 65, 67
REFUND_S = 60  # virtual seconds until granted money is back
HOUR_S, DAY_S = 3_600, 86_400
AWAITING_SHIP, SHIPPED, REFUSED_PARCEL, AWAITING_ANSWER = (
    "AWAITING_BUYER_SHIP",
    "BUYER_SHIPPED_ITEM",
    "REJECT_RECEIVE_PACKAGE",
    "AWAITING_BUYER_RESPONSE",
)
_NEW = {"REPLACEMENT": "REPLACEMENT_REQUEST_", "EXCHANGE": "EXCHANGE_REQUEST_"}
_REJECTED = {"REPLACEMENT": "REPLACEMENT_REQUEST_REJECT"}
_RMA_TOLD = {"AWAITING_BUYER_RETURN": "AWAITING_BUYER_SHIPPED"}  # the webhook's own spelling
ASKS = {
    "REFUND": "SELLER_RESPOND_REFUND",
    "RETURN_AND_REFUND": "SELLER_RESPOND_RETURN",
    "REPLACEMENT": "SELLER_RESPOND_REPLACEMENT",
}
ASKS_PARCEL = "SELLER_RESPOND_RECEIVE_PACKAGE"


def status_of(kind: str, step: str) -> str:
    """The status of a kind of request at a step: PENDING, SUCCESS, COMPLETE, CANCEL, REJECT."""
    if step == "REJECT":
        return _REJECTED.get(kind, "REFUND_OR_RETURN_REQUEST_REJECT")
    return _NEW.get(kind, "RETURN_OR_REFUND_REQUEST_") + step


def is_open(request: ReturnOrder) -> bool:
    """Whether anything may still happen to it."""
    return not request.status.endswith(("_COMPLETE", "_CANCEL", "_REFUND_SUCCESS"))


def is_granted(request: ReturnOrder) -> bool:
    """Whether its money is on the way or back."""
    return request.status.endswith("_SUCCESS") or (request.refund_time > 0)


def turn(
    world: World,
    shop: Shop,
    request: ReturnOrder,
    status: str,
    record: ReturnRecord,
) -> None:
    """Into another status, with an entry in the history and webhook 12 where its list knows status and type."""
    now = world.clock.now()
    if now > request.update_time:
        shop.returns.move(request, "update_time", now)
    moved = status != request.status or not request.turn
    if status != request.status:
        shop.returns.turn(request, status)
    request.turn += 1
    request.next_action, request.deadline = "", 0
    request.records.append(record)
    if moved and status != AWAITING_ANSWER and request.type != "EXCHANGE":
        data = {
            "order_id": request.order_id,
            "return_role": "SYSTEM" if request.role == "OPERATOR" else request.role,
            "return_type": request.type,
            "return_status": status,
            "return_id": request.id,
            "create_time": request.create_time,
            "update_time": request.update_time,
        }
        world.tell(RETURN_STATUS, shop, data)
        tell_reverse(
            world,
            shop,
            order_id=request.order_id,
            reverse_id=request.id,
            kind=request.type,
            role=request.role,
            status=status,
            update_time=request.update_time,
        )


def note(
    world: World, event: str, role: str, text: str, *, reason: str = "", said: str = "", images: Sequence[Picture] = ()
) -> ReturnRecord:
    """An entry of the history, now."""
    return ReturnRecord(world.clock.now(), event, role, text, reason, said, list(images))


def wait_for_seller(world: World, shop: Shop, request: ReturnOrder, action: str, seconds: int) -> None:
    """The seller is asked; after so many seconds silence approves."""
    request.next_action = action
    _schedule(world, shop, request, "return.silence", seconds)


def wait(world: World, shop: Shop, request: ReturnOrder, seconds: int) -> None:
    """The buyer has so many seconds; then the request ends by itself."""
    _schedule(world, shop, request, "return.lapse", seconds)


def review(world: World, shop: Shop, request: ReturnOrder, status: str) -> None:
    """The first review of the newer model opens or ends: webhook 64."""
    if status == request.request_status and status != "PENDING_REQUEST_REVIEW":
        return
    request.request_status = status
    data = {
        "aftersales_request_id": request.request_id,
        "return_role": request.role if request.role in ("BUYER", "SELLER") else "SELLER",
        "aftersales_request_status": status,
        "aftersales_request_create_time": request.create_time,
        "aftersales_request_update_time": world.clock.now(),
    }
    world.tell(REQUEST_STATUS, shop, data)


def await_parcel(world: World, shop: Shop, request: ReturnOrder, record: ReturnRecord) -> None:
    """The return is agreed: the buyer sends, or the platform's carrier fetches."""
    turn(world, shop, request, AWAITING_SHIP, record)
    review(world, shop, request, "REQUEST_REVIEW_COMPLETED")
    now = world.clock.now()
    request.rma = Rma(world.new_id("4037"), world.new_id("1154"), "INIT", now, now)
    _tell_rma(world, shop, request)
    move_rma(world, shop, request, "AWAITING_BUYER_RETURN")
    return_fees.charge(world, shop, request)
    if request.shipment_type == "PLATFORM":
        shipment = chosen_shipment(world, shop)
        request.provider_id, request.provider_name = shipment.carrier.id, shipment.carrier.name
        request.tracking_number, request.label = shipment.tracking_number, "SHIPPING_LABEL"
        if shop.carriers_come:
            after = world.chance.randrange(12 * HOUR_S, 60 * HOUR_S)
            world.clock.after(after, "return.picked_up", shop=shop.id, request=request.id, turn=request.turn)
    wait(world, shop, request, market(shop.region).rules.ship_back_s)


def on_its_way(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The parcel travels back."""
    role = "SYSTEM" if request.shipment_type == "PLATFORM" else "BUYER"
    turn(world, shop, request, SHIPPED, note(world, "BUYER_SHIPPED_ITEM", role, "The return parcel is on its way"))
    move_rma(world, shop, request, "RETURN_IN_TRANSIT")
    if shop.carriers_come:
        after = world.chance.randrange(20 * HOUR_S, 96 * HOUR_S)
        world.clock.after(after, "return.arrived", shop=shop.id, request=request.id, turn=request.turn)


def arrived(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The parcel is back; the seller looks into it. The status stays BUYER_SHIPPED_ITEM, the clock starts again."""
    request.arrived_time = world.clock.now()
    request.turn += 1
    request.records.append(
        note(world, "RETURN_PACKAGE_ARRIVED", "SYSTEM", "The return parcel was delivered to the warehouse")
    )
    if request.arrived_time > request.update_time:
        shop.returns.move(request, "update_time", request.arrived_time)
    move_rma(world, shop, request, "PENDING_PACKAGE_REVIEW")
    wait_for_seller(world, shop, request, ASKS_PARCEL, market(shop.region).rules.receive_answer_s)


def grant(world: World, shop: Shop, request: ReturnOrder, record: ReturnRecord) -> None:
    """The money goes back: -> SUCCESS, and COMPLETE when it is there."""
    kind = request.type
    if request.return_fee_payer == "buyer" and world.switches.return_fee_of_buyer_is_deducted:
        left = max(0, request.refund.total - request.return_fee)
        change_refund(shop.orders[request.order_id], request, refunding.cut_to(refunds_of(request), left))
    status = status_of(kind, "REFUND_SUCCESS" if kind in _NEW else "SUCCESS")
    turn(world, shop, request, status, record)
    review(world, shop, request, "REQUEST_REVIEW_COMPLETED")
    move_rma(world, shop, request, "PACKAGE_REVIEW_COMPLETED")
    if kind in _NEW:
        _free_lines(world, shop, request, done=True)
    world.clock.after(REFUND_S, "return.refunded", shop=shop.id, request=request.id, turn=request.turn)


def refunded(world: World, shop: Shop, request: ReturnOrder) -> None:
    """The money is back; a fully refunded order is completed."""
    request.refund_time = world.clock.now()
    if request.type not in _NEW:
        record = note(world, "REFUND_SUCCESS", "SYSTEM", "The refund reached the buyer")
        turn(world, shop, request, status_of(request.type, "COMPLETE"), record)
    _tell_refund(world, shop, request)
    _free_lines(world, shop, request, done=True)


def fulfil(world: World, shop: Shop, request: ReturnOrder, new_order_id: str, record: ReturnRecord) -> None:
    """A replacement or exchange was granted with a new order: -> COMPLETE."""
    request.new_order_id = new_order_id
    turn(world, shop, request, status_of(request.type, "COMPLETE"), record)
    review(world, shop, request, "REQUEST_REVIEW_COMPLETED")
    _free_lines(world, shop, request, done=True)


def close(world: World, shop: Shop, request: ReturnOrder, record: ReturnRecord) -> None:
    """Nothing comes of it: -> CANCEL, and its money is free again."""
    order = shop.orders[request.order_id]
    refunding.take_back(order, refunds_of(request))
    for line in request.lines:
        line.refund = Refund()
    turn(world, shop, request, status_of(request.type, "CANCEL"), record)
    review(world, shop, request, "REQUEST_REVIEW_COMPLETED")
    move_rma(world, shop, request, "PACKAGE_REVIEW_COMPLETED")
    _free_lines(world, shop, request, done=False)


def change_refund(order: Order, request: ReturnOrder, refunds: dict[str, Refund]) -> None:
    """Other sums than those promised so far."""
    refunding.take_back(order, refunds_of(request))
    for line in request.lines:
        line.refund = refunds.get(line.order_line_id, Refund())
    refunding.promise(order, refunds_of(request))


def refunds_of(request: ReturnOrder) -> dict[str, Refund]:
    """Order line id -> what goes back for it."""
    return {line.order_line_id: line.refund for line in request.lines}


def order_lines(order: Order, request: ReturnOrder) -> list[Line]:
    """The units of the order that the request is about."""
    inside = {line.order_line_id for line in request.lines}
    return [line for line in order.lines if line.id in inside]


def move_rma(world: World, shop: Shop, request: ReturnOrder, status: str) -> None:
    """The parcel of the newer model moves: webhook 65. Nothing where there is none."""
    if request.rma is not None and request.rma.status != status:
        request.rma.status, request.rma.update_time = status, world.clock.now()
        _tell_rma(world, shop, request)


def _tell_rma(world: World, shop: Shop, request: ReturnOrder) -> None:
    rma = request.rma
    assert rma is not None  # asked for by those who have one
    data = {
        "rma_id": rma.id,
        "aftersales_request_id": request.request_id,
        "return_role": request.role if request.role in ("BUYER", "SELLER") else "SELLER",
        "rma_status": _RMA_TOLD.get(rma.status, rma.status),
        "rma_request_create_time": rma.create_time,
        "rma_request_update_time": rma.update_time,
    }
    world.tell(RMA_STATUS, shop, data)


def _tell_refund(world: World, shop: Shop, request: ReturnOrder) -> None:
    profile, order = market(shop.region), shop.orders[request.order_id]
    sku_ids = {line.id: line.sku_id for line in order.lines}
    rows = [
        {
            "main_order_id": order.id,
            "return_line_item_id": line.id,
            "sku_id": sku_ids[line.order_line_id],
            "sku_return_request_id": request.id,
            "sub_return_line_item_id": "",
        }
        for line in request.lines
    ]
    data = {
        "aftersales_request_id": request.request_id,
        "line_items": rows,
        "refund_currency": profile.currency,
        "refund_status": "REFUND_SUCCESS",
        "refund_timestamp": request.refund_time,
        "refund_total": profile.text(request.refund.total),
        "rma_id": request.rma.id if request.rma else "",
    }
    world.tell(REFUND_SUCCESS, shop, data)


def _free_lines(world: World, shop: Shop, request: ReturnOrder, *, done: bool) -> None:
    order = shop.orders[request.order_id]
    for line in order_lines(order, request):
        if line.return_id == request.id:
            line.return_id = ""
            line.returned = line.returned or done
    if done and refunding.all_gone_back(order):
        moves.complete_refunded(world, shop, order)
    elif order.window_over and order.status == "DELIVERED":
        moves.end_window(world, shop, order)
    moves.touch(world, shop, order)


def _schedule(world: World, shop: Shop, request: ReturnOrder, kind: str, seconds: int) -> None:
    request.deadline = world.clock.now() + seconds
    world.clock.at(request.deadline, kind, shop=shop.id, request=request.id, turn=request.turn)
