"""One expired token, a hundred processes that want it at the same moment: how many refreshes reach the simulator.

Each process has a database pool, a token keeper and connections of its own, and speaks to the real endpoints over HTTP. They
start, meet at a line, and ask at once. Every one of them has to come back with the same working token. The figure is a
count, so it says the same on any machine: `ratio` is 1 / refreshes.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.vault import Vault
from shoplatch.app import Platform
from shoplatch.client.budget import Unlimited
from shoplatch.clock import SystemClock
from shoplatch.config import load
from shoplatch.errors import Fatal
from shoplatch.store.embedded import Postgres
from shoplatch.store.engine import Store
from shoplatch.testing.bench.desk import Desk, desk
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
        children = [_child(line, number) for number in range(count)]  # before anything is open that a fork would share
        try:
            return asyncio.run(_measure(Path(folder) / "home", line, shop))
        finally:
            for pid in children:
                _end(pid)
            Postgres(Path(folder) / "home").erase()


@dataclass(frozen=True, slots=True)
class Line:
    """The folder where the processes meet: what they are told, and what each says, as a file of its own."""

    folder: Path
    count: int

    def __post_init__(self) -> None:
        self.folder.mkdir(mode=0o700)

    def say(self, name: str, text: str = "") -> None:
        """A file that is there whole or not at all."""
        draft = self.folder / f".{name}"
        draft.write_text(text)
        draft.rename(self.folder / name)

    async def wait_for(self, pattern: str, count: int, within_s: float) -> list[str]:
        """The texts of so many files.

        Raises:
            Fatal: they were not there in time, or a process says that it failed.
        """
        limit = _clock.monotonic() + within_s
        while len(found := sorted(self.folder.glob(pattern))) < count:
            failed = next((path.read_text() for path in self.folder.glob("*.failed")), None)
            if failed is not None or _clock.monotonic() > limit:
                raise Fatal(failed or f"{len(found)} of {count} processes came within {within_s:.0f} s")
            await asyncio.sleep(0.02)
        return [path.read_text() for path in found]


async def _measure(home: Path, line: Line, shop: Desk) -> Result:
    environment = {"SHOPLATCH_PUBLIC_URL": "http://127.0.0.1:9", "SHOPLATCH_LOG_LEVEL": "error"}
    platform = await Platform.open(load(home=home, environment=environment))
    try:
        connection_id = await _connect(platform, shop)
        await _control(platform, shop, "POST", "clock", {"advance_s": EIGHT_DAYS_S})
        before = (await _control(platform, shop, "GET", "truth"))["token_refreshes"]
        line.say("told", json.dumps({"url": _url(platform), "home": str(home), "connection_id": connection_id}))
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


async def _connect(platform: Platform, shop: Desk) -> str:
    await platform.accounts.add_app(
        name="Race",
        app_key=shop.app_key,
        app_secret=shop.app_secret,
        service_id=shop.service_id,
        environment="simulator",
        base_url=shop.base_url,
    )
    consent = await platform.accounts.consent_link(shop.app_key)
    answer = await platform.transport.send(HttpRequest("GET", consent.url, (("accept", "*/*"),)), timeout_s=30)
    params = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    return (await platform.accounts.finish_consent(params)).connection_id


async def _control(platform: Platform, shop: Desk, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    sent = json.dumps(body).encode() if body is not None else None
    request = HttpRequest(method, f"{shop.base_url}/_sim/{path}", (("content-type", "application/json"),), sent)
    answer = await platform.transport.send(request, timeout_s=60)
    if answer.status != 200:
        raise Fatal(f"the simulator's control answered {answer.status} to {path}")
    return json.loads(answer.body)


def _url(platform: Platform) -> str:
    """The database's address for children: they are told it by memory, not by their command line."""
    parts = platform.store.parameters
    host = parts["host"]
    return f"postgresql://{parts['user']}:{parts['password']}@/{parts['dbname']}?host={host}&port={parts['port']}"


def _child(line: Line, number: int) -> int:
    """A process of its own with everything loaded already; its loop, connections and keys are its own."""
    pid = os.fork()
    if pid:
        return pid
    try:
        line.say(f"{number}.done", asyncio.run(_ask(line, number)))
    except BaseException as failure:  # a child of a fork must never return into the parent's program
        line.say(f"{number}.failed", f"process {number}: {type(failure).__name__}: {failure}")
    finally:
        os._exit(0)


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


def _end(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
