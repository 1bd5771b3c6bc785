"""Somebody who acts on what the store tells: follows the change feed all through the storm, from where it stood.

What it heard is held against the feed as it stands at the end: a change that was skipped is an effect lost, one heard twice
an effect doubled.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import pairwise

from shoplatch.errors import ShoplatchError
from shoplatch.store import changes
from shoplatch.store.changes import START, Position
from shoplatch.store.engine import Store

LOOK_S = 0.3
PORTION = 2_000


class Follower:
    """Reads on from its place; the database may go away at any time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._place = START
        self.heard: Counter[Position] = Counter()
        self.out_of_order = 0

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            try:
                more = await self.read()
            except ShoplatchError:
                more = 0
            if not more:
                await asyncio.sleep(LOOK_S)

    async def read(self) -> int:
        """Take what may be read now; how many changes."""
        async with self._store.begin() as conn:
            found = await changes.read(conn, self._place, PORTION)
        places = [self._place, *(one.position for one in found)]
        self.out_of_order += sum(later <= earlier for earlier, later in pairwise(places))
        self.heard.update(places[1:])
        self._place = places[-1]
        return len(found)

    async def missed_and_doubled(self) -> tuple[list[str], list[str]]:
        """Changes of the feed that were never heard, and those heard more than once."""
        told: list[Position] = []
        place = START
        async with self._store.begin() as conn:
            while found := await changes.read(conn, place, PORTION):
                told += [one.position for one in found]
                place = told[-1]
        while told and self._place < told[-1]:
            await self.read()
        missed = [f"the change {one} was skipped" for one in told if one not in self.heard]
        doubled = [f"the change {one} was heard {times} times" for one, times in self.heard.items() if times > 1]
        return missed, doubled
