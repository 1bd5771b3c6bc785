"""Which events there are: names for outside, and the kinds of the change feed behind them. Facts are in `events.json`.

A kind that has no line there goes out under its own name, so that a new table is never silent.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from shoplatch.errors import InvalidRequest
from shoplatch.store.hooks.snapshots import PERSONAL, SOURCES

TEST = "shoplatch.test"


@dataclass(frozen=True, slots=True)
class EventType:
    """One type of event. `columns` are those of its object, `parts` those of the lists in it by their name."""

    name: str
    kind: str
    what: str
    columns: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]
    personal: tuple[str, ...]  # only where the endpoint may have them


@cache
def version() -> str:
    """The version of the events' shape. It changes when a member goes or means something else, not when one is added."""
    return str(_facts()["version"])


@cache
def causes() -> Mapping[str, str]:
    """Why something was written, in words."""
    return {str(name): str(what) for name, what in _facts()["cause"].items()}


@cache
def types() -> Mapping[str, EventType]:
    """Every type by its name: those with a line of their own first, in its order."""
    given: dict[str, tuple[str, str]] = {
        str(name): (str(one["kind"]), str(one["what"])) for name, one in _facts()["types"].items()
    }
    named = {kind for kind, _ in given.values()}
    for kind in SOURCES:
        if kind not in named:
            given[f"{kind}.changed"] = (kind, f"A row of `{SOURCES[kind].table.name}` is new or says something else.")
    return {name: _type(name, kind, what) for name, (kind, what) in given.items() if kind in SOURCES}


@cache
def _by_kind() -> Mapping[str, str]:
    return {one.kind: name for name, one in types().items()}


def type_of(kind: str) -> str:
    """The type of event that a kind of the change feed goes out as."""
    return _by_kind().get(kind, f"{kind}.changed")


def check(names: Iterable[str]) -> list[str]:
    """Names of types, as given: `order` means `order.changed`.

    Raises:
        InvalidRequest: there is no such type; names what is near.
    """
    found = []
    for given in names:
        name = given.strip() if "." in given else f"{given.strip()}.changed"
        if name not in types():
            near = [one for one in types() if one.startswith(name[:4])]
            raise InvalidRequest(
                f"There is no event {given[:60]!r}", next_step=f"Use some of: {', '.join(near or list(types()))}."
            )
        found.append(name)
    return list(dict.fromkeys(found))


def _type(name: str, kind: str, what: str) -> EventType:
    source = SOURCES[kind]
    return EventType(
        name,
        kind,
        what,
        tuple(source.columns(source.table)),
        {str(table.name): tuple(c for c in source.columns(table) if c != link) for table, link in source.parts},
        tuple(sorted(PERSONAL.get(str(source.table.name), ()))) + (("recipient",) if kind == "order" else ()),
    )


def _facts() -> dict[str, dict[str, dict[str, str]]]:
    return dict(json.loads((files(__package__) / "events.json").read_bytes()))
