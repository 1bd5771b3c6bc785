"""Creators: whom they reach, on which terms they sell, what they show, and the orders it brings (platform.md section 17)."""

from shoplatch.simulator.ask import Handler
from shoplatch.simulator.creators import habits, samples
from shoplatch.simulator.state.world import World

HANDLERS: dict[str, Handler] = {}

__all__ = ["HANDLERS", "register"]


def register(world: World) -> None:
    """Teach the world what the due entries of creators do."""
    habits.register(world)
    samples.register(world)
