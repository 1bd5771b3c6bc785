"""Durable webhooks a second: our door with PostgreSQL behind it, against a door on the same server that writes nothing.

Every webhook is signed and has its own notification id, so none is answered from memory. Then the fixed open loop: 2,000 a
second, where a webhook's latency counts from the moment it was due, not from the moment a connection was free.
"""

from __future__ import annotations

import asyncio
import hmac
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shoplatch.clock import SystemClock
from shoplatch.errors import Fatal
from shoplatch.store.embedded import Postgres
from shoplatch.store.engine import Store
from shoplatch.store.migrations import migrate
from shoplatch.testing.bench import ingest_door, servers
from shoplatch.testing.bench.load import Load, load, loop_factory, prepared
from shoplatch.testing.bench.result import Result, percentile

ROUNDS = 3
PER_ROUND = 40_000
OPEN_LOOP_RATE = 2_000
OPEN_LOOP_S = 10
CONNECTIONS = 64


def run(*, short: bool = False) -> Result:
    """Both doors in alternating rounds, then the open loop on ours."""
    per_round = PER_ROUND // (10 if short else 1)
    fresh = webhooks()
    with tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder, database(Path(folder)) as url:
        address = Path(folder) / "database-url"
        address.touch(mode=0o600)
        address.write_text(url)
        with servers.started(ingest_door.__name__, str(address)) as door, servers.started(servers.__name__) as ceiling:
            figures: dict[str, list[float]] = {"ours": [], "no-op": []}
            for turn in range(ROUNDS):
                order = [("ours", door), ("no-op", ceiling)]
                for name, port in order if turn % 2 else reversed(order):
                    figures[name].append(drive(port, [next(fresh) for _ in range(per_round)]).per_second)
            steady = drive(
                door, [next(fresh) for _ in range(OPEN_LOOP_RATE * (1 if short else OPEN_LOOP_S))], OPEN_LOOP_RATE
            )
            sent = per_round * ROUNDS + len(steady.latencies_s)
            written = asyncio.run(count(url))
    if written != sent:
        raise Fatal(f"{sent} webhooks were acknowledged and {written} are in the database")
    ours, no_op = (statistics.median(figures[name]) for name in ("ours", "no-op"))
    return Result(
        "ingest",
        "durable webhooks/s",
        round(ours),
        {"no-op door": round(no_op)},
        round(ours / no_op, 3),
        {
            "acknowledged": sent,
            "in the database": written,
            "connections": CONNECTIONS,
            "body bytes": len(body_of(0)),
            "open loop per second": OPEN_LOOP_RATE,
            "open loop p50 ms": round(percentile(steady.latencies_s, 0.5) * 1000, 2),
            "open loop p99 ms": round(percentile(steady.latencies_s, 0.99) * 1000, 2),
            "rounds": ROUNDS,
        },
    )


def drive(port: int, requests: list[bytes], rate: float | None = None) -> Load:
    """One load; every webhook must be acknowledged."""
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        outcome = runner.run(load("127.0.0.1", port, requests, connections=CONNECTIONS, rate=rate))
    if set(outcome.statuses) != {200}:
        raise Fatal(f"not every webhook was acknowledged: {dict(outcome.statuses)}")
    return outcome


def webhooks() -> Iterator[bytes]:
    """Signed webhooks without end, each with an id of its own."""
    n = 0
    while True:
        body = body_of(n)
        sign = hmac.digest(ingest_door.APP_SECRET.encode(), ingest_door.APP_KEY.encode() + body, "sha256").hex()
        headers = [("Content-Type", "application/json"), ("Authorization", sign)]
        yield prepared("POST", f"/webhooks/tiktok/{ingest_door.APP_KEY}", body, headers)
        n += 1


def body_of(n: int) -> bytes:
    """An order status webhook (topic 1) as TikTok Shop sends it."""
    return (
        b'{"type":1,"tts_notification_id":"75%017d","shop_id":"7490000000000000001","timestamp":1767225600,"data":'
        b'{"order_id":"5765%015d","order_status":"AWAITING_SHIPMENT","is_on_hold_order":false,"update_time":1767225600}}'
        % (n, n // 7)
    )


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """A PostgreSQL of our own with our tables, gone afterwards."""
    with Postgres(folder / "home", clock=SystemClock()) as server:
        url = server.start()
        asyncio.run(migrate(url))
        yield url


async def count(url: str) -> int:
    """How many webhooks the database holds."""
    store = await Store.open(url)
    try:
        return int((await ingest_door.totals(store))["all"])
    finally:
        await store.close()
