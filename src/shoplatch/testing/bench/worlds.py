"""What worlds cost: a million orders up, a fresh world for a test, copies of 10,000 orders, 90 days of them played through.

Each figure is set against what is allowed for it; the ratio is that of the tightest.
"""

from __future__ import annotations

import asyncio
import json
import random
import statistics
import tempfile
import urllib.request
from pathlib import Path
from typing import Any

from shoplatch.client import Client
from shoplatch.clock import SystemClock
from shoplatch.errors import Fatal
from shoplatch.simulator import traffic, worlds
from shoplatch.simulator.asgi import Site, build
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.desk import Advance
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.ready import begin
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.result import Result
from shoplatch.testing.bench.spent import spent_by
from shoplatch.testing.desk.playground import playground

ORDERS = 10_000
DAYS = 90
PAGES_DEEP = 300
PAGE = 100
HOUR_S, DAY_S = 3_600, 86_400
ALLOWED_S = {
    "million: start": 5.0,
    "a fresh world for a test, stocked": 0.2,
    "a fresh world for a test, demo": 0.2,
    "a copy of 10,000 orders: taken": 1.0,
    "a copy of 10,000 orders: brought back": 1.0,
    "90 days of 10,000 orders": 30.0,
}
ALLOWED_BYTES = 1 << 30
_clock = SystemClock()


def run(*, short: bool = False) -> Result:
    """Every world. `short` plays a tenth of the orders."""
    orders = ORDERS // 10 if short else ORDERS
    took, told = _million()
    took |= _fresh()
    played, more = asyncio.run(_played(orders))
    took |= played
    memory = told["million: memory MB"] * 1e6
    tightest = min(min(ALLOWED_S[name] / max(seconds, 1e-4) for name, seconds in took.items()), ALLOWED_BYTES / memory)
    return Result(
        "worlds",
        "s until a million orders are up",
        round(took["million: start"], 3),
        {"allowed": ALLOWED_S["million: start"]},
        round(tightest, 2),
        {
            "ratio": "allowed to needed, of the tightest figure",
            **{f"{name}, s": round(seconds, 3) for name, seconds in took.items()},
            **{f"{name}, allowed s": allowed for name, allowed in ALLOWED_S.items()},
            **told,
            **more,
        },
    )


def _million() -> tuple[dict[str, float], dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder:
        began = _clock.monotonic()
        with desk(Path(folder), world="million") as shop:
            started = _clock.monotonic() - began
            told = {"million: memory MB": 0, **_searched(shop), **_walked(shop)}
            told["million: memory MB"] = round(spent_by(shop.pid).resident_bytes / 1e6) or 1
    return {"million: start": started}, told


def _searched(shop: Desk) -> dict[str, Any]:
    """The first answer of each kind, with nothing warmed up."""
    now = _clock.seconds()
    year, month = now - 200 * DAY_S, now - 170 * DAY_S
    asked: tuple[tuple[str, str, dict[str, str], dict[str, Any]], ...] = (
        ("orders", "/order/202309/orders/search", {}, {}),
        ("orders by update_time", "/order/202309/orders/search", {"sort_field": "update_time"}, {}),
        ("packages", "/fulfillment/202309/packages/search", {}, {}),
        ("packages by update_time", "/fulfillment/202309/packages/search", {"sort_field": "update_time"}, {}),
        ("cancelled orders of a month", "/order/202309/orders/search", {},
         {"order_status": "CANCELLED", "create_time_ge": year, "create_time_lt": month}),
        ("orders created in a month, changed in a week", "/order/202309/orders/search", {"sort_field": "create_time"},
         {"create_time_ge": year, "create_time_lt": month, "update_time_ge": year + 10 * DAY_S,
          "update_time_lt": year + 17 * DAY_S}),
    )  # fmt: skip
    told = {}
    for name, path, query, body in asked:
        began = _clock.monotonic()
        found = _call(shop, path, {"page_size": "50", **query}, body)
        told[f"million: first search of {name}, ms"] = round((_clock.monotonic() - began) * 1000, 1)
        if not found["data"]["total_count"]:
            raise Fatal(f"no {name} were found")
    return told


def _walked(shop: Desk) -> dict[str, Any]:
    """Deep paging: one page after the other, and what the last ones cost beside the first ones."""
    seconds: list[float] = []
    with Client(
        shop.app_key, shop.app_secret, shop.access_token, base_url=shop.base_url, shop_cipher=shop.shop_cipher
    ) as client:
        began = _clock.monotonic()
        for n, _ in enumerate(client.pages("order.get_order_list", page_size=PAGE, sort_field="update_time")):
            seconds.append(_clock.monotonic() - began)
            if n == PAGES_DEEP:
                break
            began = _clock.monotonic()
    tenth = PAGES_DEEP // 10
    return {
        f"million: a page of {PAGE} by update_time, the first ones, ms": round(
            statistics.median(seconds[1:tenth]) * 1000, 1
        ),
        f"million: the {PAGES_DEEP}th and those before it, ms": round(statistics.median(seconds[-tenth:]) * 1000, 1),
    }


def _call(shop: Desk, path: str, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    head, _, raw = shop.call("POST", path, query, json.dumps(body).encode()).partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    asked = urllib.request.Request(f"{shop.base_url}{lines[0].split(' ')[1]}", raw, headers, method="POST")
    with urllib.request.urlopen(asked, timeout=60) as answered:
        told: dict[str, Any] = json.load(answered)
    return told


def _fresh() -> dict[str, float]:
    """The median of several, the first one aside: a test run has many."""
    told = {}
    with playground() as ground:
        for name in ("stocked", "demo"):
            ground.fresh(name)
            seconds = []
            for _ in range(7):
                began = _clock.monotonic()
                ground.fresh(name)
                seconds.append(_clock.monotonic() - began)
            told[f"a fresh world for a test, {name}"] = statistics.median(seconds)
    return told


async def _played(orders: int) -> tuple[dict[str, float], dict[str, Any]]:
    """Copies of a world of so many orders, and its next 90 days with nobody to be told."""
    site = _busy(orders)
    took: dict[str, float] = {}
    began = _clock.monotonic()
    size_bytes = site.desk.snapshots.take("bench")["size_bytes"]
    took["a copy of 10,000 orders: taken"] = _clock.monotonic() - began
    began = _clock.monotonic()
    site.desk.snapshots.restore("bench")
    took["a copy of 10,000 orders: brought back"] = _clock.monotonic() - began
    began = _clock.monotonic()
    done = await site.desk.wind(Advance(advance_s=DAYS * DAY_S, wait=False))
    took["90 days of 10,000 orders"] = _clock.monotonic() - began
    return took, {
        "orders played": orders,
        "size of the copy MB": round(size_bytes / 1e6, 1),
        "things that happened in 90 days": done["happened"],
        "what became of them": site.desk.by_status(),
    }


def _busy(orders: int) -> Site:
    """A stocked world in which so many buyers have ordered, and whose shops will ship within two days."""
    world = worlds.build("stocked", 1, SimClock(_clock))
    site = build(world, SimulatorOptions(rate_limit="off"))
    begin(world, restored=False)
    chance, shops = random.Random(1), list(world.shops.values())
    for _ in range(orders):
        shop = chance.choice(shops)
        order_id = traffic.order_and_go_on(world, shop, traffic.pick_cart(shop, chance), chance)
        after = chance.randrange(2 * HOUR_S, 40 * HOUR_S)
        world.clock.after(after, "seller.ships", shop=shop.id, order=order_id, action="ship")
    return site
