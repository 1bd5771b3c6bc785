"""Orders of other channels that are sent out of the platform's warehouses: made, sent by the clock, called off, tracked.

Each leaves in as few consign orders as it takes. PENDING -> HANDLE_BY_WAREHOUSE -> SHIPPED -> HANDOVER -> COMPLETED; CLOSED
before it is sent, LOST, DAMAGE, ABNORMAL or RETURNED after. Webhook 58 tells those it names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.errors import Conflict, InvalidRequest
from shoplatch.simulator.ask import Ask, Handler, Refused, Sent
from shoplatch.simulator.fbt import shelves, terms
from shoplatch.simulator.fbt.members import INVALID, member
from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.state.fbt import Consign, Goods, Held, McfOrder
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

MCF_STATUS = 58
_TOLD = ("SHIPPED", "HANDOVER", "CLOSED", "LOST", "DAMAGE", "COMPLETED", "ABNORMAL")
_NEXT = {
    "PENDING": ("HANDLE_BY_WAREHOUSE", "mcf_taken"),
    "HANDLE_BY_WAREHOUSE": ("SHIPPED", "mcf_sent"),
    "SHIPPED": ("HANDOVER", "mcf_handover"),
    "HANDOVER": ("COMPLETED", "mcf_delivered"),
}
_OPEN = ("PENDING", "HANDLE_BY_WAREHOUSE")
MISHAPS = {
    "LOST": "The carrier lost the parcel",
    "DAMAGE": "The parcel was damaged on its way",
    "ABNORMAL": "The address cannot be reached",
    "RETURNED": "The parcel came back",
}


def create_fbt_mcf_order(world: World, ask: Ask) -> dict[str, Any]:
    """Reserve and send; an `external_order_id` names one order for good (the switch `mcf_external_id_repeated`)."""
    shop, asked = _taking(ask), Sent(ask.body)
    external_id = asked["external_order_id"]
    known = shop.fbt.mcf_by_external_id.get(external_id)
    if known is not None:
        if world.switches.mcf_external_id_repeated == "refuse":
            raise Refused(INVALID, f"external_order_id {external_id} is known already.")
        return {"mcf_order": _short(shop.fbt.mcf_orders[known])}
    consignee = _checked(shop, asked)
    portions = _portions(shop, asked["goods"])
    order = McfOrder(world.new_id("7136"), external_id, world.clock.now(), consignee, [])
    shop.fbt.mcf_orders[order.id] = order
    shop.fbt.mcf_by_external_id[external_id] = order.id
    for house_id, goods in portions.items():
        one = Consign(f"OBF{world.new_id('7137')}", house_id, goods)
        order.consigns.append(one)
        _move(world, shop, one, available=-1, reserved=1)
        _schedule(world, shop, order, one)
    return {"mcf_order": _short(order)}


def get_fbt_mcf_order_status(_world: World, ask: Ask) -> dict[str, Any]:
    """One order with its consign orders."""
    return {"mcf_order": _view(_order(ask.own_shop, ask.query["mcf_order_id"]))}


def cancel_fbt_mcf_order(world: World, ask: Ask) -> dict[str, Any]:
    """Call off the consign orders named, or all; what was sent cannot be called off, and then nothing is."""
    shop = member(ask)
    order = _order(shop, ask.body["mcf_order_id"])
    ids = [row["id"] for row in ask.body.get("consign_orders") or ()]
    chosen = [one for one in order.consigns if not ids or one.id in ids]
    if not chosen or len(chosen) < len(set(ids)):
        raise Refused(INVALID, "There is no such consign order in this order.")
    late = next((one for one in chosen if one.status not in _OPEN), None)
    if late is not None:
        raise Refused(INVALID, f"Consign order {late.id} is {late.status} and cannot be cancelled.")
    for one in chosen:
        _move(world, shop, one, available=1, reserved=-1)
        _turn(world, shop, order, one, "CLOSED")
    rows = [{"id": one.id, "status": "cancelled"} for one in chosen]
    told = {"mcf_order_id": order.id, "external_order_id": order.external_id, "consign_orders": rows}
    return {"mcf_order": told}


def query_goods_inventory_for_mcf(_world: World, ask: Ask) -> dict[str, Any]:
    """How many units of some goods can be sent to other channels."""
    shop, rows = ask.own_shop, []
    for row in ask.body["goods"]:
        goods = shop.fbt.goods.get(row["goods_id"])
        if goods is not None:
            rows.append({"goods_id": goods.id, "available_qty": sum(held.available for held in goods.held.values())})
    return {"goods_inventory_list": rows}


def move_on(world: World, payload: Mapping[str, Any]) -> None:
    """Due: the next step of a consign order, unless something else came of it."""
    shop = world.shops[payload["shop"]]
    order = shop.fbt.mcf_orders.get(payload["order"])
    one = next((one for one in order.consigns if one.id == payload["consign"]), None) if order else None
    if order is None or one is None or one.status != payload["was"]:
        return
    after, _ = _NEXT[one.status]
    if after == "SHIPPED":
        carrier = network(shop.region).carriers[0]
        one.provider_id, one.provider_name = carrier.id, carrier.name
        one.tracking_number = carrier.tracking_number(world.chance)
        one.left = True
        _move(world, shop, one, reserved=-1)
    _turn(world, shop, order, one, after)


def befall(world: World, shop: Shop, order_id: str, kind: str) -> McfOrder:
    """Something happens to what is on its way, or the platform closes what is not.

    Raises:
        InvalidRequest: no such mishap or order.
        Conflict: nothing of it is in a state for that.
    """
    order = shop.fbt.mcf_orders.get(order_id)
    if order is None or kind not in (*MISHAPS, "CLOSED"):
        raise InvalidRequest(
            f"There is no order {order_id} or no mishap {kind}", next_step=f"Mishaps: {', '.join(MISHAPS)}."
        )
    states = _OPEN if kind == "CLOSED" else ("SHIPPED", "HANDOVER")
    struck = [one for one in order.consigns if one.status in states]
    if not struck:
        raise Conflict(f"Nothing of order {order_id} can be {kind}", shop=shop.id)
    for one in struck:
        if kind == "CLOSED":
            one.closed_by_platform, one.issue = True, "Lack of inventory"
            _move(world, shop, one, available=1, reserved=-1)
        else:
            one.issue = MISHAPS[kind]
        if kind == "RETURNED":
            _come_back(world, shop, one)
        _turn(world, shop, order, one, kind)
    return order


def _taking(ask: Ask) -> Shop:
    shop = member(ask)
    if not shop.fbt.mcf:
        raise Refused(INVALID, "The shop has not joined multi-channel fulfilment.")
    return shop


def _order(shop: Shop, order_id: str) -> McfOrder:
    order = shop.fbt.mcf_orders.get(order_id)
    if order is None:
        raise Refused(INVALID, f"There is no multi-channel order {order_id}.")
    return order


def _checked(shop: Shop, asked: Mapping[str, Any]) -> dict[str, Any]:
    consignee = asked["consignee"]
    address = consignee["address"]
    if not asked["external_order_id"] or not all(consignee[name] for name in ("name", "phone_number", "email")):
        raise Refused(INVALID, "external_order_id, and the consignee's name, phone_number and email, are needed.")
    if not all(address[name] for name in ("address_line_1", "city", "state_or_region")):
        raise Refused(INVALID, "address_line_1, city and state_or_region are needed.")
    if address["country_code"] != shop.region:
        raise Refused(INVALID, f"Warehouses in {shop.region} do not send to {address['country_code']}.")
    return dict(consignee)


def _portions(shop: Shop, rows: Any) -> dict[str, dict[str, int]]:
    """House id -> goods id -> units: from one house if one has everything, else each goods from where most of it lies."""
    wanted: dict[str, int] = {}
    for row in rows:
        if row["id"] not in shop.fbt.goods or row["quantity"] < 1:
            raise Refused(INVALID, f"There are no goods {row['id']}, or none of them are wanted.")
        wanted[row["id"]] = wanted.get(row["id"], 0) + row["quantity"]
    if not wanted:
        raise Refused(INVALID, "An order holds something.")
    for house_id in shop.fbt.houses:
        if all(_free(shop.fbt.goods[goods_id], house_id) >= units for goods_id, units in wanted.items()):
            return {house_id: wanted}
    portions: dict[str, dict[str, int]] = {}
    for goods_id, units in wanted.items():
        goods, left = shop.fbt.goods[goods_id], units
        for house_id in sorted(goods.held, key=lambda one: -_free(goods, one)):
            part = min(left, _free(goods, house_id))
            if part:
                portions.setdefault(house_id, {})[goods_id] = part
                left -= part
        if left:
            raise Refused(INVALID, f"Lack of inventory: {units} units of goods {goods_id} are not there.")
    return portions


def _free(goods: Goods, house_id: str) -> int:
    return goods.held.get(house_id, Held()).available


def _move(world: World, shop: Shop, one: Consign, *, available: int = 0, reserved: int = 0) -> None:
    """Each unit of it, so many times into the buckets."""
    for goods_id, units in one.goods.items():
        shelves.move(
            world,
            shop,
            shop.fbt.goods[goods_id],
            one.house_id,
            (one.id, shelves.CONSIGN),
            available=available * units,
            reserved=reserved * units,
        )


def _come_back(world: World, shop: Shop, one: Consign) -> None:
    for goods_id, units in one.goods.items():
        goods = shop.fbt.goods[goods_id]
        shelves.move(world, shop, goods, one.house_id, (one.id, "FAILED_DELIVERY"), available=units)


def _turn(world: World, shop: Shop, order: McfOrder, one: Consign, status: str) -> None:
    one.status = status
    _schedule(world, shop, order, one)
    if status in _TOLD:
        told = _view(order, bare=True)
        for row in told["consign_orders"]:
            row["is_platform_closed"] = str(row["is_platform_closed"]).lower()
            row["tracking_number"] = row["tracking_number"] or None
        told["consign_orders"] = [row for row in told["consign_orders"] if row["id"] == one.id]
        world.tell(MCF_STATUS, shop, {"mcf_order": told})


def _schedule(world: World, shop: Shop, order: McfOrder, one: Consign) -> None:
    following = _NEXT.get(one.status)
    if following is not None:
        payload = {"shop": shop.id, "order": order.id, "consign": one.id, "was": one.status}
        world.clock.after(terms.seconds(following[1]), "fbt.mcf", **payload)


def _short(order: McfOrder) -> dict[str, Any]:
    return {"mcf_order_id": order.id, "external_order_id": order.external_id, "create_time": order.create_time}


def _view(order: McfOrder, *, bare: bool = False) -> dict[str, Any]:
    rows = []
    for one in order.consigns:
        row: dict[str, Any] = {
            "id": one.id,
            "status": one.status,
            "goods": [{"id": goods_id, "quantity": units} for goods_id, units in one.goods.items()],
            "is_platform_closed": one.closed_by_platform,
            "issue": one.issue,
            "tracking_number": one.tracking_number,
            "shipping_provider": {"id": one.provider_id, "name": one.provider_name},
        }
        rows.append(row if bare else row | {"carrier": one.provider_name})
    return _short(order) | {"consign_orders": rows}


HANDLERS: dict[str, Handler] = {
    "fbt.create_fbt_mcf_order": create_fbt_mcf_order,
    "fbt.get_fbt_mcf_order_status": get_fbt_mcf_order_status,
    "fbt.cancel_fbt_mcf_order": cancel_fbt_mcf_order,
    "fbt.query_goods_inventory_for_mcf": query_goods_inventory_for_mcf,
}
