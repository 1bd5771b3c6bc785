"""Delivery options and carriers of a market: which there are and what their tracking numbers look like."""

from __future__ import annotations

import random
from functools import cache
from importlib.resources import files

import msgspec


class Option(msgspec.Struct, frozen=True):
    """A delivery option; `key` says who ships: TIKTOK or SELLER."""

    key: str
    id: str
    name: str
    type: str
    description: str


class Carrier(msgspec.Struct, frozen=True):
    """A shipping provider and the form of its tracking numbers."""

    id: str
    name: str
    prefix: str
    digits: int

    def tracking_number(self, chance: random.Random) -> str:
        """A number of the form this carrier uses."""
        return f"{self.prefix}{chance.randrange(10**self.digits):0{self.digits}d}"


class Network(msgspec.Struct, frozen=True):
    """What one market has."""

    options: tuple[Option, ...]
    carriers: tuple[Carrier, ...]

    def option(self, option_id: str) -> Option | None:
        """A delivery option by id."""
        return next((option for option in self.options if option.id == option_id), None)

    def option_for(self, shipping_type: str) -> Option:
        """The delivery option of one way to ship: TIKTOK or SELLER."""
        return next(option for option in self.options if option.key == shipping_type)

    def carrier(self, carrier_id: str) -> Carrier | None:
        """A carrier by id."""
        return next((carrier for carrier in self.carriers if carrier.id == carrier_id), None)


@cache
def network(region: str) -> Network:
    """The delivery options and carriers of a market (GB, US and one for the rest)."""
    table = msgspec.json.decode(files(__package__).joinpath("providers.json").read_bytes())
    return msgspec.convert(table.get(region, table["other"]), Network)
