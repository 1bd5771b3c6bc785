"""Regular reads bring everything that no webhook brought, also while things move and clocks jump."""

import pytest

from shoplatch.store import cursors
from tests.sync.conftest import House
from tests.sync.little_shop import LittleShop, lively

ORDER_SEARCH = "POST /order/202309/orders/search"


async def started(house: House, seed: int, *, orders: int = 20, page_max: int = 4) -> LittleShop:
    shop, _ = lively(seed, orders=orders, page_max=page_max)
    await house.connect(shop)
    await house.run_backfill(shop)
    house.clock.advance(10)
    return shop


async def differences(house: House, shop: LittleShop) -> list[str]:
    return [str(one) for one in (await house.reconcile.diff(shop.shop_id)).differences]


async def test_new_changed_and_shipped_orders_are_found_with_stock_and_packages(house: House) -> None:
    shop = await started(house, 1)
    shop.now += 500
    shop.order("9001", ["170-0", "171-0"])
    shop.order("9002", ["172-0"])
    shop.set_status("9002", "AWAITING_COLLECTION")
    shop.now += 5
    shop.product("179", {"179-0": 5})
    assert await differences(house, shop) != []
    await house.incremental.run(shop.shop_id)
    assert await differences(house, shop) == []


async def test_orders_touched_while_paging_are_not_missed(house: House) -> None:
    shop = await started(house, 2, orders=30)
    shop.now += 1000
    for one in sorted(shop.orders)[:25]:
        shop.now += 1
        shop.set_status(one, "DELIVERED")
    touched = sorted(shop.orders)

    def touch(path: str, count: int) -> None:
        if path == ORDER_SEARCH and touched:
            shop.now += 1
            shop.set_status(touched.pop(), "COMPLETED")

    shop.before = touch
    await house.incremental.run(shop.shop_id)
    shop.before = lambda path, count: None
    house.clock.advance(5)
    await house.incremental.run(shop.shop_id)
    assert await differences(house, shop) == []


@pytest.mark.parametrize("kill_at", range(1, 9))
async def test_a_read_that_is_killed_goes_on_and_misses_nothing(house: House, kill_at: int) -> None:
    shop = await started(house, 3, orders=30)
    shop.now += 1000
    for one in sorted(shop.orders):
        shop.now += 1
        shop.set_status(one, "COMPLETED")
    before = shop.calls.total()

    class Killed(BaseException):
        pass

    def kill(path: str, count: int) -> None:
        if shop.calls.total() == before + kill_at:
            raise Killed

    shop.before = kill
    with pytest.raises(Killed):
        await house.incremental.run(shop.shop_id)
    shop.before = lambda path, count: None
    house.clock.advance(5)
    await house.incremental.run(shop.shop_id)
    assert await differences(house, shop) == []


async def test_a_jump_of_tiktoks_clock_skips_nothing(house: House) -> None:
    shop = await started(house, 4)
    shop.now += 90 * 86_400
    shop.order("9001", ["170-0"])
    await house.incremental.run(shop.shop_id)
    shop.now += 1
    shop.set_status("9001", "ON_HOLD")
    house.clock.advance(1)
    await house.incremental.run(shop.shop_id)
    assert await differences(house, shop) == []


async def test_our_own_clock_does_not_matter(house: House) -> None:
    shop = await started(house, 5)
    house.clock.advance(400 * 86_400)
    shop.now += 60
    shop.order("9001", ["170-0"])
    await house.incremental.run(shop.shop_id)
    assert await differences(house, shop) == []


async def test_reading_again_changes_nothing_and_tells_nobody(house: House) -> None:
    shop = await started(house, 6)
    await house.incremental.run(shop.shop_id)
    async with house.store.raw() as conn:
        before = await (await conn.execute("SELECT count(*) FROM changes")).fetchone()
    house.clock.advance(60)
    assert (await house.incremental.run(shop.shop_id))["orders"] > 0
    async with house.store.raw() as conn:
        assert await (await conn.execute("SELECT count(*) FROM changes")).fetchone() == before


async def test_a_shop_that_was_never_planned_is_not_read(house: House, shop: LittleShop) -> None:
    assert await house.incremental.run(shop.shop_id) == {}
    assert not shop.calls


async def test_a_shop_that_sold_nothing_yet_is_followed_from_its_first_order_on(house: House, shop: LittleShop) -> None:
    await house.run_backfill(shop)
    shop.product("1", {"A": 5})
    shop.order("5", ["A"])
    await house.incremental.run(shop.shop_id)
    assert await differences(house, shop) == []
    async with house.store.begin() as conn:
        assert await cursors.position(conn, shop.shop_id, "orders") == {"since": shop.now, "token": "", "newest": 0}
