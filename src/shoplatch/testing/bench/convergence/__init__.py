"""Does the store become true whatever happens on the way? Ninety days of a shop's life under fire, then a comparison.

Orders are placed, paid, cancelled, shipped, sent back and settled while a share of the webhooks is lost, doubled, shuffled
and late; while calls fail, are limited, hang, answer with the past and lose their token in mid-page; while our processes are
killed and the database goes down. When it is quiet again the store is held against the simulator's own counts, and table by
table, field by field, against a second store that read everything anew in peace.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from pathlib import Path
from typing import Any

from shoplatch.clock import SystemClock
from shoplatch.testing.bench.convergence.follower import Follower
from shoplatch.testing.bench.convergence.ground import Ground, ground
from shoplatch.testing.bench.convergence.life import DAYS, Life
from shoplatch.testing.bench.convergence.verdict import Verdict, judge
from shoplatch.testing.bench.convergence.weather import Weather
from shoplatch.testing.bench.result import Result

MINUTES = 40.0
ORDERS_PER_MINUTE = 500  # of the time there is: 20,000 orders in 40 minutes
STORM_SHARE = 0.5  # of the time; the rest is for becoming quiet, for the second store and for comparing
SEED = 1
_clock = SystemClock()


def run(*, short: bool = False, minutes: float | None = None, orders: int | None = None, seed: int = SEED) -> Result:
    """The storm and the verdict. `minutes` is about how long it may take, `orders` how many are placed on top of the world's
    own. `short` takes a tenth."""
    span = (minutes or MINUTES) * (0.1 if short and minutes is None else 1)
    wanted = orders if orders is not None else max(50, round(ORDERS_PER_MINUTE * span))
    with tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder:
        return asyncio.run(_measure(Path(folder), wanted, span * 60, seed))


async def _measure(folder: Path, orders: int, span_s: float, seed: int) -> Result:
    began = _clock.monotonic()
    async with ground(folder, seed=seed) as here:
        weather, follower = Weather(here, seed), Follower(here.platform.store)
        life = Life(here, orders, seed=seed, pace_s=span_s * STORM_SHARE / DAYS)
        async with _meanwhile(follower.run()):
            async with _meanwhile(weather.run()):
                await life.run(weather)
            await weather.clear()
            await life.keep_authorized()
            stormed_s = _clock.monotonic() - began
            verdict = await judge(here, follower, folder / "second", until=began + span_s)
        return _result(here, life, weather, verdict, stormed_s, _clock.monotonic() - began)


@contextlib.asynccontextmanager
async def _meanwhile(what: Any) -> Any:
    """Let something go on beside the block, and end it with the block; its own failure is ours."""
    task = asyncio.ensure_future(what)
    try:
        yield task
    finally:
        if not task.done():
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


def _result(here: Ground, life: Life, weather: Weather, verdict: Verdict, stormed_s: float, took_s: float) -> Result:
    bad = len(verdict.differences) + len(verdict.doubled) + len(verdict.lost)
    truth = here.ask("truth")
    return Result(
        "convergence",
        "differences",
        {
            "differences": len(verdict.differences),
            "doubled effects": len(verdict.doubled),
            "lost": len(verdict.lost),
        },
        {},
        0.0 if bad else 1.0,
        {
            "orders": truth["orders"],
            "orders placed in the storm": life.placed,
            "days": DAYS,
            "seconds of storm": round(stormed_s),
            "seconds in all": round(took_s),
            "processes killed": weather.killed,
            "databases restarted": weather.restarted,
            "authorized again by a person": life.authorized_again,
            "tables compared": verdict.tables,
            "rows compared": verdict.rows,
            "not compared, and why": verdict.left_out,
            "rounds until equal": verdict.rounds,
            "webhooks sent": truth["webhooks_sent"],
            "webhooks dropped": truth["webhooks_dropped"],
            "webhooks received": verdict.webhooks["received"],
            "copies received": verdict.webhooks["copies"],
            "changes followed": verdict.changes,
            "calls by code": truth["requests_by_code"],
            "calls struck": weather.strikes,
            "world": {name: truth[name] for name in ("packages", "cancellations", "returns", "statements", "transactions")},
            "what differs": verdict.differences[:50],
            "what was doubled": verdict.doubled[:50],
            "what was lost": verdict.lost[:50],
        },
    )
