"""A simulator in a process of its own, and a webhook receiver, for tests that speak real HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

START_WITHIN_S = 30


@dataclass(frozen=True)
class Simulator:
    """A running simulator: what its ready file says, and its control."""

    ready: dict[str, Any]

    @property
    def url(self) -> str:
        return str(self.ready["base_url"])

    def get(self, path: str) -> Any:
        return self._control("GET", path, None)

    def post(self, path: str, body: dict[str, Any] | None = None) -> Any:
        return self._control("POST", path, body or {})

    def truth(self) -> dict[str, Any]:
        return dict(self.get("truth"))

    def _control(self, method: str, path: str, body: dict[str, Any] | None) -> Any:
        request = urllib.request.Request(
            f"{self.url}/_sim/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"content-type": "application/json", "accept": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=300) as answer:  # a year may pass in one request
            return json.load(answer)


@contextmanager
def simulator(folder: Path, *, world: str = "empty", seed: int = 7, arguments: tuple[str, ...] = ()) -> Iterator[Simulator]:
    """Start `shoplatch simulator` on a free port and stop it afterwards."""
    ready = folder / f"ready-{world}-{seed}.json"
    log = (folder / "simulator.log").open("wb")
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "shoplatch", "simulator", "--port", "0", "--world", world),
            *("--seed", str(seed), "--ready-file", str(ready), *arguments),
        ],
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        deadline = time.monotonic() + START_WITHIN_S
        while not ready.exists():
            if process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"the simulator did not start: {(folder / 'simulator.log').read_text()}")
            time.sleep(0.05)
        yield Simulator(json.loads(ready.read_text()))
    finally:
        process.terminate()
        process.wait(timeout=15)
        log.close()


@dataclass
class Receiver:
    """Takes webhooks the way a seller's server would, and keeps exact bytes and headers."""

    url: str
    received: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)

    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for body, _ in self.received]


@contextmanager
def receiver() -> Iterator[Receiver]:
    """An HTTP server on a free port that answers 200 with an empty body."""
    box = Receiver("")

    class Take(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            box.received.append((body, {name.lower(): value for name, value in self.headers.items()}))
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Keep the test's output for failures."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Take)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    box.url = f"http://127.0.0.1:{server.server_address[1]}/webhooks"
    try:
        yield box
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def eventually(what: Callable[[], Any], *, within_s: float = 15, every_s: float = 0.1) -> Any:
    """Wait until `what()` is true and give its value; fail with its last value.

    Ask seldom what starts a process: the one who asks works on the same two cores as the one who is asked.
    """
    deadline = time.monotonic() + within_s
    while not (value := what()):
        if time.monotonic() > deadline:
            raise AssertionError(f"did not come true within {within_s} s: {value!r}")
        time.sleep(every_s)
    return value
