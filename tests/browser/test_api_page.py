"""The page of the API's description in a real browser: it draws under the strict policy, loads nothing from elsewhere, and
tries a route."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Request

from tests.api.conftest import filled
from tests.journeys.test_api import Served, served

__all__ = ["filled", "served"]
pytestmark = pytest.mark.long


def test_the_page_draws_every_route_and_calls_one_with_a_token(browser: Browser, served: Served) -> None:
    said: list[str] = []
    asked: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            said.append(message.text)

    def note(request: Request) -> None:
        asked.append(request.url)

    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.on("console", hear)
    page.on("request", note)
    page.goto(f"{served.url}/api/docs")
    page.wait_for_selector("#operations-tag-statements", timeout=120_000)
    assert said == []
    assert [url for url in asked if not url.startswith((served.url, "data:"))] == []
    shots = os.environ.get("SHOPLATCH_SHOTS")
    if shots:
        page.screenshot(path=str(Path(shots) / "api_1440.png"))
        page.set_viewport_size({"width": 390, "height": 800})
        page.screenshot(path=str(Path(shots) / "api_390.png"))
        page.set_viewport_size({"width": 1440, "height": 900})
    page.click("button.authorize")
    page.fill(".auth-container input", served.token)
    page.click(".auth-btn-wrapper button.authorize")
    page.click(".btn-done")
    page.click("#operations-tag-shops_and_connections")
    page.click("[id^=operations-shops_and_connections-shops_] .opblock-summary-control")
    page.click(".try-out__btn")
    page.click(".execute")
    page.wait_for_selector(".live-responses-table .response-col_status:has-text('200')", timeout=60_000)
    assert "Nori Skincare UK" in page.inner_text(".live-responses-table")
    page.close()
