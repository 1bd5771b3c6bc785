"""Time, handed to every room that needs it. The only place that asks the machine what time it is.

It does not schedule anything: due times are rows or heaps elsewhere, compared with a Clock.
"""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What a room may ask about time."""

    def now(self) -> datetime:
        """The moment, aware, in UTC."""

    def seconds(self) -> int:
        """The moment as whole Unix seconds, the way TikTok Shop writes times."""

    def monotonic(self) -> float:
        """Seconds for measuring a span; never goes back and never jumps."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def seconds(self) -> int:
        return int(time.time())

    def monotonic(self) -> float:
        return time.monotonic()


class SetClock:
    """A clock that stands until it is moved; for tests and for replaying history."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)
        self._span_s = 0.0

    def now(self) -> datetime:
        return self._now

    def seconds(self) -> int:
        return int(self._now.timestamp())

    def monotonic(self) -> float:
        return self._span_s

    def advance(self, seconds: float) -> None:
        """Move forward by so many seconds."""
        self._now += timedelta(seconds=seconds)
        self._span_s += seconds


class FollowingClock:
    """The machine's clock plus an offset learnt from the other side; only ever used towards a simulator.

    A simulator's clock can be wound; its replies carry the virtual time in `Date`. Following it keeps deadlines and
    token ages comparable. A production connection never follows: there, a wrong clock is a fault to report.
    """

    def __init__(self, beneath: Clock, *, tolerance_s: float = 2.0) -> None:
        self._beneath = beneath
        self._tolerance_s = tolerance_s
        self._offset = timedelta()
        self._lock = threading.Lock()

    def now(self) -> datetime:
        return self._beneath.now() + self._offset

    def seconds(self) -> int:
        return int(self.now().timestamp())

    def monotonic(self) -> float:
        return self._beneath.monotonic()

    def observe(self, their_now: datetime) -> None:
        """Learn the other side's time from a reply. Differences within the tolerance are left alone."""
        with self._lock:
            offset = their_now - self._beneath.now()
            if abs((offset - self._offset).total_seconds()) > self._tolerance_s:
                self._offset = offset


def from_seconds(seconds: int | str | None) -> datetime | None:
    """Unix seconds as TikTok Shop writes them to an aware time; 0, "" and None mean "not yet" and give None."""
    value = int(seconds or 0)
    return datetime.fromtimestamp(value, UTC) if value > 0 else None
