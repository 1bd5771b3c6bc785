"""Signing in by an identity provider, as a browser does it: cookies, ways in and out, what the audit log says."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx2
import pytest

from shoplatch.accounts.oidc.provider import Provider
from shoplatch.accounts.oidc.sign_in import SignIn
from shoplatch.accounts.vault import Vault
from shoplatch.clock import SetClock
from shoplatch.console import build
from shoplatch.store.engine import Store
from tests.accounts.identity_provider import CLIENT_ID, CLIENT_SECRET, FOREIGN, ISSUER, Account, IdentityProvider
from tests.console.conftest import sign_in, visitor
from tests.console.house import KEY, PUBLIC, HouseOfTests

CALLBACK = "/sign-in/provider/callback"


@pytest.fixture
def idp(clock: SetClock) -> IdentityProvider:
    return IdentityProvider(clock)


@pytest.fixture
def ours(house: HouseOfTests, store: Store, clock: SetClock, idp: IdentityProvider) -> HouseOfTests:
    """The house with an identity provider."""
    provider = Provider(ISSUER, CLIENT_ID, PUBLIC + CALLBACK, CLIENT_SECRET, name="Example")
    return replace(house, oidc=SignIn(provider, store, Vault(KEY), clock, idp))


@pytest.fixture
async def browser(ours: HouseOfTests) -> AsyncIterator[httpx2.AsyncClient]:
    async with visitor(build(ours)) as client:
        yield client


def back(idp: IdentityProvider, answer: httpx2.Response, account: Account | None = None) -> str:
    """Somebody signs in at the page a redirect leads to; the address the browser is sent to."""
    return f"{CALLBACK}?{urlencode(idp.consent(answer.headers['location'], account))}"


async def test_the_way_in_and_back_opens_a_session_of_the_linked_person(
    browser: httpx2.AsyncClient, ours: HouseOfTests, idp: IdentityProvider
) -> None:
    await ours.accounts.people.add("Mei", "operator", email="mei@example.com")
    page = (await browser.get("/sign-in?next=/orders")).text
    assert 'href="/sign-in/provider?next=/orders"' in page
    assert "Sign in with Example" in page
    begun = await browser.get("/sign-in/provider?next=/orders")
    assert begun.headers["location"].startswith(f"{ISSUER}/authorize?")
    cookie = begun.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=lax", "max-age=600", "path=/"))
    done = await browser.get(back(idp, begun))
    assert (done.status_code, done.headers["location"]) == (303, "/orders")
    orders = await browser.get("/orders")
    assert orders.status_code == 200
    assert "Mei" in orders.text
    rows = {row.act: row for row in await ours.accounts.audit.read()}
    assert rows["people.linked"].actor == "Example"
    assert rows["sign_in.provider"].subject == "Mei"
    assert (await ours.accounts.audit.verify()).ok


async def test_a_way_back_in_another_browser_and_one_that_leads_elsewhere_are_refused_and_audited(
    browser: httpx2.AsyncClient, ours: HouseOfTests, idp: IdentityProvider
) -> None:
    await ours.accounts.people.add("Mei", "operator", email="mei@example.com")
    begun = await browser.get("/sign-in/provider?next=//evil.example.com")
    address = back(idp, begun)
    async with visitor(build(ours)) as victim:
        refused = await victim.get(address)
        assert refused.status_code == 400
        assert "not begun in this browser" in refused.text
        assert (await victim.get("/orders")).status_code == 303
    assert (await browser.get(address)).headers["location"] == "/", "never out of this console"
    assert (await browser.get(address)).status_code == 400, "its cookie is gone with it"
    rows = await ours.accounts.audit.read(refused=True)
    assert {row.act for row in rows} == {"sign_in.provider"}


async def test_a_session_that_was_there_before_ends_with_the_new_one(
    browser: httpx2.AsyncClient, ours: HouseOfTests, idp: IdentityProvider
) -> None:
    await ours.accounts.people.add("Mei", "operator", email="mei@example.com")
    await sign_in(browser, ours)
    fixed = browser.cookies["shoplatch_8400"]
    await browser.get(back(idp, await browser.get("/sign-in/provider")))
    assert browser.cookies["shoplatch_8400"] != fixed
    assert await ours.accounts.people.session(fixed) is None


async def test_somebody_links_the_own_account_and_takes_it_back(
    browser: httpx2.AsyncClient, ours: HouseOfTests, idp: IdentityProvider
) -> None:
    await sign_in(browser, ours)
    page = await browser.post("/account/provider")
    link = page.text.split('btn primary" href="')[1].split('"')[0].replace("&amp;", "&")
    assert (await browser.get(f"{CALLBACK}?{urlencode(idp.consent(link))}")).headers["location"] == "/account"
    assert "Unlink my account at Example" in (await browser.get("/account")).text
    assert "Example" in (await browser.get("/people")).text
    assert (await browser.post("/account/provider/unlink")).status_code == 303
    assert urlsplit((await browser.get("/account")).headers["location"]).path == "/sign-in", "its sessions have ended"
    refused = await browser.get(back(idp, await browser.get("/sign-in/provider")))
    assert refused.status_code == 403
    assert "Nobody here is linked" in refused.text


async def test_without_a_provider_there_is_no_such_way(stranger: httpx2.AsyncClient) -> None:
    assert "provider" not in (await stranger.get("/sign-in")).text
    for path in ("/sign-in/provider", CALLBACK):
        assert (await stranger.get(path)).status_code == 404


async def test_a_silent_provider_leaves_the_other_ways_in(browser: httpx2.AsyncClient, idp: IdentityProvider) -> None:
    idp.silent = True
    answer = await browser.get("/sign-in/provider")
    assert answer.status_code == 503
    assert "one-time link still works" in answer.text
    assert 'action="/sign-in/password"' in answer.text


OUT = {"end_session_endpoint": f"{ISSUER}/out?tenant=7"}


async def come_by(browser: httpx2.AsyncClient, ours: HouseOfTests, idp: IdentityProvider) -> None:
    """Mei comes in by the provider."""
    if "Mei" not in [one.name for one in await ours.accounts.people.all()]:
        await ours.accounts.people.add("Mei", "operator", email="mei@example.com")
    await browser.get(back(idp, await browser.get("/sign-in/provider")))
    assert (await browser.get("/orders")).status_code == 200


async def test_whoever_came_by_the_provider_is_shown_the_way_out_there(
    browser: httpx2.AsyncClient, ours: HouseOfTests, idp: IdentityProvider
) -> None:
    idp.metadata = OUT
    await come_by(browser, ours, idp)
    session, out = browser.cookies["shoplatch_8400"], browser.cookies["shoplatch_8400_out"]
    left = await browser.post("/sign-out")
    assert left.status_code == 200
    assert "Sign out at Example too" in left.text
    link = html.unescape(left.text.split('btn primary" href="')[1].split('"')[0])
    asked = dict(parse_qsl(urlsplit(link).query))
    assert link.startswith(f"{ISSUER}/out?tenant=7&")
    assert asked["client_id"] == CLIENT_ID
    assert asked["id_token_hint"].count(".") == 2
    assert asked["id_token_hint"] not in out, "it is sealed"
    assert await ours.accounts.people.session(session) is None
    assert not {"shoplatch_8400", "shoplatch_8400_out"} & set(browser.cookies)


async def test_a_token_too_long_for_a_cookie_is_left_out_of_the_way_out(
    browser: httpx2.AsyncClient, ours: HouseOfTests, idp: IdentityProvider
) -> None:
    idp.metadata, idp.lies = OUT, {"groups": ["a group of many"] * 400}
    await come_by(browser, ours, idp)
    assert len(browser.cookies["shoplatch_8400_out"]) < 1_000
    left = await browser.post("/sign-out")
    assert "client_id=shoplatch" in left.text
    assert "id_token_hint" not in left.text


async def test_the_way_out_belongs_to_the_session_that_came_by_the_provider(
    browser: httpx2.AsyncClient, ours: HouseOfTests, idp: IdentityProvider, clock: SetClock
) -> None:
    await come_by(browser, ours, idp)
    assert "shoplatch_8400_out" not in browser.cookies, "a provider without such an address"
    assert (await browser.post("/sign-out")).status_code == 303
    idp.metadata = OUT
    clock.advance(3_601)  # what the provider says about itself is asked again
    await come_by(browser, ours, idp)
    await sign_in(browser, ours)  # by a link, in the same browser
    assert (await browser.post("/sign-out")).headers["location"] == "/sign-in"


async def test_the_provider_ends_the_sessions_of_an_account_once(
    browser: httpx2.AsyncClient, ours: HouseOfTests, idp: IdentityProvider
) -> None:
    await come_by(browser, ours, idp)
    async with visitor(build(ours), origin="https://id.example.com") as machine:  # no page of ours sends it
        token = idp.logout_token()
        told = await machine.post("/sign-in/provider/logout", data={"logout_token": token})
        assert (told.status_code, told.headers["cache-control"]) == (200, "no-store")
        assert (await browser.get("/orders")).status_code == 303
        await come_by(browser, ours, idp)
        assert (await machine.post("/sign-in/provider/logout", data={"logout_token": token})).status_code == 400
        stranger = await machine.post("/sign-in/provider/logout", data={"logout_token": idp.logout_token("nobody-here")})
        assert stranger.status_code == 200
    assert (await browser.get("/orders")).status_code == 200
    noted = [(row.subject, row.outcome) for row in await ours.accounts.audit.read(act="sign_out")]
    assert sorted(noted) == [("Example", "refused"), ("Mei", "done")]


async def test_a_token_that_tells_of_no_sign_out_ends_nothing(
    browser: httpx2.AsyncClient, ours: HouseOfTests, idp: IdentityProvider, clock: SetClock
) -> None:
    await come_by(browser, ours, idp)
    now = clock.seconds()
    wrong = {
        "of another issuer": idp.logout_token(iss="https://evil.example.com"),
        "for another client": idp.logout_token(aud="somebody-else"),
        "of a sign-in": idp.logout_token(nonce="n"),
        "without the event": idp.logout_token(events=None),
        "with another event": idp.logout_token(events={"http://schemas.openid.net/event/other": {}}),
        "without a name": idp.logout_token(jti=None),
        "about nobody": idp.logout_token(None, sid="s-1"),
        "over": idp.logout_token(exp=now - 300),
        "old": idp.logout_token(iat=now - 3_600, exp=None),
        "signed by a stranger": replace(idp, key=FOREIGN).logout_token(),
        "no token": "nonsense",
        "nothing": "",
    }
    async with visitor(build(ours)) as machine:
        for name, token in wrong.items():
            told = await machine.post("/sign-in/provider/logout", data={"logout_token": token})
            assert told.status_code == 400, name
            assert not token or token not in told.text, name
    assert (await browser.get("/orders")).status_code == 200
