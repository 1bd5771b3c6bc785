"""The orders of a long past in order of one of their times, each place computed from the seed; nothing is sorted or kept.

A mask (one byte per order, 1 where it is wanted) says which of them are asked for, so that a filter over a million is
counted by the processor's own search for bytes. Marks and ids are `history`'s; a strand knows times and numbers alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from shoplatch.simulator.worlds.past import Past, Stretch

Place = tuple[int, int]  # a time and a number


class Strand(Protocol):
    """Some orders in order of (time, number)."""

    def __len__(self) -> int: ...

    def at(self, position: int) -> Place:
        """Time and number at one position."""

    def count(self, low: int, high: int, mask: bytes | None) -> int:
        """How many of a run of positions are wanted; all without a mask."""

    def walk(self, low: int, high: int, mask: bytes | None, *, descending: bool) -> Iterator[Place]:
        """Those that are wanted, in order."""

    def numbers(self, low: int, high: int) -> bytearray:
        """The mask of a run of positions."""


def position(strand: Strand, time: int, at_least: Callable[[int], bool]) -> int:
    """The first position at or behind a time; where the time is met, numbers count only if `at_least` says so."""
    return bisect_left(
        range(len(strand)),
        1,  # True
        key=lambda where: (place := strand.at(where))[0] > time or (place[0] == time and at_least(place[1])),
    )


class ByNumber:
    """Orders whose times rise with their numbers. `members` are those there are, rising."""

    def __init__(self, members: Sequence[int], size: int, time_of: Callable[[int], int]) -> None:
        self._members = members
        self._size = size
        self._time_of = time_of

    def __len__(self) -> int:
        return len(self._members)

    def at(self, position: int) -> Place:
        """See `Strand`."""
        number = self._members[position]
        return self._time_of(number), number

    def count(self, low: int, high: int, mask: bytes | None) -> int:
        """See `Strand`. The mask holds members alone."""
        if mask is None or low >= high:
            return max(0, high - low)
        return mask.count(1, self._members[low], self._members[high - 1] + 1)

    def walk(self, low: int, high: int, mask: bytes | None, *, descending: bool) -> Iterator[Place]:
        """See `Strand`. The mask holds members alone."""
        if low >= high:
            return
        chosen = (
            (self._members[where] for where in _run(low, high, descending=descending))
            if mask is None
            else _ones(mask, self._members[low], self._members[high - 1] + 1, descending=descending)
        )
        for number in chosen:
            yield self._time_of(number), number

    def numbers(self, low: int, high: int) -> bytearray:
        """See `Strand`; what lies between members is marked as well."""
        mask = bytearray(self._size)
        if low < high:
            first, after = self._members[low], self._members[high - 1] + 1
            mask[first:after] = b"\1" * (after - first)
        return mask


class ByArrival:
    """The completed orders in the order in which they arrived, a fixed time later than that if told so."""

    def __init__(self, past: Past, later_s: int = 0) -> None:
        self._past = past
        self._later_s = later_s

    def __len__(self) -> int:
        return len(self._past.completed)

    def at(self, position: int) -> Place:
        """See `Strand`."""
        time, number = self._past.arrived(position)
        return time + self._later_s, number

    def count(self, low: int, high: int, mask: bytes | None) -> int:
        """See `Strand`. Whole stretches are counted at once; the mask holds completed orders alone."""
        if mask is None or low >= high:
            return max(0, high - low)
        head, tail, first, after = self._parts(low, high)
        edges = sum(mask[self._past.arrived(where)[1]] for part in (head, tail) for where in part)
        return edges + mask.count(1, first, after)

    def walk(self, low: int, high: int, mask: bytes | None, *, descending: bool) -> Iterator[Place]:
        """See `Strand`. A stretch of which nothing is wanted costs nothing."""
        while low < high:
            stretch = self._past.stretch_of(self._past.completed[high - 1 if descending else low])
            start, end = max(low, stretch.low), min(high, stretch.low + stretch.size)
            for where in self._chosen(stretch, start, end, mask, descending=descending):
                time, number = self._past.arrived(where)
                if mask is None or mask[number]:
                    yield time + self._later_s, number
            low, high = (low, start) if descending else (end, high)

    def numbers(self, low: int, high: int) -> bytearray:
        """See `Strand`; between whole stretches cancelled orders are marked as well."""
        mask = bytearray(self._past.plan.size)
        if low < high:
            head, tail, first, after = self._parts(low, high)
            mask[first:after] = b"\1" * (after - first)
            for part in (head, tail):
                for where in part:
                    mask[self._past.arrived(where)[1]] = 1
        return mask

    def _chosen(self, stretch: Stretch, low: int, high: int, mask: bytes | None, *, descending: bool) -> Sequence[int]:
        """The positions of one stretch worth a look: all of them, or those of a few wanted ones."""
        every = _run(low, high, descending=descending)
        if mask is None:
            return every
        completed = self._past.completed
        first, after = completed[stretch.low], completed[stretch.low + stretch.size - 1] + 1
        if mask.count(1, first, after) * 4 > stretch.size:
            return every
        found = (self._past.arrival(number) for number in _ones(mask, first, after, descending=False))
        return sorted((where for where in found if low <= where < high), reverse=descending)

    def _parts(self, low: int, high: int) -> tuple[range, range, int, int]:
        """The positions before the first and behind the last whole stretch, and the numbers [first, after) in between."""
        past, completed = self._past, self._past.completed
        begin = past.stretch_of(completed[low])
        inner_low = low if low == begin.low else min(high, begin.low + begin.size)
        last = past.stretch_of(completed[high - 1])
        inner_high = high if high == last.low + last.size else max(inner_low, last.low)
        if inner_low >= inner_high:
            return range(low, high), range(0), 0, 0
        return range(low, inner_low), range(inner_high, high), completed[inner_low], completed[inner_high - 1] + 1


class Sorted:
    """A few orders whose times were worked out and sorted: those that were cancelled."""

    def __init__(self, places: list[Place], size: int) -> None:
        self._places = sorted(places)
        self._size = size

    def __len__(self) -> int:
        return len(self._places)

    def at(self, position: int) -> Place:
        """See `Strand`."""
        return self._places[position]

    def count(self, low: int, high: int, mask: bytes | None) -> int:
        """See `Strand`."""
        return max(0, high - low) if mask is None else sum(mask[number] for _, number in self._places[low:high])

    def walk(self, low: int, high: int, mask: bytes | None, *, descending: bool) -> Iterator[Place]:
        """See `Strand`."""
        for where in _run(low, high, descending=descending):
            place = self._places[where]
            if mask is None or mask[place[1]]:
                yield place

    def numbers(self, low: int, high: int) -> bytearray:
        """See `Strand`."""
        mask = bytearray(self._size)
        for _, number in self._places[low:high]:
            mask[number] = 1
        return mask


def _run(low: int, high: int, *, descending: bool) -> range:
    return range(high - 1, low - 1, -1) if descending else range(low, high)


def _ones(mask: bytes, low: int, high: int, *, descending: bool) -> Iterator[int]:
    if descending:
        number = mask.rfind(1, low, high)
        while number >= 0:
            yield number
            number = mask.rfind(1, low, number)
        return
    number = mask.find(1, low, high)
    while number >= 0:
        yield number
        number = mask.find(1, number + 1, high)
