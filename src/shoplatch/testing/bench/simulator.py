"""Order reads a second from the simulator: signature, token, scope, schema and state checked on every one.

Set against Prism, which answers the same bytes from a description and checks their shape alone, where it is installed; and
against the same web server answering nothing, which no simulator in Python can beat.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from shoplatch.catalog import reader
from shoplatch.client import Client
from shoplatch.errors import Fatal
from shoplatch.testing.bench import prism as mock
from shoplatch.testing.bench import servers
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.load import Load, load, loop_factory, prepared
from shoplatch.testing.bench.openapi import document
from shoplatch.testing.bench.result import Result, percentile
from shoplatch.testing.bench.spent import spent_by

ROUNDS = 3
PER_ROUND = 6_000
CONNECTIONS = 32
ORDERS = 20
DETAIL, SEARCH = "order.get_order_detail", "order.get_order_list"
PRISM, SILENT = "prism", "prism without its log"
Rates = dict[str, list[Load]]


def run(*, short: bool = False, prism: str | None = None) -> Result:
    """Order detail of one order and order search of 20, in turns with the others. `prism`: the command, if not on PATH."""
    count = PER_ROUND // (10 if short else 1)
    command = mock.find(prism)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="shoplatch-bench-")))
        shop = stack.enter_context(desk(folder, world="demo"))
        ceiling = stack.enter_context(servers.started(servers.__name__))
        details = _order_details(shop)
        search = shop.call("POST", "/order/202309/orders/search", {"page_size": str(ORDERS)}, b"{}")
        peers: dict[str, tuple[int, int]] = {}
        if command is not None:
            described = document({one: (reader.operation(one), _answer(shop, one)) for one in (DETAIL, SEARCH)})
            for name, silent in ((PRISM, False), (SILENT, True)):
                peers[name] = stack.enter_context(mock.mocking(command, described, folder, silent=silent))
        nothing = prepared("POST", "/", b"{}")
        loads: Rates = {}
        for turn in range(ROUNDS + 1):
            if turn == 1:
                loads.clear()  # the first one was to warm up: compilers that learn need it
            _note(loads, "no-op", (ceiling, 0), [nothing] * count)
            _note(loads, "detail", (shop.port, shop.pid), (details * count)[:count])
            _note(loads, "search", (shop.port, shop.pid), [search] * (count // 2))
            for name, server in peers.items():
                _note(loads, f"{name} detail", server, (details * count)[: count // 4])
                _note(loads, f"{name} search", server, [search] * (count // 10))
    return _result(loads, None if command is None else mock.version(command))


def _result(loads: Rates, prism_version: str | None) -> Result:
    rate = {name: statistics.median(one.per_second for one in some) for name, some in loads.items()}
    against: dict[str, float] = {"no-op server": round(rate["no-op"])}
    ratio = rate["detail"] / rate["no-op"]
    compared: dict[str, Any] = {"prism": "not found: not measured. `--prism PATH` names it"}
    if prism_version is not None:
        compared = {"prism": f"{prism_version}, one process, answers the same bytes, checks no signatures"}
        for name in (PRISM, SILENT):
            against[name] = round(rate[f"{name} detail"])
            compared[f"{name}, order search {ORDERS}, per second"] = round(rate[f"{name} search"])
            for read in ("detail", "search"):
                other = f"{name} {read}"
                compared[f"times {name}, order {read}"] = round(rate[read] / rate[other], 1)
                if (theirs := _per_cpu_second(loads[other])) and (ours := _per_cpu_second(loads[read])):
                    compared[f"times {name}, order {read}, per CPU second"] = round(ours / theirs, 1)
        ratio = min(rate[read] / rate[f"{PRISM} {read}"] for read in ("detail", "search"))
    return Result(
        "simulator",
        "order details/s",
        round(rate["detail"]),
        against,
        round(ratio, 3),
        {
            "ratio": "to prism as it comes, the smaller of both reads" if prism_version else "to the no-op server",
            f"order search {ORDERS}, per second": round(rate["search"]),
            "orders per second by search": round(rate["search"] * ORDERS),
            **compared,
            "order detail p99 ms": round(percentile(_latencies(loads["detail"]), 0.99) * 1000, 2),
            "share of the no-op server": round(rate["detail"] / rate["no-op"], 3),
            "connections": CONNECTIONS,
            "workers": "one process each",
            "world": "demo",
            "signatures": "checked on every call, with token, scope and shape",
            "orders asked for in turn": ORDERS,
            "views": "kept by the simulator until something changes or a second is over",
        },
    )


def _per_cpu_second(loads: list[Load]) -> float:
    """What a server answered in a second of its own time: the figure to look at where the machine had other work."""
    spent = sum(one.server_cpu_s for one in loads)
    return sum(one.statuses.total() for one in loads) / spent if spent else 0.0


def _latencies(loads: list[Load]) -> list[float]:
    return [seconds for one in loads for seconds in one.latencies_s]


def _note(loads: Rates, name: str, server: tuple[int, int], requests: list[bytes]) -> None:
    port, pid = server
    before = spent_by(pid).cpu_s if pid else 0.0
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        outcome = runner.run(load("127.0.0.1", port, requests, connections=CONNECTIONS))
    outcome.server_cpu_s = spent_by(pid).cpu_s - before if pid else 0.0
    if set(outcome.statuses) != {200}:
        raise Fatal(f"{name}: not every call was answered: {dict(outcome.statuses)}")
    loads.setdefault(name, []).append(outcome)


def _order_details(shop: Desk) -> list[bytes]:
    """The calls that read the newest orders of the world, one each."""
    return [shop.call("GET", "/order/202507/orders", {"ids": str(order["id"])}) for order in _newest(shop)]


def _newest(shop: Desk) -> list[dict[str, Any]]:
    with Client(
        shop.app_key, shop.app_secret, shop.access_token, base_url=shop.base_url, shop_cipher=shop.shop_cipher
    ) as client:
        return [{"id": order["id"]} for order in client.call("order.get_order_list", page_size=ORDERS).items()]


def _answer(shop: Desk, operation: str) -> dict[str, Any]:
    """What the simulator answers to the calls that are measured, for the other to answer as well."""
    path = reader.operation(operation).path
    if operation == DETAIL:
        request = shop.call("GET", path, {"ids": str(_newest(shop)[0]["id"])})
    else:
        request = shop.call("POST", path, {"page_size": str(ORDERS)}, b"{}")
    head, _, body = request.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    method, target, _ = lines[0].split(" ")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    asked = urllib.request.Request(f"{shop.base_url}{target}", body or None, headers, method=method)
    with urllib.request.urlopen(asked, timeout=30) as answered:
        told: dict[str, Any] = json.load(answered)
    return told
