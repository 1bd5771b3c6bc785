"""Figures by day: several days side by side, each once, none that is not there yet, and on at the first that is missing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from shoplatch.store import cursors
from shoplatch.sync.streams import perf_products
from tests.sync.conftest import House
from tests.sync.little_shop import LittleShop
from tests.sync.test_keeping import listed
from tests.sync.wire import Wire, documented

NEWEST = perf_products.STREAM.operations[0]


async def test_days_read_side_by_side_are_kept_up_to_the_last_there_is_and_a_failed_one_is_asked_again(house: House) -> None:
    shop = await house.connect(LittleShop())
    shop.product("170", {"170-0": 9})
    shop.order("1", ["170-0"])
    await house.run_backfill(shop)
    async with house.store.begin() as conn:  # the shop has sold for three weeks
        await conn.exec_driver_sql("UPDATE orders SET create_time = update_time - interval '21 days'")
    first = (await _oldest(house)) - timedelta(days=1)
    available, broken, asked = first + timedelta(days=14), {first + timedelta(days=6)}, list[date]()

    def figures(operation: str, query: dict[str, Any], body: Any) -> Any:
        day = date.fromisoformat(query["start_date_ge"])
        asked.append(day)
        if day in broken:
            return 36009003
        return {**documented(NEWEST), "latest_available_date": available.isoformat(), "next_page_token": ""}

    house.access.shops_by_id["749"] = Wire({NEWEST: figures})  # type: ignore[assignment]  # anything that sends
    await house.streams.run("749", only=["perf_products"])
    kept = {row["start_date"] for row in await listed(house, "perf_products")}
    assert kept == {first + timedelta(days=n) for n in range(4)}, (
        "the days before those that were read beside the broken one"
    )
    broken.clear()
    asked.clear()
    await house.streams.run("749", only=["perf_products"], every=True)
    kept = {row["start_date"] for row in await listed(house, "perf_products")}
    assert kept == {first + timedelta(days=n) for n in range(15)}
    assert len(asked) == len(set(asked))
    assert max(asked) == available, "once it is known which day is the last, none after it is asked for"
    async with house.store.begin() as conn:
        assert await cursors.position(conn, "749", "stream:perf_products") == {"through": available.isoformat()}


async def _oldest(house: House) -> date:
    async with house.store.begin() as conn:
        found = await conn.exec_driver_sql("SELECT min(create_time) FROM orders")
        oldest: date = found.scalar_one().date()
    return oldest
