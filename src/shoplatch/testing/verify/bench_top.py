"""What the checks work with: the simulated shop, the integration beside it, and what was seen of their talk."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from shoplatch.client import Client
from shoplatch.clock import Clock
from shoplatch.errors import ShoplatchError
from shoplatch.testing.desk.shop import TikTokShop
from shoplatch.testing.explainer import explain
from shoplatch.testing.explainer.har import from_log
from shoplatch.testing.verify.checks import Failed, Skipped
from shoplatch.testing.verify.integration import Integration, Pause

IN_STEP_WITHIN_S = 12.0
SIGNATURE, BAD_PARAMETERS = 106001, 36009004


@dataclass(slots=True)
class BenchTop:
    """One verification under way."""

    shop: TikTokShop
    integration: Integration
    client: Client
    clock: Clock
    pause: Pause
    orders: list[str] = field(default_factory=list)
    synced: tuple[bool, str] = (False, "it was not asked yet")
    failed: set[str] = field(default_factory=set)  # names of checks

    def needs(self, *checks: str) -> None:
        """Go on only where these checks held: what follows from a failure is no second one.

        Raises:
            Skipped: one of them failed.
        """
        for name in checks:
            if name in self.failed:
                raise Skipped(f"{name} failed, and this follows from it")

    # --- the simulated shop ---

    def place(self, count: int, **wish: Any) -> list[str]:
        """Buyers place so many orders; their ids."""
        made = [
            str(self.shop.ask("POST", "orders", {"shop_id": self.shop.shop_id, **wish})["order_id"]) for _ in range(count)
        ]
        self.orders += made
        return made

    def advance(self, order_id: str, status: str | None = None) -> None:
        """Push an order along."""
        self.shop.ask("POST", f"orders/{order_id}/advance", {"status": status} if status else {})

    def truth(self, order_id: str) -> dict[str, Any]:
        """An order as the platform has it."""
        orders: list[dict[str, Any]] = self.client.call("order.get_order_detail", ids=[order_id]).data["orders"]
        return orders[0]

    def sku_of(self, order_id: str) -> str:
        """The SKU of an order's first line."""
        return str(self.truth(order_id)["line_items"][0]["sku_id"])

    def stock(self, sku_id: str) -> int:
        """What can be sold of a SKU, as the platform has it."""
        found = self.client.call("product.inventory_search", sku_ids=[sku_id]).data["inventory"][0]["skus"][0]
        return int(found["total_available_quantity"])

    def webhooks(self, *, on: bool) -> None:
        """Send the integration webhooks, or let it be without."""
        url = self.integration.adapter.webhooks
        address = url.replace("{port}", str(self.shop.ready["port"])) if on and url else "http://inbox.invalid/webhooks"
        self.shop.webhooks_to(address)

    def chaos(self, **rule: Any) -> None:
        """Let calls of the integration go wrong."""
        self.shop.ask("POST", "chaos", rule)

    def calm(self) -> None:
        """Let nothing go wrong any more."""
        self.shop.ask("DELETE", "chaos")

    # --- what was seen ---

    def calls(self, path: str = "", *, after: int = 0) -> list[dict[str, Any]]:
        """The integration's calls, oldest first; those of our own client are left out."""
        return [one for one in self.shop.requests(path) if one["n"] > after and not self._own(one)]

    @property
    def mark(self) -> int:
        """A place in the log, for `after`."""
        return int(self.shop.ask("GET", "requests", limit=1)["last"])

    def _own(self, call: dict[str, Any]) -> bool:
        return bool(call["access_token"]) and call["access_token"] == f"…{self.client_token[-6:]}"

    @property
    def client_token(self) -> str:
        """The token of our own client, by which its calls are known."""
        return str(self.shop.ready["own_token"])

    def spoken(self, calls: Iterable[dict[str, Any]]) -> str:
        """Calls as evidence."""
        return "; ".join(f"{one['method']} {one['path']} → {one['status']} code {one['code']}" for one in list(calls)[:4])

    def mistakes(self, call: dict[str, Any]) -> tuple[list[str], str]:
        """What the explainer says about a refused call: the kinds of its mistakes, and a sentence."""
        told = explain(from_log(call), {self.shop.app_key: self.shop.app_secret})
        return [one.kind for one in told.mistakes], "; ".join(f"{one.what}. {one.fix}" for one in told.mistakes)

    # --- the integration ---

    def sync(self) -> None:
        """Let the integration read everything.

        Raises:
            Skipped: the adapter does not say how.
        """
        if self.integration.adapter.sync is None:
            raise Skipped("the adapter has no [sync]")
        try:
            self.synced = self.integration.sync()
        except ShoplatchError as failure:
            self.synced = (False, str(failure))

    def known(self, order_id: str) -> dict[str, Any] | None:
        """What the integration knows of an order.

        Raises:
            Skipped: the adapter does not say how to ask.
        """
        if self.integration.adapter.order is None:
            raise Skipped("the adapter has no [order]")
        return self.integration.know(self.integration.adapter.order, order_id)

    def in_step(self, order_id: str, *, within_s: float = IN_STEP_WITHIN_S) -> None:
        """Wait until the integration knows an order as the platform has it.

        Raises:
            Failed: it does not, in so many seconds.
        """
        until = self.clock.monotonic() + within_s
        while True:
            truth, known = self.truth(order_id)["status"], self.known(order_id)
            if known is not None and known.get("status") == truth:
                return
            if self.clock.monotonic() > until:
                there = "does not know it" if known is None else f"has {known.get('status')}"
                raise Failed(f"Order {order_id} is {truth}, and the integration {there} after {within_s:.0f} s")
            self.pause(0.1)

    def event(self, topic: int, data: dict[str, Any], *, id_: str = "") -> bytes:
        """A webhook's body as the platform writes it."""
        body = {
            "type": topic,
            "tts_notification_id": id_ or f"verify-{self.clock.monotonic()}",
            "shop_id": self.shop.shop_id,
            "timestamp": int(self.shop.ask("GET", "clock")["now"]),
            "data": data,
        }
        return json.dumps(body, separators=(",", ":")).encode()

    def signature(self, body: bytes, secret: str = "") -> str:
        """The signature the platform gives a webhook."""
        return hmac.new((secret or self.shop.app_secret).encode(), self.shop.app_key.encode() + body, sha256).hexdigest()
