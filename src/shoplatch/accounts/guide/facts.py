"""What the guide knows of TikTok Shop: steps, kinds of developers, markets, sites. Read once from the files beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from shoplatch.errors import InvalidRequest, NotFound

SELLER_DEVELOPER, ISV = "seller_developer", "isv"


class Point(msgspec.Struct, frozen=True):
    """One sentence with its confidence: documented, policy (a page of one market), inferred or unknown."""

    text: str
    confidence: str
    kinds: tuple[str, ...] = ()  # none: for every kind of developer
    markets: tuple[str, ...] = ()  # none: for every market

    def holds_for(self, kind: str, market: str) -> bool:
        """Whether it is told to this kind of developer in this market."""
        return (not self.kinds or kind in self.kinds) and (not self.markets or market in self.markets)


class Trouble(msgspec.Struct, frozen=True):
    """What goes wrong, and what to do."""

    what: str
    do: str
    confidence: str
    kinds: tuple[str, ...] = ()
    markets: tuple[str, ...] = ()

    def holds_for(self, kind: str, market: str) -> bool:
        """Whether it is told to this kind of developer in this market."""
        return (not self.kinds or kind in self.kinds) and (not self.markets or market in self.markets)


class Where(msgspec.Struct, frozen=True):
    """Where to click: `portal` (Partner Center) or `here`, the way in words, and the simulator's page."""

    place: str
    words: str
    simulated: str


class Step(msgspec.Struct, frozen=True):
    """One of the eight. `proved_by` is a later check that shows it was done, where no machine can look at it itself."""

    id: str
    title: str
    lead: tuple[Point, ...]
    where: Where
    needed: tuple[Point, ...]
    fixed: tuple[Point, ...]
    waits: tuple[Point, ...]
    troubles: tuple[Trouble, ...]
    evidence: str
    checks: tuple[str, ...]
    proved_by: str | None = None
    headline: str | None = None  # the check whose result stands under the title of a step that is done


class Kind(msgspec.Struct, frozen=True):
    """A kind of developer."""

    name: str
    what: str
    limits: tuple[Point, ...]


class Site(msgspec.Struct, frozen=True):
    """An address with its confidence; empty where none is known."""

    url: str
    confidence: str
    name: str = ""


class Market(msgspec.Struct, frozen=True):
    """Where sellers are: the site they and their developers register on, the consent host, the documents asked for."""

    name: str
    regions: tuple[str, ...]
    portal: str
    consent: str  # ROW | US: which consent host, as in hosts.json
    seller_center: Site
    seller_documents: tuple[Point, ...]
    developer_documents: tuple[Point, ...]
    notes: tuple[Point, ...]


class _Steps(msgspec.Struct, frozen=True):
    kinds: Mapping[str, Kind]
    steps: tuple[Step, ...]
    checks: Mapping[str, str]


class _Markets(msgspec.Struct, frozen=True):
    portals: Mapping[str, Site]
    markets: Mapping[str, Market]


def steps() -> tuple[Step, ...]:
    """The eight steps, in order."""
    return _steps().steps


def step(step_id: str) -> Step:
    """One step. Raises NotFound with the ids there are."""
    found = next((one for one in steps() if one.id == step_id), None)
    if found is None:
        raise NotFound(f"The guide has no step {step_id[:64]!r}", next_step=f"Use one of: {', '.join(step_ids())}.")
    return found


def step_ids() -> tuple[str, ...]:
    """The ids of the steps, in order."""
    return tuple(one.id for one in steps())


def check_title(check_id: str) -> str:
    """What a check looks at, in words."""
    return _steps().checks[check_id]


def kinds() -> Mapping[str, Kind]:
    """The kinds of developers."""
    return _steps().kinds


def markets() -> Mapping[str, Market]:
    """The markets, by id."""
    return _markets().markets


def market(market_id: str) -> Market:
    """One market. Raises InvalidRequest with the ids there are."""
    found = markets().get(market_id)
    if found is None:
        raise InvalidRequest(f"There is no market {market_id[:64]!r}", next_step=f"Use one of: {', '.join(markets())}.")
    return found


def portals() -> Mapping[str, Site]:
    """The Partner Center sites: row, us, eu."""
    return _markets().portals


def told(points: Sequence[Point], kind: str, market_id: str) -> tuple[Point, ...]:
    """The points that hold for a kind of developer in a market."""
    return tuple(point for point in points if point.holds_for(kind, market_id))


@cache
def _steps() -> _Steps:
    return msgspec.json.decode(_file("steps.json"), type=_Steps)


@cache
def _markets() -> _Markets:
    return msgspec.json.decode(_file("markets.json"), type=_Markets)


def _file(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()
