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
from shoplatch.store.engine import RawConnection, Store
from shoplatch.sync.backfill import Backfill
from shoplatch.testing.bench import backfill_million
from shoplatch.testing.bench.backfill_dlt import DATASET
from shoplatch.testing.bench.backfill_peer import WAYS, read_with_peer
from shoplatch.testing.bench.backfill_place import backfill_of, installation
from shoplatch.testing.bench.backfill_tables import LINE_COLUMNS, ORDER_COLUMNS, Tables, differing, differing_from_dlt
from shoplatch.testing.bench.consenting import connect
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
    loops = {f"tiktok-shop-api loop, {name}": round(effort.per_1000, 3) for name, effort in course.loops.items()}
    against = {**loops, "dlt rest_api pipeline": round(course.dlt.per_1000, 3)}
    best = min(effort.per_1000 for effort in (*course.loops.values(), course.dlt))
    return Result(
        "backfill",
        "CPU s per 1,000 orders",
        round(course.shared.per_1000, 3),
        against,
        round(best / course.shared.per_1000, 2),
        {
            "orders": course.ours.rows[0],
            "order lines": course.ours.rows[1],
            "orders that all read": course.shared.rows[0],
            "rows compared, all equal": f"{len(ORDER_COLUMNS)} columns of orders, {len(LINE_COLUMNS)} of lines",
            "ours over all of its orders": round(course.ours.per_1000, 3),
            "orders per second": round(course.ours.rows[0] / course.ours.wall_s),
            **{
                f"orders per second, {name}": round(effort.rows[0] / effort.wall_s)
                for name, effort in (*course.loops.items(), ("dlt", course.dlt))
            },
            "memory MB after each slice, with the loops beside": course.ours.rss_mb,
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
        self.ours, self.shared, self.dlt = Effort(), Effort(), Effort()
        self.loops = {name: Effort() for name in WAYS}
        self._tables = {name: Tables(f"peer_orders_{n}", f"peer_lines_{n}") for n, name in enumerate(WAYS)}

    async def run(self, slices: list[Slice], wanted: int, wanted_of_peers: int) -> None:
        """All of it."""
        import_module("tiktok_shop_api.generated.models")  # seconds, which reading does not owe
        async with self._store.raw() as conn:  # the loops' tables are this connection's own
            for statement in (one for tables in self._tables.values() for one in tables.make):
                await conn.execute(statement)
            for one in slices:
                await conn.commit()  # a transaction may not stand idle for as long as a slice takes
                with _counted(self.ours):
                    await self._backfill.run(one.id)
                self.ours.rss_mb.append(_rss_mb())
                self.ours.rows = await _count(conn, "orders", "order_lines")
                await conn.commit()
                if self.shared.rows[0] < wanted_of_peers:
                    self.shared.cpu_s, self.shared.wall_s, self.shared.rows = (
                        self.ours.cpu_s,
                        self.ours.wall_s,
                        self.ours.rows,
                    )
                    await self._with_loops(conn, one)
                    await self._with_dlt(one)
                    await self._check(conn)
                if self.ours.rows[0] >= wanted:
                    return

    async def _with_loops(self, conn: RawConnection, one: Slice) -> None:
        for name, effort in self.loops.items():
            tables = self._tables[name]
            with _counted(effort):
                await read_with_peer(conn, self._shop, [(one.from_time, one.to_time)], tables, WAYS[name])
                await conn.commit()
            effort.rows = await _count(conn, tables.orders, tables.lines)
            await conn.commit()

    async def _check(self, conn: RawConnection) -> None:
        """Everybody has written the same.

        Raises:
            Fatal: a row that one side has and the other has not.
        """
        found = {name: await differing(conn, tables) for name, tables in self._tables.items()}
        found["dlt"] = await differing_from_dlt(conn, DATASET)
        await conn.commit()
        wrong = {name: rows for name, rows in found.items() if any(rows.values())}
        if wrong or self.dlt.rows != self.shared.rows:
            raise Fatal(f"the peers' rows are not ours: {wrong}; (orders, lines) {self.shared.rows} and dlt {self.dlt.rows}")

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


async def _count(conn: RawConnection, orders: str, lines: str) -> tuple[int, int]:
    counted = await conn.execute(f"SELECT (SELECT count(*) FROM {orders}), (SELECT count(*) FROM {lines})".encode())
    row = await counted.fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


def _rss_mb() -> float:
    """The most memory this process has had, in MB."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
