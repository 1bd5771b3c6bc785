"""Access tokens that are always fresh: kept in memory, refreshed ahead of time, once over all processes.

Who refreshes holds the lease on the connection's row and replaces the pair only if its version is still the one it began
with; everybody else waits for that row to change. An intent is written before TikTok is asked, so that dying in between
leaves a trace (`recovery.py` follows it). A grant that TikTok no longer knows is marked, with the reason, never silent.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TypeVar

from shoplatch.accounts.apps import App, Apps
from shoplatch.accounts.clocks import Clocks
from shoplatch.accounts.connections import NEEDS_REAUTHORIZATION, Connection, Connections, Grant, SealedPair, inactive
from shoplatch.accounts.token_endpoint import LostThenRefused, Sleep, TokenEndpoint
from shoplatch.accounts.watching import GrantWatch
from shoplatch.client.auth import Tokens
from shoplatch.clock import Clock
from shoplatch.errors import Reauthorize, Retriable, ShoplatchError
from shoplatch.store import connections as table
from shoplatch.store import consents
from shoplatch.store.engine import Connection as StoreConnection
from shoplatch.store.engine import Store

LEASE = timedelta(seconds=45)
"""How long one refresh may take; three attempts of ten seconds, their pauses and the saving fit in."""
WAIT_MAX_S = 60.0
REFRESH_AT = 0.75  # of the life of an access token (platform.md section 3.3)
AGAIN_AFTER = timedelta(seconds=60)  # after a renewal ahead of time that failed
# The new pair exists nowhere else: a database that is away, full or restarted for some minutes must not cost the grant.
SAVE_PAUSES_S = (0.2, 1.0, 3.0, *(1.0,) * 300)
REFRESH_EXPIRED, NO_SUCH_GRANT = 36004001, 36004005
GRANT_GONE = frozenset({REFRESH_EXPIRED, NO_SUCH_GRANT})
_POLL_FIRST_S, _POLL_MAX_S = 0.05, 1.0
_log = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Held:
    """A token in memory, and until when it needs no thought."""

    app: App
    token: str = field(repr=False)
    version: int
    expires_at: datetime
    refresh_at: datetime


class TokenKeeper:
    """Gives out access tokens and renews them, single-flight."""

    def __init__(
        self,
        store: Store,
        apps: Apps,
        connections: Connections,
        endpoint: TokenEndpoint,
        *,
        clock: Clock,
        clocks: Clocks,
        sleep: Sleep,
    ) -> None:
        self._store = store
        self._apps = apps
        self._connections = connections
        self._endpoint = endpoint
        self._clock = clock
        self._clocks = clocks
        self._sleep = sleep
        self._held: dict[str, Held] = {}
        self._locks: dict[str, asyncio.Lock] = {}
        self._running: set[asyncio.Task[object]] = set()
        self._watch = GrantWatch(store, self._held.clear)
        # Version that was fetched because TikTok refused the one before it early; refused again, the grant is gone.
        self._suspect: dict[str, int] = {}

    async def access_token(self, connection_id: str) -> str:
        """A token that works now.

        Raises:
            NotFound: no such connection.
            Reauthorize: the grant is gone; the reason is in the sentence.
            Retriable, OutcomeUnknown: it has run out and TikTok cannot be reached to renew it.
        """
        held = self._held.get(connection_id)
        if held is None or self._now(held.app) >= held.refresh_at:
            async with self._lock(connection_id):
                held = self._held.get(connection_id)
                if held is None or self._now(held.app) >= held.refresh_at:
                    held = await self._renewed(connection_id, refused=None)
        return held.token

    async def renew(self, connection_id: str, refused: str) -> str:
        """A token other than the one TikTok has just refused; asks TikTok only if nobody else has renewed it yet.

        Raises:
            as `access_token`.
        """
        async with self._lock(connection_id):
            held = self._held.get(connection_id)
            if held is None or secrets.compare_digest(held.token.encode(), refused.encode()):
                held = await self._renewed(connection_id, refused=refused)
        return held.token

    async def take_over(self, connection_id: str, token_version: int) -> None:
        """Renew although the token may still work: after a process died in a renewal, only asking tells what is left.
        `token_version`: what it died with; whoever has renewed since has told already.

        Raises:
            as `access_token`.
        """
        async with self._lock(connection_id):
            grant = await self._connections.grant(connection_id)
            if grant.connection.token_version != token_version:
                return
            await self._renewed(connection_id, refused=grant.access_token, suspicious=False)

    def due(self, app: App, connection: Connection) -> bool:
        """Whether this connection's token has used up three quarters of its life."""
        return self._now(app) >= self._ends(app, connection)[1]

    def worked(self, connection_id: str) -> None:
        """A call with this connection's token was answered: it is under no suspicion."""
        self._suspect.pop(connection_id, None)

    def listen(self) -> None:
        """Hear from now on, in the background of the running loop, when a grant changes; ended by `drain`."""
        self._watch.allow()
        if self._held:
            self._watch.begin()

    def forget(self, connection_id: str) -> None:
        """Drop what memory holds; the next use reads the row."""
        self._held.pop(connection_id, None)

    async def drain(self) -> None:
        """Wait for refreshes under way, so that nothing TikTok gave us is lost on the way out; then listen no more."""
        while self._running:
            await asyncio.gather(*self._running, return_exceptions=True)
        await self._watch.stop()

    async def _renewed(self, connection_id: str, *, refused: str | None, suspicious: bool = True) -> Held:
        """Read the row and, where needed, win the refresh or wait for the winner."""
        gave_up_at = self._clock.monotonic() + WAIT_MAX_S
        pause_s = _POLL_FIRST_S
        while self._clock.monotonic() < gave_up_at:
            self._held.pop(connection_id, None)
            grant = await self._connections.grant(connection_id)
            app = await self._apps.get(grant.connection.app_key)
            held = self._hold(app, grant.connection, grant.access_token)
            now = self._now(app)
            was_refused = refused is not None and secrets.compare_digest(grant.access_token.encode(), refused.encode())
            if not was_refused and now < held.refresh_at:
                return held
            early = was_refused and suspicious and now < held.expires_at
            if early:
                await self._stop_if_refused_again(grant.connection)
            fallback = None if was_refused or now >= held.expires_at else held
            owner = secrets.token_hex(8)
            intent = await self._begin(grant.connection, owner)
            if intent is not None:
                # A caller that gives up must not take the new pair with it: the refresh finishes by itself.
                return await self._to_its_end(self._refresh(app, grant, owner, intent, fallback, early=early))
            if fallback is not None:
                return fallback
            await self._sleep(pause_s)
            pause_s = min(pause_s * 2, _POLL_MAX_S)
        raise Retriable(
            "Another process has been renewing this shop's token for a minute",
            next_step="Try again; a process that died in the middle is taken over by itself.",
        )

    async def _begin(self, connection: Connection, owner: str) -> int | None:
        """Take the lease and write the intent, in one transaction; None where somebody else is at it."""
        now = self._clock.now()
        async with self._store.begin() as conn:
            row = await table.take_refresh_lease(conn, connection.id, owner, now, LEASE.total_seconds())
            if row is None:
                return None
            if row.token_version != connection.token_version:  # renewed since we looked
                await table.release_lease(conn, connection.id, owner)
                return None
            return await consents.begin_intent(
                conn,
                app_key=connection.app_key,
                connection_id=connection.id,
                kind="refresh",
                token_version=connection.token_version,
                now=now,
            )

    async def _refresh(self, app: App, grant: Grant, owner: str, intent: int, fallback: Held | None, *, early: bool) -> Held:
        """Ask TikTok and save. On a failure the old token is used on for as long as it lives (`fallback`)."""
        connection = grant.connection
        try:
            if not grant.refresh_token:
                raise Reauthorize("TikTok gave no refresh token with this grant", code=REFRESH_EXPIRED)
            tokens = await self._endpoint.refresh(app, await self._apps.secrets_of(app.app_key), grant.refresh_token)
        except ShoplatchError as failure:
            error = await self._failed(connection, owner, intent, failure)
            if fallback is None or isinstance(error, Reauthorize):
                raise error from failure
            _log.warning("The token of %s could not be renewed yet: %s", connection.id, failure)
            again_at = min(fallback.expires_at, self._now(app) + AGAIN_AFTER)
            return self._held.setdefault(connection.id, replace(fallback, refresh_at=again_at))
        if await self._save(grant, owner, intent, tokens):
            if early:
                self._suspect[connection.id] = connection.token_version + 1
            fresh = await self._connections.get(connection.id)
            return self._hold(app, fresh, tokens.access_token)
        # Our lease had run out and another process was faster: its pair is the one that counts.
        later = await self._connections.grant(connection.id)
        return self._hold(app, later.connection, later.access_token)

    async def _save(self, grant: Grant, owner: str, intent: int, tokens: Tokens) -> bool:
        """Replace the pair if its version is still ours. The new pair exists only here until then, so it is tried hard."""
        connection = grant.connection
        pair = self._connections.sealed(connection.id, tokens, before=grant.refresh_token)
        scopes = tokens.granted_scopes or connection.granted_scopes
        for pause_s in (*SAVE_PAUSES_S, None):
            try:
                async with self._store.begin() as conn:
                    saved = await self._replace(conn, connection, owner, pair, scopes)
                    outcome, detail = ("saved", None) if saved else ("unknown", "replaced by a later one")
                    await consents.finish_intent(conn, intent, outcome, detail, self._clock.now())
            except ShoplatchError:
                if pause_s is None:
                    raise
                _log.warning("The renewed token of %s could not be saved yet; trying again", connection.id)
                await self._sleep(pause_s)
            else:
                return saved
        return False

    async def _replace(
        self, conn: StoreConnection, connection: Connection, owner: str, pair: SealedPair, scopes: Sequence[str]
    ) -> bool:
        """Compare and swap: the lease still ours or free, the grant still active, its pair still the one we began with."""
        now = self._clock.now()
        # Taking the lease once more locks the row, so that a deauthorization cannot slip in between and be undone.
        if await table.take_refresh_lease(conn, connection.id, owner, now, LEASE.total_seconds()) is None:
            return False
        saved = await table.save_tokens(
            conn, connection.id, connection.token_version, granted_scopes=scopes, now=now, **pair
        )
        if not saved:
            await table.release_lease(conn, connection.id, owner)
        return saved

    async def _failed(self, connection: Connection, owner: str, intent: int, failure: ShoplatchError) -> ShoplatchError:
        """Close the intent, give the lease back, and mark the grant where TikTok says it is gone; gives what to raise."""
        self.forget(connection.id)
        outcome = "refused" if failure.code is not None else "unknown"
        async with self._store.begin() as conn:
            await consents.finish_intent(conn, intent, outcome, failure.what, self._clock.now())
            await table.release_lease(conn, connection.id, owner)
        if failure.code not in GRANT_GONE:
            return failure
        why = (
            "TikTok renewed the token, the answer was lost on the way, and the old one no longer works"
            if isinstance(failure, LostThenRefused)
            else f"TikTok no longer accepts its refresh token ({failure.what}, code {failure.code})"
        )
        await self._connections.mark(connection, NEEDS_REAUTHORIZATION, why)
        return inactive(await self._connections.get(connection.id))

    async def _stop_if_refused_again(self, connection: Connection) -> None:
        """Refused before its end, renewed, and refused again without one good call: renewing would go on for ever."""
        if self._suspect.get(connection.id) != connection.token_version:
            return
        await self._connections.mark(
            connection, NEEDS_REAUTHORIZATION, "TikTok refuses its access token, and refused the renewed one as well"
        )
        raise inactive(await self._connections.get(connection.id))

    def _hold(self, app: App, connection: Connection, token: str) -> Held:
        expires_at, refresh_at = self._ends(app, connection)
        held = Held(app, token, connection.token_version, expires_at, refresh_at)
        self._held[connection.id] = held
        self._watch.begin()
        return held

    def _ends(self, app: App, connection: Connection) -> tuple[datetime, datetime]:
        """When a token ends and when to renew it, in its app's time; the row says on our clock since when it lives."""
        now = self._now(app)
        expires_at = connection.access_expires_at or now
        since = connection.updated_at + (now - self._clock.now())
        return expires_at, expires_at - max(expires_at - since, timedelta()) * (1 - REFRESH_AT)

    def _now(self, app: App) -> datetime:
        return self._clocks.clock_for(app).now()

    def _lock(self, connection_id: str) -> asyncio.Lock:
        return self._locks.setdefault(connection_id, asyncio.Lock())

    async def _to_its_end(self, work: Coroutine[object, object, T]) -> T:
        task: asyncio.Task[T] = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def _ended(self, task: asyncio.Task[T]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # seen: nobody may be left to await it
