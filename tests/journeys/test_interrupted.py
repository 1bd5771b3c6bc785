"""A replay whose worker is killed, and everything that runs while the database is gone for a minute: it goes on, once."""

from __future__ import annotations

import asyncio
import contextlib
import random
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from shoplatch.clock import SystemClock
from shoplatch.errors import ShoplatchError
from shoplatch.inbox import replay
from shoplatch.inbox.replay import Which
from shoplatch.outbox.deliver import DeliverOptions
from shoplatch.store import inbox, replays
from shoplatch.store.embedded import Postgres
from shoplatch.store.engine import Store
from shoplatch.store.inbox import Arrived
from shoplatch.store.migrations import migrate
from shoplatch.sync.keeping import Streams
from shoplatch.transport import HttpRequest, HttpResponse
from shoplatch.transport.pinned import Answered
from tests.journeys.processes import erased
from tests.journeys.replays_on import BATCH_MAX
from tests.outbox.receiver import OK, URL, Receiver, change, hooks_on
from tests.store.shops import APP, SHOP, add_shops
from tests.sync.conftest import House, seal
from tests.sync.little_shop import lively
from tests.sync.test_detailed import BOTH, RECORDS, RETURNS, records, returns
from tests.sync.wire import Wire

pytestmark = pytest.mark.long

EVENTS, KILLS, AWAY_S = 10_000, 6, 60.0


async def until(true: Callable[[], Awaitable[bool]], within_s: float) -> None:
    async with asyncio.timeout(within_s):
        while not await true():  # noqa: ASYNC110 - what is waited for lies in the database
            await asyncio.sleep(0.05)


async def arrived(store: Store, count: int, shop_id: str, body: Callable[[int], bytes]) -> None:
    """So many events that were worked once."""
    now = datetime.now(UTC)
    for first in range(0, count, 2_000):
        batch = [Arrived(APP, f"k{k}", 1, shop_id, now, now, body(k)) for k in range(first, min(first + 2_000, count))]
        async with store.raw() as conn:
            await inbox.append(conn, batch)
    async with store.raw() as conn:
        await conn.execute("UPDATE inbox SET state = 'done', done_at = %s", [now])


async def newest(store: Store) -> replays.Replay:
    async with store.begin() as conn:
        return (await replays.newest(conn))[0]


async def numbers(store: Store, statement: str) -> list[int]:
    async with store.single() as conn:
        return [row[0] for row in await (await conn.execute(statement.encode())).fetchall()]


async def test_ten_thousand_events_come_back_once_though_the_worker_is_killed_again_and_again(
    store: Store, database_url: str
) -> None:
    await add_shops(store)
    await arrived(store, EVENTS, SHOP, lambda k: b'{"data": {}}')
    async with store.raw() as conn:  # every time an event is put back is written down by the database itself
        await conn.execute("CREATE TABLE put_back (n bigint)")
        await conn.execute("CREATE TABLE worked (n bigint)")
        await conn.execute(
            "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS "
            "$$BEGIN INSERT INTO put_back VALUES (NEW.n); RETURN NEW; END$$"
        )
        await conn.execute(
            "CREATE TRIGGER noted AFTER UPDATE ON inbox FOR EACH ROW "
            "WHEN (OLD.state = 'done' AND NEW.state = 'new') EXECUTE FUNCTION noted()"
        )
    await replay.replay_matching(store, Which(states=("done",)), SystemClock(), rate_per_s=1_000)

    def started() -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-m", "tests.journeys.replays_on", database_url])

    worker, chance = started(), random.Random(4)
    try:
        for kill in range(KILLS):
            mark = EVENTS * (kill + 1) // (KILLS + 2) + chance.randrange(200)
            await until(lambda mark=mark: _reached(store, mark), 120)
            worker.kill()  # SIGKILL, in the middle of whatever it does
            worker.wait()
            assert (await newest(store)).state == "running"
            worker = started()
        await until(lambda: _over(store), 240)
    finally:
        worker.terminate()
        worker.wait(30)
    made = await newest(store)
    assert (made.state, made.queued, made.matched) == ("done", EVENTS, EVENTS)
    put = Counter(await numbers(store, "SELECT n FROM put_back"))
    assert (len(put), set(put.values())) == (EVENTS, {1}), (
        "a portion and the place behind it are kept together, or not at all"
    )
    worked = Counter(await numbers(store, "SELECT n FROM worked"))
    assert len(worked) == EVENTS
    assert sum(times - 1 for times in worked.values()) <= KILLS * BATCH_MAX, "no more twice than the batches in hand"


