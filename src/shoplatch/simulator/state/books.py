"""Registers of many dated things: look-up by id, and walks in order of any of their times.

The live part keeps one sorted list of (time, id) per time field. Behind it may lie an archive: a long history that nobody
changes, made on demand from the seed instead of being kept. A thing of the archive that has to change is taken out of it
(`thaw`) and lives on in the live part. Holds no rules about what the things mean.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

Mark = tuple[int, str]  # a time and an id: the place of a thing in one order


class Dated(Protocol):
    """What a book can hold."""

    id: str
    status: str


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions on orders or packages as values, so that an archive can answer them without looking at every thing.

    What is empty or None asks for nothing. A span is a time field, its first moment, and the one after its last.
    """

    spans: tuple[tuple[str, int | None, int | None], ...] = ()
    buyer_id: str = ""
    shipping_type: str = ""
    warehouse_ids: frozenset[str] = frozenset()
    cancel_requested: bool | None = None

    def __call__(self, thing: Any) -> bool:
        """Whether a thing, or what can be glanced of it, is meant."""
        return (
            all(
                (low is None or getattr(thing, name) >= low) and (high is None or getattr(thing, name) < high)
                for name, low, high in self.spans
            )
            and (not self.buyer_id or thing.buyer.id == self.buyer_id)
            and (not self.shipping_type or thing.shipping_type == self.shipping_type)
            and (not self.warehouse_ids or thing.warehouse_id in self.warehouse_ids)
            and (self.cancel_requested is None or self.cancel_requested == bool(thing.cancel_request_id))
        )

    def or_none(self) -> Where | None:
        """None where nothing is asked for."""
        return None if self == _ANYTHING else self


_ANYTHING = Where()
Keep = Callable[[Any], bool]  # a `Where`, or any other condition on live things
T = TypeVar("T", bound=Dated)
Made = TypeVar("Made", bound=Dated, covariant=True)


class Archive(Protocol[Made]):
    """A history that is made on demand. Times and ids are known without making the things."""

    def __len__(self) -> int: ...

    def make(self, thing_id: str) -> Made | None:
        """The thing with this id, or None."""

    def glance(self, thing_id: str) -> Any:
        """What filters look at (times, status and a few ids), much cheaper than making the thing."""

    def marks(
        self,
        key: str,
        start: Mark | None,
        end: Mark | None,
        *,
        descending: bool,
        status: str | None = None,
        where: Where | None = None,
    ) -> Iterator[Mark]:
        """The marks in [start, end) in order of one time field: all of them, or those of one status and that are meant."""

    def count(self, key: str, start: Mark | None, end: Mark | None, status: str | None, where: Where | None = None) -> int:
        """How many of them there are."""

    def by_status(self) -> Counter[str]:
        """How many there are of each status."""


