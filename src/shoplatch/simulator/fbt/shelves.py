"""The stock of goods in the platform's warehouses: every movement, with its record and webhook 24.

A fulfilment centre stands behind a warehouse of the shop. The SKUs that are bound to goods show there what is available of
the goods, so one unit sold as one SKU is gone for the others. Identities held here: what is on hand is what the movements
add up to; total = available + reserved; no bucket is ever below zero.
"""

from __future__ import annotations

from shoplatch.simulator.products import stock
from shoplatch.simulator.state.fbt import Goods, Held, Movement
from shoplatch.simulator.state.goods import Sku, Stock
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

FBT_INVENTORY_UPDATE = 24
NORMAL, DEFECTIVE = "NORMAL", "DEFECTIVE"
CONSIGN, INBOUND, QUANTITY = "CONSIGN_ORDER", "INBOUND_ORDER", "INVENTORY_QUANTITY_ADJUSTMENT_ORDER"


def follow(world: World, shop: Shop, sku: Sku, warehouse_id: str, change: stock.Change) -> None:
    """The stock of a SKU changed in a warehouse of the shop; where a fulfilment centre stands behind it, the goods did."""
    house_id = shop.fbt.house_of_place.get(warehouse_id)
    if house_id is None:
        return
    goods = goods_of(shop, sku.id)
    if goods is None:
        return
    moved = change.available + change.committed
    if moved:
        number = f"OBF{change.order_id}" if change.order_id else f"ADJ{world.new_id('63')}"
        _note(world, shop, goods, house_id, NORMAL, moved, (number, CONSIGN if change.order_id else QUANTITY))
    held = goods.held.setdefault(house_id, Held())
    held.available += change.available
    held.reserved += change.committed
    _show(world, shop, goods, house_id, but=sku.id)
    tell(world, shop, goods)


def move(
    world: World,
    shop: Shop,
    goods: Goods,
    house_id: str,
    because: tuple[str, str],
    *,
    available: int = 0,
    reserved: int = 0,
    defective: int = 0,
) -> None:
    """Change the buckets of goods in a house; `because` is the id of what caused it and its type.

    The caller has made sure that no bucket falls below zero.
    """
    if available + reserved:
        _note(world, shop, goods, house_id, NORMAL, available + reserved, because)
    if defective:
        _note(world, shop, goods, house_id, DEFECTIVE, defective, because)
    held = goods.held.setdefault(house_id, Held())
    held.available += available
    held.reserved += reserved
    held.defective += defective
    if available:
        _show(world, shop, goods, house_id)
    tell(world, shop, goods)


def bind(world: World, shop: Shop, goods: Goods, sku: Sku) -> None:
    """From now on the SKU is sold out of these goods, where they lie."""
    goods.sku_ids.append(sku.id)
    shop.fbt.goods_of_sku[sku.id] = goods.id
    for house_id in goods.held:
        _show(world, shop, goods, house_id)


def unbind(world: World, shop: Shop, goods: Goods, sku: Sku) -> None:
    """The SKU is no longer sold out of these goods; nothing of it may be on order there."""
    goods.sku_ids.remove(sku.id)
    del shop.fbt.goods_of_sku[sku.id]
    for place_id in shop.fbt.house_of_place:
        if place_id in sku.stock:
            stock.mirror(world, shop, sku, place_id, 0)
            del sku.stock[place_id]


def is_on_order(shop: Shop, sku: Sku) -> bool:
    """Whether buyers have ordered units of it that a fulfilment centre has not sent yet."""
    places = shop.fbt.house_of_place
    return any(held.committed for place_id, held in sku.stock.items() if place_id in places)


def goods_of(shop: Shop, sku_id: str) -> Goods | None:
    """The goods a SKU is sold out of."""
    goods_id = shop.fbt.goods_of_sku.get(sku_id)
    return None if goods_id is None else shop.fbt.goods[goods_id]


def detail(held: Held) -> dict[str, int]:
    """The buckets on the wire."""
    return {
        "total_quantity": held.available + held.reserved,
        "reserved_quantity": held.reserved,
        "available_quantity": held.available,
    }


def tell(world: World, shop: Shop, goods: Goods) -> None:
    """Webhook 24, for each SKU of the goods."""
    if not world.listeners:
        return
    houses = [{"fbt_warehouse_id": one, "on_hand_detail": detail(held)} for one, held in goods.held.items()]
    for sku_id in goods.sku_ids or [""]:
        data = {
            "goods_id": goods.id,
            "sku_id": sku_id,
            "fbt_warehouse_inventory": houses,
            "update_time": world.clock.now(),
        }
        world.tell(FBT_INVENTORY_UPDATE, shop, data)


def _show(world: World, shop: Shop, goods: Goods, house_id: str, *, but: str = "") -> None:
    place_id = shop.fbt.houses[house_id].place_id
    for sku_id in goods.sku_ids:
        sku = shop.skus.get(sku_id)
        if sku is None or sku_id == but:
            continue
        sku.stock.setdefault(place_id, Stock())
        stock.mirror(world, shop, sku, place_id, goods.held[house_id].available)


def _note(world: World, shop: Shop, goods: Goods, house_id: str, kind: str, changed: int, because: tuple[str, str]) -> None:
    held = goods.held.setdefault(house_id, Held())
    before = held.available + held.reserved if kind == NORMAL else held.defective
    shop.fbt.movements.append(Movement(world.clock.now(), house_id, goods.id, kind, before, changed, *because))
