"""Products, their stock, pictures and categories: how they come into being, change and are shown (platform.md 11 and 12)."""

from shoplatch.simulator.ask import Handler
from shoplatch.simulator.products import (
    brands,
    calls,
    categories,
    compliance,
    diagnosis,
    global_products,
    inventory,
    listing_check,
    opportunities,
    publishing,
    selling,
    size_charts,
    uploads,
)
from shoplatch.simulator.products.life import register

_PARTS = (
    calls,
    inventory,
    categories,
    brands,
    uploads,
    size_charts,
    compliance,
    diagnosis,
    listing_check,
    global_products,
    publishing,
    opportunities,
    selling,
)
HANDLERS: dict[str, Handler] = {name: handle for part in _PARTS for name, handle in part.HANDLERS.items()}

__all__ = ["HANDLERS", "register"]
