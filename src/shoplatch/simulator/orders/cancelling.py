"""Orders and line items that are called off: who may, why, and what it does (platform.md section 9).

What takes effect at once: cancellations by the seller, the platform, and the buyer before the order is released. Requests of
the buyer that wait for the seller's decision are in `cancel_requests`.
"""

from __future__ import annotations

from collections.abc import Sequence

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import moves, parcels, refunding
from shoplatch.simulator.orders.reasons import cancel_reasons, reason_code, starting_with
from shoplatch.simulator.orders.reverse import tell_reverse
from shoplatch.simulator.products import stock
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Cancellation, Line, Order
from shoplatch.simulator.state.world import World

CANCELLATION_STATUS = 11
REFUND_S = 60  # virtual seconds until the refund of a paid order is through
PENDING, SUCCESS, CLOSED, COMPLETE = (
    "CANCELLATION_REQUEST_PENDING",
    "CANCELLATION_REQUEST_SUCCESS",
    "CANCELLATION_REQUEST_CANCEL",
    "CANCELLATION_REQUEST_COMPLETE",
)
STATUS_FORBIDS, ALREADY_OPEN, PARTIAL_REFUSED, LINES_TOO_MANY, ORDER_CLOSED = (
    25001003,
    25001011,
    25005010,
    25005011,
    25001051,
)
_SYSTEM_REASONS = {
    "order.unpaid_timeout": "system_cancel_unpaid_time_out",
    "order.shipping_due": "system_cancel_order_reason_shipping_timeout",
    "order.collection_due": "system_cancel_order_untracked",
    "order.delivery_due": "package_lost",
}


def cancel(
    world: World, shop: Shop, order: Order, *, role: str, reason: str, lines: Sequence[Line] | None = None
) -> Cancellation:
    """Call off an order, or some of its lines: stock back if no carrier has it, money back if paid, webhooks 11, 1 and 4."""
    chosen = alive(order.lines if lines is None else lines)
    for before in world.before_cancelling:
        before(world, shop, order, chosen)
    record = write(world, shop, order, chosen, role=role, reason=reason)
    carry_out(world, shop, order, record)
    return record


def cancel_by_seller(world: World, shop: Shop, order: Order, reason: str, lines: Sequence[Line] | None) -> Cancellation:
    """The seller calls off, where status, market and reason allow it.

    Raises:
        Refused: they do not.
    """
    check_seller(world, shop, order, reason)
    chosen = lines
    part = chosen is not None and {line.id for line in chosen} != {line.id for line in alive(order.lines)}
    if part and not (market(shop.region).rules.item_level_cancel and "out_of_stock" in reason):
        raise Refused(PARTIAL_REFUSED)
    if order.status == "PARTIALLY_SHIPPING":
        waiting = parcels.open_lines(order)
        if chosen is not None and not {line.id for line in chosen} <= {line.id for line in waiting}:
            raise Refused(STATUS_FORBIDS)
        chosen = waiting if chosen is None else chosen  # the rest; what is on its way stays on its way
    record = cancel(world, shop, order, role="SELLER", reason=reason, lines=chosen)
    if world.switches.out_of_stock_empties_sku and "out_of_stock" in reason:
        inside = set(record.line_ids)
        for sku_id in {line.sku_id: None for line in order.lines if line.id in inside}:
            stock.set_available(world, shop, shop.skus[sku_id], order.warehouse_id, 0)
    return record


def check_seller(world: World, shop: Shop, order: Order, reason: str | None) -> None:
    """Whether the seller may call the order off now, and for this reason (None: any).

    Raises:
        Refused: not.
    """
    if order.status in ("CANCELLED", "COMPLETED"):
        raise Refused(ORDER_CLOSED)
    allowed = ["ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"]
    everywhere = world.switches.sellers_cancel_arranged_orders == "everywhere"
    if everywhere or market(shop.region).rules.seller_cancel_awaiting_collection:
        allowed.append("AWAITING_COLLECTION")
    if order.status not in allowed:
        raise Refused(STATUS_FORBIDS)
    if order.cancel_request_id:
        raise Refused(ALREADY_OPEN)
    if reason is not None and reason not in cancel_reasons(shop, "seller", order.status):
        raise Refused(reason_code(shop, "cancel", "seller", reason))


def cancel_by_platform(world: World, shop: Shop, order: Order, cause: str) -> None:
    """The platform calls off what came too late; `cause` is the kind of due entry."""
    reason = starting_with(cancel_reasons(shop, "system"), _SYSTEM_REASONS[cause])
    lines = parcels.open_lines(order) if order.status == "PARTIALLY_SHIPPING" else None
    cancel(world, shop, order, role="SYSTEM", reason=reason, lines=lines)


def cancel_by_staff(world: World, shop: Shop, order: Order) -> Cancellation:
    """The platform's staff call an order off (risk control and the like); not once it is delivered.

    Raises:
        Refused: it is over, or with the buyer.
    """
    if order.status in ("CANCELLED", "COMPLETED"):
        raise Refused(ORDER_CLOSED)
    if order.status == "DELIVERED":
        raise Refused(STATUS_FORBIDS)
    reason = starting_with(cancel_reasons(shop, "operator"), "operator_cancel_risk_control_block")
    return cancel(world, shop, order, role="OPERATOR", reason=reason)


