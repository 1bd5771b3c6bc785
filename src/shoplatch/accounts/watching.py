"""Hears at once, in every process, that a grant has changed, so that what memory holds of it is dropped and no call follows.

A token is kept in memory for days; without this a process would go on calling for a grant that another process has just been
told is gone. While nobody can be heard (the database restarts) nothing is kept for longer than a second.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable

from shoplatch.errors import ShoplatchError
from shoplatch.store.connections import CHANNEL
from shoplatch.store.engine import Store

LISTEN_FOR_S = 60.0
AGAIN_AFTER_S = 1.0
_log = logging.getLogger(__name__)


class GrantWatch:
    """Listens while this process holds tokens; begins with the first one."""

    def __init__(self, store: Store, forget: Callable[[], None]) -> None:
        self._store = store
        self._forget = forget
        self._wanted = False
        self._task: asyncio.Task[None] | None = None

    def allow(self) -> None:
        """From now on a held token begins the listening: this process runs a loop and will call `stop`."""
        self._wanted = True

    def begin(self) -> None:
        """A token is held now. Again is the same."""
        if self._wanted and self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._listen(), name="changes of grants")

    async def stop(self) -> None:
        """Stop listening; again is the same."""
        self._wanted = False
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def _listen(self) -> None:
        while True:
            try:
                async with self._store.listen(CHANNEL) as bell:
                    self._forget()  # what changed before we heard
                    while True:
                        if await bell.wait(LISTEN_FOR_S):
                            self._forget()
            except ShoplatchError as deaf:
                _log.debug("Changes of grants cannot be heard for now: %s", deaf)
                self._forget()
                await asyncio.sleep(AGAIN_AFTER_S)
