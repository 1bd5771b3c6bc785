"""Shops follow the grant: read anew, given up when the seller takes them back, kept when an old event says otherwise."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.clock import SetClock
from shoplatch.errors import Conflict, NotFound, Reauthorize, Retriable
from tests.accounts.conftest import APP_KEY, BASE_URL, OTHER_KEY, connect
from tests.accounts.fake_tiktok import SECRET, FakeGrant, FakeTikTok, shop


@pytest.fixture
async def connection_id(accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant) -> str:
    return await connect(accounts, tiktok, grant)


async def test_a_shop_that_joined_the_grant_appears(accounts: Accounts, connection_id: str, grant: FakeGrant) -> None:
    grant.shops.append(shop(3))
    assert len(await accounts.refresh_shops(connection_id)) == 3


async def test_a_shop_that_left_the_grant_keeps_its_row_and_gets_no_client(
    accounts: Accounts, connection_id: str, grant: FakeGrant
) -> None:
    left = grant.shops.pop()
    await accounts.refresh_shops(connection_id)
    assert not (await accounts.shop(left["id"])).covered
    with pytest.raises(Reauthorize, match=r"no longer covers.*Shop 2"):
        await accounts.client_for_shop(left["id"])
    await accounts.client_for_shop(grant.shops[0]["id"])
    grant.shops.append(left)
    await accounts.refresh_shops(connection_id)
    await accounts.client_for_shop(left["id"])


async def test_an_unknown_shop_is_not_found(accounts: Accounts, connection_id: str) -> None:
    with pytest.raises(NotFound, match="shoplatch shops list"):
        await accounts.client_for_shop("749")


async def test_a_deauthorization_stops_the_connection_and_gives_the_sellers_words(
    accounts: Accounts, connection_id: str, grant: FakeGrant
) -> None:
    grant.revoked = True
    said = "seller example-shop\ncancelled the authorization"
    assert await accounts.deauthorized(APP_KEY, shop_id=grant.shops[0]["id"], message=said)
    stopped = await accounts.connection(connection_id)
    assert (stopped.state, stopped.reason) == ("deauthorized", "seller example-shop cancelled the authorization")
    for one in grant.shops:
        with pytest.raises(Reauthorize, match="was deauthorized"):
            await accounts.client_for_shop(one["id"])
    assert await accounts.deauthorized(APP_KEY, shop_id=grant.shops[0]["id"])  # the event comes twice


async def test_a_late_deauthorization_event_does_not_kill_a_grant_that_works(
    accounts: Accounts, connection_id: str, grant: FakeGrant
) -> None:
    assert not await accounts.deauthorized(APP_KEY, shop_id=grant.shops[0]["id"], message="cancelled")
    assert (await accounts.connection(connection_id)).active


async def test_one_shop_can_leave_a_grant_of_two(accounts: Accounts, connection_id: str, grant: FakeGrant) -> None:
    left = grant.shops.pop()
    assert await accounts.deauthorized(APP_KEY, shop_id=left["id"], message="cancelled")
    assert (await accounts.connection(connection_id)).active
    with pytest.raises(Reauthorize):
        await accounts.client_for_shop(left["id"])
    await accounts.client_for_shop(grant.shops[0]["id"])


async def test_a_shop_that_left_unheard_is_noticed_within_a_day(
    accounts: Accounts, connection_id: str, grant: FakeGrant, tiktok: FakeTikTok, clock: SetClock
) -> None:
    left = grant.shops.pop()
    assert await accounts.read_shops_again() == 0, "looked at a moment ago"
    clock.advance(86_401)
    tiktok.down["call"] = 99
    assert await accounts.read_shops_again() == 0
    assert (await accounts.shop(left["id"])).covered
    assert await accounts.read_shops_again() == 0, "what failed waits for its turn"
    tiktok.down.clear()
    clock.advance(86_401)
    assert await accounts.read_shops_again() == 1
    assert not (await accounts.shop(left["id"])).covered
    assert await accounts.read_shops_again() == 0


async def test_an_event_that_cannot_be_checked_is_handed_back_for_later(
    accounts: Accounts, connection_id: str, grant: FakeGrant, tiktok: FakeTikTok
) -> None:
    tiktok.down["call"] = 99
    with pytest.raises(Retriable):
        await accounts.deauthorized(APP_KEY, shop_id=grant.shops[0]["id"])
    assert (await accounts.connection(connection_id)).active


@pytest.mark.parametrize(("app_key", "shop_id"), [(OTHER_KEY, shop(1)["id"]), (APP_KEY, "0")])
async def test_an_event_of_another_app_or_shop_changes_nothing(
    accounts: Accounts, connection_id: str, grant: FakeGrant, app_key: str, shop_id: str
) -> None:
    grant.revoked = True
    assert not await accounts.deauthorized(app_key, shop_id=shop_id)
    assert (await accounts.connection(connection_id)).active


async def test_a_creator_who_revokes_is_found_by_open_id(accounts: Accounts, app: App, tiktok: FakeTikTok) -> None:
    creator = FakeGrant("creator-1", "Ann", [], user_type=1)
    creator_id = await connect(accounts, tiktok, creator)
    creator.revoked = True
    assert await accounts.deauthorized(APP_KEY, open_id="creator-1", message="")
    assert (await accounts.connection(creator_id)).state == "deauthorized"


async def test_a_seller_who_revokes_is_found_by_open_id_when_the_event_names_no_shop(
    accounts: Accounts, connection_id: str, grant: FakeGrant
) -> None:
    open_id = (await accounts.connection(connection_id)).open_id
    assert not await accounts.deauthorized(APP_KEY, open_id=open_id)  # an old event: the grant works
    grant.revoked = True
    assert not await accounts.deauthorized(OTHER_KEY, open_id=open_id)
    assert await accounts.deauthorized(APP_KEY, open_id=open_id, message="cancelled")
    assert (await accounts.connection(connection_id)).state == "deauthorized"
    for one in grant.shops:
        with pytest.raises(Reauthorize, match="was deauthorized"):
            await accounts.client_for_shop(one["id"])


async def test_two_apps_do_not_take_a_shop_from_each_other(
    accounts: Accounts, connection_id: str, grant: FakeGrant, tiktok: FakeTikTok
) -> None:
    await accounts.add_app(
        name="", app_key=OTHER_KEY, app_secret=SECRET[::-1], service_id="73", environment="simulator", base_url=BASE_URL
    )
    theirs = FakeGrant("seller-at-the-other-app", "Fern", list(grant.shops))
    link = await accounts.consent_link(OTHER_KEY)
    second = await accounts.finish_consent(
        {"code": tiktok.consent(OTHER_KEY, theirs), "state": parse_qs(urlsplit(link.url).query)["state"][0]}
    )
    assert second.shops == ()
    assert second.problem is not None
    assert f"connected by the app {APP_KEY} and stays with it" in second.problem
    assert "Seller Center" in second.problem
    for _ in range(2):
        with pytest.raises(Conflict):
            await accounts.refresh_shops(second.connection_id)
        assert {one.id for one in await accounts.refresh_shops(connection_id)} == {one["id"] for one in grant.shops}

    grant.revoked = True
    await accounts.deauthorized(APP_KEY, shop_id=grant.shops[0]["id"])
    await accounts.refresh_due()  # what `serve` does every few seconds
    assert {one.connection_id for one in await accounts.shops()} == {second.connection_id}
