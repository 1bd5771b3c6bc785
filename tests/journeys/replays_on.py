"""A worker that goes on with replays and works the lanes; run as `python -m tests.journeys.replays_on DATABASE_URL`.

Made to be killed: its leases are short, and what it works it writes down before the event is closed, so that an event worked
again is seen.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Sequence

from shoplatch.clock import SystemClock
from shoplatch.inbox import replay
from shoplatch.inbox.lanes import Batch, LaneOptions, Lanes, Object
from shoplatch.store.engine import Store
from shoplatch.store.inbox import InboxRow

BATCH_MAX = 200


class Diary:
    """Writes down each event it works, outside the transaction that closes it."""

    def __init__(self, store: Store, clock: SystemClock) -> None:
        self._store = store
        self._clock = clock

    def objects(self, row: InboxRow) -> Sequence[Object]:
        return [Object("event", str(row.n))]

    async def work(self, batch: Batch) -> None:
        async with self._store.single() as conn:
            await conn.execute("INSERT INTO worked (n) SELECT unnest(%s::bigint[])", [[row.n for row in batch.rows]])
        async with self._store.begin() as conn:
            await batch.finish(conn, self._clock.now())


async def main(url: str) -> None:
    stop, clock = asyncio.Event(), SystemClock()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with await Store.open(url, pool_max=5) as store:
        options = LaneOptions(batch_first=BATCH_MAX, batch_max=BATCH_MAX, lease_s=2.0, poll_s=0.2)
        lanes = Lanes(store, Diary(store, clock), clock, owner=f"w{os.getpid()}", options=options)
        working = asyncio.create_task(lanes.run(stop))
        while not stop.is_set():
            await replay.advance(store, clock)
            await asyncio.sleep(0.2)
        await working


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
