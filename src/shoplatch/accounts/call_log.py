"""The call log: one row per attempt against TikTok Shop, written in batches behind the caller's back.

A call never waits for its log line: records go to a bounded queue, a background task writes them, and what does not fit
is counted as dropped. It keeps no bodies, no headers, no addresses and no tokens. Where the installation says so it keeps
what was asked, without secrets and personal data, so that a call can be repeated.

Its times are ours: an app's own clock follows that of its simulator, which may be wound, and signs calls. The log says when
an answer came, by the clock that webhooks and rows are stamped with.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from shoplatch.clock import Clock
from shoplatch.errors import ShoplatchError
from shoplatch.store import calls as table
from shoplatch.store.calls import CallRow
from shoplatch.store.engine import Store

if TYPE_CHECKING:
    from shoplatch.client.core import CallRecord

WAITING_MAX = 10_000
BATCH_MAX = 500
FLUSH_EVERY_S = 0.5
_log = logging.getLogger(__name__)


class CallLog:
    """Takes call records from every client and writes them in batches."""

    def __init__(self, store: Store, clock: Clock, *, waiting_max: int = WAITING_MAX, keep_parameters: bool = False) -> None:
        self._store = store
        self._clock = clock
        self._waiting: deque[CallRow] = deque()
        self._waiting_max = waiting_max
        self.keep_parameters = keep_parameters
        self._wake = asyncio.Event()
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.dropped = 0
        self.written = 0

    def observer(self, *, connection_id: str | None, shop_id: str | None) -> Callable[[CallRecord], None]:
        """What a client calls after each attempt; returns at once, whatever the state of the database."""

        def observe(record: CallRecord) -> None:
            if len(self._waiting) >= self._waiting_max:
                self.dropped += 1
                return
            self._waiting.append(
                CallRow(
                    at=self._clock.now(),
                    shop_id=shop_id,
                    connection_id=connection_id,
                    operation=record.operation,
                    status=record.status,
                    code=record.code,
                    request_id=record.request_id,
                    elapsed_ms=round(record.elapsed_ms),
                    attempt=record.attempt,
                    parameters=record.parameters,
                )
            )
            self._wake.set()

        return observe

    def start(self) -> None:
        """Begin writing in the background of the running loop."""
        if self._task is None:
            self._stop.clear()
            self._task = asyncio.get_running_loop().create_task(self._run(), name="call log")

    async def stop(self) -> None:
        """Write what waits and end."""
        self._stop.set()
        self._wake.set()
        if self._task is not None:
            await self._task
            self._task = None
        await self.flush()

    async def flush(self) -> int:
        """Write everything that waits now; gives the number of rows. A failed batch is counted as dropped and logged."""
        done = 0
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(BATCH_MAX, len(self._waiting)))]
            try:
                async with self._store.raw() as conn:
                    await table.append(conn, batch)
            except ShoplatchError as failure:  # lost log lines must never stop the calls they are about
                self.dropped += len(batch)
                _log.warning("%d lines of the call log were lost: %s", len(batch), failure)
                break
            else:
                self.written += len(batch)
                done += len(batch)
        return done

    async def _run(self) -> None:
        while not self._stop.is_set():
            await self._wake.wait()
            self._wake.clear()
            await self.flush()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), FLUSH_EVERY_S)
