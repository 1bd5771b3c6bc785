"""The worker of outbound webhooks: any number of processes, each endpoint delivered to by one of them at a time.

A process leases the endpoint whose turn is longest ago and visits it: several events at once, but never two of one object.
A visit ends after some seconds, so slow endpoints take turns with quick ones; requests to one never wait for another's. A
lease that is not renewed runs out and another process goes on with what was not written down as delivered. Woken by the
database's notices, and by a poll in case one was lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from shoplatch.clock import Clock
from shoplatch.errors import Retriable, ShoplatchError
from shoplatch.outbox.attempt import Attempts
from shoplatch.outbox.feed import Feed
from shoplatch.outbox.pace import Pace
from shoplatch.outbox.schedule import half_open, longest_waits_s
from shoplatch.store import changes, stuck
from shoplatch.store.engine import Store
from shoplatch.store.hooks import deliveries, endpoints, tallies
from shoplatch.store.hooks.deliveries import Claimed
from shoplatch.store.hooks.endpoints import Endpoint
from shoplatch.store.hooks.tallies import Outcome as Ended
from shoplatch.store.hooks.tallies import Tally

log = logging.getLogger(__name__)
FEED_NOTE, TIDY_NOTE = "hooks.feed", "hooks.tidy"  # under which it is told that they do not get through


@dataclass(frozen=True, slots=True)
class DeliverOptions:
    """How endpoints are visited. Times in seconds."""

    visits: int = 32  # endpoints delivered to at the same time by one process
    at_once: int = 8  # requests to one endpoint that says nothing of it
    at_once_max: int = 64
    visit_s: float = 10.0
    lease_s: float = 30.0
    poll_s: float = 1.0
    tidy_s: float = 600.0
    recover_s: float = 30.0  # between two looks for what waits for a time that a clock set back has moved away
    gather_s: float = 0.05  # between two looks at the change feed


class Deliverer:
    """One process's share of the work. `owner` names it in the leases: unique per process."""

    def __init__(
        self,
        store: Store,
        feed: Feed,
        attempts: Attempts,
        clock: Clock,
        *,
        owner: str,
        options: DeliverOptions | None = None,
        tidy: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        self._store = store
        self._feed = feed
        self._attempts = attempts
        self._clock = clock
        self._owner = owner
        self._options = options or DeliverOptions()
        self._wake = asyncio.Event()
        self._read = asyncio.Event()
        self._visiting: dict[str, asyncio.Task[int]] = {}
        self._tidy = tidy
        self._pace = Pace(clock)
        self._well: dict[str, bool] = {}  # what got through last time, as far as it is written down

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set; requests under way get to their end or come again."""
        async with asyncio.TaskGroup() as tasks:
            around = [
                tasks.create_task(self._listen(endpoints.CHANNEL, self._wake), name="hook notices"),
                tasks.create_task(self._listen(changes.CHANNEL, self._read), name="change notices"),
                tasks.create_task(self._feeding(stop), name="events of changes"),
                tasks.create_task(self._tidying(), name="old events"),
                tasks.create_task(self._recovering(), name="times of a clock that was set back"),
            ]
            stopping = tasks.create_task(stop.wait(), name="stop")
            stopping.add_done_callback(self._stirred)
            try:
                await self._dispatch(stop)
            finally:
                for task in (*around, stopping):
                    task.cancel()
                await self._end_visits()

    async def drain(self) -> int:
        """Make every event there is and deliver all that is due now; how many attempts. For tests and single commands."""
        made = 0
        while await self._feed.advance():
            pass
        while (endpoint := await self._lease()) is not None:
            made += await self._visit(endpoint)
        return made

    async def recover(self) -> int:
        """Let what waits for a time that a clock set back has moved away come now; how many deliveries."""
        async with self._store.begin() as conn:
            now = self._clock.now()
            await endpoints.recover(conn, now)
            return await deliveries.recover(conn, now, longest_waits_s())

    async def _dispatch(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self._wake.clear()  # before looking: a ring that comes while we look must not be forgotten
            while len(self._visiting) < self._options.visits and not stop.is_set():
                endpoint = await self._leased()
                if endpoint is None:
                    break
                visit = asyncio.create_task(self._visit(endpoint), name=f"hooks of {endpoint.id}")
                self._visiting[endpoint.id] = visit
                visit.add_done_callback(functools.partial(self._left, endpoint.id))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._options.poll_s)

    def _stirred(self, _: object) -> None:
        self._wake.set()
        self._read.set()

    async def _leased(self) -> Endpoint | None:
        try:
            return await self._lease()
        except ShoplatchError as failure:  # the database is away: nothing is lost, come back
            log.warning("endpoints could not be looked at: %s", failure)
            return None

    def _left(self, endpoint_id: str, visit: asyncio.Task[int]) -> None:
        self._visiting.pop(endpoint_id, None)
        self._wake.set()
        if not visit.cancelled() and (failure := visit.exception()) is not None:
            log.warning("delivering to %s was interrupted: %s: %s", endpoint_id, type(failure).__name__, failure)

    async def _end_visits(self) -> None:
        """Give what is under way a moment, then let it come again."""
        visits = list(self._visiting.values())
        if visits:
            _, late = await asyncio.wait(visits, timeout=2.0)
            for visit in late:
                visit.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _lease(self) -> Endpoint | None:
        async with self._store.raw() as conn:
            return await endpoints.lease(
                conn, self._owner, self._clock.now(), self._lease_end(), besides=list(self._visiting)
            )

    async def _visit(self, endpoint: Endpoint) -> int:
        """Deliver what is due, for a while; how many attempts were made."""
        counts: dict[Ended, Tally] = {}
        renewing = asyncio.create_task(self._renew(endpoint.id), name=f"lease of {endpoint.id}")
        working = asyncio.create_task(self._empty(endpoint, counts), name=f"deliveries to {endpoint.id}")
        try:
            await asyncio.wait((renewing, working), return_when=asyncio.FIRST_COMPLETED)
            if not working.done():
                log.warning("endpoint %s was taken over by another worker, or turned off", endpoint.id)
                return 0
            return working.result()
        finally:
            for task in (renewing, working):
                task.cancel()
            await asyncio.gather(renewing, working, return_exceptions=True)
            async with self._store.raw() as conn:
                await tallies.add(conn, endpoint.id, counts)
                await endpoints.release(conn, endpoint.id, self._owner)

    async def _empty(self, endpoint: Endpoint, counts: dict[Ended, Tally]) -> int:
        until = self._clock.monotonic() + self._options.visit_s
        most = min(endpoint.at_once or self._options.at_once, self._options.at_once_max)
        at_once = 1 if half_open(endpoint.failures) else most
        hand: dict[int, asyncio.Task[str]] = {}
        made, going = 0, True
        try:
            while True:
                room = min(at_once - len(hand), self._pace.room(endpoint)) if going else 0
                more = room > 0 and self._clock.monotonic() < until
                claimed = await self._claim(endpoint, room, list(hand)) if more else []
                for one in claimed:
                    hand[one.n] = asyncio.create_task(self._one(endpoint, one, counts), name=f"delivery {one.n}")
                self._pace.began(endpoint, len(claimed))
                wait_s = self._pace.wait_s(endpoint) if going and self._clock.monotonic() < until else 0.0
                if not hand and (not wait_s or (more and not claimed)):
                    return made
                for n in await _ended(hand, wait_s if len(hand) < at_once else 0.0):
                    outcome = hand.pop(n).result()
                    made += 1
                    going = going and outcome != "stop"
                    at_once = most if outcome == "delivered" else at_once
        finally:
            for task in hand.values():
                task.cancel()
            await asyncio.gather(*hand.values(), return_exceptions=True)

    async def _claim(self, endpoint: Endpoint, limit: int, besides: list[int]) -> list[Claimed]:
        async with self._store.raw() as conn:
            return await deliveries.claim(
                conn, endpoint.id, self._owner, self._clock.now(), limit, besides, as_of=endpoint.updated_at
            )

    async def _one(self, endpoint: Endpoint, claimed: Claimed, counts: dict[Ended, Tally]) -> str:
        outcome, attempt, ended = await self._attempts.make(endpoint, claimed)
        counts[ended] = counts.get(ended, Tally()) + Tally(1, attempt.elapsed_ms)
        return outcome

    async def _renew(self, endpoint_id: str) -> None:
        """Ends when the endpoint is no longer ours to deliver to."""
        while True:
            await asyncio.sleep(self._options.lease_s / 3)
            async with self._store.raw() as conn:
                if not await endpoints.renew(conn, endpoint_id, self._owner, self._lease_end()):
                    return

    def _lease_end(self) -> datetime:
        return self._clock.now() + timedelta(seconds=self._options.lease_s)

    async def _feeding(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            self._read.clear()
            try:
                read = await self._feed.advance()
            except ShoplatchError as failure:
                log.warning("the change feed could not be read: %s", failure)
                await self._noted(FEED_NOTE, failure)
                read = 0
            else:
                await self._noted(FEED_NOTE, None)
            if read:
                self._wake.set()
                await asyncio.sleep(self._options.gather_s)
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._read.wait(), self._options.poll_s)

    async def _tidying(self) -> None:
        while True:
            try:
                if self._tidy is not None:
                    await self._tidy()
                await self._feed.forget()
                async with self._store.raw() as conn:
                    await endpoints.end_overlaps(conn, self._clock.now())
            except ShoplatchError as failure:
                log.warning("old events could not be forgotten: %s", failure)
                await self._noted(TIDY_NOTE, failure)
            else:
                await self._noted(TIDY_NOTE, None)
            await asyncio.sleep(self._options.tidy_s)

    async def _noted(self, job: str, failure: ShoplatchError | None) -> None:
        """Write down that something does not get through, for whoever asks what needs a person; or that it does again."""
        if failure is None and self._well.get(job):
            return
        try:
            async with self._store.begin() as conn:
                if failure is None:
                    await stuck.cured(conn, stuck.HOUSE, job)
                else:
                    lasting = not isinstance(failure, Retriable)
                    await stuck.note(conn, stuck.HOUSE, job, str(failure), self._clock.now(), lasting=lasting)
        except ShoplatchError as away:  # the database itself is the trouble
            log.info("could not be written down: %s", away)
        else:
            self._well[job] = failure is None

    async def _recovering(self) -> None:
        while True:
            try:
                if await self.recover():
                    self._wake.set()
            except ShoplatchError as failure:
                log.info("nothing could be recovered: %s", failure)
            await asyncio.sleep(self._options.recover_s)

    async def _listen(self, channel: str, wake: asyncio.Event) -> None:
        while True:
            try:
                async with self._store.listen(channel) as bell:
                    while True:
                        if await bell.wait(60.0):
                            wake.set()
            except ShoplatchError as failure:  # the poll goes on meanwhile
                log.info("notices of %s are interrupted: %s", channel, failure)
            await asyncio.sleep(self._options.poll_s)


async def _ended(hand: dict[int, asyncio.Task[str]], wait_s: float) -> list[int]:
    """Wait until a delivery ends, or for so long where more may begin then; which ended."""
    if not hand:
        await asyncio.sleep(wait_s)
        return []
    done, _ = await asyncio.wait(hand.values(), timeout=wait_s or None, return_when=asyncio.FIRST_COMPLETED)
    return [n for n, task in hand.items() if task in done]
