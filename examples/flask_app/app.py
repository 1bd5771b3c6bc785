"""A small shop application on Flask: it lets sellers in, reads their shops, takes webhooks, and shows what it knows."""

from __future__ import annotations

import json
import os
import queue
import secrets
import threading
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from flask import Flask, Response, jsonify, redirect, request
from shop import Grant
from tiktok_shop_api import TikTokShopError, Webhooks
from werkzeug.serving import WSGIRequestHandler, make_server

NAMES = ("base_url", "auth_url", "app_key", "app_secret", "service_id", "access_token", "refresh_token")
Row = dict[str, Any]


class Books:
    """Rows by kind and id."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Row] = {}
        self._lock = threading.Lock()

    def get(self, kind: str, id_: str) -> Row | None:
        with self._lock:
            return self._rows.get((kind, id_))

    def put(self, kind: str, id_: str, row: Row) -> None:
        with self._lock:
            self._rows[kind, id_] = row

    def put_order(self, order: Row) -> None:
        """Keep an order, unless a newer state is known."""
        with self._lock:
            known = self._rows.get(("orders", order["id"]), {})
            if known.get("updated", 0) > order["update_time"]:
                return
            money, name = order.get("payment") or {}, (order.get("recipient_address") or {}).get("name")
            self._rows["orders", order["id"]] = {
                "status": order["status"],
                "total": money.get("total_amount", known.get("total")),
                "currency": money.get("currency", known.get("currency")),
                "lines": len(order.get("line_items") or []),
                "recipient": known["recipient"] if known.get("recipient") and (not name or "*" in name) else name,
                "updated": order["update_time"],
            }


class Desk:
    """Reads shops, and works webhooks one after the other on a thread of its own."""

    def __init__(self, grant: Grant, books: Books) -> None:
        self._grant, self._books = grant, books
        self._waiting: queue.Queue[tuple[str, Row]] = queue.Queue()
        self._seen: set[str] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._work, daemon=True).start()

    def read_all(self) -> None:
        """Read everything of every shop."""
        settled: dict[str, Row] = {}
        for shop_id in self._grant.find_shops():
            for order in self._grant.orders(shop_id):
                self._books.put_order(order)
            self._read_goods(shop_id)
            today = (datetime.now(UTC) - timedelta(hours=8)).date()  # a day that has not begun at the shop is refused
            for day in self._grant.sales(shop_id, today - timedelta(days=7), today + timedelta(days=1)):
                self._books.put("sales", f"{shop_id}:{day['start_date']}", {"amount": day["sales"]["gmv"]["amount"]})
            for one in self._grant.returns(shop_id):
                money = one.get("refund_amount") or {}
                self._books.put(
                    "returns", one["return_id"], {"status": one["return_status"], "amount": money.get("refund_total")}
                )
            for one in self._grant.statements(shop_id):
                row = {"amount": one["settlement_amount"], "status": one["payment_status"]}
                self._books.put("statements", one["id"], row)
                for booked in self._grant.transactions(shop_id, one["id"]):
                    if booked.get("order_id"):
                        held = settled.setdefault(booked["order_id"], {"amount": "0", "currency": one["currency"]})
                        held["amount"] = str(Decimal(held["amount"]) + Decimal(booked["settlement_amount"]))
        for order_id, row in settled.items():
            self._books.put("settlements", order_id, row)

    def set_stock(self, sku_id: str, quantity: int) -> None:
        """Let so many units be sold, all of them from the first warehouse."""
        sku = self._books.get("skus", sku_id)
        if sku is None:
            raise TikTokShopError("No such SKU was read", code=-2)
        counts = [quantity, *[0] * (len(sku["places"]) - 1)]
        places = [{"warehouse_id": place, "quantity": count} for place, count in zip(sku["places"], counts, strict=True)]
        self._grant.set_stock(sku["shop_id"], sku["product_id"], {"id": sku_id, "inventory": places})

    def take(self, event: Row) -> None:
        """Write a webhook down; each notification counts once."""
        name = str(event.get("tts_notification_id"))
        with self._lock:
            if name in self._seen:
                return
            self._seen.add(name)
        self._books.put("effects", name, {"count": 1})
        order_id = (event.get("data") or {}).get("order_id")
        if order_id:
            self._waiting.put((str(event.get("shop_id")), {"id": order_id}))

    def _read_goods(self, shop_id: str) -> None:
        products = list(self._grant.products(shop_id))
        for one in products:
            price = one["skus"][0]["price"]
            shown = price.get("sale_price") or price["tax_exclusive_price"]
            self._books.put("products", one["id"], {"title": one["title"], "price": shown})
            for sku in one["skus"]:
                places = [place["warehouse_id"] for place in sku["inventory"]]
                self._books.put("skus", sku["id"], {"shop_id": shop_id, "product_id": one["id"], "places": places})
        for sku in self._grant.stock(shop_id, [one["id"] for one in products]):
            self._books.put("stock", sku["id"], {"available": sku["total_available_quantity"]})

    def _work(self) -> None:
        while True:
            shop_id, wanted = self._waiting.get()
            for attempt in range(4):
                try:
                    if shop_id not in self._grant.ciphers:
                        self._grant.find_shops()
                    order = self._grant.order(shop_id, wanted["id"]) if shop_id in self._grant.ciphers else None
                    if order:
                        self._books.put_order(order)
                    break
                except TikTokShopError:
                    time.sleep(0.5 * 2**attempt)


def build(keys: dict[str, str]) -> Flask:
    """The application for one grant."""
    app, grant, books = Flask(__name__), Grant(keys), Books()
    desk, begun = Desk(grant, books), set[str]()

    @app.get("/health")
    def health() -> Response:
        return jsonify(ok=True)

    @app.get("/connect")
    def connect() -> Any:
        state = secrets.token_urlsafe(24)
        begun.add(state)
        return redirect(f"{keys['auth_url']}/open/authorize?service_id={keys['service_id']}&state={state}")

    @app.get("/callback")
    def callback() -> Any:
        state, code = request.args.get("state", ""), request.args.get("code", "")
        if state not in begun or not code:
            return Response("This consent was not asked for, or was refused.\n", 400)
        begun.discard(state)
        grant.exchange(code)
        return Response("Connected.\n")

    @app.post("/webhooks")
    def webhooks() -> Response:
        body, signature = request.get_data(), request.headers.get("authorization", "")
        if not Webhooks.verify(app_key=keys["app_key"], app_secret=keys["app_secret"], raw_body=body, signature=signature):
            return Response(status=401)
        try:
            event = json.loads(body)
        except ValueError:
            return Response(status=400)
        desk.take(event)
        return Response(status=200)

    @app.post("/sync")
    def sync() -> Response:
        desk.read_all()
        return jsonify(done=True)

    @app.post("/stock/<sku_id>/<int:quantity>")
    def set_stock(sku_id: str, quantity: int) -> Response:
        desk.set_stock(sku_id, quantity)
        return jsonify(done=True)

    @app.get("/<kind>/<id_>")
    def show(kind: str, id_: str) -> Response:
        row = books.get(kind, id_)
        return jsonify(row or {}) if row is not None else Response("{}", 404)

    @app.errorhandler(TikTokShopError)
    def refused(failure: TikTokShopError) -> tuple[Response, int]:
        return jsonify(error=failure.message, code=failure.code), 502

    return app


class Quiet(WSGIRequestHandler):
    """No line for each request."""

    def log_request(self, *_: object) -> None:
        pass


if __name__ == "__main__":
    told = {name: os.environ[f"SHOP_{name.upper()}"] for name in NAMES}
    make_server("127.0.0.1", int(os.environ["PORT"]), build(told), threaded=True, request_handler=Quiet).serve_forever()
