"""From an empty folder through all eight steps, in a browser, against a simulator: the way a shop owner goes it once.

On the way a document is rejected, a scope refused, a secret wrong, and the seller says no at first. All of it is done by the
forms and buttons of the pages: in the console's guide in one tab, in the simulated Partner Center in another. Pictures of
what was seen go to the folder that SHOPLATCH_TEST_PICTURES names, where it is set.
"""

from __future__ import annotations

import os
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.platform import Running, platform
from tests.journeys.simulated import Simulator, simulator

PDF = b"%PDF-1.7\n" + b"% a scan. " * 200 + b"\n%%EOF\n"
WITHIN_S = 600  # of clock on the wall, for all eight steps
AT_ONCE = ("seller.authorization.info", "seller.fulfillment.basic", "seller.logistics", "seller.product.basic")
REVIEWED = "seller.order.info"
PICTURES = os.environ.get("SHOPLATCH_TEST_PICTURES")
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"
pytestmark = pytest.mark.long


@dataclass
class Walk:
    """Somebody with two tabs open: the guide of the console, and Partner Center."""

    ours: Running
    shop: Simulator
    page: Page
    there: Page
    name: str
    seen: list[str] = field(default_factory=list)

    def look(self, what: str, tab: Page | None = None) -> None:
        """What is on a tab fits its width; a picture of it is kept where somebody wants to look."""
        tab = tab or self.page
        assert tab.evaluate(SIDEWAYS) <= 0, (what, tab.url)
        self.seen.append(what)
        if PICTURES:
            tab.screenshot(path=Path(PICTURES) / f"{self.name}-{len(self.seen):02}-{what}.png", full_page=True)

    def see(self, step: str, words: str) -> None:
        """Open a step of the guide and wait until its checks say so by themselves."""
        self.page.goto(f"{self.ours.url}/setup/{step}")
        expect(self.page.locator("#live_checks")).to_contain_text(words, timeout=30_000)
        self.look(step)

    def press(self, name: str) -> None:
        """A button of Partner Center."""
        self.there.get_by_role("button", name=name, exact=True).click()

    def upload(self, kind: str, name: str) -> None:
        self.there.get_by_label("Kind of document").select_option(kind)
        file = {"name": name, "mimeType": "application/pdf", "buffer": PDF}
        self.there.get_by_label("File", exact=True).set_input_files(file)  # type: ignore[arg-type]
        self.press("Upload")
        expect(self.there.get_by_text("The document was uploaded")).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), [(1440, "light"), (400, "dark"), (400, "light")])
def test_all_eight_steps_in_a_browser_from_an_empty_folder(browser: Browser, tmp_path: Path, width: int, theme: str) -> None:
    began = time.monotonic()
    with simulator(tmp_path, world="stocked") as shop, platform(tmp_path) as ours:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
        walk = Walk(ours, shop, context.new_page(), context.new_page(), f"{theme}-{width}")
        for tab in (walk.page, walk.there):
            tab.set_default_timeout(30_000)
        _begin(walk)
        _become_a_developer(walk)
        _make_the_app(walk)
        _enter_the_key(walk)
        _authorize(walk)
        _test_it(walk)
        assert ours.shoplatch("setup", "next").returncode == 0
        assert ours.shoplatch("audit", "verify").returncode == 0
        context.close()
    assert time.monotonic() - began < WITHIN_S


def _begin(walk: Walk) -> None:
    page = walk.page
    page.goto(walk.ours.shoplatch("sign-in").stdout.strip())
    walk.look("sign-in")
    page.get_by_role("button", name="Sign in").last.click()
    page.goto(f"{walk.ours.url}/setup")
    walk.look("begin")
    page.locator("input[name=place][value=simulator]").check()
    page.fill("#simulator", walk.shop.url)
    page.get_by_role("button", name="Begin").click()
    expect(page.locator("#live_steps")).to_contain_text("0 of 8 done")


def _become_a_developer(walk: Walk) -> None:
    """Steps 1 to 3: the account, a rejected document, the access to the API."""
    there = walk.there
    there.goto(f"{walk.shop.url}/partner-center/us")
    walk.look("partner-center", there)
    walk.press("Register as seller developer")
    walk.see("account", "registered")
    walk.upload("business_registration", "registration.pdf")
    walk.upload("identity_document", "passport-expired.pdf")
    walk.press("Submit for verification")
    walk.press("Let 3 days pass")
    expect(there.get_by_text("Rejected: The document has expired")).to_be_visible()
    walk.look("rejected-document", there)
    walk.see("verification", "has expired")
    walk.upload("identity_document", "passport.pdf")
    walk.press("Submit for verification")
    walk.press("Approve")
    walk.see("verification", "Documents accepted")
    walk.press("Register for API access")
    walk.press("Let 1 day pass")
    walk.see("api_access", "API access granted")


