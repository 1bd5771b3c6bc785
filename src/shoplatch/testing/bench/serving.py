"""A platform of ours in a process of its own, as `shoplatch serve` starts it."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from shoplatch.clock import SystemClock
from shoplatch.config import apart
from shoplatch.errors import Fatal
from shoplatch.store.embedded import Postgres

START_WITHIN_S = 120.0
_clock = SystemClock()


@contextlib.contextmanager
def served(folder: Path, home: Path) -> Iterator[str]:
    """`shoplatch serve` on a free port; stopped afterwards, its database removed. Gives its address. It leaves with us,
    however we end, and Ctrl-C in the terminal is ours to handle."""
    command = [sys.executable, "-m", "shoplatch", "--home", str(home), "serve", "--port", "0", "--tether"]
    environment = apart(home) | {"SHOPLATCH_LOG_LEVEL": "warning"}
    with (folder / "platform.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=log, stderr=log, env=environment, start_new_session=True
        )
    try:
        yield _address(home, process, folder / "platform.log")
    finally:
        process.terminate()
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin is not None:
            process.stdin.close()
        with contextlib.suppress(OSError):
            Postgres(home).erase()


def _address(home: Path, process: subprocess.Popen[bytes], log: Path) -> str:
    limit = _clock.monotonic() + START_WITHIN_S
    while _clock.monotonic() < limit:
        with contextlib.suppress(OSError, ValueError, KeyError):
            address = str(json.loads((home / "serve.json").read_text())["listening"])
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return address
        try:
            code = process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            continue
        raise Fatal(f"the platform ended with {code} before it was ready: {log.read_text(errors='replace')[-500:]}")
    raise Fatal(f"the platform was not ready within {START_WITHIN_S:.0f} s")
