"""Accounts on a real database, with TikTok Shop in memory and a clock that stands."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.accounts.vault import Vault
from shoplatch.client.budget import Unlimited
from shoplatch.clock import SetClock
from shoplatch.store.engine import Store
from tests.accounts.fake_tiktok import SECRET, FakeGrant, FakeTikTok, shop

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
APP_KEY, OTHER_KEY = "6abc123def", "6other99key"
BASE_URL = "http://127.0.0.1:8090"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture
def tiktok(clock: SetClock) -> FakeTikTok:
    return FakeTikTok(clock, apps={APP_KEY: SECRET, OTHER_KEY: SECRET[::-1]})


@pytest.fixture
def vault() -> Vault:
    return Vault(secrets.token_bytes(32))


async def no_sleep(seconds: float) -> None:
    """Wait without waiting: others get their turn, time stands."""
    assert seconds <= 60
    await asyncio.sleep(0)


Opener = Callable[[], Awaitable[Accounts]]


@pytest.fixture
async def opened(store: Store, vault: Vault, clock: SetClock, tiktok: FakeTikTok) -> AsyncIterator[Opener]:
    """Opens as many installations on the same database as a test wants, as processes would.

    Nobody waits for a turn here: on a clock that stands none would ever come.
    """
    every: list[Accounts] = []

    async def another() -> Accounts:
        every.append(await Accounts.open(store, vault, clock=clock, transport=tiktok, sleep=no_sleep, budget=Unlimited()))
        return every[-1]

    yield another
    for accounts in every:
        await accounts.close()


@pytest.fixture
async def accounts(opened: Opener) -> Accounts:
    return await opened()


@pytest.fixture
async def app(accounts: Accounts) -> App:
    return await accounts.add_app(
        name="Warehouse",
        app_key=APP_KEY,
        app_secret=SECRET,
        service_id="7300000000000000001",
        environment="simulator",
        base_url=BASE_URL,
    )


@pytest.fixture
def grant() -> FakeGrant:
    return FakeGrant(open_id="seller-1", seller_name="Maomao", shops=[shop(1), shop(2, "US")])


def state_in(url: str) -> str:
    """The state that a consent link carries."""
    return url.rsplit("state=", 1)[1]


async def connect(accounts: Accounts, tiktok: FakeTikTok, grant: FakeGrant, app_key: str = APP_KEY) -> str:
    """A seller goes through the whole consent; gives the connection's id."""
    link = await accounts.consent_link(app_key)
    code = tiktok.consent(app_key, grant)
    return (await accounts.finish_consent({"code": code, "state": state_in(link.url)})).connection_id
