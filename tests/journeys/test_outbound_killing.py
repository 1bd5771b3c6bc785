"""Outbound webhooks while their workers are killed in the middle of deliveries, to receivers that fail in every way."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from standardwebhooks import Webhook

from shoplatch.store.engine import Store
from tests.journeys.delivers import hooks_on
from tests.outbox.receiver import change, eventually
from tests.store.shops import add_shops

OBJECTS, CHANGES = 40, 8


@dataclass
class Got:
    """What a path took: ids in order of their first success, and every body that came under an id."""

    first: list[dict[str, Any]] = field(default_factory=list)
    bodies: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    tried: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    wrong: list[str] = field(default_factory=list)


@contextmanager
def receivers(secrets: dict[str, str]) -> Iterator[tuple[int, dict[str, Got]]]:
    """A server on this machine: paths that are plain, slow, and broken at first; each checks every signature."""
    got: dict[str, Got] = defaultdict(Got)
    lock = threading.Lock()

    class Receiver(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            id_ = self.headers["webhook-id"]
            with lock:
                of = got[self.path]
                of.bodies[id_].add(body)
                of.tried[id_] += 1
                first_time = of.tried[id_] == 1
            try:
                said = Webhook(secrets[self.path]).verify(body, dict(self.headers))
            except Exception as refused:
                of.wrong.append(f"{id_}: {refused}")
                return self.answer(401)
            if self.path == "/slow":
                threading.Event().wait(0.02)
            if self.path == "/broken" and first_time:
                kind = int(id_[-1], 16) % 4
                if kind == 1:
                    return self.answer(500)
                if kind == 2:
                    self.close_connection = True
                    self.connection.shutdown(2)
                    return None
            with lock:
                if not any(one["id"] == id_ for one in of.first):
                    of.first.append({"id": id_, "object": said["data"]["id"], "step": int(said["data"]["after"])})
            return self.answer(204)

        def answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.daemon_threads = True
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        yield server.server_address[1], got
    finally:
        server.shutdown()
        server.server_close()
        serving.join(10)


@pytest.mark.long
async def test_workers_killed_in_mid_delivery_lose_nothing_and_repeat_only_under_the_same_id(
    store: Store, database_url: str
) -> None:
    await add_shops(store)
    hooks, secrets, chance = hooks_on(store), {}, random.Random(3)
    with receivers(secrets) as (port, got):
        for path in ("/plain", "/slow", "/broken"):
            _, secrets[path] = await hooks.add(f"http://127.0.0.1:{port}{path}", by="Mei")

        def started() -> subprocess.Popen[bytes]:
            return subprocess.Popen([sys.executable, "-m", "tests.journeys.delivers", database_url])

        def taken() -> int:
            return sum(len(of.first) for of in got.values())

        workers = [started(), started()]
        try:
            for step in range(CHANGES):
                now = datetime.now(UTC)
                await change(store, now, *((f"O{n:02}", str(step)) for n in range(OBJECTS)))
                mark = taken() + chance.randint(1, OBJECTS)
                await eventually(lambda mark=mark: taken() >= mark, within_s=60)
                killed = chance.randrange(len(workers))
                workers[killed].kill()  # SIGKILL, with requests under way
                workers[killed].wait()
                workers[killed] = started()
            await eventually(lambda: taken() >= 3 * OBJECTS * CHANGES, within_s=180)
        finally:
            for worker in workers:
                worker.terminate()
            codes = [worker.wait(30) for worker in workers]
    assert codes == [0, 0]
    for path, of in got.items():
        assert of.wrong == []
        assert len(of.first) == len(of.bodies) == OBJECTS * CHANGES, path
        assert {len(bodies) for bodies in of.bodies.values()} == {1}, "a repeat is the same, byte for byte"
        by_object: dict[str, list[int]] = defaultdict(list)
        for one in of.first:
            by_object[one["object"]].append(one["step"])
        assert all(steps == list(range(CHANGES)) for steps in by_object.values()), path
    assert sum(got["/broken"].tried.values()) > OBJECTS * CHANGES
