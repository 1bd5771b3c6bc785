"""What the fixtures hand out: orders, time, chaos and webhooks, each plain and for async tests."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from shoplatch.simulator.trigger import topic_of
from shoplatch.testing.desk.inbox import Webhook
from shoplatch.testing.desk.shop import TikTokShop

WITHIN_S = 5.0
Lines = Mapping[str, int]  # SKU id -> units


class Order:
    """One order of the simulated shop."""

    def __init__(self, shop: TikTokShop, told: dict[str, Any]) -> None:
        self._shop = shop
        self._told = told

    id = property(lambda self: str(self._told["order_id"]), doc="Its id.")
    shop_id = property(lambda self: str(self._told["shop_id"]), doc="Of which shop.")
    status = property(lambda self: str(self._told["status"]), doc="As of the last thing done through this handle.")

    def __repr__(self) -> str:
        return f"Order({self.id}, {self.status})"

    def advance(self, to: str | None = None) -> Order:
        """One step along, or until it has a status."""
        self._told = self._shop.ask("POST", f"orders/{self.id}/advance", {"status": to} if to else {})
        return self

    async def advance_async(self, to: str | None = None) -> Order:
        """The same for async tests."""
        self._told = await self._shop.ask_async("POST", f"orders/{self.id}/advance", {"status": to} if to else {})
        return self

    def act(self, action: str) -> Order:
        """pay, cancel, release, ship, collect, deliver, complete, change_address."""
        self._told = self._shop.ask("POST", f"orders/{self.id}/{action}")
        return self

    async def act_async(self, action: str) -> Order:
        """The same for async tests."""
        self._told = await self._shop.ask_async("POST", f"orders/{self.id}/{action}")
        return self

    def cancel(self) -> Order:
        """The buyer while that is free, afterwards the seller."""
        return self.act("cancel")


class Orders:
    """Places orders as a buyer."""

    def __init__(self, shop: TikTokShop) -> None:
        self._shop = shop

    def __call__(
        self, *, lines: Lines | None = None, status: str | None = None, shop_id: str | None = None, pay: bool = True
    ) -> Order:
        """An order of these SKUs, or of something on sale; pushed along until it has the status."""
        return Order(
            self._shop, self._shop.ask("POST", "orders", _cart(lines, status, shop_id or self._shop.shop_id, pay=pay))
        )

    async def place_async(
        self, *, lines: Lines | None = None, status: str | None = None, shop_id: str | None = None, pay: bool = True
    ) -> Order:
        """The same for async tests."""
        cart = _cart(lines, status, shop_id or self._shop.shop_id, pay=pay)
        return Order(self._shop, await self._shop.ask_async("POST", "orders", cart))


def _cart(lines: Lines | None, status: str | None, shop_id: str, *, pay: bool) -> dict[str, Any]:
    cart: dict[str, Any] = {"shop_id": shop_id, "pay": pay}
    if lines:
        cart["lines"] = [{"sku_id": sku_id, "quantity": units} for sku_id, units in lines.items()]
    return cart | ({"status": status} if status else {})


class Clock:
    """The simulated shop's own time. Winding delivers the webhooks that fall due on the way."""

    def __init__(self, shop: TikTokShop) -> None:
        self._shop = shop

    @property
    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.fromtimestamp(self._shop.ask("GET", "clock")["now"], UTC)

    def advance(self, **span: float) -> datetime:
        """Forward by a span as `timedelta` takes it: seconds, minutes, hours, days."""
        return _moment(self._shop.ask("POST", "clock", _by(span)))

    async def advance_async(self, **span: float) -> datetime:
        """The same for async tests: the test's loop stays free to answer webhooks."""
        return _moment(await self._shop.ask_async("POST", "clock", _by(span)))


def _by(span: Mapping[str, float]) -> dict[str, int]:
    return {"advance_s": round(timedelta(**span).total_seconds())}


def _moment(told: Mapping[str, Any]) -> datetime:
    return datetime.fromtimestamp(told["now"], UTC)


class Chaos:
    """Lets calls and webhooks go wrong."""

    def __init__(self, shop: TikTokShop) -> None:
        self._shop = shop

    def __call__(self, fault: str | None = None, **rule: Any) -> str:
        """Add a rule: a named fault or an effect (`code=`, `latency_ms=`, ...), and which calls; its id."""
        given = rule if fault is None else {"fault": fault, **rule}
        return str(self._shop.ask("POST", "chaos", given)["id"])

    def rules(self) -> list[dict[str, Any]]:
        """Every rule with how often it matched (`seen`) and struck."""
        told: list[dict[str, Any]] = self._shop.ask("GET", "chaos")["rules"]
        return told

    def clear(self) -> None:
        """No rules."""
        self._shop.ask("DELETE", "chaos")

    def webhooks(self, **shares: Any) -> None:
        """Shares of webhooks that go wrong: drop, duplicate, shuffle, delay_s, wrong_signature, slow_consumer."""
        self._shop.ask("POST", "faults", {"webhooks": shares})


class Webhooks:
    """Asks for webhooks: those that came, and those that shall come."""

    def __init__(self, shop: TikTokShop) -> None:
        self._shop = shop

    @property
    def received(self) -> list[Webhook]:
        """Everything sent so far, in order."""
        return self._shop.inbox.all()

    def __call__(self, topic: int | str, *, within_s: float = WITHIN_S, **data: Any) -> Webhook:
        """The first webhook of the topic whose `data` has these members; fails if none comes in time (wall time)."""
        number, clock = topic_of(topic).type, _Deadline(within_s)
        while True:
            held = self.received
            found = _found(held, number, data)
            if found is not None:
                return found
            if clock.over:
                raise AssertionError(_complaint(topic, data, held))
            self._shop.inbox.wait_for_more(len(held), clock.left)

    async def wait_async(self, topic: int | str, *, within_s: float = WITHIN_S, **data: Any) -> Webhook:
        """The same for async tests."""
        return await asyncio.to_thread(self, topic, within_s=within_s, **data)

    def none(self, topic: int | str, **data: Any) -> None:
        """Fail if such a webhook was sent, once nothing is on its way any more."""
        self._shop.ask("POST", "deliveries/drain")
        found = _found(self.received, topic_of(topic).type, data)
        assert found is None, f"There was a webhook {topic}: {found.body if found else ''}"


class _Deadline:
    def __init__(self, within_s: float) -> None:
        from shoplatch.clock import SystemClock

        self._clock = SystemClock()
        self._ends = self._clock.monotonic() + within_s

    @property
    def left(self) -> float:
        return max(0.0, self._ends - self._clock.monotonic())

    @property
    def over(self) -> bool:
        return self.left <= 0


def _found(held: list[Webhook], topic: int, data: Mapping[str, Any]) -> Webhook | None:
    for webhook in held:
        if webhook.topic == topic and all(webhook.data.get(name) == value for name, value in data.items()):
            return webhook
    return None


def _complaint(topic: int | str, data: Mapping[str, Any], held: list[Webhook]) -> str:
    wanted = f"webhook {topic}" + (f" with {dict(data)}" if data else "")
    if not held:
        return f"No {wanted} came; no webhook came at all."
    came = "\n".join(f"  {webhook.topic} {webhook.data}" for webhook in held[-20:])
    return f"No {wanted} came. These did (the last {min(20, len(held))} of {len(held)}):\n{came}"
