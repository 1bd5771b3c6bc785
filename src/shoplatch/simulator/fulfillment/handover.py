"""Handing parcels to the carrier: when it could come, and labels by schedule instead of by service (section 13)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fulfillment import rules
from shoplatch.simulator.orders import cancel_requests, parcels
from shoplatch.simulator.orders.parcels import Shipment
from shoplatch.simulator.state.sales import Package
from shoplatch.simulator.state.world import World

OUTSIDE_SLOT, SLOT_MISSING = 21011053, 21011054
_DAY_S, _HOUR_S = 86_400, 3_600
_DROP_OFF_POINTS = "https://example.com/drop-off-points"
WEIGHT, DIMENSION = {"value": "250", "unit": "GRAM"}, {"length": "18", "width": "12", "height": "6", "unit": "CM"}


def get_package_handover_time_slots(world: World, ask: Ask) -> dict[str, Any]:
    """When the carrier could come for a package that exists since payment."""
    package = rules.package_of(ask.own_shop, ask.path["package_id"])
    rules.check_way(ask.own_shop, package.shipping_type, "ship_package")
    return _slots(world)


def get_handover_timeslots(world: World, ask: Ask) -> dict[str, Any]:
    """When the carrier could come for an order without a package (US)."""
    shop = ask.own_shop
    order = rules.order_of(shop, ask.path["order_id"])
    rules.check_way(shop, order.shipping_type, "create_packages")
    rules.check_waiting(order)
    rules.lines_of(order, ask.list_of("order_line_item_ids"))
    return _slots(world)


def schedule_package_handover(world: World, ask: Ask) -> dict[str, Any]:
    """A label of the platform's own choice, with the way of handover instead of a service (US)."""
    shop, body = ask.own_shop, ask.body
    order = rules.order_of(shop, body.get("order_id") or "")
    rules.check_way(shop, order.shipping_type, "create_packages")
    rules.check_waiting(order)
    lines = rules.lines_of(order, body.get("order_line_item_ids") or ())
    method = body.get("handover_method") or "DROP_OFF"
    if method == "PICKUP" and not body.get("pickup_slot"):
        raise Refused(SLOT_MISSING)
    start, end = checked_slot(world, body)
    cancel_requests.before_shipping(world, shop, order)
    picked = parcels.chosen_shipment(world, shop)
    package = parcels.arrange(world, shop, order, lines, Shipment(picked.carrier, picked.tracking_number, method))
    package.pickup_start, package.pickup_end = start, end
    package.weight, package.dimension = dict(WEIGHT), dict(DIMENSION)
    return _scheduled(order.id, package)


def checked_slot(world: World, body: Mapping[str, Any]) -> tuple[int, int]:
    """The pickup slot that was asked for; zeros without one.

    Raises:
        Refused: it is not one of those offered.
    """
    slot = body.get("pickup_slot") or {}
    wanted = slot.get("start_time") or 0, slot.get("end_time") or 0
    if any(wanted) and wanted not in _offered(world):
        raise Refused(OUTSIDE_SLOT)
    return wanted


def check_tiktok_shipping_and_collection(_world: World, ask: Ask) -> dict[str, Any]:
    """Whether a tracking number is one of a parcel that TikTok ships or collects."""
    number = ask.query["tracking_number"]
    ours = [one for one in ask.own_shop.packages.live() if one.tracking_number == number and one.shipping_type == "TIKTOK"]
    collected = any(package.handover_method == "PICKUP" for package in ours)
    return {"is_tiktok_shipping": bool(ours), "is_tiktok_collection": collected}


def _offered(world: World) -> list[tuple[int, int]]:
    """Mornings and afternoons of the next two days."""
    day = world.clock.now() // _DAY_S * _DAY_S
    starts = [day + days * _DAY_S + hour * _HOUR_S for days in (1, 2) for hour in (9, 13)]
    return [(start, start + 4 * _HOUR_S) for start in starts]


def _slots(world: World) -> dict[str, Any]:
    slots = [{"start_time": start, "end_time": end, "avaliable": True} for start, end in _offered(world)]
    return {
        "can_drop_off": True,
        "can_pickup": True,
        "can_van_collection": False,
        "drop_off_point_url": _DROP_OFF_POINTS,
        "pickup_slots": slots,
    }


def _scheduled(order_id: str, package: Package) -> dict[str, Any]:
    return {
        "package_id": package.id,
        "order_id": order_id,
        "order_line_item_ids": list(package.line_ids),
        "handover_method": package.handover_method,
        "shipping_provider_id": package.provider_id,
        "shipping_provider_name": package.provider_name,
        "tracking_number": package.tracking_number,
        "dimension": package.dimension,
        "weight": package.weight,
        "create_time": package.create_time,
        "update_time": package.update_time,
    }


HANDLERS: dict[str, Handler] = {
    "fulfillment.get_package_handover_time_slots": get_package_handover_time_slots,
    "fulfillment.get_handover_timeslots": get_handover_timeslots,
    "fulfillment.schedule_package_handover": schedule_package_handover,
    "fulfillment.check_tiktok_shipping_and_collection_by_tiktok_coverage": check_tiktok_shipping_and_collection,
}
