"""Readers of the change feed see every change once, in order, however late its writer commits."""

from __future__ import annotations

from datetime import UTC, datetime

import psycopg

from shoplatch.store import changes, forwarding
from shoplatch.store.changes import START, Change, Position
from shoplatch.store.engine import Store
from tests.store.shops import SHOP, settled, with_shop

T0 = datetime(2026, 11, 1, tzinfo=UTC)


def change(id_: str) -> Change:
    return Change("order", id_, "webhook", None, None, "UNPAID", T0, T0)


async def read(store: Store, after: Position = START) -> tuple[list[str], Position]:
    async with store.raw() as conn:
        found = await changes.read(conn, after)
    return [row.change.object_id for row in found], found[-1].position if found else after


@with_shop
async def test_a_change_that_commits_late_is_not_skipped(store: Store) -> None:
    async with store.raw() as late:
        await changes.append(late, SHOP, [change("late")])  # numbered first
        async with store.raw() as early:
            await changes.append(early, SHOP, [change("early")])
        # "early" is committed and has the higher number; a reader that took it now would never see "late".
        seen, place = await read(store)
        assert seen == []
    await settled(store)
    seen, place = await read(store, place)
    assert seen == ["late", "early"]
    assert await read(store, place) == ([], place)


@with_shop
async def test_a_change_that_is_undone_is_never_seen(store: Store) -> None:
    async with store.raw() as conn:
        await changes.append(conn, SHOP, [change("undone")])
        await conn.rollback()
    async with store.raw() as conn:
        await changes.append(conn, SHOP, [change("kept")])
    await settled(store)
    assert (await read(store))[0] == ["kept"]


@with_shop
async def test_a_long_transaction_in_a_neighbours_database_holds_nobody_back(store: Store, postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as neighbour:
        neighbour.execute("SELECT pg_current_xact_id()")
        async with store.raw() as conn:
            await changes.append(conn, SHOP, [change("ours")])
            await conn.commit()
            held = await (await conn.execute("SELECT count(*) FROM pg_snapshot_xip(pg_current_snapshot())")).fetchone()
        assert held is not None
        assert held[0] >= 1
        seen, place = await read(store)
        async with store.raw() as conn:
            newest = await changes.newest(conn)
            assert await forwarding.newest(conn) == START
    assert (seen, newest) == (["ours"], place)


@with_shop
async def test_a_reader_that_looked_before_looks_again(store: Store) -> None:
    """In one transaction: what it saw of the activity is not kept for the next statement."""
    async with store.raw() as reader:
        assert await changes.read(reader) == []
        async with store.raw() as late:
            await changes.append(late, SHOP, [change("late")])
            async with store.raw() as early:
                await changes.append(early, SHOP, [change("early")])
            assert await changes.read(reader) == []
    await settled(store)
    assert (await read(store))[0] == ["late", "early"]


@with_shop
async def test_reading_in_small_steps_sees_everything_once(store: Store) -> None:
    for batch in range(5):
        async with store.begin() as conn:
            await changes.append(conn, SHOP, [change(f"{batch}{n}") for n in range(7)])
    await settled(store)
    seen, place = [], START
    while True:
        async with store.begin() as conn:
            step = await changes.read(conn, place, limit=3)
        if not step:
            break
        seen += [row.change.object_id for row in step]
        place = step[-1].position
    assert seen == [f"{batch}{n}" for batch in range(5) for n in range(7)]
    async with store.begin() as conn:
        assert await changes.newest(conn) == place


@with_shop
async def test_the_newest_change_is_newest_by_number_and_not_by_spelling(store: Store) -> None:
    async with store.raw() as conn:
        await changes.append(conn, SHOP, [change("ninth"), change("tenth")])
        # Transactions 99 and 100, long over in every database.
        await conn.execute(b"UPDATE changes SET xid = CASE object_id WHEN 'ninth' THEN '99' ELSE '100' END::xid8")
        await conn.commit()
        seen, place = await read(store)
        assert seen == ["ninth", "tenth"]
        assert await changes.newest(conn) == place == Position(100, place.n)


@with_shop
async def test_a_position_of_another_server_begins_again(store: Store) -> None:
    async with store.raw() as conn:
        await changes.append(conn, SHOP, [change("a")])
    await settled(store)
    assert (await read(store, Position(2**62, 999)))[0] == ["a"]


@with_shop
async def test_a_change_rings_when_it_commits(store: Store) -> None:
    async with store.listen(changes.CHANNEL) as bell:
        async with store.raw() as conn:
            await changes.append(conn, SHOP, [change("a")])
            assert not await bell.wait(0.05)
        assert await bell.wait(5)


@with_shop
async def test_what_was_written_comes_back_whole(store: Store) -> None:
    told = Change("stock", "sku:place", "reconcile", 12, "3", "1", None, T0)
    async with store.raw() as conn:
        await changes.append(conn, SHOP, [told])
    await settled(store)
    async with store.raw() as conn:
        (row,) = await changes.read(conn)
    assert (row.shop_id, row.change) == (SHOP, told)
