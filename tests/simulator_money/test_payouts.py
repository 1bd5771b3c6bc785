"""Statements become payments or fill a balance, and money reaches the bank (platform.md section 15)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest

from shoplatch.errors import InvalidRequest
from shoplatch.simulator import money, money_desk
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.money import auditing, planting
from shoplatch.simulator.money.terms import MILLION, exchange_ppm
from tests.simulator_money.money_world import DAY, amount, moved, open_desk, payments, statements
from tests.simulator_money.test_settling import delivered
from tests.simulator_shop.shop_world import Desk


def test_a_statement_is_paid_on_its_day_and_there_two_days_later() -> None:
    desk, shop = open_desk("GB")
    order = delivered(desk, shop)
    desk.wind(8 * DAY - (order.delivery_time % DAY) + 60)
    (statement,), (payment,) = statements(desk, shop), payments(desk, shop)
    assert payment["create_time"] == statement["statement_time"]
    assert (statement["payment_status"], payment["status"]) == ("PROCESSING", "PROCESSING")
    assert statement["payment_id"] == payment["id"]
    assert "payment_time" not in statement
    assert "paid_time" not in payment
    desk.wind(2 * DAY)
    (statement,), (payment,) = statements(desk, shop), payments(desk, shop)
    assert (statement["payment_status"], payment["status"]) == ("PAID", "PAID")
    assert statement["payment_time"] == payment["paid_time"] == payment["create_time"] + 2 * DAY
    assert payment["exchange_rate"] == "1.000000"
    assert payment["bank_account"].startswith("***")


def test_small_and_negative_statements_wait_for_company() -> None:
    desk, shop = open_desk("GB")
    world = desk.world
    for size in ("-3.00", "0.40"):
        money_desk.adjust(world, money_desk.Notice("PLATFORM_PENALTY", size, shop.id))
        desk.wind(DAY)
    assert len(statements(desk, shop)) == 2
    assert payments(desk, shop) == []
    money_desk.adjust(world, money_desk.Notice("PLATFORM_COMPENSATION", "10.00", shop.id))
    desk.wind(4 * DAY)
    (payment,) = payments(desk, shop)
    assert payment["amount"]["value"] == "7.40"
    assert {one["payment_id"] for one in statements(desk, shop)} == {payment["id"]}


def test_across_a_border_the_bank_gets_its_own_currency_at_the_days_rate() -> None:
    desk, shop = open_desk("US")
    shop.seller_type = "CROSS_BORDER"
    money.override(shop, {"settle_days": 1})
    delivered(desk, shop)
    desk.wind(3 * DAY)
    (payment,) = payments(desk, shop)
    before = Decimal(payment["payment_amount_before_exchange"]["value"])
    assert (payment["payment_amount_before_exchange"]["currency"], payment["amount"]["currency"]) == ("USD", "GBP")
    rate = exchange_ppm(desk.world.seed, "USD", "GBP", payment["create_time"] // DAY)
    assert payment["exchange_rate"] == str((Decimal(rate) / MILLION).quantize(Decimal("0.000001")))
    exchanged = (before * rate / MILLION).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert Decimal(payment["amount"]["value"]) == exchanged


def test_rates_differ_by_day_and_stay_near_the_table() -> None:
    rates = {exchange_ppm(1, "USD", "GBP", day) for day in range(200)}
    assert len(rates) > 50
    assert all(abs(rate - 790_000) <= 790_000 * 15_000 // MILLION + 1 for rate in rates)
    assert exchange_ppm(1, "USD", "USD", 5) == MILLION
    assert exchange_ppm(1, "GBP", "JPY", 5) > 150 * MILLION


def test_into_a_currency_without_decimals_no_decimals_are_paid() -> None:
    desk, shop = open_desk("GB")
    money.override(shop, {"payout_currency": "JPY", "settle_days": 1})
    delivered(desk, shop)
    desk.wind(3 * DAY)
    (payment,) = payments(desk, shop)
    assert payment["amount"]["value"].isdigit()
    assert list(auditing.gaps_of(shop)) == []
    with pytest.raises(InvalidRequest):
        money.override(shop, {"payout_currency": "XAU"})


def test_a_refused_payment_is_made_again_with_the_same_statements() -> None:
    desk, shop = open_desk("GB")
    planting.plant(desk.world, shop, "payment_failed")
    delivered(desk, shop)
    desk.wind(20 * DAY)
    first, second = payments(desk, shop)
    assert (first["status"], second["status"]) == ("FAILED", "PAID")
    assert "paid_time" not in first
    assert first["amount"] == second["amount"]
    (statement,) = statements(desk, shop)
    assert (statement["payment_id"], statement["payment_status"]) == (second["id"], "PAID")
    kinds = [(one["type"], one["status"]) for one in moved(desk, shop)]
    assert sorted(kinds) == [("REVERSE", "SUCCESS"), ("SETTLE", "SUCCESS"), ("WITHDRAW", "FAILED"), ("WITHDRAW", "SUCCESS")]
    assert shop.purse.balance == 0


def test_south_east_asia_has_no_payments_but_a_balance_that_is_withdrawn_each_week() -> None:
    desk, shop = open_desk("ID")
    for _ in range(3):
        delivered(desk, shop)
        desk.wind(DAY)
    desk.wind(30 * DAY)
    assert payments(desk, shop) == []
    settled = statements(desk, shop)
    assert {one["payment_status"] for one in settled} == {"SETTLED"}
    assert all("payment_id" not in one and one["net_sales_amount"] == "0" for one in settled)
    came = sum(amount(one, "amount") for one in moved(desk, shop, "SETTLE"))
    went = sum(amount(one, "amount") for one in moved(desk, shop, "WITHDRAW"))
    assert came == went == sum(amount(one, "settlement_amount") for one in settled) > 0


def test_a_withdrawal_by_hand_may_come_back() -> None:
    desk, shop = open_desk("ID")
    money.override(shop, {"withdraw_every_days": 0})
    delivered(desk, shop)
    desk.wind(11 * DAY)
    whole = shop.purse.balance
    with pytest.raises(InvalidRequest, match="holds"):
        money_desk.withdraw(desk.world, money_desk.Outgoing(shop.id, str(whole + 1)))
    money_desk.withdraw(desk.world, money_desk.Outgoing(shop.id, "100", fails=True))
    assert shop.purse.balance == whole - 100
    assert [one["status"] for one in moved(desk, shop, "WITHDRAW")] == ["PROCESSING"]
    desk.wind(4 * DAY)
    assert [one["status"] for one in moved(desk, shop, "WITHDRAW")] == ["FAILED"]
    assert [one["amount"] for one in moved(desk, shop, "REVERSE")] == ["100"]
    assert shop.purse.balance == whole
    money_desk.transfer(desk.world, money_desk.Transfer("-7", shop.id))
    assert shop.purse.balance == whole - 7
    assert [one["amount"] for one in moved(desk, shop, "TRANSFER")] == ["-7"]


def test_lists_are_cut_into_pages_and_wrong_questions_refused() -> None:
    desk = Desk("demo")
    shop = desk.shop("US")
    for one in statements(desk, shop):
        whole = desk.call("finance.get_transactions_by_statement", shop, query=_sorted(), statement_id=one["id"])
        ids, token = [], ""
        while True:
            query = _sorted(page_size="3", **({"page_token": token} if token else {}))
            page = desk.call("finance.get_transactions_by_statement", shop, query=query, statement_id=one["id"])
            ids += [row["id"] for row in page["transactions"]]
            token = page["next_page_token"]
            if not token:
                break
        assert len(ids) == len(set(ids)) == whole["total_count"]
    wrong = {"sort_field": "amount"}
    assert desk.refusal("finance.get_statements", shop, query=wrong) == 36009004
    assert desk.refusal("finance.get_payments", shop, query=wrong) == 36009004
    assert desk.refusal("finance.get_unsettled_transactions", shop, query=wrong) == 36009004
    assert desk.refusal("finance.get_transactions_by_order", shop, order_id="1") == 36009004
    assert desk.refusal("finance.get_transactions_by_statement", shop, query=_sorted(), statement_id="1") == 36009004
    with pytest.raises(Refused):
        desk.call("finance.get_seller_financial_transactions", shop, query={"types": ""})


def test_statements_are_found_by_time_status_and_direction() -> None:
    desk = Desk("demo")
    shop = desk.shop("GB")
    times = [one["statement_time"] for one in statements(desk, shop)]
    assert times == sorted(times)
    query = {"sort_field": "statement_time", "sort_order": "DESC"}
    down = desk.call("finance.get_statements", shop, query=query)["statements"]
    assert [one["statement_time"] for one in down] == times[::-1]
    span = {**query, "statement_time_ge": str(times[1]), "statement_time_lt": str(times[3])}
    found = desk.call("finance.get_statements", shop, query=span)["statements"]
    assert [one["statement_time"] for one in found] == [times[2], times[1]]
    paid = desk.call("finance.get_statements", shop, query={**query, "payment_status": "PAID"})["statements"]
    assert 0 < len(paid) < len(times)
    assert {one["payment_status"] for one in paid} == {"PAID"}


def test_tax_registration_and_the_trade_in_account_are_kept() -> None:
    desk, shop = open_desk("MX")
    world = desk.world
    told = desk.call("finance.get_tax_information", shop)["tax_information"]
    assert told["tax_numbers"][0]["registration_status"] == "REGISTERED"
    money_desk.register_tax(world, money_desk.Registration(shop.id, "MX1234", "REJECTED", "ZIPCODE_NOT_MATCH_RFC"))
    told = desk.call("finance.get_tax_information", shop)["tax_information"]
    audit = told["tax_numbers"][0]["recent_audit"]
    assert audit == {"status": "REJECTED", "tax_number": "MX1234", "rejection_reasons": ["ZIPCODE_NOT_MATCH_RFC"]}
    assert not told["overall_status"]["is_tax_infomation_complete"]
    for kind, size in (("RECHARGE", "50.00"), ("WITHDRAW", "20.00"), ("REVERSE", "20.00"), ("WITHDRAW", "5.00")):
        money_desk.book_flow(world, money_desk.Flow(kind, size, "USD"))
        desk.wind(60)
    balance = desk.call("finance.get_trade_in_supplier_account_balance", shop, query={"currency": "USD"})
    assert balance["available_balance"] == {"amount": "45.00", "currency": "USD"}
    page = desk.call("finance.get_trade_in_account_transactions", shop, query={"page_size": "3"})
    assert [one["type"] for one in page["flows"]] == ["WITHDRAW", "REVERSE", "WITHDRAW"]
    assert (page["has_more"], page["total_count"]) == (True, 4)
    assert page["flows"][1]["origin_transaction_id"] == page["flows"][2]["transaction_id"]
    rest = desk.call(
        "finance.get_trade_in_account_transactions", shop, query={"page_size": "3", "page_token": page["next_page_token"]}
    )
    assert [one["type"] for one in rest["flows"]] == ["RECHARGE"]
    with pytest.raises(InvalidRequest, match="holds"):
        money_desk.book_flow(world, money_desk.Flow("WITHDRAW", "45.01", "USD"))


def _sorted(**more: str) -> dict[str, str]:
    return {"sort_field": "order_create_time", "page_size": "100", **more}
