"""Processes that share one line of turns: together at the limit and not above, whoever asks; and alone when they must be."""

from __future__ import annotations

import asyncio

import psycopg
import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.budgets import CHUNK_S, SharedBudget
from shoplatch.accounts.vault import Vault
from shoplatch.client.budget import DOCUMENTED_PER_SECOND, BudgetKey, fingerprint
from shoplatch.clock import SetClock
from shoplatch.store.engine import Store
from tests.accounts.conftest import APP_KEY, BASE_URL, connect, no_sleep
from tests.accounts.fake_tiktok import SECRET, FakeGrant, FakeTikTok
from tests.client.storm import KEY, Storm


@pytest.mark.parametrize("share", [(4, 4, 4), (6, 1, 1)], ids=["even demand", "one hungry process"])
async def test_processes_together_use_nine_tenths_of_the_limit_and_are_rarely_refused(
    store: Store, share: tuple[int, ...]
) -> None:
    storm = Storm(12)
    processes = [SharedBudget(store, storm.clock) for _ in share]
    callers = [
        storm.caller(budget, trip_s=0.05) for budget, count in zip(processes, share, strict=True) for _ in range(count)
    ]
    await storm.run(callers, 60)
    assert storm.used(since=30.0) >= 0.9
    assert len(storm.refused) <= 0.1 * len(storm.accepted)


async def test_what_one_process_learns_the_others_know(store: Store) -> None:
    storm = Storm(5)
    first, second = SharedBudget(store, storm.clock), SharedBudget(store, storm.clock)
    await storm.run([storm.caller(first, trip_s=0.05) for _ in range(10)], 10)
    refused = len(storm.refused)
    await storm.run([storm.caller(second, trip_s=0.05) for _ in range(10)], 5)
    assert len(storm.refused) <= refused + 2
    assert storm.used(since=10.0) >= 0.8


async def test_a_new_process_does_not_start_the_line_anew(store: Store) -> None:
    clock = SetClock(Storm(1).clock.now())
    first = SharedBudget(store, clock)
    turns = [await first.take(KEY) for _ in range(4)]
    other = await SharedBudget(store, clock).take(KEY)
    assert other.ticket is not None
    assert all(turn.ticket is not None and turn.ticket.at < other.ticket.at for turn in turns)


async def test_a_quiet_process_holds_few_turns_back(store: Store) -> None:
    clock = SetClock(Storm(1).clock.now())
    quiet, busy = SharedBudget(store, clock), SharedBudget(store, clock)
    await quiet.take(KEY)
    admission = await busy.take(KEY)
    assert admission.wait_s == pytest.approx(1 / DOCUMENTED_PER_SECOND, abs=1e-3)


async def test_many_callers_of_one_process_ask_the_database_rarely(store: Store) -> None:
    clock = SetClock(Storm(1).clock.now())
    budget = SharedBudget(store, clock)
    leases = 0
    for _ in range(200):
        before = budget._lines[KEY].lease if KEY in budget._lines else None
        admission = await budget.take(KEY)
        leases += budget._lines[KEY].lease is not before
        clock.advance(admission.wait_s)
    assert leases <= 40
    assert budget._lines[KEY].lease.turns >= int(DOCUMENTED_PER_SECOND * CHUNK_S)


async def test_callers_at_the_same_time_get_turns_of_their_own(store: Store) -> None:
    clock = SetClock(Storm(1).clock.now())
    budgets = [SharedBudget(store, clock) for _ in range(3)]
    answers = await asyncio.gather(*(budget.take(KEY) for budget in budgets for _ in range(3)))
    turns = [round(answer.ticket.at, 4) for answer in answers if answer.ticket is not None]
    assert len(turns) == len(set(turns)) >= 6


async def test_a_clock_that_is_set_back_costs_no_turn_of_anybody(store: Store) -> None:
    clock = SetClock(Storm(1).clock.now())
    before = SharedBudget(store, clock)
    for _ in range(5):
        clock.advance((await before.take(KEY)).wait_s)
    clock.advance(-3_600)
    for budget in (before, SharedBudget(store, clock)):  # a process that was there, and one that comes new
        admission = await budget.take(KEY)
        assert admission.ticket is not None
        assert admission.wait_s < 1.0


async def test_shops_have_lines_of_their_own(store: Store) -> None:
    clock = SetClock(Storm(1).clock.now())
    budget = SharedBudget(store, clock)
    for shop in ("a", "b"):
        assert (await budget.take(BudgetKey("app", shop, "order.get_order_list"))).wait_s == 0.0


async def test_without_the_database_a_process_goes_on_by_itself_and_comes_back(store: Store, database_url: str) -> None:
    storm = Storm(20)
    budget = SharedBudget(store, storm.clock)
    with psycopg.connect(database_url, autocommit=True) as conn:
        conn.execute("ALTER TABLE rate_budgets RENAME TO gone")
        await storm.run([storm.caller(budget, trip_s=0.05) for _ in range(10)], 8)
        assert storm.used(since=2.0) >= 0.7
        conn.execute("ALTER TABLE gone RENAME TO rate_budgets")
        storm.clock.advance(10.0)
        await storm.run([storm.caller(budget, trip_s=0.05) for _ in range(10)], 2)
        assert conn.execute("SELECT count(*) FROM rate_budgets").fetchone() == (1,)


async def test_accounts_share_by_default_and_their_table_holds_no_cipher(
    store: Store, vault: Vault, clock: SetClock, tiktok: FakeTikTok, grant: FakeGrant, database_url: str
) -> None:
    async with await Accounts.open(store, vault, clock=clock, transport=tiktok, sleep=no_sleep) as accounts:
        await accounts.add_app(
            name="Warehouse",
            app_key=APP_KEY,
            app_secret=SECRET,
            service_id="7300000000000000001",
            environment="simulator",
            base_url=BASE_URL,
        )
        await connect(accounts, tiktok, grant)
        shops = await accounts.shops()
        await (await accounts.client_for_shop(shops[0].id)).call("order.get_order_list", page_size=1)
    with psycopg.connect(database_url) as conn:
        rows = conn.execute("SELECT app_key, shop, operation FROM rate_budgets").fetchall()
    assert (APP_KEY, fingerprint(shops[0].cipher), "order.get_order_list") in rows
    assert all(shop.cipher not in str(rows) for shop in shops)
