"""Development shops: real calls, no real buyers (platform.md section 20). At most 10 for a developer, 180 days, renewable.

A core function shop needs no verification of its owner and has no money behind it; a full function one has both. Here either
has everything the simulator has; the difference is kept and told. They open with a warehouse and, if wanted, a few products.
"""

from __future__ import annotations

import hashlib
import random
from typing import Any

import msgspec

from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.buyers import address_in
from shoplatch.simulator.partner.portals import check_country, facts
from shoplatch.simulator.products import shelf
from shoplatch.simulator.state.goods import Warehouse
from shoplatch.simulator.state.parties import Seller, Shop
from shoplatch.simulator.state.partner import Developer, TestShop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.worlds.parties import brand
from shoplatch.simulator.worlds.shelves import listing

EXPIRED = "partner.test_shop_expired"
DAY_S, LIFE_DAYS, SHOPS_MAX = 86_400, 180, 10
COUNTRIES = ("JP", "MY", "PH", "SG", "TH", "US", "GB", "VN", "ID")
KINDS = ("core", "full")
PRODUCTS_MAX = 10
_EUROPE = ("GB", "DE", "ES", "FR", "IE", "IT")


class Opening(msgspec.Struct, forbid_unknown_fields=True):
    """What a test shop shall be; `products` of the simulator's brand lie in it from the start."""

    country: str
    kind: str = "core"
    seller_type: str = "LOCAL"
    name: str = ""
    products: int = 3


def open_shop(world: World, developer: Developer, wanted: Opening) -> TestShop:
    """A test account with one shop.

    Raises:
        Conflict: the developer has no access to the API, or 10 test shops already.
        InvalidRequest: the country has none, or belongs to another site.
    """
    country = wanted.country.upper()
    if developer.api_access.state != "granted":
        raise Conflict(f"{developer.company} has no access to the API yet; test shops come with it")
    if len(developer.test_shops) >= SHOPS_MAX:
        raise Conflict(f"A developer has at most {SHOPS_MAX} test shops", next_step="Renew one, or let one expire.")
    check_country(developer.portal, country, "test shops")
    if country not in COUNTRIES:
        raise InvalidRequest(f"There are no test shops in {country}", next_step=f"Countries: {', '.join(COUNTRIES)}.")
    if wanted.kind not in KINDS or wanted.seller_type not in ("LOCAL", "CROSS_BORDER"):
        raise InvalidRequest("kind is core or full, seller_type LOCAL or CROSS_BORDER")
    if not 0 <= wanted.products <= PRODUCTS_MAX:
        raise InvalidRequest(f"products is 0 to {PRODUCTS_MAX}")
    shop = _shop(world, developer, wanted, country)
    held = TestShop(shop.id, shop.seller_open_id, wanted.kind, 0)
    developer.test_shops.append(held)
    _live_on(world, developer, held)
    for number, row in enumerate(brand()["products"][: wanted.products], 1):
        shelf.create(world, shop, listing(world, shop, {**row, "status": "ACTIVATE"}, number))
    return held


def renew(world: World, developer: Developer, shop_id: str) -> TestShop:
    """Another 180 days from now; one that has expired lives again. Raises NotFound."""
    held = next((one for one in developer.test_shops if one.shop_id == shop_id), None)
    if held is None:
        raise NotFound(f"{developer.company} has no test shop {shop_id}")
    _live_on(world, developer, held)
    return held


def expired(world: World, payload: dict[str, Any]) -> None:
    """Due: a test shop that was not renewed is no longer active."""
    developer = world.partner.developers.get(payload["developer"])
    for held in developer.test_shops if developer else ():
        if held.shop_id == payload["shop"] and held.expires_at <= world.clock.now():
            world.shops[held.shop_id].active = False


def _live_on(world: World, developer: Developer, held: TestShop) -> None:
    held.expires_at = world.clock.now() + LIFE_DAYS * DAY_S
    world.shops[held.shop_id].active = True
    world.clock.at(held.expires_at, EXPIRED, developer=developer.id, shop=held.shop_id)


def _shop(world: World, developer: Developer, wanted: Opening, country: str) -> Shop:
    number = len(developer.test_shops) + 1
    seller = Seller(
        open_id=f"test-{world.new_id('7494')}",
        name=wanted.name.strip()[:80] or f"Test shop {number} of {developer.company}",
        base_region=country,
        email=f"test{number}+{developer.id[-6:]}@{developer.email.rpartition('@')[2]}",
    )
    shop_id = world.new_id("7496")
    cluster = "TTP" if country == "US" else "GCP" if country in _EUROPE else "ROW"
    made = hashlib.blake2b(f"{world.seed}:{world.born_at}:{shop_id}".encode()).hexdigest()[:24]
    shop = Shop(
        id=shop_id,
        code=f"{country}{'LC' if wanted.seller_type == 'LOCAL' else 'CB'}{shop_id[-6:]}",
        cipher=f"{cluster}_test-{made}",
        name=f"{seller.name} ({facts().countries[country]})",
        region=country,
        seller_type=wanted.seller_type,
        seller_open_id=seller.open_id,
        test_shop=True,
    )
    profile, chance = market(country), random.Random(shop_id)
    address = address_in(profile, chance, chance.choice(profile.circle.first), chance.choice(profile.circle.last))
    for kind, name in (("SALES_WAREHOUSE", "Test warehouse"), ("RETURN_WAREHOUSE", "Test returns")):
        place = Warehouse(world.new_id("7469"), name, address, world.new_id("7395"), type=kind, is_default=True)
        shop.warehouses[place.id] = place
    world.sellers[seller.open_id] = seller
    world.shops[shop.id] = shop
    return shop
