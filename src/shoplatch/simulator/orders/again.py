"""Orders that follow from another one: the replacement and the exchange a request led to (platform.md section 10)."""

from __future__ import annotations

from collections.abc import Sequence

from shoplatch.simulator.orders.placing import Terms, place
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World


def send_instead(world: World, shop: Shop, order: Order, wares: Sequence[tuple[str, int]], *, kind: str) -> Order:
    """A new order of (SKU id, units) for the same buyer at the same address, free of charge, with the usual deadlines.

    It has no hour of remorse: the buyer has asked for it. Raises Conflict when the shop cannot send it.
    """
    terms = Terms(
        free=True,
        without_hold=True,
        address=order.address,
        replaced_order_id=order.id if kind == "REPLACEMENT" else "",
        exchange_source_order_id=order.id if kind == "EXCHANGE" else "",
    )
    return place(world, shop, wares, buyer=order.buyer, terms=terms)
