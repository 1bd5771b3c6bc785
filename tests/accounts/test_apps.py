"""Apps: the secret goes in once, the key of the vault has to fit, and the two environments stay apart."""

from __future__ import annotations

import secrets
from datetime import timedelta

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.accounts.vault import Vault
from shoplatch.clock import SetClock
from shoplatch.errors import ConfigError, Conflict, InvalidRequest, NotFound
from shoplatch.store import apps as table
from shoplatch.store.engine import Store
from tests.accounts.conftest import APP_KEY, BASE_URL, connect
from tests.accounts.fake_tiktok import SECRET, WEEK_S, FakeGrant, FakeTikTok


async def test_an_app_shows_a_fingerprint_and_never_its_secret(accounts: Accounts, app: App, store: Store) -> None:
    (listed,) = await accounts.apps()
    assert listed == app == await accounts.app(APP_KEY)
    assert len(listed.secret_fingerprint) == 12
    assert SECRET not in repr(listed)
    async with store.begin() as conn:
        row = await table.get(conn, APP_KEY)
    assert row is not None
    assert SECRET.encode() not in row.sealed_secret


async def test_adding_the_same_key_again_updates_secret_and_address(accounts: Accounts, app: App, clock: SetClock) -> None:
    clock.advance(60)
    again = await accounts.add_app(
        name="Renamed",
        app_key=f" {APP_KEY}\n",
        app_secret="new-secret",
        service_id="73",
        environment="simulator",
        base_url="http://127.0.0.1:9999",
    )
    assert (again.name, again.api_url, again.created_at) == ("Renamed", "http://127.0.0.1:9999", app.created_at)
    assert again.secret_fingerprint != app.secret_fingerprint
    assert await accounts.webhook_secrets(APP_KEY) == ("new-secret", SECRET)
    assert len(await accounts.apps()) == 1


async def test_the_secret_before_the_last_signs_webhooks_until_it_is_retired(accounts: Accounts, app: App) -> None:
    async def changed(secret: str) -> App:
        return await accounts.add_app(
            name="", app_key=APP_KEY, app_secret=secret, service_id="73", environment="simulator", base_url=BASE_URL
        )

    assert app.secret_before_fingerprint is None
    second = await changed("second-secret")
    assert second.secret_before_fingerprint == app.secret_fingerprint
    assert await changed("second-secret") == second  # the same again forgets nothing
    assert await accounts.webhook_secrets(APP_KEY) == ("second-secret", SECRET)
    await changed("third-secret")
    assert await accounts.webhook_secrets(APP_KEY) == ("third-secret", "second-secret")
    for _ in range(2):
        assert (await accounts.retire_secret(APP_KEY)).secret_before_fingerprint is None
        assert await accounts.webhook_secrets(APP_KEY) == ("third-secret",)
    with pytest.raises(NotFound):
        await accounts.retire_secret("nokey")


async def test_two_secrets_count_for_the_stated_time_and_no_longer(
    accounts: Accounts, app: App, store: Store, clock: SetClock
) -> None:
    changed = await accounts.rotate_secret(APP_KEY, "second-secret", overlap=timedelta(hours=2))
    assert changed.secret_before_until == clock.now() + timedelta(hours=2)
    assert (changed.name, changed.service_id, changed.api_url) == (app.name, app.service_id, app.api_url)
    clock.advance(2 * 3600 - 1)
    assert await accounts.webhook_secrets(APP_KEY) == ("second-secret", SECRET)
    assert await accounts.end_overlaps() == 0
    clock.advance(1)
    assert await accounts.webhook_secrets(APP_KEY) == ("second-secret",)
    assert await accounts.end_overlaps() == 1
    async with store.begin() as conn:
        row = await table.get(conn, APP_KEY)
    assert row is not None
    assert (row.sealed_secret_before, row.secret_before_until) == (None, None)
    with pytest.raises(NotFound):
        await accounts.rotate_secret("nokey", "second-secret")


@pytest.mark.parametrize("platform_takes", [SECRET, "second-secret"])
async def test_a_token_call_finds_the_secret_that_the_platform_takes_now(
    accounts: Accounts, app: App, tiktok: FakeTikTok, clock: SetClock, grant: FakeGrant, platform_takes: str
) -> None:
    """Changed here before Partner Center took it, or after: while both count neither order stops anything."""
    connection_id = await connect(accounts, tiktok, grant)
    await accounts.rotate_secret(APP_KEY, "second-secret", overlap=timedelta(days=30))
    tiktok.apps[APP_KEY] = platform_takes
    clock.advance(WEEK_S + 1)
    assert grant.access[await accounts.access_token(connection_id)] > clock.seconds()
    await connect(accounts, tiktok, grant)
    assert (await accounts.connection(connection_id)).active


async def test_a_secret_that_is_simply_wrong_is_said_and_no_grant_is_given_up_for_it(
    accounts: Accounts, app: App, tiktok: FakeTikTok, clock: SetClock, grant: FakeGrant
) -> None:
    connection_id = await connect(accounts, tiktok, grant)
    tiktok.apps[APP_KEY] = "changed-elsewhere"
    clock.advance(WEEK_S + 1)
    with pytest.raises(InvalidRequest, match="no tokens"):
        await accounts.access_token(connection_id)
    assert (await accounts.connection(connection_id)).active
    await accounts.rotate_secret(APP_KEY, "changed-elsewhere")
    assert await accounts.access_token(connection_id)


async def test_a_key_never_serves_both_environments(accounts: Accounts, app: App) -> None:
    with pytest.raises(Conflict, match="registered for simulator"):
        await accounts.add_app(name="", app_key=APP_KEY, app_secret=SECRET, service_id="73")


async def test_an_unknown_app_is_not_found_and_has_no_webhook_secrets(accounts: Accounts) -> None:
    with pytest.raises(NotFound, match="nokey"):
        await accounts.app("nokey")
    assert await accounts.webhook_secrets("nokey") == ()


async def test_a_wrong_master_key_is_one_clear_sentence_at_the_start(
    accounts: Accounts, app: App, store: Store, clock: SetClock, tiktok: FakeTikTok
) -> None:
    other = Vault(secrets.token_bytes(32), where="/home/shop/master.key", fresh=True)
    with pytest.raises(ConfigError, match=r"does not fit this database.*just made.*/home/shop/master\.key from your backup"):
        await Accounts.open(store, other, clock=clock, transport=tiktok)


async def test_an_empty_database_takes_any_key(store: Store, clock: SetClock, tiktok: FakeTikTok) -> None:
    await (await Accounts.open(store, Vault(secrets.token_bytes(32)), clock=clock, transport=tiktok)).close()


async def test_a_secret_copied_into_another_apps_row_stays_shut(accounts: Accounts, app: App, store: Store) -> None:
    await accounts.add_app(
        name="", app_key="6thief00key", app_secret="x" * 20, service_id="74", environment="simulator", base_url=BASE_URL
    )
    async with store.begin() as conn:
        mine, theirs = await table.get(conn, APP_KEY), await table.get(conn, "6thief00key")
        assert mine is not None
        assert theirs is not None
        await table.save(conn, table.App(**{**_fields(theirs), "sealed_secret": mine.sealed_secret}))
    with pytest.raises(ConfigError, match="stays shut"):
        await accounts.webhook_secrets("6thief00key")


def _fields(row: table.App) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__dataclass_fields__}
