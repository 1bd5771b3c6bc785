"""Works the inbox: one lane per shop, leased, so that a shop's events are worked in order while shops go side by side.

A worker leases a lane, claims a batch, folds it, hands it to the handler and goes on until the lane is empty. A lease that
is not renewed runs out and somebody else takes the lane over: a killed worker loses nothing, its batch is worked again
(events are bells, so twice is once). Woken by the database's notice, and by a poll in case the notice was lost. It does not
know what events mean; the handler does.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from shoplatch.clock import Clock
from shoplatch.errors import ConfigError, OutcomeUnknown, RateLimited, Reauthorize, Retriable, ShoplatchError
from shoplatch.inbox.batch import Batch, Ignored, LeaseLost, Object
from shoplatch.inbox.pace import Pace
from shoplatch.store import inbox
from shoplatch.store.engine import Store
from shoplatch.store.inbox import InboxRow

__all__ = ["Batch", "Handler", "Ignored", "LaneOptions", "Lanes", "Object"]

log = logging.getLogger(__name__)


class Handler(Protocol):
    """What the lanes need to know from the room that works events."""

    def objects(self, row: InboxRow) -> Sequence[Object] | Ignored:
        """What an event is about. Pure; raises InvalidRequest where the event makes no sense."""

    async def work(self, batch: Batch) -> None:
        """Bring the objects up to date and call `batch.finish` in the same transaction.

        Raises Retriable, OutcomeUnknown or ConfigError: the whole batch comes again. Reauthorize: it waits. Anything else:
        each object is tried alone, and the one at fault ends as failed after some attempts.
        """


@dataclass(frozen=True, slots=True)
class LaneOptions:
    """How lanes are worked. Times in seconds."""

    lanes: int = 4  # worked at the same time by one worker
    batch_first: int = 250  # of a process that has just begun; each full one that ends doubles the next
    batch_max: int = 2_000
    lease_s: float = 30.0
    poll_s: float = 1.0
    batches_max: int = 20  # before the next lane gets its turn
    wait_for_grant_s: float = 60.0
    rest_s: float = 10.0  # after a failure that is not the event's fault


class Lanes:
    """A worker of lanes. `owner` names it in the leases: unique per process."""

    def __init__(
        self, store: Store, handler: Handler, clock: Clock, *, owner: str, options: LaneOptions | None = None
    ) -> None:
        self._store = store
        self._handler = handler
        self._clock = clock
        self._owner = owner
        self._options = options or LaneOptions()
        self._wake = asyncio.Event()
        self._pace = Pace()
        self._sizes: dict[str, int] = {}
        self.listening = asyncio.Event()  # set while arrivals wake us at once; without it only the poll does

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; a batch in hand is finished first."""
        async with asyncio.TaskGroup() as tasks:
            listening = tasks.create_task(self._listen(), name="inbox notices")
            stopping = tasks.create_task(stop.wait(), name="stop")
            stopping.add_done_callback(lambda _: self._wake.set())
            workers = [tasks.create_task(self._lane(k, stop), name=f"lane {k}") for k in range(self._options.lanes)]
            await asyncio.wait(workers)
            listening.cancel()
            stopping.cancel()

    async def drain(self) -> int:
        """Work everything that is due now and return how many events were worked; for tests and for a clean stop."""
        worked = 0
        while (done := await self._one_lane(f"{self._owner}/drain", rests=False)) is not None:
            worked += done
        return worked

    async def turn(self) -> int | None:
        """One visit, as a worker makes it: the number of events worked; None if no lane may be worked now."""
        return await self._one_lane(f"{self._owner}/turn")

    async def _lane(self, k: int, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self._wake.clear()  # before looking: a ring that comes while we look must not be forgotten
            try:
                worked = await self._one_lane(f"{self._owner}/{k}")
            except Exception as failure:  # the database is away: nothing is lost, come back
                log.warning("a lane could not be worked: %s: %s", type(failure).__name__, failure)
                worked = None
            if worked is None and not stop.is_set():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), self._options.poll_s)

    async def _listen(self) -> None:
        while True:
            try:
                async with self._store.listen(inbox.CHANNEL) as bell:
                    self.listening.set()
                    while True:
                        if await bell.wait(60.0):
                            self._wake.set()
            except ShoplatchError as failure:  # the poll goes on meanwhile
                self.listening.clear()
                log.info("notices of the inbox are interrupted: %s", failure)
            await asyncio.sleep(self._options.poll_s)

    async def _one_lane(self, owner: str, *, rests: bool = True) -> int | None:
        """Work one lane until it is empty; then it rests, where many events come.

        The number of events worked; None if no lane has anything due.
        """
        async with self._store.begin() as conn:
            shop_id = await inbox.lease_lane(conn, owner, self._clock.now(), self._lease_end())
        if shop_id is None:
            return None
        worked = 0
        try:
            async with asyncio.TaskGroup() as tasks:
                renewing = tasks.create_task(self._renew(shop_id, owner), name=f"lease of {shop_id}")
                worked = await self._empty(shop_id, owner)
                renewing.cancel()
        except* LeaseLost:
            log.warning("the lane of shop %s was taken over by another worker", shop_id)
        rest_s = self._pace.rest_s(shop_id, worked, self._clock.monotonic()) if rests else 0.0
        rest_until = self._clock.now() + timedelta(seconds=rest_s) if rest_s else None
        async with self._store.begin() as conn:
            await inbox.release_lane(conn, shop_id, owner, rest_until=rest_until)
        return worked

    async def _empty(self, shop_id: str, owner: str) -> int:
        """Work batch after batch; after some, others get their turn.

        They begin small and grow: a process that is killed again and again would never end a large one.
        """
        worked, options = 0, self._options
        for _ in range(options.batches_max):
            size = min(self._sizes.get(shop_id, options.batch_first), options.batch_max)
            batch = await self._batch(shop_id, owner, size)
            worked += batch
            if batch < size:
                break
            self._sizes[shop_id] = min(size * 2, options.batch_max)
        return worked

    async def _renew(self, shop_id: str, owner: str) -> None:
        while True:
            await asyncio.sleep(self._options.lease_s / 3)
            async with self._store.begin() as conn:
                if not await inbox.renew_lane(conn, shop_id, owner, self._lease_end()):
                    raise LeaseLost

    def _lease_end(self) -> datetime:
        return self._clock.now() + timedelta(seconds=self._options.lease_s)

    async def _batch(self, shop_id: str, owner: str, size: int) -> int:
        """Claim and work one batch; how many events it had."""
        async with self._store.begin() as conn:
            rows = await inbox.claim(conn, shop_id, size, self._clock.now())
        if rows:
            batch = await self._read(shop_id, rows, owner)
            if batch.rows:
                await self._work(batch)
        return len(rows)

    async def _read(self, shop_id: str, rows: Sequence[InboxRow], owner: str) -> Batch:
        """Fold the rows; those that lead to nothing or make no sense end here."""
        worth: list[tuple[InboxRow, Sequence[Object]]] = []
        ignored: list[tuple[InboxRow, str]] = []
        senseless: list[tuple[InboxRow, str]] = []
        for row in rows:
            try:
                found = self._handler.objects(row)
            except Exception as failure:
                senseless.append((row, _said(failure)))
            else:
                if isinstance(found, Ignored):
                    ignored.append((row, found.reason))
                else:
                    worth.append((row, found))
        if ignored or senseless:
            async with self._store.begin() as conn:
                for row, reason in ignored:
                    await inbox.finish(conn, [row.n], "ignored", self._clock.now(), reason=reason)
                for row, reason in senseless:  # it will make no more sense later
                    await inbox.fail(conn, [row.n], reason, None)
        return Batch(shop_id, worth, owner=owner)

    async def _work(self, batch: Batch) -> None:
        try:
            await self._handler.work(batch)
        except LeaseLost:
            raise
        except Reauthorize as closed:
            await self._wait_for_grant(batch, closed)
        except (Retriable, OutcomeUnknown, ConfigError) as later:
            await self._rest(batch, later)
        except Exception as failure:
            alone = batch.each_alone()
            if len(alone) == 1:
                log.warning("an event of shop %s could not be worked: %s", batch.shop_id, _said(failure))
                async with self._store.begin() as conn:
                    await batch.fail(conn, self._clock.now(), {row.n: _said(failure) for row in batch.rows})
                return
            for one in alone:
                await self._work(one)

    async def _wait_for_grant(self, batch: Batch, closed: Reauthorize) -> None:
        """Nothing may be called for this shop now. Waiting is no failed attempt."""
        until = self._clock.now() + timedelta(seconds=self._options.wait_for_grant_s)
        async with self._store.begin() as conn:
            await inbox.postpone(conn, [row.n for row in batch.rows], _said(closed), until)

    async def _rest(self, batch: Batch, later: Retriable | OutcomeUnknown | ConfigError) -> None:
        """The platform or the house is in trouble (a full disk): come again, however long that takes. Only an event's own
        fault uses up its attempts."""
        asked = later.retry_after_s if isinstance(later, RateLimited) else None
        until = self._clock.now() + timedelta(seconds=min(inbox.REST_MAX_S, max(asked or 0.0, self._options.rest_s)))
        async with self._store.begin() as conn:
            await inbox.postpone(conn, [row.n for row in batch.rows], _said(later), until)


def _said(failure: BaseException) -> str:
    return f"{type(failure).__name__}: {failure}"[:1000]
