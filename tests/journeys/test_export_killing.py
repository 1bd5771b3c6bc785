"""An export killed with SIGKILL at one point after the other: the next run completes, no row is missing or there twice."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shoplatch.store.engine import Store
from tests.api.conftest import database_url, filled
from tests.console.seeding import GB
from tests.journeys.exports_out import FAMILIES
from tests.store.shops import settled

__all__ = ["database_url", "filled"]
ORDERS = 3_000
MANY = """
INSERT INTO orders SELECT (jsonb_populate_record(one.o, jsonb_build_object('id', 'X' || g, 'shop_id', %(shop)s::text))).*
FROM (SELECT o FROM orders AS o LIMIT 1) AS one(o), generate_series(%(first)s::int, %(last)s::int) AS g
"""
LINES = """
INSERT INTO order_lines
SELECT (jsonb_populate_record(one.l, jsonb_build_object('id', 'L' || g || '-' || p, 'order_id', 'X' || g,
    'shop_id', %(shop)s::text))).*
FROM (SELECT l FROM order_lines AS l LIMIT 1) AS one(l), generate_series(%(first)s::int, %(last)s::int) AS g,
    generate_series(1, 2) AS p
"""
TOLD = """
INSERT INTO changes (shop_id, kind, object_id, cause, after, at)
SELECT %(shop)s, 'order', 'X' || g, 'webhook', 'CHANGED', %(at)s::timestamptz
FROM generate_series(%(first)s::int, %(last)s::int) AS g
"""


def more(url: str, first: int, last: int) -> None:
    """More orders, each with two lines."""
    given = {"first": first, "last": last, "shop": GB, "at": "2026-11-22T14:00:00Z"}
    with psycopg.connect(url) as conn:
        for statement in (MANY, LINES, TOLD):
            conn.execute(statement, given)


def change(url: str, round_: int) -> None:
    """Some orders become others, one loses a line, one is gone."""
    given = {"first": round_ * 10 + 1, "last": round_ * 10 + 400, "shop": GB, "at": "2026-11-22T15:00:00Z"}
    with psycopg.connect(url) as conn:
        conn.execute("UPDATE orders SET status = %s WHERE id = ANY(%s)",
                     [f"ROUND{round_}", [f"X{n}" for n in range(given["first"], given["last"] + 1)]])  # fmt: skip
        conn.execute("DELETE FROM order_lines WHERE order_id = %s AND id LIKE %s", [f"X{round_ * 10 + 5}", "%-2"])
        for table, column in (("order_lines", "order_id"), ("orders", "id")):
            conn.execute(f"DELETE FROM {table} WHERE {column} = %s".encode(), [f"X{round_ * 10 + 7}"])
        conn.execute(TOLD, given)


def held(url: str) -> dict[str, list[tuple[str, ...]]]:
    """What the store holds of each family: key and what changes."""
    asked = {
        "orders": "SELECT shop_id, id, status FROM orders",
        "order_lines": "SELECT l.shop_id, l.order_id, l.id FROM order_lines AS l",
        "stock_levels": "SELECT shop_id, sku_id, warehouse_id FROM stock_levels",
    }
    with psycopg.connect(url) as conn:
        return {name: sorted(tuple(map(str, row)) for row in conn.execute(statement)) for name, statement in asked.items()}


SHOWN = {"orders": ("shop_id", "id", "status"), "order_lines": ("shop_id", "order_id", "id"),
         "stock_levels": ("shop_id", "sku_id", "warehouse_id")}  # fmt: skip


def exported(folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """What a reader makes of the files, by the rule of the schema file."""
    found = {}
    for name in FAMILIES:
        by = json.loads((folder / name / "schema.json").read_bytes())["newest"]
        rows: list[dict[str, Any]] = [
            json.loads(line)
            for file in sorted((folder / name).glob("[0-9]*.jsonl"))
            for line in file.read_text().splitlines()
        ]
        last: dict[tuple[str, ...], int] = {}
        for row in rows:
            key = tuple(row[column] for column in by)
            last[key] = max(last.get(key, 0), row["_run"])
        newest = [row for row in rows if row["_run"] == last[tuple(row[column] for column in by)] and not row["_deleted"]]
        found[name] = sorted(tuple(str(row[column]) for column in SHOWN[name]) for row in newest)
    return found


def started(url: str, folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "tests.journeys.exports_out", url, str(folder), "jsonl"])


def _part(folder: Path, name: str, run: int, size: int) -> bool:
    part = folder / name / f".{run:06d}.jsonl.part"
    return part.exists() and part.stat().st_size >= size


def _state(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / "state.json").read_bytes()))
    except FileNotFoundError:
        return {"run": 0, "publish": []}


# When the process is killed: before a byte, in the middle of one family or another, when all is written and nothing has a
# name yet, and while files get their names.
POINTS: tuple[tuple[str, Callable[[Path, int], bool]], ...] = (
    ("a file was begun", lambda folder, run: _part(folder, "orders", run, 0)),
    ("orders are half written", lambda folder, run: _part(folder, "orders", run, 100_000)),
    ("lines are half written", lambda folder, run: _part(folder, "order_lines", run, 100_000)),
    ("the last family is begun", lambda folder, run: _part(folder, "stock_levels", run, 0)),
    ("the state is decided", lambda folder, run: _state(folder)["run"] >= run),
    ("the first file has its name", lambda folder, run: (folder / "orders" / f"{run:06d}.jsonl").exists()),
)


@pytest.mark.long
async def test_an_export_killed_at_any_point_is_completed_by_the_next_run(
    store: Store, database_url: str, tmp_path: Path
) -> None:
    more(database_url, 1, ORDERS)
    folder, killed = tmp_path / "out", []
    for round_, (what, reached) in enumerate(POINTS):
        change(database_url, round_)
        await settled(store)
        run = _state(folder)["run"] + 1
        process = started(database_url, folder)
        while process.poll() is None and not reached(folder, run):  # noqa: ASYNC110 - another process writes the files
            await asyncio.sleep(0.0002)
        process.kill()
        if process.wait() != 0:
            killed.append(what)
        before = sorted(path.name for path in folder.glob("*/[0-9]*.jsonl"))
        assert started(database_url, folder).wait() == 0, what
        assert exported(folder) == held(database_url), what
        assert not [*folder.glob("*/.*.part"), *folder.glob(".*.part")], what
        assert len(before) <= len([*folder.glob("*/[0-9]*.jsonl")]), what
    assert len(killed) >= len(POINTS) - 2, f"it was too quick to be killed: {killed}"
