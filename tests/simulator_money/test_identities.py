"""Every identity of platform.md section 15, for every row, statement, payment and order, in any market under any seed."""

from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shoplatch.simulator.markets import MARKETS, market
from shoplatch.simulator.money import auditing
from shoplatch.simulator.money.sums import payable_of
from tests.simulator_money.money_world import BALANCES, amount, audit, by_order, payments, statements, traded
from tests.simulator_shop.shop_world import Desk

SIGNS = {"negative": (1, 1), "positive": (-1, -1), "positive_in_totals": (1, -1)}


def check(region: str, seed: int, orders: int) -> None:
    desk, shop = traded(region, seed, orders=orders)
    assert audit(desk, shop) == []
    assert list(auditing.gaps_of(shop)) == []
    assert statements(desk, shop), "nothing was settled"
    paid = bool(payments(desk, shop))
    owed = max(accumulate(payable_of(one) for one in shop.purse.statements.live()))
    if region in BALANCES:
        assert not paid
    else:
        assert paid or owed < market(region).minor("1"), "a bank was owed something and got nothing"


@given(region=st.sampled_from(MARKETS), seed=st.integers(0, 10**6))
@settings(max_examples=6)
def test_accounts_close_in_any_market(region: str, seed: int) -> None:
    check(region, seed, 20)


@pytest.mark.long
@given(region=st.sampled_from(MARKETS), seed=st.integers(0, 10**6))
@settings(max_examples=60)
def test_accounts_close_in_any_market_over_many_seeds(region: str, seed: int) -> None:
    check(region, seed, 60)


@pytest.mark.parametrize("region", ["US", "ID"])
def test_accounts_close_under_each_convention_of_signs(region: str) -> None:
    desk, shop = traded(region, 11, orders=20)
    for choice, (row_sign, total_sign) in SIGNS.items():
        desk.world.switches.set("charges_are", choice)
        assert audit(desk, shop, row_sign=row_sign, total_sign=total_sign) == [], choice
    desk.world.switches.set("charges_are", "positive")
    assert audit(desk, shop) != [], "the conventions cannot be told apart"


@pytest.mark.parametrize("region", ["GB", "US"])
def test_accounts_of_the_demo_close(region: str) -> None:
    desk = Desk("demo")
    shop = desk.shop(region)
    assert audit(desk, shop) == []
    assert len(statements(desk, shop)) >= 4
    assert {one["status"] for one in payments(desk, shop)} == {"PAID", "PROCESSING"}


@pytest.mark.long
@pytest.mark.parametrize("region", ["GB", "US"])
def test_accounts_of_the_demo_close_when_everything_has_ended(region: str) -> None:
    desk = Desk("demo")
    desk.wind(60 * 86_400)
    assert audit(desk, desk.shop(region)) == []


def test_an_order_is_settled_for_what_its_price_detail_says() -> None:
    desk, shop = traded("US", 5, orders=25)
    compared = 0
    for order_id in shop.purse.booked:
        order = shop.orders[order_id]
        if any(line.status == "CANCELLED" for line in order.lines):
            continue
        detail = desk.call("order.get_order_price_details", shop, order_id=order_id)
        first = by_order(desk, shop, order_id, "@202309")["statement_transactions"][0]
        assert amount(first, "customer_payment_amount") == amount(detail, "payment")
        assert amount(first, "gross_sales_amount") == amount(detail, "sku_list_price")
        compared += 1
    assert compared > 10


def test_no_amount_has_decimals_where_the_currency_has_none() -> None:
    desk, shop = traded("JP", 3, orders=12)
    for one in statements(desk, shop):
        assert "." not in one["settlement_amount"]
        assert one["currency"] == "JPY"
