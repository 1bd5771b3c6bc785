"""The simulator without a socket, for both clients: a transport hands each request straight to its ASGI app."""

from __future__ import annotations

from collections.abc import Coroutine
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from shoplatch.clock import SetClock
from shoplatch.simulator import tokens, worlds
from shoplatch.simulator.asgi import Site, build
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.state.parties import CategoryAsset, Seller
from shoplatch.simulator.switches import Switches
from shoplatch.transport import HttpRequest, HttpResponse

BORN = datetime(2026, 1, 10, tzinfo=UTC)


class Shops:
    """A world with a seller's shops, a creator and a partner, and a token of each."""

    def __init__(self, world: str = "demo", seed: int = 5) -> None:
        self.clock = SetClock(BORN)
        self.world = worlds.build(world, seed, SimClock(self.clock))
        self.site: Site = build(self.world, SimulatorOptions(rate_limit="off"))
        self.app = next(iter(self.world.apps.values()))
        seller = next(iter(self.world.sellers.values()))
        self.shops = [shop for shop in self.world.shops.values() if shop.seller_open_id == seller.open_id]
        creator = Seller("open-creator", "Ana", "GB", user_type=1)
        partner = Seller("open-partner", "Agency", "GB", user_type=3)
        partner.assets.append(CategoryAsset("asset", 7, "Agency", "GB"))
        self.world.sellers |= {creator.open_id: creator, partner.open_id: partner}
        self._by_type = {one.user_type: one for one in (seller, creator, partner)}

    def token(self, user_type: int = 0) -> str:
        """A fresh grant's: what one test does to its grant is nothing to the next."""
        ends = self.world.clock.now() + 365 * tokens.DAY_S
        pair = tokens.first_pair(self.world, Switches(), self.app, self._by_type[user_type], grant_ends_at=ends)
        token = str(pair["access_token"])
        self.world.grant_by_access_token[token].kind = user_type
        return token


class InProcess:
    """The blocking transport. API calls of the simulator wait for nothing, so one step of its coroutine is the answer."""

    def __init__(self, shops: Shops) -> None:
        self._site = shops.site
        self.requests: list[HttpRequest] = []

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        asked: Coroutine[Any, Any, HttpResponse] = self._ask(request)
        try:
            asked.send(None)
        except StopIteration as done:
            response: HttpResponse = done.value
            return response
        raise AssertionError("the simulator waits for something")

    async def _ask(self, request: HttpRequest) -> HttpResponse:
        self.requests.append(request)
        parts = urlsplit(request.url)
        headers = [(name.encode(), value.encode()) for name, value in request.headers]
        if request.body is not None:
            headers.append((b"content-length", str(len(request.body)).encode()))
        scope = {
            "type": "http",
            "method": request.method,
            "path": parts.path,
            "query_string": parts.query.encode(),
            "headers": headers,
            "client": ("127.0.0.1", 50000),
        }
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": request.body or b"", "more_body": False}

        async def collect(message: Any) -> None:
            sent.append(message)

        await self._site(scope, receive, collect)
        start, body = sent
        told = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return HttpResponse(start["status"], told, body["body"])


class InLoop(InProcess):
    """The asynchronous transport."""

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:  # type: ignore[override]
        return await self._ask(request)
