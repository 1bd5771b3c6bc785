"""Details of many objects: kept together, each ended in the transaction of its last row, nothing read twice for nothing."""

from __future__ import annotations

from typing import Any

from shoplatch.store import follow, packages
from shoplatch.store.versions import Cause
from tests.sync.conftest import House
from tests.sync.test_daily import causes
from tests.sync.test_keeping import listed, state, wired
from tests.sync.wire import documented

PACKAGE = "fulfillment.get_package_detail"
RETURNS, RECORDS = "return_refund.search_returns", "return_refund.get_return_records"
BOTH = ["returns", "return_records"]


def returns(count: int) -> dict[str, Any]:
    """So many returns on one page."""
    answer = documented(RETURNS)
    first = answer["return_orders"][0]
    answer["return_orders"] = [{**first, "return_id": f"r{k:03}"} for k in range(count)]
    return answer  # type: ignore[no-any-return]


def records(broken: set[str]) -> Any:
    """What happened to each return; of some the platform fails to say it."""

    def answer(operation: str, query: dict[str, Any], body: Any) -> Any:
        return 36009003 if query["return_id"] in broken else documented(RECORDS)

    return answer


async def test_what_was_read_before_a_failure_is_kept_and_only_the_rest_is_read_again(house: House) -> None:
    broken = {"r030"}
    wire = await wired(house, {RETURNS: returns(60), RECORDS: records(broken)})
    await house.streams.run("749", only=BOTH)
    kept = {row["return_id"] for row in await listed(house, "return_records")}
    stands = await state(house, "return_records")
    assert stands.error
    assert kept
    assert stands.waiting == 60 - len(kept), "what is kept is ended, what is not kept is open"
    broken.clear()
    wire.asked.clear()
    await house.streams.run("749", only=["return_records"], every=True)
    assert {query["return_id"] for name, query, _ in wire.asked if name == RECORDS} == {f"r{k:03}" for k in range(60)} - kept
    assert len({row["return_id"] for row in await listed(house, "return_records")}) == 60
    assert (await state(house, "return_records")).waiting == 0


async def test_the_next_run_goes_on_at_once_with_what_a_run_left_and_waits_after_a_failure(house: House) -> None:
    broken: set[str] = set()
    wire = await wired(house, {RETURNS: returns(3), RECORDS: records(broken)})
    await house.streams.run("749", only=BOTH)
    left = await state(house, "return_records")
    for error, asked in ((None, 3), ("it was too much", 0)):
        async with house.store.begin() as conn:
            await follow.all_due(conn, ["749"], house.clock.now())
            await conn.exec_driver_sql("UPDATE followed SET revision = 0")
            await conn.exec_driver_sql("UPDATE stream_states SET waiting = 3, error = %s", (error,))
        wire.asked.clear()
        await house.streams.run("749", only=["return_records"])
        assert wire.count(RECORDS) == asked, error
    assert left.waiting == 0


async def test_what_left_one_object_is_marked_there_and_not_with_its_neighbours(house: House) -> None:
    shorter: set[str] = set()

    def said(operation: str, query: dict[str, Any], body: Any) -> Any:
        whole = documented(RECORDS)
        one = whole["records"][0]
        times = (1, 2) if query["return_id"] not in shorter else (1,)
        return {"records": [{**one, "create_time": at} for at in times]}

    await wired(house, {RETURNS: returns(2), RECORDS: said})
    await house.streams.run("749", only=BOTH)
    assert len(await listed(house, "return_records")) == 4
    shorter.add("r000")
    house.clock.advance(60)
    async with house.store.begin() as conn:
        await conn.exec_driver_sql("UPDATE followed SET revision = 0")
    await house.streams.run("749", only=["return_records"], every=True)
    assert sorted(row["return_id"] for row in await listed(house, "return_records")) == ["r000", "r001", "r001"]


async def test_details_that_are_older_than_what_is_known_are_asked_again(house: House) -> None:
    told = {"package_status": "FULFILLING", "package_sub_status": "TTS", "update_time": 1_789_000_000}

    def detail(operation: str, query: dict[str, Any], body: Any) -> Any:
        return {**documented(PACKAGE), **told, "package_id": query["package_id"]}

    wire = await wired(house, {PACKAGE: detail})
    async with house.store.begin() as conn:  # its way has ended
        ended = {
            "id": "p1",
            "status": "COMPLETED",
            "read_at": house.clock.now(),
            "order_ids": ["1"],
            "raw": b"",
            "source_version": "202309",
        }
        await packages.write(conn, "749", [ended], cause=Cause("backfill"))
    await house.streams.run("749", only=["package_details"])
    [kept] = await listed(house, "package_details")
    assert kept["status"] == "FULFILLING"
    assert "asked again" in str((await state(house, "package_details")).error)
    await house.streams.run("749", only=["package_details"], every=True)
    assert wire.count(PACKAGE) == 1, "not before a while"
    told |= {"package_status": "COMPLETED", "package_sub_status": "DELIVERED", "update_time": 1_789_000_900}
    for passed_s in (61, 10_000_000):
        house.clock.advance(passed_s)
        await house.streams.run("749", only=["package_details"], every=True)
        [kept] = await listed(house, "package_details")
        assert (kept["status"], kept["package_sub_status"]) == ("COMPLETED", "DELIVERED")
        assert (await state(house, "package_details")).error is None
        assert wire.count(PACKAGE) == 2, "what has ended is asked once"


async def test_details_of_objects_that_are_history_are_history_though_they_were_looked_for_before(house: House) -> None:
    answers: dict[str, Any] = {RETURNS: 36009003, RECORDS: documented(RECORDS)}
    await wired(house, {RETURNS: lambda *_: answers[RETURNS], RECORDS: lambda *_: answers[RECORDS]})
    await house.streams.run("749", only=BOTH)  # the returns cannot be read, so there is nothing to look for
    assert await listed(house, "return_records") == []
    answers[RETURNS] = returns(3)
    await house.streams.run("749", only=BOTH, every=True)
    assert set(await causes(house, "return_records")) == {"backfill"}
    answers[RETURNS] = returns(5)
    house.clock.advance(60)
    await house.streams.run("749", only=BOTH, every=True)
    found = await causes(house, "return_records")
    assert set(found) == {"backfill", "incremental"}
    assert found["incremental"] == 2 * found["backfill"] / 3
