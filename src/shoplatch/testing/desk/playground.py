"""One simulator on a thread of its own, and the way to ask it from any thread and any event loop."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from shoplatch.catalog.reader import topics
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.ready import Ready
from shoplatch.simulator.server import SimulatorServer
from shoplatch.testing.desk.inbox import ADDRESS, CatchingWire, Inbox
from shoplatch.testing.desk.shop import TikTokShop

ANSWER_WITHIN_S = 120.0
_T = TypeVar("_T")


class Playground:
    """A running simulator that takes a new world whenever asked."""

    def __init__(self, server: SimulatorServer, loop: asyncio.AbstractEventLoop, inboxes: list[Inbox]) -> None:
        self._server = server
        self._loop = loop
        self._inboxes = inboxes

    def fresh(self, world: str = "stocked", seed: int = 1, markets: Sequence[str] = ()) -> TikTokShop:
        """A new world; the one before is gone. Its app is told of every topic, by an inbox in memory.

        `markets`: shops beside the GB and the US one, in any of the sixteen markets.
        """
        ready = self.run(self._renewed(world, seed, markets))
        return TikTokShop(ready.told, self._inboxes[-1], self)

    def run(self, work: Coroutine[Any, Any, _T]) -> _T:
        """Let the simulator's own loop do something, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(ANSWER_WITHIN_S)

    async def run_async(self, work: Coroutine[Any, Any, _T]) -> _T:
        """The same without blocking the caller's loop."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    async def pull(self, method: str, path: str, body: bytes, query: dict[str, str]) -> Any:
        """One lever of the control; on the simulator's loop."""
        site = self._server.site
        if site is None:
            raise RuntimeError("the simulator has stopped")
        return await site.control.pull(method, path, query, body)

    async def _renewed(self, world: str, seed: int, markets: Sequence[str]) -> Ready:
        ready = await self._server.renew(world, seed, markets)
        site = self._server.site
        for app in site.world.apps.values() if site is not None else ():
            app.webhook_url, app.webhook_topics = ADDRESS, set(topics())
        return ready


@contextmanager
def playground() -> Iterator[Playground]:
    """Start a simulator on a free port, stop it at the end."""
    inboxes: list[Inbox] = []

    def wire(clock: Any) -> CatchingWire:
        inboxes[:] = [Inbox()]
        return CatchingWire(clock, inboxes[-1])

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="tiktok-shop", daemon=True)
    thread.start()
    server = SimulatorServer(SimulatorOptions(port=0, world="empty", rate_limit="off"), wire=wire)
    running = Playground(server, loop, inboxes)
    try:
        running.run(server.start())
        yield running
    finally:
        running.run(server.stop())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
