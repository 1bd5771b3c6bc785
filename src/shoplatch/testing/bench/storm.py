"""A flash sale at the simulator: 500 orders a second for a minute on one core, every webhook really sent and counted.

The receiver checks each signature in a process of its own on another core, where also a client reads orders all the while.
The rate asked for is what ours is set against: a simulator that cannot keep up places fewer.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from shoplatch.catalog.reader import topics
from shoplatch.clock import SystemClock
from shoplatch.errors import Fatal
from shoplatch.testing.bench import servers, storm_receiver
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.load import Load, load, loop_factory
from shoplatch.testing.bench.result import Result, percentile
from shoplatch.testing.bench.spent import Spent, pinned, spent_by

ORDERS_PER_SECOND = 500
SECONDS = 60
READS_PER_SECOND = 20
DRAIN_MAX_S = 60.0
_clock = SystemClock()


def run(*, short: bool = False) -> Result:
    """The storm, and what it took. `short` takes a tenth of the time."""
    seconds = SECONDS // 10 if short else SECONDS
    with (
        tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder,
        desk(Path(folder), world="stocked", core=0) as shop,
        servers.started(storm_receiver.__name__, shop.app_key, shop.app_secret, core=1) as port,
    ):
        settings = {"webhook_url": f"http://127.0.0.1:{port}/", "webhook_topics": sorted(topics())}
        _ask(shop, f"apps/{shop.app_key}", settings)
        before = spent_by(shop.pid)
        began = _clock.monotonic()
        _ask(shop, "traffic", {"profile": "spike", "profile_s": seconds, "running": True, "orders_per_minute": 0})
        reads = _read_meanwhile(shop, seconds)
        while (left := began + seconds - _clock.monotonic()) > 0:
            asyncio.run(asyncio.sleep(left))
        placed = _ask(shop, "traffic")
        waiting = _ask(shop, "deliveries?limit=0")["waiting"]
        took = _clock.monotonic() - began
        after = spent_by(shop.pid)
        drained_s = _drain(shop)
        truth = _ask(shop, "truth")
        counted = _fetch(f"http://127.0.0.1:{port}/")
    _check(truth, counted)
    return _result(placed, took, reads, before, after, drained_s, truth | {"waiting": waiting}, counted)


def _result(
    placed: dict[str, Any],
    took: float,
    reads: Load,
    before: Spent,
    after: Spent,
    drained_s: float,
    truth: dict[str, Any],
    counted: dict[str, int],
) -> Result:
    ours = placed["placed"] / took
    grown = after.resident_bytes - before.resident_bytes
    return Result(
        "storm",
        "orders/s",
        round(ours, 1),
        {"asked for": ORDERS_PER_SECOND},
        round(ours / ORDERS_PER_SECOND, 3),
        {
            "seconds": round(took, 1),
            "orders": placed["placed"],
            "turned away": placed["turned_away"],
            "webhooks acknowledged": truth["webhooks_acknowledged"],
            "webhooks acknowledged per second": round((truth["webhooks_acknowledged"]) / (took + drained_s)),
            "webhooks waiting when the storm ended": truth["waiting"],
            "seconds until none waited": round(drained_s, 2),
            "signatures that were wrong": counted["wrong"],
            "notifications seen twice": counted["came"] - counted["distinct"],
            "CPU seconds of the simulator": round(after.cpu_s - before.cpu_s, 1),
            "share of its core": round((after.cpu_s - before.cpu_s) / took, 2),
            "core": pinned(),
            "memory before MB": round(before.resident_bytes / 1e6),
            "memory after MB": round(after.resident_bytes / 1e6),
            "memory per order kB": round(grown / 1e3 / max(1, placed["placed"]), 1),
            "order searches meanwhile, p99 ms": round(percentile(reads.latencies_s, 0.99) * 1000, 1),
        },
    )


def _read_meanwhile(shop: Desk, seconds: int) -> Load:
    """A client that searches the newest 20 orders at a steady pace, as a dashboard would."""
    search = shop.call("POST", "/order/202309/orders/search", {"page_size": "20"}, b"{}")
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        reads = runner.run(
            load(
                "127.0.0.1",
                shop.port,
                [search] * (READS_PER_SECOND * seconds),
                connections=4,
                rate=READS_PER_SECOND,
                limit_s=seconds + 60,
            )
        )
    if set(reads.statuses) != {200}:
        raise Fatal(f"not every search was answered: {dict(reads.statuses)}")
    return reads


def _drain(shop: Desk) -> float:
    began = _clock.monotonic()
    while _clock.monotonic() - began < DRAIN_MAX_S:
        if _ask(shop, "deliveries/drain", {})["drained"]:
            return _clock.monotonic() - began
    raise Fatal(f"webhooks were still on their way {DRAIN_MAX_S:.0f} s after the storm")


def _check(truth: dict[str, Any], counted: dict[str, int]) -> None:
    """A figure of a storm in which something was lost is no figure."""
    if counted["wrong"]:
        raise Fatal(f"{counted['wrong']} webhooks were signed wrongly")
    if truth["webhooks_dropped"] or counted["distinct"] < truth["webhooks_acknowledged"]:
        raise Fatal(f"webhooks were lost: {truth['webhooks_dropped']} dropped, {counted['distinct']} came")


def _ask(shop: Desk, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    return _fetch(f"{shop.base_url}/_sim/{path}", None if body is None else json.dumps(body).encode())


def _fetch(url: str, body: bytes | None = None) -> dict[str, Any]:
    request = urllib.request.Request(url, body, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=90) as answer:
        told: dict[str, Any] = json.load(answer)
    return told
