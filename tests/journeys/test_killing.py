"""Processes die anywhere, webhooks get lost, doubled and shuffled; afterwards nothing is lost and nothing is there twice.

The short form runs in `make test`, the long one (20 kills in a burst of 1,000 orders) in `make prove`.
"""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator

import pytest

from tests.journeys.platform import Running, platform
from tests.journeys.processes import embedded_folder
from tests.journeys.simulated import Simulator, eventually, simulator

WEBHOOK_FAULTS = {"webhooks": {"drop": 0.05, "duplicate": 0.05, "shuffle": True}}
QUICK = {"SHOPLATCH_INCREMENTAL_S": "3", "SHOPLATCH_RECONCILE_S": "20"}
QUIET_WITHIN_S = 150


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Simulator, Running]]:
    """A demo world, connected; its buyers only buy when told to. What one test kills has to be whole for the next one."""
    folder = tmp_path_factory.mktemp("killing")
    with simulator(folder, world="demo", seed=11) as there, platform(folder, **QUICK) as here:
        here.connect(there, folder / "ready-demo-11.json")
        yield there, here


def killing(shop: tuple[Simulator, Running], *, orders: int, kills: int, seed: int) -> None:
    """A burst of orders under webhook faults; meanwhile web and worker are killed at random moments."""
    there, here = shop
    chance = random.Random(seed)
    there.post("faults", WEBHOOK_FAULTS)
    before = there.truth()["orders"]
    there.post("traffic", {"orders_per_minute": 60, "burst": orders, "running": True})
    for _ in range(kills):
        time.sleep(chance.uniform(0.2, 2.5))
        here.kill(chance.choice(["web", "worker"]))
    eventually(lambda: there.truth()["orders"] >= before + orders, within_s=60)
    there.post("traffic", {"orders_per_minute": 0, "running": False})
    in_step(there, here)


def in_step(there: Simulator, here: Running) -> None:
    """Everything of the simulator is in the store, once, and equal."""
    eventually(lambda: len(here.orders()) == there.truth()["orders"], within_s=QUIET_WITHIN_S, every_s=2)
    here.agrees(within_s=QUIET_WITHIN_S)
    orders, truth = here.orders(), there.truth()
    assert len({order["id"] for order in orders}) == len(orders) == truth["orders"]
    assert sum(order["item_count"] for order in orders) == truth["order_lines"]


def test_web_and_worker_killed_in_a_burst_lose_nothing(shop: tuple[Simulator, Running]) -> None:
    killing(shop, orders=120, kills=4, seed=1)


@pytest.mark.long
def test_twenty_kills_in_a_burst_of_a_thousand_orders_lose_nothing(shop: tuple[Simulator, Running]) -> None:
    killing(shop, orders=1_000, kills=20, seed=2)


def test_a_killed_database_comes_back_by_itself(shop: tuple[Simulator, Running]) -> None:
    there, here = shop
    pid_file = embedded_folder(here.home) / "data" / "postmaster.pid"
    pid = int(pid_file.read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    there.post("traffic", {"burst": 20, "orders_per_minute": 0, "running": True})
    eventually(lambda: here.shoplatch("orders", "list", code=None).returncode == 0, within_s=60, every_s=1)
    in_step(there, here)
    assert int(pid_file.read_text().splitlines()[0]) != pid
