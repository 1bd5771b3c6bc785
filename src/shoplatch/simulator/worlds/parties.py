"""Who is in every world: one app, one seller, a GB and a US shop with their warehouses. Made from `fernlight.json`."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from shoplatch.catalog.reader import scopes
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.goods import Warehouse
from shoplatch.simulator.state.parties import App, CategoryAsset, Seller, Shop
from shoplatch.simulator.state.partner import Developer, Document, Listing, Review
from shoplatch.simulator.state.places import Address, District
from shoplatch.simulator.state.world import World


@cache
def brand() -> dict[str, Any]:
    """The file about the brand."""
    table: dict[str, Any] = msgspec.json.decode(files(__package__).joinpath("fernlight.json").read_bytes())
    return table


def settle_in(world: World) -> None:
    """Put app, seller, shops and warehouses into an empty world. Secrets and ciphers follow from the seed."""
    told = brand()
    world.apps[told["app"]["key"]] = App(
        key=told["app"]["key"],
        secret=_hex(world, "app secret", 40),
        service_id=told["app"]["service_id"],
        name=told["app"]["name"],
        redirect_url="http://127.0.0.1:8080/oauth/callback",
        scopes=[scope.scope for scope in scopes() if scope.grantee],
    )
    seller = Seller(**told["seller"])
    world.sellers[seller.open_id] = seller
    creator, partner = Seller(**told["creator"], user_type=1), Seller(**told["partner"], user_type=3)
    for market_name in ("GB", "US"):
        cipher = f"{'TTP' if market_name == 'US' else 'GCP'}_asset{_hex(world, f'asset {market_name}', 24)}"
        partner.assets.append(CategoryAsset(cipher, 7, "Affiliate agency", market_name))
    world.sellers |= {account.open_id: account for account in (creator, partner)}
    for row in told["shops"]:
        shop = Shop(
            id=row["id"],
            code=row["code"],
            cipher=row["cipher"] + _hex(world, row["id"], 24),
            name=row["name"],
            region=row["region"],
            seller_type="CROSS_BORDER",  # one account with a shop in each of several countries
            seller_open_id=seller.open_id,
        )
        shop.warehouses = {place["id"]: _warehouse(shop.region, place) for place in row["warehouses"]}
        world.shops[shop.id] = shop
    _develop(world, told)


def _develop(world: World, told: dict[str, Any]) -> None:
    """The app is there from the start, so its developer was verified and it was published long ago."""
    row, now = told["developer"], world.clock.now()
    long_ago = now - 300 * 86_400
    shop = next(iter(world.shops.values()))
    developer = Developer(
        id=row["id"],
        portal=row["portal"],
        kind=row["kind"],
        company=told["seller"]["name"],
        email=told["seller"]["email"],
        country=shop.region,
        created_at=long_ago,
        shop_id=shop.id,
        seller_open_id=shop.seller_open_id,
        verification=Review("approved", round=1),
        api_access=Review("granted", round=1),
    )
    for number, (kind, name) in enumerate(row["documents"].items(), 1):
        made = Document(
            f"7211{row['id'][4:-2]}{number:02d}", kind, name, "application/pdf", 48_213, "", long_ago, "accepted"
        )
        made.fingerprint = _hex(world, made.id, 12)
        developer.documents[made.id] = made
    world.partner.developers[developer.id] = developer
    app = told["app"]
    markets = [each["region"] for each in told["shops"]]
    listing = Listing(
        app["key"], developer.id, row["category"], markets, "ALL", long_ago, Review("published", round=1), long_ago
    )
    world.partner.listings[app["key"]] = listing


def _hex(world: World, what: str, length: int) -> str:
    return hashlib.blake2b(f"{world.seed}:{what}".encode()).hexdigest()[:length]


def _warehouse(region: str, row: dict[str, Any]) -> Warehouse:
    names = market(region).circle.level_names
    state, iso = row["state"]
    address = Address(
        first_name=row["contact"][0],
        last_name=row["contact"][1],
        phone=row["phone"],
        line1=row["line1"],
        line2=row["line2"],
        town=row["town"],
        postal_code=row["postal"],
        region=region,
        districts=(
            District("L0", names[0], market(region).country, region),
            District("L1", names[1], state, iso),
            District("L2", names[2], row["county"]),
            District("L3", names[3], row["town"]),
        ),
    )
    return Warehouse(
        id=row["id"],
        name=row["name"],
        address=address,
        entity_id=row["entity"],
        type=row["type"],
        sub_type="CB_OVERSEA_WAREHOUSE",
        is_default=row["default"],
        shipping_type=row["shipping"],
        latitude=row["lat"],
        longitude=row["lon"],
    )
