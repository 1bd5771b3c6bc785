"""Warehouses, delivery options and carriers of a shop, as the logistics operations show them (platform.md section 13)."""

from shoplatch.simulator.logistics.calls import HANDLERS

__all__ = ["HANDLERS"]
