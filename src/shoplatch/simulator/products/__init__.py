"""Products, their stock, pictures and categories: how they come into being, change and are shown (platform.md 11 and 12)."""

from shoplatch.simulator.ask import Handler
from shoplatch.simulator.products import brands, calls, categories, inventory, uploads
from shoplatch.simulator.products.life import register

HANDLERS: dict[str, Handler] = {
    **calls.HANDLERS,
    **inventory.HANDLERS,
    **categories.HANDLERS,
    **brands.HANDLERS,
    **uploads.HANDLERS,
}

__all__ = ["HANDLERS", "register"]
