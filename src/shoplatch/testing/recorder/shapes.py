"""What many answers of one operation look like together: which fields came how often, of which types, written how. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shoplatch.catalog.redacting import AMOUNT, NUMBER, WITHHELD

_WAYS = (
    ("a whole number", re.compile(r"-?\d{1,25}")),
    ("an amount", re.compile(r"-?\d+\.\d+")),
    ("a date", re.compile(r"\d{4}-\d{2}-\d{2}([T ].*)?")),
    ("an address", re.compile(r"https?://\S+")),
)
_SILENT = frozenset({"", WITHHELD, NUMBER, AMOUNT})  # may be what redaction left: says nothing about how it was written


@dataclass(slots=True)
class Spot:
    """One field. `held` counts the objects it could have stood in, `first` is where it was seen first."""

    seen: int = 0
    held: int = 0
    types: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    first: int = 0

    @property
    def share(self) -> float:
        """How often it was there."""
        return self.seen / self.held if self.held else 0.0


class Shape:
    """The fields of one operation's answers, by dotted place with `[]` for each element of a list."""

    def __init__(self) -> None:
        self.spots: dict[str, Spot] = {}
        self.objects: Counter[str] = Counter()  # place of an object to how many there were
        self.answers = 0

    def add(self, value: Any, n: int = 0) -> None:
        """One more answer; `n` is its number in the recording."""
        self.answers += 1
        self._walk(value, "", n)

    def held(self, place: str) -> int:
        """How many objects could have had the field at a place."""
        parent = place.rpartition(".")[0]
        return self.objects[parent]

    def spot(self, place: str) -> Spot:
        """The field at a place, as often as it was seen."""
        known = self.spots.get(place)
        if known is None:
            return Spot(held=self.held(place))
        known.held = self.held(place)
        return known

    def _walk(self, value: Any, place: str, n: int) -> None:
        if isinstance(value, Mapping):
            self.objects[place] += 1
            for name, held in value.items():
                at = f"{place}.{name}" if place else str(name)
                spot = self.spots.setdefault(at, Spot(first=n))
                spot.seen += 1
                spot.types[type_of(held)] += 1
                if isinstance(held, str) and held not in _SILENT:
                    spot.ways[way_of(held)] += 1
                self._walk(held, at, n)
        elif isinstance(value, list):
            for held in value:
                if isinstance(held, Mapping | list):
                    self._walk(held, f"{place}[]", n)
                else:
                    spot = self.spots.setdefault(f"{place}[]", Spot(first=n))
                    spot.seen += 1
                    spot.types[type_of(held)] += 1


def type_of(value: Any) -> str:
    """JSON's name for a type."""
    if value is None:
        return "null"
    for name, kind in (("boolean", bool), ("integer", int), ("number", float), ("string", str), ("array", list)):
        if isinstance(value, kind):
            return name
    return "object"


def way_of(text: str) -> str:
    """How a text is written, roughly."""
    return next((name for name, pattern in _WAYS if pattern.fullmatch(text)), "words")


def shape_of(values: Iterable[tuple[int, Any]]) -> Shape:
    """The shape of numbered answers."""
    shape = Shape()
    for n, value in values:
        shape.add(value, n)
    return shape
