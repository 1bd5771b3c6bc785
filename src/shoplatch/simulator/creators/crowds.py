"""The content behind a spike of the traffic: a video that goes viral, or a LIVE session everybody watches.

Orders, views and commissions of a spike are one story: every order is brought by this content, and each stands for so
many views.
"""

from __future__ import annotations

import random

from shoplatch.simulator.creators.agreements import studio_of
from shoplatch.simulator.creators.content import post
from shoplatch.simulator.creators.people import creators_of, official, words
from shoplatch.simulator.creators.terms import share_for
from shoplatch.simulator.orders.placing import on_sale
from shoplatch.simulator.products import bundles
from shoplatch.simulator.state.creators import LIVE, VIDEO, Content, Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

KINDS = {"spike": VIDEO, "live": LIVE}
SHOWN_MAX = 8  # products of a LIVE session
_PEAK_TIMES = 20.0


def gather(world: World, shop: Shop, profile: str, length_s: int) -> Content | None:
    """Post the content behind a spike: by the creator with the largest audience who sells for the shop, else by the shop.

    None where nothing is on sale.
    """
    stocked = sorted(
        (product.id for product in shop.products.values() if _units(shop, product.id) > 2),
        key=lambda product_id: (-_units(shop, product_id), product_id),
    )
    if not stocked:
        return None
    person, agreed = _who(world, shop, stocked)
    shown = (agreed or stocked)[: SHOWN_MAX if profile == "live" else 1]
    title = words()["lives" if profile == "live" else "videos"][0]
    return post(
        world, shop, person, KINDS[profile], shown, title=title, minutes=max(1, -(-length_s // 60)), viral=profile == "spike"
    )


def cart_for(shop: Shop, content: Content, chance: random.Random) -> list[tuple[str, int]]:
    """One of the products shown, mostly one unit; [] when they are sold out."""
    product = shop.products.get(chance.choice(content.product_ids))
    skus = [
        sku for sku in (product.skus if product is not None else ()) if bundles.free(shop, sku) > 2 and on_sale(shop, sku)
    ]
    return [(chance.choice(skus).id, 2 if chance.random() < 0.12 else 1)] if skus else []


def times_at(passed: float) -> float:
    """How many times the rate a LIVE session brings when a part of it has passed: it fills, then empties."""
    shape = 0.3 + 2.1 * passed if passed < 1 / 3 else 1.0 - 0.825 * (passed - 1 / 3)
    return max(1.0, _PEAK_TIMES * shape)


def _who(world: World, shop: Shop, stocked: list[str]) -> tuple[Creator, list[str]]:
    """The account, and what of the stock it sells on terms."""
    now = world.clock.now()
    for person in sorted(creators_of(world, shop.region), key=lambda one: -one.followers):
        if person.open_id not in world.affiliates.studios:
            continue
        shown = {one.product_id for one in studio_of(world, person.open_id).showcase}
        agreed = [one for one in stocked if one in shown and share_for(world, shop, person.open_id, one, now) is not None]
        if agreed:
            return person, agreed
    return official(shop), []


def _units(shop: Shop, product_id: str) -> int:
    return sum(bundles.free(shop, sku) for sku in shop.products[product_id].skus if on_sale(shop, sku))
