"""Creators: whom they reach, on which terms they sell, what they show, and the orders it brings (platform.md section 17)."""

from typing import Any

from shoplatch.simulator.ask import Ask, Handler
from shoplatch.simulator.creators import (
    campaign_calls,
    campaign_results,
    campaigns,
    compass_calls,
    habits,
    links,
    live_calls,
    market_calls,
    open_calls,
    order_calls,
    outreach,
    posting,
    posting_calls,
    sample_calls,
    samples,
    showcase_calls,
    talk_calls,
    talking,
    target_calls,
)
from shoplatch.simulator.fit import fit
from shoplatch.simulator.state.world import World

_NEWEST: dict[str, Handler] = {
    **open_calls.HANDLERS,
    **target_calls.HANDLERS,
    **market_calls.HANDLERS,
    **outreach.HANDLERS,
    **sample_calls.HANDLERS,
    **talk_calls.HANDLERS,
    **order_calls.HANDLERS,
    **compass_calls.HANDLERS,
    **links.HANDLERS,
    **showcase_calls.HANDLERS,
    **posting_calls.HANDLERS,
    **live_calls.HANDLERS,
    **campaign_calls.HANDLERS,
    **campaign_results.HANDLERS,
}


def _fitted(behaviour: Handler) -> Handler:
    """The behaviours make every field of every version; the answer is cut to the version that was asked for."""

    def answered(world: World, ask: Ask) -> dict[str, Any]:
        made, node = behaviour(world, ask), ask.operation.response
        return fit(ask.operation, made) if node is not None and node.properties else {}

    return answered


HANDLERS: dict[str, Handler] = {capability: _fitted(behaviour) for capability, behaviour in _NEWEST.items()}

__all__ = ["HANDLERS", "register"]


def register(world: World) -> None:
    """Teach the world what the due entries of creators do."""
    habits.register(world)
    samples.register(world)
    posting.register(world)
    talking.register(world)
    campaigns.register(world)