async def _reached(store: Store, mark: int) -> bool:
    return (await newest(store)).queued >= mark


async def _over(store: Store) -> bool:
    made = await newest(store)
    return made.state == "done" and await numbers(store, "SELECT count(*) FROM inbox WHERE state = 'new'") == [0]


class Slow:
    """A TikTok Shop that takes its time, so that the database is away in the middle of a read."""

    def __init__(self, beneath: Wire) -> None:
        self.beneath = beneath

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        await asyncio.sleep(0.1)
        return await self.beneath.send(request, timeout_s=timeout_s)


@contextlib.asynccontextmanager
async def again_and_again(work: Callable[[], Awaitable[Any]]) -> AsyncIterator[None]:
    """As a worker's ticks do: what fails comes again."""

    async def on() -> None:
        while True:
            with contextlib.suppress(ShoplatchError):
                await work()
            await asyncio.sleep(0.5)

    running = asyncio.create_task(on())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def test_a_database_that_is_gone_for_a_minute_stops_a_read_a_replay_and_deliveries_and_loses_nothing_of_them(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    try:
        with Postgres(home) as postgres:
            url = postgres.start()
            await migrate(url)
            async with await Store.open(url, pool_max=10) as store:
                await _minute_without(store, postgres)
    finally:
        erased(home)


async def _minute_without(store: Store, postgres: Postgres) -> None:
    objects, clock = 400, SystemClock()
    house = House(store)
    shop, _ = lively(6, orders=20)
    await house.connect(shop)
    await house.run_backfill(shop)
    order_id = next(iter(shop.orders))
    body = f'{{"type": 1, "shop_id": "{shop.shop_id}", "timestamp": {shop.now}, "data": {{"order_id": "{order_id}"}}}}'
    await arrived(store, objects, shop.shop_id, lambda _: body.encode())
    wire = Wire({RETURNS: returns(objects), RECORDS: records(set())})
    house.access.shops_by_id[shop.shop_id] = Slow(wire)  # type: ignore[assignment]  # anything that sends

    receiver, stop = Receiver(), asyncio.Event()

    async def slowly(_: HttpRequest) -> Answered:
        await asyncio.sleep(0.1)
        return OK

    receiver.answers[URL] = slowly
    hooks = hooks_on(store, clock, receiver)
    await hooks.add(URL, by="Mei")
    await change(store, clock.now(), *((f"O{k}", "A") for k in range(objects)), shop=shop.shop_id)
    await replay.replay_matching(store, Which(states=("done",)), clock, rate_per_s=20)
    streams = Streams(store, house.access, seal, clock)
    delivering = asyncio.create_task(hooks.deliverer(options=DeliverOptions(poll_s=0.2)).run(stop))
    async with (
        again_and_again(lambda: streams.run(shop.shop_id, only=BOTH, every=True)),
        again_and_again(lambda: replay.advance(store, clock)),
    ):

        async def read() -> int:
            return (await numbers(store, "SELECT count(DISTINCT return_id) FROM return_records"))[0]

        async def under_way() -> bool:
            return await read() > 0 and (await newest(store)).queued > 0 and len(receiver.got) > 0

        await until(under_way, 120)
        before = (await read(), (await newest(store)).queued, len(receiver.got))
        assert max(before) < objects, f"nothing was left to interrupt: {before}"
        assert postgres.stop()
        await asyncio.sleep(AWAY_S)
        assert postgres.start()

        async def whole() -> bool:
            with contextlib.suppress(ShoplatchError):
                made = await newest(store)
                return await read() == objects and made.state == "done" and len(set(receiver.ids)) >= objects
            return False

        await until(whole, 240)
        stop.set()
        await delivering
    assert (await newest(store)).queued == objects
    assert await numbers(store, "SELECT count(*) FROM return_records") == [objects]
    assert await numbers(store, "SELECT count(*) FROM hook_deliveries WHERE state <> 'delivered'") == [0]
    assert len(receiver.ids) <= objects + DeliverOptions().at_once, "no more twice than were under way"
