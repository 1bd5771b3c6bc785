"""The state machine of an order: every move, its times, its webhook (platform.md section 8.1).

An order's state from shipping on follows from its lines. What ends a state by itself (hold, payment window, deadlines) is
scheduled here and falls due in `life`. Who may ask for a move is decided by the callers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from shoplatch.errors import Conflict
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.buyers import address_in
from shoplatch.simulator.products import stock
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Line, Order, Package
from shoplatch.simulator.state.world import World

ORDER_STATUS, RECIPIENT_ADDRESS, PACKAGE_UPDATE = 1, 3, 4
BEFORE_SHIPPING = ("UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING")
TIKTOK_SENDS_AFTER_S = 6 * 3_600  # how long a TikTok warehouse takes; a choice, no number is known
_DAY_S = 86_400


def tell_status(world: World, shop: Shop, order: Order) -> None:
    """Webhook 1. Its states have no PARTIALLY_SHIPPING (webhook 4 rings then); how the last one is spelled is a switch."""
    if order.status != "PARTIALLY_SHIPPING" and world.listeners:
        data = {
            "order_id": order.id,
            "order_status": world.switches.order_event_ends_with if order.status == "CANCELLED" else order.status,
            "is_on_hold_order": order.waits_on_hold,
            "update_time": order.update_time,
        }
        world.tell(ORDER_STATUS, shop, data)


def touch(world: World, shop: Shop, order: Order) -> None:
    """The order changed now."""
    now = world.clock.now()
    if now > order.update_time:
        shop.orders.move(order, "update_time", now)


def turn(world: World, shop: Shop, order: Order, status: str) -> None:
    """Into another status, with its webhook."""
    touch(world, shop, order)
    shop.orders.turn(order, status)
    tell_status(world, shop, order)


def pay(world: World, shop: Shop, order: Order) -> None:
    """UNPAID -> ON_HOLD for the hour of remorse, or straight to AWAITING_SHIPMENT where there is none."""
    _expect(order, "UNPAID")
    order.paid_time = world.clock.now()
    accept(world, shop, order)


def accept(world: World, shop: Shop, order: Order) -> None:
    """What follows on payment, and at once where that comes later: cash on delivery, and pre-orders (until released)."""
    rules = market(shop.region).rules
    for line in order.lines:
        line.status = "AWAITING_SHIPMENT"  # lines know no ON_HOLD (section 8.2)
    if rules.package_moment == "paid":
        _wrap(world, shop, order)
    if order.release_date:
        order.waits_on_hold = True
        turn(world, shop, order, "ON_HOLD")
        world.clock.at(order.release_date - _DAY_S, "order.charged", shop=shop.id, order=order.id)
        world.clock.at(order.release_date, "order.released", shop=shop.id, order=order.id)
    elif order.waits_on_hold:
        turn(world, shop, order, "ON_HOLD")
        world.clock.after(rules.hold_s, "order.released", shop=shop.id, order=order.id)
    else:
        _open(world, shop, order)


def release(world: World, shop: Shop, order: Order) -> None:
    """ON_HOLD -> AWAITING_SHIPMENT: the hour is over."""
    _expect(order, "ON_HOLD")
    _open(world, shop, order)


def charge(world: World, shop: Shop, order: Order) -> None:
    """The money is there: of a pre-order one day before its release, of cash on delivery at the door."""
    if order.paid_time:
        return
    order.paid_time = world.clock.now()
    for package_id in order.package_ids:
        shop.packages.move(shop.packages[package_id], "order_pay_time", order.paid_time)
    touch(world, shop, order)


def settle(world: World, shop: Shop, order: Order) -> None:
    """Bring the order's status in line with its lines after parcels moved or lines were cancelled."""
    if order.status == "COMPLETED":  # refunded in full while its parcels were on their way
        touch(world, shop, order)
        return
    states = {line.status for line in order.lines if line.status != "CANCELLED"}
    if not states:
        status = "CANCELLED"
    elif "AWAITING_SHIPMENT" in states:
        status = order.status if states == {"AWAITING_SHIPMENT"} else "PARTIALLY_SHIPPING"
    elif "AWAITING_COLLECTION" in states:
        status = "AWAITING_COLLECTION"
    elif "IN_TRANSIT" in states:
        status = "IN_TRANSIT"
    else:
        status = "DELIVERED" if "DELIVERED" in states else order.status
    if status == order.status:
        touch(world, shop, order)
        return
    _stamp(world, shop, order, status)
    turn(world, shop, order, status)


def complete(world: World, shop: Shop, order: Order) -> None:
    """DELIVERED -> COMPLETED: the after-sale window is over."""
    _expect(order, "DELIVERED")
    _finish(world, shop, order)


def end_window(world: World, shop: Shop, order: Order) -> None:
    """The after-sale window is over: DELIVERED -> COMPLETED, once no request is open any more."""
    order.window_over = True
    if not any(line.return_id for line in order.lines):
        complete(world, shop, order)