def buyer_reason(world: World, shop: Shop, order: Order) -> str:
    """A reason a buyer gives in this state of the order."""
    return world.chance.choice(buyer_reasons(shop, order) or ["ecom_order_to_ship_canceled_reason_no_longer_needed"])


def buyer_reasons(shop: Shop, order: Order) -> list[str]:
    """What a buyer may give as a reason now; any of the market's list where it has none for the state (Japan)."""
    return cancel_reasons(shop, "buyer", order.status) or cancel_reasons(shop, "buyer")


def seller_reason(shop: Shop, order: Order) -> str:
    """Out of stock, in the words of the market."""
    return starting_with(cancel_reasons(shop, "seller", order.status), "seller_cancel_reason_out_of_stock")


def alive(lines: Sequence[Line]) -> list[Line]:
    """Those that are not cancelled."""
    return [line for line in lines if line.status != "CANCELLED"]


def write(
    world: World, shop: Shop, order: Order, lines: Sequence[Line], *, role: str, reason: str, kind: str = "CANCEL"
) -> Cancellation:
    """The record of a cancellation, with its money promised; PENDING until it is carried out."""
    now = world.clock.now()
    refunds = refunding.refundable(order, lines, world.switches, refunding.CANCELLING)
    refunding.promise(order, refunds)
    record = Cancellation(
        id=world.new_id("4035"),
        order_id=order.id,
        line_ids=[line.id for line in lines],
        role=role,
        reason=reason,
        status=PENDING,
        create_time=now,
        update_time=now,
        type=kind,
        refund=refunding.total(refunds.values()),
        refunds=refunds,
    )
    shop.cancellations.add(record)
    return record


def carry_out(world: World, shop: Shop, order: Order, record: Cancellation) -> None:
    """What a cancellation does to lines, stock, packages, order and money."""
    inside = set(record.line_ids)
    chosen = [line for line in order.lines if line.id in inside]
    _put_back(world, shop, order, chosen)
    for line in chosen:
        line.status = line.package_status = "CANCELLED"
        line.cancel_user, line.cancel_reason = record.role, record.reason
    _unpack(world, shop, order, chosen)
    turn(world, shop, record, SUCCESS if order.paid_time else COMPLETE)
    if order.paid_time:
        world.clock.after(REFUND_S, "cancellation.refunded", shop=shop.id, cancellation=record.id)
    if not alive(order.lines):
        order.cancel_time, order.cancel_reason = world.clock.now(), record.reason
        order.cancelled_by = told_role(record)
    moves.settle(world, shop, order)


def _put_back(world: World, shop: Shop, order: Order, lines: Sequence[Line]) -> None:
    """Units that no carrier has yet can be sold again, once; what is lost on its way is lost."""
    here = [line for line in lines if line.status in ("UNPAID", "AWAITING_SHIPMENT", "AWAITING_COLLECTION")]
    for sku_id, units in moves.units_by_sku([line for line in here if not line.left_stock]).items():
        stock.give_back(world, shop, shop.skus[sku_id], order.warehouse_id, units, order.id)
    for sku_id, units in moves.units_by_sku([line for line in here if line.left_stock]).items():
        stock.put_back(world, shop, shop.skus[sku_id], order.warehouse_id, units, order.id)
    for line in here:
        line.left_stock = False


def turn(world: World, shop: Shop, record: Cancellation, status: str) -> None:
    """Into another status, with webhook 11, which spells a closed one CANCELLED."""
    now = world.clock.now()
    if now > record.update_time:
        shop.cancellations.move(record, "update_time", now)
    if status != record.status:
        shop.cancellations.turn(record, status)
    data = {
        "order_id": record.order_id,
        "cancellations_role": told_role(record),
        "cancel_status": "CANCELLATION_REQUEST_CANCELLED" if status == CLOSED else status,
        "cancel_id": record.id,
        "create_time": record.create_time,
    }
    world.tell(CANCELLATION_STATUS, shop, data)
    tell_reverse(
        world,
        shop,
        order_id=record.order_id,
        reverse_id=record.id,
        kind=record.type,
        role=record.role,
        status=status,
        update_time=record.update_time,
    )


def told_role(record: Cancellation) -> str:
    """Who, where the lists of values know no OPERATOR: webhook 11, orders, and the search of 202309."""
    return "SYSTEM" if record.role == "OPERATOR" else record.role


def _unpack(world: World, shop: Shop, order: Order, lines: Sequence[Line]) -> None:
    gone = {line.id for line in lines}
    left = []
    for package_id in dict.fromkeys(line.package_id for line in lines if line.package_id):
        package = shop.packages[package_id]
        kept = [line_id for line_id in package.line_ids if line_id not in gone]
        if kept:
            package.line_ids = kept
            if len(package.order_ids) > 1 and not any(line.id in kept for line in order.lines):
                package.order_ids.remove(order.id)
            parcels.move_package(world, shop, package)
            left.append(package)
        else:
            parcels.move_package(world, shop, package, "CANCELLED")
    if left:
        parcels.tell_packages(world, shop, "PARTLY_CANCEL_SPLIT", left, role="ROLE_SYSTEM")
