"""What attackers try at the console and at the callback: each is refused, changes nothing, and stands in the audit log."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from shoplatch.accounts.passwords import FREE_BY_ADDRESS, FREE_BY_NAME
from shoplatch.store.engine import Store
from tests.console.conftest import NOW
from tests.console.town import CONSOLE, SIMULATOR, Running, Town, town_on

GOOD = "four words that nobody guesses"


@pytest.fixture
async def town(store: Store) -> AsyncIterator[Town]:
    """A town with our app registered, and the simulated app pointed here."""
    async with town_on(store, Running(NOW)) as made:
        app = next(iter(made.world.apps.values()))
        await made.house.accounts.add_app(
            name="ours", app_key=app.key, app_secret=app.secret, service_id=app.service_id, environment="simulator",
            base_url=SIMULATOR,
        )  # fmt: skip
        await made.control(f"apps/{app.key}", {"redirect_url": f"{CONSOLE}/oauth/callback"})
        yield made


def key_of(town: Town) -> str:
    return next(iter(town.world.apps))


async def begin(town: Town) -> str:
    """Somebody begins a consent in the console; the address of TikTok Shop's page."""
    page = (await town.send("/connections/consent", app_key=key_of(town))).text
    link = re.search(r'href="(http://127\.0\.0\.1:8090/open/authorize[^"]+)"', page)
    assert link is not None
    return link[1].replace("&amp;", "&")


async def approved(town: Town, link: str) -> str:
    """The seller says yes; the address the browser is sent to."""
    answer = await town.person.get(link)
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"])


def another_browser(town: Town) -> httpx2.AsyncClient:
    """A browser that shares nothing with the person's."""
    return httpx2.AsyncClient(transport=town.person._transport, headers={"origin": CONSOLE})


async def refused(town: Town, act: str, *, words: str = "") -> None:
    """The last refusal in the audit log is this one, and nobody was connected by it."""
    rows = await town.house.accounts.audit.read(refused=True)
    assert rows, "nothing was written"
    assert rows[0].act == act, rows[0]
    assert words in rows[0].detail
    assert (await town.house.accounts.audit.verify()).ok


async def test_a_state_is_replayed(town: Town) -> None:
    back = await approved(town, await begin(town))
    assert (await town.person.get(back)).status_code == 200
    again = await town.person.get(back)
    assert again.status_code == 409
    await refused(town, "consent.callback", words="already finished")
    assert len(await town.house.accounts.connections()) == 1


async def test_the_state_of_another_session_is_used(town: Town) -> None:
    """The attacker begins in the own browser and makes the victim's finish it."""
    back = await approved(town, await begin(town))
    async with another_browser(town) as victim:
        answer = await victim.get(back)
    assert answer.status_code == 400
    assert "another browser" in answer.text
    await refused(town, "consent.callback", words="another browser")
    assert await town.house.accounts.connections() == []


async def test_a_link_that_was_made_to_be_sent_works_in_the_seller_s_browser(town: Town) -> None:
    page = (await town.send("/connections/consent", app_key=key_of(town), send="1")).text
    link = re.search(r'href="(http://127\.0\.0\.1:8090/open/authorize[^"]+)"', page)
    assert link is not None
    async with another_browser(town) as seller:
        location = (await seller.get(link[1].replace("&amp;", "&"))).headers["location"]
        assert (await seller.get(location)).status_code == 200


async def test_the_callback_of_one_app_carries_the_state_of_another(town: Town) -> None:
    back = await approved(town, await begin(town))
    mixed = re.sub(r"app_key=[^&]+", "app_key=6other99key", back)
    assert (await town.person.get(mixed)).status_code == 400
    await refused(town, "consent.callback", words="6other99key")
    assert await town.house.accounts.connections() == []


async def test_a_code_is_injected_without_a_state_of_ours(town: Town) -> None:
    back = await approved(town, await begin(town))
    code = parse_qs(urlsplit(back).query)["code"][0]
    answer = await town.person.get(f"{CONSOLE}/oauth/callback?code={code}&state=made-up-by-the-attacker-0123456789")
    assert answer.status_code == 400
    assert code not in answer.text
    await refused(town, "consent.callback", words="not issued here")
    assert await town.house.accounts.connections() == []


async def test_a_stolen_code_is_put_into_the_attacker_s_own_consent(town: Town) -> None:
    stolen = parse_qs(urlsplit(await approved(town, await begin(town))).query)["code"][0]
    mine = await approved(town, await begin(town))
    spent = await town.person.get(mine)
    assert spent.status_code == 200
    state = parse_qs(urlsplit(mine).query)["state"][0]
    answer = await town.person.get(f"{CONSOLE}/oauth/callback?code={stolen}&state={state}")
    assert answer.status_code == 409, "a state counts once"
    await refused(town, "consent.callback")


async def test_a_code_is_used_again_with_a_fresh_state(town: Town) -> None:
    back = await approved(town, await begin(town))
    code = parse_qs(urlsplit(back).query)["code"][0]
    assert (await town.person.get(back)).status_code == 200
    state = parse_qs(urlsplit(await begin(town)).query)["state"][0]
    answer = await town.person.get(f"{CONSOLE}/oauth/callback?code={code}&state={state}")
    assert answer.status_code == 400
    await refused(town, "consent.callback", words="no longer accepts this code")


async def test_a_consent_is_finished_too_late(town: Town) -> None:
    back = await approved(town, await begin(town))
    town.clock.advance(31 * 60)
    assert (await town.person.get(back)).status_code == 400
    await refused(town, "consent.callback", words="older than 30 minutes")
    assert await town.house.accounts.connections() == []


