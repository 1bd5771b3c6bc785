"""The rate budget that all processes of this installation share: turns leased from the store in chunks.

Each process takes a few turns at a time from one line per app, shop and operation, so that web and workers together stay
below the limit and none has to ask the database for every call. The arithmetic is the client's (`Pace`); what one process
learns from a refusal all know with their next chunk. Where the database does not answer, a process goes on by itself.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import UTC, datetime

from shoplatch.client.budget import (
    HORIZON_S,
    KEYS_MAX,
    SET_BACK_S,
    Admission,
    BudgetKey,
    LocalBudget,
    Pace,
    Sent,
    Ticket,
    ask_again,
)
from shoplatch.clock import Clock
from shoplatch.errors import ShoplatchError
from shoplatch.store import budgets as table
from shoplatch.store.budgets import BudgetRow
from shoplatch.store.engine import Store

CHUNK_S = 0.25  # the most turns one process holds, as seconds of the rate: what it does not use is lost to the others
ALONE_S = 5.0  # for how long a process goes on by itself before it asks the database again
NEVER = datetime.fromtimestamp(0, UTC)
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Lease:
    """Turns this process holds: the first at `start`, then one every `step_s`."""

    start: float = 0.0
    step_s: float = 0.0
    rate: float = 0.0
    given_at: float = 0.0
    serial: int = 0
    turns: int = 0
    used: int = 0


@dataclass(slots=True)
class _Line:
    """What this process knows about one key."""

    lease: _Lease = field(default_factory=_Lease)
    sent: Sent = field(default_factory=Sent)
    refused: list[tuple[Ticket, float, float, float | None]] = field(default_factory=list)  # not yet told to the others
    not_before: float = 0.0  # the store has no turn before
    asked_at: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class SharedBudget:
    """A `Budget` for the asynchronous clients of one process. Times are Unix seconds of the machine's clock."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._lines: OrderedDict[BudgetKey, _Line] = OrderedDict()
        self._alone = LocalBudget(clock)
        self._alone_until = 0.0

    async def take(self, key: BudgetKey) -> Admission:
        """Ask for a turn; one from the chunk at hand, or from a new one."""
        line = self._line(key)
        async with line.lock:
            now = self._now()
            if line.asked_at > now + SET_BACK_S:  # the clock was set back: what is known lies far ahead
                line.lease, line.sent, line.not_before, self._alone_until = _Lease(), Sent(), 0.0, 0.0
            line.asked_at = now
            if now < self._alone_until:
                return self._alone.take(key)
            if self._spent(line, now):
                if now < line.not_before - HORIZON_S:
                    return ask_again(line.not_before - now)
                try:
                    await self._lease(key, line, now)
                except ShoplatchError as failure:
                    _log.warning("rate budgets are not shared for %.0f s: %s", ALONE_S, failure)
                    self._alone_until = now + ALONE_S
                    return self._alone.take(key)
                if self._spent(line, now):
                    return ask_again(line.not_before - now)
            return self._turn(key, line, now)

    def answered(self, ticket: Ticket, *, limited: bool, retry_after_s: float | None) -> None:
        """Learn from the end of a call: give the turns at hand back to nobody, and tell the others with the next chunk."""
        if not limited:
            return
        line = self._line(ticket.key)
        ticket.limited = True
        if self._now() < self._alone_until:
            self._alone.answered(ticket, limited=True, retry_after_s=retry_after_s)
            return
        line.refused.append((ticket, line.sent.let_through(ticket), self._now(), retry_after_s))
        line.lease = _Lease()
        line.not_before = 0.0

    def _turn(self, key: BudgetKey, line: _Line, now: float) -> Admission:
        lease = line.lease
        at = max(lease.start + lease.used * lease.step_s, now)
        ticket = Ticket(key, lease.given_at, at, lease.rate, lease.serial + lease.used)
        lease.used += 1
        line.sent.add(ticket)
        return Admission(ticket.at - now, ticket)

    @staticmethod
    def _spent(line: _Line, now: float) -> bool:
        """Whether no turn is left: all used, or the time of the chunk has gone by."""
        lease = line.lease
        return lease.used >= lease.turns or now > lease.start + lease.turns * lease.step_s

    async def _lease(self, key: BudgetKey, line: _Line, now: float) -> None:
        """Take the next turns from the line in the store, after telling it what was learnt."""
        refused, line.refused = line.refused, []
        try:
            async with self._store.raw() as conn:
                row = await table.locked(conn, _row(key, Pace(), now))
                pace = _pace(row)
                for ticket, let_through, at, retry_after_s in refused:
                    pace.refused(ticket, let_through, at, retry_after_s)
                turns, rate = self._wanted(line, pace, now), pace.rate
                first = pace.reserve(now, turns)
                await table.change(conn, _row(key, pace, now))
        except ShoplatchError:
            line.refused = refused + line.refused
            raise
        if first - now > HORIZON_S:
            line.lease, line.not_before = _Lease(), first
        else:
            line.lease = _Lease(first, 1.0 / rate, rate, now, pace.given - turns, turns)

    @staticmethod
    def _wanted(line: _Line, pace: Pace, now: float) -> int:
        """How many turns: twice as many as before where all were used just now, one where it was quiet."""
        last = line.lease
        busy = last.turns and last.used >= last.turns and now - (last.start + last.turns * last.step_s) < CHUNK_S
        return min(last.turns * 2, max(int(pace.rate * CHUNK_S), 1)) if busy else 1

    def _line(self, key: BudgetKey) -> _Line:
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = _Line()
            if len(self._lines) > KEYS_MAX:
                self._lines.popitem(last=False)
        self._lines.move_to_end(key)
        return line

    def _now(self) -> float:
        return self._clock.now().timestamp()


def _pace(row: BudgetRow) -> Pace:
    return Pace(
        ceiling=row.ceiling,
        learnt=row.learnt,
        given=row.given,
        return_s=row.return_s,
        demand_s=row.demand_s,
        asked_at=row.asked_at.timestamp(),
        waiting=row.waiting,
        lowered_at=row.lowered_at.timestamp(),
        next_at=row.next_at.timestamp(),
        blocked_until=row.blocked_until.timestamp(),
    )


def _row(key: BudgetKey, pace: Pace, now: float) -> BudgetRow:
    def moment(seconds: float) -> datetime:
        return datetime.fromtimestamp(min(seconds, now + 86_400), UTC) if seconds > 0 else NEVER

    return BudgetRow(
        *key,
        ceiling=pace.ceiling,
        learnt=pace.learnt,
        given=pace.given,
        return_s=pace.return_s,
        demand_s=pace.demand_s,
        waiting=pace.waiting,
        asked_at=moment(pace.asked_at),
        next_at=moment(pace.next_at),
        blocked_until=moment(pace.blocked_until),
        lowered_at=moment(pace.lowered_at),
    )
