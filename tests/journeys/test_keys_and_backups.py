"""Master keys change under a platform that serves, and are killed in the middle; a backup comes back in another home."""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shoplatch.accounts.vault import Vault
from shoplatch.store.embedded import Postgres
from tests.journeys.platform import Running, environment_of, platform
from tests.journeys.processes import erased
from tests.journeys.simulated import Simulator, eventually, simulator

pytestmark = pytest.mark.long

QUICK = {"SHOPLATCH_INCREMENTAL_S": "3", "SHOPLATCH_RECONCILE_S": "30"}
KILLS = 6


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Simulator, Running]]:
    folder = tmp_path_factory.mktemp("keys")
    with simulator(folder, world="demo", seed=12) as there, platform(folder, **QUICK) as here:
        here.connect(there, folder / "ready-demo-12.json")
        yield there, here


def status(here: Running, code: int | None = 0) -> dict[str, Any]:
    return dict(here.told("vault", "status", code=code))


def recipients(home: Path) -> dict[str, str]:
    """Every recipient, opened with the home's own keys."""
    vault = Vault.open(home)
    with Postgres(home) as postgres, psycopg.connect(postgres.start()) as conn:
        rows = conn.execute("SELECT shop_id, order_id, sealed FROM order_recipients ORDER BY 1, 2").fetchall()
    return {
        f"{shop}/{order}": vault.unseal(sealed, owner=f"{shop}/{order}", field="recipient") for shop, order, sealed in rows
    }


def test_rotations_killed_in_the_middle_finish_and_no_call_fails(shop: tuple[Simulator, Running]) -> None:
    """Orders come in all the while: their webhooks are checked, their recipients sealed, calls are signed and made."""
    there, here = shop
    chance = random.Random(4)
    before = status(here)
    there.post("traffic", {"orders_per_minute": 240, "running": True})
    for _ in range(KILLS):
        turning = subprocess.Popen(
            here.command("vault", "rotate"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=here.environment
        )
        time.sleep(chance.uniform(0.5, 2.0))
        turning.kill()
        turning.wait()
    here.shoplatch("vault", "rotate")
    there.post("traffic", {"orders_per_minute": 0, "running": False})
    eventually(lambda: len(here.orders()) == there.truth()["orders"], within_s=120, every_s=2)
    here.agrees(within_s=120)
    # What a writer had in hand while the last key changed is sealed anew by the worker, within its next minute.
    eventually(lambda: status(here)["left"] == 0, within_s=150, every_s=2)
    after = status(here)
    assert after["keys"][0]["version"] != before["keys"][0]["version"]
    assert after["values"] > before["values"]
    assert here.told("webhooks", "failed") == []
    assert not {str(code) for code in there.truth()["requests_by_code"]} & {"106001", "105001", "105002"}
    said = here.log.read_text()
    assert "does not fit" not in said
    assert "stays shut" not in said
    assert len(recipients(here.home)) > 100


def test_a_backup_without_its_key_comes_back_only_with_it(shop: tuple[Simulator, Running], tmp_path: Path) -> None:
    _, here = shop
    (tmp_path / "safe").mkdir()
    dump, key = tmp_path / "shoplatch.dump", tmp_path / "safe" / "shoplatch.key"
    refused = here.shoplatch("backup", str(dump), "--key-file", str(tmp_path / "beside.key"), code=2)
    assert "beside the backup" in refused.stderr
    made = here.told("backup", str(dump), "--key-file", str(key))
    assert made["bytes"] == dump.stat().st_size
    assert {oct(path.stat().st_mode & 0o777) for path in (dump, key)} == {"0o600"}
    held = {name: recipients(here.home)[name] for name in list(recipients(here.home))[:50]}
    here.shoplatch("vault", "rotate")  # the backup is from before: it needs the key it was made with
    here.shoplatch("vault", "retire", "--at-once")
    elsewhere = Running(tmp_path / "elsewhere", environment_of(tmp_path / "elsewhere"), here.log)
    try:
        assert "--key-file" in elsewhere.shoplatch("restore", str(dump), code=2).stderr
        back = elsewhere.told("restore", str(dump), "--key-file", str(key))
        assert back["complete"]
        assert len(elsewhere.orders()) == len(here.orders())
        there_again = recipients(elsewhere.home)
        assert {name: there_again[name] for name in held} == held
        assert "not empty" in elsewhere.shoplatch("restore", str(dump), code=1).stderr
        broken = tmp_path / "broken.dump"
        broken.write_bytes(dump.read_bytes()[: dump.stat().st_size // 2])
        elsewhere.shoplatch("restore", str(broken), "--replace", code=None)
        assert len(elsewhere.orders()) == len(here.orders()), "a restore that failed took something away"
        assert recipients(elsewhere.home) == there_again
    finally:
        erased(tmp_path / "elsewhere")


def test_a_restore_under_a_platform_that_serves_is_refused(shop: tuple[Simulator, Running], tmp_path: Path) -> None:
    _, here = shop
    dump = tmp_path / "shoplatch.dump"
    here.shoplatch("backup", str(dump))
    assert "already runs" in here.shoplatch("restore", str(dump), "--replace", code=2).stderr
    assert json.loads(here.shoplatch("vault", "status", "--json").stdout)["left"] == 0
