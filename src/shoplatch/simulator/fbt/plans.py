"""What a seller means to send in: the plan, the ways in, where the platform wants it, and the inbound orders that follow.

D2FC: the seller sends to each fulfilment centre. ONE_HUB: everything goes to a hub, which spreads it, for a fee.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fbt import inbound, terms
from shoplatch.simulator.fbt.goods import may_come_in
from shoplatch.simulator.fbt.members import INVALID, member
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.fbt import Carton, Plan
from shoplatch.simulator.state.money import Adjustment
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

DIRECT, HUB = "D2FC", "ONE_HUB"
_DAY_S = 86_400
_WINDOWS = ((2, 9), (9, 16))  # days from now in which goods may arrive
_OPTION_LIFE_S = 7 * _DAY_S
_FIRST_SHARE = (3, 5)  # of what is sent directly, the first fulfilment centre wants so much
_UNITS_MAX = 1_000_000


def create_or_update_inbound_plan(world: World, ask: Ask) -> dict[str, Any]:
    """A new plan, or another content of one no method was confirmed for; `idempotent_key` names a plan for good."""
    shop, asked = member(ask), ask.body
    key, plan_id = asked.get("idempotent_key") or "", asked.get("plan_id") or ""
    if not plan_id and key in shop.fbt.plans_by_key:
        return {"inbound_plan": {"plan_id": shop.fbt.plans_by_key[key]}}
    goods, cartons = contents(shop, asked.get("goods_items") or (), asked.get("cartons") or ())
    if plan_id:
        plan = _open_plan(shop, plan_id)
        plan.goods, plan.cartons, plan.asked_at = goods, cartons, {}
    else:
        plan = Plan(world.new_id("7451"), world.clock.now(), goods, cartons)
        shop.fbt.plans[plan.id] = plan
        if key:
            shop.fbt.plans_by_key[key] = plan.id
    return {"inbound_plan": {"plan_id": plan.id}}


def list_available_inbound_methods(world: World, ask: Ask) -> dict[str, Any]:
    """The ways in, when goods may arrive, and what each costs."""
    shop = member(ask)
    plan = _open_plan(shop, ask.body["plan_id"])
    windows = [dict(zip(("start_timestamp", "end_timestamp"), map(str, one), strict=True)) for one in _windows(world)]
    methods = []
    for method in (DIRECT, HUB):
        houses = [one for one in shop.fbt.houses.values() if (one.kind == "HUB") == (method == HUB)]
        row: dict[str, Any] = {
            "inbound_method": method,
            "available_time_window_list": windows,
            "warehouse_list": [{"warehouse_id": one.id, "warehouse_name": one.name} for one in houses],
        }
        methods.append(row | _fee(shop, plan, method))
    return {"available_inbound_method_list": methods}


def get_inbound_method_detail(world: World, ask: Ask) -> dict[str, Any]:
    """What goes where; Executing until the platform has worked it out (the switch `fbt_placement_s`)."""
    shop, method = member(ask), ask.body["inbound_method"]
    plan, now = _open_plan(shop, ask.body["plan_id"]), world.clock.now()
    start, end = _window(world, ask.body["estimate_arrival_time"])
    option = _option(plan, method, start, end)
    asked_at = plan.asked_at.setdefault(option, now)
    if now < asked_at + world.switches.fbt_placement_s:
        return {"info": [], "placement_task_status": "Executing"}
    shipments = [
        {
            "warehouse_id": house_id,
            "goods_items": _items(_sums(parts)),
            "cartons": [carton_view(one) for one in cartons],
            "shipment_options": [{"shipping_method": one} for one in ("SMALL_PARCEL", "FREIGHT")],
        }
        for house_id, parts, cartons in _allocated(shop, plan, method)
    ]
    info = {"allocation_shipments": shipments, "placement_option_id": option} | _fee(shop, plan, method)
    ends = str(asked_at + _OPTION_LIFE_S)
    return {"info": [info], "placement_task_status": "Succeed", "expiration_timestamp": ends}


def confirm_inbound_method(world: World, ask: Ask) -> dict[str, Any]:
    """The seller takes an allocation: an inbound order for each place the goods are sent to."""
    shop, method = member(ask), ask.body["inbound_method"]
    plan, option = _open_plan(shop, ask.body["plan_id"]), ask.body["placement_option_id"]
    start, end = _window(world, ask.body["estimate_arrival_time"])
    asked_at = plan.asked_at.get(option)
    if asked_at is None or option != _option(plan, method, start, end):
        raise Refused(INVALID, "placement_option_id is not one of this plan, method and time.")
    if not 0 <= world.clock.now() - asked_at - world.switches.fbt_placement_s <= _OPTION_LIFE_S:
        raise Refused(INVALID, "The placement option is not ready, or its time is over.")
    for house_id, parts, cartons in _allocated(shop, plan, method):
        made = inbound.begin(world, shop, plan, method=method, house_id=house_id, expected=start)
        inbound.plan_parts(world, shop, made, parts, cartons)
    fee = terms.hub_fee(shop.region, sum(plan.goods.values())) if method == HUB else 0
    if fee:
        note = Adjustment(world.new_id("3459"), "FBT_WAREHOUSE_SERVICE_FEE", -fee, world.clock.now())
        shop.purse.pending.append(note)
    return {"inbound_order_ids": plan.inbound_ids}


def contents(
    shop: Shop, items: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, int], list[Carton]]:
    """Units by goods, and the cartons they are in.

    Raises:
        Refused: nothing, unknown or refused goods, or cartons that hold something else than is named.
    """
    named, cartons = _counted(items), [_carton(row) for row in rows]
    packed: dict[str, int] = {}
    for one in cartons:
        for item in one.items:
            packed[item["goods_id"]] = packed.get(item["goods_id"], 0) + item["quantity"] * one.quantity
    if named and packed and named != packed:
        raise Refused(INVALID, "The cartons do not hold what goods_items name.")
    units = named or packed
    if not units or sum(units.values()) > _UNITS_MAX:
        raise Refused(INVALID, f"A plan holds 1 to {_UNITS_MAX} units.")
    for goods_id in units:
        goods = shop.fbt.goods.get(goods_id)
        if goods is None:
            raise Refused(INVALID, f"There are no goods {goods_id}.")
        if not may_come_in(goods):
            raise Refused(INVALID, f"Goods {goods_id} are dangerous and not approved yet.")
    return units, cartons


def carton_view(one: Carton) -> dict[str, Any]:
    """Equal cartons on the wire."""
    told: dict[str, Any] = {"carton_type": one.kind, "items": one.items, "quantity": one.quantity}
    return told | {"carton_nums": one.numbers, "box_measurements": one.measures}


def _counted(items: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    units: dict[str, int] = {}
    for item in items:
        if item["quantity"] < 1:
            raise Refused(INVALID, "quantity must be at least 1.")
        units[item["goods_id"]] = units.get(item["goods_id"], 0) + item["quantity"]
    return units


def _carton(row: Mapping[str, Any]) -> Carton:
    numbers = [str(one) for one in row.get("carton_nums") or ()]
    if not row["items"] or row["quantity"] < 1 or (numbers and len(numbers) != row["quantity"]):
        raise Refused(INVALID, "A carton holds something, and each has its number or none has.")
    if (row["carton_type"] == "SINGLE_SKU") != (len(_counted(row["items"])) == 1):
        raise Refused(INVALID, "A SINGLE_SKU carton holds one kind of goods, a MULTI_SKU one several.")
    items = [{name: value for name, value in item.items() if value is not None} for item in row["items"]]
    return Carton(row["carton_type"], items, row["quantity"], dict(row["box_measurements"]), numbers)


def _open_plan(shop: Shop, plan_id: str) -> Plan:
    plan = shop.fbt.plans.get(plan_id)
    if plan is None:
        raise Refused(INVALID, f"There is no inbound plan {plan_id}.")
    if plan.inbound_ids:
        raise Refused(INVALID, "A method was confirmed for this plan.")
    return plan


def _windows(world: World) -> list[tuple[int, int]]:
    midnight = world.clock.now() // _DAY_S * _DAY_S
    return [(midnight + first * _DAY_S, midnight + last * _DAY_S) for first, last in _WINDOWS]


def _window(world: World, asked: Mapping[str, Any]) -> tuple[int, int]:
    try:
        start, end = int(asked["start_timestamp"]), int(asked["end_timestamp"])
    except ValueError as wrong:
        raise Refused(INVALID, "estimate_arrival_time is in Unix seconds.") from wrong
    if not any(low <= start < end <= high for low, high in _windows(world)):
        raise Refused(INVALID, "estimate_arrival_time lies in none of the available windows.")
    return start, end


def _option(plan: Plan, method: str, start: int, end: int) -> str:
    what = f"{plan.id}:{method}:{start}:{end}:{sorted(plan.goods.items())}"
    return f"7460{int.from_bytes(hashlib.blake2b(what.encode(), digest_size=6).digest()) % 10**15:015d}"


def _fee(shop: Shop, plan: Plan, method: str) -> dict[str, Any]:
    profile = market(shop.region)
    if profile.currency not in terms.FEE_CURRENCIES:
        return {}
    amount = terms.hub_fee(shop.region, sum(plan.goods.values())) if method == HUB else 0
    return {"placement_fee_estimate": {"amount": profile.text(amount), "currency": profile.currency}}


Parts = dict[str, dict[str, int]]


def _allocated(shop: Shop, plan: Plan, method: str) -> list[tuple[str, Parts, list[Carton]]]:
    """(house the carrier goes to, house id -> goods that end up there, its cartons)."""
    centres = [one.id for one in shop.fbt.houses.values() if one.kind == "FC"]
    if method == HUB:
        hub = next(one.id for one in shop.fbt.houses.values() if one.kind == "HUB")
        halves = _halves(plan.goods)
        return [(hub, {house: half for house, half in zip(centres, halves, strict=True) if half}, plan.cartons)]
    if not plan.cartons:
        halves = _halves(plan.goods)
        return [(house, {house: half}, []) for house, half in zip(centres, halves, strict=True) if half]
    share = _FIRST_SHARE[0] * len(plan.cartons) // _FIRST_SHARE[1] or 1
    piles = (plan.cartons[:share], plan.cartons[share:])
    return [(house, {house: packed_in(pile)}, pile) for house, pile in zip(centres, piles, strict=True) if pile]


def packed_in(cartons: Sequence[Carton]) -> dict[str, int]:
    """Units by goods in some cartons."""
    units: dict[str, int] = {}
    for one in cartons:
        for item in one.items:
            units[item["goods_id"]] = units.get(item["goods_id"], 0) + item["quantity"] * one.quantity
    return units


def _halves(goods: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    part, whole = _FIRST_SHARE
    first = {goods_id: -(-units * part // whole) for goods_id, units in goods.items()}
    rest = {goods_id: units - first[goods_id] for goods_id, units in goods.items() if units > first[goods_id]}
    return first, rest


def _sums(parts: Parts) -> dict[str, int]:
    units: dict[str, int] = {}
    for half in parts.values():
        for goods_id, number in half.items():
            units[goods_id] = units.get(goods_id, 0) + number
    return units


def _items(units: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"goods_id": goods_id, "quantity": number} for goods_id, number in units.items()]


HANDLERS: dict[str, Handler] = {
    "fbt.create_or_update_inbound_plan": create_or_update_inbound_plan,
    "fbt.list_available_inbound_methods": list_available_inbound_methods,
    "fbt.get_inbound_method_detail": get_inbound_method_detail,
    "fbt.confirm_inbound_method": confirm_inbound_method,
}
