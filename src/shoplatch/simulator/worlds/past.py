"""What happened to one order of a long past, computed from the seed and its number: its times, and the order itself.

A few random bytes per order decide everything, drawn at once for all of them; nothing is worked out before it is asked for.
Times are laid out so that an order's place in each time order can be computed too: orders are placed one after the other and
shipped in that order, and those of one stretch of 36 hours arrive in an order of their own.
"""

from __future__ import annotations

import random
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from math import gcd

from shoplatch.simulator.logistics.providers import network
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.buyers import CIRCLE, buyer_of
from shoplatch.simulator.orders.money import Ware, payment_for, price_lines
from shoplatch.simulator.state.goods import Warehouse
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order, Package, TrackingEvent

DAY_S, HOUR_S = 86_400, 3_600
PAID_AFTER_S = 5
_MASK64 = (1 << 64) - 1
_STRETCH_S = 36 * HOUR_S
_ON_THE_WAY_S = 4 * DAY_S  # from placing to arrival, give or take a stretch
_CANCELLED = bytes(byte < 13 for byte in range(256))  # one in twenty
_UNITS = bytes(1 if byte < 179 else 2 if byte < 230 else 3 for byte in range(256))
_WAREHOUSES = bytes(byte < 77 for byte in range(256))  # three in ten from the second one
_NOT = bytes((1, 0, *([0] * 254)))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a history is made from. There are at least as many seconds as orders."""

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


@dataclass(frozen=True, slots=True)
class Stretch:
    """The completed orders of 36 hours: where they lie among all completed ones, and the order in which they arrive."""

    low: int
    size: int
    factor: int  # the arrival of the nth is (factor * n + shift) % size
    inverse: int
    shift: int


class Past:
    """The timeline of one shop: what orders and packages share."""

    def __init__(self, shop: Shop, wares: Sequence[Ware], plan: Plan) -> None:
        self.shop = shop
        self.wares = wares
        self.plan = plan
        self.window = market(shop.region).rules.complete_after_days * DAY_S
        self.warehouses: list[Warehouse] = [one for one in shop.warehouses.values() if one.type == "SALES_WAREHOUSE"]
        self._span = plan.end - plan.start
        if plan.size > self._span:
            raise ValueError(f"{plan.size} orders do not fit into {self._span} s: their times would not tell them apart")
        self._slack = self._span // max(1, plan.size) - 1  # seconds an order has to itself, less one
        self.stretch = max(1, plan.size * _STRETCH_S // self._span)  # orders placed within one
        self._stretches: dict[int, Stretch] = {}

    def _random(self, what: str, size: int) -> bytes:
        return random.Random(f"{self.plan.seed}:past:{self.plan.place}:{what}").randbytes(size)

    @cached_property
    def bits(self) -> array[int]:
        """64 well-stirred bits for every order."""
        stirred = array("Q")
        stirred.frombytes(self._random("bits", 8 * self.plan.size))
        return stirred

    @cached_property
    def cancelled(self) -> bytes:
        """1 for every order that was called off before it was paid."""
        return self._random("cancelled", self.plan.size).translate(_CANCELLED)

    @cached_property
    def kept(self) -> bytes:
        """1 for every order that was not."""
        return self.cancelled.translate(_NOT)

    @cached_property
    def units(self) -> bytes:
        """How many line items each order has."""
        return self._random("units", self.plan.size).translate(_UNITS)

    @cached_property
    def leaves_from(self) -> bytes:
        """Which of the warehouses sends each order."""
        return self._random("warehouses", self.plan.size).translate(_WAREHOUSES)

    @cached_property
    def buyers(self) -> bytes:
        """Two bytes for every order; see `buyer_number`."""
        return self._random("buyers", 2 * self.plan.size)

    @cached_property
    def completed(self) -> array[int]:
        """The numbers of the orders that were completed, rising."""
        return array("I", compress(range(self.plan.size), self.kept))

    def buyer_number(self, number: int) -> int:
        """Who of the shop's circle ordered."""
        return int.from_bytes(self.buyers[2 * number : 2 * number + 2]) % CIRCLE

    def warehouse(self, number: int) -> Warehouse:
        """Where an order left from."""
        return self.warehouses[self.leaves_from[number]]

    def create_time(self, number: int) -> int:
        """When an order was placed; always later than the number below."""
        return self.plan.start + number * self._span // self.plan.size + self._jitter(number)

    def paid_time(self, number: int) -> int:
        """When it was paid, if it was."""
        return self.create_time(number) + PAID_AFTER_S

    def shipped_time(self, number: int) -> int:
        """When it was handed over, if it was: packed in the order of placing between 16:00 and an hour past midnight."""
        created = self.create_time(number)
        of_day = created % DAY_S
        return created - of_day + 16 * HOUR_S + of_day * (9 * HOUR_S + 180) // DAY_S

    def delivered_time(self, number: int) -> int:
        """When the buyer had it, if he did."""
        return self._arrival_time(self.arrival(number), number)

    def arrival(self, number: int) -> int:
        """As which of all completed orders one arrived, counted from 0."""
        stretch = self.stretch_of(number)
        place = bisect_left(self.completed, number) - stretch.low
        return stretch.low + (stretch.factor * place + stretch.shift) % stretch.size

    def cancelled_time(self, number: int) -> int:
        """When it was called off, if it was."""
        return self.create_time(number) + 60 + (self.bits[number] >> 30) % 7_200

    def arrived(self, arrival: int) -> tuple[int, int]:
        """When the nth order of all arrived (counted from 0), and its number."""
        stretch = self.stretch_of(self.completed[arrival])
        number = self.completed[stretch.low + (arrival - stretch.low - stretch.shift) * stretch.inverse % stretch.size]
        return self._arrival_time(arrival, number), number

    def _arrival_time(self, arrival: int, number: int) -> int:
        placed = self.plan.start + self.completed[arrival] * self._span // self.plan.size
        return placed + self._jitter(number) + _ON_THE_WAY_S

    def _jitter(self, number: int) -> int:
        return (self.bits[number] & 1023) * self._slack >> 10

    def stretch_of(self, number: int) -> Stretch:
        """The stretch in which an order was placed."""
        which = number // self.stretch
        found = self._stretches.get(which)
        if found is None:
            found = self._stretches[which] = self._stirred(which)
        return found

    def _stirred(self, which: int) -> Stretch:
        first = which * self.stretch
        low = bisect_left(self.completed, first)
        size = bisect_left(self.completed, first + self.stretch) - low
        factor = (self.bits[first] >> 33) % size
        while gcd(factor, size) != 1:
            factor += 1
        return Stretch(low, size, factor, pow(factor, -1, size), (self.bits[first] >> 13) % size)

    def times(self, number: int) -> Times:
        """The whole story of one order."""
        created = self.create_time(number)
        if self.cancelled[number]:
            return Times(created, 0, 0, 0, 0, self.cancelled_time(number), cancelled=True)
        shipped, delivered = self.shipped_time(number), self.delivered_time(number)
        over = delivered + self.window
        return Times(created, created + PAID_AFTER_S, shipped, shipped + 8 * HOUR_S, delivered, over, cancelled=False)


def make_order(past: Past, number: int, order_id: str) -> Order:
    """One order of the past, always the same."""
    bits, times, profile = past.bits[number], past.times(number), market(past.shop.region)
    chance = random.Random(bits)
    buyer = buyer_of(past.shop, past.buyer_number(number))
    warehouse = past.warehouse(number)
    ids = [f"5770{past.plan.place:02d}{number:011d}{unit:02d}" for unit in range(past.units[number])]
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
    warehouse = past.warehouse(number)
    by_platform = market(past.shop.region).rules.package_moment == "paid"
    return Package(
        id=package_id,
        status="COMPLETED",
        order_ids=[f"5764{past.plan.place:03d}{number:012d}"],
        line_ids=[f"5770{past.plan.place:02d}{number:011d}{unit:02d}" for unit in range(past.units[number])],
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
