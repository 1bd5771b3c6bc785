"""What Fulfilled by TikTok charges in a market, where its warehouses stand, how long they take: facts of `terms.json`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from shoplatch.simulator.markets import market

FEE_CURRENCIES = ("USD", "CNY", "EUR", "GBP", "SAR")  # in which an inbound placement can have a fee


class Fees(msgspec.Struct, frozen=True):
    """Amounts as decimal texts in the market's currency."""

    first: dict[str, str]  # grams up to which, "" above -> for the first unit of an order
    more: str  # for each further unit
    storage: str  # for each unit that lies there at the beginning of a month
    hub: str  # for each unit that comes in by a hub


class Site(msgspec.Struct, frozen=True, array_like=True):
    """A warehouse of the platform."""

    name: str
    kind: str  # FC | HUB
    line1: str
    town: str
    postal: str
    state: str
    state_code: str
    county: str


class _File(msgspec.Struct, frozen=True):
    fees: dict[str, Fees]
    houses: dict[str, tuple[Site, ...]]
    hours: dict[str, int]


@cache
def _file() -> _File:
    return msgspec.json.decode(files(__package__).joinpath("terms.json").read_bytes(), type=_File)


def fees(region: str) -> Fees:
    """The price list of a market."""
    return _file().fees.get(region) or _file().fees["other"]


def sites(region: str) -> tuple[Site, ...]:
    """The warehouses of a market."""
    return _file().houses.get(region) or _file().houses["other"]


def seconds(what: str) -> int:
    """How long a step takes."""
    return _file().hours[what] * 3_600


def hub_fee(region: str, units: int) -> int:
    """What it costs to bring so many units in by a hub, in minor units."""
    profile = market(region)
    return profile.minor(fees(region).hub) * units if profile.currency in FEE_CURRENCIES else 0
