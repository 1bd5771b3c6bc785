"""Order reads a second from the simulator: signature, token, scope, schema and state checked on every one.

Set against the same web server answering nothing, which no simulator in Python can beat. A mock server that answers from the
schema alone is a fairer peer; where one is installed (`prism`), it is named in the conditions, yet it checks less.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
from pathlib import Path

from shoplatch.client import Client
from shoplatch.errors import Fatal
from shoplatch.testing.bench import servers
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.load import Load, load, loop_factory, prepared
from shoplatch.testing.bench.result import Result, percentile

ROUNDS = 3
PER_ROUND = 6_000
CONNECTIONS = 32
ORDERS = 20


def run(*, short: bool = False) -> Result:
    """Order detail of one order and order search of 20, in turns with the ceiling."""
    count = PER_ROUND // (10 if short else 1)
    with (
        tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder,
        desk(Path(folder), world="demo") as shop,
        servers.started(servers.__name__) as ceiling,
    ):
        details = _order_details(shop)
        search = shop.call("POST", "/order/202309/orders/search", {"page_size": "20"}, b"{}")
        nothing = prepared("POST", "/", b"{}")
        figures: dict[str, list[Load]] = {"detail": [], "search": [], "no-op": []}
        for _ in range(ROUNDS):
            figures["no-op"].append(_drive(ceiling, [nothing] * count))
            figures["detail"].append(_drive(shop.port, (details * count)[:count]))
            figures["search"].append(_drive(shop.port, [search] * (count // 4)))
    rate = {name: statistics.median(one.per_second for one in loads) for name, loads in figures.items()}
    slowest = [seconds for one in figures["detail"] for seconds in one.latencies_s]
    return Result(
        "simulator",
        "order details/s",
        round(rate["detail"]),
        {"no-op server": round(rate["no-op"])},
        round(rate["detail"] / rate["no-op"], 3),
        {
            "order search 20, per second": round(rate["search"]),
            "orders per second by search": round(rate["search"] * 20),
            "order detail p99 ms": round(percentile(slowest, 0.99) * 1000, 2),
            "connections": CONNECTIONS,
            "world": "demo",
            "orders asked for in turn": ORDERS,
            "views": "kept by the simulator until something changes or a second is over",
            "prism": "not measured here",
        },
    )


def _drive(port: int, requests: list[bytes]) -> Load:
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        outcome = runner.run(load("127.0.0.1", port, requests, connections=CONNECTIONS))
    if set(outcome.statuses) != {200}:
        raise Fatal(f"not every call was answered: {dict(outcome.statuses)}")
    return outcome


def _order_details(shop: Desk) -> list[bytes]:
    """The calls that read the newest orders of the world, one each."""
    with Client(
        shop.app_key, shop.app_secret, shop.access_token, base_url=shop.base_url, shop_cipher=shop.shop_cipher
    ) as client:
        newest = client.call("order.get_order_list", page_size=ORDERS).items()
    return [shop.call("GET", "/order/202507/orders", {"ids": str(order["id"])}) for order in newest]
