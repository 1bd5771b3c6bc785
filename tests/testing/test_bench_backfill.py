"""The backfill bench's own judgement: rows that differ are found, and an order that is missing or told twice ends it."""

from __future__ import annotations

import json

import pytest

from shoplatch.catalog import reader
from shoplatch.errors import Fatal
from shoplatch.simulator.in_shape import example
from shoplatch.store import orders as table
from shoplatch.store.engine import Store
from shoplatch.store.versions import Cause
from shoplatch.sync.streams import orders
from shoplatch.testing.bench import backfill_million
from shoplatch.testing.bench.backfill_million import Way, _judge
from shoplatch.testing.bench.backfill_peer import WAYS
from shoplatch.testing.bench.backfill_tables import Tables, differing
from tests.leftovers import loggers_put_back
from tests.store.shops import SHOP, with_shop
from tests.sync.conftest import NOW, seal

ORDER = example(reader.operation(orders.SEARCH))["orders"][0]
FOUND = {"orders": 10, "told": 10, "orders told": 10, "counted": 10, "unfinished": 0, "changed": 0}
TABLES = Tables("peer_orders_0", "peer_lines_0")


@pytest.mark.parametrize("way", WAYS)
@with_shop
async def test_a_loop_that_keeps_the_same_differs_in_nothing_and_one_value_is_enough(store: Store, way: str) -> None:
    made = orders.rows(json.dumps(ORDER).encode(), shop_id=SHOP, operation=orders.SEARCH, read_at=NOW, seal=seal)
    async with store.raw() as conn:
        await table.write(conn, SHOP, [made], cause=Cause("backfill"))
        for statement in TABLES.make:
            await conn.execute(statement)
        await WAYS[way](conn, TABLES, [ORDER])
        assert await differing(conn, TABLES) == {"orders": 0, "order_lines": 0}
        await conn.execute("UPDATE peer_lines_0 SET sale_price = sale_price + 0.01")
        assert await differing(conn, TABLES) == {"orders": 0, "order_lines": 2}
        await conn.execute("DELETE FROM peer_orders_0")
        assert (await differing(conn, TABLES))["orders"] == 1


def test_a_million_that_is_whole_passes() -> None:
    _judge(FOUND, 10, Way(peaks_mib=[99.0], killed_at=[5]), kills=1)


@pytest.mark.parametrize(
    ("found", "way"),
    [
        (FOUND | {"orders": 9}, Way(peaks_mib=[99.0], killed_at=[5])),
        (FOUND | {"told": 11}, Way(peaks_mib=[99.0], killed_at=[5])),
        (FOUND | {"changed": 1}, Way(peaks_mib=[99.0], killed_at=[5])),
        (FOUND | {"unfinished": 1}, Way(peaks_mib=[99.0], killed_at=[5])),
        (FOUND, Way(peaks_mib=[99.0, 400.0], killed_at=[5])),
        (FOUND, Way(peaks_mib=[99.0])),
    ],
)
def test_a_million_with_a_fault_fails(found: dict[str, int], way: Way) -> None:
    with pytest.raises(Fatal):
        _judge(found, 10, way, kills=1)


@pytest.mark.long
def test_a_reader_that_is_killed_again_and_again_leaves_every_order_once() -> None:
    with loggers_put_back():  # a bench owns its process
        result = backfill_million.run(3_000, kills=2)
    assert result.ratio == 1
    assert len(result.conditions["killed with SIGKILL after so many orders"]) == 2
    assert 0 < result.conditions["memory MiB, most of any reader"] < backfill_million.MEMORY_MAX_MIB
