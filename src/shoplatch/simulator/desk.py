"""What can be done to a running simulator from outside the world: wind the clock, place orders, switch faults on.

Plain values in, plain values out; who may ask and how it travels is `control.py`'s. Raises the errors of the house with a
sentence that says what to do.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import msgspec

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator import orders, truth
from shoplatch.simulator.answering import Answering
from shoplatch.simulator.backoffice import Backoffice, shop_of
from shoplatch.simulator.faults import Faults
from shoplatch.simulator.limits import RateLimit
from shoplatch.simulator.orders.buyers import CIRCLE, buyer_of
from shoplatch.simulator.orders.placing import Terms
from shoplatch.simulator.snapshots import Snapshots
from shoplatch.simulator.state.goods import Part
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Buyer, Order
from shoplatch.simulator.state.traces import Delivery
from shoplatch.simulator.state.world import World
from shoplatch.simulator.switches import Switches
from shoplatch.simulator.traffic import Traffic, pick_cart
from shoplatch.simulator.webhooks import Webhooks

ADVANCE_MAX_S = 3 * 365 * 24 * 3600
WAIT_MAX_S = 60.0
LISTED_MAX = 1_000
STEPS_MAX = 12


class Advance(msgspec.Struct, forbid_unknown_fields=True):
    """How to wind: by so many seconds, or to a moment in Unix seconds."""

    advance_s: int | None = None
    now: int | None = None
    wait: bool = True  # let the webhooks due on the way be delivered, each at its moment


class OrderLine(msgspec.Struct, forbid_unknown_fields=True):
    """One line of a cart."""

    sku_id: str
    quantity: int = 1


class BundlePart(msgspec.Struct, forbid_unknown_fields=True):
    """One component of a virtual bundle."""

    sku_id: str
    units: int = 1


class Cart(msgspec.Struct, forbid_unknown_fields=True):
    """An order to place; without lines the buyer picks something that is on sale."""

    shop_id: str | None = None  # the first one unless said otherwise
    lines: list[OrderLine] = []
    pay: bool = True
    status: str | None = None  # pushed along until it is there
    order_type: str = "NORMAL"  # or ZERO_LOTTERY, PRE_ORDER, MADE_TO_ORDER, BACK_ORDER
    release_date: int = 0  # Unix seconds, of a PRE_ORDER
    handling_days: int = 0  # of a MADE_TO_ORDER or BACK_ORDER
    by_tiktok: bool = False  # it lies in a TikTok warehouse, which sends it
    cash_on_delivery: bool = False
    tokopedia: bool = False  # bought on the mirror of an Indonesian shop
    sample_payer: str = ""  # SELLER or TIKTOK: a free sample
    gift_sku_ids: list[str] = []
    bundles: dict[str, list[BundlePart]] = {}  # SKU id of a virtual bundle -> what is in it
    blind_box_sku_ids: list[str] = []
    print_on_demand_sku_ids: list[str] = []
    buyer: int | None = None  # number in the shop's circle of buyers; somebody unless said


class Goal(msgspec.Struct, forbid_unknown_fields=True):
    """Where an order is pushed to; one step without a status."""

    status: str | None = None


class Buyers(msgspec.Struct, forbid_unknown_fields=True):
    """How buyers come; what is left out stays as it is."""

    orders_per_minute: float | None = None
    burst: int | None = None  # so many more at once
    running: bool | None = None
    shops: list[str] | None = None  # none named: all
    profile: str | None = None  # steady, daily, flash_sale, spike
    profile_s: int | None = None  # how long a flash sale or a spike lasts


@dataclass(slots=True)
class Desk:
    """The levers of one simulator."""

    world: World
    switches: Switches
    faults: Faults
    limit: RateLimit
    webhooks: Webhooks
    traffic: Traffic
    answering: Answering
    backoffice: Backoffice = field(init=False)
    snapshots: Snapshots = field(init=False)
    _winding: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        self.backoffice = Backoffice(self.world)
        self.snapshots = Snapshots(self.world, self.webhooks)

    def clock(self) -> dict[str, Any]:
        """Where virtual time stands, and when something falls due next."""
        clock = self.world.clock
        now = clock.now()
        return {
            "world": self.world.name,
            "now": now,
            "now_iso": datetime.fromtimestamp(now, UTC).isoformat(),
            "wall": clock.wall.seconds(),
            "offset_s": clock.offset_s,
            "next_due": clock.next_due(),
            "webhooks_waiting": self.webhooks.waiting,
        }

    async def wind(self, wanted: Advance) -> dict[str, Any]:
        """Wind forward, stopping at each moment at which something falls due, and let its webhooks be delivered there.

        Retries are counted from their failure, so with `wait` a receiver that is down sees the whole retry table. Waiting
        ends after 60 s of wall time; the rest of the way is then played without.
        """
        async with self._winding:
            clock, ends = self.world.clock, self.world.clock.wall.monotonic() + WAIT_MAX_S
            target = self._target(wanted)
            happened = self.world.catch_up()
            drained = await self._delivered(ends) if wanted.wait else True
            while (due := clock.next_due()) is not None and due <= target:
                clock.jump_to(due)
                happened += self.world.catch_up()
                if wanted.wait:
                    drained = await self._delivered(ends)
                elif happened % 64 == 0:
                    await asyncio.sleep(0)  # others are served while a long way is played
            clock.jump_to(target)
        return {**self.clock(), "happened": happened, "drained": drained}

    async def _delivered(self, ends: float) -> bool:
        """Wait for what is on its way; False once the wall time for waiting is used up."""
        if not self.webhooks.busy:
            return True
        left = ends - self.world.clock.wall.monotonic()
        return left > 0 and await self.webhooks.drain(left)

    def _target(self, wanted: Advance) -> int:
        now = self.world.clock.now()
        if (wanted.advance_s is None) == (wanted.now is None):
            raise InvalidRequest("Say either advance_s or now", next_step='For example {"advance_s": 3600}.')
        target = now + wanted.advance_s if wanted.advance_s is not None else (wanted.now or 0)
        if not now <= target <= now + ADVANCE_MAX_S:
            raise InvalidRequest(f"The clock winds forward by at most {ADVANCE_MAX_S} s at a time; it stands at {now}")
        return target

    def orders(self, *, shop_id: str | None, status: str | None, limit: int) -> dict[str, Any]:
        """The newest orders of one shop or of all."""
        listed = []
        for shop in [shop_of(self.world, shop_id)] if shop_id else self.world.shops.values():
            seen = (shop.orders.glance(mark[1]) for mark in shop.orders.marks("create_time", None, None, descending=True))
            chosen = (order for order in seen if status in (None, order.status))
            listed += [(order.create_time, order.id, order.status, shop) for order in islice(chosen, _bounded(limit))]
        listed.sort(key=lambda row: row[:2], reverse=True)
        return {
            "orders": [
                {"order_id": order_id, "shop_id": shop.id, "region": shop.region, "status": status, "create_time": at}
                for at, order_id, status, shop in listed[: _bounded(limit)]
            ],
            "by_status": self.by_status(),
        }

    def by_status(self) -> dict[str, int]:
        """Orders of all shops by status."""
        counts: Counter[str] = Counter()
        for shop in self.world.shops.values():
            counts.update(shop.orders.by_status())
        return dict(counts)

    def place(self, cart: Cart) -> dict[str, Any]:
        """Let a buyer place an order, paid unless said otherwise."""
        shop = shop_of(self.world, cart.shop_id or next(iter(self.world.shops), ""))
        lines = [(line.sku_id, line.quantity) for line in cart.lines] or pick_cart(shop, self.world.chance)
        if not lines:
            raise Conflict(
                f"Shop {shop.id} has nothing on sale", next_step="Create a product, or start with --world stocked."
            )
        self.answering.before_a_write()
        buyer = None if cart.buyer is None else _buyer(shop, cart.buyer)
        pay = cart.pay and cart.status != "UNPAID"
        order = orders.place(self.world, shop, lines, buyer=buyer, pay=pay, terms=_terms(shop, cart))
        if cart.status is not None:
            self._push(shop, order, cart.status)
        return _order_told(shop, order)

    def advance(self, order_id: str, goal: Goal) -> dict[str, Any]:
        """Push one order along: one step, or until it has a status."""
        for shop in self.world.shops.values():
            order = shop.orders.thaw(order_id)
            if order is not None:
                self.answering.before_a_write()
                if goal.status is None:
                    orders.act(self.world, shop, order, "forward")
                else:
                    self._push(shop, order, goal.status)
                return _order_told(shop, order)
        raise NotFound(f"There is no order {order_id}", next_step="GET /_sim/orders lists the newest.")

    def _push(self, shop: Shop, order: Order, status: str) -> None:
        for _ in range(STEPS_MAX):
            if order.status == status:
                return
            orders.act(self.world, shop, order, "cancel" if status == "CANCELLED" else "forward")
        raise Conflict(f"Order {order.id} is {order.status}; it does not come to {status}", shop=shop.id)

    def act(self, order_id: str, action: str) -> dict[str, Any]:
        """Push one order: one of the actions of orders, or forward."""
        for shop in self.world.shops.values():
            order = shop.orders.thaw(order_id)
            if order is not None:
                self.answering.before_a_write()
                orders.act(self.world, shop, order, action)
                return _order_told(shop, order)
        raise NotFound(f"There is no order {order_id}", next_step="GET /_sim/orders lists the newest.")

    def buy(self, wanted: Buyers) -> dict[str, Any]:
        """Change how buyers come."""
        return self.traffic.configure(
            orders_per_minute=wanted.orders_per_minute,
            burst=wanted.burst,
            running=wanted.running,
            shops=wanted.shops,
            profile=wanted.profile,
            profile_s=wanted.profile_s,
        )

    def deliveries(self, *, state: str | None, topic: int | None, limit: int) -> dict[str, Any]:
        """The delivery log, newest first."""
        chosen = (
            delivery
            for delivery in reversed(self.world.deliveries.values())
            if state in (None, delivery.state) and topic in (None, delivery.topic)
        )
        return {
            "deliveries": [delivery_told(delivery) for delivery in islice(chosen, _bounded(limit))],
            "waiting": self.webhooks.waiting,
            "kept": len(self.world.deliveries),
        }

    def delivery(self, delivery_id: str) -> Delivery:
        """One entry of the log. Raises NotFound."""
        found = self.world.deliveries.get(delivery_id)
        if found is None:
            raise NotFound(f"There is no delivery {delivery_id}", next_step="GET /_sim/deliveries lists the newest.")
        return found

    def writing(self) -> World:
        """The world, for a lever that changes it."""
        self.answering.before_a_write()
        return self.world

    def truth(self) -> dict[str, Any]:
        """What is in the world and what was counted, for comparing another system with it."""
        return truth.truth(self.world)


def _part(shop: Shop, part: BundlePart) -> Part:
    sku = shop.skus.get(part.sku_id)
    if sku is None or part.units < 1:
        raise NotFound(f"There is no SKU {part.sku_id} to make a bundle of", shop=shop.id)
    return Part(sku.product_id, sku.id, sku.seller_sku, part.units)


def _buyer(shop: Shop, number: int) -> Buyer:
    if not 0 <= number < CIRCLE:
        raise InvalidRequest(f"A buyer has a number from 0 to {CIRCLE - 1}", shop=shop.id)
    return buyer_of(shop, number)


def _terms(shop: Shop, cart: Cart) -> Terms:
    bundles = {sku_id: tuple(_part(shop, part) for part in parts) for sku_id, parts in cart.bundles.items()}
    return Terms(
        order_type=cart.order_type,
        release_date=cart.release_date,
        handling_days=cart.handling_days,
        by_tiktok=cart.by_tiktok,
        cash_on_delivery=cart.cash_on_delivery,
        tokopedia=cart.tokopedia,
        sample_payer=cart.sample_payer,
        gift_sku_ids=frozenset(cart.gift_sku_ids),
        bundles=bundles,
        blind_box_sku_ids=frozenset(cart.blind_box_sku_ids),
        print_on_demand_sku_ids=frozenset(cart.print_on_demand_sku_ids),
    )


def delivery_told(delivery: Delivery) -> dict[str, Any]:
    """One entry of the delivery log as the control shows it."""
    told: dict[str, Any] = msgspec.to_builtins(delivery)
    body = msgspec.json.decode(told.pop("body"))
    told["data"] = body.get("data", body)
    return told


def _order_told(shop: Shop, order: Order) -> dict[str, Any]:
    return {"order_id": order.id, "shop_id": shop.id, "status": order.status, "create_time": order.create_time}


def _bounded(limit: int) -> int:
    return max(0, min(limit, LISTED_MAX))
