"""One step of an order by name, as the control page, the buyers and the tests ask for it."""

from __future__ import annotations

from collections.abc import Callable

from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.simulator.orders import cancel_requests, cancelling, moves, parcels
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order, Package
from shoplatch.simulator.state.world import World

_FORWARD = {
    "UNPAID": "pay",
    "ON_HOLD": "release",
    "AWAITING_SHIPMENT": "ship",
    "PARTIALLY_SHIPPING": "ship",
    "AWAITING_COLLECTION": "collect",
    "IN_TRANSIT": "deliver",
    "DELIVERED": "complete",
}


def act(world: World, shop: Shop, order: Order, action: str) -> None:
    """Do one of ACTIONS to an order, or `forward`: whatever comes next.

    Raises:
        InvalidRequest: there is no such action.
        Conflict: the order's state does not allow it; nothing was changed.
    """
    if action == "forward":
        action = _FORWARD.get(order.status, "")
        if not action:
            raise Conflict(f"Order {order.id} is {order.status}; nothing comes next", shop=shop.id)
    if action not in ACTIONS:
        raise InvalidRequest(f"{action!r} is not an action", next_step=f"Actions: forward, {', '.join(sorted(ACTIONS))}.")
    ACTIONS[action](world, shop, order)


def ship(world: World, shop: Shop, order: Order) -> None:
    """Everything that waits is arranged, with a carrier of the platform's choice."""
    if order.status not in ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"):
        raise Conflict(f"Order {order.id} is {order.status}; it cannot be shipped", shop=shop.id)
    cancel_requests.before_shipping(world, shop, order)
    lines = parcels.open_lines(order)
    waiting = {line.package_id for line in lines}
    shipment = parcels.chosen_shipment(world, shop)
    if waiting != {""}:
        for package_id in sorted(waiting):
            parcels.arrange_package(world, shop, shop.packages[package_id], shipment)
    else:
        parcels.arrange(world, shop, order, lines, shipment)


def send_by_tiktok(world: World, shop: Shop, order: Order) -> None:
    """The TikTok warehouse sends it; a request of the buyer that still waits is granted instead."""
    if order.cancel_request_id:
        cancel_requests.approve(world, shop, shop.cancellations[order.cancel_request_id])
    else:
        ship(world, shop, order)


def cancel(world: World, shop: Shop, order: Order) -> None:
    """The buyer calls off while that is free, afterwards the seller does."""
    if order.status in ("UNPAID", "ON_HOLD"):
        reason = cancelling.buyer_reason(world, shop, order)
        cancelling.cancel(world, shop, order, role="BUYER", reason=reason)
    elif order.status in ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"):
        lines = parcels.open_lines(order)
        reason = cancelling.seller_reason(shop, order)
        cancelling.cancel(world, shop, order, role="SELLER", reason=reason, lines=lines)
    else:
        raise Conflict(f"Order {order.id} is {order.status}; it cannot be cancelled", shop=shop.id)


def platform_cancel(world: World, shop: Shop, order: Order) -> None:
    """The platform's staff call it off."""
    cancelling.cancel_by_staff(world, shop, order)


def request_cancel(world: World, shop: Shop, order: Order) -> None:
    """The buyer asks for what needs the seller's consent."""
    cancel_requests.request(world, shop, order)


def withdraw_cancel(world: World, shop: Shop, order: Order) -> None:
    """The buyer takes that back."""
    if not order.cancel_request_id:
        raise Conflict(f"Order {order.id} has no open cancellation request", shop=shop.id)
    cancel_requests.withdraw(world, shop, shop.cancellations[order.cancel_request_id])


def collect(world: World, shop: Shop, order: Order) -> None:
    """The carrier takes every arranged parcel."""
    _each(world, shop, order, "PROCESSING", parcels.collect)


def deliver(world: World, shop: Shop, order: Order) -> None:
    """The buyer gets every parcel on its way."""
    _each(world, shop, order, "FULFILLING", parcels.deliver)


def _each(world: World, shop: Shop, order: Order, status: str, deed: Callable[[World, Shop, Package], None]) -> None:
    packages = [
        package for package in (shop.packages[package_id] for package_id in order.package_ids) if package.status == status
    ]
    if not packages:
        raise Conflict(f"Order {order.id} is {order.status}; it has no package that is {status}", shop=shop.id)
    for package in packages:
        deed(world, shop, package)


ACTIONS: dict[str, Callable[[World, Shop, Order], None]] = {
    "pay": moves.pay,
    "release": moves.release,
    "cancel": cancel,
    "platform_cancel": platform_cancel,
    "request_cancel": request_cancel,
    "withdraw_cancel": withdraw_cancel,
    "ship": ship,
    "collect": collect,
    "deliver": deliver,
    "complete": moves.complete,
    "change_address": moves.change_address,
}
