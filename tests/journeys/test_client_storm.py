"""The client against a simulator that says no: a storm of 429 over HTTP, a token that ends in mid-walk, orders that change
while they are read."""

from __future__ import annotations

import asyncio
import json
import threading
import time
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shoplatch.client import AsyncClient, CallRecord, Client
from tests.journeys.simulated import Simulator, simulator

ORDERS = "order.get_order_list"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    with simulator(tmp_path_factory.mktemp("storm"), world="demo", arguments=("--rate-limit", "20")) as running:
        yield running


@pytest.fixture
def ending(tmp_path: Path) -> Iterator[Simulator]:
    """One of its own: its token ends in the test."""
    with simulator(tmp_path, world="demo") as running:
        yield running


def keys(desk: Simulator) -> dict[str, Any]:
    ready = desk.ready
    return {
        "app_key": ready["app_key"],
        "app_secret": ready["app_secret"],
        "base_url": ready["base_url"],
        "shop_cipher": ready["shop_cipher"],
    }


def storm(desk: Simulator, seconds: float) -> tuple[list[CallRecord], float]:
    """Forty callers for so long; every attempt, and the share of the limit (20 a second) that was used after 3 s."""
    told: list[CallRecord] = []

    async def caller(shop: AsyncClient, until: float) -> None:
        while time.monotonic() < until:
            await shop.call(ORDERS, page_size=1)

    async def run() -> None:
        settings = {**keys(desk), "access_token": desk.ready["access_token"], "observer": told.append}
        async with AsyncClient(**settings, attempts_max=5) as shop:
            until = time.monotonic() + seconds
            await asyncio.gather(*(caller(shop, until) for _ in range(40)))

    asyncio.run(run())
    begun = told[0].at.timestamp()
    settled = [one for one in told if one.code == 0 and 3.0 <= one.at.timestamp() - begun < seconds]
    return told, len(settled) / (20 * (seconds - 3.0))


def test_in_a_storm_the_limit_is_kept_and_nearly_used_up(desk: Simulator) -> None:
    told, used = storm(desk, 8.0)
    assert used >= 0.3  # on any machine; nine tenths are proved in virtual time
    refused = sum(one.code == 36009002 for one in told)
    assert refused <= 0.5 * len(told)
    assert {one.code for one in told} <= {0, 36009002}


def test_in_a_storm_no_write_is_done_twice(desk: Simulator) -> None:
    told: list[CallRecord] = []
    with Client(**keys(desk), access_token=desk.ready["access_token"], observer=told.append) as shop:
        product = shop.call("product.search_products", page_size=1, status="ACTIVATE").data["products"][0]
        stock = shop.call("product.inventory_search", product_ids=[product["id"]]).data["inventory"][0]["skus"][0]
        places = [one["warehouse_id"] for one in stock["warehouse_inventory"]]
        told.clear()

        def write(n: int) -> None:
            sku = {"id": stock["id"], "inventory": [{"warehouse_id": one, "quantity": 500 + n} for one in places]}
            shop.call("product.update_inventory", product_id=product["id"], body={"skus": [sku]})

        threads = [threading.Thread(target=write, args=(n,)) for n in range(60)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    codes = Counter(one.code for one in told)
    assert codes[0] == 60
    assert set(codes) <= {0, 36009002}
    assert all(one.again_in_s is None for one in told if one.code == 0)


class Refreshing:
    """A token source as somebody's own program has one: asks the token endpoint when the platform refuses the token."""

    def __init__(self, desk: Simulator) -> None:
        self._desk = desk
        self.current, self._refresh = desk.ready["access_token"], desk.ready["refresh_token"]
        self.renewed = 0

    def __call__(self) -> str:
        return str(self.current)

    def renew(self, refused: str) -> str:
        assert refused == self.current
        ready = self._desk.ready
        query = {"app_key": ready["app_key"], "app_secret": ready["app_secret"]}
        query |= {"refresh_token": self._refresh, "grant_type": "refresh_token"}
        url = f"{ready['auth_url']}/api/v2/token/refresh?{urllib.parse.urlencode(query)}"
        with urllib.request.urlopen(url, timeout=10) as answer:
            data = json.load(answer)["data"]
        self.current, self._refresh = data["access_token"], data["refresh_token"]
        self.renewed += 1
        return str(self.current)


def test_every_order_is_read_once_while_orders_are_placed(desk: Simulator) -> None:
    with Client(**keys(desk), access_token=desk.ready["access_token"]) as shop:
        before = {row["id"] for row in shop.iterate(ORDERS)}
        stop = threading.Event()
        placed = 0

        def change() -> None:
            nonlocal placed
            while not stop.is_set():
                desk.post("orders", {"shop_id": desk.ready["shop_id"]})
                placed += 1
                stop.wait(0.05)

        changing = threading.Thread(target=change)
        changing.start()
        try:
            read = [row["id"] for row in shop.iterate(ORDERS, page_size=20)]
        finally:
            stop.set()
            changing.join()
    assert placed > 0
    assert len(read) == len(set(read))
    assert before - set(read) == set()


def test_a_token_that_ends_in_mid_walk_is_renewed_once_and_leaves_no_gap(ending: Simulator) -> None:
    source = Refreshing(ending)
    with Client(**keys(ending), token=source) as shop:
        whole = [row["id"] for row in shop.iterate(ORDERS, page_size=50)]
        rows = shop.iterate(ORDERS, page_size=50)
        first = [next(rows)["id"] for _ in range(60)]
        ending.post("chaos", {"operation": ORDERS, "expire_token": True, "times": 1})
        rest = [row["id"] for row in rows]
    assert source.renewed == 1
    assert first + rest == whole
