"""The simulator's own time: flows like the wall clock, can be wound forward, and carries what falls due.

Everything that happens later (a hold that ends, a token that expires, a webhook tried again) is an entry on one heap, by
name and plain payload, so that a world can be written to a file. Same seed and same calls give the same order of events.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from shoplatch.clock import Clock


@dataclass(order=True, slots=True)
class Due:
    """Something that happens at a moment of virtual time."""

    at: int  # virtual Unix seconds
    n: int  # order of scheduling breaks ties
    kind: str = field(compare=False)
    payload: dict[str, Any] = field(compare=False)


class SimClock:
    """Virtual Unix seconds = wall seconds + an offset that only grows."""

    def __init__(self, wall: Clock, *, offset_s: int = 0) -> None:
        self.wall = wall
        self.offset_s = offset_s
        self._heap: list[Due] = []
        self._n = itertools.count()
        self._held_at: int | None = None  # while an advance plays back, time stands at each entry's own moment

    def now(self) -> int:
        """Virtual Unix seconds."""
        return self._held_at if self._held_at is not None else self.wall.seconds() + self.offset_s

    def at(self, moment: int, kind: str, **payload: Any) -> None:
        """Schedule `kind` for a moment of virtual time; a moment that has passed falls due at once."""
        heapq.heappush(self._heap, Due(moment, next(self._n), kind, payload))

    def after(self, delay_s: int, kind: str, **payload: Any) -> None:
        """Schedule `kind` for so many virtual seconds from now."""
        self.at(self.now() + delay_s, kind, **payload)

    def next_due(self) -> int | None:
        """The moment of the earliest entry, or None."""
        return self._heap[0].at if self._heap else None

    def play(self, happen: Callable[[Due], None], *, until: int | None = None) -> int:
        """Let everything happen that is due by `until` (default: now), each at its own moment; how many there were."""
        limit = self.now() if until is None else until
        count = 0
        try:
            while self._heap and self._heap[0].at <= limit:
                due = heapq.heappop(self._heap)
                self._held_at = max(due.at, self._held_at or 0)
                happen(due)
                count += 1
        finally:
            self._held_at = None
        return count

    def advance(self, seconds: int, happen: Callable[[Due], None]) -> int:
        """Wind forward, playing back what falls due on the way in order; how many things happened."""
        target = self.now() + seconds
        count = self.play(happen, until=target)
        self.offset_s = target - self.wall.seconds()
        return count

    def jump_to(self, moment: int) -> None:
        """Be at a moment not yet reached, playing nothing; a moment that has passed changes nothing."""
        self.offset_s = max(self.offset_s, moment - self.wall.seconds())

    def restore(self, offset_s: int, dues: list[Due]) -> None:
        """Take over the offset and the entries of a saved clock."""
        self.offset_s = offset_s
        self._heap = sorted(dues)
        self._n = itertools.count(max((due.n for due in dues), default=-1) + 1)

    def waiting(self) -> Iterator[Due]:
        """Everything still to come, in no particular order."""
        return iter(self._heap)
