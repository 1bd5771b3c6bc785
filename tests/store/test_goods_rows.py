"""Products, SKUs, stock, warehouses and packages: tombstones, levels, and what is told about them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from shoplatch.errors import InvalidRequest
from shoplatch.store import changes, packages, products, schema, stock
from shoplatch.store.engine import Store
from shoplatch.store.products import ProductRows
from shoplatch.store.versions import Cause, Written
from tests.store.shops import SHOP, settled, with_shop

T0 = datetime(2026, 11, 1, tzinfo=UTC)
BACKFILL = Cause("backfill")


def second(n: int) -> datetime:
    return T0 + timedelta(seconds=n)


def product(id_: str = "P1", *, at: int = 0, title: str = "Mug", skus: tuple[str, ...] = ("A", "B")) -> ProductRows:
    row = {"id": id_, "title": title, "status": "ACTIVATE", "update_time": second(at), "read_at": second(at)}
    return ProductRows(
        {**row, "source_version": "202309"},
        [{"id": f"{id_}-{sku}", "seller_sku": sku, "sale_price": "6.45", "currency": "GBP"} for sku in skus],
    )


def level(sku: str, available: int, *, at: int = 0, place: str = "W1") -> dict[str, object]:
    quantities = {"available_quantity": available, "committed_quantity": 0}
    return {"sku_id": sku, "warehouse_id": place, "product_id": "P1", "read_at": second(at), **quantities}


async def feed(store: Store) -> list[tuple[str, str | None, str | None]]:
    await settled(store)
    async with store.raw() as conn:
        return [(row.change.object_id, row.change.before, row.change.after) for row in await changes.read(conn)]


async def skus(store: Store) -> dict[str, bool]:
    """Which SKUs there are, and whether they are alive."""
    async with store.begin() as conn:
        rows = await conn.execute(select(schema.skus.c.id, schema.skus.c.deleted_at).order_by("id"))
        return {row.id: row.deleted_at is None for row in rows}


@with_shop
async def test_a_product_is_written_with_its_skus_and_once(store: Store) -> None:
    async with store.raw() as conn:
        assert await products.write(conn, SHOP, [product(), product("P2")], cause=BACKFILL) == Written(new=2)
        assert await products.write(conn, SHOP, [product("P2"), product()], cause=BACKFILL) == Written(same=2)
    assert await skus(store) == {"P1-A": True, "P1-B": True, "P2-A": True, "P2-B": True}
    assert len(await feed(store)) == 2


@with_shop
async def test_a_sku_that_is_taken_away_gets_a_tombstone_and_may_come_back(store: Store) -> None:
    async with store.raw() as conn:
        await products.write(conn, SHOP, [product()], cause=BACKFILL)
        assert await products.write(conn, SHOP, [product(at=1, skus=("B",))], cause=BACKFILL) == Written(changed=1)
    assert await skus(store) == {"P1-A": False, "P1-B": True}
    async with store.raw() as conn:
        await products.write(conn, SHOP, [product(at=2)], cause=BACKFILL)
    assert await skus(store) == {"P1-A": True, "P1-B": True}


@with_shop
async def test_a_product_no_longer_served_keeps_its_row_with_a_tombstone(store: Store) -> None:
    async with store.raw() as conn:
        await products.write(conn, SHOP, [product(at=5)], cause=BACKFILL)
        assert await products.mark_deleted(conn, SHOP, ["P1", "unknown"], at=second(4), cause=BACKFILL) == 0  # read before
        assert await products.mark_deleted(conn, SHOP, ["P1"], at=second(9), cause=BACKFILL) == 1
        assert await products.mark_deleted(conn, SHOP, ["P1"], at=second(10), cause=BACKFILL) == 0
        assert await products.count(conn, SHOP) == 0
        assert await products.write(conn, SHOP, [product(at=7)], cause=BACKFILL) == Written(stale=1)
    assert await skus(store) == {"P1-A": False, "P1-B": False}
    assert await feed(store) == [("P1", None, "ACTIVATE"), ("P1", "ACTIVATE", "DELETED")]
    async with store.raw() as conn:
        assert await products.write(conn, SHOP, [product(at=11)], cause=BACKFILL) == Written(changed=1)
        assert (await products.versions(conn, SHOP))["P1"].deleted_at is None
    assert await skus(store) == {"P1-A": True, "P1-B": True}


@with_shop
async def test_any_shuffle_of_levels_ends_in_the_last_read(store: Store) -> None:
    history = [level(sku, 10 - n, at=n, place=place) for n in range(6) for sku in "AB" for place in ("W1", "W2")]
    for seed in range(6):
        shuffled = history * 2
        random.Random(seed).shuffle(shuffled)
        async with store.raw() as conn:
            await conn.execute("TRUNCATE stock_levels, changes")
        for start in range(0, len(shuffled), 5):
            async with store.raw() as conn:
                await stock.write(conn, SHOP, shuffled[start : start + 5], cause=BACKFILL)
        async with store.raw() as conn:
            held = await stock.levels(conn, SHOP, ["P1"])
        assert {(row.available_quantity, row.read_at) for row in held} == {(5, second(5))}
        assert len(held) == 4


@with_shop
async def test_a_level_that_stays_is_not_told_and_one_that_moves_is(store: Store) -> None:
    async with store.raw() as conn:
        assert await stock.write(conn, SHOP, [level("A", 3)], cause=BACKFILL) == Written(new=1)
        assert await stock.write(conn, SHOP, [level("A", 3, at=1)], cause=BACKFILL) == Written(same=1)
        assert await stock.write(conn, SHOP, [level("A", 9, at=0)], cause=BACKFILL) == Written(stale=1)
        assert await stock.write(conn, SHOP, [level("A", 2, at=2)], cause=Cause("webhook", {"A": 4})) == Written(changed=1)
    assert await feed(store) == [("A:W1", None, "3"), ("A:W1", "3", "2")]


@with_shop
async def test_levels_that_a_whole_read_no_longer_names_are_removed(store: Store) -> None:
    async with store.raw() as conn:
        await stock.write(conn, SHOP, [level("A", 3), level("A", 4, place="W2"), level("B", 1, at=50)], cause=BACKFILL)
        await stock.write(conn, SHOP, [level("A", 3, at=10)], cause=BACKFILL, whole=["P1"])
        held = {(row.sku_id, row.warehouse_id) for row in await stock.levels(conn, SHOP)}
    assert held == {("A", "W1"), ("B", "W1")}  # B was read later than the batch
    assert (await feed(store))[-1] == ("A:W2", "4", "DELETED")
    async with store.raw() as conn:
        await stock.write(conn, SHOP, [], cause=BACKFILL, whole=["P1"])
        assert await stock.levels(conn, SHOP) == []


@with_shop
async def test_a_level_without_a_quantity_is_refused(store: Store) -> None:
    async with store.raw() as conn:
        with pytest.raises(InvalidRequest, match="quantity"):
            await stock.write(conn, SHOP, [{**level("A", 1), "available_quantity": None}], cause=BACKFILL)


@with_shop
async def test_warehouses_are_kept_and_tell_nobody(store: Store) -> None:
    row = {"id": "W1", "name": "Leeds", "type": "SALES_WAREHOUSE", "is_default": True, "effect_status": "ENABLED"}
    known = {**row, "read_at": T0, "source_version": "202309"}
    async with store.raw() as conn:
        assert await stock.write_warehouses(conn, SHOP, [known], cause=BACKFILL) == Written(new=1)
        moved = {**known, "name": "York", "read_at": second(1)}
        assert await stock.write_warehouses(conn, SHOP, [moved], cause=BACKFILL) == Written(changed=1)
    assert await feed(store) == []


@with_shop
async def test_packages_name_their_orders_and_are_versioned(store: Store) -> None:
    row = {"id": "K1", "order_ids": ["1", "2"], "status": "PROCESSING", "update_time": T0, "read_at": T0}
    known = {**row, "source_version": "202309"}
    async with store.raw() as conn:
        assert await packages.write(conn, SHOP, [known], cause=BACKFILL) == Written(new=1)
        later = {**known, "status": "FULFILLING", "update_time": second(3), "read_at": second(3)}
        assert await packages.write(conn, SHOP, [later, known], cause=BACKFILL) == Written(changed=1)
        assert await packages.mark_deleted(conn, SHOP, ["K1"], at=second(4), cause=BACKFILL) == 1
        assert await packages.count(conn, SHOP) == 0
    async with store.begin() as conn:
        assert (await conn.execute(select(schema.packages.c.order_ids))).scalar_one() == ["1", "2"]
