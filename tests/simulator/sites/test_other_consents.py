"""The consents of creators and partners: parts of what was asked; creators change theirs later (platform.md section 3.1)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from shoplatch.simulator.state.world import Event
from tests.simulator.partner.partner_desk import PartnerDesk
from tests.simulator.platform.desk_world import Request, send
from tests.simulator.sites.visitor import Visitor

SHOWCASE, PROFILE = "creator.showcase.read", "creator.affiliate.info"


@pytest.fixture
async def desk() -> AsyncIterator[PartnerDesk]:
    made = PartnerDesk("empty")
    yield made
    await made.site.webhooks.stop()


async def agree(desk: PartnerDesk, visitor: Visitor, *scopes: str) -> dict[str, list[str]]:
    """Tick these and confirm; what the app is told."""
    await visitor.open(f"/alliance/creator/auth?app_key={desk.app.key}&state=abc")
    (form,) = visitor.forms()
    fields = {**form.fields, "scope": list(scopes), "decision": ["approve"]}
    await visitor.send("/alliance/creator/auth", fields, status=302)
    assert visitor.told is not None
    return parse_qs(urlsplit(visitor.told.headers["location"]).query)


async def token(desk: PartnerDesk, code: str) -> str:
    query = {"app_key": desk.app.key, "app_secret": desk.app.secret, "auth_code": code, "grant_type": "authorized_code"}
    return str((await send(desk.site, Request("GET", "/api/v2/token/get", query))).data["access_token"])


async def test_scopes_are_switched_later_at_once_and_none_left_ends_the_grant(desk: PartnerDesk) -> None:
    visitor, told = Visitor(desk.site), list[Event]()
    desk.world.listeners.append(told.append)
    both = await agree(desk, visitor, SHOWCASE, PROFILE)
    access = await token(desk, both["code"][0])
    path = "/affiliate_creator/202405/profiles"

    async def code() -> int:
        return (await desk.call("GET", path, token=access, cipher=None)).code

    assert await code() == 0
    await visitor.open(f"/alliance/creator/auth?app_key={desk.app.key}&state=abc")
    assert set(visitor.forms()[0].fields["scope"]) == {SHOWCASE, PROFILE}
    await agree(desk, visitor, SHOWCASE)
    assert await code() == 105005
    none = await agree(desk, visitor)
    assert (none["code"], none["error"]) == (["null"], ["auth_denied"])
    assert await code() == 105001
    assert [event.topic for event in told] == [20]


async def test_the_creators_link_needs_a_state_on_its_page_too(desk: PartnerDesk) -> None:
    visitor = Visitor(desk.site)
    await visitor.open(f"/alliance/creator/auth?app_key={desk.app.key}", status=400)
    assert "'state' is required" in visitor.text


async def test_a_partner_picks_lines_of_business_and_the_grant_covers_those_alone(desk: PartnerDesk) -> None:
    visitor = Visitor(desk.site)
    link = f"/open/authorize?service_id={desk.app.service_id}&account=partner"
    await visitor.open(link)
    (form,) = visitor.forms()
    first, second = form.fields["asset"]
    none = {**form.fields, "asset": [], "decision": ["approve"]}
    action = "/open/authorize"

    async def post(fields: dict[str, list[str]], status: int) -> str:
        body = urlencode([(name, value) for name, values in fields.items() for value in values]).encode()
        headers = {"host": "127.0.0.1:8765", "accept": "text/html", "content-type": "application/x-www-form-urlencoded"}
        told = await send(desk.site, Request("POST", action, {"account": "partner"}, body, headers))
        assert told.status == status
        return told.headers.get("location", "")

    await post(none, 400)
    await post({**none, "asset": ["of somebody else"]}, 400)
    back = await post({**none, "asset": [second]}, 302)
    access = await token(desk, parse_qs(urlsplit(back).query)["code"][0])
    told = await desk.call("GET", "/authorization/202405/category_assets", token=access, cipher=None)
    assert [row["cipher"] for row in told.data["category_assets"]] == [second]
    assert first != second
