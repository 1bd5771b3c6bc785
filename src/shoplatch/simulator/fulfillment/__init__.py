"""The fulfilment operations: shipping by the market's own way, packages, documents (platform.md section 13)."""

from shoplatch.simulator.ask import Handler
from shoplatch.simulator.fulfillment import packages, shipping

HANDLERS: dict[str, Handler] = {**packages.HANDLERS, **shipping.HANDLERS}

__all__ = ["HANDLERS"]
