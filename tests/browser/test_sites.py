"""The simulated sites in a real browser: from registration to a granted consent, by keyboard, in both themes, on a phone."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.simulated import Simulator, simulator

BACK = "http://127.0.0.1:9/back"
PDF = b"%PDF-1.7\n" + b"made up for a test. " * 20
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def sim(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    with simulator(tmp_path_factory.mktemp("sites"), world="stocked") as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab whose console stays clean: a broken policy there fails the test."""
    context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("pageerror", lambda fault: wrong.append(str(fault)))
    opened.set_default_timeout(20_000)
    yield opened
    context.close()
    unexpected = [one for one in wrong if "status of 4" not in one]  # a refused form answers 400 or 409
    assert unexpected == []


def upload(page: Page, kind: str, name: str) -> None:
    page.get_by_label("Kind of document").select_option(kind)
    page.get_by_label("File", exact=True).set_input_files({"name": name, "mimeType": "application/pdf", "buffer": PDF})
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_text("The document was uploaded")).to_be_visible()


def ask_token(url: str, query: str) -> dict[str, object]:
    try:
        with urllib.request.urlopen(f"{url}/api/v2/token/get?{query}", timeout=20) as answer:
            return dict(json.load(answer))
    except urllib.error.HTTPError as refused:
        return dict(json.load(refused))


def test_from_registration_to_a_grant(page: Page, sim: Simulator) -> None:
    page.goto(f"{sim.url}/partner-center/us")
    page.get_by_role("button", name="Register as seller developer").click()
    upload(page, "business_registration", "registration.pdf")
    upload(page, "identity_document", "passport-expired.pdf")
    page.get_by_role("button", name="Submit for verification").click()
    page.get_by_role("button", name="Let 3 days pass").click()
    expect(page.get_by_text("Rejected: The document has expired")).to_be_visible()
    upload(page, "identity_document", "passport.pdf")
    page.get_by_role("button", name="Submit for verification").click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_role("button", name="Register for API access").click()
    page.get_by_role("button", name="Let 1 day pass").click()

    page.get_by_role("link", name="App & Service").click()
    expect(page.get_by_text("cannot be changed afterwards")).to_be_visible()
    page.get_by_label("App name").fill("Nori link")
    page.get_by_role("button", name="Create app").click()
    app = page.url.split("?")[0]
    page.get_by_role("link", name="Settings").click()
    page.get_by_label("Redirect URL").fill(BACK)
    page.get_by_role("button", name="Save").click()

    page.get_by_role("link", name="Manage API").click()
    for scope in ("seller.authorization.info", "seller.order.info", "seller.order.ext_ref.read"):
        page.get_by_label(scope, exact=True).check()
    page.get_by_label("What the data is for").fill("We book our own orders in our ERP.")
    page.get_by_role("button", name="Switch on or apply").click()
    page.get_by_label("Application").select_option("seller.order.ext_ref.read")
    page.get_by_label("Reason").fill("Not needed for an ERP.")
    page.get_by_role("button", name="Refuse").click()
    expect(page.get_by_text("Refused: Not needed for an ERP.")).to_be_visible()
    page.get_by_role("button", name="Approve").click()

    page.get_by_role("link", name="App details").click()
    page.get_by_role("button", name="Publish").click()
    key = page.locator("#app-key").inner_text()
    expect(page.locator("#app-secret")).to_be_hidden()
    page.get_by_text("Show", exact=True).click()
    secret = page.locator("#app-secret").inner_text()
    assert app.endswith(key)
    assert len(secret) == 40

    came: list[str] = []
    page.route(f"{BACK}*", lambda route: (came.append(route.request.url), route.fulfill(body="back at the app"))[1])
    consent = page.get_by_role("link", name="/open/authorize").get_attribute("href") or ""
    page.goto(f"{sim.url}{consent}")
    expect(page.get_by_text("seller.order.info")).to_be_visible()
    page.get_by_role("button", name="Refuse").click()
    page.wait_for_url(f"{BACK}*")
    refused = parse_qs(urlsplit(came[0]).query)
    assert (refused["code"], refused["error"], refused["state"]) == (["null"], ["auth_denied"], ["try-it"])
    page.goto(f"{sim.url}{consent}")
    page.get_by_label("The app has access for").select_option("90")
    page.get_by_role("button", name="Confirm").click()
    page.wait_for_url(f"{BACK}*")
    granted = parse_qs(urlsplit(came[1]).query)
    query = f"app_key={key}&auth_code={granted['code'][0]}&grant_type=authorized_code&app_secret="
    assert ask_token(sim.url, query + "wrong")["code"] == 36009004
    told = ask_token(sim.url, query + secret)
    assert isinstance(told["data"], dict)
    assert told["data"]["granted_scopes"] == ["seller.authorization.info", "seller.order.info"]

    page.goto(f"{sim.url}/seller-center")
    page.get_by_role("link", name="Fernlight US").click()
    page.get_by_role("link", name="Apps", exact=True).click()
    page.get_by_role("button", name="Cancel the authorization of Nori link").click()
    expect(page.get_by_text("the app was told by webhook 6")).to_be_visible()


