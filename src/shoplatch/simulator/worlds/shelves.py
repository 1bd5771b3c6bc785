"""Fills a shop's shelves with the brand's products, through the same creation and audit as a call would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.simulator.markets import market
from shoplatch.simulator.products import shelf
from shoplatch.simulator.state.goods import Image, Warehouse
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.worlds.parties import brand

DAY_S = 86_400
_DIMENSIONS = {"length": "16", "width": "10", "height": "6", "unit": "CENTIMETER"}
_REFUSED = {
    "title": "Fernlight Miracle Cure Cream (fail audit)",
    "category": "601477",
    "description": "Promises more than a cream can keep.",
    "attribute": "Size",
    "weight_kg": "0.2",
    "status": "ACTIVATE",
    "variants": [{"value": "50 ml", "gbp": "49.00", "usd": "59.00", "code": "CURE-50"}],
}
_US_DIMENSIONS = {"length": "6", "width": "4", "height": "3", "unit": "INCH"}


def open_shops(world: World) -> None:
    """Shops with everything on sale and nobody in them yet."""
    now = world.clock.now()
    world.happenings["history.opening"] = stock_up
    world.clock.at(now - DAY_S, "history.opening")
    world.clock.play(world.happen, until=now)
    del world.happenings["history.opening"]


def stock_up(world: World, _payload: Mapping[str, Any]) -> None:
    """Create every product of the brand in every shop, and one that will not pass; their audits are due a little later."""
    for shop in world.shops.values():
        for number, row in enumerate(brand()["products"], 1):
            shelf.create(world, shop, listing(world, shop, row, number))
        shelf.create(world, shop, listing(world, shop, _REFUSED, 99))


def take_off(world: World, _payload: Mapping[str, Any]) -> None:
    """Take the products off sale whose season is over."""
    ended = {row["title"] for row in brand()["products"] if row["status"] == "SELLER_DEACTIVATED"}
    for shop in world.shops.values():
        for product in shop.products.values():
            if product.title in ended and product.status == "ACTIVATE":
                shelf.deactivate(world, shop, product)


def listing(world: World, shop: Shop, row: dict[str, Any], number: int) -> dict[str, Any]:
    """A product of the brand's file as a seller would send it; `number` names its pictures."""
    images = _images(world, shop, number)
    us = shop.region == "US"
    body = {
        "title": _title(shop, row),
        "description": f"<p>{row['description']}</p><p>Made in small batches. Vegan, cruelty free.</p>",
        "category_id": row["category"],
        "category_version": market(shop.region).rules.category_version,
        "brand_id": brand()["brand_id"],
        "main_images": [{"uri": uri} for uri in images],
        "package_weight": {"value": row["weight_kg"], "unit": "KILOGRAM"},
        "package_dimensions": _US_DIMENSIONS if us else _DIMENSIONS,
        "product_attributes": [{"id": "100392", "values": [{"id": "1001533", "name": "All skin types"}]}],
        "external_product_id": f"fern-{row['variants'][0]['code'].lower()}",
        "skus": [_sku(world, shop, row, variant) for variant in row["variants"]],
    }
    if row["status"] == "DRAFT":
        body["save_mode"] = "AS_DRAFT"
    return body


def _sku(world: World, shop: Shop, row: dict[str, Any], variant: dict[str, Any]) -> dict[str, Any]:
    profile = market(shop.region)
    price = _price(shop, variant)
    sku: dict[str, Any] = {
        "seller_sku": f"FERN-{variant['code']}",
        "price": {"amount": price, "currency": profile.currency},
        "inventory": _inventory(world, shop),
        "sales_attributes": [{"name": row["attribute"], "value_name": variant["value"]}],
        "external_sku_id": f"erp-{variant['code'].lower()}",
    }
    if profile.rules.list_price and world.chance.random() < 0.3:
        listed = profile.text(profile.minor(price) * 5 // 4)
        sku["list_price"] = {"amount": listed, "currency": profile.currency}
    return sku


def _title(shop: Shop, row: dict[str, Any]) -> str:
    """The product's name, followed by what it is where the market wants more letters."""
    least, most = market(shop.region).rules.title_length
    title = str(row["title"])
    return title if len(title) >= least else f"{title}: {row['description']}"[:most]


def _price(shop: Shop, variant: dict[str, Any]) -> str:
    """In pounds and dollars as the file has it; elsewhere at the market's level, told by what ships free there."""
    if shop.region in ("GB", "US"):
        return str(variant["usd" if shop.region == "US" else "gbp"])
    profile, home = market(shop.region), market("GB")
    worth = home.minor(variant["gbp"]) * profile.free_shipping_from // home.free_shipping_from
    return profile.text(min(max(worth, profile.price_min), profile.price_max))


def _inventory(world: World, shop: Shop) -> list[dict[str, Any]]:
    sales = [warehouse for warehouse in shop.warehouses.values() if warehouse.type == "SALES_WAREHOUSE"]
    return [
        {"warehouse_id": warehouse.id, "quantity": _quantity(world, warehouse)}
        for warehouse in sales
        if warehouse.is_default or world.chance.random() < 0.75
    ]


def _quantity(world: World, warehouse: Warehouse) -> int:
    if world.chance.random() < 0.06:
        return world.chance.randrange(0, 25)  # nearly sold out
    return world.chance.randrange(2_000, 9_000) if warehouse.is_default else world.chance.randrange(400, 2_500)


def _images(world: World, shop: Shop, number: int) -> list[str]:
    images = world.sellers[shop.seller_open_id].images
    uris = [f"tos-simulator-i-fernlight/{number:02d}-{view}" for view in ("front", "open")]
    for uri in uris:
        images.setdefault(uri, Image(uri, "MAIN_IMAGE", 800, 800))
    return uris
