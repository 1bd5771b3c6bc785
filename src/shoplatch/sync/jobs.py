"""What runs by itself: slices of a backfill, regular reads, comparisons, subscriptions, retention; queued by name.

A tick looks every few seconds which shop is due for what and queues it once; it works on nothing. Jobs are coarse (a slice,
a shop), may run twice and may be killed: whatever they left is queued again by a later tick. A shop whose grant is gone is
not queued, and a job that finds it gone ends.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shoplatch.clock import Clock
from shoplatch.errors import Fatal, OutcomeUnknown, Reauthorize, Retriable, ShoplatchError
from shoplatch.inbox import replay
from shoplatch.store import aside, calls, cursors, endings, history, inbox, stuck
from shoplatch.store.engine import Store
from shoplatch.store.migrations.reach import older_running
from shoplatch.store.queue import Queue
from shoplatch.sync.backfill import PLAN, SLICE_JOB, Backfill
from shoplatch.sync.endings import Endings
from shoplatch.sync.filling import Filling
from shoplatch.sync.grants import callable_since
from shoplatch.sync.incremental import Incremental
from shoplatch.sync.keeping import Streams
from shoplatch.sync.listed_sides import POLLED, RUNG
from shoplatch.sync.reconcile import Reconcile

PLAN_JOB, READ_JOB, SWEEP_JOB = "sync.plan", "sync.incremental", "sync.sweep"
SUBSCRIBE_JOB, TICK_JOB, RETENTION_JOB = "sync.subscribe", "sync.tick", "sync.retention"
ENDING_JOB = "sync.ending"
STREAMS_JOB, CHECK_JOB, FILL_JOB = "sync.streams", "sync.check", "sync.fill"
REPLAY_NOTE = "sync.replay"  # under which a replay that does not go on is told
BODIES_KEPT = timedelta(days=30)
RETAINED = {  # what is forgotten by itself, and after how long
    "webhook bodies": BODIES_KEPT,
    "log of calls": timedelta(days=90),
    "deletions of shops that left": timedelta(days=90),
    "former versions": timedelta(days=3 * 365),
    "jobs that were given up": timedelta(days=30),
}
SUBSCRIBE_EVERY_S = 3_600.0
REQUEUE_EVERY_S = 10.0
CHECK_EVERY_S = 120.0  # by counts alone: some dozen calls
STREAMS_EVERY_S = 15.0  # looks which streams are due; each has a rhythm of its own
FILL_EVERY_S = 10.0  # of a shop whose rows are not gone through yet: two hundred a second at most
TICK_CRON = "* * * * * */2"  # the sixth field is seconds
NIGHTLY = "17 3 * * *"
RETAIN_AGAIN_S = 3_600.0  # after a night in which something could not be forgotten
PRIORITY = 10
PRIORITIES = {
    SLICE_JOB: 0,
    FILL_JOB: 0,
    STREAMS_JOB: 5,
    SWEEP_JOB: 5,
}  # what may take minutes goes behind what takes seconds
RETENTION_ROUNDS_MAX = 1_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often a shop is looked at. Seconds of real time."""

    incremental_every_s: float
    sweep_every_s: float


@dataclass(frozen=True, slots=True)
class _Seen:
    """A shop that may be called: when its grant last changed, and when its history was cut into slices."""

    granted_at: datetime
    cut_at: datetime | None

    def holds(self, now: _Seen | None) -> bool:
        """Whether what was remembered then still counts; a history that was cut for the first time changes nothing."""
        return now is not None and now.granted_at == self.granted_at and self.cut_at in (None, now.cut_at)