def test_a_buyer_buys_by_keyboard_and_the_seller_ships(page: Page, sim: Simulator) -> None:
    sim.post("clock", {"advance_s": 86_400})
    shop = sim.ready["shop_id"]
    page.goto(f"{sim.url}/storefront/{shop}/2")
    page.locator("a.ware").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/products/*")
    page.get_by_label("Quantity").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The order is placed")).to_be_visible()
    order = page.url.split("?")[0].rsplit("/", 1)[1]
    sim.post("clock", {"advance_s": 7_200})
    page.goto(f"{sim.url}/seller-center/{shop}/orders/{order}")
    way = page.get_by_label("Tracking number")
    if way.count():
        way.fill("TRACK12345")
    page.get_by_role("button", name="Arrange shipment").click()
    expect(page.get_by_text("The shipment is arranged")).to_be_visible()
    page.get_by_role("button", name="The carrier collects it").click()
    page.goto(f"{sim.url}/storefront/{shop}/2/orders/{order}")
    expect(page.get_by_text("picked up by the carrier")).to_be_visible()


def test_enter_in_the_list_of_scopes_switches_nothing_off(page: Page, sim: Simulator) -> None:
    (first,) = [one for one in sim.get("partner/developers")["developers"] if one["portal"] == "row"]
    app = first["apps"][0]
    path = f"partner/developers/{first['id']}/apps/{app['app_key']}"
    sim.post(f"{path}/scopes", {"drop": ["seller.finance.info"]})
    page.goto(f"{sim.url}{first['url']}/apps/{app['app_key']}/scopes")
    page.get_by_label("seller.finance.info", exact=True).check()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The permissions were changed")).to_be_visible()
    told = {row["scope"]: row["state"] for row in sim.get(path)["scopes"]}
    assert set(told.values()) == {"granted"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_fit_a_phone_in_both_themes(browser: Browser, sim: Simulator, theme: str) -> None:
    shop, developer = sim.ready["shop_id"], "/partner-center/row/developers/7210880000000000001"
    app = f"{developer}/apps/{sim.ready['app_key']}"
    context = browser.new_context(viewport=PHONE, color_scheme=theme)  # type: ignore[arg-type]
    tab = context.new_page()
    for path in (
        *("/partner-center", "/partner-center/eu", developer, f"{developer}/apps", app, f"{app}/settings", f"{app}/scopes"),
        *(f"{app}/webhooks", f"{developer}/test-shops", "/seller-center", f"/seller-center/{shop}/products"),
        *(f"/seller-center/{shop}/stock", f"/seller-center/{shop}/authorizations", "/storefront", f"/storefront/{shop}/1"),
        *(f"/seller-center/{shop}/finance{rest}" for rest in ("", "/payments", "/withdrawals")),
    ):
        tab.goto(sim.url + path)
        assert tab.evaluate(OVERFLOW) <= 0, path
        expect(tab.locator(".simulated")).to_be_visible()
    dark = tab.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(246, 247, 248)"
    assert dark == (theme == "dark")
    context.close()


def test_a_page_elsewhere_cannot_send_a_form(page: Page, sim: Simulator) -> None:
    page.goto(f"{sim.url}/partner-center/eu")  # the browser holds a cookie of the site
    before = len(sim.get("partner/developers")["developers"])
    form = (
        f'<form method="post" action="{sim.url}/partner-center/eu/register"><input name="kind" value="isv">'
        '<input name="company" value="Mallory"><input name="email" value="m@evil.example"><input name="country" value="DE">'
        "<button>Win a prize</button></form>"
    )
    page.route("http://evil.example/*", lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto("http://evil.example/")
    page.get_by_role("button", name="Win a prize").click()
    expect(page.get_by_text("another site")).to_be_visible()
    assert len(sim.get("partner/developers")["developers"]) == before
