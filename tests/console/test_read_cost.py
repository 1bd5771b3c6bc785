"""What a page of a list costs: as many rows as it shows, however large the tables are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import read
from shoplatch.store.engine import Store
from tests.console.seeding import GB, US, Seeded

MANY = 4_000
SHOWN = 20
BOTH = (GB, US)


def copies(table: str, one: str, changes: str) -> str:
    """A statement that copies a row many times over, with some columns changed; `g` counts."""
    return (
        f"INSERT INTO {table} SELECT (json_populate_record(o, json_build_object({changes}))).* "
        f"FROM {table} o, generate_series(1, {MANY}) g WHERE o.ctid = (SELECT min(ctid) FROM {table} WHERE {one})"
    )


GROWN = (
    copies("products", f"shop_id = '{GB}'", "'id', (800000000 + g)::text"),
    copies("skus", f"shop_id = '{GB}'", "'id', (900000000 + g)::text, 'product_id', (800000000 + g)::text"),
    copies("stock_levels", f"shop_id = '{GB}'", "'sku_id', (900000000 + g)::text, 'product_id', (800000000 + g)::text"),
    copies(
        "orders", f"shop_id = '{GB}'", "'id', (570000000 + g)::text, 'create_time', o.create_time - g * interval '1 min'"
    ),
    copies(
        "inbox",
        f"shop_id = '{GB}'",
        "'n', 100000 + g, 'dedupe_key', g::text, 'received_at', o.received_at - g * interval '1 h'",
    ),
    copies("packages", f"shop_id = '{GB}'", "'id', (700000000 + g)::text, 'order_ids', json_build_array(g::text)"),
)


@pytest.fixture
async def grown(store: Store, seeded: Seeded) -> Store:
    """The seeded shop, a great many times as large."""
    async with store.begin() as conn:
        if not (await conn.execute(text("SELECT 1 FROM packages LIMIT 1"))).first():
            await conn.execute(text(
                "INSERT INTO packages (shop_id, id, order_ids, source_version, first_seen, last_seen, read_at) "
                f"VALUES ('{GB}', '1', '{{1}}', '202309', '2026-01-01Z', '2026-01-01Z', '2026-01-01Z')"
            ))  # fmt: skip
        for statement in GROWN:
            assert (await conn.execute(text(statement))).rowcount == MANY, statement
        await conn.execute(text("ANALYZE"))
    return store


async def touched(store: Store, ask: Callable[[AsyncConnection], Awaitable[object]]) -> Counter[str]:
    """How many rows of each table the statements of a question really walked over, those thrown away too."""
    said: list[tuple[str, Any]] = []
    rows: Counter[str] = Counter()

    def hear(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        said.append((statement, parameters))

    async with store.begin() as conn:
        beneath = conn.sync_connection
        event.listen(beneath, "before_cursor_execute", hear)
        await ask(conn)
        event.remove(beneath, "before_cursor_execute", hear)
        for statement, parameters in said:
            asked = await conn.exec_driver_sql(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)
            plan = asked.scalar_one()
            count((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"], rows)
    assert said
    return rows


def count(node: dict[str, Any], rows: Counter[str]) -> None:
    if "Relation Name" in node:
        away = sum(int(node.get(name, 0)) for name in ("Rows Removed by Filter", "Rows Removed by Index Recheck"))
        rows[node["Relation Name"]] += int((node["Actual Rows"] + away) * node["Actual Loops"])
    for below in node.get("Plans", ()):
        count(below, rows)


Ask = Callable[[AsyncConnection], Awaitable[object]]
LISTS: dict[str, Ask] = {
    "products": lambda conn: read.products(conn, BOTH, limit=SHOWN),
    "products, further on": lambda conn: read.products(conn, BOTH, after=("800002000", GB), limit=SHOWN),
    "inventory": lambda conn: read.inventory(conn, BOTH, limit=SHOWN),
    "inventory, further on": lambda conn: read.inventory(conn, BOTH, after=("900002000", GB), limit=SHOWN),
    "orders of a shop": lambda conn: read.orders(conn, read.Filter((GB,)), limit=SHOWN),
    "orders": lambda conn: read.orders(conn, read.Filter(BOTH), limit=SHOWN),
    "webhooks": lambda conn: read.deliveries(conn, BOTH, limit=SHOWN),
}


async def test_a_page_walks_as_far_as_it_shows(grown: Store, seeded: Seeded) -> None:
    async with grown.begin() as conn:
        order_id = (await conn.execute(text(f"SELECT min(id) FROM orders WHERE shop_id = '{GB}'"))).scalar_one()
    asks = LISTS | {
        "an order with its packages": lambda conn: read.order_detail(conn, GB, order_id),
        "the events of a shop today": lambda conn: read.event_figures(conn, [GB], since=seeded.now),
    }
    cost = {name: await touched(grown, ask) for name, ask in asks.items()}
    assert all(cost[name] for name in LISTS), "the plans were not understood"
    assert {name: rows for name, rows in cost.items() if max(rows.values(), default=0) > MANY / 10} == {}
