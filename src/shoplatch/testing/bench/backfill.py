"""CPU seconds per 1,000 orders read into PostgreSQL, and whether memory stays flat over 50,000 of them.

Ours does the whole job: slices, cursors, "only if newer", personal data taken out and sealed, raw kept compressed, change
feed. The peers are what one does otherwise: a plain loop over another client (page, read the models, upsert orders and
lines), and a dlt pipeline with its `rest_api` source. Same simulator, same orders, same database server, slice by slice in
turns over the first 10,000; ours goes on to 50,000. Counted is the CPU of the reading process, without the peers' imports;
the simulator and PostgreSQL run in processes of their own. The ratio is of the slices that all of them read.
"""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from urllib.parse import quote

from shoplatch.clock import SystemClock
from shoplatch.errors import Fatal
from shoplatch.store import cursors
from shoplatch.store.cursors import Slice
from shoplatch.store.engine import Store
from shoplatch.sync.backfill import Backfill
from shoplatch.testing.bench import backfill_million
from shoplatch.testing.bench.backfill_peer import read_with_peer
from shoplatch.testing.bench.backfill_place import backfill_of, connect, installation
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.load import loop_factory
from shoplatch.testing.bench.result import Result

ORDERS = 50_000
PEERS_ORDERS = 10_000
PER_SLICE = 5_000
DAYS = 40  # of the world's year: enough for the orders above, and no need to cut the rest into slices
_clock = SystemClock()


@dataclass(slots=True)
class Effort:
    """What reading some orders took, and the rows (orders, lines) there are afterwards."""

    cpu_s: float = 0.0
    wall_s: float = 0.0
    rss_mb: list[float] = field(default_factory=list)
    rows: tuple[int, int] = (0, 0)

    @property
    def per_1000(self) -> float:
        """CPU seconds for a thousand orders."""
        return self.cpu_s * 1000 / self.rows[0]


def run(*, short: bool = False, million: bool = False, orders: int = backfill_million.ORDERS) -> Result:
    """Ours and the peers over the same windows of time, in turns. `million`: ours alone, over so many orders, and killed."""
    if million:
        return backfill_million.run(orders // 10 if short else orders)
    wanted = (PER_SLICE, PER_SLICE) if short else (ORDERS, PEERS_ORDERS)
    with (
        tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder,
        desk(Path(folder), world="million") as shop,
        asyncio.Runner(loop_factory=loop_factory()) as runner,  # the loop a worker runs on, for the peer as well
    ):
        return runner.run(_measure(Path(folder), shop, *wanted))


async def _measure(folder: Path, shop: Desk, wanted: int, wanted_of_peers: int) -> Result:
    async with installation(folder / "home") as platform:
        backfill = backfill_of(platform, days=DAYS, rows_max=PER_SLICE)
        await connect(platform, shop)
        await backfill.plan(shop.shop_id)
        planned = await _newest_first(platform.store, shop.shop_id)
        course = Course(backfill, platform.store, shop, folder)
        await course.run(planned, wanted, wanted_of_peers)
    for name, rows in (("the loop", course.loop.rows), ("dlt", course.dlt.rows)):
        if rows != course.shared.rows:
            raise Fatal(f"ours wrote {course.shared.rows} (orders, lines) of what all read, {name} {rows}")
    best = min(course.loop.per_1000, course.dlt.per_1000)
    return Result(
        "backfill",
        "CPU s per 1,000 orders",
        round(course.shared.per_1000, 3),
        {
            "tiktok-shop-api loop": round(course.loop.per_1000, 3),
            "dlt rest_api pipeline": round(course.dlt.per_1000, 3),
        },
        round(best / course.shared.per_1000, 2),
        {
            "orders": course.ours.rows[0],
            "order lines": course.ours.rows[1],
            "orders that all read": course.shared.rows[0],
            "ours over all of its orders": round(course.ours.per_1000, 3),
            "orders per second": round(course.ours.rows[0] / course.ours.wall_s),
            "orders per second, loop": round(course.loop.rows[0] / course.loop.wall_s),
            "orders per second, dlt": round(course.dlt.rows[0] / course.dlt.wall_s),
            "memory MB after each slice, with the loop beside": course.ours.rss_mb,
            "slices": len(course.ours.rss_mb),
            "world": "million",
        },
    )


async def _newest_first(store: Store, shop_id: str) -> list[Slice]:
    """The slices of the order stream."""
    async with store.begin() as conn:
        found = await cursors.slices(conn, shop_id, "orders")
    return sorted(found, key=lambda one: one.from_time, reverse=True)


class Course:
    """Slice by slice, ours and then each peer's, until all have as many orders as wanted; then ours alone.

    In turns, because a machine that others use does the same work at half the speed a minute later.
    """

    def __init__(self, backfill: Backfill, store: Store, shop: Desk, folder: Path) -> None:
        self._backfill = backfill
        self._store = store
        self._shop = shop
        self._folder = folder
        self.ours, self.shared, self.loop, self.dlt = Effort(), Effort(), Effort(), Effort()

    async def run(self, slices: list[Slice], wanted: int, wanted_of_peers: int) -> None:
        """All of it."""
        import_module("tiktok_shop_api.generated.models")  # seconds, which reading does not owe
        async with self._store.raw() as conn:  # the loop's tables are this connection's own
            for one in slices:
                with _counted(self.ours):
                    await self._backfill.run(one.id)
                self.ours.rss_mb.append(_rss_mb())
                self.ours.rows = await _count(self._store)
                if self.loop.rows[0] < wanted_of_peers:
                    self.shared.cpu_s, self.shared.wall_s, self.shared.rows = (
                        self.ours.cpu_s,
                        self.ours.wall_s,
                        self.ours.rows,
                    )
                    with _counted(self.loop):
                        self.loop.rows = await read_with_peer(conn, self._shop, [(one.from_time, one.to_time)])
                        await conn.commit()  # the pipeline takes longer than a transaction may stand idle
                    await self._with_dlt(one)
                if self.ours.rows[0] >= wanted:
                    return

    async def _with_dlt(self, one: Slice) -> None:
        """In a process of its own: what it imports and starts is its own affair."""
        job = {
            **{
                name: getattr(self._shop, name)
                for name in ("base_url", "app_key", "app_secret", "access_token", "shop_cipher")
            },
            "folder": str(self._folder / "dlt"),
            "database_url": _address(self._store),
            "spans": [(int(one.from_time.timestamp()), int(one.to_time.timestamp()))],
        }
        answer, log, began = self._folder / "dlt.json", self._folder / "dlt.log", _clock.monotonic()
        with log.open("wb") as said:
            done = await asyncio.to_thread(
                subprocess.run,
                [sys.executable, "-m", "shoplatch.testing.bench.backfill_dlt", str(answer)],
                input=json.dumps(job).encode(),
                stdout=said,
                stderr=said,
                check=False,
            )
        if done.returncode:
            raise Fatal(f"the dlt pipeline ended with {done.returncode}: {log.read_text(errors='replace')[-1500:]}")
        told = json.loads(answer.read_text())
        self.dlt.cpu_s += told["cpu_s"]
        self.dlt.wall_s += _clock.monotonic() - began
        self.dlt.rows = (told["rows"][0], told["rows"][1])


def _address(store: Store) -> str:
    """The database's address with its socket's folder as the host, as drivers read it that want a host."""
    given = store.parameters
    user, password, host = (quote(str(given[name]), safe="") for name in ("user", "password", "host"))
    return f"postgresql://{user}:{password}@{host}:{given.get('port') or 5432}/{given['dbname']}"


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
