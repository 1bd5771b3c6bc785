"""Writes what arrived, many events in one commit: the answer 200 is given only for events that are already on disk.

Whoever waits while a commit is under way joins the next one, so a burst costs a few commits instead of one per event.
In a crowd a second writer fills its batch while the first waits for the disk. A bounded queue, a limit on how long a commit
may take. It does not look into events and does not retry: whoever sent an event that could not be written is told so, and
sends it again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence

from shoplatch.errors import Retriable
from shoplatch.store import inbox
from shoplatch.store.engine import Store
from shoplatch.store.inbox import Arrived

BATCH_MAX = 500
WAITING_MAX = 5_000
# In a crowd the next commit waits a moment for those who have just been answered, as PostgreSQL's commit_delay does: half as
# many commits for the same events. A sender alone never waits.
CROWD = 8
BREATH_S = 0.002
WRITERS_MAX = 2
COMMIT_MAX_S = 2.0  # TikTok waits three seconds for the answer (platform.md section 19)

Write = Callable[[Sequence[Arrived]], Awaitable[object]]
_Waiting = tuple[Arrived, "asyncio.Future[bool]"]

log = logging.getLogger(__name__)


class QueueFull(Retriable):
    """More events are waiting to be written than we are willing to hold in memory."""


class NotWritten(Retriable):
    """The commit that held this event did not happen, or we do not know that it did."""


class GroupCommit:
    """Collects events and writes them batch by batch. `put` returns once the event is committed.

    `write` takes a batch and returns after its commit; `committed` and `failed` count events since the start.
    """

    def __init__(
        self,
        write: Write,
        *,
        batch_max: int = BATCH_MAX,
        waiting_max: int = WAITING_MAX,
        commit_max_s: float = COMMIT_MAX_S,
    ) -> None:
        self._write = write
        self._batch_max = batch_max
        self._waiting_max = waiting_max
        self._commit_max_s = commit_max_s
        self._queue: deque[_Waiting] = deque()
        self._in_hand = 0
        self._writers: set[asyncio.Task[None]] = set()
        self.committed = 0
        self.failed = 0

    @property
    def waiting(self) -> int:
        """Events that are not yet committed."""
        return len(self._queue) + self._in_hand

    async def put(self, event: Arrived) -> None:
        """Wait until the event is on disk.

        Raises:
            QueueFull: too many are waiting already; nothing was taken.
            NotWritten: the database did not take it (in time); it may come again, the key makes it harmless.
        """
        if len(self._queue) >= self._waiting_max:
            raise QueueFull(f"{self.waiting} events are waiting to be written", next_step="Send it again later.")
        loop = asyncio.get_running_loop()
        done: asyncio.Future[bool] = loop.create_future()
        self._queue.append((event, done))
        if not self._writers or (len(self._writers) < WRITERS_MAX and len(self._queue) >= CROWD):
            writer = loop.create_task(self._run(), name="inbox group commit")
            self._writers.add(writer)
            writer.add_done_callback(self._writers.discard)
        if not await done:
            raise NotWritten("the database did not take the event", next_step="Send it again.")

    async def close(self) -> None:
        """Wait for what is waiting, within the limit of one commit."""
        if self._writers:
            await asyncio.wait(set(self._writers), timeout=self._commit_max_s)

    async def _run(self) -> None:
        """Write until nothing waits, then end: an idle door holds no task."""
        batch: list[_Waiting] = []
        try:
            while self._queue:
                if len(batch) >= CROWD and len(self._queue) < 2 * len(batch):
                    await asyncio.sleep(BREATH_S)
                batch = [self._queue.popleft() for _ in range(min(len(self._queue), self._batch_max))]
                if not batch:  # the other writer took them meanwhile
                    break
                self._in_hand += len(batch)
                written = False
                try:
                    written = await self._commit(batch)
                finally:
                    self._in_hand -= len(batch)
                    self._tell(batch, written=written)
                if not written:  # those behind waited just as long: tell them now, not one time limit each later
                    self._give_up()
        finally:
            current = asyncio.current_task()
            if current is not None:
                self._writers.discard(current)
            if not self._writers:
                self._give_up()

    async def _commit(self, batch: list[_Waiting]) -> bool:
        try:
            async with asyncio.timeout(self._commit_max_s):
                await self._write([event for event, _ in batch])
        except Exception as failure:  # whatever the driver raises, the senders must be told
            log.warning("%d events were not written: %s", len(batch), type(failure).__name__)
            return False
        return True

    def _give_up(self) -> None:
        waiting = list(self._queue)
        self._queue.clear()
        self._tell(waiting, written=False)

    def _tell(self, waiting: list[_Waiting], *, written: bool) -> None:
        if written:
            self.committed += len(waiting)
        else:
            self.failed += len(waiting)
        for _, done in waiting:
            if not done.done():  # a sender that hung up has cancelled its own
                done.set_result(written)


def into(store: Store) -> Write:
    """The writer for a store: one statement, one commit per batch."""

    async def write(events: Sequence[Arrived]) -> None:
        async with store.single() as conn:
            await inbox.append(conn, events)

    return write
