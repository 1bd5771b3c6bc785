"""Cancellations, refunds, returns, replacements, exchanges, from request to money back (platform.md sections 9 and 10)."""

from shoplatch.simulator.ask import Handler
from shoplatch.simulator.return_refund import calls, cancellation_calls, deeds, newer_calls
from shoplatch.simulator.return_refund.deeds import ACTIONS, act
from shoplatch.simulator.return_refund.requests import Wanted, open_request
from shoplatch.simulator.state.world import World

HANDLERS: dict[str, Handler] = {**cancellation_calls.HANDLERS, **calls.HANDLERS, **newer_calls.HANDLERS}


def register(world: World) -> None:
    """Teach the world what the due entries of requests do."""
    for kind, deed in deeds.HAPPENINGS.items():
        world.happenings[kind] = deeds.due(deed)
    world.before_cancelling.append(deeds.close_before_cancelling)


__all__ = ["ACTIONS", "HANDLERS", "Wanted", "act", "open_request", "register"]
