"""A comparison finds every drift, names it, repairs it in one sweep, and calls nothing a difference that merely moved."""

from datetime import UTC, datetime

import pytest

from shoplatch.store import held
from shoplatch.sync.backfill import Backfill
from tests.sync.conftest import House, seal
from tests.sync.little_shop import LittleShop, lively


async def stored(house: House, seed: int, *, orders: int = 20) -> LittleShop:
    shop, _ = lively(seed, orders=orders, page_max=7)
    await house.connect(shop)
    await house.run_backfill(shop)
    house.clock.advance(10)
    return shop


async def drift(house: House, *statements: str) -> None:
    async with house.store.raw() as conn:
        for statement in statements:
            await conn.execute(statement)  # type: ignore[arg-type]


async def test_a_true_store_has_no_differences_and_says_how_much_was_compared(house: House) -> None:
    shop = await stored(house, 1)
    found = await house.reconcile.diff(shop.shop_id)
    assert (found.differences, found.moving, found.not_compared) == ([], 0, {})
    assert found.compared == len(shop.orders) + len(shop.packages) + 2 * len(shop.products) + len(shop.warehouses)
    assert (found.theirs, found.ours) == (found.compared, found.compared)  # every stream counts on both sides
    assert set(found.since.values()) == {None}
    assert len(found.since) == 5


@pytest.mark.parametrize(
    ("statement", "kind", "field"),
    [
        ("UPDATE orders SET status = 'COMPLETED' WHERE id = '57600003'", "order", "status"),
        ("UPDATE orders SET total_amount = total_amount + 0.01 WHERE id = '57600003'", "order", "total_amount"),
        ("UPDATE orders SET update_time = '2099-01-01Z' WHERE id = '57600003'", "order", "update_time"),
        ("DELETE FROM orders WHERE id = '57600003'", "order", ""),
        ("DELETE FROM order_lines WHERE id = '57600003-0'", "line", ""),
        ("UPDATE order_lines SET sku_id = 'X' WHERE id = '57600003-0'", "line", "sku_id"),
        ("UPDATE order_lines SET sale_price = 1 WHERE id = '57600003-0'", "line", "sale_price"),
        ("UPDATE products SET title = 'X' WHERE id = '170'", "product", "title"),
        ("DELETE FROM products WHERE id = '170'", "product", ""),
        ("UPDATE skus SET sale_price = 0 WHERE id = '170-0'", "sku", "sale_price"),
        ("DELETE FROM skus WHERE id = '170-0'", "sku", ""),
        ("UPDATE stock_levels SET available_quantity = 7 WHERE sku_id = '170-0'", "stock", "available_quantity"),
        ("UPDATE stock_levels SET committed_quantity = 99 WHERE sku_id = '170-0'", "stock", "committed_quantity"),
        ("DELETE FROM stock_levels WHERE sku_id = '170-0'", "stock", ""),
        ("UPDATE packages SET tracking_number = 'X'", "package", "tracking_number"),
        ("UPDATE packages SET order_ids = '{}'", "package", "order_ids"),
        ("DELETE FROM packages", "package", ""),
        ("UPDATE warehouses SET name = 'X'", "warehouse", "name"),
        ("DELETE FROM warehouses", "warehouse", ""),
    ],
)
async def test_a_drift_is_found_named_and_repaired_by_one_sweep(house: House, statement: str, kind: str, field: str) -> None:
    shop = await stored(house, 2)
    assert shop.packages
    await drift(house, statement)
    found = await house.reconcile.diff(shop.shop_id)
    assert {(one.kind, one.field) for one in found.differences} == {(kind, field)}
    house.clock.advance(1)
    swept = await house.reconcile.sweep(shop.shop_id)
    assert swept.differences == found.differences
    assert (await house.reconcile.diff(shop.shop_id)).differences == []


async def test_stock_that_only_we_have_is_removed(house: House) -> None:
    shop = await stored(house, 3)
    await drift(
        house,
        "INSERT INTO stock_levels (shop_id, sku_id, warehouse_id, product_id, available_quantity, committed_quantity,"
        " read_at, last_seen) SELECT shop_id, sku_id, 'W9', product_id, 1, 1, read_at, last_seen FROM stock_levels LIMIT 1",
    )
    house.clock.advance(1)
    assert len((await house.reconcile.sweep(shop.shop_id)).differences) == 1
    assert (await house.reconcile.diff(shop.shop_id)).differences == []


async def test_products_and_packages_that_are_gone_get_a_tombstone(house: House) -> None:
    shop = await stored(house, 4)
    del shop.products["174"]
    package_id = next(iter(shop.packages))
    del shop.packages[package_id]
    house.clock.advance(1)
    swept = await house.reconcile.sweep(shop.shop_id)
    assert {(one.kind, one.object_id, one.theirs) for one in swept.differences} == {
        ("product", "174", None), ("package", package_id, None),
    }  # fmt: skip
    assert (await house.reconcile.diff(shop.shop_id)).differences == []


