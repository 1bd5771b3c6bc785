"""Faults of the platform's accounts, planted on purpose, with the truth kept."""

from shoplatch.simulator.money.planting.kinds import kinds
from shoplatch.simulator.money.planting.striking import plant, strike, told, uproot

__all__ = ["kinds", "plant", "strike", "told", "uproot"]
