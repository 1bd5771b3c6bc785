"""What the console asks of the platform beneath it. `app.Platform` gives all of it; nothing here does any work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Protocol

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.guide.guide import Guide
from shoplatch.accounts.oauth import Connected
from shoplatch.accounts.oidc.sign_in import SignIn
from shoplatch.accounts.review import Review
from shoplatch.clock import Clock
from shoplatch.config import Options
from shoplatch.outbox.hooks import Hooks
from shoplatch.store.engine import Store
from shoplatch.transport import AsyncTransport


class Ready(Protocol):
    """Whether this installation can do its work; `checks` says it part by part ("ok" or a sentence)."""

    @property
    def ok(self) -> bool: ...
    @property
    def checks(self) -> Mapping[str, str]: ...


class Door(Protocol):
    """The webhook door, for its counts of answers by status."""

    @property
    def counts(self) -> Counter[str]: ...


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
    def transport(self) -> AsyncTransport: ...
    @property
    def door(self) -> Door: ...
    @property
    def guide(self) -> Guide: ...
    @property
    def review(self) -> Review: ...
    @property
    def hooks(self) -> Hooks: ...
    @property
    def oidc(self) -> SignIn | None: ...

    async def ready(self) -> Ready:
        """Look at the database, the schema, the vault and the worker."""

    async def finish_consent(self, params: Mapping[str, str], *, browser: str | None = None) -> Connected:
        """Finish what a consent page sent back, and start what follows (webhooks, backfill)."""

    async def confirm_install(self, id: str, by: str) -> Connected:  # noqa: A002  # the column's name
        """Link an install that waits for a yes, and start what follows."""
