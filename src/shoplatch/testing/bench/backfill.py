"""CPU seconds per 1,000 orders read into PostgreSQL, and whether memory stays flat over 50,000 of them.

Ours does the whole job: slices, cursors, "only if newer", personal data taken out and sealed, raw kept compressed, change
feed. The peer is the plain loop one writes over another client: page, read the models, upsert orders and lines. Same
simulator, same orders, same database server, slice by slice in turns. Counted is the CPU of the reading process, without the
peer's import; the simulator and PostgreSQL run in processes of their own.
"""

from __future__ import annotations

import asyncio
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
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
    """Ours and the peer over the same windows of time, in turns."""
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
        ours, peer, rows, peer_rows = await _in_turns(backfill, platform.store, shop, planned, wanted)
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
            "memory MB after each slice, with the peer beside": ours.rss_mb,
            "slices": len(ours.rss_mb),
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


async def _in_turns(
    backfill: Backfill, store: Store, shop: Desk, slices: list[Slice], wanted: int
) -> tuple[Effort, Effort, tuple[int, int], tuple[int, int]]:
    """Slice by slice, ours and then the peer's, until there are as many orders as wanted: what each took, and wrote.

    In turns, because a machine that others use does the same work at half the speed a minute later.
    """
    import_module("tiktok_shop_api.generated.models")  # seconds, which reading does not owe
    ours, peer = Effort(0.0, 0.0, []), Effort(0.0, 0.0, [])
    rows = peer_rows = (0, 0)
    async with store.raw() as conn:  # the peer's tables are this connection's own
        for one in slices:
            with _counted(ours):
                await backfill.run(one.id)
            ours.rss_mb.append(_rss_mb())
            rows = await _count(store)
            with _counted(peer):
                peer_rows = await read_with_peer(conn, shop, [(one.from_time, one.to_time)])
            if rows[0] >= wanted:
                break
    return ours, peer, rows, peer_rows


@contextmanager
def _counted(effort: Effort) -> Iterator[None]:
    cpu, wall = time.process_time(), _clock.monotonic()
    yield
    effort.cpu_s += time.process_time() - cpu
    effort.wall_s += _clock.monotonic() - wall


async def _count(store: Store) -> tuple[int, int]:
    async with store.raw() as conn:
        counted = await conn.execute("SELECT (SELECT count(*) FROM orders), (SELECT count(*) FROM order_lines)")
        row = await counted.fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


def _rss_mb() -> float:
    """The most memory this process has had, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
