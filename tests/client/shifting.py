"""A platform whose orders change between any two calls, paging by offset: the worst a search may do to who walks it.

An offset counts rows, so a row that leaves or moves shifts all behind it. The real platform's tokens are opaque and may be
of this kind; the simulator's are not, so this is written here.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from operator import itemgetter
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from shoplatch.transport import HttpRequest, HttpResponse
from tests.client.scripted import answer

START = 1_760_000_000


def order(n: int, at: int) -> dict[str, Any]:
    """A new order."""
    return {"id": str(576460752300000000 + n), "create_time": at, "update_time": at, "status": "UNPAID"}


class Shifting:
    """Orders, a clock in seconds, and what happens between calls. Implements the transport protocol."""

    def __init__(
        self, count: int, *, per_second: int = 1, seed: int = 1, changes: int = 0, token_calls_max: int | None = None
    ) -> None:
        self.dice = random.Random(seed)
        self.now = START + count // per_second
        self.orders = {str(n): order(n, START + n // per_second) for n in range(count)}
        self.changes = changes
        self.calls = 0
        self.before_each: Callable[[], None] = self._change
        self.token_calls_max = token_calls_max  # a token is refused after so many calls
        self.refused = 0

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        self.before_each()
        self.calls += 1
        if self.calls > 5_000:
            raise AssertionError("the walk does not end")
        query = dict(parse_qsl(urlsplit(request.url).query))
        return self.answer(query, json.loads(request.body or b"{}"))

    def answer(self, query: dict[str, str], body: dict[str, Any]) -> HttpResponse:
        field, size = query.get("sort_field", "create_time"), int(query["page_size"])
        rows = list(self.orders.values())
        for name, bound in body.items():
            of, _, which = name.rpartition("_")
            if which == "ge":
                rows = [row for row in rows if row[of] >= bound]
            elif which == "lt":
                rows = [row for row in rows if row[of] < bound]
        if body.get("order_status") is not None:
            rows = [row for row in rows if row["status"] == body["order_status"]]
        rows.sort(key=itemgetter(field, "id"), reverse=query.get("sort_order", "DESC") == "DESC")
        offset = 0
        if "page_token" in query:
            made, offset = map(int, query["page_token"].split(":"))
            if self.token_calls_max is not None and self.calls - made > self.token_calls_max:
                self.refused += 1
                return answer(code=36009004, status=400, message="Invalid page_token")
        page = rows[offset : offset + size]
        more = offset + size < len(rows)
        return answer({
            "orders": page,
            "next_page_token": f"{self.calls}:{offset + size}" if more else "",
            "total_count": len(rows),
        })  # fmt: skip

    def _change(self) -> None:
        """Some orders are touched, one is new."""
        all_orders = list(self.orders.values()) if self.changes else []
        for _ in range(self.changes if all_orders else 0):
            self.now += self.dice.randrange(2)
            row = self.dice.choice(all_orders)
            row["update_time"] = self.now
            row["status"] = "AWAITING_SHIPMENT"
        if self.changes:
            n = len(self.orders)
            self.orders[str(n)] = order(n, self.now)


class AsyncShifting(Shifting):
    """The same for the asynchronous client."""

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:  # type: ignore[override]
        return super().send(request, timeout_s=timeout_s)
