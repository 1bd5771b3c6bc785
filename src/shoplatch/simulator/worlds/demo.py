"""The demo world: two weeks of trade played through the same behaviour as live orders, so every number is earned.

Orders are placed at moments of the past and the clock plays everything that follows. The last hour is filled so that holds
end every few seconds from the start on.
"""

from __future__ import annotations

import random
from typing import Any

from shoplatch.simulator import money
from shoplatch.simulator.orders import act, parcels
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.traffic import order_and_go_on, pick_cart
from shoplatch.simulator.worlds import bookings, chatter, complaints
from shoplatch.simulator.worlds import creators as agreements
from shoplatch.simulator.worlds.campaigns import advertise, judged, moderate
from shoplatch.simulator.worlds.shelves import stock_up, take_off

DAY_S, HOUR_S = 86_400, 3_600
DAYS = 14
ORDERS_OLD = 300  # spread over the two weeks
ORDERS_ON_HOLD = 150  # of the last hour: one leaves its hold every HOLD_STEP_S from now on
HOLD_STEP_S = 4
_KIND = "history.order"


def fill(world: World) -> None:
    """Two weeks of trade, ending now."""
    now = world.clock.now()
    chance = random.Random(f"{world.seed}:demo")
    shops = list(world.shops.values())
    opened = now - (DAYS + 1) * DAY_S
    world.happenings["history.opening"] = stock_up
    world.happenings["history.ending"] = take_off
    world.happenings["history.campaigns"] = lambda world, _payload: advertise(world, now)
    world.happenings["history.moderation"] = lambda world, _payload: moderate(world)
    world.happenings["history.judged"] = judged
    world.happenings[_KIND] = lambda world, payload: _order(world, chance, payload)
    world.clock.at(opened, "history.opening")
    world.clock.at(opened + HOUR_S, "history.campaigns")
    world.clock.at(now - 5 * DAY_S, "history.ending")
    world.clock.at(now - DAY_S, "history.moderation")
    for _ in range(ORDERS_OLD):
        moment = now - HOUR_S - chance.randrange(DAYS * DAY_S - HOUR_S)
        world.clock.at(moment, _KIND, shop=chance.choices(shops, (6, 4))[0].id, recent=False)
    for number in range(ORDERS_ON_HOLD):
        moment = now - HOUR_S + 3 + number * HOLD_STEP_S
        world.clock.at(moment, _KIND, shop=chance.choices(shops, (6, 4))[0].id, recent=True)
    complaints.plan(world, now)
    bookings.plan(world, now)
    agreements.plan(world, opened, now)
    for shop in shops:
        money.override(shop, {"settle_days": 4})  # else two weeks would hardly see a statement
    money.begin(world, opened)
    world.clock.play(world.happen, until=now)
    chatter.fill(world, now)
    for kind in [kind for kind in world.happenings if kind.startswith("history.")]:
        del world.happenings[kind]


def _order(world: World, chance: random.Random, payload: dict[str, Any]) -> None:
    shop = world.shops[payload["shop"]]
    cart = pick_cart(shop, chance)
    if not cart:
        return
    order = shop.orders[order_and_go_on(world, shop, cart, chance)]
    if payload["recent"] and order.status == "UNPAID" and chance.random() < 0.8:
        act(world, shop, order, "pay")
    if chance.random() < 0.07:
        return  # nobody ships it; the platform calls it off when its day has come
    ships_after = HOUR_S + chance.randrange(20 * 60, 40 * HOUR_S)
    if chance.random() < 0.25:
        world.clock.after(HOUR_S + 600, "seller.ships_part", shop=shop.id, order=order.id)
        ships_after += 2 * DAY_S
    world.clock.after(ships_after, "seller.ships", shop=shop.id, order=order.id, action="ship")


def ship_part(world: World, payload: dict[str, Any]) -> None:
    """Due: the shop's people send the first item of an order of several, where the market lets them."""
    shop: Shop = world.shops[payload["shop"]]
    order = shop.orders.get(payload["order"])
    if order is None or order.status != "AWAITING_SHIPMENT" or len(parcels.open_lines(order)) < 2:
        return
    parcels.arrange(world, shop, order, parcels.open_lines(order)[:1], parcels.chosen_shipment(world, shop))