@pytest.mark.parametrize(
    "next_page",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/ok\r\nset-cookie: a=b"],
)
async def test_signing_in_leads_nowhere_else(town: Town, next_page: str) -> None:
    token = await town.house.accounts.people.issue_link()
    answer = await town.send("/sign-in", token=token, next=next_page)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


async def test_a_form_is_sent_from_a_strange_page(town: Town) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1:9999"):
        answer = await town.person.post(
            f"{CONSOLE}/connections/consent", data={"app_key": key_of(town)}, headers={"origin": origin}
        )
        assert answer.status_code == 403, origin
    await refused(town, "refused.origin")
    assert [row.detail for row in await town.house.accounts.audit.read(act="consent")] == []


async def test_the_host_is_spoofed(town: Town) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "shop.example:8400", ""):
        answer = await town.person.get(f"{CONSOLE}/", headers={"host": host})
        assert answer.status_code == 421, host
    await refused(town, "refused.host")


async def test_proxy_headers_of_anybody_change_no_link_and_no_address(town: Town) -> None:
    spoofed = {
        "x-forwarded-host": "evil.example", "x-forwarded-proto": "https", "x-forwarded-for": "198.51.100.7",
        "forwarded": "host=evil.example;proto=https;for=198.51.100.7",
    }  # fmt: skip
    page = await town.person.get(f"{CONSOLE}/setup/path", headers=spoofed)
    assert "evil.example" not in page.text
    answer = await town.person.post(
        f"{CONSOLE}/sign-in/password", data={"name": "owner", "password": "wrong"}, headers=spoofed
    )
    assert answer.status_code == 401
    rows = await town.house.accounts.audit.read(refused=True)
    assert rows[0].address == "127.0.0.1", "the sender does not choose where it comes from"


async def test_a_password_is_guessed(town: Town) -> None:
    people = town.house.accounts.people
    await people.set_password("owner", GOOD)
    async with another_browser(town) as attacker:
        for n in range(FREE_BY_NAME):
            answer = await attacker.post(f"{CONSOLE}/sign-in/password", data={"name": "owner", "password": f"guess {n}"})
            assert answer.status_code == 401
        late = await attacker.post(f"{CONSOLE}/sign-in/password", data={"name": "owner", "password": GOOD})
        assert late.status_code == 429, "even the right one has to wait now"
        assert "one-time link" in late.text
        await refused(town, "sign_in.blocked", words="Too many")
        town.clock.advance(31)
        right = await attacker.post(f"{CONSOLE}/sign-in/password", data={"name": "owner", "password": GOOD})
        assert right.status_code == 303


async def test_many_names_are_tried_from_one_address(town: Town) -> None:
    async with another_browser(town) as attacker:
        for n in range(FREE_BY_ADDRESS):
            await attacker.post(f"{CONSOLE}/sign-in/password", data={"name": f"name {n}", "password": "x" * 12})
        answer = await attacker.post(f"{CONSOLE}/sign-in/password", data={"name": "one more", "password": "x" * 12})
    assert answer.status_code == 429


async def test_a_wrong_name_and_a_wrong_password_sound_the_same(town: Town) -> None:
    await town.house.accounts.people.set_password("owner", GOOD)
    said = []
    for name in ("owner", "nobody"):
        answer = await town.send("/sign-in/password", name=name, password="not the one it is")
        said.append((answer.status_code, re.sub(r"value=\"[^\"]*\"", "", answer.text)))
    assert said[0] == said[1]


async def test_a_session_is_fixed_before_signing_in(town: Town) -> None:
    """The victim is given a session of the attacker's choice; signing in gives another one and ends the given one."""
    people = town.house.accounts.people
    planted = await people.redeem(await people.issue_link())
    async with another_browser(town) as victim:
        victim.cookies.set("shoplatch_8400", planted, domain="127.0.0.1")
        answer = await victim.post(f"{CONSOLE}/sign-in", data={"token": await people.issue_link()})
        given = re.search(r"shoplatch_8400=([^;]+)", answer.headers["set-cookie"])
        assert given is not None
        assert given[1] != planted
    assert await people.session(planted) is None
    assert await people.session(given[1]) is not None


async def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(town: Town) -> None:
    answer = await town.send("/sign-in", token=await town.house.accounts.people.issue_link())
    told = answer.headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=lax" in told
    assert "path=/" in told


async def test_a_sign_in_link_is_used_twice(town: Town) -> None:
    token = await town.house.accounts.people.issue_link()
    assert (await town.send("/sign-in", token=token)).status_code == 303
    assert (await town.send("/sign-in", token=token)).status_code == 401
    await refused(town, "sign_in.link")


async def test_an_api_token_cannot_make_itself_a_password_or_more_rights(town: Town) -> None:
    people = town.house.accounts.people
    await people.all()
    shown = {"authorization": f"Bearer {await people.make_token('owner', 'nightly', ['look'], days=1)}"}
    async with another_browser(town) as script:
        for path, fields in (
            ("/account/password", {"password": GOOD, "again": GOOD}),
            ("/account/token", {"label": "more", "rights": "people", "days": "1"}),
            ("/account/token", {"label": "longer", "rights": "look", "days": "365"}),
        ):
            answer = await script.post(f"{CONSOLE}{path}", data=fields, headers=shown)
            assert answer.status_code == 403, path
    assert len(await people.tokens()) == 1
