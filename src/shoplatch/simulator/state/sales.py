"""What buyers bought: orders, their line items (one per unit) and packages. Plain records, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Order:
    """One buyer's order in one shop."""

    id: str
    status: str


@dataclass(slots=True)
class Package:
    """A parcel: one order, part of one, or several."""

    id: str
