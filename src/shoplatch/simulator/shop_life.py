"""Puts the shop side of a world together: what falls due, and every operation with behaviour of its own."""

from __future__ import annotations

from shoplatch.simulator import (
    analytics,
    creators,
    customer_engagement,
    customer_service,
    epharmacy,
    fbt,
    fulfillment,
    logistics,
    money,
    orders,
    products,
    promotions,
    reconciliation,
    return_refund,
    review_rating,
    traffic,
)
from shoplatch.simulator.ask import Handler
from shoplatch.simulator.state.world import World

HANDLERS: dict[str, Handler] = {
    **products.HANDLERS,
    **promotions.HANDLERS,
    **orders.HANDLERS,
    **fulfillment.HANDLERS,
    **return_refund.HANDLERS,
    **logistics.HANDLERS,
    **customer_service.HANDLERS,
    **customer_engagement.HANDLERS,
    **review_rating.HANDLERS,
    **reconciliation.HANDLERS,
    **epharmacy.HANDLERS,
    **fbt.HANDLERS,
    **money.HANDLERS,
    **analytics.HANDLERS,
    **creators.HANDLERS,
}


def install(world: World) -> None:
    """Teach a new or reloaded world what its due entries do."""
    products.register(world)
    promotions.register(world)
    orders.register(world)
    fulfillment.register(world)
    customer_service.register(world)
    customer_engagement.register(world)
    return_refund.register(world)
    money.register(world)
    fbt.register(world)
    creators.register(world)
    traffic.register(world)
