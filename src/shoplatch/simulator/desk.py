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

from shoplatch.catalog import reader
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator import orders, tokens, truth
from shoplatch.simulator.event import usable_address
from shoplatch.simulator.faults import Faults
from shoplatch.simulator.limits import RateLimit
from shoplatch.simulator.routes import HANDLERS
from shoplatch.simulator.state.parties import App, Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.traces import Delivery
from shoplatch.simulator.state.world import World
from shoplatch.simulator.switches import Switches
from shoplatch.simulator.traffic import Traffic
from shoplatch.simulator.webhooks import Webhooks

ADVANCE_MAX_S = 3 * 365 * 24 * 3600
WAIT_MAX_S = 60.0
LISTED_MAX = 1_000


class Advance(msgspec.Struct, forbid_unknown_fields=True):
    """How to wind: by so many seconds, or to a moment in Unix seconds."""

    advance_s: int | None = None
    now: int | None = None
    wait: bool = True  # let the webhooks due on the way be delivered, each at its moment


class OrderLine(msgspec.Struct, forbid_unknown_fields=True):
    """One line of a cart."""

    sku_id: str
    quantity: int = 1


class Cart(msgspec.Struct, forbid_unknown_fields=True):
    """An order to place."""

    shop_id: str
    lines: list[OrderLine]
    pay: bool = True


class Buyers(msgspec.Struct, forbid_unknown_fields=True):
    """How buyers come; what is left out stays as it is."""

    orders_per_minute: float | None = None
    burst: int | None = None  # so many more at once
    running: bool | None = None
    shops: list[str] | None = None  # none named: all


class AppSettings(msgspec.Struct, forbid_unknown_fields=True):
    """What Partner Center lets a developer change; what is left out stays."""

    webhook_url: str | None = None
    redirect_url: str | None = None
    scopes: list[str] | None = None
    webhook_topics: list[int] | None = None
    enabled: bool | None = None


class Activity(msgspec.Struct, forbid_unknown_fields=True):
    """Whether a shop or a seller is active (platform.md section 1)."""

    active: bool


