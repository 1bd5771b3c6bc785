"""A simulator in a process of its own for benches, and calls to it as prepared bytes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from shoplatch.client import signing
from shoplatch.clock import SystemClock
from shoplatch.errors import Fatal
from shoplatch.testing.bench.load import prepared
from shoplatch.testing.bench.spent import pin

START_WITHIN_S = 120.0
_clock = SystemClock()


@dataclass(frozen=True, slots=True)
class Desk:
    """A running simulator and the keys to it, from its ready file."""

    base_url: str
    app_key: str
    app_secret: str = field(repr=False)
    service_id: str
    access_token: str = field(repr=False)
    shop_id: str
    shop_cipher: str
    pid: int = 0

    @property
    def port(self) -> int:
        return int(urlsplit(self.base_url).port or 80)

    def call(self, method: str, path: str, query: Mapping[str, str], body: bytes | None = None) -> bytes:
        """One signed call as bytes, good for five minutes."""
        pairs = [*query.items(), ("app_key", self.app_key), ("timestamp", str(_clock.seconds()))]
        pairs.append(("shop_cipher", self.shop_cipher))
        pairs.append(("sign", signing.sign(path, pairs, body, self.app_secret)))
        target = path + "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)
        headers = [("Content-Type", "application/json"), ("x-tts-access-token", self.access_token)]
        return prepared(method, target, body or b"", headers)


@contextmanager
def desk(folder: Path, *, world: str, arguments: tuple[str, ...] = (), core: int | None = None) -> Iterator[Desk]:
    """Start a simulator on a free port without a rate limit, on one core if told so, and stop it afterwards. It leaves with
    us, however we end, and Ctrl-C in the terminal is ours to handle."""
    ready = folder / "simulator-ready.json"
    command = [sys.executable, "-m", "shoplatch", "simulator", "--port", "0", "--world", world, "--seed", "1"]
    command += ["--rate-limit", "off", "--ready-file", str(ready), "--tether", *arguments]
    said = folder / "simulator.log"  # what it greets people with is nothing for whoever reads figures
    with said.open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True)
    if core is not None:
        pin(process.pid, core)
    try:
        yield _wait_for(ready, process, said)
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdin is not None:
            process.stdin.close()


def _wait_for(ready: Path, process: subprocess.Popen[bytes], log: Path) -> Desk:
    limit = _clock.monotonic() + START_WITHIN_S
    while _clock.monotonic() < limit:
        if ready.exists():
            said = json.loads(ready.read_text())
            return Desk(**{name: said[name] for name in Desk.__dataclass_fields__ if name != "pid"}, pid=process.pid)
        try:
            code = process.wait(timeout=0.05)
        except subprocess.TimeoutExpired:
            continue
        raise Fatal(f"the simulator ended with {code} before it was ready: {log.read_text(errors='replace')[-500:]}")
    raise Fatal(f"the simulator was not ready within {START_WITHIN_S:.0f} s")
