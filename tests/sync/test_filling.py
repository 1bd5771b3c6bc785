"""The column `more` of rows from before it was there: filled from the kept bytes, as a read would, a portion at a time."""

from __future__ import annotations

from typing import Any

import pytest

from shoplatch.store import cursors
from shoplatch.store.more import PLACES
from shoplatch.sync import filling
from shoplatch.sync.filling import Filling
from shoplatch.sync.streams import every
from shoplatch.sync.streams.spec import Daily
from tests.sync.conftest import House, seal
from tests.sync.little_shop import LittleShop, lively
from tests.sync.wire import Wire, documented

TABLES = [name for place in PLACES for name in ((place.table,) if place.own else ()) + ((place.part,) if place.part else ())]


async def said(house: House) -> dict[str, Any]:
    """What every row of every such table says, `more` among it, and how many changes were told."""
    async with house.store.raw() as conn:
        found = {
            table: await (await conn.execute(f"SELECT to_jsonb(t) - 'raw' FROM {table} AS t ORDER BY 1".encode())).fetchall()
            for table in TABLES
        }
        return {**found, "changes": await (await conn.execute("SELECT count(*) FROM changes")).fetchall()}


async def emptied(house: House) -> None:
    """As the migration that added the column left it."""
    async with house.store.raw() as conn:
        for table in TABLES:
            await conn.execute(f"UPDATE {table} SET more = NULL".encode())


@pytest.fixture
async def shop(house: House) -> LittleShop:
    """A shop with some of everything that has the column."""
    shop, _ = lively(3, orders=30)
    await house.connect(shop)
    for order in shop.orders.values():
        order["payment_method_name"] = "Visa"
        order["line_items"][0]["package_status"] = "PROCESSING"
        order["line_items"][0]["combined_listing_skus"] = [{"sku_id": "1", "sku_count": 2}]
    await house.run_backfill(shop)
    answers: dict[str, Any] = {}
    wanted = [every.BY_NAME[place.table] for place in PLACES if place.table in every.BY_NAME]
    for stream in wanted:
        for operation in stream.operations:
            answer = {**documented(operation), "next_page_token": ""}
            answers[operation] = answer | ({"latest_available_date": "2030-01-01"} if isinstance(stream, Daily) else {})
    house.access.shops_by_id[shop.shop_id] = Wire(answers)  # type: ignore[assignment]  # anything that sends
    async with house.store.raw() as conn:
        await conn.execute("UPDATE orders SET create_time = update_time - interval '2 days'")
        await conn.execute("UPDATE packages SET status = 'COMPLETED'")
    for _ in range(2):
        await house.streams.run(shop.shop_id, only=[stream.name for stream in wanted], every=True)
    return shop


async def test_what_a_read_wrote_beside_the_columns_is_filled_again_from_the_kept_bytes_alone(
    house: House, shop: LittleShop
) -> None:
    before = await said(house)
    rich = {table for table in TABLES if any(row["more"] for (row,) in before[table])}
    assert rich >= {"orders", "order_lines", "promotions", "coupons", "package_details", "return_lines", "return_records",
                    "cancellation_lines", "creators", "promotion_products", "perf_shop", "perf_videos"}  # fmt: skip
    await emptied(house)
    work = Filling(house.store, seal, house.clock)
    assert not await work.done(shop.shop_id)
    filled = await work.run(shop.shop_id)
    assert filled == sum(1 for table in TABLES for (row,) in before[table] if row["more"])
    assert await work.done(shop.shop_id)
    assert await said(house) == before, "nothing else has changed, and nothing was told as news"
    assert await work.run(shop.shop_id) == 0


async def test_a_run_goes_on_where_the_last_one_stopped_and_skips_what_cannot_be_read(
    house: House, shop: LittleShop
) -> None:
    before = await said(house)
    await emptied(house)
    async with house.store.raw() as conn:
        ids = [row[0] for row in await (await conn.execute("SELECT id FROM orders ORDER BY id")).fetchall()]
        await conn.execute("UPDATE orders SET raw = %s WHERE id = %s", [b"\x00 no bytes of ours", ids[3]])
        await conn.execute("UPDATE orders SET raw = NULL WHERE id = %s", [ids[4]])  # its buyer was forgotten
    runs = 0
    while not await Filling(house.store, seal, house.clock).done(shop.shop_id):  # each time another process
        await Filling(house.store, seal, house.clock, together=4, read_max=5).run(shop.shop_id)
        runs += 1
    assert runs > 3
    after = await said(house)
    for (was,), (now,) in zip(before["orders"], after["orders"], strict=True):
        assert now["more"] == (None if was["id"] in ids[3:5] else was["more"])
    assert [row for (row,) in after["coupons"]] == [row for (row,) in before["coupons"]]


async def test_a_row_that_was_read_again_meanwhile_stays_as_that_read_wrote_it(house: House, shop: LittleShop) -> None:
    await emptied(house)
    async with house.store.raw() as conn:
        await conn.execute("UPDATE orders SET more = '{\"newer\": true}'")
    await Filling(house.store, seal, house.clock).run(shop.shop_id)
    assert {str(row["more"]) for (row,) in (await said(house))["orders"]} == {"{'newer': True}"}
    async with house.store.begin() as conn:
        assert await cursors.position(conn, shop.shop_id, filling.STREAM) == {"done": True}
