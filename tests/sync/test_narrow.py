"""What was missed is found by counting, and only there anything is read."""

from __future__ import annotations

import random

from tests.sync.conftest import House
from tests.sync.little_shop import lively


async def test_a_store_that_missed_nothing_costs_counts_alone(house: House) -> None:
    shop, _ = lively(5, orders=60)
    await house.connect(shop)
    await house.run_backfill(shop)
    before = shop.calls.total()
    found = await house.reconcile.check(shop.shop_id)
    assert (found.differences, found.not_compared) == ([], {})
    assert found.compared == len(shop.orders) + len(shop.packages)
    assert shop.calls["GET /order/202507/orders"] == 0
    assert shop.calls.total() - before < 120


async def test_changes_and_orders_that_no_webhook_brought_are_found_and_repaired(house: House) -> None:
    chance = random.Random(3)
    shop, _ = lively(6, orders=60)
    await house.connect(shop)
    await house.run_backfill(shop)
    house.clock.advance(60)
    shop.now += 3_600
    moved = chance.sample(sorted(shop.orders), 7)
    for order_id in moved:
        shop.now += 40
        shop.set_status(order_id, "CANCELLED")
    shop.order("599", [next(iter(shop.stock))])
    found = await house.reconcile.check(shop.shop_id)
    assert {one.object_id for one in found.differences if one.kind == "order"} == {*moved, "599"}
    house.clock.advance(1)
    assert (await house.reconcile.check(shop.shop_id)).differences == []
    assert [one for one in (await house.reconcile.diff(shop.shop_id)).differences if one.kind in ("order", "line")] == []


async def test_a_missed_change_of_a_return_is_found_once_its_stream_was_read(house: House) -> None:
    shop, _ = lively(7, orders=5)
    await house.connect(shop)
    shop.goes_back("4036", next(iter(shop.orders)), "RETURN_OR_REFUND_REQUEST_PENDING")
    await house.streams.run(shop.shop_id, only=["returns"])
    shop.now += 20
    shop.goes_back("4036", next(iter(shop.orders)), "RETURN_OR_REFUND_REQUEST_SUCCESS")
    assert [one.field for one in (await house.reconcile.diff(shop.shop_id)).differences if one.kind == "returns"] == [
        "status",
        "update_time",
    ]
    house.clock.advance(1)
    found = await house.reconcile.check(shop.shop_id)
    assert {one.kind for one in found.differences} == {"returns"}
    assert [one for one in (await house.reconcile.diff(shop.shop_id)).differences if one.kind == "returns"] == []
