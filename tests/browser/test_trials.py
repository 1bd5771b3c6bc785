"""Verify and scenarios in the console: chosen, started, followed while they run, read with their evidence, taken away."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

EXAMPLE = Path(__file__).parents[2] / "examples" / "integration"
RUN_WITHIN_MS = 120_000


@pytest.mark.long
def test_an_integration_is_verified_from_the_console_and_its_evidence_is_read(page: Page, site: Site) -> None:
    adapters = site.house.options.home / "adapters"
    shutil.copytree(EXAMPLE, adapters, dirs_exist_ok=True)
    page.goto(f"{site.url}/verify")
    page.get_by_role("radio", name="verify").check()
    page.get_by_role("checkbox", name="calls").check()
    page.get_by_role("button", name="Verify", exact=True).click()
    expect(page.locator("#live_run .chip")).to_have_text("Passed", timeout=RUN_WITHIN_MS)
    expect(page.get_by_text("Its signatures are right")).to_be_visible()
    page.locator("#check-calls\\.signature summary").click()
    expect(page.locator("#check-calls\\.signature pre").first).to_contain_text("{app_secret}/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="JUnit").click()
    assert b"<testsuite" in Path(taken.value.path()).read_bytes()
    page.goto(f"{site.url}/verify")
    expect(page.locator("#live_list")).to_contain_text("passed")


@pytest.mark.long
def test_a_scenario_is_played_from_the_console(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/scenarios")
    expect(page.get_by_role("radio", name="This installation and its simulator")).to_be_checked()
    page.get_by_role("radio", name="A fresh simulated shop").check()
    page.get_by_role("button", name="Run token-ends").click()
    expect(page.locator("#live_run .chip")).to_have_text("Passed", timeout=RUN_WITHIN_MS)
    page.locator("#steps-token-ends summary").click()
    expect(page.locator("#scenario-token-ends pre")).to_contain_text("✓ Given a GB shop")
    expect(page.locator("#scenario-token-ends pre")).to_contain_text("– Then the store's grant is active")
