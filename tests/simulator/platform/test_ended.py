"""Versions that were announced to end: answered all the same, or refused from their day on, by a switch (platform.md 25)."""

from __future__ import annotations

import pytest

from shoplatch.catalog import reader
from shoplatch.simulator.ended import _rows, end_of
from tests.simulator.control.control_desk import ControlDesk
from tests.simulator.platform.desk_world import granted

PAYMENTS = "/finance/202309/payments"


@pytest.mark.parametrize("switch", ["answered", "refused"])
async def test_an_ended_version_is_refused_by_switch_and_only_from_its_day_on(switch: str) -> None:
    desk = ControlDesk()
    desk.site.switches.set("ended_versions_are", switch)
    page = {"sort_field": "create_time", "page_size": "20"}
    operation = reader.operation("finance.get_payments@202309")
    ends = end_of(operation)
    assert ends is not None
    assert desk.world.clock.now() < ends
    assert (await desk.call("GET", PAYMENTS, **page)).code == 0
    desk.world.clock.jump_to(ends)
    desk.token = granted(desk.world, desk.app.key, desk.shop.seller_open_id)
    assert ((await desk.call("GET", PAYMENTS, **page)).code == 36009014) == (switch == "refused")
    shops = await desk.call("GET", "/authorization/202309/shops", cipher=None)
    assert shops.code == 0, "a version without an announced end goes on"
    await desk.site.webhooks.stop()


def test_every_row_means_operations_that_exist() -> None:
    operations = [reader.operation(head.id) for head in reader.heads()]
    for row in _rows():
        found = [one.id for one in operations if one.id in row.get("operations", ()) or ("domain" in row and end_of(one))]
        assert len(found) >= len(row.get("operations", (1,))), row
