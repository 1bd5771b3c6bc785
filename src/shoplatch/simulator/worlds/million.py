"""The world with a long history: 1,000,000 orders of a year that are over, and shops open for new ones."""

from __future__ import annotations

from shoplatch.simulator.orders.money import ware_of
from shoplatch.simulator.state.world import World
from shoplatch.simulator.worlds.history import PastOrders, PastPackages
from shoplatch.simulator.worlds.past import Past, Plan
from shoplatch.simulator.worlds.shelves import stock_up

DAY_S = 86_400
ORDERS = 1_000_000
SHARES = (7, 3)  # GB, US
_FIRST_DAY, _LAST_DAY = 380, 15  # days before the start; after the last one everything has had time to end


def fill(world: World) -> None:
    """Products first, then the past that sold them."""
    fill_with(world, ORDERS)


def fill_with(world: World, orders: int) -> None:
    """The same with another number of orders."""
    now = world.clock.now()
    world.happenings["history.opening"] = stock_up
    world.clock.at(now - (_FIRST_DAY + 1) * DAY_S, "history.opening")
    world.clock.play(world.happen, until=now)
    del world.happenings["history.opening"]
    left = orders
    for place, (shop, share) in enumerate(zip(world.shops.values(), SHARES, strict=True)):
        last = place == len(SHARES) - 1
        size = left if last else orders * share // sum(SHARES)
        left -= size
        wares = [ware_of(shop.products[sku.product_id], sku) for sku in shop.skus.values()]
        plan = Plan(world.seed, place + 1, size, now - _FIRST_DAY * DAY_S, now - _LAST_DAY * DAY_S)
        past = Past(shop, wares, plan)
        shop.orders.archive = PastOrders(past)
        shop.packages.archive = PastPackages(past)
