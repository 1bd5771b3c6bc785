"""Orders from placing to completion, their parcels and plain cancellations (platform.md sections 8, 9 and 21)."""

from shoplatch.simulator.orders.acts import ACTIONS, act
from shoplatch.simulator.orders.calls import HANDLERS
from shoplatch.simulator.orders.life import register
from shoplatch.simulator.orders.placing import place

__all__ = ["ACTIONS", "HANDLERS", "act", "place", "register"]
