"""A storm of 429 over real HTTP whose outcome no slow machine changes: the simulator's limiter, the shared budget and the
clients all live on one clock, which moves on when every caller waits for it and not before."""

from __future__ import annotations

import asyncio
import heapq
import itertools
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from shoplatch.accounts.budgets import SharedBudget
from shoplatch.client import AsyncClient, CallRecord
from shoplatch.clock import SetClock
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.ready import Ready
from shoplatch.simulator.server import SimulatorServer
from shoplatch.store.engine import Store

ORDERS = "order.get_order_list"
LIMIT = 20  # a second
TRIP_S = 0.05


class Time:
    """Time for many callers: it stands while any of them is at work, and goes on to the first who waits when all do."""

    def __init__(self, clock: SetClock) -> None:
        self.clock = clock
        self._order = itertools.count()
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._busy = 0

    async def sleep(self, seconds: float) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (self.clock.monotonic() + seconds, next(self._order), turn))
        self._rests()
        await turn

    async def run(self, callers: list[Awaitable[None]]) -> None:
        """Let all of them work to their end."""
        self._busy = len(callers)

        async def work(caller: Awaitable[None]) -> None:
            try:
                await caller
            finally:
                self._rests()

        await asyncio.gather(*map(work, callers))

    def _rests(self) -> None:
        """One caller is at work no longer; the last one moves the clock."""
        self._busy -= 1
        if self._busy == 0 and self._waiting:
            due = self._waiting[0][0]
            self.clock.advance(max(due - self.clock.monotonic(), 0.0))
            while self._waiting and self._waiting[0][0] <= due:
                self._busy += 1
                heapq.heappop(self._waiting)[2].set_result(None)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 1, 10, tzinfo=UTC))


@pytest.fixture
async def ready(clock: SetClock) -> AsyncIterator[Ready]:
    server = SimulatorServer(SimulatorOptions(port=0, world="stocked", rate_limit=str(LIMIT)), clock)
    try:
        yield await server.start()
    finally:
        await server.stop()


Made = Callable[[], AsyncClient]


@pytest.fixture
async def process(ready: Ready, clock: SetClock, store: Store, told: list[CallRecord]) -> AsyncIterator[tuple[Time, Made]]:
    """Makes clients as processes of one installation have them: each with a budget of its own on the shared database."""
    time = Time(clock)
    made: list[AsyncClient] = []

    def another() -> AsyncClient:
        keys = {name: ready.told[name] for name in ("app_key", "app_secret", "access_token", "base_url", "shop_cipher")}
        made.append(
            AsyncClient(
                **keys, clock=clock, sleep=time.sleep, budget=SharedBudget(store, clock), observer=told.append, timeout_s=60
            )
        )
        return made[-1]

    yield time, another
    for one in made:
        await one.aclose()


@pytest.fixture
def told() -> list[CallRecord]:
    return []


@pytest.mark.long
async def test_three_processes_use_nine_tenths_of_the_limit(
    process: tuple[Time, Made], clock: SetClock, told: list[CallRecord]
) -> None:
    time, another = process
    began, learning_s, seconds = clock.now().timestamp(), 30.0, 90.0

    async def caller(shop: AsyncClient) -> None:
        while clock.now().timestamp() - began < seconds:
            await time.sleep(TRIP_S)
            await shop.call(ORDERS, page_size=1, deadline_s=None)

    await time.run([caller(shop) for shop in (another(), another(), another()) for _ in range(10)])
    settled = [one for one in told if one.code == 0 and learning_s <= one.at.timestamp() - began < seconds]
    assert len(settled) / (LIMIT * (seconds - learning_s)) >= 0.9
    refused = sum(one.code == 36009002 for one in told)
    assert 0 < refused <= 0.05 * len(told)
    assert {one.code for one in told} == {0, 36009002}


async def test_each_write_of_a_storm_is_done_once(process: tuple[Time, Made], told: list[CallRecord]) -> None:
    time, another = process
    shops = [another(), another(), another()]
    kept: dict[str, Any] = {}

    async def look() -> None:
        product = (await shops[0].product.search_products(page_size=1, status="ACTIVATE")).items()[0]
        stock = await shops[0].product.inventory_search(product_ids=[product["id"]])
        kept.update(product=product["id"], **stock.data["inventory"][0]["skus"][0])

    async def write(shop: AsyncClient, n: int) -> None:
        places = [one["warehouse_id"] for one in kept["warehouse_inventory"]]
        stock: list[Any] = [{"warehouse_id": one, "quantity": 500 + n} for one in places]
        await shop.product.update_inventory(product_id=kept["product"], skus=[{"id": kept["id"], "inventory": stock}])

    await time.run([look()])
    told.clear()
    writes = 300
    await time.run([write(shops[n % 3], n) for n in range(writes)])
    codes = Counter(one.code for one in told)
    assert codes[0] == writes  # what was accepted is what was asked for: none twice, none missing
    assert set(codes) == {0, 36009002}  # some were refused, or this proves nothing
    assert all(one.again_in_s is None for one in told if one.code == 0)
