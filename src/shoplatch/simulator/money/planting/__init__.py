"""Faults of the platform's accounts, planted on purpose, with the truth kept."""

from shoplatch.simulator.money.planting.striking import strike

__all__ = ["strike"]
