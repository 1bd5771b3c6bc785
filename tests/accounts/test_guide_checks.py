"""The guide's checks on production: what TikTok's gateway would say is played, addresses are reached as told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.guide import facts, report
from shoplatch.accounts.guide.guide import CHECKS, Guide
from shoplatch.client.signing import sign
from shoplatch.clock import SetClock
from shoplatch.errors import Conflict, InvalidRequest, NotFound, Unreachable
from shoplatch.store.engine import Store
from shoplatch.transport import HttpRequest, HttpResponse
from shoplatch.transport.reach import Reached

KEY, SECRET, SERVICE = "6abc123def", "5f2d" + "c0ffee" * 6, "7300000000000000001"
PUBLIC = "https://shop.example"


@dataclass
class Production:
    """TikTok's two hosts and our own public address, as the wire shows them."""

    clock: SetClock
    skew: timedelta = timedelta(0)
    down: bool = False
    allow_listed: bool = False
    ours: Callable[[HttpRequest], HttpResponse] | None = None
    asked: list[str] = field(default_factory=list)

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        parts = urlsplit(request.url)
        self.asked.append(parts.netloc)
        if self.down:
            raise Unreachable(f"{parts.netloc} cannot be reached: ConnectError")
        if parts.netloc == "shop.example":
            assert self.ours is not None
            return self.ours(request)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/api/v2/token/get":
            if query["app_key"] != KEY:
                return self._said(36009004, "Invalid credentials. The query parameter 'app_key' is unknown")
            wrong = query["app_secret"] != SECRET
            return self._said(36009004, "Invalid credentials") if wrong else self._said(36004004, "invalid auth code")
        if self.allow_listed:
            return self._said(36009033, "Access denied. The IP address is not in the allow list")
        if query["app_key"] != KEY:
            return self._said(36009004, "Invalid credentials. 'app_key'. See the documentation")
        good = sign(parts.path, list(query.items()), None, SECRET)
        return (
            self._said(105001, "access token is invalid") if query["sign"] == good else self._said(106001, "sign is wrong")
        )

    def _said(self, code: int, message: str) -> HttpResponse:
        body = json.dumps({"code": code, "message": message, "request_id": "20260302A"}).encode()
        return HttpResponse(200, {"date": format_datetime(self.clock.now() + self.skew, usegmt=True)}, body)


@pytest.fixture
def world(clock: SetClock) -> Production:
    return Production(clock)


def guide_on(accounts: Accounts, store: Store, clock: SetClock, world: Production, reached: Reached | None = None) -> Guide:
    async def reach(url: str) -> Reached:
        return reached or Reached("shop.example", "open", ("93.184.216.34",))

    return Guide(store, accounts, world, clock, public_url=PUBLIC, reach=reach)


@pytest.fixture
async def guide(accounts: Accounts, store: Store, clock: SetClock, world: Production) -> Guide:
    made = guide_on(accounts, store, clock, world)
    await made.choose(kind="isv", market="UK", has_app=True)
    return made


async def entered(guide: Guide, key: str = KEY, secret: str = SECRET) -> dict[str, tuple[str, str, str]]:
    tried = await guide.enter_key(app_key=key, app_secret=secret, service_id=SERVICE)
    return {one.check: (one.tone, one.text, one.do) for one in tried.results}


def test_every_check_of_every_step_can_be_made_and_has_a_title() -> None:
    named = {check for step in facts.steps() for check in step.checks}
    assert named == set(CHECKS)
    assert all(facts.check_title(check) for check in named)


def test_every_path_is_told_in_whole_sentences_with_its_confidence() -> None:
    sure = {"documented", "policy", "inferred", "unknown"}
    for kind in facts.kinds():
        for market in facts.markets():
            for step in facts.steps():
                assert facts.told(step.lead, kind, market), (kind, market, step.id)
                assert facts.told(step.waits, kind, market), (kind, market, step.id)
                points = (*step.lead, *step.needed, *step.fixed, *step.waits)
                assert {point.confidence for point in points} <= sure
                assert [t for t in step.troubles if t.holds_for(kind, market)]


async def test_a_right_key_and_secret_are_sealed_and_prove_the_steps_before(guide: Guide) -> None:
    found = await entered(guide)
    assert {name: tone for name, (tone, _, _) in found.items()} == {
        "clock": "good", "key_known": "good", "secret_signs": "good", "sealed": "good",
    }  # fmt: skip
    states = {one.step.id: one.state for one in (await guide.status()).steps}
    assert states["account"] == states["app"] == states["credentials"] == "done"
    assert states["permissions"] == "open", "only a grant proves that"


@pytest.mark.parametrize(
    ("key", "secret", "wrong", "words"),
    [
        (KEY, "0" * 40, "secret_signs", "refuses the secret"),
        ("6other9key", SECRET, "key_known", "another site"),
    ],
)
async def test_a_wrong_key_and_a_wrong_secret_are_told_apart_and_kept_nowhere(
    guide: Guide, accounts: Accounts, key: str, secret: str, wrong: str, words: str
) -> None:
    found = await entered(guide, key, secret)
    assert [name for name, (tone, _, _) in found.items() if tone == "bad"] == [wrong]
    assert words in found[wrong][2]
    assert await accounts.apps() == []
    assert secret not in str(found)


async def test_a_swapped_pair_is_noticed_before_anything_is_sent(guide: Guide, world: Production) -> None:
    with pytest.raises(InvalidRequest, match="swapped"):
        await entered(guide, SECRET, KEY)
    assert world.asked == []


