"""What two stores say can be held against each other, and what was told twice or not at all is found."""

from __future__ import annotations

import pytest

from shoplatch.store import mirrored
from shoplatch.store.engine import Store
from shoplatch.store.schema import metadata
from shoplatch.testing.bench.convergence.follower import Follower
from shoplatch.testing.bench.convergence.verdict import differ
from tests.store.shops import SHOP, settled, with_shop
from tests.store.test_order_rows import order, write

ORDERS = next(one for one in mirrored.tables() if one.name == "orders")


async def wrong(store: Store) -> list[str]:
    async with store.begin() as conn:
        return await mirrored.told_wrongly(conn, [SHOP])


@with_shop
async def test_changes_that_were_told_once_each_are_fine(store: Store) -> None:
    await write(store, order(), order("5770002"))
    await write(store, order(at=5, status="IN_TRANSIT"))
    assert await wrong(store) == []


@with_shop
@pytest.mark.parametrize(
    "fault",
    [
        "DELETE FROM changes WHERE n = (SELECT max(n) FROM changes)",
        "INSERT INTO changes (shop_id, kind, object_id, cause, before, after, update_time, at) "
        "SELECT shop_id, kind, object_id, cause, before, after, update_time, at FROM changes LIMIT 1",
        "UPDATE orders SET revision = revision + 1",
    ],
)
async def test_a_change_that_was_told_twice_or_never_is_named(store: Store, fault: str) -> None:
    await write(store, order())
    await write(store, order(at=5, status="IN_TRANSIT"))
    async with store.raw() as conn:
        await conn.execute(fault)
    (said,) = await wrong(store)
    assert said.startswith("orders 577000000000000001: revision")


@with_shop
async def test_every_field_that_differs_is_named(store: Store) -> None:
    await write(store, order(), order("5770002"), order("5770003"))
    async with store.begin() as conn:
        before, was = await mirrored.said(conn, ORDERS, [SHOP]), await mirrored.digests(conn, ORDERS, [SHOP])
    await write(store, order(at=5, status="IN_TRANSIT"), order("5770002"), order("5770004"))
    async with store.raw() as conn:
        await conn.execute("DELETE FROM orders WHERE id = '5770003'")
    async with store.begin() as conn:
        after = await mirrored.said(conn, ORDERS, [SHOP])
        now = await mirrored.digests(conn, ORDERS, [SHOP])
        suspects = [key for key in was.keys() | now.keys() if was.get(key) != now.get(key)]
        seen = await mirrored.said(conn, ORDERS, [SHOP], keys=suspects)
    assert {key[-1] for key in suspects} == {"577000000000000001", "5770003", "5770004"}
    assert seen == {key: row for key, row in after.items() if key in suspects}
    found = differ(ORDERS, after, before)
    assert {one.split(":")[0] for one in found} == {
        f"orders {SHOP}/5770003",
        f"orders {SHOP}/5770004",
        f"orders {SHOP}/577000000000000001 status",
        f"orders {SHOP}/577000000000000001 update_time",
    }
    assert differ(ORDERS, before, before) == []


def test_every_table_that_mirrors_something_is_compared_with_all_it_says() -> None:
    tables = {one.name: one for one in mirrored.tables()}
    assert set(tables) == {
        name for name, table in metadata.tables.items() if "source_version" in table.columns or name.endswith("_lines")
    } | {"skus", "stock_levels", "affiliate_order_skus"}
    assert {"status", "total_amount", "payment"} <= set(tables["orders"].told)
    assert not {"raw", "revision", "read_at"} & {name for one in tables.values() for name in one.told}


@with_shop
async def test_a_follower_that_skips_or_hears_twice_is_found_out(store: Store) -> None:
    await write(store, order(), order("5770002"))
    await settled(store)
    follower = Follower(store)
    await follower.read()
    assert await follower.missed_and_doubled() == ([], [])
    first, second = follower.heard
    follower.heard = type(follower.heard)({second: 2})
    missed, doubled = await follower.missed_and_doubled()
    assert (str(first) in missed[0], str(second) in doubled[0], len(missed), len(doubled)) == (True, True, 1, 1)
