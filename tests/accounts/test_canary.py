"""Planted secrets come out nowhere: no repr, no error, no log line, no column of any table."""

from __future__ import annotations

import logging
import traceback

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.apps import App
from shoplatch.clock import SetClock
from shoplatch.errors import ShoplatchError
from shoplatch.store.engine import Store
from tests.accounts.conftest import APP_KEY, connect, state_in
from tests.accounts.fake_tiktok import SECRET, WEEK_S, FakeGrant, FakeTikTok


async def dump(store: Store) -> str:
    """Every row of every table as text, the way a dump shows it."""
    lines = []
    async with store.raw() as conn:
        tables = await conn.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        for (name,) in await tables.fetchall():
            found = await conn.execute(f'SELECT t::text FROM "{name}" t'.encode())
            lines += [row[0] for row in await found.fetchall()]
    return "\n".join(lines)


async def test_secrets_come_out_nowhere(
    accounts: Accounts,
    app: App,
    tiktok: FakeTikTok,
    grant: FakeGrant,
    store: Store,
    clock: SetClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    shown: list[str] = []
    connection_id = await connect(accounts, tiktok, grant)
    link = await accounts.consent_link(APP_KEY)
    state, sign_in = state_in(link.url), await accounts.people.issue_link()
    session = await accounts.people.redeem(sign_in)

    for trouble in ("down", "lose"):
        getattr(tiktok, trouble)["refresh"] = 3
        clock.advance(WEEK_S + 1)
        shown += await told(accounts.access_token(connection_id))
    await accounts.access_token(connection_id)
    await accounts.add_app(
        name="", app_key=APP_KEY, app_secret="deadbeef" * 8, service_id="73", environment="simulator", base_url=app.api_url
    )
    clock.advance(WEEK_S + 1)
    shown += await told(accounts.access_token(connection_id))
    await accounts.add_app(
        name="", app_key=APP_KEY, app_secret=SECRET, service_id="73", environment="simulator", base_url=app.api_url
    )
    grant.revoked = True
    clock.advance(60)
    shown += await told(accounts.access_token(connection_id))
    shown += await told(accounts.finish_consent({"code": tiktok.consent("someone", grant), "state": state}))
    client_shown = [repr(one) for one in (await accounts.apps(), await accounts.connections(), await accounts.shops(), link)]
    await accounts.call_log.flush()

    everything = "\n".join([*shown, *client_shown, caplog.text, await dump(store)])
    assert "api_calls" not in everything  # the dump holds rows, not names
    planted = [SECRET, "deadbeef" * 8, state, sign_in, session, *tiktok.issued]
    assert len(tiktok.issued) >= 8
    for secret in planted:
        assert secret not in everything, secret[:12]
        assert secret.encode().hex() not in everything, secret[:12]  # how a dump shows bytes


async def told(asking: object) -> list[str]:
    """The error in every form it may be printed in."""
    with pytest.raises(ShoplatchError) as caught:
        await asking  # type: ignore[misc]  # a coroutine
    return [str(caught.value), repr(caught.value), "".join(traceback.format_exception(caught.value))]
