"""Does the store become true whatever happens on the way? Ninety days of a shop's life under fire, then a comparison.

Orders are placed, paid, cancelled, shipped, sent back and settled while a share of the webhooks is lost, doubled, shuffled
and late; while calls fail, are limited, hang, answer with the past and lose their token in mid-page; while our processes are
killed and the database goes down. When it is quiet again the store is held against the simulator's own counts, and table by
table, field by field, against a second store that read everything anew in peace.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shoplatch.clock import SystemClock
from shoplatch.testing.bench.convergence.follower import Follower
from shoplatch.testing.bench.convergence.ground import Ground, ground
from shoplatch.testing.bench.convergence.life import DAYS, Life
from shoplatch.testing.bench.convergence.phases import Phases, spent_on
from shoplatch.testing.bench.convergence.verdict import Verdict, judge
from shoplatch.testing.bench.convergence.weather import Weather
from shoplatch.testing.bench.result import Result

MINUTES = 40.0
ORDERS_PER_MINUTE = 520  # of the time there is after the first minute: 20,280 orders in 40 minutes
STORM_SHARE = 0.5  # of the time, at most; the rest is for becoming quiet, for the second store and for comparing
STORM_S_PER_1_000 = 45.0  # few orders need no long storm
STORM_LEAST_S = 60.0
ENDING_S = 20.0  # of the time: everything has to be stopped, too
SEED = 1
_clock = SystemClock()


def run(
    *,
    short: bool = False,
    minutes: float | None = None,
    orders: int | None = None,
    seed: int = SEED,
    tell: Callable[[str], None] = lambda _: None,
) -> Result:
    """The storm and the verdict. `minutes` is how long the whole may take: what is not done by then is broken off, and the
    result says so. `orders` are placed on top of the world's own. `short` takes a tenth. `tell` is given lines of progress.

    Ctrl-C ends it early, with what is known by then.
    """
    span = (minutes or MINUTES) * (0.1 if short and minutes is None else 1)
    wanted = orders if orders is not None else max(50, round(ORDERS_PER_MINUTE * (span - 1)))
    with tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder:
        return asyncio.run(_measure(_Run(Path(folder), wanted, span * 60, seed, tell)))


def storm_s(orders: int, span_s: float) -> float:
    """How long the ninety days are to take, in seconds: 45 for 1,000 orders, a minute at least, half of the time at most."""
    return min(span_s * STORM_SHARE, max(STORM_LEAST_S, STORM_S_PER_1_000 * orders / 1_000))


@dataclass(slots=True)
class _Run:
    """What is wanted, and what is known so far."""

    folder: Path
    orders: int
    span_s: float
    seed: int
    tell: Callable[[str], None]
    verdict: Verdict = field(default_factory=Verdict)
    unfinished: str = ""


async def _measure(run: _Run) -> Result:
    began = _clock.monotonic()
    phases = Phases(run.tell, until=began + run.span_s)
    async with phases.said(), contextlib.AsyncExitStack() as stack:
        with phases.phase("starting, and the first backfill"):
            here = await stack.enter_async_context(ground(run.folder, seed=run.seed))
        phases.spent = lambda: spent_on(os.getpid(), here.shop.pid)
        weather, follower = Weather(here, run.seed), Follower(here.platform.store)
        life = Life(here, run.orders, phases, seed=run.seed, pace_s=storm_s(run.orders, run.span_s) / DAYS)
        try:
            left_s = began + run.span_s - min(ENDING_S, run.span_s / 10) - _clock.monotonic()
            async with asyncio.timeout(left_s) as limit:
                async with _meanwhile(follower.run()):
                    await _live(life, weather, phases)
                    await judge(here, follower, run.folder / "second", run.verdict, phases)
        except TimeoutError:
            if not limit.expired():
                raise
            run.unfinished = f"{phases.now or 'between two phases'}: the time was over"
        except asyncio.CancelledError:
            run.unfinished = f"{phases.now or 'between two phases'}: stopped from outside"
        return _result(here, life, weather, run, phases, _clock.monotonic() - began)


async def _live(life: Life, weather: Weather, phases: Phases) -> None:
    with phases.phase("90 days in the storm"):
        try:
            async with _meanwhile(weather.run()):
                await life.run(weather)
        finally:
            await weather.clear()
        await life.keep_authorized()


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


def _result(here: Ground, life: Life, weather: Weather, run: _Run, phases: Phases, took_s: float) -> Result:
    verdict = run.verdict
    bad = len(verdict.differences) + len(verdict.doubled) + len(verdict.lost)
    truth = here.ask("truth")
    return Result(
        "convergence",
        "differences",
        {
            "differences": len(verdict.differences),
            "doubled effects": len(verdict.doubled),
            "lost": len(verdict.lost),
            **({"phases unfinished": 1} if run.unfinished else {}),
        },
        {},
        0.0 if bad or run.unfinished else 1.0,
        {
            "unfinished": run.unfinished,
            "orders": truth["orders"],
            "orders placed in the storm": life.placed,
            "days": DAYS,
            "seconds in all": round(took_s),
            "phases": phases.cost,
            "processes killed": weather.killed,
            "databases restarted": weather.restarted,
            "authorized again by a person": life.authorized_again,
            "tables compared": verdict.tables,
            "rows compared": verdict.rows,
            "not compared, and why": verdict.left_out,
            "rounds until equal": verdict.rounds,
            "differed until both had looked again": verdict.moved,
            "webhooks sent": truth["webhooks_sent"],
            "webhooks dropped": truth["webhooks_dropped"],
            "webhooks received": verdict.webhooks.get("received"),
            "copies received": verdict.webhooks.get("copies"),
            "changes followed": verdict.changes,
            "calls by code": truth["requests_by_code"],
            "calls struck": weather.strikes,
            "world": {name: truth[name] for name in ("packages", "cancellations", "returns", "statements", "transactions")},
            "what differs": verdict.differences[:50],
            "what was doubled": verdict.doubled[:50],
            "what was lost": verdict.lost[:50],
        },
    )
