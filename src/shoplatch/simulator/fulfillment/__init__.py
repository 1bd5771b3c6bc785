"""The fulfilment operations: shipping by the market's own way, packages, documents, proofs (platform.md section 13)."""

from shoplatch.simulator.ask import Handler
from shoplatch.simulator.fulfillment import across, combining, deliveries, handover, invoices, packages, shipping
from shoplatch.simulator.state.world import World

HANDLERS: dict[str, Handler] = {
    **packages.HANDLERS,
    **combining.HANDLERS,
    **shipping.HANDLERS,
    **handover.HANDLERS,
    **deliveries.HANDLERS,
    **invoices.HANDLERS,
    **across.HANDLERS,
}


def register(world: World) -> None:
    """Teach the world what the due entries of fulfilment do."""
    world.happenings["invoice.processed"] = invoices.processed


__all__ = ["HANDLERS", "register"]
