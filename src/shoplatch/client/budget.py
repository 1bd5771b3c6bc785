"""How often to call: a budget per app, shop and operation that learns the platform's limit from its refusals. Pure.

The limits are dynamic and no call reveals them (platform.md section 7), so the rate starts at the last documented one and
follows what the platform lets through. It never sleeps and sends nothing: it says how long to wait, and is told how the
call ended. `LocalBudget` serves one process; a `Budget` that processes share does its accounting with `Pace` too.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict, deque
from collections.abc import Awaitable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, Protocol

from shoplatch.clock import Clock

DOCUMENTED_PER_SECOND = 50.0  # the last number the platform published
LEAST_PER_SECOND = 0.5
MOST_PER_SECOND = 1_000.0
STEP_BACK = 0.05  # how far below a limit that was met the rate falls
RETURN_S = 20.0  # seconds of demand until the rate is back at the limit; then it probes beyond, ever faster
COARSE_RETURN_S = 8.0  # the same, where the limit was far below the rate and so is only known roughly
DOUBLE_S = 5.0  # while no limit was ever met, the rate doubles in so many seconds of demand
BURST_S = 0.1  # calls that may go at once after a quiet time, as seconds of the rate
SET_BACK_S = 60.0  # a clock that is behind its own last mark by more was set back; processes differ by less
HORIZON_S = 0.25  # turns further away are not given out: the rate may change until then
REMEMBERED_S = 5.0
SOON_S = 3.0  # of demand
SOON_FACTOR = 0.85
FALL_MAX = 0.2  # of the rate, after one refusal
SURE_MIN = 3  # calls in a second, to judge a second by
SAMPLE_MIN = 20  # fewer calls say too little about a share
KEYS_MAX = 10_000


class BudgetKey(NamedTuple):
    """What the platform counts calls by. `shop` is the fingerprint of the cipher, "" for calls without a shop."""

    app_key: str
    shop: str
    operation: str


@lru_cache(maxsize=4096)
def fingerprint(shop_cipher: str) -> str:
    """A cipher as it may be kept and shown: enough to tell shops apart, nothing to call with."""
    return hashlib.blake2s(shop_cipher.encode(), digest_size=8).hexdigest()


@dataclass(slots=True)
class Ticket:
    """The right to one call. Times are on the budget's own clock; `rate` is what was allowed when it was given out."""

    key: BudgetKey
    given_at: float
    at: float  # its turn
    rate: float
    serial: int = 0  # how many turns of the line came before it, over all that share it
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Admission:
    """The answer to a question for a turn: wait so long, then go with the ticket, or ask again where there is none."""

    wait_s: float
    ticket: Ticket | None


class Budget(Protocol):
    """Says when a call may go. One may be shared by many clients."""

    def take(self, key: BudgetKey) -> Admission | Awaitable[Admission]:
        """Ask for a turn. A blocking client takes only plain answers, an asynchronous one also awaitables."""

    def answered(self, ticket: Ticket, *, limited: bool, retry_after_s: float | None) -> None:
        """Tell how the call of a ticket ended: whether the platform refused it as one too many. Returns at once."""


class Unlimited:
    """A budget that never waits; for those who keep the limits by other means."""

    def take(self, key: BudgetKey) -> Admission:
        return Admission(0.0, Ticket(key, 0.0, 0.0, MOST_PER_SECOND))

    def answered(self, ticket: Ticket, *, limited: bool, retry_after_s: float | None) -> None:
        """Nothing is learnt."""


@dataclass(slots=True)
class Pace:
    """What is known about one limit. All times are seconds on one clock, whichever it is."""

    ceiling: float = DOCUMENTED_PER_SECOND  # the last rate the platform let through; the start, while none was refused
    learnt: bool = False
    return_s: float = RETURN_S
    demand_s: float = 0.0  # seconds of waiting calls since the ceiling was set: without demand nothing grows
    asked_at: float = 0.0
    waiting: bool = False  # whether who asked last had to wait
    lowered_at: float = float("-inf")
    given: int = 0  # turns so far
    next_at: float = 0.0  # the first turn nobody has
    blocked_until: float = 0.0

    @property
    def rate(self) -> float:
        """Calls a second, now. Below the ceiling at first, back at it after RETURN_S, beyond it later (a cubic curve)."""
        if not self.learnt:
            grown = self.ceiling * float(2.0 ** min(self.demand_s / DOUBLE_S, 10.0))
        else:
            away = self.demand_s / self.return_s - 1.0
            grown = self.ceiling * (1.0 + STEP_BACK * away * away * away)
        return min(max(grown, LEAST_PER_SECOND), MOST_PER_SECOND)

    def reserve(self, now: float, turns: int = 1, *, burst_s: float = 0.0, not_before: float = 0.0) -> float:
        """The time of the first of `turns` turns, one step of 1/rate apart. Given out only where it lies within HORIZON_S.

        A time further away than that is not reserved: ask again. `burst_s` is how much of a quiet time may be made up for.
        """
        if self.asked_at > now + SET_BACK_S:
            self._set_back(self.asked_at - now)
        if self.waiting:
            self.demand_s += min(max(now - self.asked_at, 0.0), 1.0)
        first = max(self.next_at, now - burst_s, self.blocked_until, not_before)
        self.asked_at, self.waiting = now, first > now
        if first - now <= HORIZON_S:
            self.next_at = first + turns / self.rate
            self.given += turns
        return first

    def _set_back(self, by_s: float) -> None:
        """The clock was: what lay ahead lies ahead by as much as before, not by as much more."""
        self.asked_at -= by_s
        self.next_at -= by_s
        self.blocked_until -= by_s
        self.lowered_at -= by_s

    def refused(self, ticket: Ticket, let_through: float, now: float, retry_after_s: float | None) -> None:
        """Learn from the refusal of a call. `let_through` is how many calls a second went through just before it.

        Refusals of calls that were let go before the rate was lowered speak of the old rate: they only sharpen what it
        taught. One refusal takes the rate down to a fifth at most: it may be protection of the platform, not a limit.
        """
        fresh = ticket.given_at > self.lowered_at
        if fresh and self.learnt and self.demand_s < SOON_S and ticket.rate > SAMPLE_MIN / 2:
            let_through *= SOON_FACTOR  # so soon after the last one: what that one taught was still too much
        measured = max(min(let_through, ticket.rate), ticket.rate * FALL_MAX, LEAST_PER_SECOND)
        self.ceiling = measured if fresh else min(self.ceiling, measured)
        self.learnt, self.demand_s = True, 0.0
        self.return_s = RETURN_S if measured >= ticket.rate * 0.75 else COARSE_RETURN_S
        if fresh:
            self.lowered_at = now
        # Without a word of the platform: as long as the calls that came through would have taken at the rate they teach.
        until = now + retry_after_s if retry_after_s is not None else ticket.at + 1.0 - min(let_through / ticket.rate, 1.0)
        self.blocked_until = max(self.blocked_until, until)


