"""Several machines on one PostgreSQL: any of them may die, be cut off or be restarted, and nothing is lost or done twice."""

from __future__ import annotations

import asyncio
import json
import random
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from shoplatch.store.engine import Store
from shoplatch.store.mirrored import told_wrongly
from tests.journeys.consent import where_it_leads
from tests.journeys.machines import (
    Balancer,
    Machine,
    free_port,
    machines,
    network,
    over_tcp,
    settings,
    socket_of,
)
from tests.journeys.simulated import Simulator, eventually, simulator

pytestmark = pytest.mark.long

LEASE_S = 30
QUIET_WITHIN_S = 180


@dataclass
class Site:
    """A simulator, and machines that are connected to it."""

    there: Simulator
    machines: list[Machine]
    ports: list[int]
    database_url: str

    @property
    def here(self) -> Machine:
        return self.machines[0]

    def connect(self, simulator_url: str, ready_file: Path) -> None:
        self.here.terminal.shoplatch("connect", "--simulator", simulator_url, "--ready-file", str(ready_file))
        eventually(lambda: len(self.here.terminal.orders()) >= self.there.truth()["orders"], within_s=120, every_s=1)

    def buy(self, orders: int) -> None:
        self.there.post("traffic", {"orders_per_minute": 0, "burst": orders, "running": True})

    def waiting(self) -> int:
        with psycopg.connect(self.database_url) as conn:
            row = conn.execute("SELECT count(*) FROM inbox WHERE state = 'new'").fetchone()
        assert row is not None
        return int(row[0])

    def holders(self) -> set[str]:
        """Who holds a lane now."""
        with psycopg.connect(self.database_url) as conn:
            found = conn.execute("SELECT lease_owner FROM lanes WHERE lease_owner IS NOT NULL").fetchall()
        return {str(row[0]).partition("/")[0] for row in found}

    def in_step(self) -> None:
        here = self.here.terminal
        eventually(lambda: len(here.orders()) == self.there.truth()["orders"], within_s=QUIET_WITHIN_S, every_s=2)
        here.agrees(within_s=QUIET_WITHIN_S)
        assert here.told("webhooks", "failed") == []


def nothing_twice(site: Site) -> None:
    """Every change of every object was told once, and remembered once."""
    shop_ids = [one["id"] for one in site.here.terminal.told("shops")]

    async def look() -> list[str]:
        async with await Store.open(site.database_url, pool_max=2) as store, store.begin() as conn:
            return await told_wrongly(conn, shop_ids)

    assert asyncio.run(look()) == []


def consent_over_the_network(site: Site, port: int, ready: Path) -> None:
    """As a person does it: the app is entered, Partner Center told the addresses, the link opened, its redirect followed."""
    here, key, public = site.here.terminal, site.there.ready["app_key"], f"http://127.0.0.1:{port}"
    here.shoplatch("apps", "add", "--ready-file", str(ready))
    site.there.post(
        f"apps/{key}", {"redirect_url": f"{public}/oauth/callback", "webhook_url": f"{public}/webhooks/tiktok/{key}"}
    )
    link = json.loads(here.shoplatch("connect", key, "--no-wait", "--json").stdout)["url"]
    with urllib.request.urlopen(f"{public}/oauth/callback?{urlsplit(where_it_leads(link)).query}", timeout=60) as answer:
        assert b"is connected" in answer.read()
    eventually(lambda: len(here.orders()) >= site.there.truth()["orders"], within_s=120, every_s=1)


@pytest.fixture
def site(tmp_path: Path, empty_database_url: str) -> Iterator[Site]:
    """Two web processes behind a balancer and three workers, on three machines."""
    ports = [free_port(), free_port()]
    with (
        simulator(tmp_path, world="demo", seed=21) as there,
        Balancer([("127.0.0.1", port) for port in ports]) as front,
        machines(tmp_path, 3, settings(empty_database_url, f"http://127.0.0.1:{front.port}")) as all_machines,
    ):
        for machine, port in zip(all_machines, ports, strict=False):
            machine.run("web", port=port)
        for machine in all_machines:
            machine.run("worker")
        made = Site(there, all_machines, ports, empty_database_url)
        made.connect(there.url, tmp_path / "ready-demo-21.json")
        yield made


def test_machines_die_and_are_restarted_one_after_the_other_under_load(site: Site) -> None:
    chance = random.Random(5)
    site.there.post("traffic", {"orders_per_minute": 300, "running": True})
    for _ in range(5):  # killed outright, and back
        time.sleep(chance.uniform(0.5, 1.5))
        machine = chance.choice(site.machines)
        role = chance.choice([*machine.processes])
        machine.kill(role)
        machine.run(role, port=site.ports[site.machines.index(machine)] if role == "web" else 0)
    for number, machine in enumerate(site.machines):  # a rolling restart
        for role in [*machine.processes]:
            machine.stop(role)
            machine.run(role, port=site.ports[number] if role == "web" else 0)
    site.there.post("traffic", {"orders_per_minute": 0, "running": False})
    site.in_step()
    nothing_twice(site)


def test_what_a_dead_machine_held_is_taken_over_within_its_lease(site: Site) -> None:
    for machine in site.machines[1:]:
        machine.stop("worker")
    rule = site.there.post("chaos", {"operation": "order.get_order_detail", "latency_ms": 4_000})
    site.buy(20)
    eventually(site.holders, within_s=30)  # it works on them, slowly
    dead = site.holders()
    site.here.kill("worker")
    assert site.waiting()
    site.there._control("DELETE", f"chaos/{rule['id']}", None)
    site.machines[1].run("worker")
    eventually(lambda: not site.waiting(), within_s=LEASE_S + 30, every_s=0.5)
    assert not dead & site.holders()
    site.in_step()
    nothing_twice(site)


def test_a_machine_that_is_cut_off_is_taken_over_and_does_no_harm_when_it_comes_back(
    tmp_path: Path, empty_database_url: str
) -> None:
    port = free_port()
    with (
        network(2) as net,
        Balancer([socket_of(empty_database_url)], host=net.gateway) as database,
        simulator(tmp_path, world="demo", seed=22, arguments=("--host", "0.0.0.0")) as there,
        Balancer([(address, port) for address in net.addresses], port=free_port()) as front,
    ):
        url = f"http://{net.gateway}:{there.url.rpartition(':')[2]}"
        ready = tmp_path / "ready-demo-22.json"
        ready.write_text(ready.read_text().replace(there.url, url))
        common = settings(over_tcp(empty_database_url, (net.gateway, database.port)), f"http://127.0.0.1:{front.port}")
        starts = [net.start(n) for n in range(2)]
        with machines(tmp_path, 2, common, *starts) as both:
            for machine, address in zip(both, net.addresses, strict=True):
                machine.run("web", host=address, port=port)
                machine.run("worker")
            made = Site(there, both, [port, port], empty_database_url)
            consent_over_the_network(made, front.port, ready)
            made.there.post("traffic", {"orders_per_minute": 240, "running": True})
            eventually(lambda: made.there.get("traffic")["placed"] >= 10, within_s=30)
            net.unplug(1)
            placed = made.there.get("traffic")["placed"]
            eventually(lambda: made.there.get("traffic")["placed"] >= placed + 40, within_s=60)
            time.sleep(LEASE_S + 5)  # it is no longer anybody's: whatever it held is another's now
            net.plug_in(1)
            made.there.post("traffic", {"orders_per_minute": 0, "running": False})
            made.in_step()
            nothing_twice(made)
