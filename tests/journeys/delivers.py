"""A worker of outbound webhooks as a process of its own; run as `python -m tests.journeys.delivers DATABASE_URL`.

Made to be killed: its leases are short, so that another takes over within seconds.
"""

from __future__ import annotations

import asyncio
import signal
import sys

from shoplatch.accounts.vault import Vault
from shoplatch.clock import SystemClock
from shoplatch.outbox.deliver import DeliverOptions
from shoplatch.outbox.guard import Guard
from shoplatch.outbox.hooks import Hooks
from shoplatch.store.engine import Store
from shoplatch.transport.pinned import PinnedTransport

KEY = bytes(range(32))
GUARD = Guard.of(("127.0.0.1/32",))


async def note(act: str, subject: str, *, actor: str, detail: str = "") -> None:
    """Nobody reads it."""


def hooks_on(store: Store) -> Hooks:
    """Outbound webhooks that may go to this machine."""
    wire = PinnedTransport(lambda address, secure: GUARD.closed(address, secure=secure))
    return Hooks(store, Vault(KEY), SystemClock(), wire, GUARD, note=note)


async def deliver(url: str) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with await Store.open(url, pool_max=5) as store:
        await hooks_on(store).deliverer(options=DeliverOptions(lease_s=2.0, visit_s=1.0, poll_s=0.2)).run(stop)


if __name__ == "__main__":
    asyncio.run(deliver(sys.argv[1]))
