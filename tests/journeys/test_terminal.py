"""The terminal on a real installation: a running platform in a folder with blanks, and everything that can go wrong."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.simulated import simulator
from tests.journeys.terminal import staying

CANARY = "deadbeef" * 8  # looks like a secret, and is one as far as the platform knows
WITHIN_S = 90


@dataclass(frozen=True)
class House:
    """One installation and how its terminal is used."""

    home: Path

    def run(self, *arguments: str, given: str | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a command; nothing of the developer's own settings reaches it."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SHOPLATCH_")}
        environment = {**kept, "SHOPLATCH_HOME": str(self.home), **variables}
        said = staying().ask(arguments, environment, within_s=WITHIN_S, given=given)
        return subprocess.CompletedProcess(arguments, said.code, said.out, said.err)

    def json(self, *arguments: str) -> Any:
        """Run a command with --json and read its one document."""
        outcome = self.run(*arguments, "--json")
        assert outcome.stdout, outcome.stderr
        return json.loads(outcome.stdout)

    @property
    def address(self) -> str:
        """Where the console answers."""
        return str(json.loads((self.home / "serve.json").read_text())["address"])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("a folder with blanks") / ("and a long name " * 5)
    made = House(home)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHOPLATCH_")}
    home.mkdir(parents=True)
    with (home / "log").open("wb") as log:
        serve = subprocess.Popen(
            [sys.executable, "-m", "shoplatch", "--home", str(home), "serve", "--port", "0"],
            env=kept,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + WITHIN_S
        while not _ready(made):
            assert serve.poll() is None, (home / "log").read_text()
            assert time.monotonic() < deadline, (home / "log").read_text()
            time.sleep(0.1)
        yield made
    finally:
        serve.send_signal(signal.SIGTERM)
        code = serve.wait(30)
    assert code == 0
    assert not (home / "serve.json").exists()
    assert CANARY not in (home / "log").read_text()


def _ready(house: House) -> bool:
    try:
        with urllib.request.urlopen(f"{house.address}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, KeyError, ValueError):
        return False


def calm(outcome: subprocess.CompletedProcess[str], code: int, *words: str) -> None:
    """One sentence with these words, the promised exit code, no traceback."""
    said = outcome.stdout + outcome.stderr
    assert outcome.returncode == code, said
    assert "Traceback" not in said
    for word in words:
        assert word in said, said


def test_before_anybody_let_us_in_the_listings_say_what_to_do_next(tmp_path: Path) -> None:
    new = House(tmp_path / "new")  # the other tests of this file connect shops, in any order
    calm(new.run("orders", "list"), 3, "No shop is connected yet", "shoplatch connect")
    calm(new.run("shops"), 0, "shoplatch connect")
    assert new.json("shops") == []


def test_a_second_platform_on_the_same_folder_is_told_where_the_first_one_is(house: House) -> None:
    calm(house.run("serve", "--port", "0"), 2, "already runs", house.address)


def test_a_taken_port_is_said_before_anything_starts(house: House, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        calm(house.run("--home", str(tmp_path), "serve", "--port", port), 2, f"Port {port}", "--port")
    assert not (tmp_path / "postgres.json").exists()


def test_another_master_key_is_refused_with_the_way_back(house: House) -> None:
    house.run("apps", "add", "--key", "abc123def4", "--service-id", "7" * 19, "--secret-file", "-", given=CANARY)
    other = base64.b64encode(b"x" * 32).decode()
    calm(house.run("apps", "list", SHOPLATCH_MASTER_KEY=other), 2, "master key")


def test_a_secret_goes_in_by_a_pipe_and_never_comes_out(house: House) -> None:
    given = ("apps", "add", "--key", "bcd234efa5", "--service-id", "7" * 19, "--secret-file", "-")
    added = house.run(*given, given=CANARY + "\n")
    calm(added, 0, "fingerprint")
    listed = house.run("apps", "list")
    calm(listed, 0, "bcd234efa5")
    assert CANARY not in added.stdout + added.stderr + listed.stdout + listed.stderr
    calm(house.run("apps", "add", "--key", "cde345fab6", "--service-id", "7" * 19), 2, "--secret-file")


def test_a_wrong_setting_is_named_with_what_is_allowed(house: House) -> None:
    calm(house.run("shops", SHOPLATCH_PORT="eighty"), 2, "SHOPLATCH_PORT", "'eighty'", "65535")
    calm(house.run("shops", SHOPLATCH_PROT="80"), 2, "SHOPLATCH_PROT", "SHOPLATCH_PORT")


def test_a_database_that_is_not_there_is_one_sentence(house: House) -> None:
    gone = house.run("shops", SHOPLATCH_DATABASE_URL="postgresql://me:canary@127.0.0.1:1/none")
    calm(gone, 4, "cannot be reached")
    assert "canary" not in gone.stdout + gone.stderr


def test_an_unknown_operation_is_told_with_the_nearest_one(house: House) -> None:
    calm(house.run("call", "order.get_ordr_list"), 2, "order.get_order_list")


def test_a_callback_that_was_never_asked_for_is_a_page_and_not_a_fault(house: House) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{house.address}/oauth/callback?code=ROW_canary&state=made-up", timeout=10)
    with refused.value as page:
        assert page.code == 400
        assert "ROW_canary" not in page.read().decode()


def test_the_sign_in_link_points_to_the_address_that_is_served(house: House) -> None:
    assert house.json("sign-in")["url"].startswith(f"{house.address}/sign-in?token=")


def test_a_shop_is_connected_read_compared_and_asked_from_the_terminal(house: House, tmp_path: Path) -> None:
    with simulator(tmp_path, world="demo", arguments=("--rate-limit", "off")) as sim:
        file = tmp_path / "ready.json"
        file.write_text(json.dumps(sim.ready))
        calm(house.run("connect", "--ready-file", str(file)), 0, "Fernlight")
        assert {shop["region"] for shop in house.json("shops")} == {"GB", "US"}
        calm(house.run("sync", "backfill", "--wait"), 0, "done")
        orders = house.json("orders", "list", "--limit", "10000")
        assert len(orders) == sim.truth()["orders"]
        shown = house.json("orders", "show", orders[0]["id"])
        assert shown["id"] == orders[0]["id"]
        assert shown["lines"]
        called = house.run("call", "order.get_order_detail", f"ids={orders[0]['id']}", "--shop", orders[0]["shop_id"])
        calm(called, 0)
        assert json.loads(called.stdout)["orders"][0]["id"] == orders[0]["id"]
        assert house.json("inventory", "--limit", "5")
        assert house.json("products", "--limit", "5")
        calm(house.run("orders", "show", "1"), 1, "not in the store")
        calm(house.run("orders", "list", "--shop", "nobody"), 1, "shoplatch shops")
        calm(house.run("call", "order.get_order_detail", "ids=1"), 2, "--shop")
        calm(house.run("call", "product.get_product", "product_id=1", "--shop", orders[0]["shop_id"]), 1, "code")
        assert house.json("doctor")["findings"]
        calm(house.run("sync", "sweep"), 0)
    calm(house.run("call", "order.get_order_detail", "ids=1", "--shop", orders[0]["shop_id"]), 4, "cannot be reached")
    calm(house.run("sim", "truth", "--url", sim.url), 4, "shoplatch simulator")