class Jobs:
    """The jobs of this room. `subscribe(shop_id)` registers webhooks."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        schedule: Schedule,
        *,
        backfill: Backfill,
        incremental: Incremental,
        streams: Streams,
        reconcile: Reconcile,
        endings: Endings,
        filling: Filling,
        subscribe: Callable[[str], Awaitable[object]],
    ) -> None:
        self._store = store
        self._clock = clock
        self._schedule = schedule
        self._backfill = backfill
        self._incremental = incremental
        self._streams = streams
        self._reconcile = reconcile
        self._endings = endings
        self._filling = filling
        self._queue: Queue | None = None
        self._last: dict[tuple[str, str], float] = {}
        self._work: dict[str, Callable[..., Awaitable[object]]] = {
            PLAN_JOB: backfill.plan,
            SLICE_JOB: backfill.run,
            READ_JOB: incremental.run,
            STREAMS_JOB: streams.run,
            SWEEP_JOB: self.sweep,
            CHECK_JOB: reconcile.check,
            SUBSCRIBE_JOB: subscribe,
            ENDING_JOB: endings.run,
            FILL_JOB: filling.run,
            TICK_JOB: self.tick,
            RETENTION_JOB: self.retain,
        }
        self._planned: set[str] = set()
        self._backfilled: set[str] = set()
        self._filled: set[str] = set()
        self._seen: dict[str, _Seen] = {}

    def register(self, queue: Queue) -> None:
        """Make the jobs known to the queue, and the schedules. Once, before the queue is opened."""
        self._queue = queue
        for name in self._work:
            queue.task(name, retries=0)(functools.partial(self.run, name))
        queue.periodic(TICK_JOB, TICK_CRON)
        queue.periodic(RETENTION_JOB, NIGHTLY)

    async def run(self, name: str, /, **args: Any) -> None:
        """Do one job. What goes wrong with TikTok Shop or the database is said, and a later tick queues it again."""
        shop_id = str(args.get("shop_id", ""))
        try:
            await self._work[name](**args)
        except Reauthorize as closed:
            log.info("%s %s ends: %s", name, args, closed)
        except ShoplatchError as failure:
            log.warning("%s %s comes again: %s", name, args, failure)
            await self._stuck(name, shop_id, failure)
        except Exception as fault:  # of ours: the queue keeps the job as failed, the log says where
            await self._stuck(name, shop_id, fault)
            raise
        else:
            async with self._store.single() as conn:  # whichever process noted it
                await stuck.cured(conn, shop_id, name)

    async def _stuck(self, name: str, shop_id: str, failure: Exception) -> None:
        """Write down that it does not get through, for whoever asks what needs a person."""
        lasting = not isinstance(failure, Retriable | OutcomeUnknown)
        ours = isinstance(failure, ShoplatchError)
        why = (
            str(failure) if ours else f"a fault of Shoplatch itself ({type(failure).__name__}); the worker's log says where"
        )
        try:
            async with self._store.begin() as conn:
                await stuck.note(conn, shop_id, name, why, self._clock.now(), lasting=lasting)
        except ShoplatchError as away:  # the database itself is the trouble
            log.info("could not be written down: %s", away)

    async def defer(self, name: str, *, once: str | None = None, **args: Any) -> int | None:
        """Queue a job by name; None where it waits already under `once`. One runs at a time under `once`: a long one is not
        overtaken by the next that does the same again. Short jobs go before slices."""
        if self._queue is None:
            raise Fatal("The jobs of sync were used before they were registered on a queue")
        priority = PRIORITIES.get(name, PRIORITY)
        return await self._queue.defer(name, once=once, lock=once, priority=priority, **args)

    async def tick(self) -> list[tuple[str, str]]:
        """Queue what is due now, and go on with replays; which job for which shop."""
        await self._replay()
        await self._look_again()
        due = [(name, shop_id) for shop_id in self._seen for name in await self._due(shop_id)]
        due += [(ENDING_JOB, shop_id) for shop_id in await self._endings.due()]
        await self._retain_again()
        return [
            (name, shop_id)
            for name, shop_id in due
            if await self.defer(name, once=f"{name} {shop_id}", shop_id=shop_id) is not None
        ]

    async def _replay(self) -> None:
        try:
            await replay.advance(self._store, self._clock)
        except ShoplatchError as failure:  # a replay that cannot go on holds nothing else up
            log.warning("a replay does not go on: %s", failure)
            await self._stuck(REPLAY_NOTE, stuck.HOUSE, failure)
        else:
            async with self._store.single() as conn:
                await stuck.cured(conn, stuck.HOUSE, REPLAY_NOTE)

    async def _retain_again(self) -> None:
        """What could not be forgotten at night is tried each hour, not the next night."""
        if not self._is_due(RETENTION_JOB, stuck.HOUSE, RETAIN_AGAIN_S):
            return
        async with self._store.single() as conn:
            waits = any(one.job == RETENTION_JOB for one in await stuck.of_house(conn))
        if waits:
            await self.defer(RETENTION_JOB, once=RETENTION_JOB)

    async def _look_again(self) -> None:
        """What this process remembers of a shop holds as long as its grant and the plan of its history stay as they are. A
        seller who was away and came back, whichever process saw it, is looked at as if new: read, subscribed, compared."""
        granted = await callable_since(self._store)
        async with self._store.begin() as conn:
            cut = await cursors.moved_at(conn, list(granted), PLAN)
        before, self._seen = self._seen, {one: _Seen(at, cut.get(one)) for one, at in granted.items()}
        for shop_id in [one for one, was in before.items() if not was.holds(self._seen.get(one))]:
            self._planned.discard(shop_id)
            self._backfilled.discard(shop_id)
            for key in [key for key in self._last if key[1] == shop_id]:
                del self._last[key]

    async def sweep(self, shop_id: str) -> None:
        """Read what changed, then compare: what a regular read would have brought anyway is no difference."""
        async with self._store.begin() as conn:
            await aside.forget(conn, shop_id, self._clock.now())  # what still does not fit is noted again
        await self._read_first(shop_id)
        await self._streams.run(shop_id, only=[one.name for one in (*RUNG, *POLLED)], every=True)
        await self._reconcile.sweep(shop_id)

    async def _read_first(self, shop_id: str) -> None:
        """A stream that cannot be read keeps nobody from comparing the rest."""
        try:
            await self._incremental.run(shop_id)
        except Reauthorize:
            raise
        except ShoplatchError as failure:
            log.info("shop %s is compared although it could not be read first: %s", shop_id, failure)

    async def retain(self) -> dict[str, int]:
        """Forget what is older than it may be; how much of what. By hand or by the schedule: what fails is told until it
        succeeds.

        Raises:
            ShoplatchError: one kind could not be forgotten; the others were.
        """
        forget = {
            "webhook bodies": inbox.empty_bodies,
            "log of calls": calls.delete_before,
            "deletions of shops that left": endings.forget_told,
            "former versions": history.forget_before,
            **({"jobs that were given up": self._queue.forget} if self._queue is not None else {}),
        }
        now, gone = self._clock.now(), dict.fromkeys(forget, 0)
        wrong: list[ShoplatchError] = []
        for what, portion in forget.items():
            try:
                gone[what] = await self._forget(portion, now - RETAINED[what])
            except ShoplatchError as failure:
                log.error("%s could not be forgotten: %s", what, failure)
                wrong.append(type(failure)(f"{what} could not be forgotten: {failure.what}", next_step=failure.next_step))
        if wrong:
            await self._stuck(RETENTION_JOB, stuck.HOUSE, wrong[0])
            raise wrong[0]
        async with self._store.single() as conn:
            await stuck.cured(conn, stuck.HOUSE, RETENTION_JOB)
        return gone

    async def _forget(self, portion: Callable[..., Awaitable[int]], before: datetime) -> int:
        """Forget portion by portion, each in a transaction of its own, until nothing is left."""
        forgotten = 0
        for _ in range(RETENTION_ROUNDS_MAX):
            async with self._store.begin() as conn:
                gone = await portion(conn, before)
            forgotten += gone
            if not gone:
                break
        return forgotten

    async def _due(self, shop_id: str) -> list[str]:
        if shop_id not in self._backfilled and self._is_due(SLICE_JOB, shop_id, REQUEUE_EVERY_S):
            progress = await self._backfill.progress(shop_id)
            if progress.started_at is None:
                await self._filling.skip(shop_id)
                return [PLAN_JOB]
            self._planned.add(shop_id)
            if progress.done:
                self._backfilled.add(shop_id)
            else:
                await self._backfill.requeue(shop_id)
        if shop_id not in self._planned:
            return []
        due = [
            name
            for name, every_s in ((READ_JOB, self._schedule.incremental_every_s), (SUBSCRIBE_JOB, SUBSCRIBE_EVERY_S))
            if self._is_due(name, shop_id, every_s)
        ]
        if shop_id in self._backfilled and self._is_due(STREAMS_JOB, shop_id, STREAMS_EVERY_S):
            due.append(STREAMS_JOB)
        if await self._fill_is_due(shop_id):
            due.append(FILL_JOB)
        if shop_id in self._backfilled and await self._sweep_is_due(shop_id):
            due.append(SWEEP_JOB)
            self._last[(CHECK_JOB, shop_id)] = self._clock.monotonic()  # it sees all that counts would
        elif shop_id in self._backfilled and self._is_due(CHECK_JOB, shop_id, CHECK_EVERY_S):
            due.append(CHECK_JOB)
        return due

    async def _sweep_is_due(self, shop_id: str) -> bool:
        if not self._is_due(SWEEP_JOB, shop_id, self._schedule.sweep_every_s):
            return False
        async with self._store.begin() as conn:
            swept = [one.started_at for one in await cursors.last_sweeps(conn, shop_id)]
        granted_at = self._seen[shop_id].granted_at
        swept = [at for at in swept if at >= granted_at]  # one from before an absence says nothing about the time after it
        passed = [(self._clock.now() - at).total_seconds() for at in swept]
        # One that lies ahead is from before the clock was set back: it says nothing.
        return not any(0 <= since < self._schedule.sweep_every_s for since in passed)

    async def _fill_is_due(self, shop_id: str) -> bool:
        if shop_id not in self._backfilled or shop_id in self._filled or not self._is_due(FILL_JOB, shop_id, FILL_EVERY_S):
            return False
        if await self._filling.done(shop_id):
            self._filled.add(shop_id)
            return False
        async with self._store.raw() as conn:  # a worker of the release before does not know this job
            return not await older_running(conn)

    def _is_due(self, name: str, shop_id: str, every_s: float) -> bool:
        """At most once in so many seconds in this process; what other processes queue as well is caught by `once`."""
        now = self._clock.monotonic()
        last = self._last.get((name, shop_id))
        if last is not None and now - last < every_s:
            return False
        self._last[(name, shop_id)] = now
        return True
