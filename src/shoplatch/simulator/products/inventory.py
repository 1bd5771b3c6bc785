"""The inventory operations: what lies where and what is kept for whom, new quantities, automatic restocking (section 12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.products import bundles, checks, locks, stock, variants
from shoplatch.simulator.products.refusing import check_failed, extra
from shoplatch.simulator.state.goods import Product, Sku
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

INVENTORY_INCOMPLETE, SKU_TWICE, PRODUCT_NOT_FOUND, SELLER_UNKNOWN = 12052516, 12052553, 12052032, 12052704
STATUS_FORBIDS = 12052901
SHARED_STOCK, BACKORDER_MANY, HANDLING_DIFFERS = 12052921, 12052311, 12052490
BACKORDER_MAX, HANDLING_MAX = 99_999, 30


def inventory_search(_world: World, ask: Ask) -> dict[str, Any]:
    """The stock of up to 100 products or 600 SKUs; SKUs win when both are given. Unknown ids are left out."""
    shop = ask.own_shop
    by_product: dict[str, list[Sku]] = {}
    if sku_ids := ask.body.get("sku_ids"):
        for sku in (shop.skus[sku_id] for sku_id in dict.fromkeys(sku_ids) if sku_id in shop.skus):
            if not sku.deleted:
                by_product.setdefault(sku.product_id, []).append(sku)
    else:
        for product_id in dict.fromkeys(ask.body.get("product_ids") or []):
            product = shop.products.get(product_id)
            if product is not None and product.status != "DELETED":
                by_product[product_id] = list(product.skus)
    told = [
        {"product_id": product_id, "skus": [_stock(shop, sku) for sku in skus]} for product_id, skus in by_product.items()
    ]
    return {"inventory": told}


def update_inventory(world: World, ask: Ask) -> dict[str, Any]:
    """Absolute available quantities; a SKU that fails is named in `errors`, the others are changed."""
    shop = ask.own_shop
    product = shop.products.get(ask.path["product_id"])
    if product is None:
        raise Refused(PRODUCT_NOT_FOUND)
    if product.status in ("FREEZE", "DELETED"):
        raise Refused(STATUS_FORBIDS)
    ids = [row["id"] for row in ask.body["skus"]]
    if len(ids) != len(set(ids)):
        raise Refused(SKU_TWICE)
    errors = []
    for row in ask.body["skus"]:
        try:
            _set_stock(world, shop, product, row)
        except Refused as refused:
            errors.append(check_failed(refused, {"sku_id": row["id"]}, ask.operation))
    return {"errors": errors} if errors else {}


def update_stock_operation_settings(_world: World, ask: Ask) -> dict[str, Any]:
    """Whether the platform fills SKUs up again by itself; the answer says for which it could be set."""
    shop = ask.own_shop
    if ask.body["seller_id"] not in (shop.id, shop.seller_open_id):
        raise Refused(SELLER_UNKNOWN)
    wanted = (ask.body.get("stock_operation_setting") or {}).get("enable_auto_restock", False)
    failed, done = [], []
    for sku_id in dict.fromkeys(ask.body.get("sku_ids") or []):
        sku = shop.skus.get(sku_id)
        if sku is None or sku.deleted:
            failed.append(sku_id)
            continue
        sku.auto_restock = wanted
        done.append(sku_id)
    return {"stock_operation": {"success_sku_ids": done, "failed_sku_ids": failed}}


def _set_stock(world: World, shop: Shop, product: Product, row: Mapping[str, Any]) -> None:
    sku = variants.sku_of(shop, product, row["id"])
    if product.copied_from and product.copied_from["inventory_mode"] == "SHARED":
        raise Refused(SHARED_STOCK)
    if sku.parts:
        raise Refused(checks.PLATFORM_STOCK)  # it follows from its components
    wanted: dict[str, Mapping[str, Any]] = {}
    for place in row["inventory"]:
        wanted[_warehouse_of(shop, sku, place)] = place
    if not {one for one in sku.stock if shop.warehouses[one].shipping_type != stock.BY_TIKTOK} <= set(wanted):
        raise Refused(INVENTORY_INCOMPLETE)
    least = 0 if world.switches.zero_stock_is_accepted else 1
    levels = {warehouse_id: checks.checked_quantity(place["quantity"], least) for warehouse_id, place in wanted.items()}
    _check_later(wanted.values())
    locks.check_stock(world, shop, sku, levels)
    rising_first = sorted(wanted, key=lambda one: levels[one] - (sku.stock[one].available if one in sku.stock else 0))
    for warehouse_id in reversed(rising_first):  # on the way there is never less than what is kept for promotions
        place = wanted[warehouse_id]
        stock.set_available(world, shop, sku, warehouse_id, levels[warehouse_id])
        held = sku.stock[warehouse_id]
        held.backorder = place.get("backorder_quantity", held.backorder)
        held.handling_time = place.get("handling_time", held.handling_time)
    told = next((place["handling_time"] for place in wanted.values() if "handling_time" in place), None)
    if told is not None:  # the same in all warehouses (section 11.2)
        for held in sku.stock.values():
            held.handling_time = told


def _warehouse_of(shop: Shop, sku: Sku, place: Mapping[str, Any]) -> str:
    warehouse_id = place.get("warehouse_id") or (next(iter(sku.stock)) if len(sku.stock) == 1 else "")
    if not warehouse_id:
        raise Refused(INVENTORY_INCOMPLETE)
    warehouse = shop.warehouses.get(warehouse_id)
    if warehouse is None or warehouse.type != "SALES_WAREHOUSE":
        unknown = Refused(checks.WAREHOUSE_UNKNOWN)
        raise Refused(unknown.code, payload={**extra(unknown), "warehouse_id": warehouse_id})
    if warehouse.shipping_type == stock.BY_TIKTOK:
        platform = Refused(checks.PLATFORM_STOCK)
        raise Refused(platform.code, payload={**extra(platform), "warehouse_id": warehouse_id})
    return str(warehouse_id)


def _check_later(places: Any) -> None:
    times = {place["handling_time"] for place in places if "handling_time" in place}
    if len(times) > 1 or any(not 1 <= days <= HANDLING_MAX for days in times):
        raise Refused(HANDLING_DIFFERS, f"handling_time must be the same in all warehouses, 1 to {HANDLING_MAX} days")
    if any(not 0 <= place.get("backorder_quantity", 0) <= BACKORDER_MAX for place in places):
        raise Refused(BACKORDER_MANY)


def _stock(shop: Shop, sku: Sku) -> dict[str, Any]:
    available = bundles.available(shop, sku)
    return {
        "id": sku.id,
        "seller_sku": sku.seller_sku,
        "total_available_quantity": available,
        "total_committed_quantity": sku.committed,
        "total_available_inventory_distribution": {
            "in_shop_inventory": {"quantity": available - sku.reserved},
            "campaign_inventory": [
                {"campaign_name": _title(shop, activity_id), "quantity": units}
                for activity_id, units in sku.campaign.items()
            ],
            "creator_inventory": [{"creator_name": name, "quantity": units} for name, units in sku.creator.items()],
        },
        "warehouse_inventory": [
            {
                "warehouse_id": warehouse_id,
                "available_quantity": held.available,
                "committed_quantity": held.committed,
            }
            for warehouse_id, held in bundles.stock_of(shop, sku).items()
        ],
    }


def _title(shop: Shop, activity_id: str) -> str:
    activity = shop.activities.get(activity_id)
    return activity.title if activity else activity_id


HANDLERS: dict[str, Handler] = {
    "product.inventory_search": inventory_search,
    "product.update_inventory": update_inventory,
    "product.update_stock_operation_settings": update_stock_operation_settings,
}
