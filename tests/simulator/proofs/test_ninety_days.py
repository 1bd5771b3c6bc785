"""Ninety days of ten thousand orders with creators, refunds and two markets: money, analytics and commissions close."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from shoplatch.errors import ShoplatchError
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.creators.content import account_type
from shoplatch.simulator.markets import market
from shoplatch.simulator.money import auditing
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.traffic import order_and_go_on, pick_cart
from tests.simulator_analytics.test_shop_numbers import goods, sold, span, today
from tests.simulator_creators import test_creator_properties as creators
from tests.simulator_money.money_world import DAY, HOUR, audit
from tests.simulator_shop.aftersales_world import approve, asked, sent_back
from tests.simulator_shop.shop_world import Desk

DAYS = 90
_ORDER, _COMPLAINT = "proof.order", "proof.complaint"


def lived(seed: int, wanted: int) -> Desk:
    """The demo with so many buyers over its next sixty days, played until the ninetieth."""
    desk, chance = Desk("demo", seed), random.Random(seed)
    world, shops = desk.world, list(desk.world.shops.values())
    for shop in shops:
        for sku in shop.skus.values():
            for level in sku.stock.values():
                level.available += 50_000

    def buy(_world: World, payload: dict[str, Any]) -> None:
        shop = world.shops[payload["shop"]]
        cart = pick_cart(shop, chance)
        order_id = order_and_go_on(world, shop, cart, chance) if cart else ""
        if order_id and chance.random() < 0.95:
            after = 2 * HOUR + chance.randrange(DAY)
            world.clock.after(after, "seller.ships", shop=shop.id, order=order_id, action="ship")
        if order_id and chance.random() < 0.05:
            world.clock.after((8 + chance.randrange(12)) * DAY, _COMPLAINT, shop=shop.id, order=order_id)

    world.happenings |= {_ORDER: buy, _COMPLAINT: lambda _world, payload: complain(desk, chance, payload)}
    now = world.clock.now()
    for number in range(wanted):
        world.clock.at(now + chance.randrange(60 * DAY), _ORDER, shop=shops[number % 2].id)
    desk.wind(DAYS * DAY)
    while datetime.fromtimestamp(world.clock.now(), market("US").zone).hour != 12:
        desk.wind(HOUR)
    return desk


def complain(desk: Desk, chance: random.Random, payload: dict[str, Any]) -> None:
    """A buyer wants money back, with the goods or without, before or after the settlement; the shop gives it."""
    shop = desk.world.shops[payload["shop"]]
    order = shop.orders[payload["order"]]
    if order.status != "DELIVERED":
        return
    try:
        if chance.random() < 0.5:
            approve(desk, shop, asked(desk, shop, order, "REFUND", lines=1), "APPROVE_REFUND")
        else:
            approve(desk, shop, sent_back(desk, shop, order), "APPROVE_RECEIVED_PACKAGE")
    except (ShoplatchError, Refused):
        return  # its window is over, or it was asked for before


def check_days(desk: Desk, shop: Shop) -> Decimal:
    """Every day of the analytics against the orders the API lists; gives the GMV of all of them."""
    by_day, now, whole = sold(desk, shop), today(desk, shop), Decimal()
    first = now - timedelta(DAYS + 16)
    rows = desk.call("analytics.get_shop_performance", shop, query=span(first, now, granularity="1D"))["performance"]
    backs = sum(Decimal(row["sales"]["refunds"]["amount"]) for row in rows["intervals"])
    assert len(rows["intervals"]) == DAYS + 16
    for row in rows["intervals"]:
        here, sales = by_day.get(date.fromisoformat(row["start_date"]), []), row["sales"]
        assert Decimal(sales["gmv"]["amount"]) == goods(here), row["start_date"]
        assert sales["orders_count"] == len(here)
        assert sales["items_sold"] == sum(len(one["line_items"]) for one in here)
        assert sales["customers_count"] == len({one["user_id"] for one in here})
        whole += goods(here)
    profile = market(shop.region)
    returned = sum(line.refund.total for one in shop.returns.live() if one.refund_time for line in one.lines)
    cancelled = sum(
        part.total
        for one in shop.cancellations.live()
        if one.refund and one.status == "CANCELLATION_REQUEST_COMPLETE"
        for part in one.refunds.values()
    )
    assert backs == Decimal(profile.text(returned + cancelled)) > 0
    return whole


def check_content(desk: Desk, shop: Shop, whole: Decimal) -> None:
    """All products together sold what the shop sold, and by creators what creators brought."""
    now = today(desk, shop)
    query = {**span(now - timedelta(DAYS + 16), now), "page_size": "100"}
    page = desk.call("analytics.get_shop_product_performance_list", shop, query=query)
    assert not page["next_page_token"], "more products than a page holds"
    assert sum(Decimal(row["total_performance"]["gmv"]["amount"]) for row in page["products"]) == whole
    brought = orders_of_products = 0
    for order in shop.orders.live():
        if not order.paid_time or order.sample_payer or order.replaced_order_id:
            continue
        made = shop.affiliate.attributions.get(order.id)
        content = shop.affiliate.contents.get(made.content_id) if made is not None else None
        if content is None and order.id not in shop.purse.commissions:
            continue
        if content is not None and account_type(desk.world, content) == "OFFICIAL_ACCOUNTS":
            continue
        lines = [line for line in order.lines if content is None or line.product_id in content.product_ids]
        brought += sum(line.sale_price for line in lines)
        orders_of_products += len({line.product_id for line in lines})
    blocks = [row["affiliate_total_performance"] for row in page["products"]]
    told = sum(Decimal(one["attributed_gmv"]["amount"]) for one in blocks)
    assert told == Decimal(market(shop.region).text(brought)) > 0
    assert sum(one["attributed_orders"] for one in blocks) == orders_of_products


@pytest.mark.long
@pytest.mark.parametrize(("seed", "wanted"), [(1, 10_000), (2, 1_500)])
def test_ninety_days_close_to_the_cent_and_to_the_unit(seed: int, wanted: int) -> None:
    desk = lived(seed, wanted)
    placed = sum(len(shop.orders) for shop in desk.world.shops.values())
    assert placed > wanted
    for shop in desk.world.shops.values():
        assert audit(desk, shop) == []
        assert list(auditing.gaps_of(shop)) == []
        assert len(shop.purse.statements) > 60
        assert creators.check(desk, shop) > 50
        check_content(desk, shop, check_days(desk, shop))
        corrected = [order_id for order_id, inside in shop.purse.booked.items() if len(inside) > 1]
        assert corrected, "no order was corrected on a later statement"