async def test_a_platform_that_cannot_be_reached_seals_nothing(guide: Guide, accounts: Accounts, world: Production) -> None:
    world.down = True
    found = await entered(guide)
    assert found["key_known"][0] == "bad"
    assert await accounts.apps() == []


@pytest.mark.parametrize(("ahead_s", "tone"), [(0, "good"), (-10, "warn"), (-200, "bad"), (200, "warn"), (400, "bad")])
async def test_a_clock_that_is_off_is_told_by_how_much(guide: Guide, world: Production, ahead_s: int, tone: str) -> None:
    world.skew = timedelta(seconds=ahead_s)
    assert (await entered(guide))["clock"][0] == tone


async def test_an_allow_list_without_this_machine_is_named(guide: Guide, world: Production) -> None:
    world.allow_listed = True
    tried = await guide.enter_key(app_key=KEY, app_secret=SECRET, service_id=SERVICE)
    assert tried.verdict.listed is False
    assert (tried.verdict.key, tried.sealed) == ("right", True), "the token endpoint knows both; the list is another matter"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://shop.example", "https alone"), ("https://127.0.0.1", "no IP address"),
        ("https://localhost", "no IP address"),
        ("https://shop.example:8443", "not the default"),
    ],
)  # fmt: skip
async def test_an_address_that_the_platform_would_not_take_is_named_before_it_is_entered(
    accounts: Accounts, store: Store, clock: SetClock, world: Production, url: str, words: str
) -> None:
    made = Guide(store, accounts, world, clock, public_url=url)
    await made.choose(kind="isv", market="UK")
    for step in ("account", "verification", "api_access"):
        await made.mark(step, by="owner", note="done")
    found = {one.check: one for one in (await made.check("app", only=["redirect_address"])).step("app").results}
    assert found["redirect_address"].tone == "bad"
    assert words in found["redirect_address"].text


@pytest.mark.parametrize(
    ("reached", "words"),
    [
        (Reached("shop.example", "dns", why="the name is not in the DNS"), "DNS entry"),
        (Reached("shop.example", "connect", ("93.184.216.34",), why="refused"), "shoplatch serve"),
        (Reached("shop.example", "tls", ("93.184.216.34",), why="expired"), "certificate"),
    ],
)
async def test_how_far_an_address_is_reached_says_what_to_do(
    accounts: Accounts, store: Store, clock: SetClock, world: Production, reached: Reached, words: str
) -> None:
    made = guide_on(accounts, store, clock, world, reached)
    await made.choose(kind="isv", market="UK", has_app=True)
    await entered(made)
    await made.mark("permissions", by="owner", note="all on")
    one = (await made.check("authentication", only=["redirect_reached"])).step("authentication").results[0]
    assert one.tone == "bad"
    assert words in one.do


@pytest.mark.parametrize(
    ("answer", "tone"),
    [
        (HttpResponse(400, {"x-shoplatch": "callback"}, b"<html>"), "good"),
        (HttpResponse(400, {}, b"<html>"), "bad"),
        (HttpResponse(200, {}, b"It works"), "bad"),
    ],
)
async def test_an_address_has_to_lead_to_this_installation_and_to_no_other(
    guide: Guide, world: Production, answer: HttpResponse, tone: str
) -> None:
    await entered(guide)
    await guide.mark("permissions", by="owner", note="all on")
    world.ours = lambda _: answer
    one = (await guide.check("authentication", only=["redirect_reached"])).step("authentication").results[0]
    assert one.tone == tone


async def test_a_private_address_and_an_ending_certificate_are_warnings(
    accounts: Accounts, store: Store, clock: SetClock, world: Production
) -> None:
    world.ours = lambda _: HttpResponse(400, {"x-shoplatch": "callback"}, b"")
    soon = clock.now() + timedelta(days=3)
    for reached, words in (
        (Reached("shop.example", "open", ("10.0.0.7",), private=True), "private address"),
        (Reached("shop.example", "open", ("93.184.216.34",), certificate_ends=soon), "Renew"),
    ):
        made = guide_on(accounts, store, clock, world, reached)
        await made.choose(kind="isv", market="UK", has_app=True)
        await entered(made)
        await made.mark("permissions", by="owner", note="all on")
        one = (await made.check("authentication", only=["redirect_reached"])).step("authentication").results[0]
        assert (one.tone, words in one.do) == ("warn", True)


async def test_what_a_machine_proves_cannot_be_marked_and_a_locked_step_not_entered(guide: Guide) -> None:
    with pytest.raises(InvalidRequest, match="looked at by machine"):
        await guide.mark("credentials", by="owner", note="trust me")
    with pytest.raises(Conflict, match="comes after"):
        await guide.check("test")
    with pytest.raises(NotFound):
        await guide.check("credentials", only=["no_such_check"])


async def test_a_walk_is_taken_up_where_it_was_left(
    guide: Guide, accounts: Accounts, store: Store, clock: SetClock, world: Production
) -> None:
    await entered(guide)
    again = guide_on(accounts, store, clock, world)
    assert (await again.status()).current.step.id == (await guide.status()).current.step.id
    await again.choose(kind="isv", market="UK", has_app=True)
    assert (await again.status()).app is not None, "choosing the same path forgets nothing"
    await again.choose(kind="isv", market="US", has_app=True)
    assert (await again.status()).app is None


async def test_no_secret_is_in_report_or_pack(guide: Guide, clock: SetClock) -> None:
    await entered(guide)
    status = await guide.status()
    document = report.report(status, guide.addresses, made_at=clock.now(), version="1")
    for made in (
        report.as_html(document).encode(),
        report.as_json(document),
        report.pack(status, guide.addresses, document),
    ):
        assert SECRET.encode() not in made
    assert KEY in report.as_json(document).decode()
