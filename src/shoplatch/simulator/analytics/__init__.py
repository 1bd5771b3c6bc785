"""Analytics that follow from the shop's own orders: days, hours, products and SKUs (platform.md section 16)."""

from shoplatch.simulator.analytics import calls, product_calls
from shoplatch.simulator.ask import Handler

HANDLERS: dict[str, Handler] = {**calls.HANDLERS, **product_calls.HANDLERS}

__all__ = ["HANDLERS"]
