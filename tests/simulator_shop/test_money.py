"""The sums of an order close to the cent (platform.md section 8.3)."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shoplatch.simulator import orders
from shoplatch.simulator.markets import market, minor_units
from shoplatch.simulator.orders.money import share, spread
from tests.simulator_shop.shop_world import Desk


def amount(view: dict[str, Any], name: str) -> Decimal:
    return Decimal(view[name])


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk("demo")


@pytest.mark.parametrize("region", ["GB", "US"])
def test_payment_lines_and_totals_add_up_in_every_order(desk: Desk, region: str) -> None:
    shop = desk.shop(region)
    rows = desk.call("order.get_order_list", shop, query={"page_size": "100"}, body={})["orders"]
    assert len(rows) == 100
    for row in rows:
        pay, lines = row["payment"], row["line_items"]
        discounts = amount(pay, "seller_discount") + amount(pay, "platform_discount")
        shipping_discounts = sum(amount(pay, f"shipping_fee_{who}_discount") for who in ("seller", "platform", "cofunded"))
        assert amount(pay, "sub_total") == amount(pay, "original_total_product_price") - discounts
        assert amount(pay, "shipping_fee") == amount(pay, "original_shipping_fee") - shipping_discounts
        assert amount(pay, "tax") == amount(pay, "product_tax") + amount(pay, "shipping_fee_tax")
        assert amount(pay, "total_amount") == amount(pay, "sub_total") + amount(pay, "shipping_fee") + amount(pay, "tax")
        assert amount(pay, "sub_total") == sum(amount(line, "sale_price") for line in lines)
        for line in lines:
            taken = amount(line, "seller_discount") + amount(line, "platform_discount")
            assert amount(line, "sale_price") == amount(line, "original_price") - taken
        if region == "US":
            assert amount(pay, "product_tax") == sum(Decimal(line["item_tax"][0]["tax_amount"]) for line in lines)
        else:
            assert amount(pay, "tax") == 0


@pytest.mark.parametrize("region", ["GB", "US"])
def test_price_details_of_lines_add_up_to_those_of_the_order(desk: Desk, region: str) -> None:
    shop = desk.shop(region)
    for order in list(shop.orders.live())[:60]:
        whole = desk.call("order.get_order_price_details", shop, order_id=order.id)
        view = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]
        assert amount(whole, "payment") == amount(view["payment"], "total_amount")
        for row in (whole, *whole["line_items"]):
            assert amount(row, "payment") == sum(
                amount(row, name) for name in ("sku_sale_price", "shipping_sale_price", "tax_amount")
            )
        for name in ("payment", "sku_sale_price", "shipping_sale_price", "tax_amount", "sku_list_price"):
            assert amount(whole, name) == sum(amount(line, name) for line in whole["line_items"])


def test_american_orders_pay_sales_tax_on_top_and_british_ones_do_not(desk: Desk) -> None:
    taxed = {
        region: sum(sum(line.tax for line in order.lines) for order in desk.shop(region).orders.live())
        for region in ("GB", "US")
    }
    assert taxed["GB"] == 0
    assert taxed["US"] > 0


def test_a_currency_without_cents_is_written_without_a_point() -> None:
    assert market("ID").text(125_000) == "125000"
    assert market("GB").text(5) == "0.05"
    assert market("US").text(-1_205) == "-12.05"


@pytest.mark.parametrize("text", ["", "1,50", "1e3", "-1", "1.005", "٣", "nan", "1.2.3", " "])
def test_text_that_is_no_plain_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not an amount"):
        minor_units(text, 2)


@given(st.integers(0, 10_000_000), st.lists(st.integers(0, 5_000), min_size=1, max_size=12))
def test_a_fee_spread_over_lines_loses_nothing(fee: int, weights: list[int]) -> None:
    parts = spread(fee, weights)
    assert sum(parts) == fee
    assert min(parts) >= 0


@given(st.integers(0, 1_000_000), st.integers(0, 200_000))
def test_a_tax_share_is_rounded_half_up(price: int, rate: int) -> None:
    exact = Decimal(price) * rate / 1_000_000
    assert abs(share(price, rate) - exact) <= Decimal("0.5")


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_whatever_is_ordered_the_buyer_pays_the_sum_of_its_parts(seed: int) -> None:
    desk = Desk()
    chance = random.Random(seed)
    shop = desk.shop(chance.choice(("GB", "US")))
    cart = [(sku.id, chance.randrange(1, 5)) for sku in chance.sample(desk.skus(shop), 3)]
    order = orders.place(desk.world, shop, cart)
    view = desk.call("order.get_order_detail", shop, query={"ids": order.id})["orders"][0]["payment"]
    assert amount(view, "total_amount") == amount(view, "sub_total") + amount(view, "shipping_fee") + amount(view, "tax")
