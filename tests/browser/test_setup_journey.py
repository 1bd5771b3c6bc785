"""From an empty folder through all eight steps, in a browser, against a simulator: the way a shop owner goes it once.

On the way a document is rejected, a scope refused, a secret wrong, and the seller says no at first. What people decide at
TikTok Shop is decided through the simulator's control; what the shop owner does is done in the browser.
"""

from __future__ import annotations

import base64
import re
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.platform import Running, platform
from tests.journeys.simulated import Simulator, simulator

SCAN = base64.b64encode(b"%PDF-1.4\n" + b"% a scan\n" * 100 + b"%%EOF\n").decode()
WITHIN_S = 600  # of clock on the wall, for all eight steps
SCOPES = [
    "seller.authorization.info", "seller.fulfillment.basic", "seller.logistics", "seller.order.info", "seller.product.basic",
]  # fmt: skip
pytestmark = pytest.mark.long


@pytest.mark.parametrize("width", [1440, 400])
def test_all_eight_steps_in_a_browser_from_an_empty_folder(browser: Browser, tmp_path: Path, width: int) -> None:
    began = time.monotonic()
    with simulator(tmp_path, world="stocked") as shop, platform(tmp_path) as ours:
        context = browser.new_context(viewport={"width": width, "height": 900})
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.goto(ours.shoplatch("sign-in").stdout.strip())
        page.get_by_role("button", name="Sign in").last.click()
        page.goto(f"{ours.url}/setup")
        page.locator("input[name=place][value=simulator]").check()
        page.fill("#simulator", shop.url)
        page.get_by_role("button", name="Begin").click()
        expect(page.locator("#live_steps")).to_contain_text("0 of 8 done")
        here = _become_a_developer(page, ours, shop)
        _make_the_app(page, ours, shop, here)
        _enter_the_key(page, ours, shop, here)
        _authorize(page, ours)
        page.goto(f"{ours.url}/setup/test")
        page.locator("#live_checks").get_by_role("button", name=re.compile("Check (now|again)")).click()
        expect(page.locator("#live_checks")).to_contain_text("A webhook came all the way", timeout=60_000)
        expect(page.locator("#live_steps")).to_contain_text("8 of 8 done")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert ours.shoplatch("setup", "next").returncode == 0
        assert ours.shoplatch("audit", "verify").returncode == 0
        context.close()
    assert time.monotonic() - began < WITHIN_S


def _see(page: Page, ours: Running, step: str, words: str) -> None:
    """Open a step and wait until its checks say so by themselves."""
    page.goto(f"{ours.url}/setup/{step}")
    expect(page.locator("#live_checks")).to_contain_text(words, timeout=30_000)


def _become_a_developer(page: Page, ours: Running, shop: Simulator) -> str:
    made = shop.post("partner/developers", {"portal": "us", "kind": "seller_developer"})
    here = f"partner/developers/{made['id']}"
    _see(page, ours, "account", "registered")
    for kind in ("business_registration", "identity_document"):
        shop.post(f"{here}/documents", {"kind": kind, "file_name": f"{kind}.pdf", "content_base64": SCAN})
    shop.post(f"{here}/submit")
    paper = shop.get(here)["verification"]["documents"][0]
    shop.post(f"{here}/review", {"decision": "reject", "reason": "the name is cut off", "documents": [paper["id"]]})
    _see(page, ours, "verification", "the name is cut off")
    shop.post(f"{here}/documents", {"kind": paper["kind"], "file_name": "again.pdf", "content_base64": SCAN})
    shop.post(f"{here}/submit")
    shop.post(f"{here}/review", {"decision": "approve"})
    _see(page, ours, "verification", "Documents accepted")
    shop.post(f"{here}/api-access")
    shop.post(f"{here}/api-access/review", {"decision": "approve"})
    _see(page, ours, "api_access", "API access granted")
    return here


def _make_the_app(page: Page, ours: Running, shop: Simulator, here: str) -> None:
    app = shop.post(f"{here}/apps", {"name": "Our ERP", "market": "US", "category": "erp"})
    page.goto(f"{ours.url}/setup/app")
    redirect = page.locator("#redirect").input_value()
    webhook = page.locator("#webhook").input_value().replace("<app key>", app["app_key"])
    at = f"{here}/apps/{app['app_key']}"
    shop.post(at, {"redirect_url": redirect, "webhook_url": webhook})
    _see(page, ours, "app", "The app's Webhook URL is this installation's")
    shop.post(f"{at}/scopes", {"scopes": SCOPES, "purpose": "We ship our own orders."})
    _see(page, ours, "permissions", "in review")
    shop.post(f"{at}/scopes/review", {"scope": "seller.order.info", "decision": "refuse", "reason": "say what for"})
    _see(page, ours, "permissions", "say what for")
    shop.post(f"{at}/scopes", {"scopes": ["seller.order.info"], "purpose": "To ship paid orders within a day."})
    shop.post(f"{at}/scopes/review", {"scope": "seller.order.info", "decision": "approve"})
    shop.post(f"{at}/publish")
    _see(page, ours, "permissions", "is published")


def _enter_the_key(page: Page, ours: Running, shop: Simulator, here: str) -> None:
    app = shop.get(here)["apps"][-1]
    shown = shop.get(f"{here}/apps/{app['app_key']}/secret")
    page.goto(f"{ours.url}/setup/credentials")
    page.fill("#app_key", shown["app_key"])
    page.fill("#service_id", shown["service_id"])
    page.fill("#app_secret", "0" * len(shown["app_secret"]))
    page.get_by_role("button", name="Check and seal").click()
    expect(page.locator("#app_secret-note")).to_contain_text("refuses the secret")
    page.fill("#app_secret", shown["app_secret"])
    page.get_by_role("button", name="Check and seal").click()
    expect(page.locator("#live_checks")).to_contain_text("Sealed in the vault")
    assert shown["app_secret"] not in page.content()


def _authorize(page: Page, ours: Running) -> None:
    for answer, words in (("Refuse", "The seller was not connected"), ("Confirm", "is connected")):
        page.goto(f"{ours.url}/setup/authentication")
        page.get_by_role("button", name=re.compile("Check (now|again)")).click()
        expect(page.locator("#live_checks")).to_contain_text("refused by our own door")
        page.get_by_role("button", name="Open the consent page").click()
        page.get_by_role("link", name="Go to TikTok Shop").click()
        page.get_by_role("button", name=answer).click()
        expect(page.locator("h1")).to_contain_text(words)
