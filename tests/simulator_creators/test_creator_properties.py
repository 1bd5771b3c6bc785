"""Orders, content, commissions and statements are one story, to the cent, in any market under any seed."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shoplatch.errors import ShoplatchError
from shoplatch.simulator import saving
from shoplatch.simulator.creators import agreements, attribution, content
from shoplatch.simulator.creators.earnings import earned_by
from shoplatch.simulator.creators.people import creators_of
from shoplatch.simulator.markets import MARKETS
from shoplatch.simulator.state.creators import LIVE
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.traffic import Traffic, order_and_go_on, pick_cart
from tests.simulator_money.money_world import DAY, HOUR, open_desk
from tests.simulator_shop.shop_world import Desk

LEAVES = {
    "standard": "affiliate_commission_amount",
    "ads": "affiliate_ads_commission_amount",
    "partner": "affiliate_partner_commission_amount",
}


def lived(region: str, seed: int, *, orders: int, days: int = 10) -> tuple[Desk, Shop]:
    """A shop that creators sell for, until everything has ended."""
    desk, shop = open_desk(region, seed)
    chance = random.Random(f"{seed}:{region}:creators")
    products = list(shop.products)
    for number, product_id in enumerate(products[:-1]):
        agreements.open_to_all(desk.world, shop, product_id, 500 + 700 * number)
    people = creators_of(desk.world, region)
    terms = {products[-1]: (2_500, 1_200)}
    agreements.invite(
        desk.world, shop, name="For some", message="", end_time=desk.world.clock.now() + 90 * DAY, free_sample=(True, True),
        contact={}, creators=[one.open_id for one in people[:6]], products=terms,
    )  # fmt: skip
    for person in people[:12]:
        for product_id in products:
            agreements.promote(desk.world, shop, person.open_id, product_id)
    desk.wind(2 * DAY)
    for number in range(orders):
        cart = pick_cart(shop, chance)
        try:
            order_id = order_and_go_on(desk.world, shop, cart, chance) if cart else ""
        except ShoplatchError:  # somebody else took the last unit
            order_id = ""
        if order_id and chance.random() < 0.95:
            desk.world.clock.after(3 * HOUR, "seller.ships", shop=shop.id, order=order_id, action="ship")
        if number == orders // 2:  # the seller thinks better of one product
            agreements.end_open(desk.world, next(iter(shop.affiliate.opens.values())))
        desk.wind(days * DAY // orders)
    desk.wind(50 * DAY)
    return desk, shop


def check(desk: Desk, shop: Shop) -> int:
    """How many attributed orders there were, after everything about them was found true."""
    earned = {one.order.id: one for one in earned_by(shop)}
    booked: Counter[tuple[str, str]] = Counter()
    for statement in shop.purse.statements.live():
        for row in statement.transactions:
            for sku in row.skus:
                for name, leaf in LEAVES.items():
                    booked[row.order_id, name] -= sku.fee.get(leaf, 0)
    for name in LEAVES:
        for order_id, one in earned.items():
            assert sum(getattr(sku.actual, name) for sku in one.skus) == booked[order_id, name], (order_id, name)
    strangers = {order_id for (order_id, _), amount in booked.items() if amount} - set(earned)
    assert strangers == set(), "a statement charges a commission that nobody earned"
    for one in earned.values():
        for sku in one.skus:
            lines = [line for line in one.order.lines if line.sku_id == sku.line.sku_id and not line.is_gift]
            assert sku.estimated.base == sum(line.sale_price for line in lines)
            assert 0 <= sku.actual.base <= sku.estimated.base
            assert sku.actual.standard <= sku.estimated.standard
            assert not (sku.estimated.standard and sku.estimated.ads), "one of the two rates is paid"
    _check_content(desk, shop)
    return len(shop.affiliate.attributions)


def _check_content(desk: Desk, shop: Shop) -> None:
    brought = [(one, at, order_id) for one in shop.affiliate.contents.values() for at, order_id in one.brought]
    assert len({order_id for _, _, order_id in brought}) == len(brought) == len(shop.affiliate.attributions)
    now = desk.world.clock.now()
    for one, at, order_id in brought:
        order = shop.orders[order_id]
        assert at == order.create_time
        assert content.is_on(one, at)
        assert attribution.content_of(shop, order_id) is one
        assert {line.product_id for line in order.lines} & set(one.product_ids)
    for one in shop.affiliate.contents.values():
        moments = [one.posted_at + step * HOUR for step in range(0, 48, 7)]
        seen = [content.views(one, moment) for moment in moments]
        assert seen == sorted(seen)
        assert content.views(one, now) >= one.views_per_order * len(one.brought)
        assert content.clicks(one, now) >= len(one.brought)


@given(region=st.sampled_from(MARKETS), seed=st.integers(0, 10**6))
@settings(max_examples=4)
def test_orders_attributions_commissions_and_statements_are_one_story(region: str, seed: int) -> None:
    check(*lived(region, seed, orders=24))


@pytest.mark.long
@given(region=st.sampled_from(MARKETS), seed=st.integers(0, 10**6))
@settings(max_examples=40)
def test_they_are_one_story_over_many_seeds(region: str, seed: int) -> None:
    assert check(*lived(region, seed, orders=90)) > 0


@pytest.mark.parametrize("profile", ["spike", "live"])
def test_a_spike_is_one_content_whose_orders_views_and_commissions_grow_together(profile: str) -> None:
    desk, shop = open_desk("GB", 7)
    product_id = next(iter(shop.products))
    agreements.open_to_all(desk.world, shop, product_id, 1_500)
    person = creators_of(desk.world, "GB")[5]
    agreements.promote(desk.world, shop, person.open_id, product_id)
    traffic = Traffic(desk.world)
    traffic.configure(profile=profile, running=True, shops=[shop.id], burst=60)
    (spike,) = shop.affiliate.contents.values()
    calm = content.views(spike, desk.world.clock.now() + 1)
    assert traffic.step() == 60
    assert (spike.creator, spike.viral, spike.kind == LIVE) == (person.open_id, profile == "spike", profile == "live")
    assert len(spike.brought) == len(shop.affiliate.attributions) == len(shop.purse.commissions) == 60
    desk.wind(120)
    assert content.views(spike, desk.world.clock.now()) >= calm + 60 * spike.views_per_order
    assert {one.rate_ppm for one in shop.purse.commissions.values()} == {150_000}


def test_a_spike_without_agreements_is_the_shops_own_and_owes_nothing() -> None:
    desk, shop = open_desk("GB", 7)
    traffic = Traffic(desk.world)
    traffic.configure(profile="spike", running=True, shops=[shop.id], burst=20)
    assert traffic.step() == 20
    (spike,) = shop.affiliate.contents.values()
    assert content.account_type(desk.world, spike) == "OFFICIAL_ACCOUNTS"
    assert len(spike.brought) == 20
    assert shop.purse.commissions == {}


def test_a_world_without_agreements_has_no_content_and_nothing_of_creators_falls_due() -> None:
    desk, shop = open_desk("GB", 7)
    chance = random.Random(1)
    for _ in range(20):
        order_and_go_on(desk.world, shop, pick_cart(shop, chance), chance)
    desk.wind(10 * DAY)
    assert (shop.affiliate.contents, shop.affiliate.attributions) == ({}, {})
    assert [due.kind for due in desk.world.clock.waiting() if due.kind.startswith(("creators.", "sample."))] == []


def test_what_creators_did_is_kept_and_goes_on_after_a_restart() -> None:
    desk, other = Desk("demo"), Desk("demo")
    saving.restore(saving.parse(saving.snapshot(desk.world), "a snapshot"), other.world)
    for one in (desk, other):
        one.wind(3 * DAY)
    mine, theirs = (
        {key: (one.creator, one.posted_at, tuple(one.brought)) for key, one in each.shop().affiliate.contents.items()}
        for each in (desk, other)
    )
    assert mine == theirs
    assert other.world.affiliates == desk.world.affiliates
