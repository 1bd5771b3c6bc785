"""Customer service: what buyers and the shop say to each other, and how well it goes (platform.md section 18)."""

from shoplatch.simulator.ask import Handler
from shoplatch.simulator.customer_service import calls, talking
from shoplatch.simulator.customer_service.contents import is_sensitive
from shoplatch.simulator.customer_service.talking import buyer_says, find, rate, shop_says
from shoplatch.simulator.state.world import World

HANDLERS: dict[str, Handler] = calls.HANDLERS


def register(world: World) -> None:
    """Teach the world what the due entries of conversations do."""
    world.happenings["talk.silent"] = talking.silence


__all__ = ["HANDLERS", "buyer_says", "find", "is_sensitive", "rate", "register", "shop_says"]
