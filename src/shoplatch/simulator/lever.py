"""One lever of the control: how it is asked for, what it takes and gives. Which levers there are stands in `levers.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from shoplatch.errors import InvalidRequest
from shoplatch.simulator.desk import Desk

_Wanted = TypeVar("_Wanted", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Ordered:
    """One request to the control, read."""

    parts: tuple[str, ...]  # what stood in place of {} in the route
    query: Mapping[str, str]
    body: bytes

    def as_(self, kind: type[_Wanted]) -> _Wanted:
        """The body as one of the known shapes. Raises InvalidRequest that names the field."""
        try:
            return msgspec.json.decode(self.body or b"{}", type=kind)
        except (msgspec.DecodeError, RecursionError) as broken:
            raise InvalidRequest(f"The body does not fit: {broken}") from broken

    def members(self) -> dict[str, Any]:
        """The body as an object."""
        try:
            return msgspec.json.decode(self.body or b"{}", type=dict[str, Any])
        except (msgspec.DecodeError, RecursionError) as broken:
            raise InvalidRequest(f"The body is not a JSON object: {broken}") from broken

    def number(self, name: str, default: int | None = None) -> int | None:
        """A whole number of the query."""
        text = self.query.get(name, "")
        if not text:
            return default
        if not text.isascii() or not text.isdigit():
            raise InvalidRequest(f"{name} is a whole number, not {text!r}")
        return int(text)


Pull = Callable[[Desk, Ordered], Any]
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lever:
    """One lever. In `path`, {name} is a part that is filled in. `takes` is a struct or a JSON schema."""

    method: str
    path: str
    does: str
    pull: Pull
    takes: type[msgspec.Struct] | Json | None = None
    query: Mapping[str, str] = field(default_factory=dict)
    gives: tuple[str, ...] = ()  # the members every answer has
