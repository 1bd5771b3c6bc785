"""What a page of a list costs: as many rows as it shows, however large the tables are."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from psycopg import AsyncCursor
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import calls, read
from shoplatch.store.calls import Which
from shoplatch.store.engine import Store, driver
from tests.console.seeding import GB, US, Seeded

MANY = 4_000
SHOWN = 20
BOTH = (GB, US)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


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
    copies("api_calls", "true", "'id', 500000 + g, 'at', o.at - g * interval '1 min'"),
    copies("packages", f"shop_id = '{GB}'", "'id', (700000000 + g)::text, 'order_ids', json_build_array(g::text)"),
)
# What is looked for in the log is rare: one call in a hundred was refused, one was slow.
TROUBLED = """
UPDATE api_calls SET code = 36009004, status = 429, request_id = 'r' || id,
    elapsed_ms = CASE id WHEN 503500 THEN 9000 ELSE 90 END
WHERE id % 100 = 0
"""


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
        await conn.execute(text(TROUBLED))
        await conn.execute(text("ANALYZE"))
    return store


async def touched(store: Store, ask: Callable[[AsyncConnection], Awaitable[object]]) -> Counter[str]:
    """How many rows of each table the statements of a question really walked over, those thrown away too."""
    said: list[tuple[Any, Any]] = []
    rows: Counter[str] = Counter()

    class Hearing(AsyncCursor[Any]):
        async def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
            said.append((query, params))
            return await super().execute(query, params, **more)

    async with store.begin() as conn:
        beneath = await driver(conn)
        beneath.cursor_factory = Hearing
        await ask(conn)
        beneath.cursor_factory = AsyncCursor
        for query, params in said:
            text_of = query.encode() if isinstance(query, str) else query
            plan = await (await beneath.execute(b"EXPLAIN (ANALYZE, FORMAT JSON) " + text_of, params)).fetchone()
            assert plan is not None
            told = next(iter(plan.values())) if isinstance(plan, dict) else plan[0]
            count((json.loads(told) if isinstance(told, str) else told)[0]["Plan"], rows)
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
    "calls": lambda conn: calls.find(conn, Which(since=LONG_AGO), limit=SHOWN),
    "calls, further on": lambda conn: calls.find(conn, Which(since=LONG_AGO), limit=SHOWN, before=502000),
    "calls of a shop": lambda conn: calls.find(conn, Which(shop_ids=[GB], since=LONG_AGO), limit=SHOWN),
    "calls that failed": lambda conn: calls.find(conn, Which(outcome="failed", since=LONG_AGO), limit=SHOWN),
    "calls by code": lambda conn: calls.find(conn, Which(code=36009004, since=LONG_AGO), limit=SHOWN),
    "calls by status": lambda conn: calls.find(conn, Which(status=429, since=LONG_AGO), limit=SHOWN),
    "calls that took long": lambda conn: calls.find(conn, Which(outcome="slow", since=LONG_AGO), limit=SHOWN),
    "what went wrong": lambda conn: calls.troubles(conn, Which(since=LONG_AGO)),
    "a call by its request id": lambda conn: calls.of_request(conn, "r503500"),
}


async def test_a_page_walks_as_far_as_it_shows(grown: Store, seeded: Seeded) -> None:
    async with grown.begin() as conn:
        order_id = (await conn.execute(text(f"SELECT min(id) FROM orders WHERE shop_id = '{GB}'"))).scalar_one()
    asks = LISTS | {
        "an order with its packages": lambda conn: read.order_detail(conn, GB, order_id),
        "calls of an operation that was never called": lambda conn: calls.find(conn, Which(operation="zzz"), limit=SHOWN),
        "the events of a shop today": lambda conn: read.event_figures(conn, [GB], since=seeded.now),
    }
    cost = {name: await touched(grown, ask) for name, ask in asks.items()}
    assert all(cost[name] for name in LISTS), "the plans were not understood"
    assert {name: rows for name, rows in cost.items() if max(rows.values(), default=0) > MANY / 10} == {}
