"""Lets a planted fault strike at the step of a close it is made for."""

from __future__ import annotations

from shoplatch.simulator.money.day import Day


def strike(stage: str, day: Day) -> None:
    """Let the armed faults of a stage strike."""
    for plant in day.shop.purse.plants:
        if plant.state == "armed" and plant.kind == stage:
            continue
