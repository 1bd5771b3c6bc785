"""The page a seller opens from a link, and the buttons for links and for installs that wait."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx2
import pytest

from shoplatch.accounts.exchange import INSTALL_WAITS
from shoplatch.console import build
from shoplatch.store import connections as table
from shoplatch.store import installs
from tests.console.conftest import visitor
from tests.console.house import HouseOfTests
from tests.console.seeding import APP_KEY, Seeded


@pytest.fixture
async def seller(house: HouseOfTests) -> AsyncIterator[httpx2.AsyncClient]:
    """Somebody else's browser."""
    async with visitor(build(house)) as client:
        yield client


async def made(owner: httpx2.AsyncClient, **given: str) -> str:
    """A link that the owner has made; its path."""
    answer = await owner.post("/connections/links", data={"app_key": APP_KEY, **given})
    assert answer.status_code == 200
    found = re.search(r'value="http://127\.0\.0\.1:\d+(/connect/[\w-]+)"', answer.text)
    assert found, answer.text
    return found[1]


async def test_a_seller_opens_a_link_without_signing_in_and_looking_begins_nothing(
    house: HouseOfTests, owner: httpx2.AsyncClient, seller: httpx2.AsyncClient, seeded: Seeded
) -> None:
    path = await made(owner, label="Maomao")
    for _ in range(2):
        page = await seller.get(path)
        assert page.status_code == 200
        assert "Connect your TikTok Shop to" in page.text
        assert "state=" not in page.text
    assert [link.begun for link in await house.accounts.links.all()] == [0]


async def test_going_on_leads_to_tiktok_in_this_browser_alone(
    house: HouseOfTests, owner: httpx2.AsyncClient, seller: httpx2.AsyncClient, seeded: Seeded
) -> None:
    path = await made(owner)
    answer = await seller.post(path, headers={"origin": "http://127.0.0.1:8400"})
    assert answer.status_code == 200
    state = answer.text.split("state=")[1].split('"')[0].split("&")[0]
    assert "_consent=" in answer.headers["set-cookie"]
    elsewhere = await owner.get(f"/oauth/callback?code=ROW_abc&state={state}")
    assert elsewhere.status_code == 400
    assert "another browser" in elsewhere.text


async def test_a_link_that_was_taken_back_says_so(
    house: HouseOfTests, owner: httpx2.AsyncClient, seller: httpx2.AsyncClient, seeded: Seeded
) -> None:
    path = await made(owner)
    (link,) = await house.accounts.links.all()
    assert "Links that were sent" in (await owner.get("/connections")).text
    assert (await owner.post(f"/connections/links/{link.id}/revoke")).status_code == 303
    for answer in (await seller.get(path), await seller.post(path, headers={"origin": "http://127.0.0.1:8400"})):
        assert answer.status_code == 410
        assert "was taken back" in answer.text
    assert "Links that were sent" not in (await owner.get("/connections")).text


@pytest.mark.parametrize("path", ["/connect/", "/connect/made-up", "/connect/" + "x" * 900])
async def test_a_made_up_link_tells_nothing(stranger: httpx2.AsyncClient, seeded: Seeded, path: str) -> None:
    answer = await stranger.get(path)
    assert answer.status_code in (404, 410)
    assert "Maomao" not in answer.text


async def test_an_address_below_a_link_is_as_shut_as_any_other(stranger: httpx2.AsyncClient) -> None:
    answer = await stranger.get("/connect/a/b")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fconnect%2Fa%2Fb")


@pytest.mark.parametrize(
    "path",
    [
        "/connections/links",
        "/connections/links/l1/revoke",
        "/connections/installs/c1/confirm",
        "/connections/installs/c1/refuse",
    ],
)
async def test_a_stranger_makes_and_decides_nothing(stranger: httpx2.AsyncClient, seeded: Seeded, path: str) -> None:
    answer = await stranger.post(path, data={"app_key": APP_KEY}, headers={"origin": "http://127.0.0.1:8400"})
    assert answer.status_code in (303, 401, 403)


async def install_waits(house: HouseOfTests) -> None:
    """What the exchange of an install leaves."""
    now = house.clock.now()
    sealed = {name: house.accounts.seal("token", owner="c-new", field=name) for name in ("access_token", "refresh_token")}
    async with house.store.begin() as conn:
        await installs.save(conn, {
            "id": "c-new", "app_key": APP_KEY, "kind": "creator", "open_id": "o", "seller_name": "Nori <b>Studio</b>",
            "seller_base_region": "GB", "granted_scopes": [], "sealed_access": sealed["access_token"],
            "sealed_refresh": sealed["refresh_token"], "access_expires_at": now + timedelta(days=7),
            "refresh_expires_at": None, "arrived_at": now, "expires_at": now + INSTALL_WAITS,
        })  # fmt: skip


async def test_an_install_stands_on_the_page_until_somebody_says_yes(
    house: HouseOfTests, owner: httpx2.AsyncClient, seeded: Seeded
) -> None:
    await install_waits(house)
    page = (await owner.get("/connections")).text
    assert "Connect Nori &lt;b&gt;Studio&lt;/b&gt;" in page
    answer = await owner.post("/connections/installs/c-new/confirm")
    assert answer.status_code == 200
    assert "is connected" in answer.text
    async with house.store.begin() as conn:
        linked = await table.get(conn, "c-new")
    assert linked is not None
    assert linked.state == "active"
    assert "Not ours" not in (await owner.get("/connections")).text
    assert (await owner.post("/connections/installs/c-new/confirm")).status_code == 404


async def test_an_install_that_is_not_ours_is_forgotten(
    house: HouseOfTests, owner: httpx2.AsyncClient, seeded: Seeded
) -> None:
    await install_waits(house)
    assert (await owner.post("/connections/installs/c-new/refuse")).status_code == 303
    assert [one.state for one in await house.accounts.installs.all()] == ["refused"]
    assert len(await house.accounts.connections()) == len({one.id for one in await house.accounts.connections()} - {"c-new"})


async def test_a_grant_that_ends_soon_says_so_with_its_next_step(
    house: HouseOfTests, owner: httpx2.AsyncClient, seeded: Seeded
) -> None:
    connection = (await house.accounts.connections())[0]
    async with house.store.begin() as conn:
        await table.set_end_told(conn, connection.id, house.clock.now() + timedelta(days=3, hours=1), house.clock.now())
    page = (await owner.get("/connections")).text
    assert "Ends soon" in page
    assert "Ends in 3 days" in page
    assert "make a link to send" in page
