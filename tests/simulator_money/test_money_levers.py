"""The money levers over the control's address."""

from __future__ import annotations

from collections.abc import AsyncIterator
from decimal import Decimal

import pytest

from shoplatch.simulator.orders import place
from tests.simulator.control.control_desk import ControlDesk

DAY = 86_400
FINANCE = "/finance/202309/statements"


@pytest.fixture
async def desk() -> AsyncIterator[ControlDesk]:
    made = ControlDesk("demo")
    yield made
    await made.site.webhooks.stop()


async def wind(desk: ControlDesk, days: int) -> None:
    await desk.done("POST", "clock", {"advance_s": days * DAY, "wait": False})


async def test_the_overview_says_where_the_money_is_and_that_it_closes(desk: ControlDesk) -> None:
    told = await desk.done("GET", "money")
    assert [shop["currency"] for shop in told["shops"]] == ["GBP", "USD"]
    for shop in told["shops"]:
        assert shop["closes"] is True
        assert shop["statements"] > 3
        assert Decimal(shop["settled_amount"]) > 0
        assert shop["settles_after_days"] == 4
    truth = await desk.done("GET", "truth")
    assert truth["statements"] == sum(shop["statements"] for shop in told["shops"])


async def test_a_planted_fault_is_told_and_shows_in_the_api(desk: ControlDesk) -> None:
    shop_id = desk.shop.id
    planted = await desk.done("POST", "money/faults", {"kind": "statement_sum_wrong", "shop_id": shop_id, "size": 250})
    assert planted["planted"][0]["state"] == "armed"
    await wind(desk, 2)
    (fault,) = (await desk.done("GET", "money/faults", state="struck"))["faults"]
    assert fault["effect"] == "-2.50"
    answer = await desk.call("GET", FINANCE, sort_field="statement_time", sort_order="DESC", page_size="5")
    one = next(row for row in answer.data["statements"] if row["id"] == fault["statement_id"])
    assert one["settlement_amount"] == fault["shown"]
    overview = await desk.done("GET", "money")
    shop = next(row for row in overview["shops"] if row["shop_id"] == shop_id)
    assert shop["closes"] is False
    assert {"check": "statement_differs_from_rows", "id": fault["statement_id"]} in shop["gaps"]
    assert shop["faults_struck"] == 1
    assert (await desk.done("DELETE", "money/faults")) == {"removed": 0}


async def test_terms_are_told_with_their_sources_and_changed(desk: ControlDesk) -> None:
    path = f"money/terms/{desk.shop.id}"
    told = await desk.done("GET", path)
    assert told["overrides"] == {"settle_days": 4}
    assert {"value", "confidence", "source"} <= set(told["terms"]["fees"])
    changed = await desk.done("POST", path, {"settle_days": None, "bank_days": 1})
    assert changed["overrides"] == {"bank_days": 1}
    refused = await desk.control("POST", path, {"no_such": 1})
    assert refused.status == 400
    assert "There is no term 'no_such'" in refused.json["error"]
    assert (await desk.control("GET", "money/terms/1")).status == 404


async def test_adjustments_commissions_tax_and_flows_are_booked(desk: ControlDesk) -> None:
    sku = next(sku for sku in desk.shop.skus.values() if sku.available > 5 and sku.active and not sku.deleted)
    order = place(desk.world, desk.shop, [(sku.id, 1)])
    done = await desk.done("POST", "money/adjustments", {"type": "CHARGE_BACK", "amount": "-3.10", "order_id": order.id})
    assert done["amount"] == "-3.10"
    assert (await desk.done("POST", "money/commissions", {"order_id": order.id, "rate_ppm": 90_000}))["rate_ppm"] == 90_000
    assert (await desk.done("POST", "money/tax", {"audit": "REJECTED"}))["tax"]["audit"] == "REJECTED"
    flow = await desk.done("POST", "money/trade-in", {"type": "RECHARGE", "amount": "9.99", "currency": "GBP"})
    assert flow["amount"] == {"amount": "9.99", "currency": "GBP"}
    moved = await desk.done("POST", "money/transfers", {"amount": "12.00"})
    assert moved["status"] == "SUCCESS"
    sent = await desk.done("POST", "money/withdrawals", {"amount": "5.00"})
    assert (sent["status"], sent["amount"]) == ("PROCESSING", "5.00")
    for path, wrong in (
        ("money/adjustments", {"type": "CHARGE_BACK", "amount": "much"}),
        ("money/adjustments", {"type": "CHARGE_BACK", "amount": "1", "order_id": "5"}),
        ("money/commissions", {"order_id": order.id, "rate_ppm": 0}),
        ("money/faults", {"kind": "nonsense"}),
        ("money/faults", {"kind": "doubled_fee", "count": 0}),
        ("money/tax", {"audit": "MAYBE"}),
        ("money/trade-in", {"type": "GIFT", "amount": "1", "currency": "GBP"}),
        ("money/trade-in", {"type": "RECHARGE", "amount": "1", "currency": "GBP", "open_id": "nobody"}),
        ("money/withdrawals", {"amount": "1000000.00"}),
    ):
        assert (await desk.control("POST", path, wrong)).status in (400, 404), (path, wrong)
