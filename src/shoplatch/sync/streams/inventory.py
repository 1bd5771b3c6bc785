"""Stock as the inventory search sends it, turned into one row per SKU and warehouse (platform.md section 12).

Stock carries no update_time: what is newer is decided by when the read began.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from shoplatch.catalog import reader
from shoplatch.store.families import Versioned
from shoplatch.sync.streams import fields
from shoplatch.sync.streams.fields import Json

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


def distribution(raw: bytes, *, read_at: datetime) -> list[Versioned]:
    """Where the available units of each SKU may be sold: in the shop, in campaigns, by creators."""
    source = fields.decoded(raw)
    product_id = fields.identity(source, "product_id")
    return [Versioned(_distribution(sku, product_id, read_at)) for sku in fields.listed(source, "skus")]


def _distribution(sku: Json, product_id: str, read_at: datetime) -> dict[str, Any]:
    spread = fields.inner(sku, "total_available_inventory_distribution")
    campaigns, creators = fields.listed(spread, "campaign_inventory"), fields.listed(spread, "creator_inventory")
    return {
        "id": fields.identity(sku),
        "product_id": product_id,
        "total_available_quantity": fields.count(sku, "total_available_quantity"),
        "total_committed_quantity": fields.count(sku, "total_committed_quantity"),
        "in_shop_quantity": fields.count(fields.inner(spread, "in_shop_inventory"), "quantity"),
        "campaign_quantity": sum(fields.count(one, "quantity") for one in campaigns),
        "creator_quantity": sum(fields.count(one, "quantity") for one in creators),
        "campaigns": campaigns or None,
        "creators": creators or None,
        "source_version": _version(),
        "read_at": read_at,
        "raw": None,
    }


@cache
def _version() -> str:
    return reader.operation(SEARCH).version
