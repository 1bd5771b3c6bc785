"""The life of a unit: available, then committed by an order, then gone; and the webhook that tells each change.

Identities held here (platform.md section 12): total = available + committed; placing moves units from available to
committed, cancelling moves them back, shipping takes them out of committed. No bucket ever goes below zero.
"""

from __future__ import annotations

from datetime import UTC, datetime

from shoplatch.errors import Conflict
from shoplatch.simulator.state.goods import Sku, Stock
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

INVENTORY_CHANGED = 71


def reserve(world: World, shop: Shop, sku: Sku, warehouse_id: str, units: int) -> None:
    """An order was placed: available -n, committed +n.

    Raises:
        Conflict: there are fewer units; nothing was changed.
    """
    stock = sku.stock[warehouse_id]
    if stock.available < units:
        raise Conflict(f"SKU {sku.id} has {stock.available} units in warehouse {warehouse_id}, not {units}", shop=shop.id)
    _change(world, shop, sku, stock, "order_created", available=-units, committed=units)


def give_back(world: World, shop: Shop, sku: Sku, warehouse_id: str, units: int) -> None:
    """Ordered units were cancelled before they were shipped: reversed."""
    _change(world, shop, sku, sku.stock[warehouse_id], "order_canceled", available=units, committed=-units)


def ship(world: World, shop: Shop, sku: Sku, warehouse_id: str, units: int) -> None:
    """Ordered units were shipped: committed -n."""
    _change(world, shop, sku, sku.stock[warehouse_id], "order_shipped", available=0, committed=-units)


def set_available(world: World, shop: Shop, sku: Sku, warehouse_id: str, quantity: int) -> None:
    """The seller says how many units can be sold; absolute, whatever orders hold stays held."""
    stock = sku.stock.setdefault(warehouse_id, Stock())
    if stock.available != quantity:
        _change(world, shop, sku, stock, "api_sync", available=quantity - stock.available, committed=0)


def _change(world: World, shop: Shop, sku: Sku, stock: Stock, cause: str, *, available: int, committed: int) -> None:
    if stock.available + available < 0 or stock.committed + committed < 0:
        raise Conflict(f"The buckets of SKU {sku.id} cannot go below zero", shop=shop.id)
    stock.available += available
    stock.committed += committed
    sku.changes += 1
    if world.listeners:
        _tell(world, shop, sku, cause, available=available, committed=committed)


def _tell(world: World, shop: Shop, sku: Sku, cause: str, *, available: int, committed: int) -> None:
    at = datetime.fromtimestamp(world.clock.now(), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    free, held = sku.available, sku.committed
    world.tell(
        INVENTORY_CHANGED,
        shop,
        {
            "event_id": f"evt-{sku.id}-{sku.changes}",
            "occurred_at": at,
            "shop_id": int(shop.id),
            "product_id": int(sku.product_id),
            "sku_id": int(sku.id),
            "quantity_snapshot_after_change": {
                "total_quantity": free + held,
                "total_available_quantity": free,
                "total_committed_quantity": held,
                "in_shop_quantity": free,
                "campaign_locked_quantity": 0,
                "creator_locked_quantity": 0,
            },
            "change_detail": [
                {
                    "idempotency_key": f"chg-{sku.id}-{sku.changes}",
                    "trigger_source": cause,
                    "occurred_at": at,
                    "total_quantity_delta": available + committed,
                    "available_quantity_delta": available,
                    "committed_quantity_delta": committed,
                    "in_shop_quantity_delta": available,
                    "campaign_locked_quantity_delta": 0,
                    "creator_locked_quantity_delta": 0,
                }
            ],
        },
    )
