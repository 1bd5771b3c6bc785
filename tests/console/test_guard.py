"""Who is let in, from where, and what each answer tells the browser."""

from __future__ import annotations

import re

import httpx2
import pytest

from shoplatch.clock import SetClock
from shoplatch.console import build
from shoplatch.console.web import PAGES
from tests.console.conftest import sign_in, visitor
from tests.console.house import HouseOfTests

ALL_PAGES = [re.sub(r"\{\w+\}", "1", path) for path in PAGES]


async def test_a_stranger_is_sent_to_sign_in_from_every_page(stranger: httpx2.AsyncClient) -> None:
    shown = {}
    for path in ALL_PAGES:
        answer = await stranger.get(path)
        if answer.status_code != 303 or not answer.headers["location"].startswith("/sign-in"):
            shown[path] = answer.status_code
    assert shown == {}


async def test_looking_at_a_sign_in_link_does_not_spend_it(stranger: httpx2.AsyncClient, house: HouseOfTests) -> None:
    link = await house.accounts.people.issue_link()
    for _ in range(3):
        assert (await stranger.get("/sign-in", params={"token": link})).status_code == 200
    assert (await stranger.post("/sign-in", data={"token": link})).status_code == 303
    assert (await stranger.get("/")).status_code == 200


async def test_a_sign_in_link_works_once(stranger: httpx2.AsyncClient, house: HouseOfTests) -> None:
    link = await house.accounts.people.issue_link()
    assert (await stranger.post("/sign-in", data={"token": link})).status_code == 303
    stranger.cookies.clear()
    again = await stranger.post("/sign-in", data={"token": link})
    assert again.status_code == 401
    assert "shoplatch sign-in" in again.text
    assert "set-cookie" not in again.headers


async def test_the_session_cookie_is_kept_from_scripts_and_other_sites(
    stranger: httpx2.AsyncClient, house: HouseOfTests
) -> None:
    link = await house.accounts.people.issue_link()
    cookie = (await stranger.post("/sign-in", data={"token": link})).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie, "plain http on loopback could not send it back"


async def test_the_session_cookie_is_secure_when_the_public_address_is_https(house: HouseOfTests) -> None:
    public = "https://shop.example.com"
    async with visitor(build(house.at(public_url=public)), public) as client:
        link = await house.accounts.people.issue_link()
        answer = await client.post("/sign-in", data={"token": link})
    assert answer.headers["set-cookie"].startswith("__Host-shoplatch=")
    assert "secure" in answer.headers["set-cookie"].lower()
    assert "max-age" in answer.headers["strict-transport-security"]


async def test_signing_out_ends_the_session_itself(owner: httpx2.AsyncClient) -> None:
    kept = dict(owner.cookies)
    assert (await owner.post("/sign-out")).status_code == 303
    owner.cookies.update(kept)
    assert (await owner.get("/")).status_code == 303


async def test_a_session_that_was_not_used_for_too_long_is_over(owner: httpx2.AsyncClient, clock: SetClock) -> None:
    clock.advance(15 * 86400)
    assert (await owner.get("/")).status_code == 303


@pytest.mark.parametrize("wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
async def test_signing_in_never_leads_to_another_site(
    stranger: httpx2.AsyncClient, house: HouseOfTests, wanted: str
) -> None:
    link = await house.accounts.people.issue_link()
    answer = await stranger.post("/sign-in", data={"token": link, "next": wanted})
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8400", "127.0.0.1.evil.example", ""])
async def test_a_name_that_is_not_ours_is_refused(stranger: httpx2.AsyncClient, host: str) -> None:
    answer = await stranger.get("/sign-in", headers={"host": host})
    assert answer.status_code == 421
    assert "SHOPLATCH_PUBLIC_URL" in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8400", "localhost:8400", "[::1]:8400"])
async def test_loopback_names_are_ours(stranger: httpx2.AsyncClient, host: str) -> None:
    assert (await stranger.get("/sign-in", headers={"host": host})).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:9999"])
async def test_a_write_from_another_site_is_refused(owner: httpx2.AsyncClient, origin: str) -> None:
    answer = await owner.post("/sign-out", headers={"origin": origin, "sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert (await owner.get("/")).status_code == 200


async def test_a_write_that_says_nothing_of_where_it_comes_from_is_refused(owner: httpx2.AsyncClient) -> None:
    del owner.headers["origin"]
    assert (await owner.post("/sign-out")).status_code == 403


@pytest.mark.parametrize("path", ["/", "/nothing/here", "/orders/1/2", "/sign-in", "/healthz", "/assets/look.css"])
async def test_every_answer_carries_the_security_headers(owner: httpx2.AsyncClient, path: str) -> None:
    answer = await owner.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


async def test_pages_are_not_kept_by_the_browser_and_assets_are(owner: httpx2.AsyncClient) -> None:
    assert (await owner.get("/")).headers["cache-control"] == "no-store"
    assert "immutable" in (await owner.get("/assets/look.css")).headers["cache-control"]


async def test_a_fault_gives_a_page_without_a_traceback(house: HouseOfTests, caplog: pytest.LogCaptureFixture) -> None:
    app = build(house)
    app.add_api_route("/assets-broken", _broken)
    async with visitor(app) as client:
        await sign_in(client, house)
        answer = await client.get("/assets-broken")
    assert answer.status_code == 500
    assert "Traceback" not in answer.text
    assert "canary" not in answer.text
    assert "content-security-policy" in answer.headers
    assert "canary" in caplog.text, "the log has the story"


async def _broken() -> None:
    raise RuntimeError("canary")


async def test_an_unknown_address_says_so(owner: httpx2.AsyncClient) -> None:
    answer = await owner.get("/nothing/here/at/all")
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.text
