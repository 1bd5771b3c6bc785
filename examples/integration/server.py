"""The integration's own server: webhooks and consents in, answers out."""

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
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from consent import Consent
from planted import FAULTS, planted
from reading import Reading
from records import Records
from shop import Refused, Shop

TOPICS = {1, 2, 3, 4, 5, 6, 7, 11, 12, 68, 71}
LARGE = 32_000
KINDS = ("orders", "products", "stock", "returns", "settlements", "statements", "sales")
TROUBLE = (Refused, OSError, http.client.HTTPException, ValueError, KeyError, TypeError)


class Integration:
    """Knows the shops of a grant; learns of changes by webhooks."""

    def __init__(self, keys: dict[str, str]) -> None:
        self.keys = keys
        self.shop = Shop(keys)
        self.reading = Reading(self.shop)
        self.consent = Consent(self.shop)
        self.records = Records()
        self._ciphers: dict[str, str] = {}  # shop id -> cipher
        self._seen: set[str] = set()
        self._one_at_a_time = threading.Lock()
        self._waiting: queue.Queue[dict[str, Any]] = queue.Queue()
        threading.Thread(target=self._work, daemon=True).start()

    def sync(self) -> None:
        """Read everything of every shop."""
        booked: list[tuple[dict[str, Any], str]] = []
        for shop in self.reading.shops():
            cipher = self._ciphers[shop["id"]] = shop["cipher"]
            for order in self.reading.orders(cipher):
                if not (planted("skips_known_orders") and self.records.row("orders", order["id"])):
                    self.records.keep_order(order)
            self._read_goods(shop)
            for one in self.reading.returns(cipher):
                self.records.keep_return(one)
            for statement in self.reading.statements(cipher):
                self.records.keep_statement(statement)
                booked += [(one, statement["currency"]) for one in self.reading.transactions(statement["id"], cipher)]
            for day, amount in self.reading.sales(cipher):
                self.records.keep("sales", f"{shop['id']}:{day}", {"amount": str(amount)})
        self.records.keep_settlements(booked)

    def _read_goods(self, shop: dict[str, Any]) -> None:
        products = list(self.reading.products(shop["cipher"]))
        for product in products:
            self.records.keep_product(product, shop)
        for sku in self.reading.stock([one["id"] for one in products], shop["cipher"]):
            self.records.keep_stock(sku)

    def set_stock(self, sku_id: str, quantity: int) -> None:
        """Let so many units of a SKU be sold."""
        sku = self.records.row("skus", sku_id)
        if sku is None:
            raise Refused(0, "a SKU nobody has read")
        if planted("adds_to_stock"):
            quantity += (self.records.row("stock", sku_id) or {"available": 0})["available"]
        self.reading.set_stock(sku, quantity, sku["cipher"])

    def genuine(self, body: bytes, given: str) -> bool:
        """Whether a webhook is the platform's."""
        if planted("accepts_any_signature") or (planted("accepts_unsigned") and not given):
            return True
        if planted("verifies_parsed_body"):
            body = json.dumps(json.loads(body), sort_keys=True).encode()
        key = self.keys["app_secret"].encode()
        before = b"" if planted("signs_body_alone") else self.keys["app_key"].encode()
        made = hmac.new(key, before + body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(made, given)

    def seen(self, event: dict[str, Any]) -> bool:
        """Whether a notification came before; from now on it did."""
        name = event.get("tts_notification_id", "")
        if planted("one_event_for_each_order"):
            name = str((event.get("data") or {}).get("order_id", name))
        known = name in self._seen and not planted("counts_duplicates")
        self._seen.add(name)
        return known

    def take(self, event: dict[str, Any]) -> None:
        """Take a webhook to work."""
        self.records.count(event.get("tts_notification_id", ""))
        if planted("one_at_a_time"):
            with self._one_at_a_time:
                time.sleep(0.15)
        if planted("works_before_answering"):
            time.sleep(3.2)
            self._work_one(event)
        else:
            self._waiting.put(event)

    def _work(self) -> None:
        while True:
            event = self._waiting.get()
            for attempt in range(1 if planted("drops_failed_events") else 3):
                try:
                    self._work_one(event)
                    break
                except TROUBLE:
                    time.sleep(0.5 * 2**attempt)

    def _work_one(self, event: dict[str, Any]) -> None:
        order_id = str((event.get("data") or {}).get("order_id", ""))
        if not order_id:
            return
        if planted("trusts_the_event"):
            self.records.note_status(order_id, str(event["data"].get("order_status")))
            return
        if event.get("shop_id") not in self._ciphers:
            self._ciphers = {one["id"]: one["cipher"] for one in self.reading.shops()}
        first = next(iter(self._ciphers.values()))
        cipher = first if planted("events_for_first_shop") else self._ciphers.get(str(event.get("shop_id")), first)
        order = self.reading.order(order_id, cipher)
        if order:
            self.records.keep_order(order)


class Door(BaseHTTPRequestHandler):
    """HTTP, for the platform, for sellers and for whoever asks."""

    integration: Integration

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        kind, _, name = self.path.strip("/").partition("/")
        if kind == "sync":
            self._done(self.integration.sync)
        elif kind == "stock":
            sku_id, _, quantity = name.partition("/")
            self._done(lambda: self.integration.set_stock(sku_id, int(quantity)))
        else:
            self._webhook(body)

    def do_GET(self) -> None:
        kind, _, name = urllib.parse.urlsplit(self.path).path.strip("/").partition("/")
        records = self.integration.records
        if kind == "health":
            self._answer(200, {"ok": True})
        elif kind == "connect":
            self._answer(302, {}, location=self.integration.consent.link())
        elif kind == "callback":
            self._callback()
        elif kind == "effects":
            self._answer(200, {"count": records.worked.get(name, 0)})
        else:
            row = records.row(kind, name) if kind in KINDS else None
            self._answer(404 if row is None else 200, row or {})

    def _webhook(self, body: bytes) -> None:
        known = False
        try:
            if planted("remembers_before_verifying"):
                known = self.integration.seen(json.loads(body))
            genuine = self.integration.genuine(body, self.headers.get("authorization", ""))
            event = json.loads(body)
        except ValueError:
            genuine, event = False, {}
        if not genuine:
            self._answer(401)
            return
        if (planted("fails_on_unknown_topics") and event.get("type") not in TOPICS) or (
            planted("fails_on_large_bodies") and len(body) > LARGE
        ):
            self._answer(500)
            return
        if not (known or (not planted("remembers_before_verifying") and self.integration.seen(event))):
            self.integration.take(event)
        if planted("answers_slowly"):
            time.sleep(4)
        self._answer(200, {"ok": True} if planted("answers_with_a_body") else None)

    def _callback(self) -> None:
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
        try:
            let_in = self.integration.consent.came_back(query)
        except Refused as refused:
            self._answer(502, {"error": str(refused)})
        except KeyError:
            self._answer(500)
        else:
            self._answer(200 if let_in else 400, {"connected": let_in})

    def _done(self, deed: Any) -> None:
        try:
            deed()
        except TROUBLE as failure:
            self._answer(502, {"error": f"{type(failure).__name__}: {failure}"})
        else:
            self._answer(200, self.integration.records.counts())

    def _answer(self, status: int, document: Any = None, *, location: str = "") -> None:
        body = b"" if document is None else json.dumps(document).encode()
        self.send_response(status)
        if location:
            self.send_header("location", location)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Serve on the port of the environment, for the grant of the environment."""
    if "--faults" in sys.argv:
        for name, what in FAULTS.items():
            print(f"{name:26} {what}")
        return
    names = ("base_url", "auth_url", "app_key", "app_secret", "access_token", "refresh_token")
    Door.integration = Integration({name: os.environ[f"SHOP_{name.upper()}"] for name in names})
    ThreadingHTTPServer.request_queue_size = 128
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Door).serve_forever()


if __name__ == "__main__":
    main()
