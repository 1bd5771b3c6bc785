"""The platform as a person runs it: `shoplatch serve` in processes of its own, connected to a simulator, for journeys."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.journeys.processes import erased
from tests.journeys.simulated import Simulator, eventually
from tests.journeys.terminal import staying

START_WITHIN_S = 90
STOP_WITHIN_S = 25


@dataclass
class Running:
    """A platform that serves, and the terminal beside it."""

    home: Path
    environment: dict[str, str] = field(repr=False)
    log: Path

    @property
    def note(self) -> dict[str, Any]:
        """What `serve.json` says now."""
        return dict(json.loads((self.home / "serve.json").read_text()))

    @property
    def url(self) -> str:
        return str(self.note["listening"])

    def command(self, *arguments: str) -> list[str]:
        """The terminal's command on this home."""
        return [sys.executable, "-m", "shoplatch", "--home", str(self.home), *arguments]

    def shoplatch(self, *arguments: str, code: int | None = 0, within_s: float = 120) -> subprocess.CompletedProcess[str]:
        """Run a command of the terminal on this home; the exit code must be the expected one (None: any)."""
        asked = ["--home", str(self.home), *arguments]
        said = staying().ask(asked, self.environment, within_s=within_s)
        done = subprocess.CompletedProcess(asked, said.code, said.out, said.err)
        if code is not None:
            assert done.returncode == code, f"{arguments} ended with {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def told(self, *arguments: str, code: int | None = 0) -> Any:
        """The JSON document a command prints."""
        return json.loads(self.shoplatch(*arguments, "--json", code=code).stdout)

    def connect(self, simulator: Simulator, ready_file: Path) -> None:
        """By real OAuth over HTTP, then wait until the backfill is through."""
        self.shoplatch("connect", "--simulator", simulator.url, "--ready-file", str(ready_file))
        wanted = simulator.truth()["orders"]
        eventually(lambda: len(self.orders()) >= wanted, within_s=120, every_s=1)

    def orders(self) -> list[dict[str, Any]]:
        """The orders in the store."""
        return list(self.told("orders", "list", "--limit", "10000"))

    def kill(self, role: str) -> None:
        """kill -9 of the web or the worker process, as it is called now."""
        try:
            os.kill(int(self.note[role]), signal.SIGKILL)
        except (ProcessLookupError, FileNotFoundError, ValueError):
            return  # it is just being started again: somebody else's kill came first

    def differences(self) -> list[Any]:
        """What `shoplatch diff` finds."""
        return list(self.told("diff", code=None)["differences"])

    def agrees(self, within_s: float) -> None:
        """Wait until store and simulator agree; fail with what still differs."""
        found: list[Any] = []

        def same() -> bool:
            found[:] = self.differences()
            return not found

        try:
            eventually(same, within_s=within_s, every_s=2)
        except AssertionError as late:
            raise AssertionError(f"after {within_s} s there still differ: {found[:5]}") from late


def environment_of(home: Path, **more: str) -> dict[str, str]:
    """A clean environment: nothing of the one that runs the tests but the path."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {**kept, "HOME": str(home.parent), "NO_COLOR": "1", **more}


@contextmanager
def platform(folder: Path, *, name: str = "home", kept: bool = False, **settings: str) -> Iterator[Running]:
    """Start `shoplatch serve` on a free port; stopped with SIGTERM at the end. Its database goes too, unless `kept`."""
    home = folder / name
    log = folder / f"{name}.log"
    running = Running(home, environment_of(home, **settings), log)
    with log.open("ab") as out:
        process = subprocess.Popen(
            running.command("serve", "--port", "0"),
            stdout=out,
            stderr=subprocess.STDOUT,
            env=running.environment,
        )
        try:
            _until_ready(running, process)
            yield running
        finally:
            process.terminate()
            try:
                process.wait(timeout=STOP_WITHIN_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
                raise AssertionError(f"serve did not stop within {STOP_WITHIN_S} s: {log.read_text()[-2000:]}") from None
            finally:
                if not kept:
                    erased(home)


def _until_ready(running: Running, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_WITHIN_S
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{running.url}/readyz", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (OSError, ValueError, KeyError, urllib.error.URLError):
            time.sleep(0.1)
    raise AssertionError(f"serve is not ready: {running.log.read_text()[-3000:]}")
