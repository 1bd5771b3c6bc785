"""More shops for a world's brand: one in each other market, with warehouses, goods and buyers under that market's rules.

The ready-made worlds have a GB and a US shop. A shop opened here behaves by the profile of its own market from the first
order on: who ships and by which call, splitting, deadlines, masking, invoices, reasons, fees and money.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import msgspec

from shoplatch.errors import ConfigError, Conflict, InvalidRequest
from shoplatch.simulator import tokens
from shoplatch.simulator.markets import MARKETS, Market, market
from shoplatch.simulator.orders.buyers import address_in
from shoplatch.simulator.products import shelf
from shoplatch.simulator.state.goods import Warehouse
from shoplatch.simulator.state.parties import App, AuthCode, CategoryAsset, Seller, Shop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.worlds.parties import brand
from shoplatch.simulator.worlds.shelves import DAY_S, listing

GRANT_S = 365 * DAY_S
_EUROPE = ("GB", "DE", "ES", "FR", "IE", "IT")
_PLACES = (  # what a shop opens with: kind, who ships, whether it is the default
    ("Main warehouse", "SALES_WAREHOUSE", "TIKTOK", True),
    ("Own carrier warehouse", "SALES_WAREHOUSE", "SELLER", False),
    ("Returns", "RETURN_WAREHOUSE", "SELLER", False),
)


class Branch(msgspec.Struct, forbid_unknown_fields=True):
    """A shop to open. CROSS_BORDER: of the brand's account, one in each market, and its grants cover it from now on.

    LOCAL: of an account of its own, as a seller at home there has it; the code that comes with it is its grant.
    `products`: so many of the brand's goods on sale; None: all of them.
    """

    region: str
    name: str = ""
    seller_type: Literal["CROSS_BORDER", "LOCAL"] = "CROSS_BORDER"
    products: int | None = None


def open_branch(world: World, wanted: Branch) -> tuple[Shop, AuthCode | None]:
    """The new shop; for a LOCAL one the authorization code of its account. Its goods are on sale after their audit.

    Raises:
        Conflict: the account has a shop in that market.
        InvalidRequest: there is no such market, or no such number of products.
    """
    region, goods = wanted.region.upper(), brand()["products"]
    if region not in MARKETS:
        raise InvalidRequest(f"There is no market {wanted.region!r}", next_step=f"Markets: {', '.join(MARKETS)}.")
    if wanted.products is not None and not 0 <= wanted.products <= len(goods):
        raise InvalidRequest(f"products is 0 to {len(goods)}")
    app = next(iter(world.apps.values()))
    seller = _brands_account(world) if wanted.seller_type == "CROSS_BORDER" else _account_at_home(world, region)
    if any(shop.seller_open_id == seller.open_id and shop.region == region for shop in world.shops.values()):
        raise Conflict(
            f"{seller.name} has a shop in {region}",
            next_step="One account has one shop in a market; LOCAL opens one of another account.",
        )
    shop = _shop(world, seller, region, wanted)
    listing_of_app = world.partner.listings.get(app.key)
    if listing_of_app is not None and region not in listing_of_app.markets:
        listing_of_app.markets.append(region)
    _let_agencies_in(world, region)
    for number, row in enumerate(goods[: wanted.products], 1):
        shelf.create(world, shop, listing(world, shop, row, number))
    return shop, _granted(world, app, seller, shop)


def open_yesterday(world: World, regions: Sequence[str]) -> None:
    """Shops in these markets where the brand has none, a day old, with goods on sale; those of `empty` have no goods.

    Raises:
        ConfigError: there is no such market.
    """
    unknown = sorted(set(regions) - set(MARKETS))
    if unknown:
        raise ConfigError(f"There is no market {unknown[0]!r}", next_step=f"Markets: {', '.join(MARKETS)}.")
    own = brand()["seller"]["open_id"]
    taken = {shop.region for shop in world.shops.values() if shop.seller_open_id == own}
    wanted = [region for region in dict.fromkeys(regions) if region not in taken]
    products = 0 if world.name == "empty" else None

    def opening(opened: World, _payload: Mapping[str, Any]) -> None:
        for region in wanted:
            open_branch(opened, Branch(region, products=products))

    if wanted:
        world.happenings["history.branches"] = opening
        world.clock.at(world.clock.now() - DAY_S, "history.branches")
        world.clock.play(world.happen, until=world.clock.now())
        del world.happenings["history.branches"]


def _granted(world: World, app: App, seller: Seller, shop: Shop) -> AuthCode | None:
    if shop.seller_type == "LOCAL":
        return tokens.issue_code(world, app, seller, grant_ends_at=world.clock.now() + GRANT_S)
    for grant in world.grants.values():
        if (grant.app_key, grant.seller_open_id) == (app.key, seller.open_id) and not grant.revoked:
            grant.shop_ids.append(shop.id)
    return None


def _brands_account(world: World) -> Seller:
    return world.sellers[brand()["seller"]["open_id"]]


def _account_at_home(world: World, region: str) -> Seller:
    seller = Seller(
        open_id=f"local-{world.new_id('7494')}",
        name=f"Fernlight {market(region).country}",
        base_region=region,
        email=f"{region.lower()}@fernlight.example",
    )
    world.sellers[seller.open_id] = seller
    return seller


def _shop(world: World, seller: Seller, region: str, wanted: Branch) -> Shop:
    cluster = "TTP" if region == "US" else "GCP" if region in _EUROPE else "ROW"
    shop_id = world.new_id("7495")
    made = hashlib.blake2b(f"{world.seed}:{shop_id}".encode()).hexdigest()[:24]
    local = wanted.seller_type == "LOCAL"
    shop = Shop(
        id=shop_id,
        code=f"{region}{'LC' if local else 'CB'}{shop_id[-6:]}",
        cipher=f"{cluster}_Fernlight-{region}-{made}",
        name=wanted.name.strip()[:80] or f"Fernlight {market(region).country}",
        region=region,
        seller_type=wanted.seller_type,
        seller_open_id=seller.open_id,
    )
    chance = random.Random(shop.id)
    for place in _PLACES:
        made_there = _warehouse(world, market(region), chance, place, local=local)
        shop.warehouses[made_there.id] = made_there
    world.shops[shop.id] = shop
    return shop


def _warehouse(
    world: World, profile: Market, chance: random.Random, place: tuple[str, str, str, bool], *, local: bool
) -> Warehouse:
    name, kind, shipping, default = place
    people = profile.circle
    return Warehouse(
        id=world.new_id("7305"),
        name=f"{name} {profile.country}",
        address=address_in(profile, chance, chance.choice(people.first), chance.choice(people.last)),
        entity_id=world.new_id("7395"),
        type=kind,
        sub_type="DOMESTIC_WAREHOUSE" if local else "CB_OVERSEA_WAREHOUSE",
        is_default=default,
        shipping_type=shipping,
    )


def _let_agencies_in(world: World, region: str) -> None:
    """An affiliate agency works in a market once it has an asset there."""
    for account in world.sellers.values():
        if account.user_type == 3 and not any(asset.target_market == region for asset in account.assets):
            made = hashlib.blake2b(f"{world.seed}:asset {region}".encode()).hexdigest()[:24]
            cluster = "TTP" if region == "US" else "GCP" if region in _EUROPE else "ROW"
            account.assets.append(CategoryAsset(f"{cluster}_asset{made}", 7, "Affiliate agency", region))
