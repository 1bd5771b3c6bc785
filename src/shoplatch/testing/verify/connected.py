"""Verifies a real connection by looking alone: grant, scopes, clock, each area, pages, money, webhooks, the store beside it.

Nothing is written, at the platform or here. With an adapter, the integration it tells of is asked for the same orders.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from shoplatch.clock import Clock
from shoplatch.errors import NotFound, ShoplatchError
from shoplatch.testing.verify.checks import Check, Failed, Skipped, Verdict
from shoplatch.testing.verify.integration import Integration
from shoplatch.testing.verify.looking import Looking

if TYPE_CHECKING:  # these need the platform, and a list of the checks does not
    from shoplatch.store.read import ShopRow
    from shoplatch.sync.subscriptions import Subscriptions

ORDERS = 20
GROUP = "connection"
Tell = Callable[[Verdict], None]


class Stored(Protocol):
    """What our store has of a shop; None where it has nothing."""

    async def order(self, order_id: str) -> dict[str, Any] | None:
        """Status, total and currency of an order."""

    async def statement(self, statement_id: str) -> dict[str, Any] | None:
        """A statement's settlement_amount."""

    async def stock(self, sku_id: str) -> int | None:
        """What can be sold of a SKU."""


@dataclass(slots=True)
class Beside:
    """What is looked at: the platform through a client that only looks, our store, and perhaps an integration."""

    shop: ShopRow
    looking: Looking
    stored: Stored
    clock: Clock
    subscriptions: Callable[[], Awaitable[Subscriptions]]
    integration: Integration | None = None
    known: dict[str, Any] = field(default_factory=dict)  # what one check read and the next one uses

    async def orders(self) -> list[dict[str, Any]]:
        """The newest orders, as the platform has them; asked once."""
        if "orders" not in self.known:
            data = await self.looking.ask(
                "order.get_order_list", page_size=ORDERS, sort_field="create_time", sort_order="DESC"
            )
            self.known["orders"] = data.get("orders") or []
        if not self.known["orders"]:
            raise Skipped("the shop has no orders")
        return list(self.known["orders"])

    async def statements(self) -> list[dict[str, Any]]:
        """The newest statements; asked once."""
        if "statements" not in self.known:
            data = await self.looking.ask(
                "finance.get_statements", sort_field="statement_time", sort_order="DESC", page_size=10
            )
            self.known["statements"] = data.get("statements") or []
        if not self.known["statements"]:
            raise Skipped("the shop has no statements")
        return list(self.known["statements"])

    async def inventory(self) -> list[dict[str, Any]]:
        """SKUs of the newest products with their stock; asked once."""
        if "inventory" not in self.known:
            found = await self.looking.ask("product.search_products", page_size=ORDERS, status="ACTIVATE")
            ids = [one["id"] for one in found.get("products") or []]
            if not ids:
                raise Skipped("the shop has nothing on sale")
            data = await self.looking.ask("product.inventory_search", product_ids=ids)
            self.known["inventory"] = [sku for product in data.get("inventory") or [] for sku in product["skus"]]
        return list(self.known["inventory"])


Look = Callable[[Beside], Awaitable[str]]
CONNECTED: list[tuple[Check, Look]] = []


def look(name: str, title: str, *, fix: str) -> Callable[[Look], Look]:
    """Register a check of a connection."""

    def registered(deed: Look) -> Look:
        CONNECTED.append((Check(f"{GROUP}.{name}", GROUP, title, fix, lambda _: None), deed))
        return deed

    return registered


def chosen(only: Sequence[str]) -> list[tuple[Check, Look]]:
    """The checks whose name begins so, with or without `connection.`; all without a choice.

    Raises:
        NotFound: no check begins so.
    """
    wanted = [word if word.startswith(GROUP) else f"{GROUP}.{word}" for word in only]
    for word in wanted:
        if not any(one.name.startswith(word) for one, _ in CONNECTED):
            raise NotFound(f"No check of a connection begins with {word!r}", next_step="See `shoplatch verify --list`.")
    return [one for one in CONNECTED if not wanted or any(one[0].name.startswith(word) for word in wanted)]


async def verify_connection(beside: Beside, only: Sequence[str] = (), *, tell: Tell | None = None) -> list[Verdict]:
    """Look at a connection; each verdict is told as it is reached.

    Raises:
        NotFound: no check has such a name.
    """
    verdicts = []
    for check, deed in chosen(only):
        verdict = await _judged(beside, check, deed)
        verdicts.append(verdict)
        if tell is not None:
            tell(verdict)
    return verdicts


async def _judged(beside: Beside, check: Check, deed: Look) -> Verdict:
    began = beside.clock.monotonic()
    state, evidence, cause = "passed", "", ""
    beside.looking.exhibits = []
    try:
        evidence = await deed(beside)
    except Skipped as skipped:
        state, evidence = "skipped", str(skipped)
    except Failed as failed:
        state, evidence, cause = "failed", failed.evidence, failed.cause
    except ShoplatchError as failure:
        state, evidence, cause = "failed", str(failure), type(failure).__name__
    took = round((beside.clock.monotonic() - began) * 1000, 1)
    fix = "" if state == "passed" else check.fix
    exhibits = tuple(beside.looking.exhibits)
    return Verdict(check.name, check.group, check.title, state, evidence, cause, fix, took, exhibits)


def equal_money(text: object, amount: object) -> bool:
    """Whether two spellings are one amount."""
    return text is None or amount is None or Decimal(str(text)) == Decimal(str(amount))
