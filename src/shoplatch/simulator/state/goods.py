"""What a shop sells and where it lies: warehouses, products, SKUs and their stock. Plain records, no behaviour."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Warehouse:
    """A place goods are sent from (SALES_WAREHOUSE) or come back to (RETURN_WAREHOUSE)."""

    id: str
    name: str


@dataclass(slots=True)
class Product:
    """A listing with its SKUs."""

    id: str
    title: str
