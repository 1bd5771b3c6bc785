"""kill -9 at every step of a renewal and of an exchange, the platform in both modes of rotation: recovered, or told why.

Twenty points in the short run, two hundred in the long one. "Within sixty seconds" is the clock of the periodic task, moved.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.vault import Vault
from shoplatch.client.budget import Unlimited
from shoplatch.clock import Clock, SystemClock
from shoplatch.errors import Reauthorize
from shoplatch.store.engine import Store
from shoplatch.transport import AsyncHttpTransport
from tests.journeys.simulated import Simulator, simulator
from tests.journeys.test_consent import DAY_S, READ, approve, in_50_s

GRACE_S = 600  # the old refresh token works on; 0: it dies at once
SHORT, LONG = 20, 200


@pytest.fixture(scope="module")
def sim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    with simulator(tmp_path_factory.mktemp("crashes")) as running:
        yield running


@dataclass
class Field:
    """A place to die in: the installation, the simulator, and the process that starts the others."""

    sim: Simulator
    store: Store
    home: Path
    url: str
    accounts: Accounts
    killer: subprocess.Popen[str]
    wire: AsyncHttpTransport

    @property
    def app_key(self) -> str:
        return str(self.sim.ready["app_key"])

    async def die(self, **told: Any) -> dict[str, Any]:
        """Let a process work until it is killed at step `at`; how it ended."""

        def ask() -> str:
            assert self.killer.stdin is not None
            assert self.killer.stdout is not None
            self.killer.stdin.write(json.dumps(told) + "\n")
            self.killer.stdin.flush()
            return self.killer.stdout.readline()

        return dict(json.loads(await asyncio.to_thread(ask)))

    async def callback(self) -> dict[str, str]:
        return approve((await self.accounts.consent_link(self.app_key)).url)

    async def afterwards(self) -> Accounts:
        """A worker looks fifty seconds later; then an installation of now, which knows nothing but what was written down."""
        async with AsyncHttpTransport() as wire:
            later = await self.opened(in_50_s(), wire)
            await later.recover_intents()
            await later.refresh_due()
            await later.close()
        return await self.opened(SystemClock(), self.wire)

    async def opened(self, clock: Clock, wire: AsyncHttpTransport) -> Accounts:
        return await Accounts.open(self.store, Vault.open(self.home), clock=clock, transport=wire, budget=Unlimited())

    def forget_grants(self) -> None:
        with psycopg.connect(self.url) as conn:
            for table in ("shops", "connections", "grant_intents", "oauth_states"):
                conn.execute(f"DELETE FROM {table}")  # type: ignore[arg-type]  # our own words


@pytest.fixture
async def ground(store: Store, database_url: str, tmp_path: Path, sim: Simulator) -> AsyncIterator[Field]:
    home = tmp_path / "home"
    async with AsyncHttpTransport() as wire:
        accounts = await Accounts.open(store, Vault.open(home), clock=SystemClock(), transport=wire, budget=Unlimited())
        await accounts.add_app(
            name="Crash",
            app_key=sim.ready["app_key"],
            app_secret=sim.ready["app_secret"],
            service_id=sim.ready["service_id"],
            environment="simulator",
            base_url=sim.url,
        )
        killer = subprocess.Popen(  # noqa: ASYNC220  # it starts at once, and nothing else goes on
            [sys.executable, "-m", "tests.journeys.dies", str(home), database_url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield Field(sim, store, home, database_url, accounts, killer, wire)
        finally:
            killer.kill()
            killer.communicate()
            await accounts.close()


def spread(steps: int, wanted: int) -> list[int]:
    """So many of the steps, evenly; all of them, again and again, where more are wanted than there are."""
    if wanted >= steps:
        return [n % steps for n in range(wanted)]
    return sorted({n * steps // wanted for n in range(wanted)})


async def renewals(ground: Field, wanted: int, grace_s: int) -> int:
    """Die in a renewal at so many steps; how many deaths there were."""
    ground.sim.post("switches", {"spent_refresh_token_grace_s": grace_s})
    connection_id = (await ground.accounts.finish_consent(await ground.callback())).connection_id
    ground.sim.post("clock", {"advance_s": 8 * DAY_S})
    steps = int((await ground.die(at=None, connection_id=connection_id))["said"])
    deaths = 0
    for at in spread(steps, wanted):
        await ground.accounts.finish_consent(await ground.callback())
        ground.sim.post("clock", {"advance_s": 8 * DAY_S})
        before = ground.sim.truth()["token_refreshes"]
        ended = await ground.die(at=at, connection_id=connection_id)
        assert ended["killed"], f"step {at} of {steps}: {ended['said']}"
        deaths += 1
        spent = ground.sim.truth()["token_refreshes"] - before
        later = await ground.afterwards()
        found = await later.connection(connection_id)
        if found.active:
            assert (await (await later.client_for_connection(connection_id)).call(READ)).code == 0
        else:
            assert (grace_s, spent) == (0, 1), f"step {at}: a grant that could be kept was given up"
            assert found.state == "needs_reauthorization"
            assert found.reason
            with pytest.raises(Reauthorize):
                await later.client_for_connection(connection_id)
        await later.close()
    return deaths


async def exchanges(ground: Field, wanted: int, *, known: bool) -> int:
    """Die in the exchange of a first consent, or of one by a seller who is known; how many deaths there were."""
    steps = int((await ground.die(at=None, params=await ground.callback()))["said"])
    deaths = 0
    for at in spread(steps, wanted):
        if not known:
            ground.forget_grants()
        params = await ground.callback()
        before = ground.sim.truth()["token_exchanges"]
        ended = await ground.die(at=at, params=params)
        assert ended["killed"], f"step {at} of {steps}: {ended['said']}"
        deaths += 1
        spent = ground.sim.truth()["token_exchanges"] - before
        later = await ground.afterwards()
        connections = await later.connections()
        lost = await later.lost_consents()
        if not spent:  # the code still stood: it was exchanged in the dead one's place, or the callback can be shown again
            if not connections:
                assert (await ground.accounts.finish_consent(params)).shops
            assert lost == []
        elif not connections:
            assert "let the seller open a new consent link" in lost[-1].reason
        for one in await later.connections():
            assert one.active or one.reason
            if one.active:
                assert (await (await later.client_for_connection(one.id)).call(READ)).code == 0
        await later.close()
        ground.forget_grants() if lost else None
    return deaths


async def test_twenty_deaths_are_recovered_or_told(ground: Field) -> None:
    deaths = await renewals(ground, 6, GRACE_S) + await renewals(ground, 6, 0)
    deaths += await exchanges(ground, 5, known=False) + await exchanges(ground, 3, known=True)
    assert deaths == SHORT


@pytest.mark.long
async def test_two_hundred_deaths_are_recovered_or_told(ground: Field) -> None:
    deaths = await renewals(ground, 60, GRACE_S) + await renewals(ground, 60, 0)
    deaths += await exchanges(ground, 50, known=False) + await exchanges(ground, 30, known=True)
    assert deaths == LONG


@pytest.mark.long
def test_a_hundred_processes_with_one_expired_token_make_one_refresh() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "shoplatch", "bench", "refresh-race", "--json"],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    measured = json.loads(done.stdout.splitlines()[-1])
    assert (measured["ours"], measured["against"], measured["ratio"]) == (1, {"processes": 100}, 1.0)
