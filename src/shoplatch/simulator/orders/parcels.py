"""Parcels on their way: arranged, collected, delivered, split, combined (platform.md sections 8.2 and 13).

These are the deeds; which call may ask for which of them in which market is decided in `fulfillment`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shoplatch.errors import Conflict
from shoplatch.simulator.logistics.providers import Carrier, network
from shoplatch.simulator.orders import moves
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Line, Order, Package, TrackingEvent
from shoplatch.simulator.state.world import World

HOUR_S = 3_600
_LINE_STATUS = {"PROCESSING": "AWAITING_COLLECTION", "FULFILLING": "IN_TRANSIT", "COMPLETED": "DELIVERED"}


@dataclass(frozen=True, slots=True)
class Shipment:
    """How a parcel is sent."""

    carrier: Carrier
    tracking_number: str
    handover_method: str = "DROP_OFF"


def open_lines(order: Order) -> list[Line]:
    """The lines that wait for shipping."""
    return [line for line in order.lines if line.status == "AWAITING_SHIPMENT"]


def chosen_shipment(world: World, shop: Shop) -> Shipment:
    """A carrier the platform picks, with a number of its own."""
    carrier = world.chance.choice(network(shop.region).carriers)
    return Shipment(carrier, carrier.tracking_number(world.chance))


def arrange(world: World, shop: Shop, order: Order, lines: Sequence[Line], shipment: Shipment) -> Package:
    """Some or all waiting lines of an order become an arranged parcel; the first part of a split order rings webhook 4."""
    waiting = open_lines(order)
    package = next((shop.packages[line.package_id] for line in lines if line.package_id), None)
    if package is None:
        package = _new(world, shop, order, lines)
    elif {line.id for line in lines} != set(package.line_ids):
        package = _take_out(world, shop, order, package, lines)
    if len(lines) < len(waiting) and order.split_or_combine != "SPLIT":
        order.split_or_combine = package.tag = "SPLIT"
    _go(world, shop, package, "PROCESSING", shipment)
    if order.split_or_combine == "SPLIT":
        tell_packages(world, shop, "SPLIT", [shop.packages[package_id] for package_id in order.package_ids])
    return package


def arrange_package(world: World, shop: Shop, package: Package, shipment: Shipment) -> Package:
    """A parcel that exists since payment is arranged, with all orders in it."""
    _go(world, shop, package, "PROCESSING", shipment)
    return package


def arrange_together(world: World, shop: Shop, orders: Sequence[Order], shipment: Shipment) -> Package:
    """Everything that waits in several orders of one buyer becomes one arranged parcel (US labels)."""
    package = _new(world, shop, orders[0], open_lines(orders[0]))
    for order in orders[1:]:
        lines = open_lines(order)
        package.order_ids.append(order.id)
        package.line_ids.extend(line.id for line in lines)
        order.package_ids.append(package.id)
        for line in lines:
            line.package_id = package.id
    package.tag = "COMBINE"
    for order in orders:
        order.split_or_combine = "COMBINED"
    _go(world, shop, package, "PROCESSING", shipment)
    tell_packages(world, shop, "COMBINE", [package])
    return package


def join(world: World, shop: Shop, package: Package, order: Order, lines: Sequence[Line]) -> None:
    """Units of one more order travel in a parcel that is arranged already: same carrier, same number, same recipient."""
    taken = {line.id for line in lines}
    for old_id in dict.fromkeys(line.package_id for line in lines if line.package_id):
        old = shop.packages[old_id]
        old.line_ids = [line_id for line_id in old.line_ids if line_id not in taken]
        if old.line_ids:
            move_package(world, shop, old)
        else:
            shop.packages.remove(old)
            order.package_ids.remove(old_id)
    package.order_ids.append(order.id)
    package.line_ids.extend(line.id for line in lines)
    order.package_ids.append(package.id)
    package.tag = "COMBINE"
    move_package(world, shop, package)
    if world.switches.stock_leaves_at == "arrangement":
        moves.ship_stock(world, shop, order, lines)
    for line in lines:
        line.package_id, line.package_status, line.status = package.id, package.status, _LINE_STATUS[package.status]
        line.rts_time = line.rts_time or world.clock.now()
    for each, _ in lines_of(shop, package):
        each.split_or_combine = "COMBINED"
        moves.touch(world, shop, each)
    moves.settle(world, shop, order)
    tell_packages(world, shop, "COMBINE", [package])


def correct(world: World, shop: Shop, package: Package, shipment: Shipment) -> None:
    """Another carrier or tracking number for what is on its way."""
    package.provider_id, package.provider_name = shipment.carrier.id, shipment.carrier.name
    package.tracking_number = shipment.tracking_number
    package.corrections += 1
    move_package(world, shop, package)
    for order, _ in lines_of(shop, package):
        order.tracking_corrections += 1
        moves.touch(world, shop, order)


def collect(world: World, shop: Shop, package: Package) -> None:
    """The carrier has it."""
    _expect(package, "PROCESSING")
    _log(world, package, "Your package was picked up by the carrier.", 3)
    _go(world, shop, package, "FULFILLING", None)


def deliver(world: World, shop: Shop, package: Package) -> None:
    """The buyer has it."""
    _expect(package, "FULFILLING")
    _log(world, package, "Your package was delivered!", 7)
    _go(world, shop, package, "COMPLETED", None)


def tell_packages(world: World, shop: Shop, kind: str, packages: Sequence[Package], *, role: str = "ROLE_SELLER") -> None:
    """Webhook 4: the packages after the operation."""
    rows = [{"package_id": package.id, "order_id_list": list(package.order_ids)} for package in packages]
    data = {"sc_type": kind, "role_type": role, "package_list": rows, "update_time": world.clock.now()}
    world.tell(moves.PACKAGE_UPDATE, shop, data)


def move_package(world: World, shop: Shop, package: Package, status: str | None = None) -> None:
    """The package changed now, perhaps into another status."""
    now = world.clock.now()
    if now > package.update_time:
        shop.packages.move(package, "update_time", now)
    if status is not None:
        shop.packages.turn(package, status)


def lines_of(shop: Shop, package: Package) -> list[tuple[Order, list[Line]]]:
    """The orders of a package with their lines in it, cancelled ones left out."""
    inside = set(package.line_ids)
    found = []
    for order_id in package.order_ids:
        order = shop.orders[order_id]
        found.append((order, [line for line in order.lines if line.id in inside and line.status != "CANCELLED"]))
    return found


def split(world: World, shop: Shop, order: Order, groups: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[str, Package]]:
    """Cut the waiting package of an order into several, one per (group id, line ids)."""
    old = shop.packages[order.package_ids[0]]
    by_id = {line.id: line for line in open_lines(order)}
    made: list[tuple[str, Package]] = []
    for group_id, line_ids in groups:
        package = _take_out(world, shop, order, old, [by_id[line_id] for line_id in line_ids])
        package.tag = "SPLIT"
        made.append((group_id, package))
    order.split_or_combine = "SPLIT"
    moves.touch(world, shop, order)
    tell_packages(world, shop, "SPLIT", [package for _, package in made])
    return made


def combine(world: World, shop: Shop, packages: Sequence[Package]) -> Package:
    """Put waiting packages of one recipient into the first of them."""
    first, rest = packages[0], packages[1:]
    for package in rest:
        for order, lines in lines_of(shop, package):
            first.order_ids.append(order.id)
            first.line_ids.extend(line.id for line in lines)
            order.package_ids = [first.id if package_id == package.id else package_id for package_id in order.package_ids]
            for line in lines:
                line.package_id = first.id
        shop.packages.remove(package)
    first.tag = "COMBINE"
    move_package(world, shop, first)
    for order, _ in lines_of(shop, first):
        order.split_or_combine = "COMBINED"
        moves.touch(world, shop, order)
    tell_packages(world, shop, "COMBINE", [first])
    return first


def uncombine(world: World, shop: Shop, package: Package, order_ids: Sequence[str]) -> list[Package]:
    """Take orders out of a combined package, each into a package of its own."""
    made = []
    for order, lines in lines_of(shop, package):
        if order.id in order_ids and len(package.order_ids) > 1:
            order.split_or_combine = ""
            made.append(_take_out(world, shop, order, package, lines))
            package.order_ids.remove(order.id)
            order.package_ids.remove(package.id)
            moves.touch(world, shop, order)
    if len(package.order_ids) == 1:
        package.tag = "DEFAULT"
        shop.orders[package.order_ids[0]].split_or_combine = ""
    tell_packages(world, shop, "CANCEL_COMBINE", [package, *made])
    return [package, *made]


def _new(world: World, shop: Shop, order: Order, lines: Sequence[Line]) -> Package:
    now = world.clock.now()
    package = Package(
        id=world.new_id("1153"),
        status="TO_FULFILL",
        order_ids=[order.id],
        line_ids=[line.id for line in lines],
        create_time=now,
        update_time=now,
        order_pay_time=order.paid_time,
        shipping_type=order.shipping_type,
        warehouse_id=order.warehouse_id,
    )
    shop.packages.add(package)
    order.package_ids.append(package.id)
    for line in lines:
        line.package_id = package.id
    if order.split_or_combine == "SPLIT":
        package.tag = "SPLIT"
    return package


def _take_out(world: World, shop: Shop, order: Order, package: Package, lines: Sequence[Line]) -> Package:
    taken = {line.id for line in lines}
    if taken == set(package.line_ids):
        return package
    package.line_ids = [line_id for line_id in package.line_ids if line_id not in taken]
    move_package(world, shop, package)
    return _new(world, shop, order, lines)


def _go(world: World, shop: Shop, package: Package, status: str, shipment: Shipment | None) -> None:
    now = world.clock.now()
    if shipment is not None:
        package.provider_id, package.provider_name = shipment.carrier.id, shipment.carrier.name
        package.tracking_number, package.handover_method = shipment.tracking_number, shipment.handover_method
        package.shipped_time = now
        _log(world, package, "The seller is preparing your package.", 1)
    move_package(world, shop, package, status)
    for each, lines in lines_of(shop, package):
        if shipment is None or world.switches.stock_leaves_at == "arrangement":
            moves.ship_stock(world, shop, each, lines)
        for line in lines:
            line.package_status = status
            if line.status != "COMPLETED":  # else it was refunded before it arrived
                line.status = _LINE_STATUS[status]
            line.rts_time = line.rts_time or now
        moves.settle(world, shop, each)
    if shop.carriers_come and status != "COMPLETED":
        if status == "PROCESSING":
            world.clock.after(
                world.chance.randrange(1 * HOUR_S, 12 * HOUR_S), "parcel.collected", shop=shop.id, package=package.id
            )
        else:
            days = world.chance.randrange(20 * HOUR_S, 96 * HOUR_S)
            world.clock.after(days, "parcel.delivered", shop=shop.id, package=package.id)


def _log(world: World, package: Package, text: str, action_code: int) -> None:
    package.events.append(TrackingEvent(world.clock.now() * 1000, text, action_code))


def _expect(package: Package, status: str) -> None:
    if package.status != status:
        raise Conflict(f"Package {package.id} is {package.status}, not {status}")
