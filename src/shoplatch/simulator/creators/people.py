"""The creators of a world: who they are, whom they reach, how they work. Made from the seed, forty-eight for each market.

Nothing is kept: a creator is the same whenever somebody asks. Accounts that give tokens (`Seller` of user_type 1) are
creators of their market; each shop has an official account beside. What creators do is decided in `habits`.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import msgspec

from shoplatch.simulator.markets import MARKETS
from shoplatch.simulator.state.creators import Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

PER_MARKET = 48
OFFICIAL = "TIKTOK_SHOP_OFFICIAL_ACCOUNT"
CREATOR = "TIKTOK_SHOP_CREATOR"
_LEVELS = (2_000, 5_000, 20_000, 80_000, 300_000, 1_000_000)


@cache
def words() -> dict[str, Any]:
    """What made-up creators are called and say."""
    table: dict[str, Any] = msgspec.json.decode(files(__package__).joinpath("people.json").read_bytes())
    return table


def creators_of(world: World, region: str) -> tuple[Creator, ...]:
    """The creators whose audience is in a market, the same for the same seed; those with an account come first."""
    return _circle(world.seed, region, _accounts(world, region))


def creator(world: World, name: str) -> Creator | None:
    """A creator by open id, by the number of older versions, or an official account by its shop."""
    for region in _regions(world, name):
        if (found := _by_name(world.seed, region, _accounts(world, region)).get(name)) is not None:
            return found
    return next((one for one in map(official, world.shops.values()) if name in (one.open_id, one.user_id)), None)


def known(world: World, name: str) -> Creator:
    """A creator who exists."""
    found = creator(world, name)
    if found is None:
        raise KeyError(name)
    return found


def official(shop: Shop) -> Creator:
    """The account of the shop itself; it earns no commission."""
    return _official(shop.id, shop.name, shop.region)


def digits(*parts: object, length: int) -> str:
    """So many decimal digits that follow from the parts."""
    drawn = hashlib.blake2b(":".join(map(str, parts)).encode(), digest_size=16).digest()
    return f"{int.from_bytes(drawn):040d}"[-length:]


def _accounts(world: World, region: str) -> tuple[tuple[str, str], ...]:
    """Creators of a market who gave us an account: open id and name."""
    return tuple(
        (one.open_id, one.name) for one in world.sellers.values() if one.user_type == 1 and one.base_region == region
    )


def _regions(world: World, name: str) -> list[str]:
    """Where to look for a creator of this name."""
    account = world.sellers.get(name)
    if account is not None:
        return [account.base_region]
    if name[:2] == "cr" and name[2:4] in MARKETS:
        return [name[2:4]]
    if name[:4] == "6807" and name[4:8].isdigit():
        region = chr(int(name[4:6])) + chr(int(name[6:8]))
        return [region] if region in MARKETS else []
    return []


@lru_cache(maxsize=64)
def _by_name(seed: int, region: str, accounts: tuple[tuple[str, str], ...]) -> dict[str, Creator]:
    """Both names of each; of two with one name the first."""
    return {name: one for one in reversed(_circle(seed, region, accounts)) for name in (one.open_id, one.user_id)}


@lru_cache(maxsize=64)  # a hundred people each: the markets of a few worlds
def _circle(seed: int, region: str, accounts: tuple[tuple[str, str], ...]) -> tuple[Creator, ...]:
    people = [_make(seed, region, number) for number in range(PER_MARKET)]
    for number, (open_id, name) in enumerate(accounts[:PER_MARKET]):
        # whoever gave us an account is somebody who works: enough followers for samples, a few posts each week
        people[number] = replace(
            people[number],
            open_id=open_id,
            nickname=name,
            followers=max(people[number].followers, 12_000),
            level=max(people[number].level, 3),
            videos_per_week=max(people[number].videos_per_week, 4),
            lives_per_week=max(people[number].lives_per_week, 1),
            agency=False,
        )
    return tuple(people)


def _make(seed: int, region: str, number: int) -> Creator:
    chance, told = random.Random(f"{seed}:creator:{region}:{number}"), words()
    first, second = chance.choice(told["first"]), chance.choice(told["second"])
    followers = round(10 ** chance.uniform(3.0, 6.2))
    tail = digits(seed, region, number, length=8)
    code = "".join(str(ord(letter)) for letter in region)
    young = chance.randrange(1_500, 5_000)
    rest = 10_000 - young
    ages = [young, rest * 45 // 100, rest * 27 // 100, rest * 17 // 100]
    return Creator(
        open_id=f"cr{region}{number:03d}{tail}",
        user_id=f"6807{code}{number:03d}{tail}",
        im_id=f"7197{code}{number:03d}{tail}",
        username=f"{first}.{second}{number:02d}.{region.lower()}",
        nickname=f"{first.capitalize()} {second}",
        region=region,
        bio=chance.choice(told["bios"]),
        followers=followers,
        level=1 + sum(followers >= bound for bound in _LEVELS),
        category_ids=tuple(sorted(chance.sample(told["categories"], chance.randrange(1, 4)))),
        women_ppm=chance.randrange(350_000, 920_000),
        ages=(ages[0], ages[1], ages[2], ages[3], 10_000 - sum(ages)),
        videos_per_week=chance.randrange(1, 6),
        lives_per_week=chance.choice((0, 0, 0, 1, 1, 2, 3)),
        live_hour=chance.randrange(17, 22),
        reach_ppm=chance.randrange(120_000, 900_000),
        likes_ppm=chance.randrange(20_000, 110_000),
        comments_ppm=chance.randrange(1_000, 9_000),
        shares_ppm=chance.randrange(500, 6_000),
        views_per_order=chance.randrange(24, 95),
        keeps_word_ppm=chance.randrange(550_000, 990_000),
        agency=chance.random() < 0.25,
    )


@lru_cache(maxsize=256)
def _official(shop_id: str, name: str, region: str) -> Creator:
    tail = digits(shop_id, "official", length=11)
    plain = "".join(letter for letter in name.lower() if letter.isalnum())
    return Creator(
        open_id=f"official-{shop_id}",
        user_id=f"68080000{tail}",
        im_id=f"71970000{tail}",
        username=f"{plain}.official",
        nickname=name,
        region=region,
        bio=f"The official account of {name}.",
        followers=18_000,
        level=3,
        category_ids=(words()["categories"][0],),
        women_ppm=700_000,
        ages=(3_000, 3_200, 1_900, 1_200, 700),
        videos_per_week=2,
        lives_per_week=1,
        live_hour=19,
        reach_ppm=300_000,
        likes_ppm=45_000,
        comments_ppm=3_000,
        shares_ppm=1_500,
        views_per_order=55,
        keeps_word_ppm=1_000_000,
        agency=False,
        kind=OFFICIAL,
    )
