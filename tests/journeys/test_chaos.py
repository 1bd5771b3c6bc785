"""Chaos on a real wire: connections that break, answers that end too early; and the control through the terminal."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest

from tests.journeys.simulated import Receiver, Simulator, eventually, receiver, simulator

DEACTIVATE = "/product/202309/products/deactivate"
ORDERS = "/order/202309/orders/search"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    with simulator(tmp_path_factory.mktemp("chaos"), world="stocked") as running:
        yield running


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Receiver]:
    with receiver() as box:
        yield box


def call(desk: Simulator, path: str, body: Any, *, chaos: str = "", **query: str) -> bytes:
    """One signed POST; the raw body of the answer."""
    ready = desk.ready
    asked = {"app_key": ready["app_key"], "shop_cipher": ready["shop_cipher"], "timestamp": str(int(time.time())), **query}
    raw = json.dumps(body).encode()
    secret = ready["app_secret"].encode()
    message = secret + path.encode() + "".join(name + asked[name] for name in sorted(asked)).encode() + raw + secret
    asked["sign"] = hmac.new(secret, message, hashlib.sha256).hexdigest()
    headers = {"x-tts-access-token": ready["access_token"], "content-type": "application/json"}
    if chaos:
        headers["x-simulator-chaos"] = chaos
    parts = urlsplit(desk.url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=20)
    try:
        connection.request("POST", f"{path}?{urlencode(asked)}", raw, headers)
        return connection.getresponse().read()
    finally:
        connection.close()


def status_of(desk: Simulator, product: str) -> str:
    found = json.loads(call(desk, "/product/202502/products/search", {}, page_size="100"))["data"]["products"]
    return str(next(one["status"] for one in found if one["id"] == product))


def on_sale(desk: Simulator) -> str:
    found = json.loads(call(desk, "/product/202502/products/search", {"status": "ACTIVATE"}, page_size="1"))
    return str(found["data"]["products"][0]["id"])


def test_a_connection_breaks_before_or_after_the_write_took_effect(desk: Simulator) -> None:
    product = on_sale(desk)
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        call(desk, DEACTIVATE, {"product_ids": [product]}, chaos="lost_before")
    assert status_of(desk, product) == "ACTIVATE"
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        call(desk, DEACTIVATE, {"product_ids": [product]}, chaos="lost_after")
    assert status_of(desk, product) == "SELLER_DEACTIVATED"


def test_an_answer_ends_in_the_middle(desk: Simulator) -> None:
    with pytest.raises(http.client.IncompleteRead) as cut:
        call(desk, ORDERS, {}, chaos="truncated", page_size="20")
    assert cut.value.partial


def test_an_answer_comes_late(desk: Simulator) -> None:
    began = time.monotonic()
    assert json.loads(call(desk, ORDERS, {}, chaos="latency_ms=300", page_size="20"))["code"] == 0
    assert time.monotonic() - began >= 0.3


def test_the_terminal_drives_all_of_it(desk: Simulator, mailbox: Receiver, tmp_path: Path) -> None:
    def sim(*arguments: str, code: int = 0) -> Any:
        command = [sys.executable, "-m", "shoplatch", "sim", *arguments, "--url", desk.url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout) if "--json" in arguments and not code else done.stdout + done.stderr

    rule = sim("chaos", "add", "--operation", "order.get_order_list", "--fault", "rate_limited", "--every", "2", "--json")
    assert [json.loads(call(desk, ORDERS, {}, page_size="20"))["code"] for _ in range(2)] == [0, 36009002]
    assert rule["id"] in sim("chaos", "list")
    assert "Did you mean" in sim("chaos", "add", "--operation", "order.get_order_lists", "--code", "1", code=1)
    assert "0" in sim("chaos", "clear")
    refused = sim("requests", "--code", "36009002", "--json")
    assert refused[-1]["chaos"] == rule["id"]
    assert "{app_secret}" in sim("requests", "--limit", "1", "--full", "--code", "0")

    before = sim("orders", "list", "--json")
    sim("snapshot", "calm", "--to", str(tmp_path / "calm.json"))
    (order,) = sim("orders", "create", "--status", "AWAITING_SHIPMENT", "--json")
    assert sim("orders", "advance", order["order_id"], "--to", "DELIVERED", "--json")[0]["status"] == "DELIVERED"
    sim("restore", "--from", str(tmp_path / "calm.json"))
    assert sim("orders", "list", "--json") == before
    assert "calm" in sim("snapshot")

    desk.post(f"apps/{desk.ready['app_key']}", {"webhook_url": mailbox.url})
    sim("trigger", "RETURN_STATUS_CHANGE", "--set", "return_type=REFUND", "--anyway")
    eventually(lambda: any(body["type"] == 12 and body["data"]["return_type"] == "REFUND" for body in mailbox.bodies()))
    assert "Did you mean return_type" in sim("trigger", "12", "--set", "return_typ=x", code=1)
    assert "46" not in sim("trigger")[:10]
    assert "retry_after_sent" in sim("switches", "retry_after_sent=false")
    assert sim("coverage", "--json")["stateful"] > 100
    assert "unknown" in sim("ledger", "--confidence", "unknown")
    assert sim("faults", "--expired-token", "0", "--slow-consumer", "0", "--json")["webhooks"]["slow_consumer"] == 0
    assert sim("traffic", "--profile", "daily", "--rate", "10", "--json")["profile"] == "daily"


def test_the_terminal_speaks_for_buyers(desk: Simulator) -> None:
    def sim(*arguments: str, code: int = 0) -> Any:
        command = [sys.executable, "-m", "shoplatch", "sim", *arguments, "--url", desk.url]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return json.loads(done.stdout) if "--json" in arguments and not code else done.stdout + done.stderr

    order_id = desk.post("orders", {"status": "DELIVERED"})["order_id"]
    (written,) = sim("messages", "write", "Where is my parcel?", "--order", order_id, "--json")
    listed = sim("messages", "list")
    assert written["conversation_id"] in listed
    assert "Where is my" in listed
    assert "Nobody has answered" in sim("messages", "rate", written["conversation_id"], "5", code=1)
    (review,) = sim("reviews", "write", order_id, "4", "--text", "Smells of the forest.", "--json")
    assert sim("reviews", "list", "--json") == [review]
    opened = sim("ask", "shops", "region=BR", "products=1", "--json")
    assert opened["region"] == "BR"
    assert [shop["id"] for shop in sim("ask", "shops", "--json")["shops"]][-1] == opened["id"]
    assert "POST, shops" in ", ".join(sim("ask").split())
    assert "Near: " in sim("ask", "shop", code=2)
    (wanted,) = sim("returns", "ask", order_id, "--type", "RETURN_AND_REFUND", "--json")
    assert wanted["return_id"] in sim("returns", "list", "--status", "RETURN_OR_REFUND_REQUEST_PENDING")
    assert sim("returns", "push", wanted["return_id"], "withdraw", "--json")[0]["status"].endswith("_CANCEL")