def complete_refunded(world: World, shop: Shop, order: Order) -> None:
    """Everything went back: AWAITING_COLLECTION, IN_TRANSIT or DELIVERED -> COMPLETED (section 8.1)."""
    if order.status in ("AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED"):
        _finish(world, shop, order)


def change_address(world: World, shop: Shop, order: Order) -> None:
    """The buyer moves house, before shipping only; webhook 3."""
    if order.status not in BEFORE_SHIPPING:
        raise Conflict(f"Order {order.id} is {order.status}; an address changes before shipping only", shop=shop.id)
    old = order.address
    order.address = address_in(market(shop.region), world.chance, old.first_name, old.last_name)
    order.address_changed = True
    touch(world, shop, order)
    world.tell(RECIPIENT_ADDRESS, shop, {"order_id": order.id, "update_time": order.update_time})


def units_by_sku(lines: Sequence[Line]) -> Counter[str]:
    """How many units of each SKU are among some lines; a virtual bundle counts as what it is made of."""
    units: Counter[str] = Counter()
    for line in lines:
        if line.parts:
            units.update({part.sku_id: part.units for part in line.parts})
        else:
            units[line.sku_id] += 1
    return units


def ship_stock(world: World, shop: Shop, order: Order, lines: Sequence[Line]) -> None:
    """Units of these lines leave the stock, unless they have."""
    going = [line for line in lines if not line.left_stock]
    for sku_id, units in units_by_sku(going).items():
        stock.ship(world, shop, shop.skus[sku_id], order.warehouse_id, units, order.id)
    for line in going:
        line.left_stock = True


def _finish(world: World, shop: Shop, order: Order) -> None:
    order.complete_time = world.clock.now()
    for line in order.lines:
        if line.status != "CANCELLED":
            line.status = "COMPLETED"
    turn(world, shop, order, "COMPLETED")


def _open(world: World, shop: Shop, order: Order) -> None:
    profile, rules, now = market(shop.region), market(shop.region).rules, world.clock.now()
    order.released_time = now
    rts, due, delivery = rules.rts_sla_working_days, rules.shipping_due_working_days, rules.delivery_sla_working_days
    if order.release_date:
        rts, due = rules.pre_order_rts_working_days, rules.pre_order_due_working_days
    elif order.handling_days:
        rts, due = order.handling_days, order.handling_days + rules.handling_due_working_days
        delivery = None if delivery is None else order.handling_days + rules.handling_delivery_working_days
    later = due - rules.shipping_due_working_days  # the deadlines after shipping move along
    order.rts_sla_time = profile.working_days_after(now, rts)
    order.tts_sla_time = profile.working_days_after(now, rts + rules.tts_sla_working_days - rules.rts_sla_working_days)
    order.shipping_due_time = profile.working_days_after(now, due)
    order.collection_due_time = profile.working_days_after(now, rules.collection_due_working_days + max(0, later))
    order.delivery_due_time = profile.working_days_after(now, rules.delivery_due_working_days + max(0, later))
    if delivery is None and order.shipping_type == "SELLER":
        delivery = rules.delivery_sla_seller_working_days
    if delivery is not None:
        order.delivery_sla_time = profile.working_days_after(now, delivery)
    turn(world, shop, order, "AWAITING_SHIPMENT")
    world.clock.at(order.shipping_due_time, "order.shipping_due", shop=shop.id, order=order.id)
    if order.fulfillment_type == "FULFILLMENT_BY_TIKTOK":
        world.clock.after(TIKTOK_SENDS_AFTER_S, "order.tiktok_sends", shop=shop.id, order=order.id)


def _stamp(world: World, shop: Shop, order: Order, status: str) -> None:
    now = world.clock.now()
    if status in ("PARTIALLY_SHIPPING", "AWAITING_COLLECTION") and not order.rts_time:
        order.rts_time = now
    if status == "AWAITING_COLLECTION":
        world.clock.at(order.collection_due_time, "order.collection_due", shop=shop.id, order=order.id)
    elif status == "IN_TRANSIT":
        order.collection_time = now
        world.clock.at(order.delivery_due_time, "order.delivery_due", shop=shop.id, order=order.id)
    elif status == "DELIVERED":
        order.delivery_time = now
        charge(world, shop, order)
        order.collection_time = order.collection_time or now
        window = market(shop.region).rules.complete_after_days * _DAY_S
        world.clock.after(window, "order.completed", shop=shop.id, order=order.id)


def _wrap(world: World, shop: Shop, order: Order) -> None:
    now = world.clock.now()
    package = Package(
        id=world.new_id("1153"),
        status="TO_FULFILL",
        order_ids=[order.id],
        line_ids=[line.id for line in order.lines],
        create_time=now,
        update_time=now,
        order_pay_time=order.paid_time,
        shipping_type=order.shipping_type,
        warehouse_id=order.warehouse_id,
    )
    shop.packages.add(package)
    order.package_ids.append(package.id)
    for line in order.lines:
        line.package_id = package.id


def _expect(order: Order, status: str) -> None:
    if order.status != status:
        raise Conflict(f"Order {order.id} is {order.status}, not {status}")
