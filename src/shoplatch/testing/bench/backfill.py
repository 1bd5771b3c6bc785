"""CPU seconds per 1,000 orders read into PostgreSQL, and whether memory stays flat over 50,000 of them.

Ours does the whole job: slices, cursors, "only if newer", personal data taken out and sealed, raw kept compressed, change
feed. The peer is the plain loop one writes over another client: page, read the models, upsert orders and lines. Same
simulator, same orders, same database server. Counted is the CPU of the reading process; the simulator and PostgreSQL run in
processes of their own.
"""

from __future__ import annotations

import asyncio
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from shoplatch.app import Platform
from shoplatch.clock import SystemClock
from shoplatch.config import load
from shoplatch.errors import Fatal
from shoplatch.store import cursors
from shoplatch.store.cursors import Slice
from shoplatch.store.engine import Store
from shoplatch.sync.backfill import Backfill
from shoplatch.testing.bench.backfill_peer import read_with_peer
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.result import Result
from shoplatch.transport import HttpRequest

ORDERS = 50_000
PER_SLICE = 5_000
DAYS = 40  # of the world's year: enough for the orders above, and no need to cut the rest into slices
_clock = SystemClock()


@dataclass(slots=True)
class Effort:
    """What reading some orders took."""

    cpu_s: float
    wall_s: float
    rss_mb: list[float]


def run(*, short: bool = False) -> Result:
    """Ours, then the peer over the same windows of time."""
    with tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder, desk(Path(folder), world="million") as shop:
        return asyncio.run(_measure(Path(folder), shop, PER_SLICE if short else ORDERS))


async def _measure(folder: Path, shop: Desk, wanted: int) -> Result:
    environment = {"SHOPLATCH_PUBLIC_URL": "http://127.0.0.1:9", "SHOPLATCH_LOG_LEVEL": "error"}
    platform = await Platform.open(load(home=folder / "home", environment=environment))
    try:
        backfill = Backfill(
            platform.store, platform.accounts, platform.vault.seal, _clock, _no_queue, days=DAYS, rows_max=PER_SLICE
        )
        await _connect(platform, shop)
        await backfill.plan(shop.shop_id)
        planned = await _newest_first(platform.store, shop.shop_id)
        ours, slices = await _ours(backfill, platform.store, planned, wanted)
        rows = await _count(platform.store)
        await platform.store.ping()
        peer, peer_rows = await _peer(platform.store, shop, slices)
    finally:
        await platform.close()
    if rows != peer_rows:
        raise Fatal(f"ours wrote {rows} (orders, lines), the peer {peer_rows}")
    per_1000 = 1000 / rows[0]
    return Result(
        "backfill",
        "CPU s per 1,000 orders",
        round(ours.cpu_s * per_1000, 3),
        {"tiktok-shop-api loop": round(peer.cpu_s * per_1000, 3)},
        round(peer.cpu_s / ours.cpu_s, 2),
        {
            "orders": rows[0],
            "order lines": rows[1],
            "orders per second": round(rows[0] / ours.wall_s),
            "orders per second, peer": round(rows[0] / peer.wall_s),
            "memory MB after each slice": ours.rss_mb,
            "slices": len(slices),
            "world": "million",
        },
    )


async def _no_queue(*_: object, **__: object) -> None:
    """The bench runs the slices itself."""


async def _connect(platform: Platform, shop: Desk) -> None:
    """Add the app and authorize it, by the real consent link."""
    await platform.accounts.add_app(
        name="Bench",
        app_key=shop.app_key,
        app_secret=shop.app_secret,
        service_id=shop.service_id,
        market="ROW",
        environment="simulator",
        base_url=shop.base_url,
    )
    consent = await platform.accounts.consent_link(shop.app_key)
    answer = await platform.transport.send(HttpRequest("GET", consent.url, (("accept", "*/*"),)), timeout_s=30)
    await platform.accounts.finish_consent(dict(parse_qsl(urlsplit(answer.headers["location"]).query)))


async def _newest_first(store: Store, shop_id: str) -> list[Slice]:
    """The slices of the order stream."""
    async with store.begin() as conn:
        found = await cursors.slices(conn, shop_id, "orders")
    return sorted(found, key=lambda one: one.from_time, reverse=True)


async def _ours(backfill: Backfill, store: Store, slices: list[Slice], wanted: int) -> tuple[Effort, list[Slice]]:
    """Read slices until there are as many orders as wanted; what it took, and which slices."""
    memory: list[float] = []
    done: list[Slice] = []

    async def read() -> None:
        for one in slices:
            await backfill.run(one.id)
            done.append(one)
            memory.append(_rss_mb())
            if (await _count(store))[0] >= wanted:
                return

    return await _effort(read, memory), done


async def _peer(store: Store, shop: Desk, slices: list[Slice]) -> tuple[Effort, tuple[int, int]]:
    memory: list[float] = []
    rows = (0, 0)

    async def read() -> None:
        nonlocal rows
        async with store.raw() as conn:
            rows = await read_with_peer(conn, shop, [(one.from_time, one.to_time) for one in slices])

    return await _effort(read, memory), rows


async def _effort(read: Callable[[], Any], memory: list[float]) -> Effort:
    cpu, wall = time.process_time(), _clock.monotonic()
    await read()
    return Effort(time.process_time() - cpu, _clock.monotonic() - wall, memory)


async def _count(store: Store) -> tuple[int, int]:
    async with store.raw() as conn:
        counted = await conn.execute("SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM order_lines)")
        row = await counted.fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


def _rss_mb() -> float:
    """The most memory this process has had, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
