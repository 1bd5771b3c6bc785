"""Tests that the documentation shows run as they stand: with the fixtures of the plugin, and a reader's own code beside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import PAGES, blocks, name
from tests.journeys.simulated import Simulator

pytest_plugins = ["pytester"]

# What the examples leave to their reader.
OWN_CODE = """
import hashlib, hmac
from shoplatch.client import Client
from shoplatch.errors import OutcomeUnknown

def my_client(shop, **more):
    keys = my_client.keys = (shop.app_key, shop.app_secret, shop.access_token)
    return Client(*keys, base_url=shop.base_url, shop_cipher=shop.shop_cipher, **more)

def ship_with_my_code(shop, order_id):
    with my_client(shop) as api:
        (order,) = api.call("order.get_order_detail", ids=[order_id]).items()
        for package in order["packages"]:
            api.call("fulfillment.ship_package", package_id=package["id"], body={"handover_method": "PICKUP"})

def my_signature_check(secret, raw, authorization):
    key = my_client.keys[0].encode()
    return hmac.new(secret.encode(), key + raw, hashlib.sha256).hexdigest() == authorization

def write_stock_with_my_code(shop):
    with my_client(shop) as api:
        product = api.call("product.search_products", body={"status": "ACTIVATE"}, page_size=1).items()[0]
        sku = product["skus"][0]
        stock = [{"warehouse_id": one["warehouse_id"], "quantity": 3} for one in sku["inventory"]]
        try:
            body = {"skus": [{"id": sku["id"], "inventory": stock}]}
            api.call("product.update_inventory", product_id=product["id"], body=body)
        except OutcomeUnknown:
            pass
"""
IMPORT = """
from shoplatch.client import Client
import os

def my_import(base_url):
    key, secret, token, cipher = os.environ["KEYS_OF_THE_TEST"].split()
    with Client(key, secret, token, base_url=base_url, shop_cipher=cipher, attempts_max=1) as api:
        pages = api.pages("order.get_order_list", page_size=20, body={"create_time_ge": 1_000_000_000})
        return [order["id"] for _, page in zip(range(2), pages) for order in page.items]
"""
OURS = ("-p", "shoplatch.testing.plugin", "-p", "shoplatch.testing.scenario_plugin", "-p", "no:cacheprovider")
RECORDED = "how-to/record-and-compare.md"


@pytest.fixture(autouse=True)
def _with_our_plugins_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


def shown_in(page: Path) -> str:
    return "\n\n".join(one.text for one in blocks(page) if one.language == "python" and "def test_" in one.text)


def test_the_shown_in_the_pages_pass(pytester: pytest.Pytester) -> None:
    pages = {name(page): shown_in(page) for page in PAGES if shown_in(page) and not name(page).endswith(RECORDED)}
    assert len(pages) >= 2
    pytester.makepyfile(**{f"test_{n}": OWN_CODE + text for n, text in enumerate(pages.values())})
    scenario = next(one.text for page in PAGES for one in blocks(page) if one.language == "gherkin")
    (pytester.mkpydir("tests") / "shop").mkdir()
    (pytester.path / "tests/shop/gift-wrap.feature").write_text(scenario)
    counted = sum(text.count("def test_") for text in pages.values())
    came = pytester.runpytest_subprocess(*OURS).parseoutcomes()
    assert came.keys() <= {"passed"}
    assert came["passed"] >= counted


def test_a_recording_is_made_once_and_given_again(
    pytester: pytest.Pytester, desk: Simulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    (page,) = (page for page in PAGES if name(page).endswith(RECORDED))
    pytester.makepyfile(test_recorded=IMPORT + shown_in(page))
    keys = (desk.ready[name] for name in ("app_key", "app_secret", "access_token", "shop_cipher"))
    monkeypatch.setenv("KEYS_OF_THE_TEST", " ".join(keys))
    pytester.runpytest_subprocess(*OURS, "--tiktok-record-from", desk.url).assert_outcomes(passed=1)
    assert (pytester.path / "day.jsonl").exists()
    monkeypatch.setenv("KEYS_OF_THE_TEST", "another-key another-secret another-token another-cipher")
    written = (pytester.path / "test_recorded.py").read_text()
    (pytester.path / "test_other.py").write_text(written.replace("page_size=20", "page_size=10"))
    again = pytester.runpytest_subprocess(*OURS)
    again.assert_outcomes(passed=1, failed=1, errors=1)
    again.stdout.fnmatch_lines(['Never recorded:*page_size was "20" then and is "10"*'])
