"""How a grant stands: its dates may be odd, its end is told ahead, and when it goes every process stops at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.accounts.lifecycle import life_of
from shoplatch.client.async_client import AsyncClient
from shoplatch.clock import SetClock
from shoplatch.errors import Reauthorize
from shoplatch.store import connections as table
from shoplatch.store.engine import Store
from tests.accounts.conftest import APP_KEY, Opener, connect
from tests.accounts.fake_tiktok import WEEK_S, FakeGrant, FakeTikTok

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
READ = "authorization.get_authorized_shops"
ROUNDS_MAX = 400  # questions to the database while something is on its way


@dataclass
class Grant:
    app_key: str = "6abc"
    state: str = "active"
    reason: str | None = None
    refresh_expires_at: datetime | None = None
    end_told: datetime | None = None


def days(count: float) -> datetime:
    return NOW + timedelta(days=count)


@pytest.mark.parametrize(
    ("grant", "word", "said"),
    [
        (Grant(), "active", "no end by time"),
        (Grant(refresh_expires_at=days(36_000)), "active", "no end by time"),
        (Grant(refresh_expires_at=days(31)), "active", "until 2026-04-02"),
        (Grant(refresh_expires_at=days(29.5)), "expiring", "in 29 days, on 2026-03-31"),
        (Grant(refresh_expires_at=days(1.5)), "expiring", "in 1 day, on"),
        (Grant(refresh_expires_at=days(0.5)), "expiring", "within a day"),
        (Grant(refresh_expires_at=days(-400)), "expiring", "Works, although TikTok said that it ended on 2025-01-26"),
        (Grant(refresh_expires_at=days(200), end_told=days(3)), "expiring", "in 3 days"),
        (Grant(end_told=days(90)), "active", "until 2026-05-31"),
        (Grant(state="needs_reauthorization", reason="why"), "needs_reauthorization", "why"),
        (Grant(state="deauthorized", reason="seller left"), "deauthorized", "taken back: seller left"),
    ],
)
def test_a_grant_says_how_it_stands_and_what_is_next(grant: Grant, word: str, said: str) -> None:
    life = life_of(grant, NOW)
    assert (life.word, said in life.said) == (word, True), life.said
    assert ("shoplatch connect 6abc" in life.next_step) == (word != "active")


@pytest.mark.parametrize(
    ("left_out", "life_s"),
    [({"refresh_token_expire_in"}, WEEK_S), ({"access_token_expire_in", "refresh_token_expire_in"}, 0)],
)
async def test_a_grant_whose_answer_lacks_its_dates_works(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, clock: SetClock, left_out: set[str], life_s: int
) -> None:
    tiktok.leave_out = left_out
    connection = await accounts.connection(await connect(accounts, tiktok, grant))
    assert connection.refresh_expires_at is None
    assert life_of(connection, clock.now()).word == "active"
    assert await accounts.access_token(connection.id)


async def test_a_notice_of_tiktok_is_kept_until_the_seller_has_authorized_again(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, clock: SetClock
) -> None:
    connection_id = await connect(accounts, tiktok, grant)
    shop_id = (await accounts.shops(connection_id))[0].id
    await accounts.end_told("another-app", clock.now() + timedelta(days=2), shop_id=shop_id)
    assert (await accounts.connection(connection_id)).end_told is None
    await accounts.end_told(APP_KEY, clock.now() + timedelta(days=9), shop_id=shop_id)
    told = await accounts.connection(connection_id)
    assert life_of(told, clock.now()).said.startswith("Ends in 9 days")
    assert await accounts.access_token(connection_id)
    await connect(accounts, tiktok, grant)
    assert life_of(await accounts.connection(connection_id), clock.now()).word == "active"


async def test_when_a_grant_goes_every_process_that_holds_its_token_stops(
    opened: Opener, app: App, tiktok: FakeTikTok, grant: FakeGrant, store: Store, clock: SetClock
) -> None:
    """They are in the middle of a job, with a client in hand and a token that TikTok would still take."""
    processes = [await opened() for _ in range(3)]
    connection_id = await connect(processes[0], tiktok, grant)
    clients = []
    for one in processes:
        one.start()
        clients.append(await one.client_for_connection(connection_id))
        await clients[-1].call(READ)
    await settled_down(store)
    async with store.begin() as conn:
        assert await table.set_state(conn, connection_id, "deauthorized", "seller left", clock.now())
    for client in clients:
        with pytest.raises(Reauthorize, match="seller left"):
            await calls_on(client, store)
    tiktok.asked.clear()
    for client in clients:
        with pytest.raises(Reauthorize):
            await client.call(READ)
    assert tiktok.asked.total() == 0


async def calls_on(client: AsyncClient, store: Store) -> None:
    """What a job does: one call after the other, with the database in between."""
    for _ in range(ROUNDS_MAX):
        await client.call(READ)
        await store.ping()


async def settled_down(store: Store) -> None:
    """Until everybody who wants to hear is listening."""
    for _ in range(ROUNDS_MAX):
        async with store.raw() as conn:
            asked = await conn.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %grants%'"
            )
            row = await asked.fetchone()
        if row and row[0] == 3:
            return
    raise AssertionError("they do not listen")
