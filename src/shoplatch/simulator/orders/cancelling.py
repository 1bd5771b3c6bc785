"""Orders and line items that are called off: who may, why, and what it does (platform.md section 9).

Only what takes effect at once: cancellations by the seller, the platform, and the buyer before the order is released.
Requests of the buyer that wait for the seller's decision are not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shoplatch.catalog.reader import reasons
from shoplatch.errors import NotFound
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import moves, parcels
from shoplatch.simulator.products import stock
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Cancellation, Line, Order
from shoplatch.simulator.state.world import World

CANCELLATION_STATUS = 11
REFUND_S = 60  # virtual seconds until the refund of a paid order is through
STATUS_FORBIDS, REASON_UNKNOWN, REASON_NOT_FOR_SELLER, PARTIAL_REFUSED, LINES_TOO_MANY, ORDER_CLOSED = (
    25001003,
    25001014,
    25001015,
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
    """Call off an order, or some of its lines: stock back if not shipped, money back if paid, webhooks 11, 1 and 4."""
    chosen = [line for line in (order.lines if lines is None else lines) if line.status != "CANCELLED"]
    waiting = [line for line in chosen if line.status in ("UNPAID", "AWAITING_SHIPMENT")]
    for sku_id, units in moves.units_by_sku(waiting).items():
        stock.give_back(world, shop, shop.skus[sku_id], order.warehouse_id, units)
    for line in chosen:
        line.status = line.package_status = "CANCELLED"
        line.cancel_user, line.cancel_reason = role, reason
    _unpack(world, shop, order, chosen)
    record = _write(world, shop, order, chosen, role, reason)
    if all(line.status == "CANCELLED" for line in order.lines):
        order.cancel_time, order.cancel_reason, order.cancelled_by = world.clock.now(), reason, role
    _tell(world, shop, record)
    moves.settle(world, shop, order)
    return record


def cancel_by_seller(world: World, shop: Shop, order: Order, reason: str, lines: Sequence[Line] | None) -> Cancellation:
    """The seller calls off, where status, market and reason allow it.

    Raises:
        Refused: they do not.
    """
    rules = market(shop.region).rules
    allowed = ["ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"]
    if rules.seller_cancel_awaiting_collection:
        allowed.append("AWAITING_COLLECTION")
    if order.status not in allowed:
        raise Refused(ORDER_CLOSED if order.status in ("CANCELLED", "COMPLETED") else STATUS_FORBIDS)
    _check_reason(shop, reason)
    part = lines is not None and {line.id for line in lines} != {
        line.id for line in order.lines if line.status != "CANCELLED"
    }
    if part and not (rules.item_level_cancel and "out_of_stock" in reason):
        raise Refused(PARTIAL_REFUSED)
    if order.status == "PARTIALLY_SHIPPING" and lines is None:
        lines = parcels.open_lines(order)  # the rest; what is on its way stays on its way
    return cancel(world, shop, order, role="SELLER", reason=reason, lines=lines)


def cancel_by_platform(world: World, shop: Shop, order: Order, cause: str) -> None:
    """The platform calls off what came too late; `cause` is the kind of due entry."""
    reason = _named(_list(shop, "system"), _SYSTEM_REASONS[cause])
    lines = parcels.open_lines(order) if order.status == "PARTIALLY_SHIPPING" else None
    cancel(world, shop, order, role="SYSTEM", reason=reason, lines=lines)


def buyer_reason(world: World, shop: Shop, order: Order) -> str:
    """A reason a buyer gives in this state of the order."""
    return world.chance.choice(_list(shop, "buyer", order.status) or ["ecom_order_to_ship_canceled_reason_no_longer_needed"])


def seller_reason(shop: Shop, order: Order) -> str:
    """Out of stock, in the words of the market."""
    return _named(_list(shop, "seller", order.status), "seller_cancel_reason_out_of_stock")


def refunded(world: World, payload: dict[str, Any]) -> None:
    """Due: the buyer has the money back."""
    shop = world.shops[payload["shop"]]
    record = shop.cancellations.get(payload["cancellation"])
    if record is not None and record.status == "CANCELLATION_REQUEST_SUCCESS":
        shop.cancellations.move(record, "update_time", world.clock.now())
        shop.cancellations.turn(record, "CANCELLATION_REQUEST_COMPLETE")
        _tell(world, shop, record)


def _check_reason(shop: Shop, reason: str) -> None:
    if reason in _list(shop, "seller"):
        return
    try:
        known = str(reasons(shop.region)["cancel"])
    except NotFound:
        known = ""
    raise Refused(REASON_NOT_FOR_SELLER if f"'{reason}'" in known else REASON_UNKNOWN)


def _list(shop: Shop, who: str, status: str | None = None) -> list[str]:
    try:
        table = reasons(shop.region)["cancel"].get(who, [])
    except NotFound:
        return []
    if isinstance(table, dict):
        return [name for states, names in table.items() if status is None or status in states.split(",") for name in names]
    return list(table)


def _named(names: Sequence[str], wanted: str) -> str:
    return next((name for name in names if name.startswith(wanted)), wanted)


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


def _write(world: World, shop: Shop, order: Order, lines: Sequence[Line], role: str, reason: str) -> Cancellation:
    now, paid = world.clock.now(), bool(order.paid_time)
    record = Cancellation(
        id=world.new_id("4035"),
        order_id=order.id,
        line_ids=[line.id for line in lines],
        role=role,
        reason=reason,
        status="CANCELLATION_REQUEST_SUCCESS" if paid else "CANCELLATION_REQUEST_COMPLETE",
        create_time=now,
        update_time=now,
        refund=sum(line.sale_price + line.tax for line in lines) if paid else 0,
    )
    shop.cancellations.add(record)
    if paid:
        world.clock.after(REFUND_S, "cancellation.refunded", shop=shop.id, cancellation=record.id)
    return record


def _tell(world: World, shop: Shop, record: Cancellation) -> None:
    data = {
        "order_id": record.order_id,
        "cancellations_role": record.role,
        "cancel_status": record.status,
        "cancel_id": record.id,
        "create_time": record.create_time,
    }
    world.tell(CANCELLATION_STATUS, shop, data)
