"""Faults planted in the accounts: each kind strikes, tells the truth about itself, and is where it says."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest

from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.simulator import money, money_desk, orders
from shoplatch.simulator.money import auditing, planting
from shoplatch.simulator.money.planting.kinds import kinds
from shoplatch.simulator.money.planting.striking import EFFECTS
from shoplatch.simulator.money.shapes import types
from shoplatch.simulator.orders import place
from shoplatch.simulator.state.money import Commission
from shoplatch.simulator.state.parties import Shop
from tests.each import each
from tests.simulator_money.money_world import DAY, audit, by_order, moved, open_desk, payments, rows, statements, traded
from tests.simulator_money.test_settling import delivered
from tests.simulator_shop.aftersales_world import approve, asked
from tests.simulator_shop.shop_world import Desk

BALANCES = ("balance_short", "withdrawal_reversed")  # of markets that fill a balance
SEEN = {  # what an identity alone gives away, by the names of `audit`
    "one_cent_off": "row closes",
    "row_does_not_close": "row closes",
    "charges_flipped": "row closes",
    "skus_do_not_add_up": "revenue parts",
    "statement_sum_wrong": "sum of rows",
    "statement_fees_wrong": "sum of rows",
    "payment_short": "payment after exchange",
    "payment_ignores_reserve": "payment after exchange",
    "payment_twice": "payment = statements",
    "payment_missing": "payments exist",
    "transaction_missing": "settled or waiting",
    "cancelled_order_settled": "settled or waiting",
}


def test_there_are_more_than_thirty_kinds_and_each_has_a_behaviour() -> None:
    assert len(kinds()) >= 55
    assert set(kinds()) == set(EFFECTS)
    assert all(one.does.endswith(".") and one.check for one in kinds().values())


def struck(kind: str, seed: int = 3) -> tuple[Desk, Shop, dict[str, Any]]:
    """A shop whose trade gives every kind something to strike, after this one has struck."""
    desk, shop = open_desk("ID" if kind in BALANCES else "US", seed)
    shop.seller_type = "CROSS_BORDER"
    money.override(
        shop, {"settle_days": 2, "reserve_days": 5, "withdraw_every_days": 1} if kind not in BALANCES else {"settle_days": 2}
    )
    planting.plant(desk.world, shop, kind)
    for number in range(14):
        order = delivered(desk, shop, units=1)
        _more(desk, shop, number)
        if number == 2:
            shop.purse.commissions[order.id] = Commission(100_000)
        if number in (4, 9):
            approve(desk, shop, asked(desk, shop, order, "REFUND"), "APPROVE_REFUND")
        desk.wind(DAY)
        (found,) = money_desk.planted(desk.world, shop_id=shop.id, state=None)["faults"]
        if found["state"] == "struck":
            return desk, shop, found
    raise AssertionError(f"{kind} found nothing to strike")


def _more(desk: Desk, shop: Shop, number: int) -> None:
    first, second = desk.skus(shop)[:2]
    order = place(desk.world, shop, [(first.id, 1), (second.id, 2)])
    for line in order.lines:
        line.seller_discount, line.platform_discount = line.original_price // 10, line.original_price // 20
    order.payment.shipping_seller_discount = order.payment.shipping_cofunded_discount = 0
    order.payment.shipping_platform_discount = order.payment.original_shipping_fee // 2
    order.payment.shipping_tax = 0
    while order.status != "DELIVERED":
        orders.act(desk.world, shop, order, "forward")
    if number in (3, 6):
        approve(desk, shop, asked(desk, shop, order, "REFUND", lines=1), "APPROVE_REFUND")
    if number == 1:
        orders.act(desk.world, shop, place(desk.world, shop, [(first.id, 1)]), "cancel")
    money_desk.adjust(desk.world, money_desk.Notice("LOGISTICS_REIMBURSEMENT", "3", shop.id))


@each(sorted(kinds()))
def test_every_kind_strikes_and_tells_the_truth(kind: str) -> None:
    desk, shop, fault = struck(kind)
    assert fault["kind"] == kind
    assert fault["struck_at"] <= desk.world.clock.now()
    assert fault["field"]
    assert fault["true"] != fault["shown"]
    assert fault["finding"]
    assert fault["check"]
    named = {name: fault[name] for name in fault if name.endswith("_id") and name not in ("shop_id", "id")}
    assert named, "it names nothing"
    gaps = {gap["check"] for gap in auditing.gaps_of(shop)}
    if kind in SEEN:
        broken = audit(desk, shop)
        assert any(line.startswith(SEEN[kind]) for line in broken), broken[:5]
    if fault["check"] in (
        "row_does_not_close",
        "unknown_order",
        "payment_twice",
        "payment_missing",
        "statement_differs_from_rows",
    ):
        assert fault["check"] in gaps


@each(["doubled_fee", "price_wrong", "transaction_missing", "transaction_twice", "late_correction", "refund_booked_twice"])
def test_a_fault_changes_the_sellers_money_by_what_it_says_and_is_never_healed(kind: str) -> None:
    desk, shop, fault = struck(kind)
    order_id = fault["order_id"]
    desk.wind(20 * DAY)
    settled = Decimal(by_order(desk, shop, order_id)["settlement_amount"])
    true = sum(
        sum(sum(part.values()) for part in (one.revenue, one.fee, one.tax, one.shipping))
        for one in shop.purse.truth[order_id]
    )
    assert settled - Decimal(true) / 100 == Decimal(fault["effect"])


def test_a_fault_strikes_the_order_it_was_planted_for_and_no_other() -> None:
    desk, shop = open_desk("GB")
    some = [delivered(desk, shop) for _ in range(3)]
    planting.plant(desk.world, shop, "doubled_fee", order_id=some[1].id)
    desk.wind(9 * DAY)
    (fault,) = money_desk.planted(desk.world, shop_id=None, state="struck")["faults"]
    assert fault["order_id"] == some[1].id
    fees = [by_order(desk, shop, order.id)["fee_and_tax_amount"] for order in some]
    assert fees[0] == fees[2]
    assert Decimal(fees[1]) == 2 * Decimal(fees[0])
    assert fault["effect"] == fees[0]
    assert fault["statement_id"] == by_order(desk, shop, some[1].id)["sku_transactions"][0]["statement_id"]


def test_many_faults_strike_different_rows() -> None:
    desk, shop = open_desk("GB")
    for _ in range(6):
        delivered(desk, shop)
    money_desk.plant(desk.world, money_desk.Wish("unexplained_fee", shop.id, size=123, count=4))
    desk.wind(9 * DAY)
    faults = money_desk.planted(desk.world, shop_id=shop.id, state=None)["faults"]
    assert len({fault["order_id"] for fault in faults if fault["state"] == "struck"}) == 4
    assert {fault["effect"] for fault in faults} == {"-1.23"}


def test_what_has_not_struck_can_be_taken_away() -> None:
    desk, shop = open_desk("GB")
    planting.plant(desk.world, shop, "settled_early")
    assert money_desk.uproot(desk.world) == {"removed": 1}
    delivered(desk, shop)
    desk.wind(9 * DAY)
    assert money_desk.planted(desk.world, shop_id=None, state=None)["faults"] == []
    assert audit(desk, shop) == []


def test_nonsense_is_refused() -> None:
    desk, shop = open_desk("GB")
    for wrong in ({"kind": "no_such"}, {"kind": "doubled_fee", "size": 5}, {"kind": "price_wrong", "size": -1}):
        with pytest.raises(InvalidRequest):
            planting.plant(desk.world, shop, **wrong)
    with pytest.raises(NotFound):
        planting.plant(desk.world, shop, "doubled_fee", order_id="5765000000000000001")
    with pytest.raises(InvalidRequest):
        money_desk.adjust(desk.world, money_desk.Notice("ORDER", "1.00"))
    with pytest.raises(InvalidRequest):
        money_desk.adjust(desk.world, money_desk.Notice("REBATE", "1.005"))


def test_every_documented_adjustment_is_booked_as_itself() -> None:
    desk, shop = open_desk("GB")
    known = sorted(types("finance.get_transactions_by_statement", "transactions") - {"ORDER", "RESERVE"})
    for kind in known:
        money_desk.adjust(desk.world, money_desk.Notice(kind, "1.25", shop.id))
    waiting = desk.call(
        "finance.get_unsettled_transactions", shop, query={"sort_field": "order_create_time", "page_size": "100"}
    )
    assert waiting["sum_est_adjustment_amount"] == f"{Decimal('1.25') * len(known)}"
    desk.wind(DAY)
    (statement,) = statements(desk, shop)
    found = rows(desk, shop, statement["id"])
    assert sorted(row["type"] for row in found) == known
    assert all(row["adjustment_amount"] == row["settlement_amount"] == "1.25" for row in found)
    older = {row["type"] for row in rows(desk, shop, statement["id"], "@202309")}
    assert "OTHER_ADJUSTMENT" in older
    assert "STAMP_DUTY" not in older
    assert audit(desk, shop) == []


def test_without_faults_nothing_is_found_and_the_payments_are_whole() -> None:
    desk, shop = traded("GB", 9, orders=15)
    assert money_desk.planted(desk.world, shop_id=None, state=None) == {"faults": []}
    assert audit(desk, shop) == []
    assert payments(desk, shop)
    assert moved(desk, shop)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_mixture_of_faults_never_stops_a_close(seed: int) -> None:
    chance = random.Random(seed)
    desk, shop = open_desk(chance.choice(("US", "GB", "ID", "MX")), seed)
    shop.seller_type = chance.choice(("LOCAL", "CROSS_BORDER"))
    names = sorted(kinds())
    for _ in range(15):
        for _ in range(4):
            planting.plant(desk.world, shop, chance.choice(names))
        delivered(desk, shop, units=chance.randrange(1, 4))
        desk.wind(DAY)
    desk.wind(30 * DAY)
    told = money_desk.planted(desk.world, shop_id=None, state="struck")["faults"]
    assert len(told) > 20
    assert auditing.overview(desk.world, shop)["closes"] is False
