"""Stock as the inventory search sends it, turned into one row per SKU and warehouse (platform.md section 12).

Stock carries no update_time: what is newer is decided by when the read began.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from shoplatch.sync.streams import fields

SEARCH = "product.inventory_search"
PRODUCTS_MAX = 100  # per call (platform.md section 6)
SKUS_MAX = 600


def rows(raw: bytes, *, read_at: datetime) -> list[dict[str, Any]]:
    """The rows of one entry of `inventory`: all SKUs of a product (or those asked for) in all their warehouses."""
    source = fields.decoded(raw)
    product_id = fields.identity(source, "product_id")
    return [
        {
            "sku_id": fields.identity(sku),
            "warehouse_id": fields.identity(place, "warehouse_id"),
            "product_id": product_id,
            "available_quantity": fields.count(place, "available_quantity"),
            "committed_quantity": fields.count(place, "committed_quantity"),
            "read_at": read_at,
        }
        for sku in fields.listed(source, "skus")
        for place in fields.listed(sku, "warehouse_inventory")
    ]
