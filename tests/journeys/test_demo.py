"""`shoplatch demo` as a user runs it: real processes, real HTTP, a real PostgreSQL, for a short time."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

WITHIN_S = 150
PROMISED = {
    "orders_in_simulator": int,
    "orders_in_store": int,
    "webhooks_sent": int,
    "webhooks_received": int,
    "discrepancies": int,
    "console_url": str,
}


def environment(folder: Path) -> dict[str, str]:
    """Nothing of the developer's own settings, and a temporary folder of ours, so that we see what is left in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SHOPLATCH_")}
    folder.mkdir(parents=True, exist_ok=True)
    return {**kept, "TMPDIR": str(folder), "HOME": str(folder)}


def demo(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "shoplatch", "demo", *arguments],
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
        check=False,
    )


def report(outcome: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert outcome.stdout, outcome.stderr
    found = json.loads(outcome.stdout.splitlines()[-1])
    assert isinstance(found, dict)
    return found


def left_over(marker: str) -> list[str]:
    """Processes whose command line names the folder of this test."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if marker in line:
                found.append(line)
    return found


@pytest.fixture
def nothing_left(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    deadline = time.monotonic() + 15
    while left_over(str(tmp_path)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left_over(str(tmp_path)) == []


def test_the_demo_ends_with_store_and_simulator_in_agreement(nothing_left: Path) -> None:
    outcome = demo(nothing_left / "tmp", "--for", "8", "--json", "--rate", "240", "--burst", "30")
    said = report(outcome)
    assert outcome.returncode == 0, (said, outcome.stderr)
    for key, kind in PROMISED.items():
        assert isinstance(said[key], kind), key
    assert said["orders_in_store"] == said["orders_in_simulator"] > 100
    assert said["webhooks_received"] == said["webhooks_sent"] >= 30
    assert said["discrepancies"] == 0
    assert said["console_url"].startswith("http://127.0.0.1:")
    assert len(outcome.stdout.splitlines()) == 1
    assert "Traceback" not in outcome.stderr
    assert [entry.name for entry in (nothing_left / "tmp").iterdir() if entry.name.startswith("shoplatch-demo")] == []


@pytest.mark.long
def test_a_second_start_on_the_same_folder_goes_on_where_the_first_ended(nothing_left: Path) -> None:
    home = nothing_left / "a demo with blanks"
    first = report(demo(nothing_left / "tmp", "--for", "3", "--json", "--rate", "240", "--home", str(home)))
    outcome = demo(nothing_left / "tmp", "--for", "3", "--json", "--rate", "240", "--home", str(home))
    second = report(outcome)
    assert outcome.returncode == 0, (second, outcome.stderr)
    assert "starts anew" not in outcome.stderr
    assert second["orders_in_store"] >= first["orders_in_store"]
    assert second["discrepancies"] == 0


def test_a_taken_port_is_said_in_one_sentence(nothing_left: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        outcome = demo(nothing_left / "tmp", "--for", "3", "--json", "--port", str(port))
    assert outcome.returncode == 2, outcome.stderr
    assert f"Port {port} on 127.0.0.1 is taken" in outcome.stderr
    assert "Traceback" not in outcome.stderr


@pytest.mark.long
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_outlives_a_demo_that_is_stopped_or_killed(number: signal.Signals, nothing_left: Path) -> None:
    home = nothing_left / "home"
    with (nothing_left / "said").open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "shoplatch", "demo", "--home", str(home)],
            env=environment(nothing_left / "tmp"),
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + 90
        while b"/sign-in?token=" not in (nothing_left / "said").read_bytes():
            assert process.poll() is None, (nothing_left / "said").read_text()
            assert time.monotonic() < deadline, (nothing_left / "said").read_text()
            time.sleep(0.2)
        assert left_over(str(home))
        process.send_signal(number)
        process.wait(30)
    finally:
        process.kill()
        process.wait()
