"""The levers of Fulfilled by TikTok: letting a shop in, what warehouses find and lose, mishaps of what is on its way."""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal

import msgspec

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator import fbt
from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.fbt import inbound, mcf, shelves
from shoplatch.simulator.lever import Lever
from shoplatch.simulator.state.fbt import Held, Inbound, McfOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

_UNITS_MAX = 1_000_000


class Entry(msgspec.Struct, forbid_unknown_fields=True):
    """A shop that is let in."""

    shop_id: str | None = None  # the first one unless said otherwise
    mcf: bool = True  # orders of other channels are taken as well


class Found(msgspec.Struct, forbid_unknown_fields=True):
    """What a warehouse finds, loses, throws away or sends back; negative for what is gone."""

    goods_id: str
    normal: int = 0
    defective: int = 0
    fbt_warehouse_id: str | None = None  # the first in which they lie
    type: Literal[
        "INVENTORY_COUNT_ORDER",
        "INVENTORY_QUANTITY_ADJUSTMENT_ORDER",
        "INVENTORY_STATUS_ADJUSTMENT_ORDER",
        "DISPOSAL",
        "RETURN_TO_SUPPLIER_ORDER",
        "CUSTOMER_RETURN",
    ] = "INVENTORY_COUNT_ORDER"


class Difference(msgspec.Struct, forbid_unknown_fields=True):
    """How an inbound order will differ from its plan; goods id -> units."""

    short: dict[str, int] = {}
    broken: dict[str, int] = {}


def overview(world: World) -> dict[str, Any]:
    """What each shop has there."""
    return {"shops": [_told(shop) for shop in world.shops.values()]}


def onboard(world: World, entry: Entry) -> dict[str, Any]:
    """Let a shop in; webhook 22."""
    shop = shop_of(world, entry.shop_id) if entry.shop_id else next(iter(world.shops.values()))
    fbt.onboard(world, shop, mcf=entry.mcf)
    return _told(shop)


def adjust(world: World, found: Found) -> dict[str, Any]:
    """Change what is on hand, never below what is there and not ordered.

    Raises:
        NotFound: no such goods, or not in that warehouse.
        Conflict: there are fewer.
    """
    shop = _shop_with(world, "goods", found.goods_id)
    goods = shop.fbt.goods[found.goods_id]
    house_id = found.fbt_warehouse_id or next(iter(goods.held), "") or next(iter(shop.fbt.house_of_place.values()))
    if house_id not in shop.fbt.houses or not shop.fbt.houses[house_id].place_id:
        raise NotFound(f"There is no fulfilment centre {house_id}", shop=shop.id)
    if max(abs(found.normal), abs(found.defective)) > _UNITS_MAX:
        raise InvalidRequest(f"At most {_UNITS_MAX} units at once")
    held = goods.held.setdefault(house_id, Held())
    if held.available + found.normal < 0 or held.defective + found.defective < 0:
        raise Conflict(f"There are {held.available} free and {held.defective} defective units", shop=shop.id)
    because = (f"ADJ{world.new_id('63')}", found.type)
    shelves.move(world, shop, goods, house_id, because, available=found.normal, defective=found.defective)
    return {"goods_id": goods.id, "fbt_warehouse_id": house_id, "on_hand": msgspec.to_builtins(held)}


def differ(world: World, inbound_id: str, difference: Difference) -> dict[str, Any]:
    """Settle how an inbound order will differ, before it is counted.

    Raises:
        NotFound: no such inbound order.
        Conflict: it is counted already, or so many units are not in it.
    """
    number = inbound_id.removeprefix("IBR")
    shop = _shop_with(world, "inbounds", number)
    made: Inbound = shop.fbt.inbounds[number]
    planned = made.planned()
    for goods_id in {*difference.short, *difference.broken}:
        units = (difference.short.get(goods_id, 0), difference.broken.get(goods_id, 0))
        if min(units) < 0 or sum(units) > planned.get(goods_id, 0) - planned.get(goods_id, 0) // 2:
            raise Conflict(f"At most half of what is planned of goods {goods_id} may be missing or broken", shop=shop.id)
    if made.status not in inbound.BEFORE_COUNTING:
        raise Conflict(f"Inbound order {made.number} is {made.status}", shop=shop.id)
    made.short, made.broken = dict(difference.short), dict(difference.broken)
    return {"inbound_order_id": made.id, "short": made.short, "broken": made.broken}


def befall(world: World, order_id: str, mishap: str) -> dict[str, Any]:
    """Something happens to a multi-channel order; webhook 58."""
    shop = _shop_with(world, "mcf_orders", order_id)
    order: McfOrder = mcf.befall(world, shop, order_id, mishap.upper())
    return {"mcf_order_id": order.id, "consign_orders": [{"id": one.id, "status": one.status} for one in order.consigns]}


def _shop_with(world: World, register: str, thing_id: str) -> Shop:
    for shop in world.shops.values():
        if thing_id in getattr(shop.fbt, register):
            return shop
    raise NotFound(f"There is no {thing_id} among the {register} of any shop")


def _told(shop: Shop) -> dict[str, Any]:
    own, held = shop.fbt, [one for goods in shop.fbt.goods.values() for one in goods.held.values()]
    return {
        "shop_id": shop.id,
        "onboarded_at": own.onboarded_at,
        "mcf": own.mcf,
        "warehouses": [{"id": one.id, "name": one.name, "kind": one.kind} for one in own.houses.values()],
        "goods": len(own.goods),
        "available": sum(one.available for one in held),
        "reserved": sum(one.reserved for one in held),
        "defective": sum(one.defective for one in held),
        "in_transit": sum(one.in_transit for one in held),
        "movements": len(own.movements),
        "inbound_orders": dict(sorted(Counter(one.status for one in own.inbounds.values()).items())),
        "mcf_consign_orders": dict(
            sorted(Counter(one.status for order in own.mcf_orders.values() for one in order.consigns).items())
        ),
    }


FBT_LEVERS: tuple[Lever, ...] = (
    Lever("GET", "fbt", "What each shop has at Fulfilled by TikTok", lambda d, _: overview(d.world), gives=("shops",)),
    Lever("POST", "fbt/onboard", "The platform lets a shop into Fulfilled by TikTok; webhook 22",
          lambda d, o: onboard(d.writing(), o.as_(Entry)), takes=Entry, gives=("shop_id", "warehouses")),
    Lever("POST", "fbt/stock", "A TikTok warehouse finds, loses, throws away or sends back goods; webhook 24",
          lambda d, o: adjust(d.writing(), o.as_(Found)), takes=Found, gives=("goods_id", "on_hand")),
    Lever("POST", "fbt/inbound-orders/{inbound_order_id}", "What will be short or broken when it is counted",
          lambda d, o: differ(d.writing(), o.parts[0], o.as_(Difference)), takes=Difference,
          gives=("inbound_order_id", "short", "broken")),
    Lever("POST", "fbt/mcf-orders/{mcf_order_id}/{mishap}",
          "What befalls an order of another channel: lost, damage, abnormal, returned; or closed, by the platform",
          lambda d, o: befall(d.writing(), *o.parts), gives=("mcf_order_id", "consign_orders")),
)  # fmt: skip
