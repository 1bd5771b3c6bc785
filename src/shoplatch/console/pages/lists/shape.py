"""How one kind of object is shown: its columns, what belongs to it, its neighbours. Words and data; it reads nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

CellKind = Literal[
    "text", "id", "order", "product", "sku", "list", "status", "time", "day", "settled_day", "until", "money", "amount",
    "count", "share", "hundredths", "sign",
]  # fmt: skip
FIGURES = frozenset({"money", "amount", "count", "share", "hundredths"})


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a list.

    money: with its currency; amount: without; share: a part of one, shown in percent; hundredths: of a percent. settled_day:
    the day (UTC) that ends at this moment. order, product, sku: a link to it. list: several ids.
    """

    heading: str
    column: str
    kind: CellKind = "text"
    wide: bool = False  # left out where there is little room

    @property
    def css(self) -> str:
        """The classes of its cells."""
        of = "num" if self.kind in FIGURES else "text" if self.kind == "text" else ""
        return " ".join(one for one in (of, "only-wide" if self.wide else "") if one)


@dataclass(frozen=True, slots=True)
class Inside:
    """Rows of another kind that belong to an object: those whose column `link` has what its column `by` has."""

    heading: str
    kind: str
    link: str
    cells: Sequence[Cell]
    by: str = "id"
    path: str = ""  # where one of them has a page of its own
    empty: str = "Details follow their object within minutes."


@dataclass(frozen=True, slots=True)
class ListOf:
    """How one kind is shown. `by`: the column it may be narrowed by, "" for none; `search`: the column looked in, by words
    of `label`."""

    path: str
    kind: str
    title: str
    one: str
    under: str
    by: str
    cells: Sequence[Cell]
    empty: str
    inside: Sequence[Inside] = ()
    beside: Sequence[tuple[str, str]] = ()  # neighbouring lists: address and name
    search: str = "id"
    label: str = "Id"
    stream: str = ""  # by which read it comes; "" for the one that is called as the kind
    note: str = ""  # what somebody new has to know to read the figures
    listed: bool = True  # False: only single objects have pages; `path` has a list of its own elsewhere
