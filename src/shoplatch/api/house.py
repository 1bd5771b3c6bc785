"""What the API asks of the platform beneath it. `app.Platform` gives all of it; nothing here does any work."""

from __future__ import annotations

from typing import Protocol

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.vault import Vault
from shoplatch.clock import Clock
from shoplatch.config import Options
from shoplatch.outbox.hooks import Hooks
from shoplatch.store.engine import Store
from shoplatch.store.queue import Queue
from shoplatch.sync.sync import Sync


class House(Protocol):
    """The wiring of the rooms below."""

    @property
    def options(self) -> Options: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def store(self) -> Store: ...
    @property
    def accounts(self) -> Accounts: ...
    @property
    def vault(self) -> Vault: ...
    @property
    def sync(self) -> Sync: ...
    @property
    def queue(self) -> Queue: ...
    @property
    def hooks(self) -> Hooks: ...