@dataclass(slots=True)
class Sent:
    """The calls of the last seconds, oldest first."""

    tickets: deque[Ticket] = field(default_factory=deque)

    def add(self, ticket: Ticket) -> None:
        """Keep one, and forget those that nobody will ask about."""
        self.tickets.append(ticket)
        while len(self.tickets) > SAMPLE_MIN and self.tickets[0].at < ticket.at - REMEMBERED_S:
            self.tickets.popleft()

    def full_until(self, rate: float) -> float:
        """Until when the last second holds as many calls as the rate allows; bursts count."""
        count = max(round(rate), 1)
        return self.tickets[-count].at + count / rate if len(self.tickets) >= count else 0.0

    def let_through(self, refused: Ticket) -> float:
        """How many calls a second went through until this one was refused, of all that share the line.

        The share of the last calls here, SAMPLE_MIN at least, of the rate they went at; but no more than were counted in
        the last second, where there were enough to count or where far fewer went than might have. Turns of others are
        counted by their serial numbers and taken to have fared as ours.
        """
        counted = limited = recent = recent_limited = 0
        oldest, before = refused, None  # the first call of the second, and the last one before it
        for ticket in reversed(self.tickets):
            if ticket.at > refused.at:
                continue
            inside = ticket.at > refused.at - 1.0
            if not inside and (counted >= SAMPLE_MIN or ticket.rate > refused.rate * 2.0):
                break
            counted += 1
            limited += ticket.limited
            if inside:
                recent, recent_limited, oldest = recent + 1, recent_limited + ticket.limited, ticket
            elif before is None:
                before = ticket
        if recent < SURE_MIN and counted < SAMPLE_MIN:
            return refused.rate * SOON_FACTOR
        by_share = refused.rate * (1.0 - limited / counted)
        sent = refused.serial - oldest.serial + 1.0
        if before is not None:  # ours of this second may be few and close together; the line says more
            sent = max(sent, (refused.serial - before.serial) / (refused.at - before.at))
        elif oldest.serial >= 2 * recent:  # we have just come to a line of others
            sent = refused.rate
        share_limited = recent_limited / recent if recent >= SURE_MIN else limited / counted
        through = sent * (1.0 - share_limited)
        return min(by_share, max(through, 1.0)) if refused.rate >= SAMPLE_MIN or through < refused.rate / 2.0 else by_share


@dataclass(slots=True)
class _Line:
    """What is known about one key."""

    pace: Pace
    sent: Sent = field(default_factory=Sent)


class LocalBudget:
    """A budget for the clients of one process; safe between threads."""

    def __init__(self, clock: Clock, *, start_per_second: float = DOCUMENTED_PER_SECOND) -> None:
        self._clock = clock
        self._start = start_per_second
        self._lines: OrderedDict[BudgetKey, _Line] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: BudgetKey) -> Admission:
        """Ask for a turn; never blocks."""
        with self._lock:
            now = self._clock.monotonic()
            line = self._line(key)
            rate = line.pace.rate
            first = line.pace.reserve(now, burst_s=BURST_S, not_before=line.sent.full_until(rate))
            if first - now > HORIZON_S:
                return ask_again(first - now)
            ticket = Ticket(key, now, max(first, now), rate, line.pace.given)
            line.sent.add(ticket)
            return Admission(ticket.at - now, ticket)

    def answered(self, ticket: Ticket, *, limited: bool, retry_after_s: float | None) -> None:
        """Learn from the end of a call; only a refusal teaches anything."""
        if limited:
            with self._lock:
                ticket.limited = True
                line = self._line(ticket.key)
                let_through = line.sent.let_through(ticket)
                line.pace.refused(ticket, let_through, self._clock.monotonic(), retry_after_s)

    def rate(self, key: BudgetKey) -> float:
        """Calls a second that are allowed now."""
        with self._lock:
            return self._line(key).pace.rate

    def _line(self, key: BudgetKey) -> _Line:
        line = self._lines.get(key)
        if line is None:
            line = self._lines[key] = _Line(Pace(self._start))
            if len(self._lines) > KEYS_MAX:
                self._lines.popitem(last=False)
        self._lines.move_to_end(key)
        return line


def ask_again(turn_in_s: float) -> Admission:
    """The answer where the next turn is too far away to be given out: wait until it nearly is, a second at most."""
    return Admission(min(turn_in_s - HORIZON_S / 2, 1.0), None)
