"""A full disk, a row that does not fit, a clock that is set: each stops as little as it can, is told, and cures itself."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from shoplatch.errors import ConfigError, InvalidRequest
from shoplatch.inbox import replay
from shoplatch.inbox.replay import Which
from shoplatch.store import inbox, replays
from shoplatch.store.engine import Store, driver
from shoplatch.store.queue import Queue
from shoplatch.store.read.troubles import Trouble, of_house, troubles
from shoplatch.sync.sync import Sync, SyncOptions
from tests.sync.conftest import House, seal
from tests.sync.little_shop import LittleShop, lively

FULL, NOT_ALLOWED = "53100", "23514"
ORDER = 1  # topic


@asynccontextmanager
async def refused(store: Store, table: str, code: str, *, when: str = "true") -> AsyncIterator[None]:
    """The server answers every such write of a table with an SQL state, as a full disk or a constraint does."""
    async with store.raw() as conn:
        body = f"BEGIN RAISE EXCEPTION 'planted' USING ERRCODE = '{code}'; END"
        await conn.execute(f"CREATE OR REPLACE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS $${body}$$".encode())
        named = f"CREATE TRIGGER planted BEFORE INSERT OR UPDATE ON {table}"
        await conn.execute(f"{named} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION planted()".encode())
    yield
    async with store.raw() as conn:
        await conn.execute(f"DROP TRIGGER planted ON {table}".encode())


async def told(house: House, shop: LittleShop) -> list[Trouble]:
    async with house.store.begin() as conn:
        return await troubles(conn, [shop.shop_id], house.clock.now())


async def told_of_house(house: House) -> list[Trouble]:
    async with house.store.begin() as conn:
        return await of_house(conn, house.clock.now())


async def discard(house: House) -> None:
    async with house.store.raw() as conn:
        await conn.execute("DELETE FROM procrastinate_jobs")


async def connected(house: House, seed: int) -> LittleShop:
    shop, _ = lively(seed, orders=20)
    await house.connect(shop)
    await house.run_backfill(shop)
    house.clock.advance(10)
    return shop


async def differing(house: House, shop: LittleShop) -> set[str]:
    return {one.object_id for one in (await house.reconcile.diff(shop.shop_id)).differences}


@pytest.fixture
async def sync(house: House) -> AsyncIterator[Sync]:
    made = Sync(house.store, house.access, seal, house.clock, SyncOptions(public_url="http://127.0.0.1:8400"))
    queue = Queue(house.store)
    made.register(queue)
    async with queue.opened():
        yield made


# --- a full disk: the house's trouble, never an event's or a slice's ------------------------------------------------------


async def test_on_a_full_disk_events_wait_together_and_are_worked_when_there_is_room(house: House) -> None:
    shop = await connected(house, 1)
    for order_id in list(shop.orders)[:6]:
        shop.now += 1
        shop.set_status(order_id, "DELIVERED")
        await house.ring(shop, ORDER, order_id=order_id)
    async with refused(house.store, "orders", FULL):
        asked = sum(shop.calls.values())
        await house.lanes().drain()
        assert sum(shop.calls.values()) - asked < 12, "each was tried alone, though none of them was at fault"
        async with house.store.raw() as conn:
            stand = await (await conn.execute("SELECT DISTINCT state, attempts, error FROM inbox")).fetchall()
        assert [(state, attempts) for state, attempts, _ in stand] == [("new", 0)]
        assert "run out of room" in str(stand[0][2])
    house.clock.advance(60)
    await house.lanes().drain()
    assert {state for state, _ in await house.inbox_states()} == {"done"}
    assert await differing(house, shop) == set()


async def test_on_a_full_disk_a_slice_of_the_first_read_waits_and_ends_when_there_is_room(house: House) -> None:
    shop, _ = lively(2, orders=20)
    await house.connect(shop)
    await house.backfill.plan(shop.shop_id)
    slices = [args for _, args in house.deferred]
    async with refused(house.store, "orders", FULL):
        for args in slices:
            with contextlib.suppress(ConfigError):  # those of orders
                await house.backfill.run(**args)
        progress = await house.backfill.progress(shop.shop_id)
        assert not progress.done
        assert sum(one.slices_failed for one in progress.streams) == 0
        assert "run out of room" in " ".join(error for one in progress.streams for error in one.errors)
    house.clock.advance(60)
    await house.backfill.requeue(shop.shop_id)
    for _, args in house.deferred:
        await house.backfill.run(**args)
    assert await differing(house, shop) == set()


# --- an object that does not fit: set aside by name, and the others are kept ----------------------------------------------


async def test_a_regular_read_keeps_all_but_the_order_that_does_not_fit_and_says_which(house: House, sync: Sync) -> None:
    shop = await connected(house, 3)
    shop.now += 500
    for order_id in ("9001", "9002", "9003"):
        shop.order(order_id, ["170-0"])
    shop.product("179", {"179-0": 5})
    async with refused(house.store, "orders", NOT_ALLOWED, when="NEW.id = '9002'"):
        await house.incremental.run(shop.shop_id)
        assert await differing(house, shop) == {"9002"}
        await sync.jobs.sweep(shop.shop_id)  # the last net stumbles over it as little
        assert await differing(house, shop) == {"9002"}
        (said,) = [one for one in await told(house, shop) if one.kind == "not_kept"]
        assert (said.shop_id, "order 9002" in said.what, "refuses a value" in said.why) == (shop.shop_id, True, True)
        assert said.step == f"shoplatch diff --shop {shop.shop_id}"
    await sync.jobs.sweep(shop.shop_id)
    assert await differing(house, shop) == set()
    assert [one for one in await told(house, shop) if one.kind == "not_kept"] == []


async def test_the_first_read_keeps_all_but_the_product_that_does_not_fit(house: House) -> None:
    shop, _ = lively(4, orders=10)
    await house.connect(shop)
    async with refused(house.store, "products", NOT_ALLOWED, when="NEW.id = '171'"):
        await house.run_backfill(shop)
        assert (await house.backfill.progress(shop.shop_id)).done
        assert "product 171" in await house.backfill.unreadable(shop.shop_id)
        assert [one.what for one in await told(house, shop) if one.kind == "not_kept"] == ["product 171 cannot be kept"]
    assert "171" in await differing(house, shop)
    await house.reconcile.sweep(shop.shop_id)
    assert await differing(house, shop) == set()


async def test_an_event_of_an_order_that_does_not_fit_fails_alone(house: House) -> None:
    shop = await connected(house, 5)
    shop.now += 5
    for order_id in list(shop.orders)[:3]:
        shop.set_status(order_id, "DELIVERED")
        await house.ring(shop, ORDER, order_id=order_id)
    poison = list(shop.orders)[1]
    async with refused(house.store, "orders", NOT_ALLOWED, when=f"NEW.id = '{poison}'"):
        await house.lanes().drain()
        states = await house.inbox_states()
    assert [state for state, _ in states] == ["done", "new", "done"]
    assert "refuses a value" in str(states[1][1])
    assert {name.partition("-")[0] for name in await differing(house, shop)} == {poison}


async def test_a_database_that_refuses_everything_moves_no_position(house: House) -> None:
    shop = await connected(house, 6)
    shop.now += 500
    for number in range(30):
        shop.order(str(9100 + number), ["170-0"])
    async with refused(house.store, "orders", NOT_ALLOWED):
        with pytest.raises(InvalidRequest):
            await house.incremental.run(shop.shop_id)
    await house.incremental.run(shop.shop_id)
    assert await differing(house, shop) == set()


# --- jobs that do not get through are told, and no longer when they do ----------------------------------------------------


async def test_a_job_that_does_not_get_through_is_told_with_shop_and_step_until_it_does(house: House, sync: Sync) -> None:
    shop = await connected(house, 7)
    shop.now += 500
    shop.order("9001", ["170-0"])
    async with refused(house.store, "orders", FULL):
        await sync.jobs.run("sync.incremental", shop_id=shop.shop_id)
        first = await told(house, shop)
        house.clock.advance(60)
        await sync.jobs.run("sync.incremental", shop_id=shop.shop_id)
        (said,) = [one for one in await told(house, shop) if one.kind == "stuck"]
    assert said in first
    assert said.what == "regular reads do not get through"
    assert "Make room on its disk" in said.why
    await sync.jobs.run("sync.incremental", shop_id=shop.shop_id)
    assert [one for one in await told(house, shop) if one.kind == "stuck"] == []


async def test_a_kind_that_cannot_be_forgotten_is_told_and_does_not_keep_the_others(house: House, sync: Sync) -> None:
    shop = await connected(house, 8)
    await house.ring(shop, ORDER, order_id=next(iter(shop.orders)))
    await house.lanes().drain()
    house.clock.advance(31 * 86_400)
    async with house.store.raw() as conn:
        await conn.execute("INSERT INTO api_calls (at, operation, attempt, elapsed_ms) VALUES (%s, 'old', 1, 1)",
                           [house.clock.now() - timedelta(days=200)])  # fmt: skip
    async with refused(house.store, "inbox", FULL):
        await sync.jobs.run("sync.retention")
        async with house.store.raw() as conn:
            left = await (await conn.execute("SELECT count(*) FROM api_calls WHERE operation = 'old'")).fetchone()
        (said,) = await told_of_house(house)
        assert (said.kind, said.shop_id, said.step) == ("house", "", "shoplatch privacy expire")
        assert "webhook bodies could not be forgotten" in said.why
        assert "Make room on its disk" in said.why
        await sync.jobs.tick()
        async with house.store.raw() as conn:
            asked = await conn.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'sync.retention'")
            assert await asked.fetchone() == (1,), "it is tried again before the next night"
    assert left == (0,)
    assert (await sync.jobs.retain())["webhook bodies"] == 1
    assert await told_of_house(house) == []


# --- a clock that is set ---------------------------------------------------------------------------------------------------


async def test_a_clock_that_is_set_back_stops_neither_replays_nor_lanes_nor_reads(house: House, sync: Sync) -> None:
    shop = await connected(house, 9)
    for order_id in list(shop.orders)[:8]:
        await house.ring(shop, ORDER, order_id=order_id)
    await house.lanes().drain()
    await house.streams.run(shop.shop_id, only=["coupons"])
    await replay.replay_matching(house.store, Which(states=("done",)), house.clock, rate_per_s=3)
    assert await replay.advance(house.store, house.clock) == 3
    now = house.clock.now()
    async with house.store.begin() as conn:  # a worker that died before the clock was set back
        assert await inbox.lease_lane(conn, "dead/0", now, now + timedelta(seconds=30)) == shop.shop_id
    house.clock.advance(-3_600)
    assert await house.lanes().drain() == 3
    await replay.advance(house.store, house.clock)
    house.clock.advance(2)
    assert await replay.advance(house.store, house.clock) == 5
    assert "coupons" in await house.streams.run(shop.shop_id, only=["coupons"])


async def test_a_replay_that_cannot_go_on_holds_nothing_else_up(house: House, sync: Sync) -> None:
    shop = await connected(house, 10)
    await house.ring(shop, ORDER, order_id=next(iter(shop.orders)))
    await house.lanes().drain()
    await replay.replay_matching(house.store, Which(states=("done",)), house.clock)
    async with house.store.raw() as conn:  # of a version that kept its filter otherwise
        await conn.execute('UPDATE replays SET filter = \'{"since": "no moment"}\'')
    await replay.replay_matching(house.store, Which(states=("done",)), house.clock)
    for _ in range(2):
        house.clock.advance(100)
        due = {name for name, _ in await sync.jobs.tick()}
        assert "sync.incremental" in due
        await discard(house)
    async with house.store.begin() as conn:
        assert sorted(one.state for one in await replays.newest(conn)) == ["done", "stopped"]
        (stopped,) = [one for one in await replays.newest(conn) if one.state == "stopped"]
        assert await replays.go_on(conn, (await replays.newest(conn))[-1].id, house.clock.now())
    await sync.jobs.tick()  # nothing has changed, and it is told again
    (said,) = await told_of_house(house)
    assert (said.kind, said.what) == ("replay", f"replay {stopped.id} stopped after 0 of 1 webhooks")
    assert "invalid input syntax" in said.why or "refuses a value" in said.why
    assert f"--go-on {stopped.id}" in said.step
    async with house.store.begin() as conn:
        await (await driver(conn)).execute("UPDATE replays SET filter = '{}' WHERE id = %s", [stopped.id])  # mended
        assert await replays.go_on(conn, stopped.id, house.clock.now())
    house.clock.advance(1)
    await sync.jobs.tick()
    assert await told_of_house(house) == []
    async with house.store.begin() as conn:
        assert {one.state for one in await replays.newest(conn)} == {"done"}


async def test_a_replay_that_stopped_and_is_left_is_told_no_more(house: House, sync: Sync) -> None:
    shop = await connected(house, 11)
    await house.ring(shop, ORDER, order_id=next(iter(shop.orders)))
    await house.lanes().drain()
    made = await replay.replay_matching(house.store, Which(states=("done",)), house.clock)
    async with refused(house.store, "inbox", NOT_ALLOWED):
        await sync.jobs.tick()
    assert [one.kind for one in await told_of_house(house)] == ["replay"]
    async with house.store.begin() as conn:
        assert await replays.stop(conn, made.id, house.clock.now())
        assert not await replays.stop(conn, made.id, house.clock.now())
    assert await told_of_house(house) == []


async def test_replays_that_do_not_get_on_and_jobs_that_were_given_up_are_told(house: House, sync: Sync) -> None:
    shop = await connected(house, 12)
    await house.ring(shop, ORDER, order_id=next(iter(shop.orders)))
    await house.lanes().drain()
    await replay.replay_matching(house.store, Which(states=("done",)), house.clock)
    async with refused(house.store, "inbox", FULL):
        await sync.jobs.tick()
        (said,) = await told_of_house(house)
        assert (said.kind, said.what) == ("house", "replays of webhooks do not get through")
        house.clock.advance(60)
    await sync.jobs.tick()
    assert await told_of_house(house) == []
    async with house.store.raw() as conn:
        await conn.execute("UPDATE procrastinate_jobs SET status = 'failed' WHERE task_name = 'sync.plan'")
        await conn.execute("UPDATE procrastinate_events SET at = %s", [house.clock.now()])
        (count,) = await (
            await conn.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
        ).fetchone() or (0,)
    given = [one.what for one in await told_of_house(house)]
    assert given == (
        [f"{count} job{'s' if count > 1 else ''} called sync.plan {'were' if count > 1 else 'was'} given up"]
        if count
        else []
    )
