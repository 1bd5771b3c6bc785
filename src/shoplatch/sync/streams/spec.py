"""What a stream is: which call brings it, how it is asked, how far back it may change, and how fresh it has to be.

Three ways of reading cover them all: a search over a stretch of time or over everything (`Search`), the details of each
object of another stream (`Details`), and figures by day (`Daily`). Each file beside this one describes one stream and turns
its answers into rows; reading, storing and comparing know no stream by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, Literal

from shoplatch.catalog import reader
from shoplatch.store.families import Versioned
from shoplatch.sync.streams import fields, further
from shoplatch.sync.streams.fields import Json
from shoplatch.sync.streams.orders import Seal

MINUTE, HOUR, DAY = 60, 3_600, 86_400


@dataclass(frozen=True, slots=True)
class At:
    """Where and when an object was read. `parent` is the id of the object whose details these are; `day` and `available`
    belong to figures by day; `head` is what the answer says beside its list."""

    shop_id: str
    operation: str
    read_at: datetime
    seal: Seal
    parent: str = ""
    day: date | None = None
    available: date | None = None
    place: int = 0  # in the answer's list, where what is listed has no id of its own
    head: Json = field(default_factory=dict)
    personal: Json = field(default_factory=dict)  # what was cut out of the object, by its path

    @property
    def version(self) -> str:
        """The API version that answered."""
        return reader.operation(self.operation).version

    def more(self, source: Json, place: str, columns: frozenset[str]) -> dict[str, Any] | None:
        """The column `more`: what is documented at this place of the answer and has no column."""
        return further.more(source, self.operation, place, columns)

    def kept(self, source: Json) -> dict[str, Any]:
        """The columns every row carries."""
        return {"source_version": self.version, "read_at": self.read_at, "raw": fields.packed(source)}


Rows = dict[str, list[Versioned]]  # by family (the table's name)
MakeRows = Callable[[dict[str, Any], At], Rows]


@dataclass(frozen=True, slots=True)
class Search:
    """A stream that one search lists.

    `operations`: newest version first; the next is asked where the shop is not offered it. `created` and `changed` name
    the filters of create_time and update_time (from, inclusive; until, exclusive), which travel in `where`. Without
    `changed`, every regular read goes back `restated_s` behind the newest object. `complete`: what a read of everything does
    not show is gone.
    """

    name: str
    operations: tuple[str, ...]
    items: str
    rows: MakeRows
    page_size: int
    where: Literal["body", "query"] = "query"
    created: tuple[str, str] | None = None
    changed: tuple[str, str] | None = None
    clock: str = "create_time"  # the column that `created` filters
    sort: Mapping[str, str] = field(default_factory=dict)  # by create_time, oldest first where it can be chosen
    sort_changed: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    fixed_body: Mapping[str, Any] = field(default_factory=dict)
    page_in_body: bool = False
    by_id: str | None = None  # the body's list of ids, where single objects can be asked for
    restated_s: int = 0
    complete: bool = False
    every_s: int = 5 * MINUTE
    objective_s: int = 15 * MINUTE

    @property
    def family(self) -> str:
        """The table its objects lie in."""
        return self.name


@dataclass(frozen=True, slots=True)
class Details:
    """A stream that is read object by object for each object of another one (`parent`: table and column of its id).

    `again_s`: how long after a read its details may still change without the parent showing it; None: never. `replaces`: the
    column that names the parent; rows of it that are no longer answered get a tombstone. `past`: whether an answer tells a
    state from before that for which it was asked; such a one is kept, and asked again.
    """

    name: str
    operations: tuple[str, ...]
    parent: tuple[str, str]
    param: str
    rows: MakeRows
    items: Mapping[str, str] = field(default_factory=dict)  # operation to the name of its list; without: the whole answer
    head: MakeRows | None = None  # rows of what the first answer says beside its list
    page_size: int = 0  # 0: it is not asked for
    pages: bool = False  # it pages without being asked for a size
    fixed: Mapping[str, Any] = field(default_factory=dict)
    replaces: Mapping[str, str] = field(default_factory=dict)  # family to the column that names the parent
    again_s: int | None = None
    has_none: frozenset[int] = frozenset()  # codes that say: there are no details of this one, and none are missing
    only: str = ""  # a condition in SQL on the parent's table
    mark: str = "revision"  # in SQL: what changes in the parent when its details have to be read again
    past: Callable[[Rows], bool] | None = None
    every_s: int = 5 * MINUTE
    objective_s: int = HOUR


@dataclass(frozen=True, slots=True)
class Daily:
    """Figures by day in the shop's zone. `whole_range`: one answer holds many days as intervals; else each day is asked."""

    name: str
    operations: tuple[str, ...]
    items: str
    rows: MakeRows
    page_size: int = 0
    whole_range: bool = False
    fixed: Mapping[str, Any] = field(default_factory=dict)
    accounts: Sequence[str] = ("",)  # account types that are asked one by one; "" for calls that do not take one
    restated_days: int = 7  # recent days may change later
    every_s: int = HOUR
    objective_s: int = 36 * HOUR


Stream = Search | Details | Daily


def one(family: str, row: dict[str, Any], **parts: Sequence[dict[str, Any]]) -> Rows:
    """The rows of a single object."""
    return {family: [Versioned(row, parts)]}


def merged(into: Rows, more: Rows) -> Rows:
    """Add rows to rows."""
    for family, rows in more.items():
        into.setdefault(family, []).extend(rows)
    return into


def flat(source: Json, prefix: str = "") -> dict[str, str]:
    """Every single figure of an object by its dotted path, as text; lists are left to the kept bytes."""
    found: dict[str, str] = {}
    for name, value in source.items():
        path = f"{prefix}{name}"
        if isinstance(value, dict):
            found |= flat(value, f"{path}.")
        elif isinstance(value, str | int | float) and not isinstance(value, bool) and value != "":
            found[path] = str(value)
    return found


@cache
def personal_paths(operation: str, items: str) -> Sequence[str]:
    """The personal fields of one object of an operation's list (or of the whole answer)."""
    paths = reader.pii_paths(operation)
    return fields.beneath(paths, items) if items else paths
