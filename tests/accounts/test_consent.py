"""A seller authorizes: the whole way, and every way it can go wrong or be attacked."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.accounts.tickets import hash_of
from shoplatch.clock import SetClock
from shoplatch.errors import (
    ConfigError,
    Conflict,
    InvalidRequest,
    NotFound,
    OutcomeUnknown,
    Reauthorize,
    ShoplatchError,
    Unreachable,
)
from tests.accounts.conftest import APP_KEY, BASE_URL, OTHER_KEY, Opener, connect, state_in
from tests.accounts.fake_tiktok import SECRET, FakeGrant, FakeTikTok, shop

# --- the good way ---


async def test_the_link_carries_service_id_and_state_and_nothing_else(accounts: Accounts, app: App, clock: SetClock) -> None:
    link = await accounts.consent_link(APP_KEY)
    parts = urlsplit(link.url)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == BASE_URL + "/open/authorize"
    assert set(parse_qs(parts.query)) == {"service_id", "state"}
    assert parse_qs(parts.query)["service_id"] == [app.service_id]
    assert link.expires_at == clock.now() + timedelta(minutes=30)
    assert state_in(link.url) not in repr(link)


@pytest.mark.parametrize(("market", "host"), [("ROW", "services.tiktokshop.com"), ("US", "services.us.tiktokshop.com")])
async def test_a_production_link_goes_to_the_host_of_its_market(accounts: Accounts, market: str, host: str) -> None:
    await accounts.add_app(name="", app_key="prodkey1", app_secret=SECRET, service_id="73", market=market)
    assert urlsplit((await accounts.consent_link("prodkey1")).url).netloc == host


async def test_a_consent_gives_a_connection_with_its_shops(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    link = await accounts.consent_link(APP_KEY)
    done = await accounts.finish_consent(
        {"code": tiktok.consent(APP_KEY, grant), "state": state_in(link.url), "locale": "en", "shop_region": "GB"}
    )
    assert (done.seller_name, done.reauthorized, done.problem) == ("Maomao", False, None)
    assert [(one.id, one.region, one.cipher) for one in done.shops] == [
        (shop(1)["id"], "GB", "GCP_cipher1"),
        (shop(2)["id"], "US", "GCP_cipher2"),
    ]
    (connection,) = await accounts.connections()
    assert connection.active
    assert connection.granted_scopes == ("seller.authorization.info", "seller.order.info")
    assert [one.id for one in await accounts.shops()] == [one.id for one in done.shops]


async def test_authorizing_again_replaces_the_tokens_of_the_same_connection(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    first = await connect(accounts, tiktok, grant)
    before = await accounts.access_token(first)
    grant.scopes = [*grant.scopes, "seller.logistics"]
    link = await accounts.consent_link(APP_KEY)
    again = await accounts.finish_consent({"code": tiktok.consent(APP_KEY, grant), "state": state_in(link.url)})
    assert (again.connection_id, again.reauthorized) == (first, True)
    assert await accounts.access_token(first) != before
    (connection,) = await accounts.connections()
    assert "seller.logistics" in connection.granted_scopes


async def test_a_connection_that_needed_authorization_is_active_after_it(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    connection_id = await connect(accounts, tiktok, grant)
    grant.revoked = True
    with pytest.raises(Reauthorize):
        await (await accounts.client_for_connection(connection_id)).call("authorization.get_authorized_shops")
    assert (await accounts.connection(connection_id)).state == "needs_reauthorization"
    grant.revoked = False
    assert await connect(accounts, tiktok, grant) == connection_id
    now = await accounts.connection(connection_id)
    assert (now.state, now.reason) == ("active", None)


async def test_a_creator_is_connected_without_shops(accounts: Accounts, app: App, tiktok: FakeTikTok) -> None:
    creator = FakeGrant(open_id="creator-1", seller_name="Ann", shops=[], user_type=1)
    connection = await accounts.connection(await connect(accounts, tiktok, creator))
    assert (connection.kind, await accounts.shops(connection.id)) == ("creator", [])


async def test_shops_that_could_not_be_read_are_told_and_read_later(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    tiktok.down["call"] = 3
    link = await accounts.consent_link(APP_KEY)
    done = await accounts.finish_consent({"code": tiktok.consent(APP_KEY, grant), "state": state_in(link.url)})
    assert done.shops == ()
    assert done.problem is not None
    await accounts.refresh_due()
    assert len(await accounts.shops(done.connection_id)) == 2


async def test_two_apps_of_one_seller_are_two_connections(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    await accounts.add_app(
        name="Other", app_key=OTHER_KEY, app_secret=SECRET[::-1], service_id="74", environment="simulator", base_url=BASE_URL
    )
    one = await connect(accounts, tiktok, grant)
    other = await connect(accounts, tiktok, FakeGrant("seller-1", "Maomao", [shop(3)]), OTHER_KEY)
    assert one != other
    assert {connection.app_key for connection in await accounts.connections()} == {APP_KEY, OTHER_KEY}


# --- refusals and attacks ---


@pytest.mark.parametrize(
    "answer",
    [
        {"error": "auth_denied", "code": "null"},
        {"error": "access_denied"},
        {"code": "null"},
        {"code": "NULL"},
        {"error": "x", "code": "real"},
    ],
)
async def test_a_refusal_is_told_as_one_and_spends_the_state(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, answer: dict[str, str]
) -> None:
    state = state_in((await accounts.consent_link(APP_KEY)).url)
    with pytest.raises(Reauthorize, match=r"refused.*new consent link"):
        await accounts.finish_consent({**answer, "state": state})
    assert tiktok.asked["get"] == 0
    with pytest.raises(Conflict):
        await accounts.finish_consent({"code": tiktok.consent(APP_KEY, grant), "state": state})


async def test_a_landing_without_state_is_explained_and_links_nothing(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    with pytest.raises(InvalidRequest, match=r"not started here.*app store.*Nothing was linked"):
        await accounts.finish_consent({"code": tiktok.consent(APP_KEY, grant)})
    assert tiktok.asked["get"] == 0
    assert await accounts.connections() == []


@pytest.mark.parametrize("params", [{}, {"foo": "bar"}, {"code": ""}, {"state": "", "code": ""}])
async def test_a_landing_with_nothing_is_no_callback(accounts: Accounts, app: App, params: dict[str, str]) -> None:
    with pytest.raises(InvalidRequest, match="no callback"):
        await accounts.finish_consent(params)


async def test_a_state_counts_once(accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant) -> None:
    params = {"code": tiktok.consent(APP_KEY, grant), "state": state_in((await accounts.consent_link(APP_KEY)).url)}
    await accounts.finish_consent(params)
    for replay in (params, {**params, "code": tiktok.consent(APP_KEY, grant)}):
        with pytest.raises(Conflict, match="already finished"):
            await accounts.finish_consent(replay)
    assert tiktok.asked["get"] == 1


@pytest.mark.parametrize("forged", ["guess", "0" * 43, "x" * 100_000, "' OR 1=1 --", "\x00", "日本語"])
async def test_a_forged_state_is_refused_before_tiktok_is_asked(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, forged: str
) -> None:
    await accounts.consent_link(APP_KEY)
    with pytest.raises(InvalidRequest, match="not issued here"):
        await accounts.finish_consent({"code": tiktok.consent(APP_KEY, grant), "state": forged})
    assert tiktok.asked["get"] == 0


async def test_the_stored_hash_is_not_itself_a_state(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    stored = hash_of(state_in((await accounts.consent_link(APP_KEY)).url))
    with pytest.raises(InvalidRequest):
        await accounts.finish_consent({"code": tiktok.consent(APP_KEY, grant), "state": stored})


async def test_a_link_older_than_thirty_minutes_is_too_old(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, clock: SetClock
) -> None:
    link = await accounts.consent_link(APP_KEY)
    clock.advance(30 * 60)
    with pytest.raises(Reauthorize, match="older than 30 minutes"):
        await accounts.finish_consent({"code": tiktok.consent(APP_KEY, grant), "state": state_in(link.url)})
    assert tiktok.asked["get"] == 0


async def test_a_callback_that_names_another_app_is_refused(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    state = state_in((await accounts.consent_link(APP_KEY)).url)
    with pytest.raises(InvalidRequest, match="its state was made for"):
        await accounts.finish_consent({"code": tiktok.consent(OTHER_KEY, grant), "state": state, "app_key": OTHER_KEY})
    assert tiktok.asked["get"] == 0


async def test_a_code_of_another_app_is_never_sent_with_that_apps_secret(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    await accounts.add_app(
        name="Other", app_key=OTHER_KEY, app_secret=SECRET[::-1], service_id="74", environment="simulator", base_url=BASE_URL
    )
    state = state_in((await accounts.consent_link(APP_KEY)).url)
    with pytest.raises(Reauthorize, match="no longer accepts this code"):
        await accounts.finish_consent({"code": tiktok.consent(OTHER_KEY, grant), "state": state})
    assert all(OTHER_KEY not in request.url for request in tiktok.seen)
    assert await accounts.connections() == []


async def test_a_used_code_is_refused_with_a_next_step(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    code = tiktok.consent(APP_KEY, grant)
    await accounts.finish_consent({"code": code, "state": state_in((await accounts.consent_link(APP_KEY)).url)})
    with pytest.raises(Reauthorize, match=r"used before.*36004004.*new consent link"):
        await accounts.finish_consent({"code": code, "state": state_in((await accounts.consent_link(APP_KEY)).url)})


@pytest.mark.parametrize("code", ["x" * 2000, "with\nnewline", "\x00"])
async def test_a_code_that_cannot_be_one_is_not_sent(accounts: Accounts, app: App, tiktok: FakeTikTok, code: str) -> None:
    state = state_in((await accounts.consent_link(APP_KEY)).url)
    with pytest.raises(InvalidRequest, match="no usable code"):
        await accounts.finish_consent({"code": code, "state": state})
    assert tiktok.asked["get"] == 0


async def test_a_code_with_characters_of_a_query_stays_one_value(accounts: Accounts, app: App, tiktok: FakeTikTok) -> None:
    state = state_in((await accounts.consent_link(APP_KEY)).url)
    with pytest.raises(Reauthorize):
        await accounts.finish_consent({"code": "a&app_key=evil#&grant_type=refresh_token", "state": state})
    assert tiktok.asked["get"] == 1


async def test_of_parallel_callbacks_with_one_state_one_wins(
    opened: Opener, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    one, two = await opened(), await opened()
    params = {"code": tiktok.consent(APP_KEY, grant), "state": state_in((await one.consent_link(APP_KEY)).url)}
    ends = await asyncio.gather(*(accounts.finish_consent(params) for accounts in [one, two] * 5), return_exceptions=True)
    refused = [end for end in ends if isinstance(end, BaseException)]
    assert len(ends) - len(refused) == 1
    assert all(isinstance(end, Conflict) for end in refused)
    assert tiktok.asked["get"] == 1


# --- trouble on the way ---


async def test_an_unknown_app_has_no_link(accounts: Accounts) -> None:
    with pytest.raises(NotFound, match="nokey"):
        await accounts.consent_link("nokey")


async def test_a_lost_answer_is_asked_again_and_the_spent_code_is_explained(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    tiktok.lose["get"] = 1
    state = state_in((await accounts.consent_link(APP_KEY)).url)
    with pytest.raises(Reauthorize, match="answer was lost"):
        await accounts.finish_consent({"code": tiktok.consent(APP_KEY, grant), "state": state})
    assert tiktok.asked["get"] == 2
    (lost,) = await accounts.lost_consents()
    assert lost.app_key == APP_KEY


async def test_a_tiktok_that_is_down_for_a_moment_is_waited_for(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    tiktok.down["get"] = 2
    assert (await accounts.connection(await connect(accounts, tiktok, grant))).active


@pytest.mark.parametrize(("trouble", "kind"), [("down", Unreachable), ("lose", OutcomeUnknown)])
async def test_a_tiktok_that_stays_away_is_said_to_be_away(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, trouble: str, kind: type[ShoplatchError]
) -> None:
    getattr(tiktok, trouble)["get"] = 99
    tiktok.before_answer = None
    state = state_in((await accounts.consent_link(APP_KEY)).url)
    code = tiktok.consent(APP_KEY, grant)
    with pytest.raises(ShoplatchError) as told:
        await accounts.finish_consent({"code": code, "state": state})
    # A lost answer spends the code, so the second request is refused and says so.
    assert isinstance(told.value, kind | Reauthorize)
    assert await accounts.connections() == []


async def test_a_wrong_app_secret_is_told_without_showing_it(
    accounts: Accounts, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    wrong = "deadbeef" * 8
    await accounts.add_app(
        name="W", app_key=APP_KEY, app_secret=wrong, service_id="73", environment="simulator", base_url=BASE_URL
    )
    state = state_in((await accounts.consent_link(APP_KEY)).url)
    with pytest.raises(ShoplatchError) as told:
        await accounts.finish_consent({"code": tiktok.consent(APP_KEY, grant), "state": state})
    assert told.value.code == 36009004
    assert wrong not in f"{told.value!r} {told.value}"
    assert not isinstance(told.value, ConfigError)


@pytest.mark.parametrize(
    "missing", ["access_token_expire_in", "refresh_token_expire_in", "granted_scopes", "user_type", "seller_base_region"]
)
async def test_an_answer_that_leaves_something_out_is_tolerated(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, missing: str
) -> None:
    tiktok.leave_out = {missing}
    connection = await accounts.connection(await connect(accounts, tiktok, grant))
    assert (connection.active, connection.kind) == (True, "seller")
    assert await accounts.access_token(connection.id)


@pytest.mark.parametrize("missing", ["access_token", "refresh_token", "open_id"])
async def test_an_answer_without_what_matters_connects_nothing(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, missing: str
) -> None:
    tiktok.leave_out = {missing}
    state = state_in((await accounts.consent_link(APP_KEY)).url)
    with pytest.raises(ShoplatchError):
        await accounts.finish_consent({"code": tiktok.consent(APP_KEY, grant), "state": state})
    assert await accounts.connections() == []
