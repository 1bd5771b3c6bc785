"""What falls due for products."""

from shoplatch.simulator.products import shelf
from shoplatch.simulator.state.world import World


def register(world: World) -> None:
    """Teach the world what the due entries of products do."""
    world.happenings["product.audited"] = shelf.audited
