"""Links that are sent to sellers, and installs that nobody asked for: both end in a grant only by somebody's yes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.clock import SetClock
from shoplatch.errors import InvalidRequest, NotFound, RateLimited, Reauthorize
from shoplatch.store import consents
from shoplatch.store.engine import Store, driver
from tests.accounts.conftest import APP_KEY, OTHER_KEY, Opener, connect, state_in
from tests.accounts.fake_tiktok import FakeGrant, FakeTikTok, shop
from tests.accounts.test_tokens import READ


async def by_link(accounts: Accounts, tiktok: FakeTikTok, grant: FakeGrant, ticket: str) -> str:
    """A seller opens the link, goes on to TikTok Shop, confirms, comes back."""
    row = await accounts.links.open(ticket)
    consent = await accounts.consent_link(row.app_key, browser="cookie", kind=row.kind, link_id=row.id)
    params = {"code": tiktok.consent(row.app_key, grant), "state": state_in(consent.url)}
    return (await accounts.finish_consent(params, browser="cookie")).connection_id


# --- links ---


async def test_a_link_leads_one_seller_to_one_consent(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    link = await accounts.links.make(APP_KEY, by="ada", label="Maomao's shop")
    assert link.path == f"/connect/{link.ticket}"
    assert link.ticket not in repr(link)
    for _ in range(3):  # a mail scanner and a preview look, the seller looks twice
        assert (await accounts.links.look(link.ticket)).label == "Maomao's shop"
        await accounts.links.open(link.ticket)
    connection_id = await by_link(accounts, tiktok, grant, link.ticket)
    assert (await accounts.connection(connection_id)).active
    for again in (accounts.links.look, accounts.links.open):
        with pytest.raises(Reauthorize, match="was used already"):
            await again(link.ticket)
    (listed,) = await accounts.links.all()
    assert (listed.uses, listed.begun, listed.created_by) == (1, 4, "ada")


async def test_a_link_ends_and_can_be_taken_back(accounts: Accounts, app: App, clock: SetClock) -> None:
    short = await accounts.links.make(APP_KEY, by="ada", life=timedelta(hours=1))
    back = await accounts.links.make(APP_KEY, by="ada")
    await accounts.links.revoke(back.id)
    with pytest.raises(Reauthorize, match="was taken back"):
        await accounts.links.open(back.ticket)
    with pytest.raises(NotFound):
        await accounts.links.revoke(back.id)
    clock.advance(3600)
    with pytest.raises(Reauthorize, match="ended on 2026-03-02"):
        await accounts.links.open(short.ticket)
    with pytest.raises(Reauthorize, match="not one of ours"):
        await accounts.links.open("somebody-elses-ticket")


async def test_a_consent_begun_before_the_link_was_taken_back_ends_nowhere(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    link = await accounts.links.make(APP_KEY, by="ada")
    row = await accounts.links.open(link.ticket)
    consent = await accounts.consent_link(APP_KEY, link_id=row.id)
    await accounts.links.revoke(row.id)
    with pytest.raises(Reauthorize, match="used or taken back"):
        await accounts.finish_consent({"code": tiktok.consent(APP_KEY, grant), "state": state_in(consent.url)})
    assert await accounts.connections() == []
    assert tiktok.asked["get"] == 0


async def test_a_link_for_two_counts_twice_and_a_refused_code_costs_nothing(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    link = await accounts.links.make(APP_KEY, by="ada", uses_max=2)
    row = await accounts.links.open(link.ticket)
    spent = await accounts.consent_link(APP_KEY, link_id=row.id)
    with pytest.raises(Reauthorize):
        await accounts.finish_consent({"code": "never-issued", "state": state_in(spent.url)})
    assert (await accounts.links.all())[0].uses == 0
    await by_link(accounts, tiktok, grant, link.ticket)
    await by_link(accounts, tiktok, FakeGrant("seller-2", "Nori", [shop(7)]), link.ticket)
    with pytest.raises(Reauthorize, match="was used already"):
        await accounts.links.open(link.ticket)


async def test_a_link_that_is_opened_without_end_begins_no_more_consents(accounts: Accounts, app: App) -> None:
    link = await accounts.links.make(APP_KEY, by="ada")
    for _ in range(50):
        await accounts.links.open(link.ticket)
    with pytest.raises(Reauthorize, match="opened too often"):
        await accounts.links.open(link.ticket)


@pytest.mark.parametrize(("life", "uses"), [(timedelta(days=91), 1), (timedelta(), 1), (timedelta(days=1), 0)])
async def test_a_link_has_limits(accounts: Accounts, app: App, life: timedelta, uses: int) -> None:
    with pytest.raises(InvalidRequest):
        await accounts.links.make(APP_KEY, by="ada", life=life, uses_max=uses)


# --- kinds and markets ---


async def test_every_kind_has_its_own_consent_page(accounts: Accounts, app: App) -> None:
    paths = {
        kind: (await accounts.consent_link(APP_KEY, kind=kind)).url.split("state=")[0]
        for kind in ("seller", "creator", "partner")
    }
    assert paths["seller"].endswith("/open/authorize?service_id=7300000000000000001&")
    assert paths["creator"].endswith(f"/alliance/creator/auth?app_key={APP_KEY}&")
    assert paths["partner"].endswith("/open/authorize?service_id=7300000000000000001&account=partner&")
    with pytest.raises(InvalidRequest, match="no consent for a 'buyer'"):
        await accounts.consent_link(APP_KEY, kind="buyer")


@pytest.mark.parametrize(
    ("market", "kind", "host"),
    [
        ("ROW", "seller", "services.tiktokshop.com/open/authorize?service_id=73"),
        ("US", "seller", "services.us.tiktokshop.com/open/authorize?service_id=73"),
        ("ROW", "partner", "partner.tiktokshop.com/open/authorize?service_id=73"),
        ("US", "partner", "partner.us.tiktokshop.com/open/authorize?service_id=73"),
        ("ROW", "creator", "shop.tiktok.com/alliance/creator/auth?app_key=6prod00key"),
        ("US", "creator", "shop.tiktok.com/alliance/creator/auth?app_key=6prod00key"),
    ],
)
async def test_production_links_lead_to_the_site_of_the_market(
    accounts: Accounts, market: str, kind: str, host: str
) -> None:
    await accounts.add_app(name="", app_key="6prod00key", app_secret="s" * 40, service_id="73", market=market)
    assert (await accounts.consent_link("6prod00key", kind=kind)).url.startswith(f"https://{host}&state=")


@pytest.mark.parametrize(("user_type", "kind"), [(1, "creator"), (3, "partner")])
async def test_creators_and_partners_are_connected_without_shops(
    accounts: Accounts, app: App, tiktok: FakeTikTok, user_type: int, kind: str
) -> None:
    consent = await accounts.consent_link(APP_KEY, kind=kind)
    code = tiktok.consent(APP_KEY, FakeGrant("c-1", "Nori", [], user_type=user_type))
    done = await accounts.finish_consent({"code": code, "state": state_in(consent.url)})
    assert (done.shops, done.problem) == ((), None)
    assert (await accounts.connection(done.connection_id)).kind == kind


# --- installs ---


async def test_an_install_without_a_state_waits_and_can_do_nothing(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, store: Store
) -> None:
    done = await accounts.install_arrived({"code": tiktok.consent(APP_KEY, grant), "app_key": APP_KEY})
    assert (done.waiting, done.shops, done.seller_name) == (True, (), "Maomao")
    assert await accounts.connections() == []
    assert await accounts.shops() == []
    (waiting,) = await accounts.installs.all()
    assert (waiting.state, waiting.seller_name, waiting.app_key) == ("waiting", "Maomao", APP_KEY)
    with pytest.raises(NotFound):
        await accounts.access_token(waiting.id)
    async with store.begin() as conn:
        kept = await (await driver(conn)).execute("SELECT sealed_access, sealed_refresh FROM waiting_installs")
        row = await kept.fetchone()
    assert row is not None
    assert not any(token.encode() in bytes(sealed) for token in tiktok.issued for sealed in row)


async def test_a_person_who_says_yes_links_it(accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant) -> None:
    await accounts.install_arrived({"code": tiktok.consent(APP_KEY, grant)})
    (waiting,) = await accounts.installs.all()
    done = await accounts.confirm_install(waiting.id, "ada")
    assert len(done.shops) == 2
    assert (await (await accounts.client_for_connection(waiting.id)).call(READ)).code == 0
    (decided,) = await accounts.installs.all()
    assert (decided.state, decided.decided_by) == ("confirmed", "ada")
    with pytest.raises(NotFound):
        await accounts.confirm_install(waiting.id, "ada")


async def test_a_person_who_says_no_leaves_no_token_behind(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, store: Store
) -> None:
    await accounts.install_arrived({"code": tiktok.consent(APP_KEY, grant)})
    (waiting,) = await accounts.installs.all()
    assert (await accounts.installs.refuse(waiting.id, "ada")).state == "waiting"
    with pytest.raises(NotFound):
        await accounts.confirm_install(waiting.id, "eve")
    async with store.begin() as conn:
        kept = await (await driver(conn)).execute("SELECT sealed_access, state FROM waiting_installs")
        assert await kept.fetchone() == (None, "refused")


async def test_an_install_that_nobody_answers_is_forgotten_after_seven_days(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, clock: SetClock
) -> None:
    await accounts.install_arrived({"code": tiktok.consent(APP_KEY, grant)})
    (waiting,) = await accounts.installs.all()
    clock.advance(7 * 86_400 - 1)
    assert await accounts.installs.expire() == 0
    clock.advance(1)
    with pytest.raises(Reauthorize, match="waited too long"):
        await accounts.confirm_install(waiting.id, "ada")
    assert await accounts.installs.expire() == 1
    assert (await accounts.installs.all())[0].state == "expired"


async def test_a_seller_who_is_connected_renews_by_an_install_and_one_who_left_waits(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    connection_id = await connect(accounts, tiktok, grant)
    before = (await accounts.connection(connection_id)).token_version
    done = await accounts.install_arrived({"code": tiktok.consent(APP_KEY, grant)})
    assert (done.waiting, done.reauthorized, len(done.shops)) == (False, True, 2)
    assert (await accounts.connection(connection_id)).token_version == before + 1
    grant.revoked = True
    await accounts.deauthorized(APP_KEY, open_id="seller-1", message="left")
    grant.revoked = False
    assert (await accounts.install_arrived({"code": tiktok.consent(APP_KEY, grant)})).waiting
    assert (await accounts.connection(connection_id)).state == "deauthorized"


async def test_a_code_is_never_tried_with_an_app_that_may_not_be_its_own(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    await accounts.add_app(
        name="", app_key=OTHER_KEY, app_secret=tiktok.apps[OTHER_KEY], service_id="74", environment="simulator",
        base_url="http://127.0.0.1:8090",
    )  # fmt: skip
    with pytest.raises(InvalidRequest, match="for which of our apps"):
        await accounts.install_arrived({"code": tiktok.consent(OTHER_KEY, grant)})
    with pytest.raises(InvalidRequest, match="not registered"):
        await accounts.install_arrived({"code": tiktok.consent(APP_KEY, grant), "app_key": "6stranger0"})
    assert tiktok.asked["get"] == 0
    await accounts.install_arrived({"code": tiktok.consent(OTHER_KEY, grant), "app_key": OTHER_KEY})
    (waiting,) = await accounts.installs.all()
    assert waiting.app_key == OTHER_KEY


async def test_strangers_cannot_make_us_ask_tiktok_without_end(accounts: Accounts, app: App, tiktok: FakeTikTok) -> None:
    for number in range(60):
        with pytest.raises(Reauthorize):
            await accounts.install_arrived({"code": f"made-up-{number}"})
    asked = tiktok.asked["get"]
    with pytest.raises(RateLimited):
        await accounts.install_arrived({"code": "one-more"})
    assert tiktok.asked["get"] == asked


async def test_an_install_that_a_process_died_in_still_waits_for_a_yes(
    accounts: Accounts, opened: Opener, app: App, tiktok: FakeTikTok, grant: FakeGrant, store: Store, clock: SetClock
) -> None:
    code = tiktok.consent(APP_KEY, grant)
    async with store.begin() as conn:
        await consents.begin_intent(
            conn, app_key=APP_KEY, connection_id=None, kind="install", token_version=None,
            now=clock.now() - timedelta(seconds=50),
            sealed_code=accounts.seal(code, owner=APP_KEY, field="auth_code"),
        )  # fmt: skip
    assert await (await opened()).recover_intents() == 1
    assert await accounts.connections() == []
    assert [one.state for one in await accounts.installs.all()] == ["waiting"]


# --- many ---


async def test_a_thousand_shops_of_three_apps_keep_to_themselves(accounts: Accounts, app: App, tiktok: FakeTikTok) -> None:
    keys = (APP_KEY, OTHER_KEY, "6third00key")
    tiktok.apps["6third00key"] = "t" * 40
    for key in keys[1:]:
        await accounts.add_app(
            name=key, app_key=key, app_secret=tiktok.apps[key], service_id="74", environment="simulator",
            base_url="http://127.0.0.1:8090",
        )  # fmt: skip
    sellers: dict[str, FakeGrant] = {}
    for number in range(100):  # ten shops each, one app after the other
        numbers = range(number * 10, number * 10 + 10)
        shops = [{**shop(0), "id": f"75{n:017}", "name": f"Shop {n}", "cipher": f"cipher-{n}"} for n in numbers]
        grant = FakeGrant(f"seller-{number}", f"Seller {number}", shops)
        sellers[await connect(accounts, tiktok, grant, keys[number % 3])] = grant
    everything = await accounts.shops()
    assert len(everything) == len({one.id for one in everything}) == 1_000
    assert len(await accounts.connections()) == 100
    for connection in await accounts.connections():
        grant = sellers[connection.id]
        mine = await accounts.shops(connection.id)
        assert {one.id for one in mine} == {listed["id"] for listed in grant.shops}
        assert connection.app_key == keys[int(grant.open_id.rpartition("-")[2]) % 3]
    for n in range(0, 1_000, 37):
        held = await accounts.shop(f"75{n:017}")
        tiktok.seen.clear()
        await (await accounts.client_for_shop(held.id)).call("order.get_order_list", page_size=1)
        (request,) = tiktok.seen
        grant = sellers[held.connection_id]
        assert f"shop_cipher=cipher-{n}&" in request.url
        assert f"app_key={keys[int(grant.open_id.rpartition('-')[2]) % 3]}&" in request.url
        assert dict(request.headers)["x-tts-access-token"] in grant.access
    gone = next(iter(sellers.values()))
    gone.revoked = True
    assert not await accounts.deauthorized(keys[1], shop_id=gone.shops[0]["id"], message="another app's event")
    assert await accounts.deauthorized(keys[0], shop_id=gone.shops[0]["id"], message="left")
    assert sum(one.active for one in await accounts.connections()) == 99
