"""A comparison with TikTok Shop that somebody asks for, as a job: shop after shop, with its progress. It repairs nothing.

A worker that is killed leaves what is done, and the next one goes on with the next shop.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict

from shoplatch.clock import Clock
from shoplatch.errors import ShoplatchError
from shoplatch.store import comparisons
from shoplatch.store.comparisons import Comparison
from shoplatch.store.engine import Store
from shoplatch.store.queue import Queue
from shoplatch.sync.differences import Differences

COMPARE_JOB = "sync.compare"

log = logging.getLogger(__name__)


class Comparing:
    """Comparisons on request. `diff` compares one shop."""

    def __init__(self, store: Store, clock: Clock, diff: Callable[[str], Awaitable[Differences]]) -> None:
        self._store = store
        self._clock = clock
        self._diff = diff

    def register(self, queue: Queue) -> None:
        """Make the job known to the queue; once, before it is opened."""
        queue.task(COMPARE_JOB, retries=5)(self.run)

    async def begin(self, queue: Queue, shop_ids: Sequence[str], by: str) -> Comparison:
        """Queue a comparison of shops; a worker does it."""
        async with self._store.begin() as conn:
            made = await comparisons.begin(conn, shop_ids, by, self._clock.now())
        await queue.defer(COMPARE_JOB, once=f"{COMPARE_JOB} {made.id}", comparison=made.id)
        return made

    async def run(self, comparison: int) -> None:
        """Compare what is left of it. What keeps one shop from being compared is noted, and the next one is."""
        while True:
            async with self._store.begin() as conn:
                now = await comparisons.one(conn, comparison)
            if now is None or now.state != "running" or now.shops_done >= len(now.shop_ids):
                return
            shop_id = now.shop_ids[now.shops_done]
            try:
                came = await self._diff(shop_id)
            except ShoplatchError as failure:
                log.info("shop %s is not compared: %s", shop_id, failure)
                came = Differences(not_compared={f"shop {shop_id}": str(failure)})
            async with self._store.begin() as conn:
                await comparisons.shop_done(
                    conn, comparison, now.shops_done, self._clock.now(), compared=came.compared,
                    found=[asdict(one) for one in came.differences], not_compared=came.not_compared,
                )  # fmt: skip
