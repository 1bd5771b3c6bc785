"""Analytics that follow from the shop's own orders: performance by day and hour, and SKUs (platform.md section 16)."""

from shoplatch.simulator.analytics.calls import HANDLERS

__all__ = ["HANDLERS"]
