"""Signed calls to TikTok Shop: tokens, pages, retries. Plain Python."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

from planted import planted

AGAIN = {36009002, 36009003, 36009007}
EXPIRED, UNKNOWN = 105002, 105001


class Refused(Exception):
    """The platform said no."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class Shop:
    """One shop, with its tokens."""

    def __init__(self, keys: dict[str, str]) -> None:
        self._keys = keys
        self._token = keys["access_token"]
        self._refresh_token = keys["refresh_token"]
        self._lock = threading.Lock()

    def call(self, method: str, path: str, query: dict[str, str], body: dict[str, Any] | None = None) -> dict[str, Any]:
        """One call, tried again where that is safe."""
        for attempt in range(5):
            token = self._token
            try:
                return self._once(method, path, query, body)
            except Refused as refused:
                if planted("errors_ignored"):
                    return {}
                if refused.code == EXPIRED and not planted("never_refreshes"):
                    self._refresh(token)
                elif refused.code not in AGAIN or planted("never_retries"):
                    raise
                elif not planted("retries_at_once"):
                    time.sleep(0.2 * 2**attempt)
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                if planted("never_retries"):
                    raise
                time.sleep(0.2 * 2**attempt)
        raise Refused(0, "tried five times")

    def orders(self) -> Iterator[dict[str, Any]]:
        """Every order."""
        yield from self._pages("POST", "/order/202309/orders/search", "orders", {})

    def order(self, order_id: str) -> dict[str, Any] | None:
        """One order as it is now."""
        found = self.call("GET", "/order/202309/orders", {"ids": order_id}).get("orders", [])
        return found[0] if found else None

    def stock(self) -> Iterator[dict[str, Any]]:
        """The stock of every product on sale."""
        products = self._pages("POST", "/product/202502/products/search", "products", {"status": "ACTIVATE"})
        ids = [product["id"] for product in products]
        for start in range(0, len(ids), 50):
            answer = self.call("POST", "/product/202309/inventory/search", {}, {"product_ids": ids[start : start + 50]})
            for product in answer.get("inventory", []):
                yield from product["skus"]

    def _pages(self, method: str, path: str, items: str, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
        token = ""
        while True:
            query = {"page_size": "20", **({"page_token": token} if token else {})}
            if planted("paging_in_body"):
                query, body = {}, {**body, **query}
            answer = self.call(method, path, query, body)
            yield from answer.get(items, [])
            token = answer.get("next_page_token", "")
            if not token or planted("first_page_only"):
                return

    def _once(self, method: str, path: str, query: dict[str, str], body: dict[str, Any] | None) -> dict[str, Any]:
        keys = self._keys
        sent = b"" if body is None else json.dumps(body).encode()
        stamp = time.time() - (3_600 if planted("clock_behind") else 0)
        full = {**query, "app_key": keys["app_key"], "shop_cipher": keys["shop_cipher"]}
        full["timestamp"] = str(int(stamp * 1000) if planted("milliseconds") else int(stamp))
        full["sign"] = self._sign(path, full, sent, body)
        if planted("token_in_query"):
            full["access_token"] = self._token
        headers = {"content-type": "application/json"}
        if not planted("token_in_query"):
            headers["x-tts-access-token"] = self._token
        address = f"{keys['base_url']}{path}?{urllib.parse.urlencode(full)}"
        request = urllib.request.Request(address, data=sent or None, headers=headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                told = json.load(answer)
        except urllib.error.HTTPError as failure:
            told = json.loads(failure.read() or b"{}")
            raise Refused(told.get("code", 0), told.get("message", "")) from None
        if told.get("code") and not planted("http_status_only"):
            raise Refused(told["code"], told.get("message", ""))
        return told.get("data") or {}

    def _sign(self, path: str, query: dict[str, str], sent: bytes, body: dict[str, Any] | None) -> str:
        secret = self._keys["app_secret"]
        around = "" if planted("secret_not_around") else secret
        if planted("body_serialised_twice") and body is not None:
            sent = json.dumps(body, separators=(",", ":")).encode()
        if planted("body_not_signed"):
            sent = b""
        names = list(query) if planted("not_sorted") else sorted(query)
        spelled = urllib.parse.quote if planted("values_encoded") else str
        text = path + "".join(f"{name}{spelled(query[name])}" for name in names)
        whole = around.encode() + text.encode() + sent + around.encode()
        return hmac.new(secret.encode(), whole, hashlib.sha256).hexdigest()

    def _refresh(self, used: str) -> None:
        """Renew the token, once for all threads."""
        with self._lock:
            if self._token != used:
                return
            keys = self._keys
            query = {
                "app_key": keys["app_key"],
                "app_secret": keys["app_secret"],
                "grant_type": "refresh_token",
                "refresh_token": self._refresh_token,
            }
            with urllib.request.urlopen(
                f"{keys['auth_url']}/api/v2/token/refresh?{urllib.parse.urlencode(query)}", timeout=10
            ) as answer:
                told = json.load(answer)
            if told["code"]:
                raise Refused(told["code"], told["message"])
            self._token, self._refresh_token = told["data"]["access_token"], told["data"]["refresh_token"]
