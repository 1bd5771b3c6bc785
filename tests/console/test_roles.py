"""Who may do what: every route of the console with every role, and every shop's pages with somebody else's grant."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator

import httpx2
import pytest
from fastapi.routing import APIRoute

from shoplatch.accounts.roles import ROLES, rights_of
from shoplatch.console import build
from shoplatch.console.access import is_open, needed
from shoplatch.console.web import PAGES
from shoplatch.store import read
from tests.console.conftest import visitor
from tests.console.house import HouseOfTests
from tests.console.seeding import GB, US, Seeded

Browser = httpx2.AsyncClient


def routes(app: object) -> Iterator[tuple[str, str]]:
    """Every route that the console has, as method and address, those of included routers too."""
    for route in app.routes:  # type: ignore[attr-defined]
        if isinstance(route, APIRoute):
            for method in sorted(route.methods - {"HEAD", "OPTIONS"}):
                yield method, route.path
        elif (included := getattr(route, "original_router", None)) is not None:
            yield from routes(included)


async def test_the_route_table_is_seen_whole(house: HouseOfTests) -> None:
    """A walk that misses the included routers would prove little with every role: it did, once."""
    seen = set(routes(build(house)))
    assert {("GET", path) for path in PAGES} <= seen
    assert {("POST", "/people/add"), ("POST", "/connect/{ticket}"), ("POST", "/webhooks/replay")} <= seen
    assert len(seen) > len(PAGES) + 30


async def come_in(house: HouseOfTests, client: Browser, name: str, role: str, shops: list[str] | None = None) -> None:
    """Add somebody and sign them in by the link they get."""
    token = await house.accounts.people.add(name, role, shops)
    assert (await client.post("/sign-in", data={"token": token})).status_code == 303


@pytest.fixture
async def somebody(house: HouseOfTests) -> AsyncIterator[Browser]:
    async with visitor(build(house)) as client:
        yield client


ENDS_THE_SESSION = ("/sign-out", "/account/sign-out-everywhere", "/account/password", "/account/provider/unlink")
# What a role may not open, in words of the routes; everything else it may. Written by hand, against the table in access.py.
CLOSED = {
    "owner": (),
    "operator": ("/setup", "/people", "/audit", "/permissions", "/security", "/hooks/1/edit"),
    "analyst": ("/setup", "/people", "/audit", "/permissions", "/security", "/hooks", "/listen"),
    "auditor": ("/setup", "/people", "/listen", "/hooks/1/edit"),
}
CLOSED_FOR_WRITING = {
    "owner": (),
    "operator": ("/connections", "/hooks/endpoints", "/explain", "/verify", "/scenarios", "/changes"),
    "analyst": ("/connections", "/webhooks", "/sync", "/explorer", "/explain", "/verify", "/scenarios", "/changes"),
    "auditor": (
        "/connections",
        "/webhooks",
        "/sync",
        "/hooks",
        "/explorer",
        "/explain",
        "/verify",
        "/scenarios",
        "/changes",
    ),
}


@pytest.mark.parametrize("role", list(ROLES))
async def test_each_role_opens_what_is_its_own_and_no_route_more(
    house: HouseOfTests, somebody: Browser, seeded: Seeded, role: str
) -> None:
    await come_in(house, somebody, "somebody", role)
    wrong = []
    for method, path in routes(build(house)):
        address = re.sub(r"\{[\w:]+\}", "1", path)
        if path in (*ENDS_THE_SESSION, "/live") or is_open(address, method):
            continue
        writing = CLOSED_FOR_WRITING[role] if method != "GET" else ()
        closed = any(address.startswith(start) for start in (*CLOSED[role], *writing))
        answer = await somebody.request(method, address, data={} if method == "POST" else None)
        if (answer.status_code == 403) is not closed:
            wrong.append(f"{role} {method} {path}: {answer.status_code}")
    assert wrong == []


async def test_a_route_that_nobody_listed_is_closed_for_writing_and_for_looking_only(house: HouseOfTests) -> None:
    assert needed("POST", "/a-page-of-tomorrow") == ("people",)
    assert needed("DELETE", "/orders") == ("people",)
    assert needed("GET", "/a-page-of-tomorrow") == ("look",)
    assert needed("GET", "/people/7") == ("people",)


async def test_who_has_some_shops_may_not_write_where_no_shop_is_named(house: HouseOfTests, somebody: Browser) -> None:
    await come_in(house, somebody, "Mei", "operator", [GB])
    assert (await somebody.post("/webhooks/replay", data={})).status_code == 403
    assert (await somebody.post("/sync/anything", data={})).status_code == 403


async def test_a_stranger_opens_nothing_but_the_open_doors(house: HouseOfTests, somebody: Browser) -> None:
    for method, path in routes(build(house)):
        address = re.sub(r"\{[\w:]+\}", "1", path)
        if is_open(address, method):
            continue
        answer = await somebody.request(method, address, data={} if method == "POST" else None)
        assert answer.status_code in (303, 401), (method, path, answer.status_code)


async def test_the_open_doors_are_these_and_no_more(house: HouseOfTests) -> None:
    """Written by hand: whoever opens another door has to come by here."""
    opened = {(method, path) for method, path in routes(build(house)) if is_open(re.sub(r"\{[\w:]+\}", "1", path), method)}
    assert opened == {
        ("GET", "/sign-in"), ("POST", "/sign-in"), ("POST", "/sign-in/password"), ("GET", "/sign-in/provider"),
        ("GET", "/sign-in/provider/callback"), ("POST", "/sign-in/provider/logout"),
        ("GET", "/oauth/callback"), ("GET", "/oauth/callback/{app_key}"),
        ("GET", "/connect/{ticket}"), ("POST", "/connect/{ticket}"), ("GET", "/assets/{name}"), ("GET", "/healthz"),
        ("GET", "/readyz"), ("GET", "/metrics"),
    }  # fmt: skip
    below = ("/connect/1/people", "/oauth/callback/1/2", "/assets/../people", "/connect", "/sign-in/provider/callback/1")
    assert [path for path in below if is_open(path)] == []
    assert not is_open("/connect/1", "DELETE")
    assert not is_open("/oauth/callback", "POST")


async def test_no_page_shows_a_shop_that_was_not_granted(house: HouseOfTests, somebody: Browser, seeded: Seeded) -> None:
    """Every page of the route table, plain and asked for the other shop: its name, orders and seller never appear."""
    await come_in(house, somebody, "Mei", "operator", [GB])
    order = seeded.orders[US][0].order
    hidden = {US, str(order["id"]), str(seeded.orders[US][-1].order["id"])}
    shops = {shop.id: shop.name for shop in await house.accounts.shops()}
    for path in PAGES:
        address = path.replace("{shop}", US).replace("{order}", str(order["id"]))
        address = re.sub(r"\{\w+\}", "1", address)
        if rights_of("operator").isdisjoint(needed("GET", address)):
            continue
        for asked in (address, f"{address}?shop={US}", f"{address}?q={order['id']}"):
            answer = await somebody.get(asked)
            assert answer.status_code in (200, 400, 404), (asked, answer.status_code)
            if answer.status_code != 200:
                continue
            shown = re.sub(r"(q=|q%3D|value=\")" + str(order["id"]), "", answer.text)
            assert shops[US] not in shown, asked
            assert not [one for one in hidden if one in shown], asked


async def test_a_live_page_shows_each_what_they_may_see(house: HouseOfTests, somebody: Browser, seeded: Seeded) -> None:
    await come_in(house, somebody, "Mei", "analyst", [GB])
    for path in ("/people", "/audit", "/setup"):
        answer = await somebody.get(f"/live?of={path}")
        assert answer.status_code == 403, path


async def test_two_with_different_grants_share_no_drawing(house: HouseOfTests) -> None:
    from shoplatch.accounts.people import Person
    from shoplatch.console.desk import Ask
    from shoplatch.console.live import Tab

    def tab(name: str, role: str, shops: tuple[str, ...] | None) -> Tab:
        return Tab(Ask("/orders", person=Person(name, name, role, shops, rights_of(role))))

    assert tab("a", "operator", (GB,)).key != tab("b", "operator", (US,)).key
    assert tab("a", "operator", (GB,)).key != tab("b", "operator", None).key
    assert tab("a", "operator", None).key != tab("b", "analyst", None).key
    assert tab("a", "operator", (GB,)).key == tab("b", "operator", (GB,)).key


async def test_a_role_that_changes_holds_from_the_next_request_on(house: HouseOfTests, somebody: Browser) -> None:
    await come_in(house, somebody, "Mei", "owner")
    assert (await somebody.get("/people")).status_code == 200
    await house.accounts.people.change("Mei", "analyst", None)
    assert (await somebody.get("/people")).status_code == 403
    await house.accounts.people.end("Mei")
    assert (await somebody.get("/")).status_code == 303


async def test_an_api_token_opens_what_it_names_and_never_more_than_the_role(
    house: HouseOfTests, somebody: Browser, seeded: Seeded
) -> None:
    people = house.accounts.people
    await people.add("Mei", "operator", [GB])
    text = await people.make_token("Mei", "nightly", ["look"], days=1)
    shown = {"authorization": f"Bearer {text}"}
    assert (await somebody.get("/orders", headers=shown)).status_code == 200
    assert (await somebody.get("/people", headers=shown)).status_code == 403
    assert (await somebody.get(f"/orders?shop={US}", headers=shown)).status_code == 404
    assert (await somebody.get("/orders", headers={"authorization": "Bearer slt_made-up"})).status_code == 401
    await people.end_token((await people.tokens())[0].id)
    assert (await somebody.get("/orders", headers=shown)).status_code == 401


async def test_a_security_review_that_is_due_is_on_the_overview_of_those_who_may_make_one(
    house: HouseOfTests, somebody: Browser, seeded: Seeded
) -> None:
    await come_in(house, somebody, "Mei", "auditor")
    assert "A security review is due" not in (await somebody.get("/")).text
    house.clock.advance(91 * 86_400)  # type: ignore[attr-defined]
    await somebody.post("/sign-in", data={"token": await house.accounts.people.issue_link("Mei")})
    assert "A security review is due" in (await somebody.get("/")).text
    assert (await somebody.post("/security/review")).status_code == 303
    assert "A security review is due" not in (await somebody.get("/")).text


async def test_a_webhook_of_a_shop_that_was_not_granted_is_not_there(
    house: HouseOfTests, somebody: Browser, seeded: Seeded
) -> None:
    await come_in(house, somebody, "Mei", "operator", [GB])
    async with house.store.begin() as conn:
        theirs = await read.deliveries(conn, [US], none_too=True, limit=5)
        ours = await read.deliveries(conn, [GB], none_too=False, limit=1)
    assert theirs
    assert [(await somebody.get(f"/webhooks/{one.n}")).status_code for one in theirs] == [404] * len(theirs)
    assert (await somebody.get(f"/webhooks/{ours[0].n}")).status_code == 200


@pytest.mark.parametrize("role", ["operator", "auditor"])
async def test_no_route_shows_or_does_anything_for_a_shop_that_was_not_granted(
    house: HouseOfTests, somebody: Browser, seeded: Seeded, role: str
) -> None:
    """Every route of the table, reading and writing, asked for the other shop by path, query and form."""
    await come_in(house, somebody, "Mei", role, [GB])
    theirs = [str(one.order["id"]) for one in seeded.orders[US]]
    names = {shop.id: shop.name for shop in await house.accounts.shops()}
    asked = {"shop": US, "shop_id": US, "order": theirs[0], "id": theirs[0]}
    wrong = []
    for method, path in sorted(set(routes(build(house)))):
        named = path.replace("{shop}", US).replace("{order}", theirs[0])
        address = re.sub(r"\{[\w:]+\}", "1", named)
        if path in (*ENDS_THE_SESSION, "/live") or is_open(address, method):
            continue
        if method == "GET":
            answer = await somebody.get(address, params=asked)
        else:
            answer = await somebody.request(method, address, data=asked)
        # The answer may repeat what was asked for; whatever else there is of the shop was not in the question.
        if [one for one in (names[US], *theirs[1:]) if one in answer.text]:
            wrong.append(f"{role} {method} {path} tells of it: {answer.status_code}")
        if "{shop}" in path and answer.status_code not in (403, 404):
            wrong.append(f"{role} {method} {path} is open: {answer.status_code}")
    assert wrong == []
