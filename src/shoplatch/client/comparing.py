"""What two versions of an operation answer to the same question, side by side: before a pin is moved. Pure.

Only reads are asked twice. What differs is told by its place; objects in a list are matched by their id where they have one,
else by their position.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from shoplatch.catalog.model import Operation
from shoplatch.client.answers import Reply
from shoplatch.errors import InvalidRequest

_ABSENT = object()
_KEY = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the answers differ. A value may be a buyer's, so only its place is shown."""

    place: str  # orders[576461413038785752].payment.total_amount
    before: Any = field(repr=False)
    after: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The two answers and how they differ: what only one of them has, and what both have with another value."""

    before: Reply = field(repr=False)
    after: Reply = field(repr=False)
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    changed: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether they say the same."""
        return not (self.only_before or self.only_after or self.changed)

    @property
    def fields(self) -> dict[str, int]:
        """How often each field differs, whichever object it is in: `orders[].cpf` instead of one place for each order."""
        places = (*self.only_before, *self.only_after, *(one.place for one in self.changed))
        return dict(Counter(_KEY.sub("[]", place) for place in places))


def judge(before: Operation, after: Operation) -> None:
    """Whether the two may be compared by calling both.

    Raises:
        InvalidRequest: they are the same, or one of them writes: asking twice would do it twice.
    """
    if before.id == after.id:
        raise InvalidRequest(f"{before.stable_key} compared with itself", next_step="Name two versions.")
    for one in (before, after):
        if not one.read:
            raise InvalidRequest(f"{one.id} writes; only reads are compared by calling both versions")


def compared(before: Reply, after: Reply) -> Comparison:
    """How two answers differ."""
    only_before: list[str] = []
    only_after: list[str] = []
    changed: list[Difference] = []
    for place, old, new in _walk(before.data, after.data, ""):
        if new is _ABSENT:
            only_before.append(place)
        elif old is _ABSENT:
            only_after.append(place)
        else:
            changed.append(Difference(place, old, new))
    return Comparison(before, after, tuple(only_before), tuple(only_after), tuple(changed))


def _walk(old: Any, new: Any, place: str) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys((*old, *new)):
            yield from _walk(old.get(name, _ABSENT), new.get(name, _ABSENT), f"{place}.{name}" if place else name)
    elif isinstance(old, list) and isinstance(new, list):
        left, right = _keyed(old), _keyed(new)
        for key in dict.fromkeys((*left, *right)):
            yield from _walk(left.get(key, _ABSENT), right.get(key, _ABSENT), f"{place}[{key}]")
    elif old != new:
        yield place, old, new


def _keyed(rows: list[Any]) -> Mapping[str, Any]:
    """The objects of a list by id, or by position where one has none or two have the same."""
    ids = [str(row["id"]) for row in rows if isinstance(row, dict) and row.get("id")]
    if len(set(ids)) == len(rows):
        return dict(zip(ids, rows, strict=True))
    return {str(n): row for n, row in enumerate(rows)}
