"""What the periodic task of accounts does: renew ahead of time, and pick up what a dead process left half-done.

An intent that is open for longer than any exchange can take was left by a process that died. Where the old refresh token
still works, the grant is renewed without a human; where it does not, the connection says that it needs authorization
again, and why. Safe to run in every process at once.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from shoplatch.accounts.apps import App, Apps
from shoplatch.accounts.connections import Connection, Connections
from shoplatch.accounts.exchange import Exchanges
from shoplatch.accounts.shops import Shops
from shoplatch.accounts.token_endpoint import LostThenRefused
from shoplatch.accounts.tokens import LEASE, TokenKeeper
from shoplatch.clock import Clock
from shoplatch.errors import Conflict, NotFound, Reauthorize, ShoplatchError
from shoplatch.store import consents, links
from shoplatch.store.engine import Store

LOST_EXCHANGE = (
    "The process ended between the exchange of a code and the saving of its tokens, so the grant was not saved; "
    "let the seller open a new consent link"
)
LOST_SHOWN_FOR = timedelta(days=7)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LostConsent:
    """A consent that a seller gave and that was lost on our side; somebody has to ask the seller again."""

    app_key: str
    at: datetime
    reason: str


class Recovery:
    """Renews what is due and follows up what was left open."""

    def __init__(
        self,
        store: Store,
        apps: Apps,
        connections: Connections,
        keeper: TokenKeeper,
        shops: Shops,
        exchanges: Exchanges,
        *,
        clock: Clock,
    ) -> None:
        self._store = store
        self._apps = apps
        self._connections = connections
        self._keeper = keeper
        self._shops = shops
        self._exchanges = exchanges
        self._clock = clock

    async def refresh_due(self) -> int:
        """Renew every token that is near its end and read the shops of grants that have none yet; gives how many."""
        done = 0
        apps = {app.app_key: app for app in await self._apps.all()}  # three questions for a thousand grants, not thousands
        held = {shop.connection_id for shop in await self._shops.all()}
        for connection in await self._connections.all():
            if not connection.active or connection.app_key not in apps:
                continue
            try:
                done += await self._tend(connection, apps[connection.app_key], has_shops=connection.id in held)
            except Conflict as taken:  # its shops are another app's; they come here by themselves when that one is removed
                _log.debug("Connection %s waits: %s", connection.id, taken)
            except ShoplatchError as failure:
                _log.warning("Connection %s could not be tended: %s", connection.id, failure)
        return done

    async def recover_intents(self) -> int:
        """Follow up every exchange and refresh that a dead process left open; gives how many were settled."""
        async with self._store.begin() as conn:
            left = await consents.open_intents(conn, self._clock.now() - LEASE)
        settled = 0
        for intent in left:
            try:
                await (self._exchange(intent) if intent.kind != "refresh" else self._refresh(intent))
                settled += 1
            except ShoplatchError as failure:
                _log.warning("An unfinished %s stays open for now: %s", intent.kind, failure)
        return settled

    async def lost_consents(self) -> list[LostConsent]:
        """Consents of the last seven days that were given and lost on our side."""
        async with self._store.begin() as conn:
            rows = await consents.intents(conn, kind="exchange", outcome="unknown", since=self._clock.now() - LOST_SHOWN_FOR)
        return [LostConsent(row.app_key, row.started_at, row.detail or LOST_EXCHANGE) for row in rows]

    async def _tend(self, connection: Connection, app: App, *, has_shops: bool) -> int:
        if self._keeper.due(app, connection):
            await self._keeper.access_token(connection.id)
            return 1
        if connection.kind == "seller" and not has_shops:
            await self._shops.refresh(connection.id)
        return 0

    async def _exchange(self, intent: consents.IntentRow) -> None:
        """Ask in the dead one's place. Where it had spent the code, a first exchange leaves no row to mark; a repeated one
        may have ended the tokens we hold, so they are tried."""
        app_key = intent.app_key
        try:
            saved = await self._exchanges.resume(intent)
        except (LostThenRefused, Reauthorize) as spent:
            _log.debug("The code of a lost consent: %s", spent)
        else:
            if saved is not None:
                _log.info("The consent of %s, begun by a process that died, is finished", saved.seller_name)
                self._keeper.forget(saved.connection_id)
                return
            if intent.sealed_code is not None:
                return  # another worker is at it
        async with self._store.begin() as conn:
            await consents.finish_intent(conn, intent.id, "unknown", LOST_EXCHANGE, self._clock.now())
            await links.give_back(conn, intent.id)
        _log.error("%s (app %s)", LOST_EXCHANGE, app_key)
        for connection in await self._connections.all():
            if connection.app_key == app_key and connection.active and connection.kind == "seller":
                try:
                    await self._shops.refresh(connection.id)
                except ShoplatchError as failure:
                    _log.warning("Connection %s after a lost consent: %s", connection.id, failure)

    async def _refresh(self, intent: consents.IntentRow) -> None:
        """Renew with the old refresh token: that either works within its grace, or shows that the grant is lost."""
        detail = "taken over"
        try:
            connection = await self._connections.get(intent.connection_id or "")
            if connection.active and connection.token_version == intent.token_version:
                await self._keeper.take_over(connection.id, intent.token_version)
        except (NotFound, Reauthorize) as settled:
            detail = settled.what
        async with self._store.begin() as conn:
            await consents.finish_intent(conn, intent.id, "unknown", detail, self._clock.now())
