"""The three sites of Partner Center and the lists their forms offer. Facts are in `portals.json`.

Accounts and apps of one site are unknown on the others (platform.md section 1, unverified), so a thing asked for on the
wrong site is told where the right one is.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from shoplatch.errors import InvalidRequest, NotFound


class Portal(msgspec.Struct, frozen=True):
    """One site."""

    title: str
    host: str
    seller_consent_host: str
    countries: tuple[str, ...]
    about: str


class Facts(msgspec.Struct, frozen=True):
    """The file."""

    portals: dict[str, Portal]
    countries: dict[str, str]
    documents: dict[str, str]
    needed: dict[str, tuple[str, ...]]
    categories: dict[str, str]


@cache
def facts() -> Facts:
    """The file, read once."""
    return msgspec.json.decode(files(__package__).joinpath("portals.json").read_bytes(), type=Facts)


def portal(name: str) -> Portal:
    """A site by its short name. Raises NotFound."""
    found = facts().portals.get(name)
    if found is None:
        raise NotFound(f"There is no Partner Center {name!r}", next_step=f"Sites: {', '.join(facts().portals)}.")
    return found


def portal_of(country: str) -> str:
    """The site on which apps for sellers of this country are made. Raises InvalidRequest where there is none."""
    found = next((name for name, one in facts().portals.items() if country in one.countries), None)
    if found is None:
        known = ", ".join(facts().countries)
        raise InvalidRequest(f"TikTok Shop is not open to developers in {country!r}", next_step=f"Countries: {known}.")
    return found


def address_of(name: str) -> str:
    """Where the simulated site begins, below the simulator's own address."""
    return f"/partner-center/{name}"


def check_country(name: str, country: str, what: str) -> None:
    """Whether this is the right site for `what` ("apps for sellers"). Raises InvalidRequest with the right one."""
    here = portal(name)
    right = portal_of(country)
    if right != name:
        there = portal(right)
        raise InvalidRequest(
            f"The {here.title} site ({here.host}) does not know {what} in {facts().countries[country]};"
            f" accounts and apps are separate per site",
            next_step=f"Use the {there.title} site ({there.host}), here {address_of(right)}.",
        )