async def test_an_order_that_only_we_have_is_said_each_time_and_never_deleted(house: House) -> None:
    shop = await stored(house, 5)
    del shop.orders["57600003"]
    for _ in range(2):
        house.clock.advance(1)
        swept = await house.reconcile.sweep(shop.shop_id)
        assert [(one.kind, one.object_id, one.theirs) for one in swept.differences] == [("order", "57600003", None)]


async def test_what_moves_while_we_compare_is_not_called_a_difference(house: House) -> None:
    shop = await stored(house, 6)
    await drift(house, "UPDATE orders SET status = 'X' WHERE id = '57600003'")

    def move(path: str, count: int) -> None:
        if path == "GET /order/202507/orders":
            shop.now += 1
            shop.orders["57600003"]["update_time"] = shop.now

    shop.before = move
    found = await house.reconcile.diff(shop.shop_id)
    assert (found.differences, found.moving) == ([], 1)


async def test_a_diff_writes_nothing(house: House) -> None:
    shop = await stored(house, 7)
    await drift(house, "UPDATE orders SET status = 'X'")
    async with house.store.raw() as conn:
        before = await (
            await conn.execute("SELECT pg_current_xact_id_if_assigned(), (SELECT count(*) FROM changes)")
        ).fetchone()
    await house.reconcile.diff(shop.shop_id)
    async with house.store.raw() as conn:
        after = await (
            await conn.execute("SELECT pg_current_xact_id_if_assigned(), (SELECT count(*) FROM changes)")
        ).fetchone()
        statuses = await (await conn.execute("SELECT DISTINCT status FROM orders")).fetchall()
        sweeps = await (await conn.execute("SELECT count(*) FROM sweeps")).fetchone()
    assert (before, statuses, sweeps) == (after, [("X",)], (0,))


async def test_a_sweep_leaves_a_row_per_stream(house: House) -> None:
    shop = await stored(house, 8)
    await drift(house, "UPDATE orders SET status = 'X' WHERE id = '57600003'")
    house.clock.advance(1)
    await house.reconcile.sweep(shop.shop_id)
    async with house.store.raw() as conn:
        found = await (
            await conn.execute("SELECT stream, compared, differences, theirs FROM sweeps WHERE finished_at IS NOT NULL")
        ).fetchall()
    assert sorted(found) == [
        ("inventory", 5, 0, 5),
        ("orders", 20, 1, 20),
        ("packages", len(shop.packages), 0, len(shop.packages)),
        ("products", 5, 0, 5),
        ("warehouses", 1, 0, 1),
    ]


async def test_an_empty_shop_agrees_with_an_empty_store(house: House, shop: LittleShop) -> None:
    shop.warehouses.clear()
    found = await house.reconcile.diff(shop.shop_id)
    assert (found.differences, found.compared) == ([], 0)


async def test_a_shortened_backfill_is_compared_from_where_it_began_and_says_so(house: House) -> None:
    shop, _ = lively(5, orders=20, page_max=7)
    await house.connect(shop)
    shop.now += 5 * 86_400
    shop.order("57699999", ["170-0"])
    house.backfill = Backfill(house.store, house.access, seal, house.clock, house._defer, days=2)
    await house.run_backfill(shop)
    async with house.store.begin() as conn:
        assert await held.order_ids(conn, shop.shop_id, None, None) == ["57699999"]
    found = await house.reconcile.diff(shop.shop_id)
    assert found.differences == []
    since = found.since[f"orders of shop {shop.shop_id}"]
    assert since is not None
    assert (datetime.fromtimestamp(shop.now, UTC) - since).days in (1, 2)
    assert found.since[f"products of shop {shop.shop_id}"] is None


async def test_an_order_from_before_the_window_that_came_later_is_compared_too(house: House) -> None:
    shop, _ = lively(5, orders=20, page_max=7)
    await house.connect(shop)
    shop.now += 5 * 86_400
    shop.order("57699999", ["170-0"])
    house.backfill = Backfill(house.store, house.access, seal, house.clock, house._defer, days=2)
    await house.run_backfill(shop)
    old = next(iter(shop.orders))
    await house.ring(shop, 1, order_id=old)
    await house.lanes().drain()
    await drift(house, f"UPDATE orders SET status = 'UNPAID' WHERE id = '{old}'")
    assert [(one.object_id, one.field) for one in (await house.reconcile.diff(shop.shop_id)).differences] == [
        (old, "status")
    ]
    house.clock.advance(1)
    await house.reconcile.sweep(shop.shop_id)
    assert (await house.reconcile.diff(shop.shop_id)).differences == []
