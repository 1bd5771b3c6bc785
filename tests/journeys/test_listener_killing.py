"""`shoplatch listen` on a desk, killed with SIGKILL a hundred times while webhooks arrive at an installation elsewhere."""

from __future__ import annotations

import hmac
import json
import random
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.journeys.platform import Running, environment_of, platform
from tests.journeys.simulated import eventually

APP, SECRET = "6abc123def456", "5ecret-of-the-app-that-is-played-here"
KILLS, AT_ONCE = 100, 4


@dataclass
class Desk:
    """A program that takes what is forwarded: ids in order as they came, and the bodies under each."""

    port: int = 0
    came: list[str] = field(default_factory=list)
    bodies: dict[str, set[bytes]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


@contextmanager
def desk() -> Iterator[Desk]:
    taken = Desk()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            made = hmac.digest(SECRET.encode(), APP.encode() + body, "sha256").hex()
            id_ = json.loads(body)["tts_notification_id"]
            if self.headers["authorization"] != made:
                taken.wrong.append(id_)
            taken.bodies.setdefault(id_, set()).add(body)
            taken.came.append(id_)
            self.send_response(200)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    taken.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield taken
    finally:
        server.shutdown()
        server.server_close()


def arrive(running: Running, number: int) -> None:
    """A webhook of TikTok Shop comes to the installation."""
    said = {"type": 1, "tts_notification_id": f"n{number}", "shop_id": "7495000000000000001", "timestamp": 1763820000,
            "data": {"order_id": f"57646{number:013}", "order_status": "UNPAID"}}  # fmt: skip
    body = json.dumps(said).encode()
    mark = hmac.digest(SECRET.encode(), APP.encode() + body, "sha256").hex()
    url = f"{running.url}/webhooks/tiktok/{APP}"
    asked = urllib.request.Request(url, body, {"authorization": mark, "content-type": "application/json"})
    with urllib.request.urlopen(asked, timeout=30) as answer:
        assert answer.status == 200


@pytest.mark.long
def test_a_listener_killed_a_hundred_times_leaves_nothing_out_and_repeats_only_under_the_same_id(tmp_path: Path) -> None:
    chance = random.Random(17)
    with desk() as taken, platform(tmp_path) as running:
        secret = tmp_path / "secret"
        secret.write_text(SECRET)
        apps = ("apps", "add", "--key", APP, "--service-id", "7100000000000000001", "--simulator", "http://127.0.0.1:9")
        running.shoplatch(*apps, "--secret-file", str(secret))
        running.shoplatch("people", "add", "Mei", "--role", "operator")
        token = running.shoplatch("people", "token", "Mei", "--name", "desk", "--right", "work").stdout.strip()
        elsewhere = Running(tmp_path / "desk", environment_of(tmp_path / "desk"), tmp_path / "desk.log")
        arguments = (
            "listen",
            "--forward",
            f"http://127.0.0.1:{taken.port}/",
            "--url",
            running.url,
            "--token-stdin",
            "--json",
        )

        def listener(*more: str) -> subprocess.Popen[bytes]:
            with elsewhere.log.open("ab") as log:
                begun = subprocess.Popen(
                    elsewhere.command(*arguments, *more), stdin=subprocess.PIPE, stdout=log, stderr=log,
                    env=elsewhere.environment,
                )  # fmt: skip
            assert begun.stdin is not None
            begun.stdin.write(f"{token}\n".encode())
            begun.stdin.close()
            return begun

        assert listener("--once").wait(60) == 0, elsewhere.log.read_text()  # from here on
        sent, repeats = 0, 0
        for _ in range(KILLS):
            for _ in range(AT_ONCE):
                arrive(running, sent)
                sent += 1
            mark = len(taken.came) + chance.randint(1, AT_ONCE)
            killed = listener()
            eventually(lambda mark=mark: len(taken.came) >= mark, within_s=60, every_s=0.002)
            killed.kill()  # SIGKILL: perhaps between an answer and its note
            killed.wait()
        assert listener("--once").wait(60) == 0, elsewhere.log.read_text()
    assert taken.wrong == []
    assert list(dict.fromkeys(taken.came)) == [f"n{number}" for number in range(sent)], "none left out, none overtaken"
    assert {len(bodies) for bodies in taken.bodies.values()} == {1}, "a repeat is the same, byte for byte"
    repeats = len(taken.came) - sent
    assert repeats <= KILLS, "a kill repeats one thing at most"
