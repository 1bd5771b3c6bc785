"""A worker of lanes in a process, for the webhook storm: `python -m ... READY-FILE DATABASE-URL-FILE`.

It leases, claims, folds and ends events as the platform's worker does, and calls nobody.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from shoplatch.clock import SystemClock
from shoplatch.inbox.batch import Batch, Object
from shoplatch.inbox.lanes import Lanes
from shoplatch.store.engine import Store
from shoplatch.store.inbox import InboxRow
from shoplatch.sync import bells


class Ended:
    """Ends events, and does nothing for them."""

    def __init__(self, store: Store, clock: SystemClock) -> None:
        self._store = store
        self._clock = clock

    def objects(self, row: InboxRow) -> Sequence[Object]:
        """What the platform's own worker would read again."""
        found = bells.objects(row.type, row.body)
        return found if isinstance(found, list | tuple) else ()

    async def work(self, batch: Batch) -> None:
        """End the events in one transaction, as where rows are written with it."""
        async with self._store.begin() as conn:
            await batch.hold(conn)
            await batch.finish(conn, self._clock.now())


async def work(ready: Path, url: str) -> None:
    """Work until a signal comes."""
    stop, loop, clock = asyncio.Event(), asyncio.get_running_loop(), SystemClock()
    signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(stop.set))
    async with await Store.open(url) as store:
        lanes = Lanes(store, Ended(store, clock), clock, owner=f"bench-{os.getpid()}")
        ready.write_text(json.dumps({"port": 0}))  # noqa: ASYNC240  # once, before anything is measured
        await lanes.run(stop)


if __name__ == "__main__":
    asyncio.run(work(Path(sys.argv[1]), Path(sys.argv[2]).read_text()))
