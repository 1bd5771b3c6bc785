"""A backfill brings the whole past once, whatever kills it and however often it runs."""

import asyncio
from typing import Any

import pytest

from shoplatch.errors import ShoplatchError
from shoplatch.store import cursors
from shoplatch.sync.backfill import LEASE_S, SLICE_JOB, Backfill
from tests.sync.conftest import House, seal
from tests.sync.little_shop import LittleShop, lively

ORDER_SEARCH = "POST /order/202309/orders/search"


class Killed(BaseException):
    """What a worker looks like from inside when it is killed."""


async def clean(house: House, shop: LittleShop) -> None:
    found = await house.reconcile.diff(shop.shop_id)
    assert [str(one) for one in found.differences] == []
    assert found.compared > 0


async def test_the_whole_past_is_there_afterwards(house: House) -> None:
    shop, _ = lively(1, orders=60)
    await house.connect(shop)
    await house.run_backfill(shop)
    await clean(house, shop)
    progress = await house.backfill.progress(shop.shop_id)
    assert progress.done
    read = {one.stream: (one.rows_read, one.rows_expected) for one in progress.streams}
    assert read["orders"] == (60, 60)
    assert read["products"] == (5, 5)
    assert read["packages"] == (len(shop.packages), len(shop.packages))
    assert read["warehouses"] == (1, None)
    assert {one.stream: one.slices_failed for one in progress.streams} == dict.fromkeys(read, 0)


async def test_a_shop_without_anything_is_backfilled_at_once(house: House, shop: LittleShop) -> None:
    shop.warehouses.clear()
    await house.run_backfill(shop)
    assert (await house.backfill.progress(shop.shop_id)).done


async def test_planning_twice_cuts_once_and_queues_only_what_is_left(house: House) -> None:
    shop, _ = lively(2)
    await house.connect(shop)
    first = await house.backfill.plan(shop.shop_id)
    await house.backfill.run(house.deferred[0][1]["slice_id"])
    shop.now += 1000
    shop.order("999", ["170-0"])
    assert await house.backfill.plan(shop.shop_id) == first - 1
    assert {name for name, _ in house.deferred} == {SLICE_JOB}


async def test_a_slice_that_ended_is_not_read_again(house: House) -> None:
    shop, _ = lively(3)
    await house.connect(shop)
    await house.backfill.plan(shop.shop_id)
    slice_id = house.deferred[0][1]["slice_id"]
    assert await house.backfill.run(slice_id) is True
    calls = shop.calls.total()
    assert await house.backfill.run(slice_id) is False
    assert shop.calls.total() == calls


async def test_a_failed_slice_is_read_when_the_backfill_is_asked_for_again(house: House) -> None:
    shop, _ = lively(6, orders=9)
    await house.connect(shop)
    await house.backfill.plan(shop.shop_id)
    async with house.store.begin() as conn:
        (of_orders,) = await cursors.slices(conn, shop.shop_id, "orders")
        await cursors.claim_slice(conn, "w", house.clock.now(), LEASE_S, slice_id=of_orders.id)
        await cursors.fail_slice(conn, of_orders.id, "w", "refused", house.clock.now(), final=True)
    assert await house.backfill.run(of_orders.id) is False
    await house.backfill.plan(shop.shop_id)
    assert await house.backfill.run(of_orders.id) is True
    progress = await house.backfill.progress(shop.shop_id)
    assert {one.stream: one.slices_failed for one in progress.streams}["orders"] == 0


@pytest.mark.parametrize("kill_at", range(1, 12))
async def test_killed_at_any_call_and_run_again_leaves_no_gap_and_counts_nothing_twice(house: House, kill_at: int) -> None:
    shop, _ = lively(4, orders=30, page_max=3)
    await house.connect(shop)
    await house.backfill.plan(shop.shop_id)
    before = shop.calls.total()

    def kill(path: str, count: int) -> None:
        if shop.calls.total() == before + kill_at:
            raise Killed

    for _, args in house.deferred:
        shop.before = kill
        try:
            await house.backfill.run(**args)
        except Killed:
            shop.before = lambda path, count: None
            assert await house.backfill.run(**args) is False  # its lease has not run out yet
            house.clock.advance(LEASE_S + 1)
            assert await house.backfill.run(**args) is True
    await clean(house, shop)
    progress = await house.backfill.progress(shop.shop_id)
    assert {one.stream: one.rows_read for one in progress.streams}["orders"] == 30


