"""Jobs are queued by name, run at least once, and never lost with the worker that held them."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from shoplatch.errors import Fatal, InvalidRequest, NotFound, RateLimited, Unreachable
from shoplatch.store.engine import Store
from shoplatch.store.queue import Queue, _Schedules
from shoplatch.sync.jobs import TICK_CRON


@contextlib.asynccontextmanager
async def worker(queue: Queue, *, grace_s: float = 5.0) -> AsyncIterator[asyncio.Event]:
    """A running worker, stopped at the end of the block."""
    stop = asyncio.Event()
    running = asyncio.create_task(queue.run(stop, grace_s=grace_s))
    try:
        yield stop
    finally:
        stop.set()
        await running


async def states(store: Store, queue: Queue) -> dict[str, int]:
    async with store.begin() as conn:
        return await queue.counts(conn)


async def sql(store: Store, statement: str) -> list[tuple[object, ...]]:
    async with store.raw() as conn:
        asked = await conn.execute(statement.encode())
        return await asked.fetchall() if asked.description else []


async def test_a_job_runs_with_its_arguments_and_leaves_nothing_behind(store: Store) -> None:
    queue, ran = Queue(store), asyncio.Queue[dict[str, object]]()

    @queue.task("greet")
    async def greet(**args: object) -> None:
        await ran.put(args)

    async with queue.opened():
        assert await queue.defer("greet", name="Ada", times=2) is not None
        async with worker(queue):
            assert await asyncio.wait_for(ran.get(), 10) == {"name": "Ada", "times": 2}
        assert await states(store, queue) == {}


async def test_a_job_queued_in_a_transaction_lives_and_dies_with_it(store: Store) -> None:
    queue = Queue(store)

    async def defer_and_fail() -> None:
        async with store.begin() as conn:
            assert await queue.defer("later", conn=conn, once="a") is not None
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await defer_and_fail()
    assert await states(store, queue) == {}
    async with store.begin() as conn:
        await queue.defer("later", conn=conn)
    async with store.raw() as conn:
        await queue.defer("later", conn=conn)
    assert await states(store, queue) == {"todo": 2}


async def test_a_job_that_waits_already_is_not_queued_twice_and_spoils_no_transaction(store: Store) -> None:
    queue = Queue(store)
    async with queue.opened():
        assert await queue.defer("sweep", once="shop 1") is not None
        assert await queue.defer("sweep", once="shop 1") is None
        async with store.begin() as conn:
            assert await queue.defer("sweep", conn=conn, once="shop 1") is None
            assert await queue.defer("sweep", conn=conn, once="shop 2") is not None
        assert await states(store, queue) == {"todo": 2}


async def test_a_job_is_not_run_before_its_time(store: Store) -> None:
    queue, ran = Queue(store), asyncio.Queue[str]()

    @queue.task("note")
    async def note(word: str) -> None:
        await ran.put(word)

    async with queue.opened():
        await queue.defer("note", at=datetime.now(UTC) + timedelta(hours=1), word="later")
        await queue.defer("note", word="now")
        async with worker(queue):
            assert await asyncio.wait_for(ran.get(), 10) == "now"
        assert await states(store, queue) == {"todo": 1}
        assert ran.empty()


async def test_a_job_that_fails_is_tried_again_unless_that_is_useless(store: Store) -> None:
    queue, tried = Queue(store), asyncio.Queue[str]()

    @queue.task("unlucky")
    async def unlucky() -> None:
        await tried.put("unlucky")
        raise Unreachable("nobody answers")

    @queue.task("hopeless")
    async def hopeless() -> None:
        await tried.put("hopeless")
        raise Fatal("no use")

    async with queue.opened():
        await queue.defer("unlucky")
        await queue.defer("hopeless")
        async with worker(queue):
            assert {await asyncio.wait_for(tried.get(), 10) for _ in range(2)} == {"unlucky", "hopeless"}
        assert await states(store, queue) == {"todo": 1, "failed": 1}
        waits = await sql(
            store, "SELECT task_name, attempts, scheduled_at IS NOT NULL FROM procrastinate_jobs ORDER BY status"
        )
        assert ("unlucky", 1, True) in waits


async def test_a_rate_limit_is_waited_out(store: Store) -> None:
    queue, tried = Queue(store), asyncio.Event()

    @queue.task("limited")
    async def limited() -> None:
        tried.set()
        raise RateLimited("slow down", retry_after_s=90)

    async with queue.opened():
        await queue.defer("limited")
        async with worker(queue):
            await asyncio.wait_for(tried.wait(), 10)
    wait = "SELECT extract(epoch FROM j.scheduled_at - max(e.at))::int FROM procrastinate_jobs j "
    (waited,) = (
        await sql(store, wait + "JOIN procrastinate_events e ON e.job_id = j.id AND e.type <> 'scheduled' GROUP BY j.id")
    )[0]
    assert isinstance(waited, int)
    assert 85 <= waited <= 120


async def test_after_the_clock_was_set_back_retries_come_and_dead_workers_are_seen_but_what_was_asked_for_later_stays(
    store: Store,
) -> None:
    queue = Queue(store)
    async with queue.opened():
        retried, later = await queue.defer("read"), await queue.defer("read", at=datetime.now(UTC) + timedelta(hours=1))
        held = await queue.defer("slice", lock="a")
        await sql(
            store,
            f"UPDATE procrastinate_jobs SET attempts = 1, scheduled_at = clock_timestamp() + '1 h' WHERE id = {retried}",
        )
        await sql(store, "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (clock_timestamp() + interval '1 h')")
        await sql(store, "SELECT * FROM procrastinate_fetch_job_v2(NULL, (SELECT max(id) FROM procrastinate_workers))")
        await queue.recover_times()
        due = "SELECT id FROM procrastinate_jobs WHERE scheduled_at <= clock_timestamp()"
        assert await sql(store, due) == [(retried,)]
        left = await sql(store, f"SELECT status::text FROM procrastinate_jobs WHERE id IN ({held}, {later}) ORDER BY id")
        assert left == [("todo",), ("doing",)]
        (beat,) = (await sql(store, "SELECT last_heartbeat <= clock_timestamp() FROM procrastinate_workers"))[0]
        assert beat, "it counts as silent six seconds from now, not in an hour"


async def test_after_the_clock_was_set_back_schedules_tick_on(store: Store) -> None:
    queue = Queue(store)
    queue.task("look")(_nothing)
    queue.periodic("look", TICK_CRON)
    schedules, at = _Schedules(queue._schedules), datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp()
    ticks = [[when - at for _, when in schedules.get_previous_tasks(at + after_s)] for after_s in (1, 5, -3_599, -3_596.5)]
    assert ticks == [[0], [2, 4], [-3_600], [-3_598]]


def test_the_tick_comes_every_other_second_of_every_minute(store: Store) -> None:
    queue = Queue(store)
    queue.task("look")(_nothing)
    queue.periodic("look", TICK_CRON)
    schedules, at = _Schedules(queue._schedules), datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp()
    list(schedules.get_previous_tasks(at + 1))
    assert [when - at for _, when in schedules.get_previous_tasks(at + 180)] == list(range(2, 181, 2))


async def _nothing() -> None: ...


async def test_a_failed_job_whose_twin_waits_makes_way_for_it(store: Store) -> None:
    queue, started, go_on = Queue(store), asyncio.Event(), asyncio.Event()

    @queue.task("sweep")
    async def sweep() -> None:
        started.set()
        await go_on.wait()
        raise Unreachable("nobody answers")

    async with queue.opened():
        first = await queue.defer("sweep", once="shop 1")
        async with worker(queue):
            await asyncio.wait_for(started.wait(), 10)
            second = await queue.defer("sweep", once="shop 1", at=datetime.now(UTC) + timedelta(hours=1))
            assert second is not None
            go_on.set()
        assert first != second
        assert await sql(store, "SELECT id, status::text FROM procrastinate_jobs") == [(second, "todo")]


async def test_jobs_of_a_dead_worker_are_queued_again(store: Store) -> None:
    queue = Queue(store)
    async with queue.opened():
        number = await queue.defer("slice", once="slice 1")
        await sql(store, "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (clock_timestamp() - interval '7 s')")
        await sql(store, "SELECT * FROM procrastinate_fetch_job_v2(NULL, (SELECT max(id) FROM procrastinate_workers))")
        assert await states(store, queue) == {"doing": 1}
        assert await queue.revive_stalled() == 1
        assert await sql(store, "SELECT id, status::text, attempts FROM procrastinate_jobs") == [(number, "todo", 1)]
        assert await queue.revive_stalled() == 0


async def test_jobs_of_a_living_worker_are_left_to_it(store: Store) -> None:
    queue = Queue(store)
    async with queue.opened():
        await queue.defer("slice")
        await sql(store, "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (clock_timestamp() - interval '3 s')")
        await sql(store, "SELECT * FROM procrastinate_fetch_job_v2(NULL, (SELECT max(id) FROM procrastinate_workers))")
        assert await queue.revive_stalled() == 0


async def test_a_job_that_kills_every_worker_is_given_up(store: Store) -> None:
    queue = Queue(store)
    async with queue.opened():
        await queue.defer("bomb")
        await sql(store, "UPDATE procrastinate_jobs SET attempts = 10")
        await sql(store, "SELECT * FROM procrastinate_fetch_job_v2(NULL, NULL)")
        await queue.revive_stalled()
        assert await states(store, queue) == {"failed": 1}


async def test_a_stop_lets_the_job_in_hand_end(store: Store) -> None:
    queue, started, ended = Queue(store), asyncio.Event(), asyncio.Event()

    @queue.task("slow")
    async def slow() -> None:
        started.set()
        await asyncio.sleep(0.5)
        ended.set()

    async with queue.opened():
        await queue.defer("slow")
        async with worker(queue):
            await asyncio.wait_for(started.wait(), 10)
        assert ended.is_set()
        assert await states(store, queue) == {}


async def test_a_job_that_outlives_the_grace_is_cut_off_and_queued_again(store: Store) -> None:
    queue, started = Queue(store), asyncio.Event()

    @queue.task("endless", retries=0)
    async def endless() -> None:
        started.set()
        await asyncio.Event().wait()

    async with queue.opened():
        await queue.defer("endless")
        async with worker(queue, grace_s=0.1):
            await asyncio.wait_for(started.wait(), 10)
        assert await states(store, queue) == {"todo": 1}


async def test_a_schedule_queues_its_job_with_its_arguments(store: Store) -> None:
    queue, ran = Queue(store), asyncio.Queue[dict[str, object]]()

    @queue.task("tick")
    async def tick(**args: object) -> None:
        await ran.put(args)

    queue.periodic("tick", "* * * * * *", kind="orders")
    async with queue.opened(), worker(queue):
        assert await asyncio.wait_for(ran.get(), 10) == {"kind": "orders"}


async def test_a_schedule_for_an_unknown_job_is_refused(store: Store) -> None:
    with pytest.raises(NotFound, match="nightly"):
        Queue(store).periodic("nightly", "0 3 * * *")


async def test_the_word_timestamp_belongs_to_the_scheduler(store: Store) -> None:
    with pytest.raises(InvalidRequest, match="timestamp"):
        await Queue(store).defer("job", timestamp=1)


async def test_a_queue_that_was_not_opened_says_so(store: Store) -> None:
    with pytest.raises(Fatal, match="before it was opened"):
        await Queue(store).defer("job")


async def test_old_failures_are_forgotten(store: Store) -> None:
    queue = Queue(store)
    async with queue.opened():
        await queue.defer("a")
        await queue.defer("b")
    await sql(store, "UPDATE procrastinate_jobs SET status = 'cancelled' WHERE task_name = 'a'")
    now = datetime.now(UTC)
    async with store.begin() as conn:
        assert await queue.forget(conn, now - timedelta(days=1)) == 0
        assert await queue.forget(conn, now + timedelta(days=1)) == 1
    assert await states(store, queue) == {"todo": 1}
