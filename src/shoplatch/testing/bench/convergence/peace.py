"""Both sides read to their ends once it is quiet: the platform by its own worker, and a second store that reads all anew.

The second store is another installation with its own grant: the same code reads, but nothing that happened on the way can
have touched it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from shoplatch.app import Platform
from shoplatch.config import apart, load
from shoplatch.errors import ShoplatchError
from shoplatch.store import cursors, follow, mirrored, streams
from shoplatch.store.embedded import Postgres
from shoplatch.sync.backfill import Backfill
from shoplatch.testing.bench.consenting import connect
from shoplatch.testing.bench.convergence.ground import Ground
from shoplatch.testing.bench.convergence.phases import Phases

LOOK_S = 2.0
COUNT_EVERY_S = 8.0
RUNS_MAX = 100  # of one shop's streams: a run reads some thousand objects


class Second:
    """The installation that reads in peace: no webhooks, no worker."""

    def __init__(self, here: Ground, platform: Platform) -> None:
        self._here = here
        self.platform = platform

    async def read(self) -> None:
        """Everything, as after any consent: the history, what changed meanwhile, and every stream."""
        platform = self.platform
        backfill = Backfill(platform.store, platform.accounts, platform.vault.seal, platform.clock, _no_queue)
        await asyncio.gather(*(self._shop(backfill, shop_id) for shop_id in self._here.shop_ids))

    async def again(self) -> None:
        """Read what has changed since, look at all details again, and compare the whole."""
        since = self.platform.clock.now()
        async with self.platform.store.begin() as conn:
            await follow.all_due(conn, self._here.shop_ids, since)
            await streams.hurry(conn, self._here.shop_ids, since)
        await asyncio.gather(*(self._changed(shop_id) for shop_id in self._here.shop_ids))
        await asyncio.gather(*(self.platform.sync.sweep(shop_id) for shop_id in self._here.shop_ids))

    async def rows(self) -> int:
        """How many it has by now."""
        async with self.platform.store.begin() as conn:
            return await mirrored.size(conn)

    async def _shop(self, backfill: Backfill, shop_id: str) -> None:
        await backfill.plan(shop_id)
        async with self.platform.store.begin() as conn:
            slices = await cursors.slices(conn, shop_id)
        for one in slices:
            await backfill.run(one.id)
        await self._changed(shop_id)

    async def _changed(self, shop_id: str) -> None:
        await self.platform.sync.read_changes(shop_id)
        await self.platform.sync.read_streams(shop_id)
        for _ in range(RUNS_MAX):
            if not (left := await self._waiting(shop_id)):
                break
            await self.platform.sync.read_streams(shop_id, only=left)

    async def _waiting(self, shop_id: str) -> list[str]:
        """Streams that have objects whose details are still to be read."""
        async with self.platform.store.begin() as conn:
            return [one.stream for one in await streams.states(conn, [shop_id]) if one.waiting and not one.refused]


@contextlib.asynccontextmanager
async def second_store(here: Ground, home: Path) -> AsyncIterator[Second]:
    """An empty one with its own grant; its database is removed afterwards."""
    platform = await Platform.open(load(home=home, environment=apart(home, public_url="http://127.0.0.1:9")))
    try:
        await connect(platform, here.shop)
        yield Second(here, platform)
    finally:
        await platform.close()
        Postgres(home).erase()


async def caught_up(here: Ground) -> None:
    """What the platform's schedules would have read within a day of real time: ninety days have passed in minutes. All of
    it becomes due at once, and its worker reads it; this only waits."""
    since = here.platform.clock.now()
    async with here.platform.store.begin() as conn:
        await follow.all_due(conn, here.shop_ids, since)
    for shop_id in here.shop_ids:
        await here.platform.sync.read_changes(shop_id)
    while True:
        with contextlib.suppress(ShoplatchError):
            async with here.platform.store.begin() as conn:
                if not await streams.hurry(conn, here.shop_ids, since):
                    return
        await asyncio.sleep(LOOK_S)


@contextlib.asynccontextmanager
async def counted_rows(here: Ground, other: Second, phases: Phases) -> AsyncIterator[None]:
    """Say meanwhile how far the second store is, measured by the rows that the first one has."""

    async def count() -> None:
        while True:
            with contextlib.suppress(ShoplatchError):
                async with here.platform.store.begin() as conn:
                    ours = await mirrored.size(conn)
                theirs = await other.rows()
                phases.at(theirs / max(1, ours, theirs), f"{theirs:,} of {ours:,} rows")
            await asyncio.sleep(COUNT_EVERY_S)

    counting = asyncio.create_task(count(), name="rows")
    try:
        yield
    finally:
        counting.cancel()
        await asyncio.wait({counting})


async def _no_queue(*_: object, **__: object) -> None:
    """The slices are run here."""
