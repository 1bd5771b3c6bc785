"""The life of an inbound order: made, shipped, on its way, counted in by the clock, with what was short or broken.

WORKING -> READY_TO_SHIP -> TO_BE_RECEIVED -> DELIVERED -> RECEIVING -> PARTIALLY_RECEIVED -> RECEIVED; by a hub
ARRIVED_HUB and INTERNAL_TRANSFER come in between. CANCELLED until the first unit is counted. Webhook 21 tells what it names.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from shoplatch.errors import Conflict
from shoplatch.simulator.fbt import shelves, terms
from shoplatch.simulator.state.fbt import Carton, Held, Inbound, Plan, Receipt, Step
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

INBOUND_STATUS = 21
BEFORE_COUNTING = ("WORKING", "READY_TO_SHIP", "TO_BE_RECEIVED", "ARRIVED_HUB", "INTERNAL_TRANSFER", "DELIVERED")
_TOLD = {"ARRIVED_HUB": "ARRIVE_HUB"}  # as webhook 21 spells it
_UNTOLD = ("WORKING", "READY_TO_SHIP", "INTERNAL_TRANSFER", "DELIVERED")  # webhook 21 does not know them
_NEXT = {
    "D2FC": {
        "TO_BE_RECEIVED": ("DELIVERED", ""),
        "DELIVERED": ("RECEIVING", "unloading"),
        "RECEIVING": ("PARTIALLY_RECEIVED", "counting"),
        "PARTIALLY_RECEIVED": ("RECEIVED", "rest"),
    },
    "ONE_HUB": {
        "TO_BE_RECEIVED": ("ARRIVED_HUB", ""),
        "ARRIVED_HUB": ("INTERNAL_TRANSFER", "hub"),
        "INTERNAL_TRANSFER": ("RECEIVING", "transfer"),
        "RECEIVING": ("PARTIALLY_RECEIVED", "counting"),
        "PARTIALLY_RECEIVED": ("RECEIVED", "rest"),
    },
}


def begin(world: World, shop: Shop, plan: Plan, *, method: str, house_id: str, expected: int) -> Inbound:
    """A new inbound order of a plan, with nothing in it."""
    number = world.new_id("7455")
    made = Inbound(
        id=number,
        number=f"IBR{number}",
        plan_id=plan.id,
        method=method,
        house_id=house_id,
        status="WORKING",
        create_time=world.clock.now(),
        expected_time=expected,
        parts={},
    )
    made.steps.append(Step(made.create_time, "", "WORKING", "SELLER"))
    shop.fbt.inbounds[made.id] = made
    plan.inbound_ids.append(made.id)
    return made


def plan_parts(world: World, shop: Shop, made: Inbound, parts: dict[str, dict[str, int]], cartons: list[Carton]) -> None:
    """What it brings, where that ends up, and how it will differ from that when it is counted."""
    made.parts = parts
    if world.switches.fbt_inbound_differs:
        for goods_id, units in made.planned().items():
            drawn = hashlib.blake2b(f"{world.seed}:{made.id}:{goods_id}".encode(), digest_size=1).digest()[0]
            if units > 1 and drawn < 26:
                made.short[goods_id] = 1
            elif units > 1 and drawn < 52:
                made.broken[goods_id] = 1
    pack(made, cartons)
    if cartons:
        turn(world, shop, made, "READY_TO_SHIP", by="SELLER")


def pack(made: Inbound, cartons: list[Carton]) -> None:
    """The cartons it travels in; those without a number get one."""
    made.cartons = cartons
    count = 0
    for one in cartons:
        if not one.numbers:
            one.numbers = [f"{made.number}-{count + at + 1:03d}" for at in range(one.quantity)]
        count += one.quantity


def ship(world: World, shop: Shop, made: Inbound, shipping: dict[str, str]) -> None:
    """The seller hands it to a carrier; from now on it is in transit, and the clock does the rest.

    Raises:
        Conflict: it has been shipped, or called off.
    """
    if made.status not in ("WORKING", "READY_TO_SHIP"):
        raise Conflict(f"Inbound order {made.number} is {made.status}; it cannot be shipped", shop=shop.id)
    made.ship_time, made.shipping = world.clock.now(), shipping
    _transit(shop, made, 1)
    turn(world, shop, made, "TO_BE_RECEIVED", by="SELLER")


def cancel(world: World, shop: Shop, made: Inbound, reason: str) -> None:
    """The seller calls it off before the first unit is counted.

    Raises:
        Conflict: too late, or called off already.
    """
    if made.status not in BEFORE_COUNTING:
        raise Conflict(f"Inbound order {made.number} is {made.status}; it cannot be cancelled", shop=shop.id)
    if made.ship_time:
        _transit(shop, made, -1)
    made.cancel_reason = reason
    turn(world, shop, made, "CANCELLED", by="SELLER")


def turn(world: World, shop: Shop, made: Inbound, status: str, *, by: str = "SYSTEM") -> None:
    """Into another status: logged, told, and what follows is due."""
    now = world.clock.now()
    made.steps.append(Step(now, made.status, status, by))
    made.status = status
    if status in ("DELIVERED", "ARRIVED_HUB"):
        made.arrive_time = now
    if status not in _UNTOLD:
        told = {"inbound_order_id": made.number, "order_status": _TOLD.get(status, status), "update_time": now}
        world.tell(INBOUND_STATUS, shop, told)
    following = _NEXT[made.method].get(status)
    if following is not None:
        after, what = following
        what = what or ("freight" if made.shipping.get("shipping_method") == "FREIGHT" else "parcel")
        world.clock.after(terms.seconds(what), "fbt.inbound", shop=shop.id, inbound=made.id, status=after)


def move_on(world: World, payload: Mapping[str, Any]) -> None:
    """Due: the next step of the way, unless it was called off meanwhile."""
    shop = world.shops[payload["shop"]]
    made = shop.fbt.inbounds.get(payload["inbound"])
    if made is None or _NEXT[made.method].get(made.status, ("",))[0] != payload["status"]:
        return
    if payload["status"] == "PARTIALLY_RECEIVED":
        _count(world, shop, made, first=True)
    elif payload["status"] == "RECEIVED":
        _count(world, shop, made, first=False)
    turn(world, shop, made, payload["status"])


def _transit(shop: Shop, made: Inbound, sign: int) -> None:
    for house_id, goods in made.parts.items():
        for goods_id, units in goods.items():
            held = shop.fbt.goods[goods_id].held.setdefault(house_id, Held())
            held.in_transit += sign * units


def _count(world: World, shop: Shop, made: Inbound, *, first: bool) -> None:
    """Half is counted first, the rest with what is short or broken."""
    short, broken = dict(made.short), dict(made.broken)
    for house_id, goods_units in made.parts.items():
        for goods_id, units in goods_units.items():
            half = units // 2
            planned = half if first else units - half
            missing = 0 if first else _take(short, goods_id, planned)
            defective = 0 if first else _take(broken, goods_id, planned - missing)
            goods = shop.fbt.goods[goods_id]
            goods.held[house_id].in_transit -= planned
            normal = planned - missing - defective
            if not normal and not defective:
                continue
            goods.measured = True
            receipt = Receipt(world.new_id("4235"), world.clock.now(), house_id, goods_id, normal, defective)
            made.receipts.append(receipt)
            because = (made.number, shelves.INBOUND)
            shelves.move(world, shop, goods, house_id, because, available=normal, defective=defective)


def _take(left: dict[str, int], goods_id: str, most: int) -> int:
    taken = min(left.get(goods_id, 0), most)
    if taken:
        left[goods_id] -= taken
    return taken
