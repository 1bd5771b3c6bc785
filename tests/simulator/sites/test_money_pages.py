"""The money pages of Seller Center say what the accounts say: statements, payments, withdrawals, and one order's fees."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from shoplatch.simulator.markets import market
from shoplatch.simulator.money.sums import payable_of
from tests.simulator.partner.partner_desk import PartnerDesk
from tests.simulator.sites.visitor import Visitor


@pytest.fixture
async def desk() -> AsyncIterator[PartnerDesk]:
    made = PartnerDesk("demo")
    yield made
    await made.site.webhooks.stop()


async def test_statements_payments_and_orders_are_told_as_they_are_booked(desk: PartnerDesk) -> None:
    shop, visitor = next(iter(desk.world.shops.values())), Visitor(desk.site)
    text = market(shop.region).text
    await visitor.open(f"/seller-center/{shop.id}/finance")
    statement = max(shop.purse.statements.live(), key=lambda one: one.statement_time)
    assert statement.id in visitor.text
    assert text(payable_of(statement)) in visitor.text
    await visitor.open(f"/seller-center/{shop.id}/finance/statements/{statement.id}")
    row = next(one for one in statement.transactions if one.order_id and len(shop.purse.booked[one.order_id]) == 1)
    assert row.order_id in visitor.text
    await visitor.open(f"/seller-center/{shop.id}/finance/orders/{row.order_id}")
    parts = [sum(getattr(sku, part).values()) for sku in row.skus for part in ("revenue", "fee", "tax", "shipping")]
    assert f"Settlement {text(sum(parts))}" in visitor.text
    waiting = next(one for one in shop.orders.live() if one.status == "AWAITING_SHIPMENT")
    await visitor.open(f"/seller-center/{shop.id}/finance/orders/{waiting.id}")
    assert "not settled yet" in visitor.text
    await visitor.open(f"/seller-center/{shop.id}/finance/payments")
    assert max(shop.purse.payments.live(), key=lambda one: one.create_time).id in visitor.text
    await visitor.open(f"/seller-center/{shop.id}/finance/statements/1", status=404)


async def test_a_balance_is_withdrawn_by_page_and_never_more_than_there_is(desk: PartnerDesk) -> None:
    shop, visitor = next(iter(desk.world.shops.values())), Visitor(desk.site)
    await desk.done("POST", "money/transfers", {"shop_id": shop.id, "amount": "25.00"})
    await visitor.open(f"/seller-center/{shop.id}/finance/withdrawals")
    balance = shop.purse.balance
    assert balance >= 2500
    await visitor.press("Withdraw", status=400, amount=market(shop.region).text(balance + 1))
    assert shop.purse.balance == balance
    await visitor.open(f"/seller-center/{shop.id}/finance/withdrawals")
    assert "on its way to the bank" in await visitor.press("Withdraw", amount="10.00")
    assert shop.purse.balance == balance - 1000
