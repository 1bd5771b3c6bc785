"""The client of a shop is kept while what it was made from stands, and not a call longer, whoever changed it."""

from __future__ import annotations

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.errors import Reauthorize
from tests.accounts.conftest import APP_KEY, BASE_URL, Opener, connect
from tests.accounts.fake_tiktok import SECRET, FakeGrant, FakeTikTok


@pytest.fixture
async def connection_id(accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant) -> str:
    return await connect(accounts, tiktok, grant)


async def test_the_client_of_a_shop_is_made_once(accounts: Accounts, connection_id: str, grant: FakeGrant) -> None:
    first, second = (one["id"] for one in grant.shops)
    client = await accounts.client_for_shop(first)
    assert await accounts.client_for_shop(first) is client
    assert await accounts.client_for_shop(second) is not client


async def test_what_another_process_ends_is_ended_at_once(
    accounts: Accounts, opened: Opener, connection_id: str, grant: FakeGrant
) -> None:
    shop_id = grant.shops[0]["id"]
    await accounts.client_for_shop(shop_id)
    grant.revoked = True
    assert await (await opened()).deauthorized(APP_KEY, shop_id=shop_id, message="cancelled")
    with pytest.raises(Reauthorize, match="was deauthorized"):
        await accounts.client_for_shop(shop_id)


async def test_a_shop_that_left_in_another_process_gets_no_client(
    accounts: Accounts, opened: Opener, connection_id: str, grant: FakeGrant
) -> None:
    left = grant.shops[1]
    await accounts.client_for_shop(left["id"])
    grant.shops.remove(left)
    await (await opened()).refresh_shops(connection_id)
    with pytest.raises(Reauthorize, match="no longer covers"):
        await accounts.client_for_shop(left["id"])


async def test_a_secret_that_another_process_replaced_signs_the_next_call(
    accounts: Accounts, opened: Opener, connection_id: str, grant: FakeGrant, tiktok: FakeTikTok
) -> None:
    shop_id = grant.shops[0]["id"]
    kept = await accounts.client_for_shop(shop_id)
    other = await opened()
    await other.add_app(
        name="Warehouse", app_key=APP_KEY, app_secret=SECRET[::-1], service_id="7300000000000000001",
        environment="simulator", base_url=BASE_URL,
    )  # fmt: skip
    fresh = await accounts.client_for_shop(shop_id)
    assert fresh is not kept
    assert await accounts.client_for_shop(shop_id) is fresh
