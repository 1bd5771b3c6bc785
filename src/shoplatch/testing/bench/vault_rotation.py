"""10,000 secrets sealed anew under two new master keys while processes go on calling: how many calls fail.

The secrets are the token pairs of 5,000 grants. Each process has a database pool, a vault and connections of its own; for
each call it takes a grant at random, opens its token as it lies in the database at that moment, signs with the opened app
secret and calls the simulator over HTTP. Former keys are retired while it goes on. `ratio` is the share of calls that
worked, and 0 where a secret was left behind or shut.
"""

from __future__ import annotations

import asyncio
import json
import random
import tempfile
from pathlib import Path

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.rotation import Turn
from shoplatch.accounts.vault import Vault
from shoplatch.app import Platform
from shoplatch.client.budget import Unlimited
from shoplatch.clock import SystemClock
from shoplatch.config import load
from shoplatch.errors import Fatal, ShoplatchError
from shoplatch.store import connections
from shoplatch.store.embedded import Postgres
from shoplatch.store.engine import Store
from shoplatch.testing.bench.consenting import connect
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.meeting import Line, child, database_of, ended
from shoplatch.testing.bench.result import Result, percentile
from shoplatch.transport import AsyncHttpTransport

GRANTS, GRANTS_SHORT = 5_000, 500
PROCESSES, PROCESSES_SHORT = 8, 2
BEFORE_S = 2.0
READY_WITHIN_S = 120.0
END_WITHIN_S = 60.0
_clock = SystemClock()


def run(*, short: bool = False) -> Result:
    """Start the processes, seal the secrets, let them call, and change the master key twice meanwhile."""
    grants, processes = (GRANTS_SHORT, PROCESSES_SHORT) if short else (GRANTS, PROCESSES)
    with tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder, desk(Path(folder), world="empty") as shop:
        line = Line(Path(folder) / "line", processes)
        children = [child(line, number, _call) for number in range(processes)]
        try:
            return asyncio.run(_measure(Path(folder) / "home", line, shop, grants))
        finally:
            for pid in children:
                ended(pid)
            Postgres(Path(folder) / "home").erase()


async def _measure(home: Path, line: Line, shop: Desk, grants: int) -> Result:
    environment = {"SHOPLATCH_PUBLIC_URL": "http://127.0.0.1:9", "SHOPLATCH_LOG_LEVEL": "error"}
    platform = await Platform.open(load(home=home, environment=environment))
    try:
        ids = await _grants(platform, (await connect(platform, shop)).connection_id, grants)
        line.say("told", json.dumps({"url": database_of(platform), "home": str(home), "ids": ids}))
        await line.wait_for("*.ready", line.count, READY_WITHIN_S)
        line.say("go")
        await asyncio.sleep(BEFORE_S)
        began = _clock.monotonic()
        turns = [await _turn(platform) for _ in range(2)]
        took_s = _clock.monotonic() - began
        line.say("stop", json.dumps([began, began + took_s]))
        told = [json.loads(text) for text in await line.wait_for("*.done", line.count, END_WITHIN_S)]
        left = (await platform.rotation.status()).left
    finally:
        await platform.close()
    return _result(turns, told, took_s, left)


async def _turn(platform: Platform) -> Turn:
    """One change of the master key: everything sealed anew, then the former key retired as soon as all have seen it."""
    turn = await platform.rotation.rotate()
    await asyncio.sleep(platform.rotation.seen_in_s())
    retired = await platform.rotation.retire(at_once=True)
    if not retired.retired:
        raise Fatal(f"the former master key could not be retired: {retired.kept}")
    return turn


async def _grants(platform: Platform, connection_id: str, count: int) -> list[str]:
    """The grant that was given, and copies of it for as many sellers: each pair of tokens sealed for its own place."""
    async with platform.store.begin() as conn:
        given = await connections.get(conn, connection_id)
        if given is None or given.sealed_access is None or given.sealed_refresh is None:
            raise Fatal("the grant was saved and is not there")
        access = platform.vault.unseal(given.sealed_access, owner=connection_id, field="access_token")
        refresh = platform.vault.unseal(given.sealed_refresh, owner=connection_id, field="refresh_token")
        ids = [connection_id, *(f"bench-{number:05}" for number in range(1, count))]
        for id_ in ids[1:]:
            await connections.save(
                conn,
                id=id_,
                app_key=given.app_key,
                kind="seller",
                open_id=id_,
                seller_name=f"Seller {id_}",
                seller_base_region=given.seller_base_region,
                granted_scopes=given.granted_scopes,
                sealed_access=platform.vault.seal(access, owner=id_, field="access_token"),
                sealed_refresh=platform.vault.seal(refresh, owner=id_, field="refresh_token"),
                access_expires_at=given.access_expires_at,
                refresh_expires_at=given.refresh_expires_at,
                now=_clock.now(),
            )
    return ids


async def _call(line: Line, number: int) -> str:
    """Open, wait at the line, call until told to stop; each call's moment, length and failure."""
    told = json.loads((await line.wait_for("told", 1, READY_WITHIN_S))[0])
    chosen, calls, failed = random.Random(number), [], []
    vault = Vault.open(Path(told["home"]))
    async with (
        await Store.open(told["url"], pool_max=2) as store,
        AsyncHttpTransport() as wire,
        await Accounts.open(store, vault, clock=_clock, transport=wire, budget=Unlimited()) as accounts,
    ):
        line.say(f"{number}.ready")
        await line.wait_for("go", 1, READY_WITHIN_S)
        while not (line.folder / "stop").exists():
            began = _clock.monotonic()
            try:
                client = await accounts.client_for_connection(chosen.choice(told["ids"]))
                await client.call("authorization.get_authorized_shops")
            except ShoplatchError as failure:
                failed.append(f"{type(failure).__name__}: {failure}"[:300])
            calls.append((began, _clock.monotonic() - began))
    return json.dumps({"calls": calls, "failed": failed, "span": json.loads((line.folder / "stop").read_text())})


def _result(turns: list[Turn], told: list[dict[str, list]], took_s: float, left: int) -> Result:  # type: ignore[type-arg]  # JSON
    failed = [why for one in told for why in one["failed"]]
    since, until = told[0]["span"]
    calls = [(at, length) for one in told for at, length in one["calls"]]
    during = [length for at, length in calls if since <= at <= until]
    before = [length for at, length in calls if at < since]
    shut = [one for turn in turns for one in turn.shut]
    resealed = sum(turn.resealed for turn in turns)
    sound = left == 0 and not shut and bool(during)
    return Result(
        "vault-rotation",
        "failed calls",
        len(failed),
        {"calls": len(calls), "calls during the rotations": len(during)},
        round(1 - len(failed) / len(calls), 4) if sound else 0.0,
        {
            "secrets sealed anew, in two rotations": resealed,
            "left under a former key": left,
            "shut": len(shut),
            "seconds, with both former keys retired": round(took_s, 1),
            "95% of calls within ms, before": round(percentile(before, 0.95) * 1000, 1),
            "95% of calls within ms, during": round(percentile(during, 0.95) * 1000, 1),
            "processes": len(told),
            **({"first failure": failed[0]} if failed else {}),
        },
    )
