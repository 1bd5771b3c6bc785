"""What the page of API changes is made of: the snapshots kept in the home, what is used, and the comparison of the two. It
takes a second of work, so what was found is kept for a minute.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from shoplatch.catalog import reader
from shoplatch.clock import Clock
from shoplatch.store import usage
from shoplatch.store.engine import Store
from shoplatch.testing.radar import Radar, Shelf, Snapshot, Uses, from_inbox, from_log, installed, look, together
from shoplatch.testing.radar.shelf import Kept

DAYS = 90
KEPT_S = 60.0
KEPT_MAX = 8
_Key = tuple[str, bool, tuple[str, ...] | None]


class ApiChanges:
    """One for the console."""

    def __init__(self, home: Path, store: Store, clock: Clock) -> None:
        self._shelf = Shelf(home)
        self._store = store
        self._clock = clock
        self._found: dict[_Key, tuple[float, Radar, list[str]]] = {}
        self._one_by_one = asyncio.Lock()

    async def listed(self) -> list[Kept]:
        """Catalogs beside the installed one, the newest first. The installed one is put by for the day after an update."""
        await asyncio.to_thread(self._shelf.keep_installed, self._clock.now())
        return await asyncio.to_thread(self._shelf.others)

    async def add(self, content: bytes, said: str) -> str:
        """Keep a catalog that was handed in; its name. Raises InvalidRequest."""
        return await asyncio.to_thread(self._shelf.add, content, said, self._clock.now())

    async def found(
        self, name: str, *, theirs_is_newer: bool, connections: Sequence[str] | None, shops: Sequence[str] | None
    ) -> tuple[Radar, list[str]]:
        """The comparison with a kept catalog ("" for none: what is used is judged alone), and the code bases that were
        looked at. None for `connections` and `shops` is the whole house; only then what code calls counts.

        Raises:
            NotFound: there is no such catalog.
        """
        key = (name, theirs_is_newer, tuple(shops) if shops is not None else None)
        async with self._one_by_one:
            kept = self._found.get(key)
            if kept is not None and self._clock.monotonic() - kept[0] < KEPT_S:
                return kept[1:]
            logged = await self._used(connections, shops)
            radar, bases = await asyncio.to_thread(self._compared, name, theirs_is_newer, logged, shops is None)
            while len(self._found) >= KEPT_MAX:
                self._found.pop(next(iter(self._found)))
            self._found[key] = (self._clock.monotonic(), radar, bases)
            return radar, bases

    def forget(self) -> None:
        """Compare anew the next time."""
        self._found.clear()

    async def _used(self, connections: Sequence[str] | None, shops: Sequence[str] | None) -> Uses:
        since: datetime = self._clock.now() - timedelta(days=DAYS)
        async with self._store.begin() as conn:
            calls, webhooks = await usage.used(conn, since), await usage.heard(conn, since)
        called, heard, names = Counter[str](), Counter[str](), reader.topics()
        for row in calls:
            if connections is None or row.connection_id in connections:
                called[row.operation] += row.calls
        for event in webhooks:
            if (shops is None or event.shop_id in shops) and event.type in names:
                heard[names[event.type].name] += event.count
        return Uses(tuple(from_log(called)), topics=tuple(from_inbox(heard)))

    def _compared(self, name: str, newer: bool, logged: Uses, whole: bool) -> tuple[Radar, list[str]]:
        ours = installed()
        theirs: Snapshot = self._shelf.open(name) if name else ours
        code, bases = self._shelf.uses() if whole else (Uses(()), [])
        old, new = (ours, theirs) if newer else (theirs, ours)
        return look(old, new, together([logged, code]), today=self._clock.now().date()), bases
