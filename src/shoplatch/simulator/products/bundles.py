"""Virtual bundles: SKUs made of other SKUs of the shop (platform.md sections 8.2 and 11.2).

A bundle has no stock of its own. What can be sold of it is the least that its components allow, warehouse by warehouse, and
what keeps a component from being sold keeps the bundle from it as well. What an order takes is `orders.placing`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.state.goods import Part, Product, Sku, Stock
from shoplatch.simulator.state.parties import Shop

KINDS_MIXED, PART_TWICE, PRICE_ABOVE_SUM, BRAND_OF_NO_PART, PARTS_NEEDED, PART_OFF = (
    12052857,
    12052859,
    12052861,
    12052862,
    12052863,
    12052864,
)
SKU_UNKNOWN, SKU_OTHER_PRODUCT = 12052556, 12052557
_WHY = {"SELLER_DEACTIVATED": "SUB_PRODUCT_DEACTIVATE", "PLATFORM_DEACTIVATED": "SUB_PRODUCT_DEACTIVATE"} | {
    "DELETED": "SUB_PRODUCT_DELETE",
    "FREEZE": "SUB_PRODUCT_FROZEN",
}


def is_combined(product: Product) -> bool:
    """Whether its SKUs are bundles; a product never has both kinds."""
    return any(sku.parts for sku in product.skus)


def check(shop: Shop, body: Mapping[str, Any], product: Product | None = None) -> None:
    """Refuse SKUs of a create or edit call that break a rule of bundles.

    Raises:
        Refused: bundles and plain SKUs are mixed, or a component does not exist, is off sale, named twice or a bundle.
    """
    rows = body.get("skus") or ()
    bundled = [bool(row.get("combined_skus")) or _is_bundle(shop, row.get("id")) for row in rows]
    if product is not None and product.skus and any(one != is_combined(product) for one in bundled):
        raise Refused(KINDS_MIXED)
    if any(bundled) and not all(bundled):
        raise Refused(PARTS_NEEDED)
    parts = [part for row in rows for part in parts_of(shop, row.get("combined_skus") or ())]
    primary = body.get("primary_combined_product_id")
    if primary and not any(part.product_id == primary for part in parts) and product is None:
        raise Refused(PARTS_NEEDED, "primary_combined_product_id is not the product of one of the combined_skus")
    brand = body.get("brand_id")
    if parts and brand and brand not in {shop.products[part.product_id].brand_id for part in parts}:
        raise Refused(BRAND_OF_NO_PART)


def parts_of(shop: Shop, rows: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    """The components as a call names them. Raises Refused as `check` does."""
    made = []
    for row in rows:
        sku = shop.skus.get(row["sku_id"])
        if sku is None or sku.deleted or row["sku_count"] < 1:
            raise Refused(SKU_UNKNOWN)
        if sku.product_id != row["product_id"]:
            raise Refused(SKU_OTHER_PRODUCT)
        if sku.parts:
            raise Refused(KINDS_MIXED, "A bundle cannot be a component of another")
        part = Part(sku.product_id, sku.id, sku.seller_sku, row["sku_count"])
        if reasons_of(shop, part) or not sku.active:
            raise Refused(PART_OFF)
        made.append(part)
    if len({part.sku_id for part in made}) != len(made):
        raise Refused(PART_TWICE)
    return tuple(made)


def check_price(shop: Shop, sku: Sku, price: int) -> None:
    """Refuse a price above that of the components together."""
    if sku.parts and price > sum(shop.skus[part.sku_id].price * part.units for part in sku.parts):
        raise Refused(PRICE_ABOVE_SUM)


def stock_of(shop: Shop, sku: Sku) -> dict[str, Stock]:
    """Warehouse id -> buckets: those of the SKU, or of a bundle what its components allow there."""
    if not sku.parts:
        return sku.stock
    held = [(shop.skus[part.sku_id].stock, part.units) for part in sku.parts]
    return {
        place: Stock(available=min(stock[place].available // units if place in stock else 0 for stock, units in held))
        for place in held[0][0]
    }


def available(shop: Shop, sku: Sku) -> int:
    """Units that can be sold, over all warehouses."""
    return sum(stock.available for stock in stock_of(shop, sku).values()) if sku.parts else sku.available


def free(shop: Shop, sku: Sku) -> int:
    """Units that anybody can buy: neither promotions nor creators keep them, nor those of a component."""
    if not sku.parts:
        return sku.available - sku.reserved
    parts = [(shop.skus[part.sku_id], part.units) for part in sku.parts]
    return min(available(shop, sku), *((one.available - one.reserved) // units for one, units in parts))


def reasons_of(shop: Shop, part: Part) -> list[str]:
    """Why a component keeps its bundle from being sold, in the platform's words; [] where it does not."""
    sku, product = shop.skus.get(part.sku_id), shop.products.get(part.product_id)
    if product is None or sku is None:
        return ["SUB_PRODUCT_DELETE"]
    why = [_WHY[product.status]] if product.status in _WHY else []
    return [*why, "SUB_SKU_DELETE"] if sku.deleted else why


def is_whole(shop: Shop, sku: Sku) -> bool:
    """Whether nothing about its components keeps it from being sold; True of what is no bundle."""
    return not any(reasons_of(shop, part) or not shop.skus[part.sku_id].active for part in sku.parts)


def _is_bundle(shop: Shop, sku_id: str | None) -> bool:
    known = shop.skus.get(sku_id or "")
    return known is not None and bool(known.parts)
