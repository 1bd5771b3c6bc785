"""The console as a person meets it: live, by keyboard, in both themes, at every width."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from shoplatch.console.web import PAGES as SHOWN
from shoplatch.store import orders as order_table
from shoplatch.store.versions import Cause
from tests.browser.conftest import NOW, Site
from tests.console.seeding import GB, an_order

PAGES = [
    "/",
    "/orders",
    "/products",
    "/inventory",
    "/webhooks",
    "/sync",
    "/connections",
    "/setup",
    "/verify",
    "/scenarios",
    "/people",
    "/account",
    "/audit",
    "/permissions",
    "/security",
    "/explorer",
    "/explorer?operation=product.create_product",
    "/calls",
    "/explain?what=105005",
    "/changes",
]
WIDTHS = [360, 768, 1440, 3840]
HIDE = """(hidden) => {
    Object.defineProperty(document, 'hidden', {value: hidden, configurable: true});
    document.dispatchEvent(new Event('visibilitychange'));
}"""
UNNAMED = """() => [...document.querySelectorAll('input:not([type=hidden]), select, button, a[href], summary')]
    .filter(e => e.offsetParent && !e.textContent.trim() && !e.getAttribute('aria-label') && !(e.labels && e.labels.length))
    .map(e => e.outerHTML)"""
DOUBLED = """() => [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)"""


def place_an_order(site: Site, order_id: str) -> None:
    """An order arrives in the store as a lane writes it."""

    async def write() -> None:
        rows = an_order(site.seeded, GB, NOW - timedelta(seconds=20), order_id, random.Random(1))
        async with site.house.store.begin() as conn:
            await order_table.write(conn, GB, [rows], cause=Cause("webhook"))

    site.run(write())


def wait_until(true: Callable[[], bool], what: str) -> None:
    """Look again until it is so."""
    end = time.monotonic() + 15
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def test_a_new_order_appears_by_itself_and_is_marked(page: Page, site: Site) -> None:
    page.goto(site.url)
    known = page.locator("#live_orders tr[data-key]").count()
    page.wait_for_timeout(700)  # the first pictures have come; now only what is new may be marked
    place_an_order(site, "5764899999999990001")
    row = page.locator(f'tr[data-key="{GB}/5764899999999990001"]')
    expect(row).to_be_visible()
    expect(row).to_have_class(re.compile("new"))
    assert known > 0
    assert page.locator("#live_orders tr.new").count() == 1, "only the new one"


def test_an_explanation_opens_by_keyboard_outlives_a_swap_and_closes_by_escape(page: Page, site: Site) -> None:
    page.goto(site.url)
    summary = page.locator("#why-orders > summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#why-orders dl")).to_be_visible()
    before = page.locator("#live_kpis").text_content()
    place_an_order(site, "5764899999999990002")
    expect(page.locator("#live_kpis")).not_to_have_text(before or "")
    expect(page.locator("#why-orders dl")).to_be_visible()
    expect(summary).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#why-orders dl")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_theme_follows_the_system_until_the_button_chooses(
    browser: Browser, signed_in: dict[str, object], site: Site
) -> None:
    def ground(page: Page) -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    context = browser.new_context(storage_state=signed_in, color_scheme="dark")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site.url)
    dark = ground(page)
    page.get_by_role("button", name="Theme").click()
    light = ground(page)
    assert light != dark
    page.reload()
    assert ground(page) == light, "the choice is kept, and there from the first paint"
    page.get_by_role("button", name="Theme").click()
    assert ground(page) == dark
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_is_wider_than_the_window(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    order = f"/orders/{GB}/{site.seeded.orders[GB][-1].order['id']}"
    for path in [*PAGES, order, f"{order}?raw=1"]:
        page.goto(site.url + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


@pytest.mark.long
@pytest.mark.parametrize("width", [1440, 1280, 1024])
def test_no_table_has_to_be_scrolled_sideways_on_a_desk(page: Page, site: Site, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    wider = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.ariaLabel)"
    found = {}
    for path in [path for path in SHOWN if "{" not in path and path not in ("/explorer", "/permissions", "/calls")]:
        page.goto(site.url + path)
        if labels := page.evaluate(wider):
            found[path] = labels
    assert found == {}


def test_the_stream_closes_while_the_tab_is_hidden_and_comes_back(page: Page, site: Site) -> None:
    page.goto(site.url)
    expect(page.locator("#live")).to_be_visible()
    page.evaluate(HIDE, arg=True)
    place_an_order(site, "5764899999999990003")
    page.wait_for_timeout(1500)
    assert page.locator(f'tr[data-key="{GB}/5764899999999990003"]').count() == 0
    page.evaluate(HIDE, arg=False)
    expect(page.locator(f'tr[data-key="{GB}/5764899999999990003"]')).to_be_visible()


def test_a_page_without_news_says_since_when(page: Page, site: Site) -> None:
    page.clock.install()
    page.route("**/live?*", lambda route: None)  # the connection hangs: neither news nor an end
    page.goto(site.url)
    expect(page.locator("#live")).to_contain_text("live")
    for _ in range(10):  # a page that was slow to start looks at its watch one turn later
        page.clock.run_for(20_000)
        if "no news since" in page.locator("#live").inner_text():
            break
    expect(page.locator("#live")).to_contain_text("no news since")
    expect(page.locator("#live")).to_have_class(re.compile("stale"))
    page.unroute_all(behavior="ignoreErrors")


def test_signing_out_elsewhere_leads_to_sign_in(browser: Browser, site: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    link = site.run(site.house.accounts.people.issue_link())
    page.goto(f"{site.url}/sign-in?token={link}")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(f"{site.url}/sign-in")
    page.goto(f"{site.url}/orders")
    expect(page).to_have_url(re.compile("/sign-in"))
    context.close()


def test_a_first_visit_asks_nobody_else_and_weighs_little(
    browser: Browser, signed_in: dict[str, object], site: Site
) -> None:
    context = browser.new_context(storage_state=signed_in)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url)
    page.wait_for_timeout(300)
    assert all(url.startswith(site.url) for url in asked), asked
    weight = page.evaluate(
        "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]"
        ".filter(e => !e.name.includes('/live')).reduce((sum, e) => sum + e.transferSize, 0)"
    )
    assert 0 < weight < 100_000
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_everything_has_a_name_and_a_place(page: Page, site: Site, path: str) -> None:
    page.goto(site.url + path)
    expect(page.get_by_role("main")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Main")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert page.evaluate(UNNAMED) == []
    assert page.evaluate(DOUBLED) == []


def test_the_whole_overview_is_reached_by_the_tab_key(page: Page, site: Site) -> None:
    page.goto(site.url)
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(str(page.evaluate("document.activeElement.textContent.trim()")))
    assert reached[0] == "Skip to the page"
    for name in ("Overview", "Orders", "Theme", "Gross sales", "All orders"):
        assert any(name in text for text in reached), name


def test_a_slash_jumps_to_the_search(page: Page, site: Site) -> None:
    page.goto(f"{site.url}/orders")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(str(site.seeded.orders[GB][0].order["id"]))
    page.keyboard.press("Enter")
    expect(page.locator("#live_list tr[data-key]")).to_have_count(1)


def test_choosing_a_shop_keeps_to_it_from_page_to_page(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.locator("#shop-menu > summary").click()
    page.get_by_role("link", name="Nori Skincare US").click()
    expect(page.locator("#shop-menu > summary")).to_have_text("Nori Skincare US")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Products").click()
    expect(page.locator("#shop-menu > summary")).to_have_text("Nori Skincare US")
    wait_until(lambda: "shop=" in page.url, "the address carries the shop")
