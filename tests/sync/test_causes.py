"""Each difference says why: nobody rang, the event waits or failed, we were told the past, or somebody changed it here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from shoplatch.store import inbox
from shoplatch.sync import causes
from shoplatch.sync.differences import Differences
from tests.sync.conftest import House
from tests.sync.little_shop import LittleShop

Doing = Callable[[House, LittleShop], Awaitable[None]]


async def rang(house: House, shop: LittleShop) -> None:
    shop.set_status("501", "IN_TRANSIT")
    await house.ring(shop, 1, order_id="501")


async def nobody_rang(house: House, shop: LittleShop) -> None:
    shop.set_status("501", "IN_TRANSIT")
    await house.ring(shop, 1, order_id="502")  # about another order
    await house.lanes().drain()


async def it_failed(house: House, shop: LittleShop) -> None:
    await rang(house, shop)
    async with house.store.begin() as conn:
        (row,) = await inbox.claim(conn, shop.shop_id, 10, house.clock.now())
        await inbox.fail(conn, [row.n], "a fault", None)


async def we_were_told_the_past(house: House, shop: LittleShop) -> None:
    await rang(house, shop)
    async with house.store.begin() as conn:  # worked, and what was answered then was the older version
        (row,) = await inbox.claim(conn, shop.shop_id, 10, house.clock.now())
        await inbox.finish(conn, [row.n], "done", house.clock.now())


async def somebody_changed_it_here(house: House, shop: LittleShop) -> None:
    async with house.store.raw() as conn:
        await conn.execute("UPDATE orders SET status = 'COMPLETED' WHERE id = '501'")


@pytest.fixture
async def shop(house: House) -> LittleShop:
    made = LittleShop()
    await house.connect(made)
    made.product("17", {"17-0": 100})
    for order_id in ("501", "502"):
        made.order(order_id, ["17-0"])
    await house.run_backfill(made)
    made.now += 3_600
    house.clock.advance(3_600)
    return made


@pytest.mark.parametrize(
    ("doing", "cause"),
    [
        (nobody_rang, causes.MISSED), (it_failed, causes.FAILED), (rang, causes.LATE),
        (we_were_told_the_past, causes.PAST), (somebody_changed_it_here, causes.HERE),
    ],
)  # fmt: skip
async def test_a_difference_says_why(house: House, shop: LittleShop, doing: Doing, cause: str) -> None:
    await doing(house, shop)
    found = await house.reconcile.diff(shop.shop_id)
    of_order = [one for one in found.differences if one.kind == "order"]
    assert of_order
    assert {one.cause for one in of_order} == {cause}
    assert cause in str(of_order[0])
    assert found.by_cause()[cause] >= 1


async def test_what_counting_finds_says_why_too(house: House, shop: LittleShop) -> None:
    await nobody_rang(house, shop)
    found: Differences = await house.reconcile.check(shop.shop_id)
    assert {one.cause for one in found.differences if one.kind == "order"} == {causes.MISSED}


async def test_an_event_from_before_the_change_excuses_nothing(house: House, shop: LittleShop) -> None:
    await rang(house, shop)
    await house.lanes().drain()
    shop.now += 60
    house.clock.advance(60)
    shop.set_status("501", "DELIVERED")
    found = await house.reconcile.diff(shop.shop_id)
    assert {one.cause for one in found.differences if one.kind == "order"} == {causes.MISSED}


def test_what_is_only_read_on_a_schedule_and_what_is_gone_have_causes_of_their_own() -> None:
    assert causes.cause("statements", {"id": "1"}, None, []) == causes.SILENT
    assert causes.cause("order", None, {"id": "1"}, []) == causes.GONE


def test_the_moment_of_an_event_may_be_a_little_before_that_of_the_change() -> None:
    moment = causes._EVER + timedelta(days=1)
    early = inbox.Heard(1, "done", moment - timedelta(seconds=3), b"{}")
    assert causes.cause("order", {"update_time": moment}, None, [early]) == causes.PAST
    assert causes.cause("order", {"update_time": moment + timedelta(minutes=1)}, None, [early]) == causes.MISSED
