"""The recorder over real HTTP: an altered simulator stands for the real platform, another one for what is believed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.client import Client
from shoplatch.errors import ShoplatchError
from shoplatch.testing.desk.playground import playground
from shoplatch.testing.desk.shop import TikTokShop
from shoplatch.testing.recorder import Drift, drift, read, recorded, replayed
from tests.journeys.simulated import Simulator, eventually, simulator

DETAIL, LIST, PRODUCTS = "order.get_order_detail", "order.get_order_list", "product.search_products"
PACKAGES, CANCELS, WAREHOUSES = (
    "fulfillment.search_package",
    "return_refund.search_cancellations",
    "logistics.get_warehouse_list",
)
# What is altered at the "real" platform, and what has to be told of it: kind and place.
PLANTED: dict[str, tuple[dict[str, Any], set[tuple[str, str]]]] = {
    DETAIL: (
        {
            "alter": {
                "orders.*.from_the_future": {"deep": ["x"]},
                "orders.*.status": "TELEPORTED",
                "orders.*.is_cod": "false",
                "orders.*.create_time": 1795376349000,
                "orders.*.payment.total_amount": "1189",
                "orders.*.payment.fee_of_the_future": "1.00",
                "orders.*.line_items": {},
                "orders.*.delivery_option_id": 7091146663229650001,
                "orders.*.fulfillment_type": None,
            },
            "drop": ["orders.*.order_type", "orders.*.payment.currency"],
        },
        {
            ("field", "orders[].from_the_future"),
            ("value", "orders[].status"),
            ("type", "orders[].is_cod"),
            ("written", "orders[].create_time"),
            ("written", "orders[].payment.total_amount"),
            ("field", "orders[].payment.fee_of_the_future"),
            ("type", "orders[].line_items"),
            ("type", "orders[].delivery_option_id"),
            ("type", "orders[].fulfillment_type"),
            ("missing", "orders[].order_type"),
            ("missing", "orders[].payment.currency"),
        },
    ),
    LIST: ({"alter": {"cursor_of_the_future": "x", "orders.*.is_sample_order": "no"}},
           {("field", "cursor_of_the_future"), ("type", "orders[].is_sample_order")}),
    PRODUCTS: ({"alter": {"products.*.status": "ENCHANTED", "products.*.skus.*.price.currency": None},
                "drop": ["products.*.title"]},
               {("value", "products[].status"), ("type", "products[].skus[].price.currency"),
                ("missing", "products[].title")}),
    PACKAGES: ({"code": 36009004}, {("code", "")}),
    CANCELS: ({"code": 36009003, "status": 503}, {("code", "")}),
    WAREHOUSES: ({"drop": ["warehouses.*.id"]}, {("missing", "warehouses[].id")}),
}  # fmt: skip


def walk(real: TikTokShop, address: str) -> None:
    """What an integration reads in a day, of both shops."""
    for shop in real.shops[:2]:
        with Client(real.app_key, real.app_secret, real.access_token, base_url=address, shop_cipher=shop["cipher"],
                    attempts_max=1) as client:  # fmt: skip
            ids = [one["id"] for one in client.call(LIST, page_size=30).data["orders"]]
            for start in range(0, len(ids), 10):
                client.call(DETAIL, ids=ids[start : start + 10])
            for name in (PRODUCTS, PACKAGES, CANCELS, "return_refund.search_returns", "finance.get_statements"):
                sort = {"sort_field": "statement_time"} if name.startswith("finance") else {}
                with suppress(ShoplatchError):
                    client.call(name, page_size=20, **sort)
            client.call(WAREHOUSES)


def compared(folder: Path, real_seed: int, rules: list[dict[str, Any]]) -> Drift:
    """The drift of an altered platform with a world of its own from the simulator."""
    with playground() as there, playground() as here:
        real = there.fresh("demo", real_seed)
        for rule in rules:
            real.ask("POST", "chaos", rule)
        with recorded(folder / "r.jsonl", real.base_url) as address:
            walk(real, address)
        return drift(read(folder / "r.jsonl"), here.fresh("demo", 1).ready)


@pytest.mark.long
def test_every_planted_difference_is_found_at_its_place_and_none_is_invented(tmp_path: Path) -> None:
    found = compared(tmp_path, 2, [{"operation": name, **rule} for name, (rule, _) in PLANTED.items()])
    told = {(one.operation, one.kind, one.place) for one in found.differences}
    planted = {(name, kind, place) for name, (_, wanted) in PLANTED.items() for kind, place in wanted}
    assert told == planted


@pytest.mark.long
@pytest.mark.parametrize("seed", [2, 3, 5])
def test_a_platform_that_was_not_altered_differs_in_nothing(tmp_path: Path, seed: int) -> None:
    found = compared(tmp_path, seed, [])
    assert found.differences == ()
    assert found.unknown == ()
    assert {one.operation for one in found.operations if one.asked} >= {
        DETAIL,
        LIST,
        PRODUCTS,
        PACKAGES,
        CANCELS,
        WAREHOUSES,
    }


def test_a_recording_made_over_http_is_clean_and_answers_again_as_the_platform_did(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    with playground() as there:
        real = there.fresh("stocked", 1)
        placed = [str(real.ask("POST", "orders", {"shop_id": real.shop_id})["order_id"]) for _ in range(3)]
        real.ask("POST", "chaos", {"operation": DETAIL, "alter": {"orders.*.status": "TELEPORTED"}})
        with recorded(file, real.base_url) as address:
            live = asked(real, address, placed)
            people = [str(one["buyer_email"]) for one in asked(real, real.base_url, placed)]
    kept = file.read_text()
    secrets = (real.app_key, real.app_secret, real.access_token, real.shop_cipher)
    assert not [secret for secret in (*secrets, *people) if secret in kept]
    assert [(one.kind, one.place) for one in drift(read(file)).differences] == [("value", "orders[].status")]
    with replayed(file) as platform:
        again = asked(real, platform.base_url, placed)
        assert [(one["id"], one["status"]) for one in again] == [(one["id"], one["status"]) for one in live]
        assert platform.missed == []
        with pytest.raises(ShoplatchError, match="Never recorded"):
            asked(real, platform.base_url, placed[:1])
        assert platform.missed == [f"GET {reader.operation(DETAIL).path}"]


def asked(real: TikTokShop, address: str, ids: list[str]) -> list[dict[str, Any]]:
    with Client(real.app_key, real.app_secret, real.access_token, base_url=address, shop_cipher=real.shop_cipher) as client:
        orders: list[dict[str, Any]] = client.call(DETAIL, ids=ids).data["orders"]
        return orders


@pytest.mark.long
def test_a_recorder_that_is_killed_leaves_every_call_it_answered(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    with simulator(tmp_path, world="stocked") as real, recording(tmp_path, file, real) as (process, address):
        ready = real.ready
        with Client(ready["app_key"], ready["app_secret"], ready["access_token"], base_url=address,
                    shop_cipher=ready["shop_cipher"]) as client:  # fmt: skip
            for _ in range(25):
                client.call(LIST, page_size=5)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(10)
    held = read(file)
    assert len(held.exchanges) == 25
    assert {one.code for one in held.exchanges} == {0}


@contextmanager
def recording(folder: Path, file: Path, real: Simulator) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`shoplatch record` in a process of its own."""
    command = [
        sys.executable,
        "-m",
        "shoplatch",
        "record",
        "--to",
        str(file),
        "--upstream",
        real.url,
        "--port",
        "0",
        "--json",
    ]
    with (folder / "recorder.out").open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, text=True)
    try:
        line = eventually(lambda: (folder / "recorder.out").read_text(), within_s=60)
        yield process, json.loads(line)["address"]
    finally:
        process.kill()
        process.wait(10)
