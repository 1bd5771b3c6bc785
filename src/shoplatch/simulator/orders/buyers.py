"""Buyers who do not exist: every shop has a circle of them, the same for the same shop id."""

from __future__ import annotations

import random

from shoplatch.simulator.markets import Circle, Market, market
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.places import Address, District
from shoplatch.simulator.state.sales import Buyer

CIRCLE = 20_000  # buyers of one shop
_MESSAGES = ("", "", "", "", "", "", "Please leave it with a neighbour.", "It is a gift, no paperwork please.", "Thank you!")


def buyer_of(shop: Shop, number: int) -> Buyer:
    """The buyer with this number in the shop's circle (0 up to CIRCLE)."""
    found = shop.buyers.get(number)
    if found is None:
        found = shop.buyers[number] = _make(shop, number)
    return found


def message_of(chance: random.Random) -> str:
    """What a buyer writes to the shop; mostly nothing."""
    return chance.choice(_MESSAGES)


def address_in(profile: Market, chance: random.Random, first: str, last: str) -> Address:
    """A made-up address in a real town of the market."""
    circle = profile.circle
    nation, iso, county, town, area = chance.choice(circle.places)
    names = circle.level_names
    letters = "".join(chance.choice("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
    return Address(
        first_name=first,
        last_name=last,
        phone=_phone(profile, circle, chance),
        line1=f"{chance.randrange(1, 180)} {chance.choice(circle.streets)}",
        line2=chance.choice(circle.units),
        town=town,
        postal_code=circle.postal.format(place=area, digit=chance.randrange(1, 10), letters=letters),
        region=profile.region,
        districts=(
            District("L0", names[0], profile.country, profile.region),
            District("L1", names[1], nation, iso),
            District("L2", names[2], county),
            District("L3", names[3], town),
        ),
    )


def _phone(profile: Market, circle: Circle, chance: random.Random) -> str:
    number = circle.phone_first + chance.randrange(circle.phone_numbers)
    return circle.phone.format(number) if circle.phone else f"({profile.dial})555{number:05d}"


def _make(shop: Shop, number: int) -> Buyer:
    chance = random.Random(f"{shop.id}:{number}")
    profile = market(shop.region)
    first, last = chance.choice(profile.circle.first), chance.choice(profile.circle.last)
    relay = "".join(chance.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(8))
    return Buyer(
        id=f"7494{int(shop.id[-6:]):06d}{number:09d}",
        nickname=f"{first.lower()}.{last.lower()[:3]}{number % 100}",
        email=f"{relay}@chat.seller.tiktok.com",  # an anonymous relay address (platform.md section 21)
        address=address_in(profile, chance, first, last),
    )
