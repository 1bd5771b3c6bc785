"""What Fulfilled by TikTok charges: for sending a buyer's order, and at the beginning of a month for what lies there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from shoplatch.simulator.fbt import terms
from shoplatch.simulator.fbt.members import next_month
from shoplatch.simulator.markets import market
from shoplatch.simulator.orders.moves import units_by_sku
from shoplatch.simulator.state.money import Adjustment
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

_GRAMS = {"MILLIGRAM": "0.001", "GRAM": "1", "KILOGRAM": "1000", "POUND": "453.592", "OUNCE": "28.3495"}


def fees_of(shop: Shop, order: Order) -> int:
    """What sending an order costs, in minor units: the heaviest unit at the first price, each further one at the other.

    Nothing where no warehouse of the platform sent it, or nothing is left of it.
    """
    if order.warehouse_id not in shop.fbt.house_of_place:
        return 0
    units = units_by_sku([line for line in order.lines if line.status != "CANCELLED"])
    if not units:
        return 0
    prices, profile = terms.fees(shop.region), market(shop.region)
    heaviest = max(_grams(shop, sku_id) for sku_id in units)
    tier = next(price for limit, price in prices.first.items() if not limit or heaviest <= int(limit))
    return profile.minor(tier) + profile.minor(prices.more) * (units.total() - 1)


def charge_storage(world: World, payload: Mapping[str, Any]) -> None:
    """Due at the beginning of each month: an adjustment for every unit that lies there."""
    shop = world.shops[payload["shop"]]
    now = world.clock.now()
    units = sum(
        held.available + held.reserved + held.defective for goods in shop.fbt.goods.values() for held in goods.held.values()
    )
    fee = market(shop.region).minor(terms.fees(shop.region).storage) * units
    if fee:
        shop.purse.pending.append(Adjustment(world.new_id("3459"), "FBT_WAREHOUSE_SERVICE_FEE", -fee, now))
    world.clock.at(next_month(now), "fbt.storage", shop=shop.id)


def _grams(shop: Shop, sku_id: str) -> Decimal:
    goods_id = shop.fbt.goods_of_sku.get(sku_id)
    if goods_id is None:
        return Decimal(0)
    sizes = shop.fbt.goods[goods_id].fields["dimension_and_weight_base_info"]
    return Decimal(sizes["weight_value"]) * Decimal(_GRAMS[sizes["weight_unit"]])
