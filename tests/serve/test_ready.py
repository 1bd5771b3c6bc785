"""Whether an installation can do its work: the worker counts, and only a beat proves that one lives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from shoplatch.app import Platform
from shoplatch.cli.doctor import Finding, examine
from shoplatch.config import DatabaseOptions, Options, VaultOptions
from shoplatch.serve.record import Record
from shoplatch.store.engine import Store


def options_of(database_url: str, home: Path) -> Options:
    return Options(home, DatabaseOptions(home, database_url, 3), VaultOptions(home))


@asynccontextmanager
async def opened(database_url: str, home: Path, *, worker_beside: bool) -> AsyncIterator[Platform]:
    platform = await Platform.open(options_of(database_url, home), worker_beside=worker_beside)
    try:
        yield platform
    finally:
        await platform.close()


@asynccontextmanager
async def working(platform: Platform) -> AsyncIterator[None]:
    """A worker of the queue, from its first beat to its clean end."""
    stop = asyncio.Event()
    running = asyncio.create_task(platform.queue.run(stop))
    try:
        async with asyncio.timeout(20):
            while await beat(platform) is None:  # noqa: ASYNC110 - the beat is a row, there is nothing to wait on
                await asyncio.sleep(0.02)
        yield
    finally:
        stop.set()
        await running


async def beat(platform: Platform) -> object:
    async with platform.store.begin() as conn:
        return await platform.queue.last_beat(conn)


async def killed_long_ago(store: Store, seconds: int) -> None:
    """What a worker leaves that was killed: its row, and no beat since."""
    async with store.raw() as conn:
        await conn.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))", [seconds]
        )


async def test_it_is_ready_while_its_worker_beats_and_not_after_it_left(database_url: str, tmp_path: Path) -> None:
    async with opened(database_url, tmp_path, worker_beside=True) as platform:
        assert (await platform.ready()).checks["worker"].startswith("No worker runs: webhooks are taken in")
        async with working(platform):
            ready = await platform.ready()
            assert ready.ok
            assert dict(ready.checks) == {"database": "ok", "vault": "ok", "worker": "ok"}
        assert not (await platform.ready()).ok


async def test_a_worker_that_was_killed_is_missed_after_fifteen_seconds(database_url: str, tmp_path: Path) -> None:
    async with opened(database_url, tmp_path, worker_beside=True) as platform:
        await killed_long_ago(platform.store, 3600)
        said = (await platform.ready()).checks["worker"]
        assert said.startswith("No worker has said for 3,600 s that it lives")
        assert "shoplatch serve" in said
        await killed_long_ago(platform.store, 5)
        assert (await platform.ready()).ok


async def test_a_web_process_by_itself_answers_for_itself(database_url: str, tmp_path: Path) -> None:
    async with opened(database_url, tmp_path, worker_beside=False) as platform:
        ready = await platform.ready()
    assert ready.ok
    assert "worker" not in ready.checks


async def test_the_doctor_tells_a_dead_worker_from_one_that_was_not_started(database_url: str, tmp_path: Path) -> None:
    async def worker() -> Finding:
        found = await examine(options_of(database_url, tmp_path))
        return next(one for one in found if one.check == "worker")

    assert (await worker()).state == "warning"
    Record(tmp_path).write(address="http://127.0.0.1:1", listening="http://127.0.0.1:1", started_at="", pids={})
    lost = await worker()
    assert lost.state == "wrong"
    assert "nothing is worked or read" in lost.found
    async with opened(database_url, tmp_path, worker_beside=True) as platform, working(platform):
        assert (await worker()).state == "ok"
