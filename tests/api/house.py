"""What the API needs, from real rooms: store, accounts, vault, sync and the queue; only the network beneath is played."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import cast

from fastapi import FastAPI

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.vault import Vault
from shoplatch.api.web import describe
from shoplatch.clock import Clock
from shoplatch.config import DatabaseOptions, Options, VaultOptions, WebOptions
from shoplatch.outbox.guard import Guard
from shoplatch.outbox.hooks import Hooks
from shoplatch.store.engine import Store
from shoplatch.store.queue import Queue
from shoplatch.sync.sync import Sync, SyncOptions
from tests.console.house import KEY, Wire
from tests.outbox.receiver import Receiver

NOW = datetime(2026, 11, 22, 14, 5, 12, tzinfo=UTC)


@dataclass
class Estate:
    """The rooms beneath the API."""

    options: Options
    clock: Clock
    store: Store
    accounts: Accounts
    vault: Vault
    sync: Sync
    queue: Queue
    hooks: Hooks
    receiver: Receiver

    @property
    def app(self) -> FastAPI:
        """The routes over these rooms."""
        _whoever.now = self
        return _routes()


class _Whoever:
    """The estate of the test that runs: the routes are the same for all, and take half a second to make."""

    now: Estate | None = None

    def __getattr__(self, name: str) -> object:
        return getattr(self.now, name)


_whoever = _Whoever()


@cache
def _routes() -> FastAPI:
    return describe(cast("Estate", _whoever))


@asynccontextmanager
async def estate_on(store: Store, clock: Clock, *, port: int = 8400) -> AsyncIterator[Estate]:
    """An estate on this store."""
    home = Path("unused")
    web = WebOptions(port=port, public_url=f"http://127.0.0.1:{port}")
    options = Options(home=home, database=DatabaseOptions(home=home), vault=VaultOptions(home=home), web=web)
    vault, queue = Vault(KEY), Queue(store)
    async with await Accounts.open(store, vault, clock=clock, transport=Wire()) as accounts:
        sync = Sync(store, accounts, vault.seal, clock, SyncOptions(public_url=web.public_url))
        sync.register(queue)
        async with queue.opened():
            receiver = Receiver()
            hooks = Hooks(store, vault, clock, receiver, Guard(), note=accounts.audit.note)
            yield Estate(options, clock, store, accounts, vault, sync, queue, hooks, receiver)
