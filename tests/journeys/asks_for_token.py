"""A process of an installation that wants a token; run as `python -m tests.journeys.asks_for_token`.

Prints the access token's fingerprint. With `die-after-answer` it kills itself, as `kill -9` would, between the answer of the
token endpoint and the saving of what it gave.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.vault import Vault
from shoplatch.clock import SystemClock
from shoplatch.store.engine import Store
from shoplatch.transport import AsyncHttpTransport, HttpRequest, HttpResponse


class DiesAfterAnswer:
    """Sends, receives, and is killed."""

    def __init__(self, beneath: AsyncHttpTransport) -> None:
        self._beneath = beneath

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        answer = await self._beneath.send(request, timeout_s=timeout_s)
        if "/token/" in request.url:
            os.kill(os.getpid(), signal.SIGKILL)
        return answer


async def ask(home: Path, url: str, how: str, what: str, tasks: int) -> None:
    vault = Vault.open(home)
    async with await Store.open(url, pool_max=2) as store, AsyncHttpTransport() as wire:
        transport = DiesAfterAnswer(wire) if how == "die-after-answer" else wire
        async with await Accounts.open(store, vault, clock=SystemClock(), transport=transport) as accounts:
            if what.startswith("state="):
                state, code = what.removeprefix("state=").split("&code=")
                await accounts.finish_consent({"state": state, "code": code})
                return
            # The first call shows this process what time it is at the simulator.
            client = await accounts.client_for_connection(what)
            await asyncio.gather(*(client.call("authorization.get_authorized_shops") for _ in range(tasks)))
            print(vault.fingerprint(await accounts.access_token(what)))


if __name__ == "__main__":
    asyncio.run(ask(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5])))
