"""Tokens stay fresh: once over all processes, ahead of time, through lost answers and crashes, and never silently dead."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.accounts.tokens import SAVE_PAUSES_S
from shoplatch.accounts.vault import Vault
from shoplatch.clock import SetClock
from shoplatch.errors import NotFound, OutcomeUnknown, Reauthorize, ShoplatchError, Unreachable
from shoplatch.store import connections as table
from shoplatch.store import consents
from shoplatch.store.engine import Store
from tests.accounts.conftest import APP_KEY, Opener, connect, no_sleep, state_in
from tests.accounts.fake_tiktok import WEEK_S, FakeGrant, FakeTikTok

READ = "authorization.get_authorized_shops"


@pytest.fixture
async def connection_id(accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant) -> str:
    found = await connect(accounts, tiktok, grant)
    tiktok.asked.clear()
    return found


async def test_a_fresh_token_is_given_from_memory(accounts: Accounts, connection_id: str, tiktok: FakeTikTok) -> None:
    assert len({await accounts.access_token(connection_id) for _ in range(20)}) == 1
    assert tiktok.asked["refresh"] == 0


@pytest.mark.parametrize(("part_of_life", "renewed"), [(0.74, 0), (0.76, 1), (1.5, 1)])
async def test_a_token_is_renewed_at_three_quarters_of_its_life(
    accounts: Accounts, connection_id: str, tiktok: FakeTikTok, clock: SetClock, part_of_life: float, renewed: int
) -> None:
    before = await accounts.access_token(connection_id)
    clock.advance(WEEK_S * part_of_life)
    after = await accounts.access_token(connection_id)
    assert tiktok.asked["refresh"] == renewed
    assert (after != before) == bool(renewed)


async def test_the_periodic_task_renews_what_is_due_and_nothing_else(
    accounts: Accounts, connection_id: str, tiktok: FakeTikTok, clock: SetClock
) -> None:
    await accounts.refresh_due()
    assert tiktok.asked["refresh"] == 0
    clock.advance(WEEK_S * 0.8)
    assert await accounts.refresh_due() == 1
    assert await accounts.refresh_due() == 0
    assert tiktok.asked["refresh"] == 1


async def test_fifty_tasks_in_two_processes_make_one_refresh(
    opened: Opener, connection_id: str, tiktok: FakeTikTok, clock: SetClock, grant: FakeGrant
) -> None:
    clock.advance(WEEK_S + 1)
    processes = [await opened(), await opened()]
    tokens = await asyncio.gather(*(processes[n % 2].access_token(connection_id) for n in range(50)))
    assert tiktok.asked["refresh"] == 1
    assert len(set(tokens)) == 1
    assert grant.access[tokens[0]] > clock.seconds()


async def test_twelve_processes_make_one_refresh(
    opened: Opener, connection_id: str, tiktok: FakeTikTok, clock: SetClock
) -> None:
    clock.advance(WEEK_S + 1)
    processes = [await opened() for _ in range(12)]
    assert len(set(await asyncio.gather(*(one.access_token(connection_id) for one in processes)))) == 1
    assert tiktok.asked["refresh"] == 1


async def test_a_token_refused_in_mid_run_is_renewed_once_and_the_call_repeated(
    opened: Opener, connection_id: str, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    processes = [await opened(), await opened()]
    clients = [await processes[n % 2].client_for_connection(connection_id) for n in range(20)]
    for one in processes:
        await one.access_token(connection_id)
    tiktok.expire_access(grant)
    replies = await asyncio.gather(*(client.call(READ) for client in clients))
    assert {len(reply.data["shops"]) for reply in replies} == {2}
    assert tiktok.asked["refresh"] == 1


async def test_others_use_the_old_token_while_one_renews_ahead_of_time(
    opened: Opener, connection_id: str, tiktok: FakeTikTok, clock: SetClock
) -> None:
    one, two = await opened(), await opened()
    old = await two.access_token(connection_id)
    clock.advance(WEEK_S * 0.8)
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def hold(kind: str) -> None:
        reached.set()
        await asyncio.wait_for(go_on.wait(), 20)  # fails instead of hanging

    tiktok.before_answer = hold
    renewing = asyncio.create_task(one.access_token(connection_id))
    await asyncio.wait_for(reached.wait(), 20)
    assert await two.access_token(connection_id) == old
    go_on.set()
    assert await renewing != old
    assert tiktok.asked["refresh"] == 1


async def test_a_caller_that_gives_up_does_not_take_the_new_tokens_with_it(
    accounts: Accounts, connection_id: str, tiktok: FakeTikTok, clock: SetClock, grant: FakeGrant
) -> None:
    tiktok.grace = False
    clock.advance(WEEK_S + 1)
    reached, go_on = asyncio.Event(), asyncio.Event()

    async def hold(kind: str) -> None:
        reached.set()
        await asyncio.wait_for(go_on.wait(), 20)  # fails instead of hanging

    tiktok.before_answer = hold
    caller = asyncio.create_task(accounts.access_token(connection_id))
    await asyncio.wait_for(reached.wait(), 20)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    tiktok.before_answer = None
    go_on.set()
    assert grant.access[await accounts.access_token(connection_id)] > clock.seconds()
    assert tiktok.asked["refresh"] == 1


# --- the grant is gone ---


async def test_a_grant_that_was_taken_back_is_marked_with_the_reason(
    opened: Opener, accounts: Accounts, connection_id: str, tiktok: FakeTikTok, clock: SetClock, grant: FakeGrant
) -> None:
    grant.revoked = True
    clock.advance(WEEK_S + 1)
    with pytest.raises(Reauthorize, match=r"36004005.*consent link"):
        await accounts.access_token(connection_id)
    marked = await accounts.connection(connection_id)
    assert marked.state == "needs_reauthorization"
    assert "36004005" in (marked.reason or "")
    tiktok.asked.clear()
    for one in (accounts, await opened()):
        with pytest.raises(Reauthorize):
            await one.access_token(connection_id)
        with pytest.raises(Reauthorize):
            await one.client_for_connection(connection_id)
    assert tiktok.asked.total() == 0


async def test_a_token_refused_again_after_a_renewal_is_not_renewed_for_ever(
    accounts: Accounts, connection_id: str, tiktok: FakeTikTok
) -> None:
    client = await accounts.client_for_connection(connection_id)
    tiktok.refuse_tokens_with = 105001
    for _ in range(4):
        with pytest.raises(Reauthorize):
            await client.call(READ)
    assert tiktok.asked["refresh"] == 1
    assert (await accounts.connection(connection_id)).state == "needs_reauthorization"


async def test_a_refusal_that_passed_leaves_no_suspicion(
    accounts: Accounts, connection_id: str, tiktok: FakeTikTok, grant: FakeGrant
) -> None:
    client = await accounts.client_for_connection(connection_id)
    for _ in range(3):
        tiktok.expire_access(grant)
        await client.call(READ)
    assert tiktok.asked["refresh"] == 3
    assert (await accounts.connection(connection_id)).active


async def test_an_unknown_connection_is_not_found(accounts: Accounts) -> None:
    with pytest.raises(NotFound):
        await accounts.access_token("c-nobody")


# --- lost answers and trouble ---


async def test_a_lost_answer_within_the_grace_is_cured_without_a_human(
    accounts: Accounts, connection_id: str, tiktok: FakeTikTok, clock: SetClock, grant: FakeGrant
) -> None:
    tiktok.lose["refresh"] = 1
    clock.advance(WEEK_S + 1)
    assert grant.access[await accounts.access_token(connection_id)] > clock.seconds()
    assert tiktok.asked["refresh"] == 2


async def test_a_lost_answer_without_grace_needs_authorization_and_says_why(
    accounts: Accounts, connection_id: str, tiktok: FakeTikTok, clock: SetClock
) -> None:
    tiktok.grace = False
    tiktok.lose["refresh"] = 1
    clock.advance(WEEK_S + 1)
    with pytest.raises(Reauthorize, match="answer was lost"):
        await accounts.access_token(connection_id)
    assert "answer was lost" in ((await accounts.connection(connection_id)).reason or "")


@pytest.mark.parametrize(("trouble", "kind"), [("down", Unreachable), ("lose", OutcomeUnknown)])
async def test_a_tiktok_that_stays_away_keeps_the_grant_and_the_next_try_cures_it(
    accounts: Accounts, connection_id: str, tiktok: FakeTikTok, clock: SetClock, trouble: str, kind: type[ShoplatchError]
) -> None:
    clock.advance(WEEK_S + 1)
    getattr(tiktok, trouble)["refresh"] = 3
    with pytest.raises(kind):
        await accounts.access_token(connection_id)
    assert (await accounts.connection(connection_id)).active
    assert await accounts.access_token(connection_id)


async def test_a_failed_renewal_ahead_of_time_goes_on_with_the_old_token_and_waits_before_the_next(
    accounts: Accounts, connection_id: str, tiktok: FakeTikTok, clock: SetClock
) -> None:
    old = await accounts.access_token(connection_id)
    clock.advance(WEEK_S * 0.8)
    tiktok.down["refresh"] = 3
    assert [await accounts.access_token(connection_id) for _ in range(5)] == [old] * 5
    assert tiktok.asked["refresh"] == 3
    clock.advance(61)
    assert await accounts.access_token(connection_id) != old


async def test_an_answer_without_a_new_refresh_token_keeps_the_old_one(
    accounts: Accounts, connection_id: str, tiktok: FakeTikTok, clock: SetClock, grant: FakeGrant
) -> None:
    for _ in range(2):
        first = grant.refresh
        tiktok.leave_out = {"refresh_token", "access_token_expire_in", "granted_scopes"}
        clock.advance(WEEK_S + 1)
        await accounts.access_token(connection_id)
        grant.refresh = first
    assert (await accounts.connection(connection_id)).granted_scopes == ("seller.authorization.info", "seller.order.info")


# --- dying in the middle ---


async def die_in_refresh(store: Store, connection_id: str, clock: SetClock) -> None:
    """What a process leaves that was killed after the lease and the intent were written."""
    async with store.begin() as conn:
        row = await table.take_refresh_lease(conn, connection_id, "the dead", clock.now(), 45)
        assert row is not None
        await consents.begin_intent(
            conn,
            app_key=APP_KEY,
            connection_id=connection_id,
            kind="refresh",
            token_version=row.token_version,
            now=clock.now(),
        )


@pytest.mark.parametrize("platform_had_rotated", [False, True])
async def test_after_a_crash_the_old_refresh_token_is_tried_and_cures_it(
    accounts: Accounts, connection_id: str, store: Store, tiktok: FakeTikTok, clock: SetClock, platform_had_rotated: bool
) -> None:
    clock.advance(WEEK_S + 1)
    await die_in_refresh(store, connection_id, clock)
    if platform_had_rotated:
        tiktok._pair(tiktok.grants[0])
    clock.advance(10)
    assert await accounts.recover_intents() == 0  # it may still be alive
    clock.advance(40)
    assert await accounts.recover_intents() == 1
    assert (await accounts.connection(connection_id)).active
    assert await accounts.access_token(connection_id)
    assert tiktok.asked["refresh"] == 1
    assert await accounts.recover_intents() == 0


async def test_after_a_crash_that_lost_the_rotated_pair_the_reason_stands_within_sixty_seconds(
    accounts: Accounts, connection_id: str, store: Store, tiktok: FakeTikTok, clock: SetClock
) -> None:
    tiktok.grace = False
    clock.advance(WEEK_S + 1)
    await die_in_refresh(store, connection_id, clock)
    tiktok._pair(tiktok.grants[0])
    for _ in range(6):  # the periodic task, every ten seconds
        clock.advance(10)
        await accounts.recover_intents()
    marked = await accounts.connection(connection_id)
    assert marked.state == "needs_reauthorization"
    assert "no longer accepts its refresh token" in (marked.reason or "")


async def test_callers_wait_for_a_dead_winners_lease_to_end_and_take_over(
    store: Store, opened: Opener, connection_id: str, tiktok: FakeTikTok, clock: SetClock
) -> None:
    clock.advance(WEEK_S + 1)
    await die_in_refresh(store, connection_id, clock)
    waiting = asyncio.create_task((await opened()).access_token(connection_id))
    for _ in range(20):
        await asyncio.sleep(0)
    assert not waiting.done()
    clock.advance(46)
    assert await waiting
    assert tiktok.asked["refresh"] == 1


async def test_two_workers_recover_one_intent_with_one_refresh(
    opened: Opener, connection_id: str, store: Store, tiktok: FakeTikTok, clock: SetClock
) -> None:
    await die_in_refresh(store, connection_id, clock)
    clock.advance(50)
    workers = [await opened(), await opened()]
    await asyncio.gather(*(worker.recover_intents() for worker in workers))
    assert tiktok.asked["refresh"] == 1
    assert (await workers[0].connection(connection_id)).active


async def test_a_worker_that_comes_to_an_intent_after_it_was_taken_over_renews_nothing(
    accounts: Accounts, opened: Opener, connection_id: str, store: Store, tiktok: FakeTikTok, clock: SetClock
) -> None:
    await die_in_refresh(store, connection_id, clock)
    died_with = (await accounts.connection(connection_id)).token_version
    clock.advance(50)
    assert await accounts.recover_intents() == 1
    late = await opened()  # it looked while the other was at it, and goes on now
    await late._keeper.take_over(connection_id, died_with)
    assert tiktok.asked["refresh"] == 1


async def test_a_crash_between_exchange_and_save_is_shown_and_the_old_tokens_are_tried(
    accounts: Accounts, connection_id: str, store: Store, tiktok: FakeTikTok, clock: SetClock, grant: FakeGrant
) -> None:
    link = await accounts.consent_link(APP_KEY)
    assert state_in(link.url)
    async with store.begin() as conn:
        await consents.begin_intent(
            conn, app_key=APP_KEY, connection_id=None, kind="exchange", token_version=None, now=clock.now()
        )
    grant.revoked = True  # TikTok ended the old tokens when it gave the new ones, which died with the process
    clock.advance(50)
    assert await accounts.recover_intents() == 1
    (lost,) = await accounts.lost_consents()
    assert "new consent link" in lost.reason
    assert (await accounts.connection(connection_id)).state == "needs_reauthorization"


async def test_recovery_waits_while_tiktok_is_away(
    accounts: Accounts, connection_id: str, store: Store, tiktok: FakeTikTok, clock: SetClock
) -> None:
    await die_in_refresh(store, connection_id, clock)
    clock.advance(50)
    tiktok.down["refresh"] = 3
    assert await accounts.recover_intents() == 0
    assert (await accounts.connection(connection_id)).active
    assert await accounts.recover_intents() == 1


async def test_a_token_ends_by_the_simulators_clock_and_no_call_is_refused_for_it(
    accounts: Accounts, connection_id: str, tiktok: FakeTikTok, clock: SetClock
) -> None:
    client = await accounts.client_for_connection(connection_id)
    tiktok.date = clock.now() + timedelta(days=8)  # somebody wound the simulator
    await client.call(READ)
    assert tiktok.asked["refresh"] == 0
    await client.call(READ)
    assert tiktok.asked["refresh"] == 1
    assert tiktok.refused[105002] == 0


async def test_a_deauthorization_during_a_refresh_is_not_undone_by_it(
    accounts: Accounts, connection_id: str, store: Store, tiktok: FakeTikTok, clock: SetClock
) -> None:
    async def taken_back(kind: str) -> None:
        async with store.begin() as conn:
            await table.set_state(conn, connection_id, "deauthorized", "the seller took it back", clock.now())

    tiktok.before_answer = taken_back
    clock.advance(WEEK_S + 1)
    with pytest.raises(Reauthorize, match="took it back"):
        await accounts.access_token(connection_id)
    assert (await accounts.connection(connection_id)).state == "deauthorized"


async def test_a_process_that_was_overtaken_uses_the_pair_of_the_other(
    opened: Opener, accounts: Accounts, connection_id: str, tiktok: FakeTikTok, clock: SetClock
) -> None:
    clock.advance(WEEK_S + 1)
    other, theirs = await opened(), []

    async def sleep_over(kind: str) -> None:
        if not theirs:
            theirs.append("")
            clock.advance(46)  # our lease ran out while the answer was under way
            theirs[0] = await other.access_token(connection_id)

    tiktok.before_answer = sleep_over
    assert await accounts.access_token(connection_id) == theirs[0]
    assert tiktok.asked["refresh"] == 2


class BrokenOnSave:
    """A store whose next transactions fail, as when the database is restarted."""

    def __init__(self, store: Store, failures: int = 0) -> None:
        self._store = store
        self.failures = failures

    @contextlib.asynccontextmanager
    async def begin(self) -> AsyncIterator[object]:
        if self.failures > 0:
            self.failures -= 1
            raise Unreachable("the database is being restarted")
        async with self._store.begin() as conn:
            yield conn


@pytest.mark.parametrize(("failures", "saved"), [(3, True), (60, True), (len(SAVE_PAUSES_S) + 1, False)])
async def test_a_database_that_is_away_when_the_new_pair_arrives_is_waited_for(
    store: Store,
    vault: Vault,
    connection_id: str,
    tiktok: FakeTikTok,
    clock: SetClock,
    failures: int,
    saved: bool,
) -> None:
    broken = BrokenOnSave(store)
    accounts = Accounts(broken, vault, clock=clock, transport=tiktok, sleep=no_sleep)  # type: ignore[arg-type]  # begin() is all it uses
    clock.advance(WEEK_S + 1)

    async def away(kind: str) -> None:
        broken.failures = failures

    tiktok.before_answer = away
    if saved:
        assert await accounts.access_token(connection_id)
    else:
        with pytest.raises(Unreachable):
            await accounts.access_token(connection_id)
        tiktok.before_answer = None
        clock.advance(46)  # what was left open is picked up, within the old token's grace
        assert await accounts.recover_intents() == 1
        assert await accounts.access_token(connection_id)
    await accounts.close()
    assert tiktok.asked["refresh"] == (1 if saved else 2)
    assert (await accounts.connection(connection_id)).active
