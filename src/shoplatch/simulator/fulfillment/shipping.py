"""The operations that ship: one way per market and shipping type (platform.md section 13)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shoplatch.catalog.reader import error
from shoplatch.simulator.ask import Ask, Handler, Refused
from shoplatch.simulator.fit import fit
from shoplatch.simulator.fulfillment import rules
from shoplatch.simulator.fulfillment.handover import DIMENSION, WEIGHT, checked_slot
from shoplatch.simulator.fulfillment.invoices import check_invoice
from shoplatch.simulator.logistics.providers import Carrier, network
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders import cancel_requests, parcels
from shoplatch.simulator.orders.parcels import Shipment
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order, Package
from shoplatch.simulator.state.world import World

_SERVICE_DAYS = (2, 5)
SHARED_MAX = 20  # orders in one parcel
LABEL_PRICE = {"USD": "5.12"}


def ship_package(world: World, ask: Ask) -> dict[str, Any]:
    """Arrange a package that exists since payment: hand-over to the platform's carrier, or the seller's own."""
    _ship(world, ask.own_shop, rules.package_of(ask.own_shop, ask.path["package_id"]), ask.body)
    return {}


def batch_ship_packages(world: World, ask: Ask) -> dict[str, Any]:
    """Arrange many packages; those that fail are named."""
    shop, errors = ask.own_shop, []
    for row in ask.body["packages"]:
        try:
            _ship(world, shop, rules.package_of(shop, row["id"]), row)
        except Refused as refused:
            fact = error(refused.code)
            text = refused.message or (fact.when if fact else "")
            errors.append({"code": refused.code, "message": text, "detail": {"package_id": row["id"]}})
    return {"errors": errors} if errors else {}


def mark_package_as_shipped(world: World, ask: Ask) -> dict[str, Any]:
    """The seller ships with an own carrier: tracking number and line items make a package (202309 and 202610)."""
    shop, body = ask.own_shop, ask.body
    order = rules.order_of(shop, ask.path["order_id"])
    rules.check_way(shop, order.shipping_type, "mark_package_as_shipped")
    rules.check_waiting(order)
    carrier_id, number = _given_tracking(body)
    carrier = rules.checked_carrier(shop, carrier_id, number)
    named = body.get("order_line_item_ids") or [row["order_line_id"] for row in body.get("order_line_list") or ()]
    lines = rules.lines_of(order, named)
    cancel_requests.before_shipping(world, shop, order)
    package = _same_parcel(shop, order, carrier, number)
    if package is None:
        package = parcels.arrange(world, shop, order, lines, Shipment(carrier, number))
    else:
        parcels.join(world, shop, package, order, lines)
    inside = {line.id for line in order.lines}
    answer: dict[str, Any] = {
        "order_id": order.id,
        "package_id": package.id,
        "order_line_item_ids": [one for one in package.line_ids if one in inside],
    }
    if not number.startswith(carrier.prefix):
        answer["warning"] = {"message": f"The tracking number does not look like one of {carrier.name}"}
    return answer


def _same_parcel(shop: Shop, order: Order, carrier: Carrier, number: str) -> Package | None:
    """The arranged parcel of the same recipient with this number: up to 20 orders share one (section 13)."""
    for package in shop.packages.live():
        if (package.tracking_number, package.provider_id, package.status) != (number, carrier.id, "PROCESSING"):
            continue
        others = [shop.orders[order_id] for order_id in package.order_ids]
        same = all(one.buyer.id == order.buyer.id and one.address == order.address for one in others)
        if same and order not in others and len(others) < SHARED_MAX:
            return package
    return None


def create_packages(world: World, ask: Ask) -> dict[str, Any]:
    """Buy a label from the platform (US): for an order, part of one, or, in 202512, several of one buyer."""
    shop, body = ask.own_shop, ask.body
    orders, named = _label_orders(shop, body)
    for order in orders:
        rules.check_way(shop, order.shipping_type, "create_packages")
        rules.check_waiting(order)
    carrier = _service_carrier(shop, body.get("shipping_service_id", ""))
    shipment = Shipment(carrier, carrier.tracking_number(world.chance))
    package = _label(world, shop, orders, named, shipment)
    package.weight = dict(body.get("weight") or WEIGHT)
    package.dimension = dict(body.get("dimension") or DIMENSION)
    package.shipping_service_id = _service_id(carrier)
    answer = {
        "package_id": package.id,
        "order_id": orders[0].id,
        "order_line_item_ids": list(package.line_ids),
        "create_time": package.create_time,
        "dimension": package.dimension,
        "weight": package.weight,
        "shipping_service_info": _service(shop, carrier),
    }
    return fit(ask.operation, answer)


def get_eligible_shipping_services(_world: World, ask: Ask) -> dict[str, Any]:
    """The label services of the platform an order could take (US)."""
    shop = ask.own_shop
    order = rules.order_of(shop, ask.path["order_id"])
    rules.check_way(shop, order.shipping_type, "create_packages")
    body = ask.body
    answer = {
        "order_id": order.id,
        "order_line_id": body.get("order_line_item_ids") or [line.id for line in parcels.open_lines(order)],
        "dimension": body.get("dimension") or DIMENSION,
        "weight": body.get("weight") or WEIGHT,
        "shipping_services": [
            {**_service(shop, carrier), "is_default": at == 0} for at, carrier in enumerate(network(shop.region).carriers)
        ],
    }
    return fit(ask.operation, answer)


def update_order_shipping_info(world: World, ask: Ask) -> dict[str, Any]:
    """Correct the tracking number of a seller-shipped order: once, and in time (21011049 to 21011052)."""
    shop = ask.own_shop
    order = rules.order_of(shop, ask.path["order_id"])
    sent = [shop.packages[package_id] for package_id in order.package_ids if shop.packages[package_id].shipped_time]
    if not sent:
        raise Refused(rules.NOT_SHIPPED_YET)
    _correct(world, shop, sent[-1], *_given_tracking(ask.body))
    return {}


def update_package_shipping_info(world: World, ask: Ask) -> dict[str, Any]:
    """Correct the tracking number of a seller-shipped package: once, and in time (202309 and 202610)."""
    shop = ask.own_shop
    _correct(world, shop, rules.package_of(shop, ask.path["package_id"]), *_given_tracking(ask.body))
    return {}


def _ship(world: World, shop: Shop, package: Package, body: Mapping[str, Any]) -> None:
    rules.check_way(shop, package.shipping_type, "ship_package")
    rules.check_package_waiting(shop, package)
    if rules.must_split(world, shop, [line for _, lines in parcels.lines_of(shop, package) for line in lines]):
        raise Refused(rules.TOO_MANY_UNITS)
    check_invoice(shop, package)
    slot = checked_slot(world, body)
    own = body.get("self_shipment")
    if package.shipping_type == "SELLER":
        if not own:
            raise Refused(rules.INVALID_PARAMETERS, "self_shipment is needed where the seller ships")
        carrier = rules.checked_carrier(shop, own["shipping_provider_id"], own["tracking_number"])
        shipment = Shipment(carrier, own["tracking_number"])
    else:
        picked = parcels.chosen_shipment(world, shop)
        shipment = Shipment(picked.carrier, picked.tracking_number, body.get("handover_method") or "DROP_OFF")
    package.pickup_start, package.pickup_end = slot
    for order_id in package.order_ids:
        cancel_requests.before_shipping(world, shop, shop.orders[order_id])
    parcels.arrange_package(world, shop, package, shipment)


def _given_tracking(body: Mapping[str, Any]) -> tuple[str, str]:
    rows: Sequence[Mapping[str, Any]] = body.get("shipping_info_list") or ()
    given = rows[0] if rows else body
    carrier_id, number = given.get("shipping_provider_id") or "", given.get("tracking_number") or ""
    if not carrier_id or not number:
        raise Refused(rules.INVALID_PARAMETERS, "tracking_number and shipping_provider_id are needed")
    return carrier_id, number


def _correct(world: World, shop: Shop, package: Package, carrier_id: str, number: str) -> None:
    window = market(shop.region).rules.tracking_correction_window_s
    if package.shipping_type == "TIKTOK":
        raise Refused(rules.WRONG_UPDATE_CALL)
    if package.status == "COMPLETED":
        raise Refused(rules.ALREADY_DELIVERED)
    if package.status not in ("PROCESSING", "FULFILLING"):
        raise Refused(rules.NOT_SHIPPED_YET)
    orders = [order for order, _ in parcels.lines_of(shop, package)]
    if any(order.tracking_corrections for order in orders):
        raise Refused(rules.CORRECTION_ONCE)
    if window is not None and world.clock.now() > package.shipped_time + window:
        raise Refused(rules.CORRECTION_LATE)
    carrier = rules.checked_carrier(shop, carrier_id, number)
    parcels.correct(world, shop, package, Shipment(carrier, number))


def _label_orders(shop: Shop, body: Mapping[str, Any]) -> tuple[list[Order], list[str]]:
    several: list[str] = body.get("order_list_ids") or []
    if str(body.get("ship_type", "")) == "3":
        if not several:
            raise Refused(rules.INVALID_PARAMETERS, "ship_type 3 needs order_list_ids")
        orders = [rules.order_of(shop, order_id) for order_id in dict.fromkeys(several)]
        if len({order.buyer.id for order in orders}) > 1:
            raise Refused(rules.INVALID_PARAMETERS, "Orders of one parcel must have one buyer")
        return orders, []
    order = rules.order_of(shop, body.get("order_id") or "")
    named = body.get("order_line_item_ids") or [row.get("order_line_id") or "" for row in body.get("order_line_item") or ()]
    if str(body.get("ship_type", "")) == "2" and not named:
        raise Refused(21011048)
    return [order], named


def _label(world: World, shop: Shop, orders: Sequence[Order], named: Sequence[str], shipment: Shipment) -> Package:
    lines = rules.lines_of(orders[0], named)
    for order in orders:
        cancel_requests.before_shipping(world, shop, order)
    if len(orders) == 1:
        return parcels.arrange(world, shop, orders[0], lines, shipment)
    return parcels.arrange_together(world, shop, orders, shipment)


def _service_id(carrier: Carrier) -> str:
    return f"28{carrier.id[2:]}"


def _service(shop: Shop, carrier: Carrier) -> dict[str, Any]:
    currency = market(shop.region).currency
    return {
        "id": _service_id(carrier),
        "name": f"{carrier.name} Ground",
        "price": LABEL_PRICE.get(currency, "4.20"),
        "currency": currency,
        "earliest_delivery_days": _SERVICE_DAYS[0],
        "latest_delivery_days": _SERVICE_DAYS[1],
        "shipping_provider_id": carrier.id,
        "shipping_provider_name": carrier.name,
    }


def _service_carrier(shop: Shop, service_id: str) -> Carrier:
    carriers = network(shop.region).carriers
    if not service_id:
        return carriers[0]
    found = next((carrier for carrier in carriers if _service_id(carrier) == service_id), None)
    if found is None:
        raise Refused(21004008)
    return found


HANDLERS: dict[str, Handler] = {
    "fulfillment.ship_package": ship_package,
    "fulfillment.batch_ship_packages": batch_ship_packages,
    "fulfillment.mark_package_as_shipped": mark_package_as_shipped,
    "fulfillment.create_packages": create_packages,
    "fulfillment.get_eligible_shipping_services": get_eligible_shipping_services,
    "fulfillment.update_order_shipping_info": update_order_shipping_info,
    "fulfillment.update_package_shipping_info": update_package_shipping_info,
}
