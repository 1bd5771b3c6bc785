"""What creators do by themselves: take products up, ask for samples, post videos, go LIVE. Once a day the day is decided.

Chance follows from the seed, the shop and the day, so a world without agreements, and everything in it that is not about
creators, stays what it is.
"""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from shoplatch.simulator.creators import agreements, samples
from shoplatch.simulator.creators.content import post
from shoplatch.simulator.creators.habits_clock import DAY, DAY_S
from shoplatch.simulator.creators.people import creator, creators_of, official, words
from shoplatch.simulator.creators.terms import is_running, open_of, share_for
from shoplatch.simulator.markets import market
from shoplatch.simulator.state.creators import LIVE, VIDEO, Content, Creator
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

POSTS = "creators.posts"
LIKES_SHOP_PPM = 330_000  # of the creators of a market; a choice
TAKES_UP_PPM = 150_000  # chance a day that one of them takes up another product
ASKS_PPM = 60_000  # chance a day to ask for a sample
LIVE_MIN = (30, 150)


def register(world: World) -> None:
    """Teach the world what a creator's day does."""
    world.happenings[DAY] = look_around
    world.happenings[POSTS] = _posts


def look_around(world: World, _payload: dict[str, Any]) -> None:
    """Due: a day begins."""
    now = world.clock.now()
    world.clock.at(now - now % DAY_S + DAY_S, DAY)
    for shop in world.shops.values():
        if shop.active and _has_agreements(shop, now):
            _day_of(world, shop, now)


def _has_agreements(shop: Shop, now: int) -> bool:
    opened = any(not one.ends_at for one in shop.affiliate.opens.values())
    return opened or shop.affiliate.auto_add or any(is_running(one, now) for one in shop.affiliate.targets.values())


def _day_of(world: World, shop: Shop, now: int) -> None:
    chance = random.Random(f"{world.seed}:creators:{shop.id}:{now // DAY_S}")
    _add_new_products(world, shop)
    for person in creators_of(world, shop.region):
        account = world.sellers.get(person.open_id)
        if account is not None:
            continue  # somebody holds this account; it acts by its own calls
        invited = _invited(shop, person, now)
        if not invited and not _likes(world, shop, person):
            continue
        if chance.randrange(1_000_000) < (TAKES_UP_PPM * (4 if invited else 1)):
            _take_up(world, shop, person, chance, now)
        if chance.randrange(1_000_000) < ASKS_PPM * (3 if invited else 1):
            asked = samples.ask_for_one(world, shop, person, chance)
            if asked:
                agreements.promote(world, shop, person.open_id, asked)  # who asks means to show it
        _plan(world, shop, person, chance, now)
    _plan(world, shop, official(shop), chance, now)


def _likes(world: World, shop: Shop, person: Creator) -> bool:
    return random.Random(f"{world.seed}:{shop.id}:{person.open_id}").randrange(1_000_000) < LIKES_SHOP_PPM


def _invited(shop: Shop, person: Creator, now: int) -> bool:
    return any(person.open_id in one.creators and is_running(one, now) for one in shop.affiliate.targets.values())


def _take_up(world: World, shop: Shop, person: Creator, chance: random.Random, now: int) -> None:
    offered = [
        *(one.product_id for one in shop.affiliate.opens.values() if not one.ends_at and not one.approval),
        *(
            product_id
            for one in shop.affiliate.targets.values()
            if person.open_id in one.creators and is_running(one, now)
            for product_id in one.products
        ),
    ]
    fresh = [product_id for product_id in dict.fromkeys(offered) if _on_sale(shop, product_id)]
    if fresh:
        agreements.promote(world, shop, person.open_id, chance.choice(fresh))


def _plan(world: World, shop: Shop, person: Creator, chance: random.Random, now: int) -> None:
    """What this creator shows today, and when."""
    if person.kind != "TIKTOK_SHOP_OFFICIAL_ACCOUNT" and not _promoted(world, shop, person, now):
        return
    if chance.randrange(7) < person.videos_per_week:
        at = now + chance.randrange(8 * 3_600, 22 * 3_600)
        world.clock.at(at, POSTS, shop=shop.id, creator=person.open_id, shows=VIDEO)
    if chance.randrange(7) < person.lives_per_week:
        local = datetime.fromtimestamp(now, market(shop.region).zone)
        wait = (person.live_hour - local.hour) % 24
        minutes = chance.randrange(*LIVE_MIN)
        world.clock.at(
            now + wait * 3_600 + 60 * chance.randrange(30),
            POSTS,
            shop=shop.id,
            creator=person.open_id,
            shows=LIVE,
            minutes=minutes,
        )


def _posts(world: World, payload: dict[str, Any]) -> None:
    shop, person = world.shops[payload["shop"]], creator(world, payload["creator"])
    if person is None or not shop.active:
        return
    products = _promoted(world, shop, person, world.clock.now())
    if not products:
        return
    chance = random.Random(f"{world.seed}:posts:{shop.id}:{person.open_id}:{world.clock.now()}")
    if payload["shows"] == LIVE:
        shown = chance.sample(products, min(len(products), chance.randrange(2, 9)))
        title = chance.choice(words()["lives"])
        post(world, shop, person, LIVE, shown, title=title, minutes=payload["minutes"])
        return
    wanted = [one for one in samples.owed_products(shop, person.open_id) if one in products]
    keeps_word = chance.randrange(1_000_000) < person.keeps_word_ppm
    product_id = wanted[0] if wanted and keeps_word else chance.choice(products)
    shown_in(world, shop, post(world, shop, person, VIDEO, [product_id], title=chance.choice(words()["videos"])))


def shown_in(world: World, shop: Shop, content: Content) -> None:
    """A product was shown: a sample that was owed for it is answered."""
    for product_id in content.product_ids:
        samples.answered_by(world, shop, content, product_id)


def _promoted(world: World, shop: Shop, person: Creator, now: int) -> list[str]:
    """Products on sale that this account may show."""
    if person.kind == "TIKTOK_SHOP_OFFICIAL_ACCOUNT":
        return [product_id for product_id in shop.products if _on_sale(shop, product_id)][:12]
    studio = world.affiliates.studios.get(person.open_id)
    shown = [one.product_id for one in studio.showcase if one.shop_id == shop.id] if studio is not None else []
    return [
        product_id
        for product_id in shown
        if _on_sale(shop, product_id) and share_for(world, shop, person.open_id, product_id, now) is not None
    ]


def _on_sale(shop: Shop, product_id: str) -> bool:
    product = shop.products.get(product_id)
    return product is not None and product.status == "ACTIVATE" and any(sku.available for sku in product.skus)


def _add_new_products(world: World, shop: Shop) -> None:
    """Where the seller asked for it, products that came on sale join the open plan."""
    if not shop.affiliate.auto_add:
        return
    for product_id in shop.products:
        fresh = product_id not in shop.affiliate.auto_done and _on_sale(shop, product_id)
        if fresh and open_of(shop, product_id, world.clock.now()) is None:
            agreements.open_to_all(world, shop, product_id, shop.affiliate.auto_rate)
            shop.affiliate.auto_done.append(product_id)
