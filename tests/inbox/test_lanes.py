"""Lanes: a shop's events in order, shops side by side, nothing lost with a worker, one bad event holds up nobody."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from shoplatch.clock import SetClock
from shoplatch.errors import InvalidRequest, Reauthorize, Unreachable
from shoplatch.inbox.batch import ATTEMPTS_MAX
from shoplatch.inbox.lanes import Batch, Ignored, LaneOptions, Lanes, Object
from shoplatch.inbox.replay import replay
from shoplatch.store import inbox
from shoplatch.store.engine import Store
from shoplatch.store.inbox import Arrived, InboxRow

NOW = datetime(2026, 1, 2, tzinfo=UTC)
Doing = Callable[[Batch], Awaitable[None]]


class Diary:
    """A handler that notes what it is given, and does what a test tells it first."""

    def __init__(self, store: Store, clock: SetClock, before: Doing | None = None) -> None:
        self.store = store
        self.clock = clock
        self.before = before
        self.worked: list[tuple[str, list[str]]] = []

    def objects(self, row: InboxRow) -> Sequence[Object] | Ignored:
        said = (row.body or b"").decode()
        if said == "senseless":
            raise InvalidRequest("it makes no sense")
        return Ignored("nobody wants it") if said == "unwanted" else [Object("order", one) for one in said.split()]

    async def work(self, batch: Batch) -> None:
        if self.before is not None:
            await self.before(batch)
        self.worked.append((batch.shop_id, batch.ids("order")))
        async with self.store.begin() as conn:
            await batch.finish(conn, self.clock.now())


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOW)


async def ring(store: Store, clock: SetClock, *events: tuple[str, str]) -> None:
    """Let events arrive: (shop, what it is about)."""
    async with store.raw() as conn:
        for shop_id, about in events:
            number = await (await conn.execute("SELECT count(*) FROM inbox")).fetchone()
            await inbox.append(conn, [Arrived("app", f"k{number}", 1, shop_id, None, clock.now(), about.encode())])


async def states(store: Store) -> list[tuple[str, str | None, int]]:
    async with store.raw() as conn:
        return await (await conn.execute("SELECT state, error, attempts FROM inbox ORDER BY n")).fetchall()


def worker(diary: Diary, owner: str = "w", **options: float) -> Lanes:
    return Lanes(diary.store, diary, diary.clock, owner=owner, options=LaneOptions(**options))  # type: ignore[arg-type]


async def test_a_lane_is_worked_in_order_of_arrival(store: Store, clock: SetClock) -> None:
    await ring(store, clock, *(("a", str(n)) for n in range(7)))
    diary = Diary(store, clock)
    assert await worker(diary, batch_max=3).drain() == 7
    assert diary.worked == [("a", ["0", "1", "2"]), ("a", ["3", "4", "5"]), ("a", ["6"])]


async def test_a_process_begins_with_small_batches_so_that_it_ends_some_however_soon_it_is_killed(
    store: Store, clock: SetClock
) -> None:
    await ring(store, clock, *(("a", str(n)) for n in range(12)))
    diary = Diary(store, clock)
    lanes = worker(diary, batch_first=1, batch_max=4)
    assert await lanes.drain() == 12
    assert [len(ids) for _, ids in diary.worked] == [1, 2, 4, 4, 1]


async def test_many_bells_for_one_object_are_one(store: Store, clock: SetClock) -> None:
    await ring(store, clock, ("a", "5"), ("a", "6 5"), ("a", "5"))
    diary = Diary(store, clock)
    await worker(diary).drain()
    assert diary.worked == [("a", ["5", "6"])]
    assert {state for state, _, _ in await states(store)} == {"done"}


async def test_what_is_unwanted_or_senseless_is_closed_with_its_reason_and_the_rest_is_worked(
    store: Store, clock: SetClock
) -> None:
    await ring(store, clock, ("a", "unwanted"), ("a", "senseless"), ("a", "5"))
    diary = Diary(store, clock)
    await worker(diary).drain()
    assert diary.worked == [("a", ["5"])]
    assert [(state, error) for state, error, _ in await states(store)] == [
        ("ignored", "nobody wants it"),
        ("failed", "InvalidRequest: it makes no sense."),
        ("done", None),
    ]


async def test_shops_are_worked_side_by_side_and_a_shop_only_once_at_a_time(store: Store, clock: SetClock) -> None:
    shops = [f"s{k}" for k in range(4)]
    await ring(store, clock, *((shop, str(n)) for n in range(3) for shop in shops))
    inside: set[str] = set()
    met, stop = asyncio.Event(), asyncio.Event()

    async def meet(batch: Batch) -> None:
        assert batch.shop_id not in inside
        inside.add(batch.shop_id)
        if len(inside) > 1:
            met.set()
        await met.wait()  # for the lane of another shop, however long the machine takes
        inside.discard(batch.shop_id)
        if sum(len(ids) for _, ids in diary.worked) >= 10:
            stop.set()

    diary = Diary(store, clock, meet)
    async with asyncio.timeout(20):
        await worker(diary, lanes=4, batch_max=1, poll_s=0.05).run(stop)
    for shop in shops:
        assert [ids[0] for of, ids in diary.worked if of == shop] == ["0", "1", "2"][
            : sum(of == shop for of, _ in diary.worked)
        ]


async def test_an_event_that_arrives_while_a_worker_sleeps_wakes_it(store: Store, clock: SetClock) -> None:
    stop = asyncio.Event()

    async def enough(batch: Batch) -> None:
        stop.set()

    diary = Diary(store, clock, enough)
    lanes = worker(diary, poll_s=30.0)
    running = asyncio.create_task(lanes.run(stop))
    async with asyncio.timeout(15):
        await lanes.listening.wait()
    await ring(store, clock, ("a", "5"))
    async with asyncio.timeout(15):
        await running
    assert diary.worked == [("a", ["5"])]


async def test_the_lane_of_a_killed_worker_is_taken_over_after_its_lease(store: Store, clock: SetClock) -> None:
    await ring(store, clock, ("a", "5"))

    class Killed(BaseException):
        pass

    async def die(batch: Batch) -> None:
        raise Killed

    with pytest.raises(BaseExceptionGroup):
        await worker(Diary(store, clock, die), owner="dead", lease_s=30).drain()
    heir = Diary(store, clock)
    assert await worker(heir, owner="heir").drain() == 0
    clock.advance(31)
    assert await worker(heir, owner="heir").drain() == 1
    assert heir.worked == [("a", ["5"])]


async def test_a_worker_that_lost_its_lease_stops_and_leaves_the_lane_to_the_other(store: Store, clock: SetClock) -> None:
    await ring(store, clock, ("a", "5"))

    async def too_slow(batch: Batch) -> None:
        async with store.begin() as conn:
            await inbox.lease_lane(conn, "other", clock.now(), clock.now())
        async with store.raw() as conn:
            until = clock.now() + timedelta(minutes=5)
            await conn.execute("UPDATE lanes SET lease_owner = 'other', lease_until = %s", [until])
        await asyncio.Event().wait()

    slow = Diary(store, clock, too_slow)
    async with asyncio.timeout(10):
        await worker(slow, lease_s=0.1).drain()
    assert slow.worked == []
    async with store.raw() as conn:
        assert await (await conn.execute("SELECT lease_owner FROM lanes")).fetchone() == ("other",)


async def test_a_worker_that_stood_still_beyond_its_lease_writes_nothing_any_more(store: Store, clock: SetClock) -> None:
    await ring(store, clock, ("a", "5"), ("a", "6"))
    heir = Diary(store, clock)

    async def stand_still(batch: Batch) -> None:
        clock.advance(31)
        await worker(heir, owner="heir", batch_max=1, batches_max=1).turn()  # its lease ended and another took the lane over
        async with store.begin() as conn:
            assert await inbox.lease_lane(conn, "heir/again", clock.now(), clock.now()) == "a"  # and is at it still

    late = Diary(store, clock, stand_still)
    assert await worker(late, owner="late", batch_max=1, batches_max=1).turn() == 0
    assert late.worked == [("a", ["5"])]
    assert heir.worked == [("a", ["5"])]
    assert await states(store) == [("done", None, 0), ("new", None, 0)]
    async with store.raw() as conn:
        assert await (await conn.execute("SELECT lease_owner FROM lanes")).fetchone() == ("heir/again",)


async def test_one_bad_object_is_found_rests_longer_each_time_and_ends_as_failed(store: Store, clock: SetClock) -> None:
    await ring(store, clock, ("a", "1"), ("a", "2"), ("a", "3"))

    async def choke(batch: Batch) -> None:
        if "2" in batch.ids("order"):
            raise InvalidRequest("order 2 cannot be kept")

    diary = Diary(store, clock, choke)
    lanes = worker(diary)
    await lanes.drain()
    assert [state for state, _, _ in await states(store)] == ["done", "new", "done"]
    tries = 1
    while (await states(store))[1][0] == "new":
        clock.advance(1000)
        await lanes.drain()
        tries += 1
    assert tries == ATTEMPTS_MAX
    assert (await states(store))[1] == ("failed", "InvalidRequest: order 2 cannot be kept.", ATTEMPTS_MAX)


async def test_a_failed_event_can_be_replayed(store: Store, clock: SetClock) -> None:
    await ring(store, clock, ("a", "senseless"), ("b", "senseless"))
    diary = Diary(store, clock)
    await worker(diary).drain()
    async with store.raw() as conn:
        await conn.execute("UPDATE inbox SET body = '5'")  # whatever was wrong was mended
    assert await replay(store, shop_id="b") == 1
    await worker(diary).drain()
    assert diary.worked == [("b", ["5"])]
    assert await replay(store) == 1


@pytest.mark.parametrize("failure", [Unreachable("away"), Reauthorize("gone")])
async def test_a_fault_that_is_not_the_events_own_costs_no_attempt(
    store: Store, clock: SetClock, failure: Exception
) -> None:
    await ring(store, clock, ("a", "5"))

    async def refuse(batch: Batch) -> None:
        raise failure

    diary = Diary(store, clock, refuse)
    for _ in range(12):
        await worker(diary).drain()
        clock.advance(100)
    assert (await states(store))[0][::2] == ("new", 0)
    diary.before = None
    await worker(diary).drain()
    assert (await states(store))[0][0] == "done"


async def test_an_event_that_rests_comes_again_within_its_longest_rest_though_the_clock_was_set_back(
    store: Store, clock: SetClock
) -> None:
    async def refuse(batch: Batch) -> None:
        raise Unreachable("nobody answers")

    await ring(store, clock, ("1", "a"))
    await worker(Diary(store, clock, refuse)).drain()
    clock.advance(-86_400)
    diary = Diary(store, clock)
    assert await worker(diary).drain() == 1
    assert [state for state, _, _ in await states(store)] == ["done"]


async def test_a_busy_shop_leaves_turns_to_the_others(store: Store, clock: SetClock) -> None:
    await ring(store, clock, ("a", "0"))
    await ring(store, clock, ("b", "x"))

    async def refill(batch: Batch) -> None:
        if batch.shop_id == "a" and len(diary.worked) < 40:
            await ring(store, clock, ("a", str(len(diary.worked) + 1)))

    diary = Diary(store, clock, refill)
    await worker(diary, batches_max=5, batch_max=1).drain()
    assert [shop for shop, _ in diary.worked].index("b") == 5