@dataclass(slots=True)
class Desk:
    """The levers of one simulator."""

    world: World
    switches: Switches
    faults: Faults
    limit: RateLimit
    webhooks: Webhooks
    traffic: Traffic
    _winding: asyncio.Lock = field(default_factory=asyncio.Lock)

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
        for shop in [self._shop(shop_id)] if shop_id else self.world.shops.values():
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
        shop = self._shop(cart.shop_id)
        lines = [(line.sku_id, line.quantity) for line in cart.lines]
        return _order_told(shop, orders.place(self.world, shop, lines, pay=cart.pay))

    def act(self, order_id: str, action: str) -> dict[str, Any]:
        """Push one order: pay, cancel, release, ship, collect, deliver, complete, forward, change_address."""
        for shop in self.world.shops.values():
            order = shop.orders.thaw(order_id)
            if order is not None:
                orders.act(self.world, shop, order, action)
                return _order_told(shop, order)
        raise NotFound(f"There is no order {order_id}", next_step="GET /_sim/orders lists the newest.")

    def buy(self, wanted: Buyers) -> dict[str, Any]:
        """Change how buyers come."""
        return self.traffic.configure(
            orders_per_minute=wanted.orders_per_minute, burst=wanted.burst, running=wanted.running, shops=wanted.shops
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

    def truth(self) -> dict[str, Any]:
        """What is in the world and what was counted, for comparing another system with it."""
        return truth.truth(self.world)

    def coverage(self) -> dict[str, Any]:
        """Which operations have a behaviour and which are answered in shape."""
        heads = reader.heads()
        stateful = sorted(head.id for head in heads if head.capability in HANDLERS)
        return {"operations": len(heads), "stateful": len(stateful), "in_shape": len(heads) - len(stateful), "ids": stateful}

    def apps(self) -> list[dict[str, Any]]:
        """The apps, without their secrets."""
        return [_app_told(app) for app in self.world.apps.values()]

    def change_app(self, app_key: str, wanted: AppSettings) -> dict[str, Any]:
        """Change the settings of an app. Existing grants keep their scopes, as on the platform."""
        app = self.world.apps.get(app_key)
        if app is None:
            raise NotFound(f"There is no app {app_key}", next_step="GET /_sim/apps lists them.")
        for address in (wanted.webhook_url, wanted.redirect_url):
            if address and not usable_address(address):
                raise InvalidRequest(f"{address!r} is not an http or https address")
        unknown = [topic for topic in wanted.webhook_topics or [] if topic not in reader.topics()]
        if unknown:
            raise InvalidRequest(f"There are no webhook topics {unknown}", next_step="Known: " + _known_topics())
        app.webhook_url = app.webhook_url if wanted.webhook_url is None else wanted.webhook_url
        app.redirect_url = app.redirect_url if wanted.redirect_url is None else wanted.redirect_url
        app.scopes = app.scopes if wanted.scopes is None else wanted.scopes
        app.webhook_topics = app.webhook_topics if wanted.webhook_topics is None else set(wanted.webhook_topics)
        app.enabled = app.enabled if wanted.enabled is None else wanted.enabled
        return _app_told(app)

    def shops(self) -> list[dict[str, Any]]:
        """The shops with what lies in them."""
        return [
            {
                "id": shop.id,
                "code": shop.code,
                "cipher": shop.cipher,
                "name": shop.name,
                "region": shop.region,
                "seller_open_id": shop.seller_open_id,
                "active": shop.active,
                "products": len(shop.products),
                "skus": len(shop.skus),
                "orders": len(shop.orders),
                "webhooks": {key: {name: one.address for name, one in held.items()} for key, held in shop.webhooks.items()},
            }
            for shop in self.world.shops.values()
        ]

    def sellers(self) -> list[dict[str, Any]]:
        """The seller accounts and what they have granted."""
        return [
            {
                "open_id": seller.open_id,
                "name": seller.name,
                "base_region": seller.base_region,
                "active": seller.active,
                "grants": [
                    {
                        "app_key": grant.app_key,
                        "shop_ids": grant.shop_ids,
                        "ends_at": grant.ends_at,
                        "revoked": grant.revoked,
                    }
                    for grant in self.world.grants.values()
                    if grant.seller_open_id == seller.open_id
                ],
            }
            for seller in self.world.sellers.values()
        ]

    def set_shop(self, shop_id: str, wanted: Activity) -> dict[str, Any]:
        """Deactivate a shop or bring it back; calls for an inactive one give 36009043."""
        self._shop(shop_id).active = wanted.active
        return {"id": shop_id, "active": wanted.active}

    def set_seller(self, open_id: str, wanted: Activity) -> dict[str, Any]:
        """Deactivate a seller or bring it back; calls for an inactive one give 36009044."""
        if open_id not in self.world.sellers:
            raise NotFound(f"There is no seller {open_id}", next_step="GET /_sim/sellers lists them.")
        self.world.sellers[open_id].active = wanted.active
        return {"open_id": open_id, "active": wanted.active}

    def deauthorize(self, open_id: str, app_key: str | None) -> dict[str, Any]:
        """The seller takes the grant back: 105001 from now on, webhook 6 for each shop."""
        grants = [
            grant
            for grant in self.world.grants.values()
            if grant.seller_open_id == open_id and not grant.revoked and app_key in (None, grant.app_key)
        ]
        if not grants:
            raise NotFound(f"Seller {open_id} has granted nothing here", next_step="GET /_sim/sellers lists the grants.")
        ended = []
        for grant in grants:
            shop_ids = list(grant.shop_ids)
            tokens.deauthorize(self.world, grant, [self.world.shops[shop_id] for shop_id in shop_ids])
            ended.append({"app_key": grant.app_key, "shop_ids": shop_ids})
        return {"open_id": open_id, "ended": ended}

    def _shop(self, shop_id: str) -> Shop:
        shop = self.world.shops.get(shop_id)
        if shop is None:
            raise NotFound(f"There is no shop {shop_id}", next_step="GET /_sim/shops lists them.")
        return shop


def delivery_told(delivery: Delivery) -> dict[str, Any]:
    """One entry of the delivery log as the control shows it."""
    told: dict[str, Any] = msgspec.to_builtins(delivery)
    told["data"] = msgspec.json.decode(told.pop("body"))["data"]
    return told


def _order_told(shop: Shop, order: Order) -> dict[str, Any]:
    return {"order_id": order.id, "shop_id": shop.id, "status": order.status, "create_time": order.create_time}


def _app_told(app: App) -> dict[str, Any]:
    return {
        "app_key": app.key,
        "name": app.name,
        "service_id": app.service_id,
        "kind": app.kind,
        "enabled": app.enabled,
        "redirect_url": app.redirect_url,
        "webhook_url": app.webhook_url,
        "webhook_topics": sorted(app.webhook_topics),
        "scopes": app.scopes,
    }


def _known_topics() -> str:
    return ", ".join(map(str, sorted(reader.topics())))


def _bounded(limit: int) -> int:
    return max(0, min(limit, LISTED_MAX))
