"""One visit to a simulated site: what a page is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from shoplatch.simulator.desk import Desk
from shoplatch.simulator.sites.forms import Form
from shoplatch.simulator.state.world import World


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came where, with what. `wrong` is the sentence of a deed that was refused; the page then says it."""

    desk: Desk
    parts: Mapping[str, str]
    query: Mapping[str, str]
    form: Form = field(default_factory=Form)
    wrong: str = ""

    @property
    def world(self) -> World:
        """The world, to look at."""
        return self.desk.world

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number of the query, bounded; the default for anything else."""
        text = self.query.get(name, "")
        return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 10 else default


@dataclass(frozen=True, slots=True)
class Page:
    """A template with what it shows."""

    template: str
    shown: dict[str, Any]
    status: int = 200


Show = Callable[[Visit], Page]
Deed = Callable[[Visit], "str | Awaitable[str]"]  # does it, and says where to go then


@dataclass(frozen=True, slots=True)
class Look:
    """A page at an address; {name} in it is a part that is filled in."""

    path: str
    show: Show
    does: str


@dataclass(frozen=True, slots=True)
class Act:
    """What a form does at an address; `back` shows the page again when it was refused."""

    path: str
    do: Deed
    back: Show
    does: str
