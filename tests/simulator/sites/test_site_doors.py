"""Who may come into the simulated sites, whose forms count, and that every page is whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from shoplatch.simulator.markets import market
from shoplatch.simulator.sites.forms import FIELD
from shoplatch.simulator.sites.front import ACTS, LOOKS
from tests.simulator.partner.partner_desk import PartnerDesk
from tests.simulator.platform.desk_world import Request, Told, send
from tests.simulator.sites.visitor import HOST, Visitor

ROOTS = ("/partner-center/row", "/seller-center", "/storefront")
FORM = "application/x-www-form-urlencoded"
SCRIPT = '"><script>alert(1)</script>'


@pytest.fixture
async def desk() -> AsyncIterator[PartnerDesk]:
    made = PartnerDesk("empty")
    yield made
    await made.site.webhooks.stop()


@pytest.fixture(scope="module")
def busy() -> PartnerDesk:
    """A demo world that is only looked at."""
    return PartnerDesk("demo")


def filled(desk: PartnerDesk, path: str) -> str:
    """The address of a page with things of the world in it."""
    shop = desk.shop
    (developer,) = desk.world.partner.developers
    if path.startswith("/storefront"):
        order = next(iter(shop.orders.live()))
        number = next(n for n, buyer in shop.buyers.items() if buyer.id == order.buyer.id)
    else:
        order, number = next(iter(shop.orders.live())), 0
    parts = {
        "portal": "row",
        "developer": developer,
        "app": desk.app.key,
        "shop": shop.id,
        "product": next(one.id for one in shop.products.values() if one.status == "ACTIVATE"),
        "order": order.id,
        "statement": next((one.id for one in shop.purse.statements.live()), "none"),
        "buyer": str(number),
    }
    return path.format(**parts)


@pytest.mark.parametrize("path", [look.path for look in LOOKS])
async def test_every_page_is_shown_and_is_whole(path: str, busy: PartnerDesk) -> None:
    visitor = Visitor(busy.site)
    await visitor.open(filled(busy, path))
    assert "Simulated." in visitor.text
    html = visitor.html
    assert "<script" not in html
    assert " style=" not in html
    assert not re.search(r"\son[a-z]+=", html)
    doubled = [name for name, count in Counter(re.findall(r'\sid="([^"]+)"', html)).items() if count > 1]
    assert doubled == []
    labelled = set(re.findall(r'<label for="([^"]+)"', html))
    for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", html):
        if 'type="hidden"' in tag or 'type="checkbox"' in tag or 'type="radio"' in tag or "aria-label=" in tag:
            continue
        named = re.search(r'\sid="([^"]+)"', tag)
        assert named, tag
        assert named[1] in labelled, tag
    for form in visitor.forms():
        assert FIELD in form.fields, form.action
        assert any(_leads(act.path, form.action) for act in ACTS), form.action


def _leads(pattern: str, action: str) -> bool:
    return re.fullmatch(re.sub(r"{\w+}", "[^/]+", pattern), action) is not None


async def test_the_policy_allows_no_script_of_a_page_and_nothing_foreign(desk: PartnerDesk) -> None:
    visitor = Visitor(desk.site)
    await visitor.open("/partner-center/row")
    assert visitor.told is not None
    policy = visitor.told.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    cookie = visitor.told.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in cookie.split(";")[1:]}


@pytest.mark.parametrize("path", ROOTS)
@pytest.mark.parametrize(
    ("client", "headers"),
    [
        ("203.0.113.9", {"host": HOST}),
        ("127.0.0.1", {"host": "rebound.example:8765"}),
        ("127.0.0.1", {"host": HOST, "x-forwarded-for": "203.0.113.9"}),
        ("127.0.0.1", {"host": HOST, "origin": "https://elsewhere.example"}),
    ],
)
async def test_only_this_machine_comes_in(desk: PartnerDesk, path: str, client: str, headers: dict[str, str]) -> None:
    told = await send(desk.site, Request("GET", path, {}, b"", headers), client=client)
    assert told.status == 403
    assert desk.app.key not in told.body.decode()
    assert "Fernlight" not in told.body.decode()


async def test_the_control_token_opens_the_sites_from_elsewhere() -> None:
    desk = PartnerDesk("empty", control_token="let-me-in")
    for token, status in (("let-me-in", 200), ("wrong", 403)):
        headers = {"host": "sim.example", "x-simulator-token": token}
        told = await send(desk.site, Request("GET", "/partner-center/row", {}, b"", headers), client="203.0.113.9")
        assert told.status == status


async def test_a_browser_elsewhere_is_let_in_by_the_token_and_no_other() -> None:
    desk = PartnerDesk("empty", control_token="let-me-in")
    headers = {"host": "sim.example"}

    async def ask(method: str, path: str, cookie: str, body: bytes = b"", **more: str) -> Told:
        sent = {**headers, "cookie": cookie, **({"content-type": FORM} if body else {}), **more}
        return await send(desk.site, Request(method, path, {}, body, sent), client="203.0.113.9")

    door = await ask("GET", "/seller-center", "")
    seed = door.headers["set-cookie"].split(";")[0]
    word = re.search(r'name="_form" value="(\w+)"', door.body.decode())
    assert word is not None
    assert "Fernlight" not in door.body.decode()
    for token, status in (("wrong", 403), ("let-me-in", 303)):
        body = f"_form={word[1]}&token={token}".encode()
        told = await ask("POST", "/partner-center/unlock", seed, body)
        assert told.status == status
    shown = told.headers["set-cookie"].split(";")[0]
    assert "let-me-in" not in shown
    assert (await ask("GET", "/seller-center", f"{seed}; {shown}")).status == 200
    assert (await ask("GET", "/seller-center", f"{seed}; {shown}", origin="https://elsewhere.example")).status == 403
    for cookie in (seed, shown, f"simulated_site={'A' * 43}; {shown}", f"{seed}; simulated_pass={'0' * 64}"):
        assert (await ask("GET", "/seller-center", cookie)).status == 403
    assert (await ask("GET", "/_sim/truth", f"{seed}; {shown}")).status == 403
    closed = PartnerDesk("empty")
    told = await send(
        closed.site, Request("POST", "/partner-center/unlock", {}, b"token=", {**headers, "content-type": FORM})
    )
    assert told.status == 403


async def _register(desk: PartnerDesk, **bent: object) -> int:
    """A registration as a form, bent in one place; its status."""
    visitor = Visitor(desk.site)
    await visitor.open("/partner-center/us")
    form = next(one for one in visitor.forms() if one.fields.get("kind") == ["isv"])
    fields = {**form.fields, "company": ["Nori Works"], "email": ["dev@nori.example"]}
    headers = dict(bent.get("headers") or {})  # type: ignore[call-overload]
    if "word" in bent:
        fields[FIELD] = [str(bent["word"])]
    if bent.get("drop_word"):
        del fields[FIELD]
    if "cookie" in bent:
        visitor.cookie = str(bent["cookie"])
    await visitor.send(form.action, fields, status=int(str(bent.get("status", 403))), headers=headers)
    return len(desk.world.partner.developers)


@pytest.mark.parametrize(
    "bent",
    [
        {"drop_word": True},
        {"word": "0" * 64},
        {"cookie": ""},
        {"cookie": "simulated_site=" + "A" * 43},
        {"headers": {"origin": "https://elsewhere.example"}},
        {"headers": {"origin": "null"}},
        {"headers": {"sec-fetch-site": "cross-site"}},
        {"headers": {"sec-fetch-site": "same-site"}},
        {"headers": {"host": "rebound.example:8765", "origin": "http://rebound.example:8765"}},
    ],
)
async def test_a_form_of_another_page_does_nothing(desk: PartnerDesk, bent: dict[str, object]) -> None:
    assert await _register(desk, **bent) == 1


async def test_the_same_form_does_it_when_it_is_ours(desk: PartnerDesk) -> None:
    assert await _register(desk, status=303, headers={"sec-fetch-site": "same-origin"}) == 2


async def test_the_word_of_one_visitor_is_of_no_use_to_another(desk: PartnerDesk) -> None:
    first, second = Visitor(desk.site), Visitor(desk.site)
    await first.open("/partner-center/us")
    await second.open("/partner-center/us")
    stolen = first.forms()[-1].fields[FIELD][0]
    assert stolen != second.forms()[-1].fields[FIELD][0]
    await second.send("/partner-center/us/register", {FIELD: [stolen], "kind": ["isv"]}, status=403)


async def test_nothing_is_changed_by_looking(busy: PartnerDesk) -> None:
    before = busy.site.changes()
    visitor = Visitor(busy.site)
    for look in LOOKS:
        await visitor.open(filled(busy, look.path))
    assert busy.site.changes() == before
    for act in ACTS:
        await visitor.open(filled(busy, act.path), status=200 if act.path in {look.path for look in LOOKS} else 404)
    assert busy.site.changes() == before


async def test_what_people_type_is_text_and_nothing_else(desk: PartnerDesk) -> None:
    visitor = Visitor(desk.site)
    await visitor.open("/partner-center/row")
    await visitor.press("Register as app developer", company=SCRIPT, email="dev@nori.example", country="GB")
    assert SCRIPT not in visitor.html
    assert "&lt;script&gt;" in visitor.html
    await visitor.open("/partner-center/row", status=200)
    assert SCRIPT not in visitor.html
    await visitor.open(f"/storefront/{desk.shop.id}/%22%3E%3Cscript%3E", status=404)
    assert "<script" not in visitor.html


async def test_an_address_with_a_line_break_leads_nowhere(desk: PartnerDesk) -> None:
    visitor = Visitor(desk.site)
    await visitor.open("/partner-center/row")
    fields = {FIELD: visitor.forms()[0].fields[FIELD]}
    path = f"/seller-center/{desk.shop.id}\r\nx-evil: 1/authorizations/cancel"
    await visitor.send(path, fields, status=404)
    assert visitor.told is not None
    assert "x-evil" not in visitor.told.headers


async def test_a_buyer_sees_no_order_of_another_buyer(busy: PartnerDesk) -> None:
    order = next(iter(busy.shop.orders.live()))
    number = next(n for n, buyer in busy.shop.buyers.items() if buyer.id == order.buyer.id)
    visitor = Visitor(busy.site)
    await visitor.open(f"/storefront/{busy.shop.id}/{number}/orders/{order.id}")
    await visitor.open(f"/storefront/{busy.shop.id}/{number + 1}/orders/{order.id}", status=404)
    other = next(shop for shop in busy.world.shops.values() if shop is not busy.shop)
    await visitor.open(f"/seller-center/{other.id}/orders/{order.id}", status=404)
    assert market(other.region)


async def test_a_consent_form_of_another_page_is_refused(desk: PartnerDesk) -> None:
    body = f"service_id={desk.app.service_id}&decision=approve".encode()
    headers = {"host": HOST, "content-type": "application/x-www-form-urlencoded", "accept": "text/html"}
    for site, status in (("cross-site", 400), ("same-origin", 302)):
        told = await send(desk.site, Request("POST", "/open/authorize", {}, body, {**headers, "sec-fetch-site": site}))
        assert told.status == status


async def test_the_consent_page_says_who_cannot_authorize_and_why(desk: PartnerDesk) -> None:
    developer = await desk.admitted()
    app = await desk.app_of(developer)
    visitor = Visitor(desk.site)
    await visitor.open(f"/open/authorize?service_id={app['service_id']}&state=abc")
    assert "is not published yet (draft)" in visitor.text
    assert "disabled" in visitor.html
    shop = await desk.done("POST", f"partner/developers/{developer}/test-shops", {"country": "GB", "products": 0})
    await visitor.open(f"/open/authorize?service_id={app['service_id']}&state=abc")
    (form,) = visitor.forms()
    assert form.fields["seller"] == [shop["seller_open_id"]]
    assert "without a state" not in visitor.text
    await visitor.open(f"/open/authorize?service_id={app['service_id']}")
    assert "without a state" in visitor.text
