"""What runs by itself: each shop gets what is due, once, and a shop whose grant is gone gets nothing."""

import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from shoplatch.store import orders
from shoplatch.store.queue import Queue
from shoplatch.sync.sync import Sync, SyncOptions
from tests.sync.conftest import House, seal
from tests.sync.little_shop import LittleShop, lively

PLAN, READ, SUBSCRIBE, SWEEP = "sync.plan", "sync.incremental", "sync.subscribe", "sync.sweep"
STREAMS, FILL = "sync.streams", "sync.fill"


class Worker:
    """Sync on a real queue, worked by hand."""

    def __init__(self, house: House, sync: Sync) -> None:
        self.house = house
        self.sync = sync

    async def tick(self) -> set[str]:
        return {name for name, _ in await self.sync.jobs.tick()}

    async def queued(self) -> list[tuple[str, dict[str, object]]]:
        """Take every waiting job from the queue."""
        async with self.house.store.raw() as conn:
            taken = await conn.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo' RETURNING id, task_name, args")
            return [(name, args) for _, name, args in sorted(await taken.fetchall(), key=lambda row: row[0])]

    async def work(self) -> set[str]:
        """Run every waiting job, and those they queue; their names."""
        ran: set[str] = set()
        while jobs := await self.queued():
            for name, args in jobs:
                await self.sync.jobs.run(name, **args)
                ran.add(name)
        return ran


@contextlib.asynccontextmanager
async def working(house: House, **set_up: Any) -> AsyncIterator[Worker]:
    options = SyncOptions(public_url="http://127.0.0.1:8400", incremental_every_s=5, **{"sweep_every_s": 60, **set_up})
    sync = Sync(house.store, house.access, seal, house.clock, options)
    queue = Queue(house.store)
    sync.register(queue)
    async with queue.opened():
        yield Worker(house, sync)


@pytest.fixture
async def worker(house: House) -> AsyncIterator[Worker]:
    async with working(house) as made:
        yield made


async def test_a_new_shop_is_planned_read_compared_and_subscribed_without_being_asked(house: House, worker: Worker) -> None:
    shop, _ = lively(1)
    await house.connect(shop)
    assert await worker.tick() == {PLAN}
    assert await worker.work() == {PLAN, "sync.slice"}
    house.clock.advance(11)
    assert await worker.tick() == {READ, STREAMS, SUBSCRIBE, SWEEP}
    assert await worker.work() == {READ, STREAMS, SUBSCRIBE, SWEEP}
    assert (await worker.sync.diff()).differences == []
    assert set(shop.webhooks.values()) == {"http://127.0.0.1:8400/webhooks/tiktok/6abc"}


async def test_a_shop_from_before_the_column_more_is_gone_through_once(house: House, worker: Worker) -> None:
    shop = await house.connect(LittleShop())
    shop.product("170", {"170-0": 5})
    shop.order("1", ["170-0"])
    shop.orders["1"]["payment_method_name"] = "Visa"
    await house.run_backfill(shop)
    async with house.store.raw() as conn:  # as the migration left it, and as no process knew it
        await conn.execute("UPDATE orders SET more = NULL")
    assert FILL in await worker.tick()
    await worker.work()
    async with house.store.raw() as conn:
        filled = await (await conn.execute("SELECT more->>'payment_method_name' FROM orders")).fetchall()
    assert filled == [("Visa",)]
    house.clock.advance(11)
    assert FILL not in await worker.tick()


async def test_what_waits_is_not_queued_twice(house: House, worker: Worker, shop: LittleShop) -> None:
    assert await worker.tick() == {PLAN}
    house.clock.advance(60)
    assert await worker.tick() == set()
    await worker.sync.start_backfill(shop.shop_id)
    assert [name for name, _ in await worker.queued()] == [PLAN]


async def test_each_thing_comes_again_after_its_interval(house: House, worker: Worker, shop: LittleShop) -> None:
    await worker.tick()
    await worker.work()
    house.clock.advance(11)
    await worker.tick()
    await worker.work()
    house.clock.advance(1)
    assert await worker.tick() == set()
    house.clock.advance(5)
    assert await worker.tick() == {READ}
    await worker.work()
    house.clock.advance(60)
    assert await worker.tick() == {READ, STREAMS, SWEEP}


async def test_a_slice_that_was_lost_with_its_job_is_queued_again(house: House, worker: Worker) -> None:
    shop, _ = lively(2)
    await house.connect(shop)
    await worker.tick()
    ((name, args),) = await worker.queued()
    await worker.sync.jobs.run(name, **args)
    lost = await worker.queued()
    assert {name for name, _ in lost} == {"sync.slice"}
    house.clock.advance(11)
    await worker.tick()
    again = [job for job in await worker.queued() if job[0] == "sync.slice"]
    assert sorted(args["slice_id"] for _, args in again) == sorted(args["slice_id"] for _, args in lost)


@pytest.mark.parametrize("state", ["deauthorized", "needs_reauthorization"])
async def test_a_shop_whose_grant_is_gone_is_not_queued_and_jobs_in_the_queue_call_nothing(
    house: House, worker: Worker, state: str
) -> None:
    shop, _ = lively(3)
    await house.connect(shop)
    await worker.tick()
    await worker.work()
    house.clock.advance(11)
    assert await worker.tick() != set()
    await house.set_state(shop, state)
    house.access.closed.add(shop.shop_id)
    before = shop.calls.total()
    await worker.work()
    house.clock.advance(100)
    assert await worker.tick() - {"sync.ending"} == set()
    assert shop.calls.total() == before