class Book(Generic[T]):
    """All orders, or all packages, of one shop."""

    def __init__(self, *keys: str) -> None:
        self._keys = keys
        self._live: dict[str, T] = {}
        self._order: dict[str, list[Mark]] = {key: [] for key in keys}
        self._counts: Counter[str] = Counter()
        self.archive: Archive[T] | None = None
        self.thawed: set[str] = set()  # ids that were taken out of the archive

    def __len__(self) -> int:
        return len(self._live) + (len(self.archive) - len(self.thawed) if self.archive else 0)

    def __contains__(self, thing_id: object) -> bool:
        return isinstance(thing_id, str) and self.get(thing_id) is not None

    def __getitem__(self, thing_id: str) -> T:
        found = self.get(thing_id)
        if found is None:
            raise KeyError(thing_id)
        return found

    def get(self, thing_id: str) -> T | None:
        """The thing with this id; one from the archive is made anew at every call, change it only after `thaw`."""
        found = self._live.get(thing_id)
        if found is None and self.archive is not None and thing_id not in self.thawed:
            return self.archive.make(thing_id)
        return found

    def those(self, marks: Sequence[Mark]) -> list[T]:
        """The things at some marks of this book."""
        live = self._live
        return [live[mark[1]] if mark[1] in live else self[mark[1]] for mark in marks]

    def glance(self, thing_id: str) -> Any:
        """The thing, or what filters may look at of one that lies in the archive."""
        found = self._live.get(thing_id)
        return found if found is not None or self.archive is None else self.archive.glance(thing_id)

    def live(self) -> Iterator[T]:
        """Everything outside the archive, oldest entry first."""
        return iter(self._live.values())

    def values(self) -> Iterator[T]:
        """Everything. Walks the whole archive: not for the answer to a call."""
        if self.archive is not None:
            for _, thing_id in self.archive.marks(self._keys[0], None, None, descending=False):
                if thing_id not in self.thawed and (made := self.archive.make(thing_id)) is not None:
                    yield made
        yield from self._live.values()

    def add(self, thing: T) -> None:
        """Take in a new thing."""
        self._live[thing.id] = thing
        self._counts[thing.status] += 1
        for key in self._keys:
            insort(self._order[key], (getattr(thing, key), thing.id))

    def fill(self, things: Iterable[T]) -> None:
        """Take in many things at once, in the order they came; for an empty book."""
        self._live = {thing.id: thing for thing in things}
        self._counts = Counter(thing.status for thing in self._live.values())
        for key in self._keys:
            self._order[key] = sorted((getattr(thing, key), thing.id) for thing in self._live.values())

    def thaw(self, thing_id: str) -> T | None:
        """The thing, where it may be changed: out of the archive if it lay there."""
        found = self._live.get(thing_id)
        if found is not None or self.archive is None or thing_id in self.thawed:
            return found
        made = self.archive.make(thing_id)
        if made is not None:
            self.thawed.add(thing_id)
            self.add(made)
        return made

    def move(self, thing: T, key: str, moment: int) -> None:
        """Change one of its times."""
        marks = self._order[key]
        del marks[bisect_left(marks, (getattr(thing, key), thing.id))]
        setattr(thing, key, moment)
        insort(marks, (moment, thing.id))

    def turn(self, thing: T, status: str) -> None:
        """Change its status."""
        self._counts[thing.status] -= 1
        thing.status = status
        self._counts[status] += 1

    def remove(self, thing: T) -> None:
        """Take a live thing out for good."""
        del self._live[thing.id]
        self._counts[thing.status] -= 1
        for key in self._keys:
            marks = self._order[key]
            del marks[bisect_left(marks, (getattr(thing, key), thing.id))]

    def by_status(self) -> Counter[str]:
        """How many there are of each status."""
        counts = Counter(self._counts)
        if self.archive is not None:
            counts.update(self.archive.by_status())
            counts.subtract(Counter(self.archive.glance(thing_id).status for thing_id in self.thawed))
        return +counts

    def count(
        self, key: str, start: Mark | None, end: Mark | None, status: str | None = None, keep: Keep | None = None
    ) -> int:
        """How many lie in [start, end) of one time order: all of them, or those of one status and that are kept."""
        if start is None and end is None and status is not None and keep is None and self.archive is None:
            return self._counts[status]
        low, high = self._span(key, start, end)
        live = high - low
        if status is not None or keep is not None:
            live = sum(self._fits(mark, status, keep) for mark in self._order[key][low:high])
        return live + self._count_archive(key, start, end, status, keep)

    def marks(
        self,
        key: str,
        start: Mark | None,
        end: Mark | None,
        *,
        descending: bool,
        status: str | None = None,
        keep: Keep | None = None,
    ) -> Iterator[Mark]:
        """The marks in [start, end) in order of one time field, from live part and archive together."""
        low, high = self._span(key, start, end)
        order = self._order[key]
        positions = range(high - 1, low - 1, -1) if descending else range(low, high)
        live = (order[position] for position in positions)
        if status is not None or keep is not None:
            live = (mark for mark in live if self._fits(mark, status, keep))
        if self.archive is None:
            return live
        where = _known(keep)
        past = self.archive.marks(key, start, end, descending=descending, status=status, where=where)
        old = (mark for mark in past if mark[1] not in self.thawed)
        return heapq.merge(live, old, reverse=descending)

    def _fits(self, mark: Mark, status: str | None, keep: Keep | None) -> bool:
        thing = self._live[mark[1]]
        return (status is None or thing.status == status) and (keep is None or keep(thing))

    def _span(self, key: str, start: Mark | None, end: Mark | None) -> tuple[int, int]:
        order = self._order[key]
        low = 0 if start is None else bisect_left(order, start)
        return low, len(order) if end is None else max(low, bisect_left(order, end))

    def _count_archive(self, key: str, start: Mark | None, end: Mark | None, status: str | None, keep: Keep | None) -> int:
        if self.archive is None:
            return 0
        where = _known(keep)
        thawed = sum(self._inside(key, thing_id, start, end, status, where) for thing_id in self.thawed)
        return self.archive.count(key, start, end, status, where) - thawed

    def _inside(
        self, key: str, thing_id: str, start: Mark | None, end: Mark | None, status: str | None, where: Where | None
    ) -> bool:
        assert self.archive is not None  # only a thing of the archive can have been taken out of it
        seen = self.archive.glance(thing_id)
        mark = (getattr(seen, key), thing_id)
        in_span = (start is None or mark >= start) and (end is None or mark < end)
        return in_span and (status is None or seen.status == status) and (where is None or where(seen))


def _known(keep: Keep | None) -> Where | None:
    """The condition in the form an archive understands; books with an archive are searched with no other."""
    if keep is None or isinstance(keep, Where):
        return keep
    raise TypeError("a book with an archive is searched by Where")