async def test_two_workers_on_one_slice_are_one(house: House) -> None:
    shop, _ = lively(5, orders=30, page_max=3)
    await house.connect(shop)
    await house.backfill.plan(shop.shop_id)
    twice = [args for _, args in house.deferred for _ in range(2)]
    ran = await asyncio.gather(*(house.backfill.run(**args) for args in twice))
    assert sum(ran) == len(house.deferred)
    await clean(house, shop)


async def test_a_slow_worker_whose_slice_was_taken_over_keeps_nothing(house: House) -> None:
    shop, _ = lively(6, orders=9, page_max=3)
    await house.connect(shop)
    await house.backfill.plan(shop.shop_id)
    async with house.store.begin() as conn:
        (of_orders,) = await cursors.slices(conn, shop.shop_id, "orders")
    taken_over: list[Any] = []

    def sleep_too_long(path: str, count: int) -> None:
        if path == ORDER_SEARCH and not taken_over:
            taken_over.append(True)
            house.clock.advance(LEASE_S + 1)
            taken_over.append(asyncio.ensure_future(house.backfill.run(of_orders.id)))

    shop.before = sleep_too_long
    slow = asyncio.create_task(house.backfill.run(of_orders.id))
    done = {await slow}
    done.add(await taken_over[1])
    assert True in done
    progress = await house.backfill.progress(shop.shop_id)
    assert {one.stream: one.rows_read for one in progress.streams}["orders"] == 9


async def test_what_changes_during_a_backfill_is_brought_by_the_first_regular_read(house: House) -> None:
    shop, _ = lively(7, orders=30, page_max=4)
    await house.connect(shop)
    moved = sorted(shop.orders)[:20]

    def meanwhile(path: str, count: int) -> None:
        if moved:
            shop.now += 1
            shop.set_status(moved.pop(), "COMPLETED")
            shop.order(f"9{len(moved):03d}", ["170-0"])

    await house.backfill.plan(shop.shop_id)
    shop.before = meanwhile
    for _, args in house.deferred:
        await house.backfill.run(**args)
    shop.before = lambda path, count: None
    house.clock.advance(5)
    await house.incremental.run(shop.shop_id)
    await clean(house, shop)


async def test_a_page_token_that_is_no_longer_taken_starts_the_slice_again(house: House) -> None:
    shop, _ = lively(8, orders=30, page_max=3)
    await house.connect(shop)
    await house.backfill.plan(shop.shop_id)
    async with house.store.raw() as conn:
        await conn.execute("UPDATE slices SET page_token = 'old', rows_read = 2 WHERE stream = 'orders'")
    original = shop.send

    async def picky(request: Any, *, timeout_s: float) -> Any:
        shop.refuse = {ORDER_SEARCH: (400, 36009004)} if "page_token=old" in request.url else {}
        return await original(request, timeout_s=timeout_s)

    shop.send = picky  # type: ignore[method-assign]
    for _, args in house.deferred:
        await house.backfill.run(**args)
    progress = await house.backfill.progress(shop.shop_id)
    assert {one.stream: one.rows_read for one in progress.streams}["orders"] == 30
    await clean(house, shop)


async def test_a_platform_that_is_away_leaves_the_slice_where_it_stands(house: House) -> None:
    shop, _ = lively(9)
    await house.connect(shop)
    await house.backfill.plan(shop.shop_id)
    shop.refuse[ORDER_SEARCH] = (429, 36009002)
    ends = await asyncio.gather(*(house.backfill.run(**args) for _, args in house.deferred), return_exceptions=True)
    assert any(isinstance(end, ShoplatchError) for end in ends)
    shop.refuse.clear()
    house.deferred.clear()
    await house.backfill.requeue(shop.shop_id)
    for _, args in house.deferred:
        await house.backfill.run(**args)
    await clean(house, shop)


