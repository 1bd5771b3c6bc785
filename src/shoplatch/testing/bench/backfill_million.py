"""A million orders read by the real slices of a backfill, in a process that is killed outright on the way.

The reading process is a worker's: it opens the installation, reads two slices at a time and holds nothing but pages. At even
shares of the way it gets SIGKILL, in the middle of whatever it does, and another one is started; that one finds the slices
where the last committed page left them. At the end the database has to hold every order the simulator counts in these
slices, each told once by the change feed, and the reader must have stayed below `MEMORY_MAX_MIB` all the time.

Counted is the memory of the reading process alone (its high-water mark, as the system tells it): the simulator and
PostgreSQL are processes of their own. Pages read again: what the simulator was asked beyond the pages committed.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from shoplatch.app import Platform
from shoplatch.clock import SystemClock
from shoplatch.errors import Fatal
from shoplatch.store import cursors
from shoplatch.store.cursors import Slice
from shoplatch.testing.bench.backfill_place import backfill_of, installation
from shoplatch.testing.bench.consenting import connect
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.load import loop_factory
from shoplatch.testing.bench.result import Result
from shoplatch.testing.bench.spent import peak_mib, spent_by

ORDERS = 1_000_000
ROWS_MAX = 10_000
KILLS = 4
MEMORY_MAX_MIB = 400
PAGE = 100
LOOK_EVERY_S = 0.25
READERS_MAX = KILLS + 3  # more that end by themselves than that is a fault, not bad luck
_clock = SystemClock()


@dataclass(slots=True)
class Way:
    """What happened on the way."""

    peaks_mib: list[float] = field(default_factory=list)  # of each reader
    killed_at: list[int] = field(default_factory=list)  # orders that were committed then
    wall_s: float = 0.0
    cpu_s: float = 0.0  # of the readers, each as it was last looked at
    trail: list[tuple[int, float]] = field(default_factory=list)  # orders committed, and the reader's memory then


def run(orders: int = ORDERS, *, kills: int = KILLS) -> Result:
    """Read so many orders (in whole slices, newest first; all there are for a million).

    Raises:
        Fatal: an order is missing or was told twice, a slice failed, or the reader took too much memory.
    """
    with (
        tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder,
        desk(Path(folder), world="million") as shop,
        asyncio.Runner(loop_factory=loop_factory()) as runner,
    ):
        return runner.run(_measure(Path(folder), shop, orders, kills))


async def _measure(folder: Path, shop: Desk, orders: int, kills: int) -> Result:
    home = folder / "home"
    async with installation(home) as platform:
        await connect(platform, shop)
        shops = [one.id for one in await platform.accounts.shops()]
        rows_max = min(ROWS_MAX, max(orders // 10, PAGE))
        for shop_id in shops:
            await backfill_of(platform, days=None, rows_max=rows_max).plan(shop_id)
        chosen, expected = await _chosen(platform, shop, shops, orders)
        asked = _asked(shop)
        job = {"home": str(home), "shops": shops, "slices": [one.id for one in chosen], "rows_max": rows_max}
        course = Course(platform, job, folder, Way())
        await course.run(expected, kills)
        asked = _asked(shop) - asked
        found = await _found(platform, job)
    _judge(found, expected, course.way, kills)
    return _result(found, expected, course.way, len(chosen), asked)


async def _chosen(platform: Platform, shop: Desk, shops: list[str], orders: int) -> tuple[list[Slice], int]:
    """Slices until they hold so many orders, newest first, and how many the simulator counts in them."""
    every: list[Slice] = []
    async with platform.store.begin() as conn:
        for shop_id in sorted(shops, key=lambda one: one != shop.shop_id):
            every += reversed(await cursors.slices(conn, shop_id, "orders"))
    chosen, expected = [], 0
    for one in every:
        if expected >= orders:
            break
        chosen.append(one)
        client = await platform.accounts.client_for_shop(one.shop_id)
        span = {"create_time_ge": int(one.from_time.timestamp()), "create_time_lt": int(one.to_time.timestamp())}
        reply = await client.call("order.get_order_list", body=span, page_size=1)
        expected += int(json.loads(reply.raw)["total_count"])
    return chosen, expected


class Course:
    """Reader after reader, until every slice has ended."""

    def __init__(self, platform: Platform, job: dict[str, Any], folder: Path, way: Way) -> None:
        self._platform = platform
        self._job = job
        self._folder = folder
        self.way = way

    async def run(self, expected: int, kills: int) -> None:
        """Read, and kill when the next share of the way has been committed."""
        shares = [expected * n // (kills + 1) for n in range(1, kills + 1)]
        began = _clock.monotonic()
        for _ in range(READERS_MAX + kills):
            kill_at = shares[len(self.way.killed_at)] if len(self.way.killed_at) < kills else None
            if await self._reader(kill_at):
                self.way.wall_s = _clock.monotonic() - began
                return
        raise Fatal(f"the slices have not ended after {len(self.way.peaks_mib)} readers: {self._said()}")

    async def _reader(self, kill_at: int | None) -> bool:
        """One reader, until it ends (True: with everything read) or is killed."""
        with (self._folder / "reader.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: ASYNC220  # one, and nobody else waits here
                [sys.executable, "-m", "shoplatch.testing.bench.backfill_reader"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
            )
        assert process.stdin is not None
        process.stdin.write(json.dumps(self._job).encode())
        process.stdin.close()
        peak, cpu_s = 0.0, 0.0
        try:
            while process.poll() is None:
                await asyncio.sleep(LOOK_EVERY_S)
                peak, cpu_s = max(peak, peak_mib(process.pid)), max(cpu_s, spent_by(process.pid).cpu_s)
                read = await self._committed()
                self._note(read, peak)
                if kill_at is not None and read >= kill_at:
                    process.kill()
                    process.wait()
                    self.way.killed_at.append(read)
                    break
        finally:
            process.kill()
            process.wait()
            self.way.peaks_mib.append(peak)
            self.way.cpu_s += cpu_s
        return process.returncode == 0

    def _note(self, read: int, peak: float) -> None:
        """Memory along the way, once every 50,000 orders."""
        if read // 50_000 > (self.way.trail[-1][0] // 50_000 if self.way.trail else 0):
            self.way.trail.append((read, peak))

    async def _committed(self) -> int:
        async with self._platform.store.raw() as conn:
            found = await conn.execute(
                "SELECT coalesce(sum(rows_read), 0) FROM slices WHERE id = ANY(%s)", [self._job["slices"]]
            )
            row = await found.fetchone()
        return int(row[0]) if row else 0

    def _said(self) -> str:
        return (self._folder / "reader.log").read_text(errors="replace")[-1500:]


async def _found(platform: Platform, job: dict[str, Any]) -> dict[str, int]:
    """What the database holds after it: rows, changes told, slices by state, pages committed."""
    counts = {
        "orders": "SELECT count(*) FROM orders",
        "order lines": "SELECT count(*) FROM order_lines",
        "sealed recipients": "SELECT count(*) FROM order_recipients",
        "told": "SELECT count(*) FROM changes WHERE kind = 'order'",
        "orders told": "SELECT count(DISTINCT object_id) FROM changes WHERE kind = 'order'",
        "changed": "SELECT count(*) FROM orders WHERE revision <> 1",
        "unfinished": "SELECT count(*) FROM slices WHERE id = ANY(%(ids)s) AND state <> 'done'",
        "counted": "SELECT coalesce(sum(rows_read), 0) FROM slices WHERE id = ANY(%(ids)s)",
        "pages": f"SELECT coalesce(sum(ceil(rows_read / {PAGE}.0)), 0) FROM slices WHERE id = ANY(%(ids)s)",
    }
    found = {}
    async with platform.store.raw() as conn:
        for name, statement in counts.items():
            row = await (await conn.execute(statement, {"ids": job["slices"]})).fetchone()
            found[name] = int(row[0]) if row else 0
    return found


def _judge(found: dict[str, int], expected: int, way: Way, kills: int) -> None:
    """Nothing missing, nothing twice, little memory.

    Raises:
        Fatal: something of that is not so.
    """
    wrong = [
        f"{name}: {found[name]:,} instead of {wanted:,}"
        for name, wanted in (
            *((name, expected) for name in ("orders", "told", "orders told", "counted")),
            ("unfinished", 0),
            ("changed", 0),
        )
        if found[name] != wanted
    ]
    if len(way.killed_at) != kills:
        wrong.append(f"the reader was killed {len(way.killed_at)} times instead of {kills}")
    if max(way.peaks_mib) >= MEMORY_MAX_MIB:
        wrong.append(f"the reader took {max(way.peaks_mib):.0f} MiB, and {MEMORY_MAX_MIB} are too many")
    if wrong:
        raise Fatal("; ".join(wrong))


def _result(found: dict[str, int], expected: int, way: Way, slices: int, asked: int) -> Result:
    return Result(
        "backfill",
        "orders in the database, each once",
        found["orders"],
        {"orders the simulator counts": expected},
        round(found["orders"] / expected, 6),
        {
            "memory MiB, most of any reader": max(way.peaks_mib),
            "memory MiB allowed": MEMORY_MAX_MIB,
            "memory MiB of each reader": way.peaks_mib,
            "memory MiB after so many orders": {f"{read:,}": peak for read, peak in way.trail},
            "killed with SIGKILL after so many orders": way.killed_at,
            "pages committed": found["pages"],
            "pages read again after a kill": asked - found["pages"],
            "order lines": found["order lines"],
            "sealed recipients": found["sealed recipients"],
            "changes told": found["told"],
            "slices": slices,
            "wall s": round(way.wall_s, 1),
            "orders per second": round(found["orders"] / way.wall_s),
            "CPU s of the readers, their starts included": round(way.cpu_s, 1),
            "world": "million",
        },
    )


def _asked(shop: Desk) -> int:
    """How many calls the simulator has answered so far."""
    with urlopen(f"{shop.base_url}/_sim/requests?limit=0", timeout=30) as answer:
        return int(json.load(answer)["last"])
