"""What the checks work with: the simulated shop, the integration beside it, and what was seen of their talk."""

from __future__ import annotations

import contextlib
import hmac
import json
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from shoplatch.client import Client
from shoplatch.clock import Clock
from shoplatch.errors import ShoplatchError
from shoplatch.testing.desk.shop import TikTokShop
from shoplatch.testing.explainer import explain
from shoplatch.testing.explainer.har import from_log
from shoplatch.testing.verify.checks import Exhibit, Failed, Follows, Skipped
from shoplatch.testing.verify.integration import Integration, Pause
from shoplatch.testing.verify.ourselves import Ourselves

IN_STEP_WITHIN_S = 12.0
SIGNATURE, BAD_PARAMETERS = 106001, 36009004
SEARCH, DETAIL = "order.get_order_list", "order.get_order_detail"
SHOWN_CHARS = 1_200


@dataclass(slots=True)
class BenchTop:
    """One verification under way."""

    shop: TikTokShop
    integration: Integration
    own: Ourselves
    clock: Clock
    pause: Pause
    orders: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)  # orders of another shop of the grant
    synced: tuple[bool, str] = (False, "it was not asked yet")
    failed: set[str] = field(default_factory=set)  # names of checks
    follows: set[str] = field(default_factory=set)  # of those that were skipped for it
    exhibits: list[Exhibit] = field(default_factory=list)  # of the check under way

    def needs(self, *checks: str) -> None:
        """Go on only where these checks held: what follows from a failure is no second one.

        Raises:
            Follows: one of them failed.
        """
        for name in checks:
            if name in self.failed:
                raise Follows(f"{name} failed, and this follows from it")
            if name in self.follows:
                raise Follows(f"{name} could not be made, and this follows from it")

    @property
    def client(self) -> Client:
        """Our own client of the shop."""
        return self.own.client

    # --- the simulated shop ---

    def place(self, count: int, **wish: Any) -> list[str]:
        """Buyers place so many orders in the shop; their ids."""
        made = [self.place_in(self.shop.shop_id, **wish) for _ in range(count)]
        self.orders += made
        return made

    def place_in(self, shop_id: str, **wish: Any) -> str:
        """A buyer places an order in one shop of the grant; its id."""
        return str(self.shop.ask("POST", "orders", {"shop_id": shop_id, **wish})["order_id"])

    @property
    def page_size(self) -> int:
        """How many orders the integration asks for at once."""
        searches = [one for one in self.calls("orders/search") if one["operation"].startswith(SEARCH)]
        return max((int(size) for one in searches if (size := one["query"].get("page_size", "")).isdigit()), default=20)

    def place_on_a_later_page(self) -> str:
        """An order that does not stand on the first page: so many others are newer."""
        order = self.place(1)[0]
        self.place(self.page_size + 5)
        return order

    def advance(self, order_id: str, status: str | None = None) -> None:
        """Push an order along."""
        self.shop.ask("POST", f"orders/{order_id}/advance", {"status": status} if status else {})

    def wind(self, **span: float) -> None:
        """Let time pass in the shop: days, hours, seconds."""
        seconds = span.get("days", 0) * 86_400 + span.get("hours", 0) * 3_600 + span.get("seconds", 0)
        self.shop.ask("POST", "clock", {"advance_s": round(seconds)})
        if span.get("days"):
            self.own.renew()

    def truth(self, order_id: str, shop_cipher: str | None = None) -> dict[str, Any]:
        """An order as the platform has it."""
        orders: list[dict[str, Any]] = self.client.call(DETAIL, ids=[order_id], shop_cipher=shop_cipher).data["orders"]
        return orders[0]

    @property
    def elsewhere(self) -> dict[str, Any]:
        """Another shop of the same grant: id, cipher, region.

        Raises:
            Skipped: the integration does not say that it reads every shop.
        """
        if not self.integration.adapter.every_shop:
            raise Skipped("the adapter does not say [shops] every = true")
        return next(one for one in self.shop.shops if one["id"] != self.shop.shop_id)

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

    @contextlib.contextmanager
    def unheard(self) -> Iterator[None]:
        """Meanwhile no webhook tells the integration anything."""
        self.webhooks(on=False)
        try:
            yield
        finally:
            self.webhooks(on=True)

    def chaos(self, **rule: Any) -> None:
        """Let calls of the integration go wrong."""
        self.shop.ask("POST", "chaos", rule)

    def struck(self) -> int:
        """How often that happened so far."""
        return sum(int(rule["struck"]) for rule in self.shop.ask("GET", "chaos")["rules"])

    def calm(self) -> None:
        """Let nothing go wrong any more."""
        self.shop.ask("DELETE", "chaos")

    # --- what was seen ---

    def calls(self, path: str = "", *, after: int = 0) -> list[dict[str, Any]]:
        """The integration's calls, oldest first; those of our own client are left out."""
        told = self.shop.ask("GET", "requests", path=path, after=after, limit=2_000)["requests"]
        return [one for one in told if not self._own(one)]

    def show(self, calls: Iterable[dict[str, Any]]) -> None:
        """Lay calls on the table as exhibits."""
        self.exhibits += [_exhibit(one) for one in list(calls)[:3]]

    @property
    def mark(self) -> int:
        """A place in the log, for `after`."""
        return int(self.shop.ask("GET", "requests", limit=1)["last"])

    def _own(self, call: dict[str, Any]) -> bool:
        return call["access_token"] in self.own.tails or call["n"] in self.own.renewals

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
        question = self.integration.adapter.sync
        if question is None:
            raise Skipped("the adapter has no [sync]")
        try:
            self.synced = self.integration.do(question)
        except ShoplatchError as failure:
            self.synced = (False, str(failure))

    def while_syncing(self, deed: Callable[[], None]) -> None:
        """Let the integration read everything, and do something once a rule of chaos has struck its reading."""
        reading = threading.Thread(target=self.sync, name="verify-sync")
        reading.start()
        until = self.clock.monotonic() + IN_STEP_WITHIN_S
        while reading.is_alive() and not self.struck() and self.clock.monotonic() < until:
            self.pause(0.02)
        deed()
        reading.join()

    def asked(self, section: str, id_: str) -> dict[str, Any] | None:
        """What the integration knows of a thing, by a section of the adapter.

        Raises:
            Skipped: the adapter does not say how to ask.
        """
        question = self.integration.adapter.questions.get(section)
        if question is None:
            raise Skipped(f"the adapter has no [{section}]")
        return self.integration.know(question, id_)

    def known(self, order_id: str) -> dict[str, Any] | None:
        """What the integration knows of an order.

        Raises:
            Skipped: the adapter does not say how to ask.
        """
        return self.asked("order", order_id)

    def in_step(self, order_id: str, *, within_s: float = IN_STEP_WITHIN_S, shop_cipher: str | None = None) -> None:
        """Wait until the integration knows an order as the platform has it.

        Raises:
            Failed: it does not, in so many seconds.
        """
        until = self.clock.monotonic() + within_s
        while True:
            truth, known = self.truth(order_id, shop_cipher)["status"], self.known(order_id)
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


def _exhibit(call: dict[str, Any]) -> Exhibit:
    """A call of the simulator's log; that log has hidden the secrets."""
    return Exhibit(
        f"{call['method']} {call['path']}?{call['query_string']}"[:SHOWN_CHARS],
        str(call["string_to_sign"])[:SHOWN_CHARS],
        str(call["body"])[:SHOWN_CHARS],
        f"HTTP {call['status']}, code {call['code']}",
        float(call["elapsed_ms"]),
    )
