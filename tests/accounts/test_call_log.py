"""Each attempt becomes a row, a call never waits for it, and what cannot be kept is counted."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.accounts.call_log import CallLog
from shoplatch.client.core import CallRecord
from shoplatch.clock import SetClock, SystemClock
from shoplatch.errors import Unreachable
from shoplatch.store.engine import Store
from tests.accounts.conftest import START, connect
from tests.accounts.fake_tiktok import FakeGrant, FakeTikTok

RECORD = CallRecord("order.get_order_list", "Shop 1", 200, 0, "20260101", 12.6, 1, START)


async def rows(store: Store) -> list[tuple[object, ...]]:
    async with store.raw() as conn:
        found = await conn.execute(
            "SELECT operation, shop_id, connection_id, status, code, elapsed_ms, attempt FROM api_calls ORDER BY id"
        )
        return [tuple(row) for row in await found.fetchall()]


async def test_every_attempt_of_a_call_becomes_a_row(
    accounts: Accounts, app: App, tiktok: FakeTikTok, grant: FakeGrant, store: Store
) -> None:
    connection_id = await connect(accounts, tiktok, grant)
    tiktok.expire_access(grant)
    client = await accounts.client_for_shop(grant.shops[0]["id"])
    await client.call("authorization.get_authorized_shops")
    await accounts.call_log.flush()
    written = await rows(store)
    assert [row[3:5] for row in written] == [(200, 0), (401, 105002), (200, 0)]
    assert [row[6] for row in written] == [1, 1, 2]
    assert {row[2] for row in written} == {connection_id}
    assert [row[1] for row in written] == [None, grant.shops[0]["id"], grant.shops[0]["id"]]
    assert accounts.call_log.written == 3


async def test_closing_writes_what_still_waits(store: Store) -> None:
    log = CallLog(store, SystemClock())
    log.start()
    observe = log.observer(connection_id="c", shop_id="s")
    for _ in range(1234):
        observe(RECORD)
    await log.stop()
    assert len(await rows(store)) == 1234
    assert log.dropped == 0


async def test_a_full_queue_drops_and_counts_and_never_waits(store: Store) -> None:
    log = CallLog(store, SystemClock(), waiting_max=10)
    observe = log.observer(connection_id=None, shop_id=None)
    for _ in range(25):
        observe(RECORD)
    assert log.dropped == 15
    assert await log.flush() == 10


class AwayStore:
    """A store whose database is away."""

    @contextlib.asynccontextmanager
    async def raw(self) -> AsyncIterator[None]:
        raise Unreachable("the database is away")
        yield


async def test_a_database_that_is_away_costs_log_lines_and_no_call(caplog: pytest.LogCaptureFixture) -> None:
    log = CallLog(AwayStore(), SystemClock())  # type: ignore[arg-type]  # all it uses of a store is raw()
    log.observer(connection_id=None, shop_id=None)(RECORD)
    assert await log.flush() == 0
    assert log.dropped == 1
    assert "lost" in caplog.text


async def test_a_wound_simulator_does_not_wind_the_log(store: Store, clock: SetClock) -> None:
    """Its app signs by the simulator's time; the log says when we were answered, so that it can stand beside the rows."""
    log = CallLog(store, clock)
    log.observer(connection_id="c", shop_id="s")(replace(RECORD, at=clock.now() + timedelta(days=40)))
    await log.flush()
    async with store.raw() as conn:
        found = await (await conn.execute("SELECT at FROM api_calls")).fetchall()
    assert found == [(clock.now(),)]
