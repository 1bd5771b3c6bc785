"""Ready clients: signed, with a token that renews itself, on the right clock, with each attempt in the call log.

All clients share one transport, one rate budget and one breaker. A client is cheap and may be thrown away; closing it
closes nothing that is shared. That of a shop is kept for as long as what it was made from stands, which one look at the
database says before each call: what another process changes counts at once, and four reads are saved.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from shoplatch.accounts.apps import Apps
from shoplatch.accounts.call_log import CallLog
from shoplatch.accounts.clocks import Clocks
from shoplatch.accounts.connections import Connection, Connections, inactive
from shoplatch.accounts.shops import Shop
from shoplatch.accounts.token_endpoint import Sleep
from shoplatch.accounts.tokens import TokenKeeper
from shoplatch.client.async_client import AsyncClient
from shoplatch.client.breaker import Breaker
from shoplatch.client.budget import Budget
from shoplatch.client.core import CallRecord
from shoplatch.errors import Reauthorize, Retriable
from shoplatch.store import standing as table
from shoplatch.store.engine import Store
from shoplatch.store.standing import Standing

KEPT_MAX = 1_000


class ConnectionToken:
    """The token of one connection, as a client asks for it."""

    __slots__ = ("_connection_id", "_keeper")

    def __init__(self, keeper: TokenKeeper, connection_id: str) -> None:
        self._keeper = keeper
        self._connection_id = connection_id

    async def __call__(self) -> str:
        return await self._keeper.access_token(self._connection_id)

    async def renew(self, refused: str) -> str:
        return await self._keeper.renew(self._connection_id, refused)

    def __repr__(self) -> str:
        return f"<ConnectionToken {self._connection_id}>"


class Clients:
    """Makes clients for connections and shops."""

    def __init__(
        self,
        store: Store,
        apps: Apps,
        connections: Connections,
        keeper: TokenKeeper,
        clocks: Clocks,
        call_log: CallLog,
        sleep: Sleep,
        *,
        budget: Budget,
        breaker: Breaker,
    ) -> None:
        self._store = store
        self._kept: dict[str, tuple[Standing, AsyncClient]] = {}
        self._apps = apps
        self._connections = connections
        self._keeper = keeper
        self._clocks = clocks
        self._call_log = call_log
        self._sleep = sleep
        self._budget = budget
        self._breaker = breaker

    async def for_connection(self, connection_id: str) -> AsyncClient:
        """A client without a shop, for the operations that take none.

        Raises:
            NotFound: no such connection.
            Reauthorize: its grant is gone.
        """
        return await self._client(await self._connections.get(connection_id), None)

    async def of_shop(self, shop_id: str, shop: Callable[[str], Awaitable[Shop]]) -> AsyncClient:
        """The client of a shop: the one at hand where nothing it was made from has changed. `shop` reads the row.

        Raises:
            NotFound: no grant covers a shop with this id.
            Reauthorize: the grant is gone, or no longer covers this shop.
        """
        standing = await self._standing(shop_id)
        kept = self._kept.get(shop_id)
        if kept is not None and kept[0] == standing:
            return kept[1]
        client = await self.for_shop(await shop(shop_id))
        if standing is not None:
            if len(self._kept) >= KEPT_MAX:
                self._kept.clear()
            self._kept[shop_id] = standing, client
        return client

    async def _standing(self, shop_id: str) -> Standing | None:
        try:
            async with self._store.single() as conn:
                return await table.of_shop(conn, shop_id)
        except Retriable:
            return None  # a connection was lost since its last use: the long way looks at its own before it trusts it

    async def for_shop(self, shop: Shop) -> AsyncClient:
        """A client for one shop.

        Raises:
            Reauthorize: the grant is gone, or no longer covers this shop.
        """
        connection = await self._connections.get(shop.connection_id)
        if connection.active and not shop.covered:
            raise Reauthorize(
                "The seller's grant no longer covers this shop",
                shop=shop.name,
                next_step=f"Let the seller authorize again: `shoplatch connect --app {connection.app_key}`.",
            )
        return await self._client(connection, shop)

    async def _client(self, connection: Connection, shop: Shop | None) -> AsyncClient:
        if not connection.active:
            raise inactive(connection)
        app = await self._apps.get(connection.app_key)
        newest, *older = await self._apps.secrets_of(app.app_key)
        client = AsyncClient(
            app.app_key,
            newest,
            token=ConnectionToken(self._keeper, connection.id),
            base_url=app.api_url,
            shop_cipher=shop.cipher if shop else None,
            shop=shop.name or shop.id if shop else None,
            transport=self._clocks.transport_for(app),
            clock=self._clocks.clock_for(app),
            observer=self._observer(connection.id, shop.id if shop else None),
            sleep=self._sleep,
            budget=self._budget,
            breaker=self._breaker,
        )
        return client.with_second_secret(older[0]) if older else client

    def _observer(self, connection_id: str, shop_id: str | None) -> Callable[[CallRecord], None]:
        log = self._call_log.observer(connection_id=connection_id, shop_id=shop_id)

        def observe(record: CallRecord) -> None:
            if record.code == 0:
                self._keeper.worked(connection_id)
            log(record)

        observe.keeps_parameters = self._call_log.keep_parameters  # type: ignore[attr-defined]  # as Observer says
        return observe
