"""What falls due for orders and parcels: ends of holds and payment windows, deadlines, carriers. Late entries do nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shoplatch.simulator.orders import acts, cancel_requests, cancelling, moves, parcels
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order, Package
from shoplatch.simulator.state.world import World

_LATE = {
    "order.unpaid_timeout": ("UNPAID",),
    "order.shipping_due": ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING"),
    "order.collection_due": ("AWAITING_COLLECTION",),
    "order.delivery_due": ("IN_TRANSIT",),
}
_NEXT: dict[str, tuple[str, Callable[[World, Shop, Order], None]]] = {
    "order.released": ("ON_HOLD", moves.release),
    "order.tiktok_sends": ("AWAITING_SHIPMENT", acts.send_by_tiktok),
    "order.charged": ("ON_HOLD", moves.charge),
    "order.completed": ("DELIVERED", moves.end_window),
}
_CARRIER: dict[str, tuple[str, Callable[[World, Shop, Package], None]]] = {
    "parcel.collected": ("PROCESSING", parcels.collect),
    "parcel.delivered": ("FULFILLING", parcels.deliver),
}


def register(world: World) -> None:
    """Teach the world what the due entries of orders and parcels do."""
    for kind in _LATE:
        world.happenings[kind] = _late(kind)
    for kind, (status, move) in _NEXT.items():
        world.happenings[kind] = _next(status, move)
    for kind, (status, deed) in _CARRIER.items():
        world.happenings[kind] = _carrier(status, deed)
    world.happenings["cancellation.refunded"] = cancel_requests.refunded
    world.happenings["cancellation.silence"] = cancel_requests.silence
    world.before_cancelling.append(cancel_requests.before_cancelling)


def _late(kind: str) -> Callable[[World, dict[str, Any]], None]:
    def happen(world: World, payload: dict[str, Any]) -> None:
        shop = world.shops[payload["shop"]]
        order = shop.orders.get(payload["order"])
        if order is not None and order.status in _LATE[kind]:
            cancelling.cancel_by_platform(world, shop, order, kind)

    return happen


def _next(status: str, move: Callable[[World, Shop, Order], None]) -> Callable[[World, dict[str, Any]], None]:
    def happen(world: World, payload: dict[str, Any]) -> None:
        shop = world.shops[payload["shop"]]
        order = shop.orders.get(payload["order"])
        if order is not None and order.status == status:
            move(world, shop, order)

    return happen


def _carrier(status: str, deed: Callable[[World, Shop, Package], None]) -> Callable[[World, dict[str, Any]], None]:
    def happen(world: World, payload: dict[str, Any]) -> None:
        shop = world.shops[payload["shop"]]
        package = shop.packages.get(payload["package"])
        if package is not None and package.status == status:
            deed(world, shop, package)

    return happen
