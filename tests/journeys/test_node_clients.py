"""Two clients of other people, for Node.js, with TikTok's hosts in their code: led to the simulator by the redirect."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.simulated import Simulator, simulator

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("npm") is None, reason="Node.js is not on this machine"),
]
SCRIPTS = Path(__file__).parent / "node"
CLIENTS = ("tiktok-shop-sdk@1.0.3", "tiktok-shop-client@1.0.23", "undici@6.29.1")


@pytest.fixture(scope="module")
def clients(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with our scripts and the clients installed beside them."""
    folder = tmp_path_factory.mktemp("node")
    shutil.copytree(SCRIPTS, folder, dirs_exist_ok=True)
    (folder / "package.json").write_text('{"private": true}')
    wanted = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *CLIENTS]
    installed = subprocess.run(wanted, cwd=folder, capture_output=True, text=True, timeout=300)
    if installed.returncode != 0:
        pytest.skip(f"the clients could not be installed: {installed.stderr[-300:]}")
    return folder


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Simulator]:
    with simulator(tmp_path, world="demo", arguments=("--redirect", str(tmp_path / "tls"))) as running:
        yield running


def walked(script: str, clients: Path, desk: Simulator, folder: Path) -> dict[str, Any]:
    """What the client was answered, by step; a step that failed fails here with its words."""
    (folder / "keys.json").write_text(json.dumps(desk.ready))
    told = subprocess.run(
        ["node", script],
        cwd=clients,
        capture_output=True,
        text=True,
        timeout=120,
        env={
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "READY_FILE": str(folder / "keys.json"),
            "HTTPS_PROXY": desk.ready["https_proxy"],
            "NODE_EXTRA_CA_CERTS": desk.ready["ca_file"],
        },
    )
    steps = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.returncode == 0, (steps[-1:], told.stderr[-600:])
    return {one["step"]: one["answer"] for one in steps}


def stock_of(found: dict[str, Any], sku_id: str) -> set[int]:
    """What is there of a SKU, in each of its warehouses."""
    skus = found["data"]["inventory"][0]["skus"]
    (sku,) = [one for one in skus if one["id"] == sku_id]
    return {place["available_quantity"] for place in sku["warehouse_inventory"]}


def test_the_sdk_goes_from_its_code_to_orders_stock_and_webhooks(clients: Path, desk: Simulator, tmp_path: Path) -> None:
    seen = walked("tiktok_shop_sdk.js", clients, desk, tmp_path)
    assert seen["shops"]["data"]["shops"][0]["region"] == "GB"
    assert stock_of(seen["read stock"], seen["product"]["data"]["skus"][0]["id"]) == {41}
    assert seen["orders"]["data"]["orders"] == seen["orders of an empty filter"]["data"]["orders"]
    assert {one["status"] for one in seen["completed orders"]["data"]["orders"]} == {"COMPLETED"}
    assert len(seen["details"]["data"]["orders"]) == 3
    assert [one["event_type"] for one in seen["webhooks"]["data"]["webhooks"]] == ["ORDER_STATUS_CHANGE"]


def test_the_other_client_reads_orders_and_is_told_why_its_stock_is_not_taken(
    clients: Path, desk: Simulator, tmp_path: Path
) -> None:
    seen = walked("tiktok_shop_client.js", clients, desk, tmp_path)
    assert {one["status"] for one in seen["orders"]["data"]["orders"]} == {"AWAITING_SHIPMENT"}
    # It names no warehouse, which works for a SKU of one warehouse only; the reason stands where few clients look.
    (refused,) = seen["set stock"]["data"]["errors"]
    assert "Every warehouse" in refused["detail"]["extra_errors"][0]["message"]
    assert 41 not in stock_of(seen["read stock"], seen["product"]["data"]["skus"][0]["id"])
    assert all(answer.get("code", 0) == 0 for step, answer in seen.items() if step != "refresh")
