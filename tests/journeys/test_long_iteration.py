"""A hundred thousand orders are read over HTTP while buyers place and pay fifty more a second: none twice, none left out."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from shoplatch.client import Client
from shoplatch.client.budget import Unlimited
from tests.journeys.simulated import simulator

ORDERS = "order.get_order_list"
WANTED = 100_000
PER_SECOND = 50


def since_when(shop: Client, newest: int) -> int:
    """From when on there are so many orders that were touched."""
    early, late = newest - 400 * 86_400, newest
    while late - early > 600:
        middle = (early + late) // 2
        if total(shop, update_time_ge=middle) > WANTED:
            early = middle
        else:
            late = middle
    return early


def total(shop: Client, **filters: Any) -> int:
    return int(shop.call(ORDERS, page_size=1, **filters).data["total_count"])


@pytest.mark.long
def test_a_hundred_thousand_orders_are_read_while_fifty_a_second_change(tmp_path: Path) -> None:
    with (
        simulator(tmp_path, world="million", arguments=("--rate-limit", "off")) as desk,
        Client(
            desk.ready["app_key"], desk.ready["app_secret"], desk.ready["access_token"], base_url=desk.ready["base_url"],
            shop_cipher=desk.ready["shop_cipher"], budget=Unlimited(),
        ) as shop,
    ):  # fmt: skip
        start = int(time.time())
        since = since_when(shop, start)
        before = total(shop, create_time_ge=since, create_time_lt=start)  # a create_time stands still: all of these
        assert before > 0.5 * WANTED  # the others were touched since then, and made before
        desk.post("traffic", {"orders_per_minute": 60 * PER_SECOND, "running": True, "shops": [desk.ready["shop_id"]]})
        began = time.monotonic()
        rows = [(row["id"], row["create_time"]) for row in shop.iterate(ORDERS, update_time_ge=since)]
        seconds = time.monotonic() - began
        placed = desk.get("traffic")["placed"]
    assert len(rows) >= WANTED
    assert len(rows) == len({id_ for id_, _ in rows})
    assert sum(created < start for _, created in rows if created >= since) == before
    assert placed >= 0.5 * PER_SECOND * seconds  # on a slow machine fewer come; none would prove nothing
    assert sum(created >= start for _, created in rows) > 0
