"""Analytics that follow from a shop's orders and content: days, hours, products, videos, LIVE (platform.md section 16)."""

from shoplatch.simulator.analytics import best_calls, calls, live_calls, product_calls, room_calls, score_calls, video_calls
from shoplatch.simulator.ask import Handler

HANDLERS: dict[str, Handler] = {
    **calls.HANDLERS,
    **product_calls.HANDLERS,
    **video_calls.HANDLERS,
    **live_calls.HANDLERS,
    **room_calls.HANDLERS,
    **best_calls.HANDLERS,
    **score_calls.HANDLERS,
}

__all__ = ["HANDLERS"]
