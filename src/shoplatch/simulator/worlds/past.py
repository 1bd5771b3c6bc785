"""What happened to one order of a long past, computed from the seed and its number: its times, and the order itself.

Eight random bytes per order decide everything; `history` keeps the places of all orders in time.
"""

from __future__ import annotations

import random
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.buyers import CIRCLE, buyer_of
from shoplatch.simulator.orders.money import Ware, payment_for, price_lines
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order, Package, TrackingEvent

DAY_S, HOUR_S = 86_400, 3_600
PAID_AFTER_S = 5
_MASK64 = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Plan:
    """What a history is made from."""

    seed: int
    place: int  # which shop of the world this is; part of the ids
    size: int  # how many orders
    start: int  # Unix seconds of the first
    end: int  # before which all are placed


@dataclass(frozen=True, slots=True)
class Times:
    """When things happened to one order; 0 means never."""

    create: int
    paid: int
    shipped: int
    collected: int
    delivered: int
    over: int  # completed or cancelled
    cancelled: bool


class Past:
    """The timeline of one shop: what orders and packages share."""

    def __init__(self, shop: Shop, wares: Sequence[Ware], plan: Plan) -> None:
        self.shop = shop
        self.wares = wares
        self.plan = plan
        self.window = market(shop.region).rules.complete_after_days * DAY_S
        sales = [warehouse for warehouse in shop.warehouses.values() if warehouse.type == "SALES_WAREHOUSE"]
        self.warehouses = sales

    @cached_property
    def bits(self) -> array[int]:
        """64 well-stirred bits for every order."""
        stirred = array("Q")
        stirred.frombytes(random.Random(f"{self.plan.seed}:past:{self.plan.place}").randbytes(8 * self.plan.size))
        return stirred

    def buyer_number(self, bits: int) -> int:
        """Who of the shop's circle ordered."""
        return (bits >> 12) % CIRCLE

    @cached_property
    def created(self) -> array[int]:
        """Seconds from the start to each order; never fewer than for the number below."""
        span, parts = self.plan.end - self.plan.start, self.plan.size * 1024
        return array("L", [(number << 10 | bits & 1023) * span // parts for number, bits in enumerate(self.bits)])

    def create_time(self, number: int) -> int:
        """When an order was placed."""
        return self.plan.start + self.created[number]

    def cancelled(self, bits: int) -> bool:
        """One in twenty is called off before it is paid."""
        return (bits >> 10) % 20 == 0

    def units(self, bits: int) -> int:
        """How many line items."""
        return (1, 1, 1, 1, 1, 1, 1, 2, 2, 3)[(bits >> 20) % 10]

    def over_time(self, created: int, bits: int) -> int:
        """When nothing happens any more."""
        if self.cancelled(bits):
            return created + 60 + (bits >> 30) % 7_200
        return created + 2 * DAY_S + (bits >> 30) % (4 * DAY_S) + self.window

    def ship_delay(self, bits: int) -> int:
        """Seconds from placing to shipping; after the hold, within the first day."""
        return HOUR_S + 60 + (bits >> 44) % (20 * HOUR_S)

    def times(self, number: int) -> Times:
        """The whole story of one order."""
        bits = self.bits[number]
        created = self.create_time(number)
        over = self.over_time(created, bits)
        if self.cancelled(bits):
            return Times(created, 0, 0, 0, 0, over, cancelled=True)
        delivered = over - self.window
        shipped = created + self.ship_delay(bits)
        return Times(created, created + PAID_AFTER_S, shipped, shipped + 8 * HOUR_S, delivered, over, cancelled=False)


def make_order(past: Past, number: int, order_id: str) -> Order:
    """One order of the past, always the same."""
    bits, times, profile = past.bits[number], past.times(number), market(past.shop.region)
    chance = random.Random(bits)
    buyer = buyer_of(past.shop, past.buyer_number(bits))
    warehouse = past.warehouses[(bits >> 50) % 10 < 3]
    ids = [f"5770{past.plan.place:02d}{number:011d}{unit:02d}" for unit in range(past.units(bits))]
    lines = price_lines(profile, chance, [(line_id, chance.choice(past.wares)) for line_id in ids], buyer.address)
    package_id = "" if times.cancelled else f"1152{past.plan.place:03d}{number:012d}"
    reason = "ecom_order_unpaid_canceled_reason_no_longer_needed" + ("_uk" if profile.region == "GB" else "")
    for line in lines:
        line.status = "CANCELLED" if times.cancelled else "COMPLETED"
        line.package_status, line.package_id, line.rts_time = line.status, package_id, times.shipped
        if times.cancelled:
            line.cancel_user, line.cancel_reason = "BUYER", reason
    order = Order(
        id=order_id,
        status="CANCELLED" if times.cancelled else "COMPLETED",
        create_time=times.create,
        update_time=times.over,
        buyer=buyer,
        address=buyer.address,
        lines=lines,
        payment=payment_for(profile, chance, lines, buyer.address),
        warehouse_id=warehouse.id,
        shipping_type=warehouse.shipping_type,
        delivery_option_id=network(past.shop.region).option_for(warehouse.shipping_type).id,
        waits_on_hold=True,
        package_ids=[package_id] if package_id else [],
        paid_time=times.paid,
    )
    if times.cancelled:
        order.cancel_time, order.cancel_reason, order.cancelled_by = times.over, reason, "BUYER"
        return order
    order.released_time = times.paid + profile.rules.hold_s
    order.rts_time, order.collection_time = times.shipped, times.collected
    order.delivery_time, order.complete_time = times.delivered, times.over
    rules = profile.rules
    order.rts_sla_time = profile.working_days_after(order.released_time, rules.rts_sla_working_days)
    order.tts_sla_time = profile.working_days_after(order.released_time, rules.tts_sla_working_days)
    order.shipping_due_time = profile.working_days_after(order.released_time, rules.shipping_due_working_days)
    order.collection_due_time = profile.working_days_after(order.released_time, rules.collection_due_working_days)
    order.delivery_due_time = profile.working_days_after(order.released_time, rules.delivery_due_working_days)
    return order


def make_package(past: Past, number: int, package_id: str) -> Package:
    """The package of one order of the past."""
    bits, times = past.bits[number], past.times(number)
    chance = random.Random(bits ^ _MASK64)
    carrier = chance.choice(network(past.shop.region).carriers)
    warehouse = past.warehouses[(bits >> 50) % 10 < 3]
    by_platform = market(past.shop.region).rules.package_moment == "paid"
    return Package(
        id=package_id,
        status="COMPLETED",
        order_ids=[f"5764{past.plan.place:03d}{number:012d}"],
        line_ids=[f"5770{past.plan.place:02d}{number:011d}{unit:02d}" for unit in range(past.units(bits))],
        create_time=times.paid if by_platform else times.shipped,
        update_time=times.delivered,
        order_pay_time=times.paid,
        shipping_type=warehouse.shipping_type,
        warehouse_id=warehouse.id,
        provider_id=carrier.id,
        provider_name=carrier.name,
        tracking_number=carrier.tracking_number(chance),
        shipped_time=times.shipped,
        events=[
            TrackingEvent(times.shipped * 1000, "The seller is preparing your package.", 1),
            TrackingEvent(times.collected * 1000, "Your package was picked up by the carrier.", 3),
            TrackingEvent(times.delivered * 1000, "Your package was delivered!", 7),
        ],
    )
