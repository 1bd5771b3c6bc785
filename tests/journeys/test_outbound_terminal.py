"""Outbound webhooks and listening by the terminal, on a platform that serves, connected to a simulator that lives."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from tests.journeys.platform import platform
from tests.journeys.simulated import eventually, simulator


@contextmanager
def desk() -> Iterator[tuple[str, list[tuple[str, dict[str, str], bytes]]]]:
    """A program on this machine that notes what it is sent."""
    got: list[tuple[str, dict[str, str], bytes]] = []

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append((self.path, dict(self.headers), self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", got
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.long
def test_an_order_reaches_an_endpoint_and_a_desk_and_its_webhook_says_so(tmp_path: Path) -> None:
    ready = tmp_path / "ready-demo-7.json"
    with (
        desk() as (url, got),
        simulator(tmp_path, world="demo") as simulated,
        platform(tmp_path, SHOPLATCH_HOOKS_NETWORKS="127.0.0.1/32") as running,
    ):
        refused = running.shoplatch("hooks", "add", "https://10.0.0.8/hooks", code=2)
        assert "a private address" in refused.stderr
        made = running.told("hooks", "add", f"{url}/hooks", "--event", "order", "--label", "ERP")
        assert running.told("hooks", "test", made["id"])["arrived"]
        running.connect(simulated, ready)
        running.shoplatch("listen", "--forward", f"{url}/desk", "--once", "--json")  # begins here
        simulated.post("traffic", {"burst": 5})
        eventually(lambda: sum(path == "/hooks" for path, _, _ in got) >= 6, within_s=90)
        running.shoplatch("listen", "--forward", f"{url}/desk", "--once", "--json")
        for path, headers, body in list(got):
            if path == "/hooks":
                assert Webhook(made["secret"]).verify(body, headers)["type"] in ("order.changed", "shoplatch.test")
        forwarded = [json.loads(body)["tts_notification_id"] for path, _, body in got if path == "/desk"]
        arrived = running.told("webhooks", "list", "--topic", "1", "--limit", "12")
        assert forwarded
        assert set(forwarded) <= {one["dedupe_key"] for one in running.told("webhooks", "list", "--limit", "500")}
        pushes = [push for one in arrived for push in running.told("webhooks", "show", str(one["n"]))["pushes"]]
        assert {push["label"] for push in pushes} == {"ERP"}
        secret = running.told("hooks", "rotate", made["id"])["secret"]
        assert running.told("hooks", "test", made["id"])["arrived"]
        assert all(Webhook(one).verify(got[-1][2], got[-1][1]) for one in (made["secret"], secret))
        running.shoplatch("hooks", "pause", made["id"])
        assert [one["state"] for one in running.told("hooks", "list")] == ["paused"]
        acts = [row["act"] for row in running.told("audit", "list", "--limit", "20")]
        assert {"hooks.added", "hooks.rotated", "hooks.paused"} <= set(acts)
