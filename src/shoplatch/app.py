"""The wiring: opens the rooms below in order, hands each what it needs, and closes them again.

It decides who knows whom and what follows a consent; it does no work of its own. One Platform per process.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from shoplatch.accounts.accounts import Accounts
from shoplatch.accounts.guide.guide import Guide
from shoplatch.accounts.key_sources import KeySource, source_of
from shoplatch.accounts.oauth import Connected
from shoplatch.accounts.oidc.provider import Provider
from shoplatch.accounts.oidc.sign_in import SignIn
from shoplatch.accounts.review import Review, Weak
from shoplatch.accounts.rotation import Rotation
from shoplatch.accounts.vault import Vault
from shoplatch.clock import Clock, SystemClock
from shoplatch.config import Options
from shoplatch.errors import ShoplatchError, Unreachable
from shoplatch.inbox.door import Door
from shoplatch.inbox.genuine import SignedBySecret
from shoplatch.inbox.receive import GroupCommit, into
from shoplatch.outbox.guard import Guard
from shoplatch.outbox.hooks import Hooks
from shoplatch.store.embedded import Postgres
from shoplatch.store.engine import Store
from shoplatch.store.migrations import Upgrade, migrate
from shoplatch.store.queue import Queue
from shoplatch.sync.sync import Sync, SyncOptions
from shoplatch.transport import AsyncHttpTransport
from shoplatch.transport.pinned import PinnedTransport

# A worker beats every 2 s. One that was killed is started again within a few; this long without a beat is no restart.
WORKER_SILENT_S = 15.0
KEYS_LOOKED_AT_EVERY_S = 1.0
OIDC_CALLBACK = "/sign-in/provider/callback"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """Whether this installation can do its work; `checks` says it part by part ("ok" or a sentence)."""

    checks: Mapping[str, str]

    @property
    def ok(self) -> bool:
        """Everything is as it should be."""
        return all(said == "ok" for said in self.checks.values())


@dataclass(frozen=True, slots=True)
class Platform:
    """Every room of this process, open."""

    options: Options
    clock: Clock
    store: Store
    vault: Vault
    rotation: Rotation
    accounts: Accounts
    sync: Sync
    queue: Queue
    transport: AsyncHttpTransport
    door: Door
    oidc: SignIn | None
    hooks: Hooks
    upgrade: Upgrade
    worker_beside: bool
    _closing: contextlib.AsyncExitStack = field(repr=False)

    @classmethod
    async def open(cls, options: Options, *, clock: Clock | None = None, worker_beside: bool = False) -> Platform:
        """Open everything: the database (started where it is ours and does not run), its tables, vault, accounts, sync.

        `worker_beside`: whoever started this process started a worker too, so `ready` looks for it.

        Raises:
            ConfigError: a setting is wrong, or the master key does not fit the database.
            Unreachable: the database does not answer.
        """
        async with contextlib.AsyncExitStack() as stack:
            platform = await cls._wired(options, clock or SystemClock(), stack, worker_beside=worker_beside)
            platform._closing.push_async_exit(stack.pop_all())
            return platform

    @classmethod
    async def _wired(
        cls, options: Options, clock: Clock, stack: contextlib.AsyncExitStack, *, worker_beside: bool
    ) -> Platform:
        url = options.database.url or await _embedded(options, stack)
        upgrade = Upgrade(url, await migrate(url))
        store = await stack.enter_async_context(await Store.open(url, pool_max=options.database.pool_max))
        transport = await stack.enter_async_context(AsyncHttpTransport())
        vault = Vault.of(keys_of(options))
        accounts = await stack.enter_async_context(
            await Accounts.open(
                store, vault, clock=clock, transport=transport, keep_parameters=options.log.call_parameters == "keep"
            )
        )
        following = asyncio.create_task(_follow(vault))
        stack.callback(following.cancel)
        rotation = Rotation(store, vault, clock)
        queue = Queue(store)
        door = Door(GroupCommit(into(store)), SignedBySecret(accounts.webhook_secrets, clock), clock)
        stack.push_async_callback(door.close)
        sync = Sync(
            store,
            accounts,
            vault.seal,
            clock,
            SyncOptions(
                public_url=options.web.public_url,
                incremental_every_s=options.sync.incremental_s,
                sweep_every_s=options.sync.reconcile_s,
                backfill_days=options.sync.backfill_days,
                external_orders=options.sync.external_orders,
                data_after_end=options.sync.data_after_end,
            ),
        )
        sync.register(queue)
        await stack.enter_async_context(queue.opened())
        provider = provider_of(options)
        oidc = None if provider is None else SignIn(provider, store, vault, clock, transport)
        hooks = _hooks(options, store, accounts, vault, clock, stack)
        closing = contextlib.AsyncExitStack()
        rooms = (store, vault, rotation, accounts, sync, queue, transport, door, oidc, hooks, upgrade)
        return cls(options, clock, *rooms, worker_beside, closing)

    @property
    def guide(self) -> Guide:
        """The walk through the eight steps; its state is in the database."""
        return Guide(self.store, self.accounts, self.transport, self.clock, public_url=self.options.web.public_url)

    @property
    def review(self) -> Review:
        """The security review of this installation."""
        return Review(self.store, self.accounts, self.clock, weak_points(self.options))

    async def close(self) -> None:
        """Close everything, last opened first. Again is the same."""
        await self._closing.aclose()

    async def finish_consent(self, params: Mapping[str, str], *, browser: str | None = None) -> Connected:
        """Finish what a consent page sent back; then subscribe webhooks and start the backfill of every shop.

        Raises:
            As `Accounts.finish_consent`. What follows the consent never undoes it: it is logged and tried again by sync.
        """
        if params.get("code") and not params.get("state") and not params.get("error"):
            return await self._follow(await self.accounts.install_arrived(params))
        return await self._follow(await self.accounts.finish_consent(params, browser=browser))

    async def confirm_install(self, id: str, by: str) -> Connected:  # noqa: A002  # the column's name
        """Link an install that waits for a yes; then subscribe webhooks and start the backfill. Raises NotFound."""
        return await self._follow(await self.accounts.confirm_install(id, by))

    async def _follow(self, connected: Connected) -> Connected:
        """Start what follows a consent. It never undoes the consent: it is logged and tried again by sync."""
        for shop in connected.shops:
            for what, follow in (("webhooks", self.sync.subscribe), ("backfill", self.sync.start_backfill)):
                try:
                    await follow(shop.id)
                except ShoplatchError as failure:
                    log.warning("%s of shop %s could not be started: %s", what, shop.id, failure)
        return connected

    async def ready(self) -> Ready:
        """Look at what work needs: the database answers, the master key fits it, the worker beside us lives."""
        checks = {"database": await _said(self.store.ping()), "vault": await _said(self.accounts.check_key())}
        if self.worker_beside:
            checks["worker"] = await _said(self.check_worker())
        return Ready(checks)

    async def check_worker(self) -> None:
        """Raises Unreachable unless a worker on this database, wherever it runs, said within 15 s that it lives."""
        async with self.store.begin() as conn:
            beat = await self.queue.last_beat(conn)
        silent_s = (self.clock.now() - beat).total_seconds() if beat is not None else None
        if silent_s is not None and silent_s <= WORKER_SILENT_S:
            return
        said = "No worker runs" if silent_s is None else f"No worker has said for {silent_s:,.0f} s that it lives"
        raise Unreachable(
            f"{said}: webhooks are taken in, but nothing is worked or read",
            next_step="Start `shoplatch serve`, or look at its log if it runs.",
        )


def weak_points(options: Options) -> Weak:
    """The settings that a security review looks at, without any secret."""
    web, vault = options.web, options.vault
    given = vault.key is not None or any(name.startswith("master_key") for name in options.sources)
    return Weak(
        public_url=web.public_url,
        host=web.host,
        trusted_proxies=web.trusted_proxies,
        metrics_token_chars=None if web.metrics_token is None else len(web.metrics_token),
        database_embedded=options.database.url is None,
        key_beside_database=not given and options.database.url is None,
    )


def provider_of(options: Options) -> Provider | None:
    """The identity provider of the settings, with where it sends people back to; None where there is none."""
    given = options.oidc
    if given.issuer is None:
        return None
    return Provider(
        issuer=given.issuer,
        client_id=given.client_id,
        callback=options.web.public_url + OIDC_CALLBACK,
        client_secret=given.client_secret,
        name=given.name,
        scopes=given.scopes,
        role_claim=given.role_claim,
        roles=given.roles,
        create=given.create,
    )


def _hooks(
    options: Options, store: Store, accounts: Accounts, vault: Vault, clock: Clock, stack: contextlib.AsyncExitStack
) -> Hooks:
    """Outbound webhooks, over connections that go only where the guard lets them."""
    guard = Guard.of(options.hooks.networks)
    wire = PinnedTransport(lambda address, secure: guard.closed(address, secure=secure))
    stack.callback(wire.close)
    return Hooks(store, vault, clock, wire, guard, note=accounts.audit.note)


async def _said(check: object) -> str:
    try:
        await check  # type: ignore[misc]
    except ShoplatchError as failure:
        return str(failure)
    return "ok"


async def _follow(vault: Vault) -> None:
    """Look at the master keys every second: a process that seals nothing for a while misses no step of a rotation either."""
    while True:
        await asyncio.sleep(KEYS_LOOKED_AT_EVERY_S)
        vault.look_again()


def keys_of(options: Options) -> KeySource:
    """Where this installation's master keys come from. Raises ConfigError."""
    given = options.vault
    return source_of(given.home, key=given.key, file=given.file, command=given.command)


async def _embedded(options: Options, stack: contextlib.AsyncExitStack) -> str:
    """The embedded server; this process is one of its owners until the stack closes."""
    postgres = Postgres(options.database.home)
    url = await asyncio.to_thread(postgres.start)
    stack.push_async_callback(asyncio.to_thread, postgres.stop)
    return url
