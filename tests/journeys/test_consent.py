"""Walk 2 over real HTTP, PostgreSQL and processes: a seller authorizes, tokens are renewed once, processes are killed."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.vault import Vault
from shoplatch.clock import FollowingClock, SystemClock
from shoplatch.errors import Conflict, Reauthorize
from shoplatch.store.engine import Store
from shoplatch.transport import AsyncHttpTransport
from tests.journeys.simulated import Simulator, simulator

READ = "authorization.get_authorized_shops"
DAY_S = 24 * 3600


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def approve(url: str, answer: str = "approve=1") -> dict[str, str]:
    """Confirm as the seller, without a browser; gives the parameters of the callback."""
    try:
        urllib.request.build_opener(_Stay).open(f"{url}&{answer}", timeout=10)
    except urllib.error.HTTPError as redirect:
        location = redirect.headers["Location"]
        redirect.close()
        return dict(parse_qsl(urlsplit(location).query))
    raise AssertionError(f"{url} did not redirect")


@pytest.fixture(scope="module")
def sim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    with simulator(tmp_path_factory.mktemp("consent")) as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "a home"


@pytest.fixture
async def accounts(store: Store, home: Path, sim: Simulator) -> AsyncIterator[Accounts]:
    sim.post("switches", {"spent_refresh_token_grace_s": 600})
    async with (
        AsyncHttpTransport() as wire,
        await Accounts.open(store, Vault.open(home), clock=SystemClock(), transport=wire) as opened,
    ):
        await opened.add_app(
            name="Journey",
            app_key=sim.ready["app_key"],
            app_secret=sim.ready["app_secret"],
            service_id=sim.ready["service_id"],
            environment="simulator",
            base_url=sim.url,
        )
        yield opened


async def connected(accounts: Accounts, sim: Simulator) -> str:
    link = await accounts.consent_link(sim.ready["app_key"])
    return (await accounts.finish_consent(approve(link.url))).connection_id


def process(home: Path, url: str, how: str, what: str, tasks: int = 1) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.journeys.asks_for_token", str(home), url, how, what, str(tasks)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(running: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = running.communicate(timeout=60)
    return running.returncode, out.strip(), err


async def test_a_seller_authorizes_over_http_and_the_shops_can_be_called(accounts: Accounts, sim: Simulator) -> None:
    link = await accounts.consent_link(sim.ready["app_key"])
    params = approve(link.url)
    done = await accounts.finish_consent(params)
    assert {shop.id for shop in done.shops} == {shop["id"] for shop in sim.ready["shops"]}
    client = await accounts.client_for_shop(sim.ready["shop_id"])
    assert (await client.call("order.get_order_list", page_size=10)).code == 0
    with pytest.raises(Conflict):
        await accounts.finish_consent(params)


async def test_a_seller_refuses_over_http(accounts: Accounts, sim: Simulator) -> None:
    link = await accounts.consent_link(sim.ready["app_key"])
    with pytest.raises(Reauthorize, match="refused"):
        await accounts.finish_consent(approve(link.url, "deny=1"))
    assert await accounts.connections() == []


async def test_processes_with_an_expired_token_make_one_refresh(
    accounts: Accounts, sim: Simulator, home: Path, database_url: str
) -> None:
    connection_id = await connected(accounts, sim)
    before = sim.truth()["token_refreshes"]
    sim.post("clock", {"advance_s": 8 * DAY_S})
    processes = [process(home, database_url, "live", connection_id, 5) for _ in range(6)]
    ends = [await asyncio.to_thread(ended, one) for one in processes]
    assert [code for code, _, _ in ends] == [0] * 6, [error for _, _, error in ends]
    assert len({printed for _, printed, _ in ends}) == 1
    assert sim.truth()["token_refreshes"] - before == 1


@pytest.mark.parametrize(("grace_s", "state"), [(600, "active"), (0, "needs_reauthorization")])
async def test_a_process_killed_between_refresh_and_save_is_recovered_or_told(
    accounts: Accounts, sim: Simulator, home: Path, database_url: str, store: Store, grace_s: int, state: str
) -> None:
    connection_id = await connected(accounts, sim)
    sim.post("switches", {"spent_refresh_token_grace_s": grace_s})
    sim.post("clock", {"advance_s": 8 * DAY_S})
    code, printed, _ = await asyncio.to_thread(ended, process(home, database_url, "die-after-answer", connection_id))
    assert (code, printed) == (-9, "")
    async with AsyncHttpTransport() as wire:
        later = await Accounts.open(store, Vault.open(home), clock=in_50_s(), transport=wire)
        assert await later.recover_intents() == 1
        now = await later.connection(connection_id)
        assert now.state == state
        if state == "active":
            await (await later.client_for_connection(connection_id)).call(READ)
        else:
            assert "no longer accepts its refresh token" in (now.reason or "")
        await later.close()


async def test_a_process_killed_between_exchange_and_save_is_told(
    accounts: Accounts, sim: Simulator, home: Path, database_url: str, store: Store
) -> None:
    params = approve((await accounts.consent_link(sim.ready["app_key"])).url)
    what = f"state={params['state']}&code={params['code']}"
    code, _, _ = await asyncio.to_thread(ended, process(home, database_url, "die-after-answer", what))
    assert code == -9
    async with AsyncHttpTransport() as wire:
        later = await Accounts.open(store, Vault.open(home), clock=in_50_s(), transport=wire)
        assert await later.recover_intents() == 1
        (lost,) = await later.lost_consents()
        assert "new consent link" in lost.reason
        await later.close()
    assert await connected(accounts, sim)


async def test_a_seller_takes_the_grant_back_over_http(accounts: Accounts, sim: Simulator) -> None:
    connection_id = await connected(accounts, sim)
    shop_id, app_key = sim.ready["shop_id"], sim.ready["app_key"]
    assert not await accounts.deauthorized(app_key, shop_id=shop_id, message="an old event")
    sim.post(f"sellers/{sim.ready['open_id']}/deauthorize", {"app_key": app_key})
    assert await accounts.deauthorized(app_key, shop_id=shop_id, message="seller cancelled")
    stopped = await accounts.connection(connection_id)
    assert (stopped.state, stopped.reason) == ("deauthorized", "seller cancelled")
    with pytest.raises(Reauthorize, match="seller cancelled"):
        await accounts.client_for_shop(shop_id)
    assert await connected(accounts, sim) == connection_id


def in_50_s() -> FollowingClock:
    """The clock of a periodic task that runs fifty seconds later, without the wait."""
    clock = FollowingClock(SystemClock())
    clock.observe(SystemClock().now() + timedelta(seconds=50))
    return clock
