"""The integration's own server: webhooks in, answers out."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import os
import queue
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from planted import FAULTS, planted
from records import Records
from shop import Refused, Shop

TOPICS = {1, 2, 3, 4, 5, 6, 7, 11, 12, 68, 71}
LARGE = 32_000


class Integration:
    """Knows the shop; learns of changes by webhooks."""

    def __init__(self, keys: dict[str, str]) -> None:
        self.keys = keys
        self.shop = Shop(keys)
        self.records = Records()
        self._seen: set[str] = set()
        self._waiting: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._work, daemon=True).start()

    def sync(self) -> None:
        """Read everything."""
        for order in self.shop.orders():
            self.records.keep_order(order)
        for sku in self.shop.stock():
            self.records.keep_stock(sku)

    def genuine(self, body: bytes, given: str) -> bool:
        """Whether a webhook is the platform's."""
        if planted("accepts_any_signature") or (planted("accepts_unsigned") and not given):
            return True
        if planted("verifies_parsed_body"):
            body = json.dumps(json.loads(body), sort_keys=True).encode()
        key = self.keys["app_secret"].encode()
        made = hmac.new(key, self.keys["app_key"].encode() + body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(made, given)

    def take(self, event: dict[str, Any]) -> None:
        """Take a webhook to work; a repeated one is known."""
        notification = event.get("tts_notification_id", "")
        if notification in self._seen and not planted("counts_duplicates"):
            return
        self._seen.add(notification)
        self.records.count(notification)
        if planted("works_before_answering"):
            time.sleep(3.2)
            self._work_one(event)
        else:
            self._waiting.put(event)

    def _work(self) -> None:
        while True:
            event = self._waiting.get()
            for attempt in range(3):
                try:
                    self._work_one(event)
                    break
                except (Refused, OSError, http.client.HTTPException, ValueError):
                    time.sleep(0.5 * 2**attempt)

    def _work_one(self, event: dict[str, Any]) -> None:
        order_id = str((event.get("data") or {}).get("order_id", ""))
        if not order_id:
            return
        if planted("trusts_the_event"):
            self.records.note_status(order_id, str(event["data"].get("order_status")))
            return
        order = self.shop.order(order_id)
        if order:
            self.records.keep_order(order)


class Door(BaseHTTPRequestHandler):
    """HTTP, for the platform and for whoever asks."""

    integration: Integration

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        if self.path == "/sync":
            try:
                self.integration.sync()
            except (Refused, OSError, http.client.HTTPException, ValueError) as failure:
                self._answer(502, {"error": str(failure)})
            else:
                self._answer(200, self.integration.records.counts())
            return
        try:
            genuine = self.integration.genuine(body, self.headers.get("authorization", ""))
            event = json.loads(body)
        except ValueError:
            genuine, event = False, {}
        if not genuine:
            self._answer(401)
        elif (planted("fails_on_unknown_topics") and event.get("type") not in TOPICS) or (
            planted("fails_on_large_bodies") and len(body) > LARGE
        ):
            self._answer(500)
        else:
            self.integration.take(event)
            if planted("answers_slowly"):
                time.sleep(4)
            self._answer(200, {"ok": True} if planted("answers_with_a_body") else None)

    def do_GET(self) -> None:
        kind, _, name = self.path.strip("/").partition("/")
        records = self.integration.records
        if kind == "health":
            self._answer(200, {"ok": True})
        elif kind == "orders":
            order = records.order(name)
            self._answer(200 if order else 404, order or {})
        elif kind == "stock":
            count = records.stock(name)
            self._answer(404 if count is None else 200, {"available": count})
        elif kind == "effects":
            self._answer(200, {"count": records.worked.get(name, 0)})
        else:
            self._answer(404, {})

    def _answer(self, status: int, document: Any = None) -> None:
        body = b"" if document is None else json.dumps(document).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Serve on the port of the environment, for the shop of the environment."""
    if "--faults" in sys.argv:
        for name, what in FAULTS.items():
            print(f"{name:26} {what}")
        return
    names = ("base_url", "auth_url", "app_key", "app_secret", "access_token", "refresh_token", "shop_cipher")
    Door.integration = Integration({name: os.environ[f"SHOP_{name.upper()}"] for name in names})
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Door).serve_forever()


if __name__ == "__main__":
    main()
