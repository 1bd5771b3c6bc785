"""The life of a unit: available, then committed by an order, then gone; and the webhooks that tell each change.

Identities held here (platform.md section 12): total = available + committed; in shop = available - campaign - creator.
Placing moves units from available to committed, cancelling moves them back, shipping takes them out of committed (at the
arrangement or when the carrier comes: a switch). No bucket ever goes below zero, and promotions and creators never keep more
than there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shoplatch.errors import Conflict
from shoplatch.simulator.state.goods import Sku, Stock
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

INVENTORY_STATUS, INVENTORY_CHANGED_OF_SELLER, INVENTORY_CHANGED = 27, 68, 71
BY_TIKTOK = "FULFILLMENT_BY_TIKTOK"  # how a warehouse of the platform ships
LOW_STOCK = 5  # the seller's alert level; the platform's default is not documented, the official example shows 5
RESTOCK_TO = 100  # where an automatic restock fills up to; inferred, no number is documented


@dataclass(frozen=True, slots=True)
class Change:
    """How the buckets of one SKU moved."""

    cause: str
    available: int = 0
    committed: int = 0
    campaign: int = 0
    creator: int = 0
    order_id: str = ""
    mirrored: bool = False  # it follows what changed elsewhere; nobody else need follow it


def reserve(
    world: World,
    shop: Shop,
    sku: Sku,
    warehouse_id: str,
    units: int,
    *,
    kept_for: dict[str, int] | None = None,
    order_id: str = "",
) -> None:
    """An order was placed: available -n, committed +n; units bought in a flash sale leave what it keeps.

    Raises:
        Conflict: there are fewer units; nothing was changed.
    """
    stock = sku.stock[warehouse_id]
    if stock.available < units:
        raise Conflict(f"SKU {sku.id} has {stock.available} units in warehouse {warehouse_id}, not {units}", shop=shop.id)
    released = 0
    for activity_id, bought in (kept_for or {}).items():
        taken = min(bought, sku.campaign.get(activity_id, 0))
        released += taken
        _keep(sku, activity_id, sku.campaign.get(activity_id, 0) - taken)
    change = Change("order_created", available=-units, committed=units, campaign=-released, order_id=order_id)
    _change(world, shop, sku, warehouse_id, change)
    _restock(world, shop, sku, warehouse_id)


def give_back(world: World, shop: Shop, sku: Sku, warehouse_id: str, units: int, order_id: str = "") -> None:
    """Ordered units were cancelled before they were shipped: reversed."""
    change = Change("order_canceled", available=units, committed=-units, order_id=order_id)
    _change(world, shop, sku, warehouse_id, change)


def put_back(world: World, shop: Shop, sku: Sku, warehouse_id: str, units: int, order_id: str = "") -> None:
    """Units that were arranged, and so left the count, were cancelled before a carrier came."""
    _change(world, shop, sku, warehouse_id, Change("order_canceled", available=units, order_id=order_id))


def ship(world: World, shop: Shop, sku: Sku, warehouse_id: str, units: int, order_id: str = "") -> None:
    """Ordered units were shipped: committed -n."""
    _change(world, shop, sku, warehouse_id, Change("order_shipped", committed=-units, order_id=order_id))


def set_available(world: World, shop: Shop, sku: Sku, warehouse_id: str, quantity: int, *, cause: str = "api_sync") -> None:
    """The seller says how many units can be sold; absolute, whatever orders hold stays held."""
    stock = sku.stock.setdefault(warehouse_id, Stock())
    if stock.available != quantity:
        _change(world, shop, sku, warehouse_id, Change(cause, available=quantity - stock.available))


def mirror(world: World, shop: Shop, sku: Sku, warehouse_id: str, quantity: int) -> None:
    """The SKU is sold out of goods that changed by themselves: show how many units there are of them."""
    stock = sku.stock[warehouse_id]
    if stock.available != quantity:
        change = Change("api_sync", available=quantity - stock.available, mirrored=True)
        _change(world, shop, sku, warehouse_id, change)


def lock(world: World, shop: Shop, sku: Sku, activity_id: str, units: int) -> int:
    """A promotion keeps units for itself, as many as are free; how many."""
    kept = max(0, min(units, sku.available - sku.reserved))
    if kept:
        _keep(sku, activity_id, sku.campaign.get(activity_id, 0) + kept)
        _tell(world, shop, sku, Change("campaign_lock", campaign=kept))
    return kept


def unlock(world: World, shop: Shop, sku: Sku, activity_id: str) -> None:
    """A promotion gives back what it kept."""
    kept = sku.campaign.pop(activity_id, 0)
    if kept:
        _tell(world, shop, sku, Change("campaign_unlock", campaign=-kept))


def keep_for_creator(world: World, shop: Shop, sku: Sku, creator: str, units: int) -> None:
    """Units are kept for a creator; 0 gives them back.

    Raises:
        Conflict: fewer units are free.
    """
    before = sku.creator.get(creator, 0)
    if units < 0 or units - before > sku.available - sku.reserved:
        raise Conflict(f"SKU {sku.id} has no {units} free units for {creator}", shop=shop.id)
    if units:
        sku.creator[creator] = units
    else:
        sku.creator.pop(creator, None)
    if units != before:
        cause = "creator_lock" if units > before else "creator_unlock"
        _tell(world, shop, sku, Change(cause, creator=units - before))


def _keep(sku: Sku, activity_id: str, units: int) -> None:
    if units > 0:
        sku.campaign[activity_id] = units
    else:
        sku.campaign.pop(activity_id, None)


def _restock(world: World, shop: Shop, sku: Sku, warehouse_id: str) -> None:
    by_seller = (
        shop.warehouses[warehouse_id].shipping_type != BY_TIKTOK
    )  # the platform's warehouses are filled by inbound orders
    if sku.auto_restock and by_seller and sku.available <= LOW_STOCK:
        set_available(world, shop, sku, warehouse_id, RESTOCK_TO, cause="system_auto_replenish")


def _change(world: World, shop: Shop, sku: Sku, warehouse_id: str, change: Change) -> None:
    stock = sku.stock[warehouse_id]
    if stock.available + change.available < 0 or stock.committed + change.committed < 0:
        raise Conflict(f"The buckets of SKU {sku.id} cannot go below zero", shop=shop.id)
    before = sku.available
    stock.available += change.available
    stock.committed += change.committed
    _tell(world, shop, sku, change)
    if not change.mirrored:
        for follow in world.after_stock:
            follow(world, shop, sku, warehouse_id, change)
    if change.available < 0 and world.listeners:
        _warn(world, shop, sku, before)


def _tell(world: World, shop: Shop, sku: Sku, change: Change) -> None:
    sku.changes += 1
    if not world.listeners:
        return
    moment = datetime.fromtimestamp(world.clock.now(), UTC)
    at = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    told: dict[str, Any] = {
        "event_id": f"evt-{sku.id}-{sku.changes}",
        "occurred_at": at,
        "shop_id": int(shop.id),
        "product_id": int(sku.product_id),
        "sku_id": int(sku.id),
        "quantity_snapshot_after_change": _snapshot(sku),
        "change_detail": [
            {
                "idempotency_key": f"chg-{sku.id}-{sku.changes}",
                "trigger_source": change.cause,
                "occurred_at": at,
                "total_quantity_delta": change.available + change.committed,
                "available_quantity_delta": change.available,
                "committed_quantity_delta": change.committed,
                "in_shop_quantity_delta": change.available - change.campaign - change.creator,
                "campaign_locked_quantity_delta": change.campaign,
                "creator_locked_quantity_delta": change.creator,
            }
        ],
    }
    world.tell(INVENTORY_CHANGED, shop, told)
    if any(INVENTORY_CHANGED_OF_SELLER in app.webhook_topics for app in world.apps.values()):
        of_seller = {**told, "occurred_at": moment.strftime("%Y-%m-%dT%H:%M:%S.000000000Z"), "seller_id": shop.id}
        del of_seller["shop_id"]
        world.tell(INVENTORY_CHANGED_OF_SELLER, shop, of_seller)


def _snapshot(sku: Sku) -> dict[str, int]:
    free, held, campaign = sku.available, sku.committed, sum(sku.campaign.values())
    creator = sum(sku.creator.values())
    return {
        "total_quantity": free + held,
        "total_available_quantity": free,
        "total_committed_quantity": held,
        "in_shop_quantity": free - campaign - creator,
        "campaign_locked_quantity": campaign,
        "creator_locked_quantity": creator,
    }


def _warn(world: World, shop: Shop, sku: Sku, before: int) -> None:
    """Webhook 27: the stock fell to the low level, or to nothing."""
    now = sku.available
    if not (before > LOW_STOCK >= now or before > 0 >= now):
        return
    kept = _snapshot(sku)
    distribution = {
        "total_quantity": kept["total_quantity"],
        "available_quantity": kept["in_shop_quantity"],  # this webhook counts the reserved parts apart (section 12)
        "creator_reserved_quantity": kept["creator_locked_quantity"],
        "campaign_reserved_quantity": kept["campaign_locked_quantity"],
        "committed_quantity": kept["total_committed_quantity"],
    }
    data = {
        "product_id": sku.product_id,
        "sku_id": sku.id,
        "trigger_reason": {"alert_type": "REALTIME", "low_stock_threshold": LOW_STOCK},
        "current_inventory_status": "LOW_STOCK" if now else "OUT_OF_STOCK",
        "inventory_distribution": distribution,
        "update_time": world.clock.now(),
    }
    world.tell(INVENTORY_STATUS, shop, data)
