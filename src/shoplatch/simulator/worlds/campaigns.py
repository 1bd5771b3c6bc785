"""What else a shop of the demo has: promotions and coupons of every age, and products in the states that are rarely seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from shoplatch.simulator import promotions
from shoplatch.simulator.markets import market
from shoplatch.simulator.products import shelf, stock
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.worlds.shelves import listing

DAY_S = 86_400
_RARE = (  # title, what becomes of it
    ("Fernlight Bath Bomb Duo", "take_down"),
    ("Fernlight Sample Sachets", "freeze"),
    ("Fernlight Travel Tin", "delete"),
)
_ROW = {
    "category": "601543",
    "description": "A small thing from the back of the shelf.",
    "attribute": "Size",
    "weight_kg": "0.2",
    "status": "ACTIVATE",
}
_TEA = "700680"  # invite-only: in the US a product waits for the approval


def advertise(world: World, today: int) -> None:
    """Promotions that have ended, run, and come, and coupons, as they stood to the day before `today`."""
    for shop in world.shops.values():
        live = [product.id for product in shop.products.values() if product.status == "ACTIVATE"]
        _offer(
            world, shop, "DIRECT_DISCOUNT", "Opening offer", today - 12 * DAY_S, today - 8 * DAY_S, live[0:3], discount="10"
        )
        _offer(world, shop, "DIRECT_DISCOUNT", "Autumn days", today - 4 * DAY_S, today + 3 * DAY_S, live[3:7], discount="15")
        fixed = market(shop.region).text(min(sku.price for sku in shop.products[live[8]].skus) * 4 // 5)
        _offer(
            world,
            shop,
            "FIXED_PRICE",
            "Black Friday",
            today + 2 * DAY_S,
            today + 5 * DAY_S,
            live[8:9],
            activity_price_amount=fixed,
        )
        promotions.make_coupon(
            world,
            shop,
            "Welcome",
            begin=today - 6 * DAY_S,
            end=today + 20 * DAY_S,
            percent=10,
            max_discount=500,
            min_spend=1_500,
        )
        promotions.make_coupon(
            world,
            shop,
            "Live on Sunday",
            begin=today + DAY_S,
            end=today + 2 * DAY_S,
            reduction=300,
            display_type="LIVE",
            promo_code="SUNDAY",
            product_ids=live[:2],
        )
        promotions.make_coupon(world, shop, "First days", begin=today - 13 * DAY_S, end=today - 10 * DAY_S, reduction=200)


def moderate(world: World) -> None:
    """One product taken down, one frozen, one deleted; in the US one that waits for its category; units for a creator."""
    for shop in world.shops.values():
        for number, (title, _) in enumerate(_RARE, 80):
            _create(world, shop, {**_ROW, "title": title, "variants": [_variant(f"RARE-{number}")]}, number)
        if shop.region == "US":
            tea = {**_ROW, "category": _TEA, "title": "Fernlight Calming Tea", "variants": [_variant("TEA")]}
            _create(world, shop, tea, 90)
        first = next(sku for sku in shop.skus.values() if sku.available - sku.reserved > 100)
        stock.keep_for_creator(world, shop, first, "hester.makes", 12)
        world.clock.after(600, "history.judged", shop=shop.id)


def judged(world: World, payload: dict[str, Any]) -> None:
    """Due: what the platform and the seller do about the rare products once they are on sale."""
    shop = world.shops[payload["shop"]]
    by_title = {product.title: product for product in shop.products.values()}
    for title, deed in _RARE:
        product = by_title[title]
        if deed == "take_down":
            shelf.take_down(world, shop, product, "Buyers report missing parts.")
        elif deed == "freeze":
            shelf.freeze(world, shop, product, "The product is under investigation.")
        else:
            shelf.delete(world, shop, product)


def _offer(
    world: World, shop: Shop, kind: str, title: str, begin: int, end: int, product_ids: Sequence[str], **terms: str
) -> None:
    told = {"activity_type": kind, "product_level": "PRODUCT", "title": title, "begin_time": begin, "end_time": end}
    activity = promotions.create(world, shop, told)
    rows = [{"id": one, "quantity_limit": -1, "quantity_per_user": -1, **terms} for one in product_ids]
    promotions.put(world, shop, activity, rows)


def _create(world: World, shop: Shop, row: dict[str, Any], number: int) -> None:
    shelf.create(world, shop, listing(world, shop, row, number))


def _variant(code: str) -> dict[str, str]:
    return {"value": "One size", "gbp": "5.00", "usd": "6.00", "code": code}
