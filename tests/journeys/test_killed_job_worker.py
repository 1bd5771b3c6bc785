"""A worker process that is killed in the middle of a job: another one does the job, within ten seconds."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from shoplatch.store import queue as queue_file
from shoplatch.store.engine import Store
from shoplatch.store.queue import Queue

WORKER = """
import asyncio, sys
from pathlib import Path
from shoplatch.store.engine import Store
from shoplatch.store.queue import Queue

async def main(url, begun):
    async with await Store.open(url) as store:
        queue = Queue(store)

        @queue.task("slice")
        async def slice_(number):
            Path(begun).touch()
            await asyncio.Event().wait()

        async with queue.opened():
            await queue.run(asyncio.Event())

asyncio.run(main(*sys.argv[1:]))
"""


async def test_the_job_of_a_killed_worker_is_done_by_another(store: Store, database_url: str, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    first = await asyncio.create_subprocess_exec(sys.executable, "-c", WORKER, database_url, str(begun))
    queue, done, stop = Queue(store), asyncio.Event(), asyncio.Event()

    @queue.task("slice")
    async def slice_(number: int) -> None:
        if number == 7:
            done.set()

    async with queue.opened():
        try:
            await queue.defer("slice", once="slice 7", number=7)
            for _ in range(1200):
                if begun.exists():
                    break
                await asyncio.sleep(0.05)
            assert begun.exists()
        finally:
            first.kill()
            await first.wait()
        working = asyncio.create_task(queue.run(stop))
        # Ten seconds on a machine with nothing else to do; tests share theirs.
        await asyncio.wait_for(done.wait(), 30)
        stop.set()
        await working
        async with store.begin() as conn:
            assert await queue.counts(conn) == {}


def test_the_times_add_up_to_less_than_ten_seconds() -> None:
    assert queue_file.SILENT_S + queue_file.LOOK_S + queue_file.POLL_S < 10
    assert queue_file.SILENT_S >= 3 * queue_file.HEARTBEAT_S  # one late heartbeat is no death
