"""Ready clients: signed, with a token that renews itself, on the right clock, with each attempt in the call log.

All clients share one transport, one rate budget and one breaker. A client is cheap and may be thrown away; closing it
closes nothing that is shared.
"""

from __future__ import annotations

from collections.abc import Callable

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
from shoplatch.errors import Reauthorize


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
        return AsyncClient(
            app.app_key,
            await self._apps.secret_of(app.app_key),
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

    def _observer(self, connection_id: str, shop_id: str | None) -> Callable[[CallRecord], None]:
        log = self._call_log.observer(connection_id=connection_id, shop_id=shop_id)

        def observe(record: CallRecord) -> None:
            if record.code == 0:
                self._keeper.worked(connection_id)
            log(record)

        return observe
