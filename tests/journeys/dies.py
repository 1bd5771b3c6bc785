"""Processes that are killed at a chosen step of a renewal or an exchange; run as `python -m tests.journeys.dies HOME URL`.

A step is where something outside changes: before and after each transaction's commit, each request, each sealing. A line of
JSON on standard input says what to do and at which step to die; a fork with everything loaded does it, and a line on
standard output says how it ended and how many steps it came to. The death is SIGKILL: nothing is tidied up.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.vault import Vault
from shoplatch.client.budget import Unlimited
from shoplatch.clock import SystemClock
from shoplatch.store.engine import Store
from shoplatch.transport import AsyncHttpTransport, HttpRequest, HttpResponse


class Fuse:
    """Counts steps, and kills the process at one of them."""

    def __init__(self, at: int | None) -> None:
        self.steps = 0
        self._at = at

    def step(self) -> None:
        if self.steps == self._at:
            os.kill(os.getpid(), signal.SIGKILL)
        self.steps += 1


class FusedStore(Store):
    fuse: Fuse

    @contextlib.asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        self.fuse.step()
        async with super().begin() as conn:
            yield conn
            self.fuse.step()
        self.fuse.step()


class FusedVault(Vault):
    fuse: Fuse

    def seal(self, text: str, *, owner: str, field: str) -> bytes:
        self.fuse.step()
        return super().seal(text, owner=owner, field=field)


class FusedTransport:
    def __init__(self, beneath: AsyncHttpTransport, fuse: Fuse) -> None:
        self._beneath = beneath
        self._fuse = fuse

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        self._fuse.step()
        answer = await self._beneath.send(request, timeout_s=timeout_s)
        self._fuse.step()
        return answer


async def work(home: Path, url: str, told: dict[str, Any]) -> int:
    fuse = Fuse(None)  # opening is no step
    vault = FusedVault.open(home)
    vault.fuse = fuse
    store = await FusedStore.open(url, pool_max=2)
    store.fuse = fuse
    async with store, AsyncHttpTransport() as wire:
        transport = FusedTransport(wire, fuse)
        accounts = await Accounts.open(store, vault, clock=SystemClock(), transport=transport, budget=Unlimited())
        fuse.steps, fuse._at = 0, told["at"]
        if "params" in told:
            await accounts.finish_consent(told["params"])
        else:
            client = await accounts.client_for_connection(told["connection_id"])
            await client.call("authorization.get_authorized_shops")
        return fuse.steps


def main(home: Path, url: str) -> None:
    for line in sys.stdin:
        told = json.loads(line)
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.write(writing, str(asyncio.run(work(home, url, told))).encode())
            except BaseException as failure:
                os.write(writing, f"{type(failure).__name__}: {failure}".encode())
            finally:
                os._exit(0)
        os.close(writing)
        _, status = os.waitpid(pid, 0)
        said = os.read(reading, 10_000).decode()
        os.close(reading)
        print(json.dumps({"killed": os.WIFSIGNALED(status), "said": said}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
