"""Products, their stock, pictures and categories: how they come into being, change and are shown (platform.md 11 and 12)."""

from shoplatch.simulator.products.calls import HANDLERS
from shoplatch.simulator.products.life import register

__all__ = ["HANDLERS", "register"]