@pytest.mark.parametrize("policy", ["keep", "mask", "delete"])
async def test_a_seller_who_comes_back_is_read_anew_whichever_process_looks(house: House, policy: str) -> None:
    """Long before the next comparison is due: what was taken out of rows is no change to TikTok Shop, and stock that moved
    meanwhile has no time to ask by."""
    shop, _ = lively(4, orders=8)
    await house.connect(shop)

    async def settle(worker: Worker) -> None:
        for _ in range(3):
            house.clock.advance(11)
            await worker.tick()
            await worker.work()

    async def recipients() -> int:
        async with house.store.begin() as conn:
            return sum([await orders.recipient(conn, shop.shop_id, one) is not None for one in shop.orders])

    calm = {"sweep_every_s": 3_600, "data_after_end": policy}
    async with working(house, **calm) as worker, working(house, **calm) as beside:
        await settle(worker)
        await settle(beside)
        kept, known = await house.kept(shop), await recipients()
        assert known, "somebody is to be taken out"
        await house.set_state(shop, "deauthorized")
        await worker.tick()
        assert await worker.work() == {"sync.ending"}
        assert (await house.kept(shop) == kept) is (policy == "keep")
        assert await recipients() == (known if policy == "keep" else 0)
        shop.stock["170-0"]["W1"][0] -= 3  # at a till
        shop.webhooks.clear()
        house.clock.advance(1)
        await house.set_state(shop, "active")
        await settle(beside)
        assert (await worker.sync.diff()).differences == []
        assert await recipients() == known
        assert shop.webhooks
        if policy != "keep":
            assert [one["buyer_user_id"] for one in (await house.kept(shop))["rows"] if "buyer_user_id" in one] == [
                one["buyer_user_id"] for one in kept["rows"] if "buyer_user_id" in one
            ]


async def test_what_a_call_under_way_brought_after_the_end_goes_too(house: House) -> None:
    shop, _ = lively(5, orders=6)
    await house.connect(shop)
    async with working(house, data_after_end="mask") as worker:
        for _ in range(2):
            await worker.tick()
            await worker.work()
            house.clock.advance(11)
        await house.set_state(shop, "deauthorized")
        assert await worker.tick() == {"sync.ending"}
        await worker.work()
        async with house.store.raw() as conn:  # answered before the end, written down after it
            await conn.execute(
                "INSERT INTO order_recipients (shop_id, order_id, sealed, masked, updated_at) "
                "VALUES (%s, %s, 'x', false, %s)",
                [shop.shop_id, next(iter(shop.orders)), house.clock.now()],
            )
        assert await worker.tick() == set()
        house.clock.advance(121)
        assert await worker.tick() == {"sync.ending"}
        await worker.work()
        async with house.store.raw() as conn:
            left = await (await conn.execute("SELECT count(*) FROM order_recipients")).fetchone()
        assert left == (0,)
        house.clock.advance(121)
        assert await worker.tick() == set(), "once more is enough"


async def test_the_bodies_of_old_events_are_forgotten_and_those_that_wait_are_not(house: House, worker: Worker) -> None:
    shop = await house.connect(LittleShop())
    await house.ring(shop, 7)
    await house.lanes().drain()
    await house.ring(shop, 1, order_id="5")
    house.clock.advance(timedelta(days=31).total_seconds())
    await house.ring(shop, 7)
    await house.lanes().drain()
    await worker.sync.jobs.run("sync.retention")
    async with house.store.raw() as conn:
        kept = await (await conn.execute("SELECT body IS NOT NULL FROM inbox ORDER BY n")).fetchall()
    assert kept == [(False,), (True,), (True,)]


async def test_progress_says_how_much_is_left(house: House, worker: Worker) -> None:
    shop, _ = lively(4)
    await house.connect(shop)
    await worker.tick()
    ((name, args),) = await worker.queued()
    await worker.sync.jobs.run(name, **args)
    progress = await worker.sync.progress(shop.shop_id)
    assert not progress.done
    assert {one.stream: (one.rows_read, one.rows_expected) for one in progress.streams}["orders"] == (0, 40)
    for name, args in await worker.queued():
        house.clock.advance(2)
        await worker.sync.jobs.run(name, **args)
    progress = await worker.sync.progress(shop.shop_id)
    assert progress.done
    assert progress.remaining_s == 0
    assert progress.rate_per_s is not None
    assert progress.rate_per_s > 0


async def test_a_long_job_of_a_shop_is_not_joined_by_a_second_one_that_does_the_same(
    house: House, worker: Worker, shop: LittleShop
) -> None:
    await worker.tick()
    await worker.work()
    house.clock.advance(11)
    await worker.tick()
    async with house.store.raw() as conn:
        await conn.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = %s", [STREAMS])
    house.clock.advance(60)
    assert STREAMS in await worker.tick(), "the next one waits"
    async with house.store.raw() as conn:
        found = await conn.execute("SELECT DISTINCT lock FROM procrastinate_jobs WHERE task_name = %s", [STREAMS])
        locks = [row[0] for row in await found.fetchall()]
        held = await conn.execute("SELECT count(*) FROM procrastinate_jobs WHERE lock = %s", locks)
        assert (len(locks), await held.fetchone()) == (1, (2,))
