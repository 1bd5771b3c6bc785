"""Signed calls to TikTok Shop: tokens, retries. Plain Python."""

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
from typing import Any

from planted import planted

AGAIN = {36009002, 36009003, 36009007}
EXPIRED, SCOPE_MISSING = 105002, 105005


class Refused(Exception):
    """The platform said no."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code


class Shop:
    """One grant, with its tokens."""

    def __init__(self, keys: dict[str, str]) -> None:
        self.keys = keys
        self._token = keys["access_token"]
        self._refresh_token = keys["refresh_token"]
        self._lock = threading.Lock()

    def call(
        self,
        method: str,
        path: str,
        query: dict[str, str],
        body: dict[str, Any] | None = None,
        cipher: str = "",
        tries: int = 5,
    ) -> dict[str, Any]:
        """One call, tried again where that is safe."""
        tries = 100 if planted("hammers") else tries
        for attempt in range(tries):
            token = self._token
            try:
                return self._once(method, path, query, body, cipher, token)
            except Refused as refused:
                if planted("errors_ignored"):
                    return {}
                if (refused.code == EXPIRED and not planted("never_refreshes")) or (
                    refused.code == SCOPE_MISSING and planted("refreshes_on_any_refusal")
                ):
                    self._refresh(token)
                elif refused.code not in AGAIN or planted("never_retries") or attempt == tries - 1:
                    raise
                elif not planted("retries_at_once"):
                    time.sleep(0.11 if planted("hammers") else 0.2 * 2**attempt)
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                if planted("never_retries"):
                    raise
                if planted("repeats_with_more") and path.endswith("/inventory/update"):
                    body = _twice(body or {})
                time.sleep(0.2 * 2**attempt)
        raise Refused(0, f"tried {tries} times")

    def exchange(self, code: str) -> None:
        """Take the tokens a consent gives."""
        told = self._asked_for_tokens("get", {"auth_code": code, "grant_type": "authorized_code"})
        with self._lock:
            self._token, self._refresh_token = told["access_token"], told["refresh_token"]

    def _once(
        self, method: str, path: str, query: dict[str, str], body: dict[str, Any] | None, cipher: str, token: str
    ) -> dict[str, Any]:
        keys = self.keys
        if planted("unknown_version"):
            path = path.replace("/order/202309/", "/order/201901/")
        sent = b"" if body is None else json.dumps(body).encode()
        stamp = time.time() - (3_600 if planted("clock_behind") else 0)
        full = {**query, "app_key": keys["app_key"]}
        if cipher and not planted("no_cipher"):
            full["shop_cipher"] = cipher
        if planted("secret_in_query"):
            full["app_secret"] = keys["app_secret"]
        if planted("misspelled_parameter"):
            full["pagesize"] = "50"
        full["timestamp"] = str(int(stamp * 1000) if planted("milliseconds") else int(stamp))
        full["sign"] = self._sign(path, full, sent, body)
        if planted("token_in_query"):
            full["access_token"] = token
        headers = {"content-type": "application/json"}
        if not planted("token_in_query"):
            headers["x-tts-access-token"] = token
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
        secret = self.keys["app_secret"]
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
        if planted("refreshes_per_thread"):
            self._renew()
            return
        with self._lock:
            if self._token == used:
                self._renew()

    def _renew(self) -> None:
        told = self._asked_for_tokens("refresh", {"refresh_token": self._refresh_token, "grant_type": "refresh_token"})
        self._token = told["access_token"]
        if not planted("keeps_old_refresh_token"):
            self._refresh_token = told["refresh_token"]

    def _asked_for_tokens(self, deed: str, query: dict[str, str]) -> dict[str, Any]:
        full = {"app_key": self.keys["app_key"], "app_secret": self.keys["app_secret"], **query}
        address = f"{self.keys['auth_url']}/api/v2/token/{deed}?{urllib.parse.urlencode(full)}"
        for attempt in range(3):
            try:
                with urllib.request.urlopen(address, timeout=10) as answer:
                    told = json.load(answer)
            except urllib.error.HTTPError as failure:
                told = json.loads(failure.read() or b"{}")
            if told.get("code") in AGAIN and attempt < 2 and not planted("renews_once"):
                time.sleep(0.2 * 2**attempt)
                continue
            break
        if told.get("code"):
            raise Refused(told["code"], told.get("message", ""))
        data: dict[str, Any] = told["data"]
        return data


def _twice(body: dict[str, Any]) -> dict[str, Any]:
    """A write of stock with twice the quantity: what a fault makes of one whose answer was lost."""
    return {
        "skus": [
            {**sku, "inventory": [{**place, "quantity": 2 * place["quantity"]} for place in sku["inventory"]]}
            for sku in body["skus"]
        ]
    }
