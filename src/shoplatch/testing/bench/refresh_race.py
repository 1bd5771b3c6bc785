"""One expired token, a hundred processes that want it at the same moment: how many refreshes reach the simulator.

Each process has a database pool, a token keeper and connections of its own, and speaks to the real endpoints over HTTP. They
start, meet at a line, and ask at once. Every one of them has to come back with the same working token. The figure is a
count, so it says the same on any machine: `ratio` is 1 / refreshes.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.vault import Vault
from shoplatch.app import Platform
from shoplatch.client.budget import Unlimited
from shoplatch.clock import SystemClock
from shoplatch.config import load
from shoplatch.errors import Fatal
from shoplatch.store.embedded import Postgres
from shoplatch.store.engine import Store
from shoplatch.testing.bench.consenting import connect
from shoplatch.testing.bench.desk import Desk, desk
from shoplatch.testing.bench.meeting import Line, child, database_of, ended
from shoplatch.testing.bench.result import Result
from shoplatch.transport import AsyncHttpTransport, HttpRequest

PROCESSES = 100
PROCESSES_SHORT = 10
EIGHT_DAYS_S = 8 * 24 * 3600
READY_WITHIN_S = 240.0
END_WITHIN_S = 120.0
_clock = SystemClock()


def run(*, short: bool = False) -> Result:
    """Start the processes, connect, let the token expire, let them run."""
    count = PROCESSES_SHORT if short else PROCESSES
    with tempfile.TemporaryDirectory(prefix="shoplatch-bench-") as folder, desk(Path(folder), world="empty") as shop:
        line = Line(Path(folder) / "line", count)
        children = [child(line, number, _ask) for number in range(count)]  # before anything is open that a fork would share
        try:
            return asyncio.run(_measure(Path(folder) / "home", line, shop))
        finally:
            for pid in children:
                ended(pid)
            Postgres(Path(folder) / "home").erase()


async def _measure(home: Path, line: Line, shop: Desk) -> Result:
    environment = {"SHOPLATCH_PUBLIC_URL": "http://127.0.0.1:9", "SHOPLATCH_LOG_LEVEL": "error"}
    platform = await Platform.open(load(home=home, environment=environment))
    try:
        connection_id = (await connect(platform, shop)).connection_id
        await _control(platform, shop, "POST", "clock", {"advance_s": EIGHT_DAYS_S})
        before = (await _control(platform, shop, "GET", "truth"))["token_refreshes"]
        line.say("told", json.dumps({"url": database_of(platform), "home": str(home), "connection_id": connection_id}))
        await line.wait_for("*.ready", line.count, READY_WITHIN_S)
        line.say("go")
        tokens = await line.wait_for("*.done", line.count, END_WITHIN_S)
        refreshes = (await _control(platform, shop, "GET", "truth"))["token_refreshes"] - before
    finally:
        await platform.close()
    one_token = len(set(tokens)) == 1
    return Result(
        "refresh-race",
        "refreshes at the simulator",
        refreshes,
        {"processes": line.count},
        round(1 / refreshes, 4) if refreshes and one_token else 0.0,
        {"processes that called with a working token": len(tokens), "different tokens": len(set(tokens))},
    )


async def _control(platform: Platform, shop: Desk, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    sent = json.dumps(body).encode() if body is not None else None
    request = HttpRequest(method, f"{shop.base_url}/_sim/{path}", (("content-type", "application/json"),), sent)
    answer = await platform.transport.send(request, timeout_s=60)
    if answer.status != 200:
        raise Fatal(f"the simulator's control answered {answer.status} to {path}")
    return json.loads(answer.body)


async def _ask(line: Line, number: int) -> str:
    """Open, wait at the line, make one call; gives the fingerprint of the token it was made with."""
    told = json.loads((await line.wait_for("told", 1, READY_WITHIN_S))[0])
    vault = Vault.open(Path(told["home"]))
    async with await Store.open(told["url"], pool_max=1) as store, AsyncHttpTransport() as wire:
        accounts = await Accounts.open(store, vault, clock=_clock, transport=wire, budget=Unlimited())
        client = await accounts.client_for_connection(told["connection_id"])
        line.say(f"{number}.ready")
        await line.wait_for("go", 1, READY_WITHIN_S)
        # The first answer says what time it is there, and that the token is over.
        await client.call("authorization.get_authorized_shops")
        token = await accounts.access_token(told["connection_id"])
        await accounts.close()
        return vault.fingerprint(token)
