"""When an order settles, for how much, and what changes it afterwards (platform.md sections 15 and 24)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from shoplatch.errors import InvalidRequest
from shoplatch.simulator import money, orders
from shoplatch.simulator.money.terms import terms_of
from shoplatch.simulator.orders import place
from shoplatch.simulator.orders.placing import Terms
from shoplatch.simulator.return_refund import act
from shoplatch.simulator.state.money import Commission
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from tests.simulator_money.money_world import DAY, HOUR, amount, by_order, open_desk, rows, statements, unsettled
from tests.simulator_shop.aftersales_world import approve, asked, sent_back
from tests.simulator_shop.shop_world import Desk


def delivered(desk: Desk, shop: Shop, *, units: int = 2, terms: Terms | None = None) -> Order:
    """An order that has arrived just now."""
    order = place(desk.world, shop, [(desk.skus(shop)[0].id, units)], terms=terms or Terms())
    while order.status != "DELIVERED":
        orders.act(desk.world, shop, order, "forward")
    return order


def settled_row(desk: Desk, shop: Shop, order: Order) -> dict[str, Any]:
    """The only row of an order in any statement."""
    found = [row for one in statements(desk, shop) for row in rows(desk, shop, one["id"]) if row.get("order_id") == order.id]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("region", "days"), [("US", 7), ("GB", 7), ("ID", 8), ("JP", 7)])
def test_an_order_settles_the_terms_days_after_delivery_in_that_days_statement(region: str, days: int) -> None:
    desk, shop = open_desk(region)
    order = delivered(desk, shop)
    due = order.delivery_time + days * DAY
    desk.wind(due - due % DAY - desk.world.clock.now())  # 00:00 UTC of the day on which it settles
    assert statements(desk, shop) == []
    assert [row["order_id"] for row in unsettled(desk, shop)] == [order.id]
    desk.wind(DAY)
    (statement,) = statements(desk, shop)
    assert statement["statement_time"] == due - due % DAY + DAY
    assert unsettled(desk, shop) == []
    assert by_order(desk, shop, order.id)["sku_transactions"][0]["statement_id"] == statement["id"]


def test_another_tier_settles_at_once_and_unknown_terms_are_refused() -> None:
    desk, shop = open_desk("US")
    money.override(shop, {"tier": "express"})
    delivered(desk, shop)
    desk.wind(2 * DAY)
    assert len(statements(desk, shop)) == 1
    for wrong in (
        {"tier": "no such"},
        {"no_such_term": 1},
        {"reserve_rate_ppm": 2_000_000},
        {"settle_days": -1},
        {"fees": [1]},
    ):
        with pytest.raises(InvalidRequest):
            money.override(shop, wrong)
    assert shop.purse.terms == [{"tier": "express"}]


def test_the_forecast_says_what_it_will_be() -> None:
    desk, shop = open_desk("GB")
    order = place(desk.world, shop, [(desk.skus(shop)[0].id, 2)])
    (early,) = unsettled(desk, shop)
    assert early["unsettled_reason"] == "waiting for delivery"
    assert early["estimated_settlement"] == "7 days after delivery"
    assert "order_delivery_time" not in early
    while order.status != "DELIVERED":
        orders.act(desk.world, shop, order, "forward")
    (late,) = unsettled(desk, shop)
    assert late["estimated_settlement"] == str(order.delivery_time + 7 * DAY)
    assert late["order_delivery_time"] == order.delivery_time
    desk.wind(9 * DAY)
    assert settled_row(desk, shop, order)["settlement_amount"] == late["est_settlement_amount"]


def test_the_switch_lets_a_row_leave_the_forecast_at_the_moment_it_is_due() -> None:
    desk, shop = open_desk("GB")
    order = delivered(desk, shop)
    desk.wind(7 * DAY + 60)
    assert len(unsettled(desk, shop)) == 1
    desk.world.switches.set("unsettled_rows_leave", "when_due")
    assert unsettled(desk, shop) == []
    assert by_order(desk, shop, order.id)["sku_transactions"] == []


def test_fees_of_the_united_states_are_six_percent_of_what_was_paid_without_tax() -> None:
    desk, shop = open_desk("US")
    order = delivered(desk, shop)
    desk.wind(9 * DAY)
    row = settled_row(desk, shop, order)
    older = by_order(desk, shop, order.id, "@202309")["statement_transactions"][0]
    base = amount(older, "customer_payment_amount") + amount(older, "platform_discount_amount")
    base -= amount(older, "sales_tax_payment_amount")
    assert -amount(row["fee_tax_breakdown"]["fee"], "referral_fee_amount") == (base * 6 / 100).quantize(Decimal("0.01"))
    assert amount(older, "sales_tax_amount") == -amount(older, "sales_tax_payment_amount")


def test_a_refund_before_settlement_is_inside_the_row_and_a_fifth_of_the_fee_stays() -> None:
    desk, shop = open_desk("US")
    whole = delivered(desk, shop, units=1)
    request = asked(desk, shop, whole, "REFUND")
    approve(desk, shop, request, "APPROVE_REFUND")
    desk.wind(9 * DAY)
    row = settled_row(desk, shop, whole)
    fee = row["fee_tax_breakdown"]["fee"]
    assert amount(row, "revenue_amount") == 0
    assert amount(fee, "referral_fee_amount") == 0
    older = by_order(desk, shop, whole.id, "@202309")["statement_transactions"][0]
    base = amount(older, "customer_payment_amount") + amount(older, "platform_discount_amount")
    full = ((base - amount(older, "sales_tax_payment_amount")) * 6 / 100).quantize(Decimal("0.01"))
    assert -amount(fee, "refund_administration_fee_amount") == (full / 5).quantize(Decimal("0.01"))
    assert amount(older, "customer_order_refund_amount") == -amount(older, "customer_payment_amount")


def test_an_open_request_keeps_an_order_from_settling() -> None:
    desk, shop = open_desk("GB")
    order = delivered(desk, shop)
    desk.wind(4 * DAY)
    request = sent_back(desk, shop, order)
    desk.wind(int(1.5 * DAY))
    assert [row["unsettled_reason"] for row in unsettled(desk, shop)] == ["after-sales in progress"]
    approve(desk, shop, request, "APPROVE_RECEIVED_PACKAGE")
    desk.wind(5 * DAY)
    row = settled_row(desk, shop, order)
    assert amount(row, "revenue_amount") == 0
    assert amount(row["shipping_cost_breakdown"], "return_shipping_fee_amount") < 0


def test_what_changes_after_settlement_is_another_row_on_a_later_statement() -> None:
    desk, shop = open_desk("GB")
    money.override(shop, {"settle_days": 1})
    order = delivered(desk, shop, units=2)
    desk.wind(3 * DAY)
    first = settled_row(desk, shop, order)
    request = asked(desk, shop, order, "REFUND", lines=1)
    desk.wind(HOUR)
    approve(desk, shop, request, "APPROVE_REFUND")
    desk.wind(2 * DAY)
    found = [row for one in statements(desk, shop) for row in rows(desk, shop, one["id"]) if row.get("order_id") == order.id]
    assert len(found) == 2
    assert found[0]["settlement_amount"] == first["settlement_amount"]
    assert amount(found[1], "settlement_amount") < 0
    assert amount(found[1]["revenue_breakdown"], "subtotal_before_discount_amount") == 0
    assert amount(found[1]["fee_tax_breakdown"]["fee"], "platform_commission_amount") > 0
    desk.wind(10 * DAY)
    assert amount(by_order(desk, shop, order.id), "settlement_amount") == sum(
        amount(row, "settlement_amount") for row in found
    )


def test_new_terms_do_not_change_what_was_settled_on_old_ones() -> None:
    desk, shop = open_desk("GB")
    money.override(shop, {"settle_days": 1})
    order = delivered(desk, shop, units=2)
    desk.wind(3 * DAY)
    money.override(shop, {"fees": [{"leaf": "platform_commission_amount", "base": "gross_revenue", "rate_ppm": 500_000}]})
    later = delivered(desk, shop, units=2)
    request = asked(desk, shop, order, "REFUND", lines=1)
    approve(desk, shop, request, "APPROVE_REFUND")
    desk.wind(3 * DAY)
    skus = by_order(desk, shop, order.id)["sku_transactions"]
    back = amount(skus[1]["fee_tax_breakdown"]["fee"], "platform_commission_amount")
    assert 0 < back < -amount(skus[0]["fee_tax_breakdown"]["fee"], "platform_commission_amount")
    fee = by_order(desk, shop, later.id)["sku_transactions"][0]["fee_tax_breakdown"]["fee"]
    assert -amount(fee, "platform_commission_amount") > 4 * back
    assert terms_of(shop, order.id).fees[0][0].rate_ppm == 90_000


def test_a_free_sample_is_an_adjustment_for_its_parcel_and_no_row_of_its_own() -> None:
    desk, shop = open_desk("GB")
    desk.only_from(shop, "TIKTOK")
    order = delivered(desk, shop, units=1, terms=Terms(sample_payer="SELLER"))
    delivered(desk, shop, units=1, terms=Terms(sample_payer="TIKTOK"))
    desk.wind(2 * DAY)
    (statement,) = statements(desk, shop)
    (row,) = rows(desk, shop, statement["id"])
    assert (row["type"], row["adjustment_order_id"]) == ("SAMPLE_SHIPPING_FEE", order.id)
    assert amount(row, "settlement_amount") == amount(row, "adjustment_amount") == amount(statement, "adjustment_amount") < 0
    assert unsettled(desk, shop) == []


def test_a_parcel_the_carrier_lost_is_paid_for() -> None:
    desk, shop = open_desk("GB")
    shop.carriers_come = False
    order = place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    while order.status != "IN_TRANSIT":
        orders.act(desk.world, shop, order, "forward")
    desk.wind(60 * DAY)
    assert order.status == "CANCELLED"
    found = [row for one in statements(desk, shop) for row in rows(desk, shop, one["id"])]
    assert [row["type"] for row in found] == ["LOGISTICS_REIMBURSEMENT"]
    assert (
        amount(found[0], "adjustment_amount")
        == Decimal(order.lines[0].original_price - order.lines[0].seller_discount) / 100
    )


def test_a_cancelled_order_is_in_no_statement() -> None:
    desk, shop = open_desk("GB")
    order = place(desk.world, shop, [(desk.skus(shop)[0].id, 1)])
    orders.act(desk.world, shop, order, "cancel")
    desk.wind(20 * DAY)
    assert statements(desk, shop) == []
    assert unsettled(desk, shop) == []


def test_of_a_partly_cancelled_order_the_rest_settles() -> None:
    desk, shop = open_desk("US")
    first, second = desk.skus(shop)[:2]
    order = place(desk.world, shop, [(first.id, 1), (second.id, 1)])
    orders.act(desk.world, shop, order, "forward")
    orders.cancelling.cancel(
        desk.world, shop, order, role="SELLER", reason="seller_cancel_reason_out_of_stock", lines=order.lines[:1]
    )
    while order.status != "DELIVERED":
        orders.act(desk.world, shop, order, "forward")
    desk.wind(9 * DAY)
    assert [row["sku_id"] for row in by_order(desk, shop, order.id)["sku_transactions"]] == [second.id]


def test_a_creators_commission_is_a_fee_on_what_the_goods_cost_the_buyer() -> None:
    desk, shop = open_desk("GB")
    order = delivered(desk, shop)
    shop.purse.commissions[order.id] = Commission(100_000, partner_rate_ppm=20_000)
    desk.wind(9 * DAY)
    fee = settled_row(desk, shop, order)["fee_tax_breakdown"]["fee"]
    goods = Decimal(sum(line.sale_price for line in order.lines)) / 100
    assert abs(amount(fee, "affiliate_commission_amount") + goods / 10) <= Decimal("0.005")
    assert abs(amount(fee, "affiliate_partner_commission_amount") + goods / 50) <= Decimal("0.005")


def test_a_replacement_costs_its_parcel_and_nothing_else() -> None:
    desk, shop = open_desk("GB")
    desk.only_from(shop, "TIKTOK")
    order = delivered(desk, shop, units=1, terms=Terms(free=True, replaced_order_id="5765000000000000001"))
    desk.wind(9 * DAY)
    row = settled_row(desk, shop, order)
    assert amount(row, "revenue_amount") == amount(row, "fee_tax_amount") == 0
    assert amount(row["shipping_cost_breakdown"], "replacement_shipping_fee_amount") == amount(row, "settlement_amount") < 0


def test_cash_on_delivery_settles_like_any_other() -> None:
    desk, shop = open_desk("ID")
    order = place(desk.world, shop, [(desk.skus(shop)[0].id, 1)], terms=Terms(cash_on_delivery=True))
    assert len(unsettled(desk, shop)) == 1
    while order.status != "DELIVERED":
        orders.act(desk.world, shop, order, "forward")
    desk.wind(10 * DAY)
    assert amount(settled_row(desk, shop, order), "settlement_amount") > 0


def test_a_reserve_is_held_back_of_each_order_and_let_go_when_its_days_are_over() -> None:
    desk, shop = open_desk("US")
    order = delivered(desk, shop)
    desk.wind(9 * DAY)
    (first,) = statements(desk, shop)
    kept = next(row for row in rows(desk, shop, first["id"]) if row["type"] == "RESERVE")
    settlement = amount(settled_row(desk, shop, order), "settlement_amount")
    assert (kept["reserve_status"], kept["associated_order_id"]) == ("COLLECTED", order.id)
    assert abs(amount(kept, "reserve_amount") + settlement / 20) <= Decimal("0.005")
    assert kept["estimated_release_time"] == str(order.delivery_time + 30 * DAY)
    assert amount(kept, "settlement_amount") == 0
    assert [row["type"] for row in rows(desk, shop, first["id"], "@202309")] == ["ORDER"]
    desk.wind(25 * DAY)
    free = rows(desk, shop, statements(desk, shop)[-1]["id"])[0]
    assert (free["reserve_status"], free["reserve_id"]) == ("RELEASED", kept["reserve_id"])
    assert amount(free, "reserve_amount") == -amount(kept, "reserve_amount")


def test_a_withdrawn_request_changes_nothing() -> None:
    desk, shop = open_desk("GB")
    money.override(shop, {"settle_days": 1})
    order = delivered(desk, shop)
    desk.wind(3 * DAY)
    request = asked(desk, shop, order, "REFUND")
    desk.wind(DAY)
    act(desk.world, shop, request, "withdraw")
    desk.wind(10 * DAY)
    assert len(by_order(desk, shop, order.id)["sku_transactions"]) == 1
