"""Sets recorded answers against the catalog, and against what the simulator answered to the same. Pure.

A difference that could be the data's and not the platform's is not told as one. A field that the simulator never gives
counts where it was to be expected at least three times among what the simulator answered; one that it gives counts where
the simulator gives it always, and three objects came without. What falls short is counted as not judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.catalog.redacting import AMOUNT, NUMBER, WITHHELD
from shoplatch.testing.recorder.shapes import Shape, Spot, shape_of, type_of

EXPECTED_MIN = 3
_SECONDS_MAX = 100_000_000_000  # more than that is no moment of this age in seconds
_WITHHELD = frozenset({WITHHELD, NUMBER, AMOUNT})
_TYPES = {"integer": ("integer",), "number": ("integer", "number"), "string": ("string",), "boolean": ("boolean",),
          "array": ("array",), "object": ("object",)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which answers differ. `kind`: field, missing, type, value, written, code, status.

    `of` is what it was set against: catalog or simulator. `seen` and `held` say how often, `first` where in the recording.
    """

    of: str
    operation: str
    kind: str
    place: str
    what: str
    seen: int
    held: int
    first: int


def catalog(operation: Operation, answers: Iterable[tuple[int, Any]]) -> list[Difference]:
    """What recorded answers (their number and their `data`) have that the catalog does not say so."""
    found: dict[tuple[str, str, str], list[int]] = {}
    objects: dict[str, int] = {}
    for n, data in answers:
        for place, kind, what in _judged(operation.response, data, "", objects):
            found.setdefault((place, kind, what), []).append(n)
    return [
        Difference("catalog", operation.id, kind, place, what, len(where), objects.get(_parent(place), len(where)), where[0])
        for (place, kind, what), where in found.items()
    ]


def _parent(place: str) -> str:
    return place.rpartition(".")[0]


def _judged(node: Node | None, value: Any, place: str, objects: dict[str, int]) -> Iterator[tuple[str, str, str]]:
    if node is None or value is None:
        return
    allowed = _TYPES.get(node.type, ())
    if node.alt_type:
        allowed += _TYPES.get(node.alt_type, ())
    if allowed and type_of(value) not in allowed:
        yield place or "data", "type", f"is {type_of(value)}, the catalog says {node.type}"
    elif isinstance(value, dict):
        objects[place] = objects.get(place, 0) + 1
        for name in node.required_names:
            if name not in value:
                yield _at(place, name), "missing", "is missing, the catalog says it is always there"
        for name, held in value.items():
            if name in node.properties:
                yield from _judged(node.properties[name], held, _at(place, name), objects)
            elif node.properties:
                yield _at(place, name), "field", f"is not in the catalog ({type_of(held)})"
    elif isinstance(value, list):
        for held in value:
            yield from _judged(node.items, held, f"{place}[]", objects)
    elif node.hint == "ts" and type_of(value) == "integer" and value > _SECONDS_MAX:
        yield place, "written", "is in milliseconds, the catalog says seconds"
    elif node.enum and not node.open and value not in _WITHHELD and not _listed(value, node.enum):
        yield place, "value", f"is {str(value)[:60]!r}, which the catalog does not list"


def _listed(value: Any, enum: tuple[Any, ...]) -> bool:
    return value == "" or value in enum or str(value) in {str(one) for one in enum}


def _at(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


@dataclass(frozen=True)
class Pair:
    """One recorded answer and the simulator's to the same question. `exact`: nothing of the question was put otherwise."""

    n: int
    exact: bool
    status: int | None
    code: int | None
    data: Any
    sim_status: int | None
    sim_code: int | None
    sim_data: Any


def simulator(operation: str, pairs: list[Pair], broad: Iterable[Any] = ()) -> tuple[list[Difference], int]:
    """What differs between recorded answers and the simulator's; and how many fields could not be judged.

    `broad` are more answers of the simulator to the same operation, asked without filters.
    """
    found = list(_outcomes(operation, pairs))
    both = [pair for pair in pairs if pair.code == 0 and pair.sim_code == 0]
    ours = shape_of((pair.n, pair.data) for pair in both)
    like = shape_of((0, pair.sim_data) for pair in both)
    wide = shape_of((0, data) for data in (*(pair.sim_data for pair in both), *broad))
    personal = tuple(reader.pii_paths(operation)) if operation in reader.operation_ids() else ()
    unsure = 0
    for place in sorted({*ours.spots, *like.spots}):
        if any(_beneath(place, one.place) for one in found):
            continue  # follows from what was told of the object around it
        difference, judged = _field(operation, place, ours, like, wide, open_=not _hidden(place, personal))
        unsure += not judged
        if difference is not None:
            found.append(difference)
    return found, unsure


def _beneath(place: str, above: str) -> bool:
    return bool(above) and place != above and place.startswith((f"{above}.", f"{above}[]"))


def _hidden(place: str, personal: tuple[str, ...]) -> bool:
    return any(place == path or _beneath(place, path) for path in personal)


def _outcomes(operation: str, pairs: list[Pair]) -> Iterator[Difference]:
    """Other codes or statuses to exactly the same question."""
    told: dict[tuple[str, str], list[int]] = {}
    for pair in pairs:
        if not pair.exact or pair.sim_code is None:
            continue
        if pair.code != pair.sim_code:
            what = f"is {pair.code}, the simulator says {pair.sim_code}"
            told.setdefault(("code", what), []).append(pair.n)
        elif pair.status != pair.sim_status:
            told.setdefault(("status", f"is {pair.status}, the simulator says {pair.sim_status}"), []).append(pair.n)
    for (kind, what), where in told.items():
        yield Difference("simulator", operation, kind, "", what, len(where), len(pairs), where[0])


def _field(
    operation: str, place: str, ours: Shape, like: Shape, wide: Shape, *, open_: bool
) -> tuple[Difference | None, bool]:
    """What differs at one place, and whether enough was seen to say."""
    here, there, anywhere = ours.spot(place), like.spot(place), wide.spot(place)

    def differs(kind: str, what: str, spot: Spot) -> tuple[Difference, bool]:
        return Difference("simulator", operation, kind, place, what, spot.seen, spot.held, here.first), True

    if here.seen and not anywhere.seen:
        if anywhere.held * here.share >= EXPECTED_MIN:
            return differs("field", "comes, and the simulator never gives it", here)
        return None, False
    if not here.seen:
        if there.held and there.share == 1 and here.held >= EXPECTED_MIN and there.held >= EXPECTED_MIN:
            return differs("missing", "never comes, and the simulator always gives it", here)
        return None, bool(anywhere.seen and anywhere.share < 1)
    strange = [name for name in here.types if name not in anywhere.types]
    if strange and anywhere.seen >= EXPECTED_MIN:
        known = " or ".join(sorted(anywhere.types))
        return differs("type", f"is {' or '.join(sorted(strange))}, the simulator gives {known}", here)
    if open_ and len(here.ways) == 1 and len(anywhere.ways) == 1 and here.ways.keys() != anywhere.ways.keys():
        if min(here.ways.total(), anywhere.ways.total()) >= EXPECTED_MIN:
            what = f"is written as {next(iter(here.ways))}, the simulator writes {next(iter(anywhere.ways))}"
            return differs("written", what, here)
        return None, False
    return None, True
