"""A whole town in memory: the simulated TikTok Shop, our console and webhook door, and the wires between them.

Every part is the real one; only sockets are missing. The simulator posts its webhooks to our door, the console asks the
simulator's addresses, and a browser walks on both.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.vault import Vault
from shoplatch.clock import SetClock
from shoplatch.console import build
from shoplatch.errors import Unreachable
from shoplatch.inbox.door import Door
from shoplatch.inbox.genuine import SignedBySecret
from shoplatch.inbox.receive import GroupCommit, into
from shoplatch.serve.web import front
from shoplatch.simulator import worlds
from shoplatch.simulator.asgi import Site
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.state.world import World
from shoplatch.simulator.wire import WireAnswer
from shoplatch.store.engine import Store
from shoplatch.transport import HttpRequest, HttpResponse
from tests.console.house import KEY, HouseOfTests, house_on

SIMULATOR = "http://127.0.0.1:8090"
CONSOLE = "http://127.0.0.1:8400"


class Running(SetClock):
    """A clock whose date stands while spans run on, so that what waits for a moment does not wait for ever."""

    def monotonic(self) -> float:
        return time.monotonic()


class Streets:
    """Carries requests to whoever lives at the address: our transport and the simulator's wire at once."""

    def __init__(self) -> None:
        self.houses: dict[str, Any] = {}
        self.carried: list[HttpRequest] = []

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        self.carried.append(request)
        parts = urlsplit(request.url)
        lives_there = self.houses.get(parts.netloc)
        if lives_there is None:
            raise Unreachable(f"{parts.netloc} cannot be reached: ConnectError")
        wire = httpx2.ASGITransport(app=lives_there, raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=wire) as client:
            answer = await client.request(
                request.method, request.url, headers=list(request.headers), content=request.body, timeout=timeout_s
            )
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return HttpResponse(answer.status_code, headers, answer.content)

    async def post(self, url: str, body: bytes, headers: dict[str, str], *, limit_s: float) -> WireAnswer:
        try:
            answer = await self.send(HttpRequest("POST", url, tuple(headers.items()), body), timeout_s=limit_s)
        except Unreachable as nobody:
            return WireAnswer(None, 1.0, error=str(nobody))
        return WireAnswer(answer.status, 1.0, not answer.body)

    async def close(self) -> None:
        pass


@dataclass
class Town:
    """What a test walks in. `person` is a browser that is signed in to the console, and welcome at the simulator."""

    house: HouseOfTests
    world: World
    streets: Streets
    person: httpx2.AsyncClient
    clock: SetClock

    async def page(self, path: str) -> str:
        """A page, four seconds later: what costs little is looked at again by then."""
        self.clock.advance(4)
        answer = await self.person.get(CONSOLE + path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[:800])
        return answer.text

    async def send(self, path: str, **fields: str) -> httpx2.Response:
        return await self.person.post(CONSOLE + path, data=fields)

    async def control(self, path: str, body: dict[str, Any] | None = None) -> Any:
        """A lever of the simulator's control."""
        request = HttpRequest(
            "GET" if body is None else "POST",
            f"{SIMULATOR}/_sim/{path}",
            (("content-type", "application/json"),),
            None if body is None else json.dumps(body).encode(),
        )
        answer = await self.streets.send(request, timeout_s=10)
        assert answer.status == 200, answer.body
        return json.loads(answer.body)

    async def state(self, step: str) -> tuple[str, str]:
        """State and summary of a step."""
        one = (await self.house.guide.status()).step(step)
        return one.state, one.summary

    async def consent(self, page: str, *, approve: bool = True) -> httpx2.Response:
        """What a seller does with a consent link on one of our pages: open it, say yes or no, come back."""
        link = re.search(r'href="(http://127\.0\.0\.1:8090/open/authorize[^"]+)"', page)
        assert link is not None, page[:3000]
        answer = await self.person.get(link[1].replace("&amp;", "&") + ("" if approve else "&deny=1"))
        assert answer.status_code == 302, answer.text
        return await self.person.get(answer.headers["location"])


@asynccontextmanager
async def town_on(store: Store, clock: SetClock, *, world: str = "stocked") -> AsyncIterator[Town]:
    """A town around a store."""
    streets = Streets()
    made = worlds.build(world, 3, SimClock(clock))
    site = Site(made, SimulatorOptions(rate_limit="off"), streets)
    async with (
        house_on(store, clock) as house,
        await Accounts.open(store, Vault(KEY), clock=clock, transport=streets) as accounts,
    ):
        house.accounts, house.transport = accounts, streets  # type: ignore[assignment]  # a transport as good as a Wire
        door = Door(GroupCommit(into(store)), SignedBySecret(accounts.webhook_secrets, clock), clock)
        pages = front(door, build(house))
        site.webhooks.start()
        streets.houses |= {"127.0.0.1:8090": site, "127.0.0.1:8400": pages}
        async with httpx2.AsyncClient(transport=_Everywhere(streets), headers={"origin": CONSOLE}) as person:
            link = await accounts.people.issue_link()
            assert (await person.post(f"{CONSOLE}/sign-in", data={"token": link})).status_code == 303
            yield Town(house, made, streets, person, clock)
        await door.close()
        await site.webhooks.stop()


class _Everywhere(httpx2.AsyncBaseTransport):
    """A browser's way to every house of the town."""

    def __init__(self, streets: Streets) -> None:
        self._streets = streets

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        app = self._streets.houses[request.url.netloc.decode()]
        return await httpx2.ASGITransport(app=app, raise_app_exceptions=False).handle_async_request(request)
