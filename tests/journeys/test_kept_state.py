"""A simulator that is killed comes back with what it had written down, and its file is never half a file."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from tests.journeys.simulated import eventually


def start(folder: Path) -> tuple[subprocess.Popen[bytes], dict[str, Any]]:
    ready = folder / "ready.json"
    ready.unlink(missing_ok=True)
    command = [sys.executable, "-m", "shoplatch", "simulator", "--port", "0", "--world", "stocked"]
    process = subprocess.Popen([*command, "--ready-file", str(ready), "--state", str(folder / "world.state")])
    eventually(ready.exists)
    return process, json.loads(ready.read_text())


def ask(ready: dict[str, Any], method: str, path: str, body: Any = None) -> Any:
    raw = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(
        f"{ready['control_url']}{path}", raw, {"content-type": "application/json"}, method=method
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)


def test_orders_placed_a_few_seconds_before_a_kill_are_there_afterwards(tmp_path: Path) -> None:
    process, ready = start(tmp_path)
    try:
        placed = [ask(ready, "POST", "orders", {})["order_id"] for _ in range(3)]
        state = tmp_path / "world.state"
        eventually(lambda: all(order_id in state.read_text() for order_id in placed))
        for _ in range(200):  # killed somewhere between two writings, or within one
            ask(ready, "POST", "orders", {})
            if time.monotonic() % 1 < 0.05:
                break
    finally:
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
    process, again = start(tmp_path)
    try:
        held = {order["order_id"] for order in ask(again, "GET", "orders?limit=1000")["orders"]}
        assert set(placed) <= held
        assert again["app_secret"] == ready["app_secret"]
    finally:
        process.terminate()
        process.wait(15)