async def test_a_scope_that_is_missing_leaves_out_that_stream_alone(house: House) -> None:
    shop, _ = lively(10)
    shop.refuse["POST /fulfillment/202309/packages/search"] = (401, 105005)
    await house.connect(shop)
    await house.run_backfill(shop)
    streams = {one.stream for one in (await house.backfill.progress(shop.shop_id)).streams}
    assert streams == {"orders", "products", "warehouses"}
    found = await house.reconcile.diff(shop.shop_id)
    assert found.differences == []
    assert list(found.not_compared) == ["packages of shop 749"]


async def test_an_order_that_cannot_be_kept_is_named_and_the_rest_is_stored(house: House) -> None:
    shop, _ = lively(11, orders=20)
    shop.orders["57600007"]["payment"]["total_amount"] = "much"
    await house.connect(shop)
    await house.run_backfill(shop)
    unreadable = await house.backfill.unreadable(shop.shop_id)
    assert list(unreadable) == ["57600007"]
    found = await house.reconcile.diff(shop.shop_id)
    assert found.differences == []
    assert list(found.not_compared) == ["order 57600007"]


async def test_a_slow_page_is_no_dead_reader(house: House) -> None:
    shop, _ = lively(6, orders=9, page_max=3)
    await house.connect(shop)
    await house.backfill.plan(shop.shop_id)
    async with house.store.begin() as conn:
        (of_orders,) = await cursors.slices(conn, shop.shop_id, "orders")
        await cursors.claim_slice(conn, "slow", house.clock.now(), 30, slice_id=of_orders.id)
        house.clock.advance(20)
        assert await cursors.renew_slice(conn, of_orders.id, "slow", house.clock.now(), 30)
        assert not await cursors.renew_slice(conn, of_orders.id, "another", house.clock.now(), 30)
    house.clock.advance(20)
    assert await house.backfill.run(of_orders.id) is False
    house.clock.advance(20)
    assert await house.backfill.run(of_orders.id) is True
    async with house.store.begin() as conn:
        assert not await cursors.renew_slice(conn, of_orders.id, "slow", house.clock.now(), 30)


async def test_a_reader_renews_its_lease_by_itself(house: House) -> None:
    shop, _ = lively(6, orders=9, page_max=3)
    await house.connect(shop)
    await house.backfill.plan(shop.shop_id)
    hasty = Backfill(house.store, house.access, seal, house.clock, house._defer, rows_max=10, lease_s=0.03)
    async with house.store.begin() as conn:
        (of_orders,) = await cursors.slices(conn, shop.shop_id, "orders")
        claimed = await cursors.claim_slice(conn, "slow", house.clock.now(), 0.03, slice_id=of_orders.id)
    assert claimed is not None
    async with hasty._kept(claimed, "slow"), asyncio.timeout(20):
        house.clock.advance(60)
        until = claimed.lease_until
        while until == claimed.lease_until:
            await asyncio.sleep(0)
            async with house.store.begin() as conn:
                (now,) = await cursors.slices(conn, shop.shop_id, "orders")
            until = now.lease_until
    assert until is not None
    assert until > house.clock.now()


async def test_what_is_frozen_has_stock_all_the_same(house: House) -> None:
    shop, _ = lively(7, orders=3)
    frozen = next(iter(shop.products))
    shop.products[frozen] |= {"status": "FREEZE", "update_time": shop.now}
    await house.connect(shop)
    await house.run_backfill(shop)
    await clean(house, shop)
    async with house.store.raw() as conn:
        held = await conn.execute("SELECT count(*) FROM stock_levels WHERE product_id = %s", [frozen])
        assert await held.fetchone() != (0,)
