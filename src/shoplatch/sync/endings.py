"""A seller takes the grant back, or one shop out of it: the data is kept, loses its people, or goes, as it is set up here.

A job per shop, in steps of a few thousand rows, each its own transaction: killed, it goes on where it was. Before each step
it looks whether the seller has come back; then it leaves the rest alone.
"""

from __future__ import annotations

import logging

from shoplatch.clock import Clock
from shoplatch.store import endings
from shoplatch.store.engine import Store

KEEP, MASK, DELETE = "keep", "mask", "delete"
POLICIES = (KEEP, MASK, DELETE)
STEPS_MAX = 1_000_000

log = logging.getLogger(__name__)


class Endings:
    """Does what the policy says with the data of grants that ended."""

    def __init__(self, store: Store, clock: Clock, *, policy: str) -> None:
        self._store = store
        self._clock = clock
        self._policy = policy

    async def due(self) -> list[str]:
        """Shops whose grant ended and whose data was not dealt with yet, or only while calls were perhaps under way."""
        async with self._store.begin() as conn:
            return [shop.id for shop in await endings.unsettled(conn, self._clock.now())]

    async def run(self, shop_id: str) -> None:
        """Deal with one shop's data. Again, or after a death in between, goes on with what is left."""
        changed = 0
        for done in range(STEPS_MAX):
            async with self._store.begin() as conn:
                ended = await endings.still_ended(conn, shop_id)
                if ended is None:
                    log.info("Shop %s is back; its data is left as it is", shop_id)
                    return
                step = 0
                if done == 0 and self._policy != KEEP:
                    await endings.forget_reading(conn, shop_id)
                if self._policy == MASK:
                    step = await endings.mask_step(conn, shop_id)
                elif self._policy == DELETE:
                    step = await endings.delete_step(conn, shop_id, self._clock.now())
                if step == 0:
                    await endings.settled(conn, ended, self._policy, self._clock.now())
                    break
            changed += step
        log.warning(
            "Shop %s is not granted any more: its data was dealt with as %r (%d rows)", shop_id, self._policy, changed
        )
