"""An upgrade while orders come in: processes of an older release on the tables of today, beside those of today."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shoplatch.store.migrations import newest
from tests.journeys.machines import Balancer, Machine, free_port, machines, settings
from tests.journeys.releases import OLDEST, unpacked
from tests.journeys.simulated import eventually, simulator
from tests.journeys.test_many_machines import Site, nothing_twice

pytestmark = pytest.mark.long

# What may stand in a log of processes that are told to stop, or killed, while orders come in.
EXPECTED = re.compile(r"is queued again: its worker died|did not stop in time|was taken over by another worker")


def asked(database_url: str, query: str) -> Any:
    """The one value a query gives."""
    with psycopg.connect(database_url) as conn:
        row = conn.execute(query.encode()).fetchone()
    return row[0] if row else None


def wrong_in(log: Path) -> list[str]:
    """Lines of a log that nobody should have to read."""
    lines = log.read_text().splitlines()
    return [one for one in lines if re.search(r"Traceback|\bERROR\b|SQL state", one) and not EXPECTED.search(one)]


def connected(machine: Machine, *arguments: str) -> None:
    """A command of the terminal with the code of that machine."""
    command = [sys.executable, "-m", "shoplatch", "--home", str(machine.home), *arguments]
    done = subprocess.run(command, env=machine.environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_older_release_goes_on_while_newer_processes_change_the_tables(tmp_path: Path, empty_database_url: str) -> None:
    sources, ports = unpacked(OLDEST, tmp_path / "older"), [free_port(), free_port()]
    with (
        simulator(tmp_path, world="demo", seed=31) as there,
        Balancer([("127.0.0.1", port) for port in ports]) as front,
        machines(tmp_path, 3, settings(empty_database_url, f"http://127.0.0.1:{front.port}")) as (old, older_too, new),
    ):
        for one in (old, older_too):
            one.environment["PYTHONPATH"] = str(sources)
        site = Site(there, [new, old, older_too], ports, empty_database_url)

        def worked() -> int:
            return int(asked(empty_database_url, "SELECT count(*) FROM inbox WHERE state = 'done'"))

        # The older release alone.
        old.run("web", port=ports[0])
        old.run("worker")
        connected(old, "connect", "--simulator", there.url, "--ready-file", str(tmp_path / "ready-demo-31.json"))
        there.post("traffic", {"orders_per_minute": 240, "running": True})
        eventually(lambda: worked() > 20, within_s=120, every_s=0.5)
        assert asked(empty_database_url, "SELECT version_num FROM alembic_version") == OLDEST.revision

        # A newer web process brings the tables up to date; the older ones take the webhooks and work them as before.
        new.run("web", port=ports[1])
        eventually(lambda: asked(empty_database_url, "SELECT version_num FROM alembic_version") == newest(), within_s=60)
        before, mark = worked(), asked(empty_database_url, "SELECT max(n) FROM inbox")
        eventually(lambda: worked() >= before + 50, within_s=120, every_s=0.5)
        fresh = f"SELECT count(*) FILTER (WHERE xid IS NULL) FROM inbox WHERE n > {mark}"
        assert asked(empty_database_url, fresh) == 0, "what an older door writes has no place for those who forward it"

        # A newer worker beside the older one; the older one is killed, and what it held is taken over.
        new.run("worker")
        before = worked()
        eventually(lambda: worked() >= before + 50, within_s=120, every_s=0.5)
        old.kill("worker")
        old.stop("web")
        before = worked()
        eventually(lambda: worked() >= before + 50, within_s=120, every_s=0.5)

        # An older process that is started now either works or says at once that it is too old; it breaks nothing.
        older_too.run("worker")
        if OLDEST.starts:
            assert older_too.processes["worker"].poll() is None
        else:
            eventually(lambda: older_too.processes["worker"].poll() == 2, within_s=60)
            assert "newer Shoplatch" in older_too.log.read_text()

        there.post("traffic", {"orders_per_minute": 0, "running": False})
        site.in_step()
        nothing_twice(site)
        told = there.truth()
        assert asked(empty_database_url, "SELECT count(*) FROM inbox") >= told["webhooks_acknowledged"] > 150
        assert {one.home.name: wrong_in(one.log) for one in (old, new)} == {old.home.name: [], new.home.name: []}
