"""Campaigns of agencies: sellers enter products, the agency decides on them and hands out links, its creators promote.

States follow from the clock (READY until published, then UPCOMING, ONGOING, CLOSED). Sellers and creators act by themselves,
some hours later; what they do follows from the seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from shoplatch.simulator.creators import agreements, goods_views, habits_clock
from shoplatch.simulator.creators.people import creators_of
from shoplatch.simulator.state.creators import Campaign, CampaignProduct
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

ENTERS, JOINS = "campaign.enters", "campaign.joins"
ENTERS_AFTER_S, JOINS_AFTER_S = 3_600, 7_200
ENTERED, JOINED = 3, 4  # products of a shop, creators of a product
OPEN_STATES = ("PENDING", "APPROVED")


def register(world: World) -> None:
    """Teach the world how sellers and creators come to a campaign."""
    world.happenings[ENTERS] = _enter_shops
    world.happenings[JOINS] = _join_creators


def status_of(campaign: Campaign, now: int) -> str:
    """READY, UPCOMING, ONGOING or CLOSED."""
    if now >= campaign.end:
        return "CLOSED"
    if not campaign.published:
        return "READY"
    return "ONGOING" if now >= campaign.start else "UPCOMING"


def publish(world: World, campaign: Campaign) -> None:
    """Let sellers in; publishing twice changes nothing."""
    if campaign.published:
        return
    campaign.published = True
    moment = max(world.clock.now(), campaign.registration_start) + ENTERS_AFTER_S
    world.clock.at(moment, ENTERS, campaign=campaign.id)


def shops_for(world: World, campaign: Campaign) -> Iterator[Shop]:
    """The shops that may enter."""
    for shop in world.shops.values():
        by_type = not campaign.seller_types or shop.seller_type in campaign.seller_types
        by_code = not campaign.shop_codes or shop.code in campaign.shop_codes
        if shop.region == campaign.region and shop.active and by_type and by_code:
            yield shop


def enter(world: World, campaign: Campaign, shop: Shop, product_id: str, total_rate: int) -> CampaignProduct:
    """A seller enters a product; the agency decides."""
    made = CampaignProduct(shop.id, product_id, total_rate, campaign.rate, "PENDING", world.clock.now())
    campaign.products[product_id] = made
    return made


def hand_out(world: World, campaign: Campaign, entered: CampaignProduct, product_id: str, creator_rate: int) -> None:
    """A link with this rate for creators is out: creators of the agency take it up."""
    entered.creator_rate = creator_rate
    world.clock.after(JOINS_AFTER_S, JOINS, campaign=campaign.id, product=product_id)


def join(world: World, campaign: Campaign, product_id: str, open_id: str) -> None:
    """A creator promotes a product of the campaign."""
    entered = campaign.products[product_id]
    entered.creators.setdefault(open_id, world.clock.now())
    agreements.promote(world, world.shops[entered.shop_id], open_id, product_id)
    habits_clock.wake(world)


def _enter_shops(world: World, payload: dict[str, Any]) -> None:
    campaign = world.affiliates.campaigns.get(payload["campaign"])
    now = world.clock.now()
    if campaign is None or now >= campaign.registration_end:
        return
    for shop in shops_for(world, campaign):
        chance = random.Random(f"{world.seed}:{campaign.id}:{shop.id}")
        live = [
            one for one in shop.products.values() if goods_views.is_for_sale(shop, one) and one.id not in campaign.products
        ]
        for product in chance.sample(live, min(ENTERED, len(live))):
            enter(world, campaign, shop, product.id, min(8_000, campaign.rate + chance.choice((0, 200, 500))))


def _join_creators(world: World, payload: dict[str, Any]) -> None:
    campaign, product_id = world.affiliates.campaigns.get(payload["campaign"]), payload["product"]
    entered = campaign.products.get(product_id) if campaign is not None else None
    if campaign is None or entered is None or entered.status != "APPROVED":
        return
    managed = [one for one in creators_of(world, campaign.region) if one.agency]
    chance = random.Random(f"{world.seed}:{campaign.id}:{product_id}")
    for person in chance.sample(managed, min(JOINED, len(managed))):
        join(world, campaign, product_id, person.open_id)