def _make_the_app(walk: Walk) -> None:
    """Steps 4 and 5: the app with its addresses; permissions at once, one refused with a reason, then granted."""
    page, there = walk.page, walk.there
    there.get_by_role("link", name="App & Service").click()
    there.get_by_label("App name").fill("Our ERP")
    there.get_by_role("button", name="Create app").click()
    expect(there.get_by_text("The app was created")).to_be_visible()
    app_key = there.url.split("?")[0].rsplit("/", 1)[1]
    page.goto(f"{walk.ours.url}/setup/app")
    redirect = page.locator("#redirect").input_value()
    webhook = page.locator("#webhook").input_value().replace("<app key>", app_key)
    there.get_by_role("link", name="Settings").click()
    there.get_by_label("Redirect URL").fill(redirect)
    there.get_by_label("Webhook URL").fill(webhook)
    walk.press("Save")
    walk.look("app-settings", there)
    walk.see("app", "The app's Webhook URL is this installation's")
    there.get_by_role("link", name="Manage API").click()
    for scope in (*AT_ONCE, REVIEWED):
        there.get_by_label(scope, exact=True).check()
    there.get_by_label("What the data is for").fill("We ship our own orders within a day.")
    walk.press("Switch on or apply for the ticked scopes")
    _decide(walk, "Refuse", "Say what the orders are for.")
    expect(there.get_by_text("Refused: Say what the orders are for.")).to_be_visible()
    walk.look("refused-scope", there)
    walk.see("permissions", "Say what the orders are for.")
    there.get_by_label(REVIEWED, exact=True).check()
    there.get_by_label("What the data is for").fill("Our ERP ships paid orders within a day.")
    walk.press("Switch on or apply for the ticked scopes")
    while there.get_by_label("Application").count():
        _decide(walk, "Approve")
    there.get_by_role("link", name="App details").click()
    walk.press("Publish")
    walk.see("permissions", "is published")


def _decide(walk: Walk, decision: str, reason: str = "") -> None:
    """The simulated staff about a scope: the one that is asked for, else whichever waits."""
    waits = walk.there.get_by_label("Application")
    if reason:
        waits.select_option(REVIEWED)
        walk.there.get_by_label("Reason").fill(reason)
    walk.press(decision)


def _enter_the_key(walk: Walk) -> None:
    """Step 6: the key as Partner Center shows it, with a wrong secret first."""
    page, there = walk.page, walk.there
    key = there.locator("#app-key").inner_text()
    there.get_by_text("Show", exact=True).click()
    secret = there.locator("#app-secret").inner_text()
    service = re.search(r"service_id=(\d+)", there.content())
    assert service is not None
    page.goto(f"{walk.ours.url}/setup/credentials")
    page.fill("#app_key", key)
    page.fill("#service_id", service[1])
    page.fill("#app_secret", "0" * len(secret))
    page.get_by_role("button", name="Check and seal").click()
    expect(page.locator("#app_secret-note")).to_contain_text("refuses the secret")
    walk.look("wrong-secret")
    page.fill("#app_secret", secret)
    page.get_by_role("button", name="Check and seal").click()
    expect(page.locator("#live_checks")).to_contain_text("Sealed in the vault")
    walk.look("sealed")
    assert secret not in page.content()


def _authorize(walk: Walk) -> None:
    """Step 7: the seller refuses, and then consents."""
    page = walk.page
    for answer, words in (("Refuse", "The seller was not connected"), ("Confirm", "is connected")):
        page.goto(f"{walk.ours.url}/setup/authentication")
        page.get_by_role("button", name=re.compile("Check (now|again)")).click()
        expect(page.locator("#live_checks")).to_contain_text("refused by our own door", timeout=60_000)
        page.get_by_role("button", name="Open the consent page").click()
        page.get_by_role("link", name="Go to TikTok Shop").click()
        walk.look(f"consent-{answer.lower()}")
        page.get_by_role("button", name=answer).click()
        expect(page.locator("h1")).to_contain_text(words)
        walk.look(f"after-{answer.lower()}")


def _test_it(walk: Walk) -> None:
    """Step 8: calls per area and a webhook that comes all the way; then the pages that an owner sees next."""
    page = walk.page
    page.goto(f"{walk.ours.url}/setup/test")
    page.locator("#live_checks").get_by_role("button", name=re.compile("Check (now|again)")).click()
    expect(page.locator("#live_checks")).to_contain_text("A webhook came all the way", timeout=60_000)
    expect(page.locator("#live_steps")).to_contain_text("8 of 8 done")
    walk.look("test")
    for path in ("/connections", "/permissions", "/people", "/security", "/setup/report"):
        page.goto(walk.ours.url + path)
        walk.look(path.replace("/", "-").strip("-"))
