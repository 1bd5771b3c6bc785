"""Signing in by an identity provider, as a browser does it: cookies, ways in and out, what the audit log says."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import urlencode, urlsplit

import httpx2
import pytest

from shoplatch.accounts.oidc.provider import Provider
from shoplatch.accounts.oidc.sign_in import SignIn
from shoplatch.accounts.vault import Vault
from shoplatch.clock import SetClock
from shoplatch.console import build
from shoplatch.store.engine import Store
from tests.accounts.identity_provider import CLIENT_ID, CLIENT_SECRET, ISSUER, Account, IdentityProvider
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
