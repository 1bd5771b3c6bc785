"""What the platform put on and took off the demo shops beside their sales: an adjustment every other day, of many types."""

from __future__ import annotations

import random
from typing import Any

from shoplatch.simulator.markets import market
from shoplatch.simulator.state.money import Adjustment
from shoplatch.simulator.state.world import World

_KIND = "history.adjusted"
# (hours ago, type, per mille of the price of an order that ships free, whether it is about an order)
STORIES = (
    (300, "SELLER_MISSION_REWARD", 200, False),
    (262, "GMV_PAYMENT_FOR_ADS", -480, False),
    (221, "REBATE", 90, False),
    (196, "PLATFORM_PENALTY", -400, True),
    (170, "CUSTOMER_SERVICE_COMPENSATION", -150, True),
    (143, "PROMOTION_ADJUSTMENT", 60, True),
    (120, "SHIPPING_FEE_ADJUSTMENT", -55, True),
    (97, "LOGISTICS_REIMBURSEMENT", 310, True),
    (71, "CHARGE_BACK", -620, True),
    (50, "PLATFORM_COMMISSION_ADJUSTMENT", 45, True),
    (26, "SHIPPING_FEE_COMPENSATION", 80, True),
    (3, "PLATFORM_COMPENSATION", 130, True),
)


def plan(world: World, now: int) -> None:
    """Put the stories on the clock, the same in every shop."""
    world.happenings[_KIND] = _book
    for shop in world.shops.values():
        for place, (hours, *_rest) in enumerate(STORIES):
            world.clock.at(now - hours * 3_600, _KIND, shop=shop.id, story=place)


def _book(world: World, payload: dict[str, Any]) -> None:
    shop = world.shops[payload["shop"]]
    _, kind, per_mille, about_order = STORIES[payload["story"]]
    amount = market(shop.region).free_shipping_from * per_mille // 1000
    chance = random.Random(f"{world.seed}:{shop.id}:{kind}")
    settled = list(shop.purse.booked)
    order_id = chance.choice(settled) if about_order and settled else ""
    shop.purse.pending.append(Adjustment(world.new_id("7239"), kind, amount, world.clock.now(), order_id))
