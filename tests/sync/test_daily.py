"""Figures by day: several days side by side, each once, none that is not there yet, and on at the first that is missing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from shoplatch.store import cursors, streams
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
        position = await cursors.position(conn, "749", "stream:perf_products")
        last = (await streams.first_and_last_order(conn, "749") or (None, house.clock.now()))[1] - timedelta(hours=12)
        assert position == {"through": available.isoformat(), "begun": last.date().isoformat()}
    assert await causes(house, "perf_products") == {"backfill": 15}, "all of it was there before anybody looked"


async def test_figures_of_days_before_the_first_look_are_history_though_they_come_later(house: House) -> None:
    shop = await house.connect(LittleShop())
    shop.product("170", {"170-0": 9})
    shop.order("1", ["170-0"])
    await house.run_backfill(shop)
    async with house.store.begin() as conn:
        await conn.exec_driver_sql("UPDATE orders SET create_time = update_time - interval '9 days'")
        span = await streams.first_and_last_order(conn, "749")
    assert span is not None
    begun, told = (span[1] - timedelta(hours=12)).date(), {"gmv": "1"}
    available = begun - timedelta(days=2)  # the figures of two days are not ready yet

    def figures(operation: str, query: dict[str, Any], body: Any) -> Any:
        answer = documented(NEWEST)
        answer["products"] = [{**answer["products"][0], "id": f"{query['start_date_ge']}-{told['gmv']}"}]
        return {**answer, "latest_available_date": available.isoformat(), "next_page_token": ""}

    house.access.shops_by_id["749"] = Wire({NEWEST: figures})  # type: ignore[assignment]  # anything that sends
    await house.streams.run("749", only=["perf_products"])
    first = await causes(house, "perf_products")
    assert set(first) == {"backfill"}
    available = begun
    await house.streams.run("749", only=["perf_products"], every=True)
    second = await causes(house, "perf_products")
    assert second["backfill"] == first["backfill"] + 2, "days that were there, and whose figures were late"
    assert set(second) == {"backfill"}
    revisions = {row["revision"] for row in await listed(house, "perf_products")}
    assert revisions == {1}, "a day that was read again says the same, up to whichever day there are figures now"
    async with house.store.begin() as conn:  # two days later
        await conn.exec_driver_sql("UPDATE orders SET update_time = update_time + interval '2 days'")
    available = begun + timedelta(days=2)
    await house.streams.run("749", only=["perf_products"], every=True)
    assert await causes(house, "perf_products") == {"backfill": second["backfill"], "incremental": 2}, (
        "days that began since"
    )
    told["gmv"] = "2"  # restated: other rows for days that were read
    await house.streams.run("749", only=["perf_products"], every=True)
    last = await causes(house, "perf_products")
    assert last["backfill"] == second["backfill"]
    assert last["incremental"] > 2, "what is restated of a day that was read is news, however old the day"


async def test_figures_of_a_shop_that_had_sold_nothing_at_the_first_look_are_news(house: House) -> None:
    shop = await house.connect(LittleShop())
    shop.product("170", {"170-0": 9})
    await house.run_backfill(shop)
    assert await house.streams.run("749", only=["perf_products"]) == {"perf_products": 0}
    shop.order("1", ["170-0"])
    await house.incremental.run("749")
    async with house.store.begin() as conn:
        await conn.exec_driver_sql("UPDATE orders SET create_time = update_time - interval '3 days'")
        span = await streams.first_and_last_order(conn, "749")
    assert span is not None
    answer = {**documented(NEWEST), "latest_available_date": span[1].date().isoformat(), "next_page_token": ""}
    house.access.shops_by_id["749"] = Wire({NEWEST: answer})  # type: ignore[assignment]  # anything that sends
    await house.streams.run("749", only=["perf_products"], every=True)
    assert set(await causes(house, "perf_products")) == {"incremental"}


async def causes(house: House, kind: str) -> dict[str, int]:
    """How many objects of a kind came with which cause."""
    came = "SELECT DISTINCT ON (object_id) cause FROM changes WHERE kind = %s ORDER BY object_id, n"
    async with house.store.begin() as conn:
        found = await conn.exec_driver_sql(f"SELECT cause, count(*) FROM ({came}) AS came GROUP BY 1", (kind,))
        return {row[0]: row[1] for row in found}


async def _oldest(house: House) -> date:
    async with house.store.begin() as conn:
        found = await conn.exec_driver_sql("SELECT min(create_time) FROM orders")
        oldest: date = found.scalar_one().date()
    return oldest
