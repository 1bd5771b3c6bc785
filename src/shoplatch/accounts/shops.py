"""The shops a grant covers: read from TikTok, kept in the database, and given up when the seller takes the grant back.

A deauthorization event is a bell, not a truth: it may come late, after the seller has authorized again. So TikTok is asked
whether the grant still works before anything stops.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shoplatch.accounts.connections import ACTIVE, DEAUTHORIZED, Connection, Connections
from shoplatch.client.async_client import AsyncClient
from shoplatch.clock import Clock
from shoplatch.errors import Conflict, NotFound, Reauthorize, ShoplatchError
from shoplatch.store import connections as table
from shoplatch.store.connections import ShopRow, ShopSeen
from shoplatch.store.engine import Store

SHOPS_MAX = 10_000
READ_EVERY = timedelta(days=1)
READ_AT_ONCE = 20
READ_SHOPS = "authorization.get_authorized_shops"
ClientFor = Callable[[str], Awaitable[AsyncClient]]
MESSAGE_MAX_CHARS = 300

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shop:
    """One shop of a grant, with the cipher that picks it in calls."""

    id: str
    connection_id: str
    name: str
    region: str  # ISO 3166: GB, US
    seller_type: str  # LOCAL | CROSS_BORDER
    cipher: str  # "" once the grant no longer covers the shop
    code: str
    first_seen: datetime
    last_seen: datetime

    @property
    def covered(self) -> bool:
        """Whether its connection's grant still names this shop."""
        return bool(self.cipher)


class Shops:
    """The table of shops, kept true."""

    def __init__(self, store: Store, connections: Connections, client_for: ClientFor, clock: Clock) -> None:
        self._store = store
        self._connections = connections
        self._client_for = client_for
        self._clock = clock
        self._tried: dict[str, datetime] = {}

    async def get(self, shop_id: str) -> Shop:
        """One shop.

        Raises:
            NotFound: no grant covers a shop with this id.
        """
        async with self._store.begin() as conn:
            row = await table.shop(conn, shop_id)
        if row is None:
            raise NotFound(f"No connected shop has the id {shop_id[:64]!r}", next_step="See `shoplatch shops list`.")
        return _shop(row)

    async def all(self, connection_id: str | None = None) -> list[Shop]:
        """Every shop, or those of one connection."""
        async with self._store.begin() as conn:
            return [_shop(row) for row in await table.shops(conn, connection_id)]

    async def refresh(self, connection_id: str, *, after_consent: bool = False) -> list[Shop]:
        """Read the shops of a grant from TikTok and keep them; a shop no longer listed stays, without its cipher.

        A shop that another active grant covers stays with that one, so that two grants never take it from each other. A
        consent moves it between grants of one app (the seller signed in with another account), not between apps.

        Raises:
            Conflict: every shop of the grant is another app's; the sentence names it.
            ShoplatchError: by recovery, as every call.
        """
        connection = await self._connections.get(connection_id)
        if connection.kind != "seller":
            return []  # creators and partners have no shops of their own
        reply = await (await self._client_for(connection_id)).call(READ_SHOPS)
        return await self._keep(connection_id, reply.data, after_consent=after_consent)

    async def read_again(self) -> int:
        """Read the shops of grants whose list is old, so that a shop which left unheard is noticed; how many grants.

        Some at a time, and each at most once a day from here: what cannot be read stands in nobody's way.
        """
        now = self._clock.now()
        self._tried = {id_: at for id_, at in self._tried.items() if now - at < READ_EVERY}
        async with self._store.begin() as conn:
            due = await table.unread_since(conn, now - READ_EVERY)
        read = 0
        for connection_id in [one for one in due if one not in self._tried][:READ_AT_ONCE]:
            self._tried[connection_id] = now
            try:
                await self.refresh(connection_id)
                read += 1
            except ShoplatchError as failure:
                log.info("the shops of %s could not be read again: %s", connection_id, failure)
        return read

    async def has_shops(self, connection_id: str) -> bool:
        """Whether a grant is of the kind that covers shops: a seller's; creators and partners have none."""
        return (await self._connections.get(connection_id)).kind == "seller"

    async def _keep(self, connection_id: str, data: Mapping[str, Any], *, after_consent: bool = False) -> list[Shop]:
        listed = [seen for item in (data.get("shops") or [])[:SHOPS_MAX] if (seen := _seen(item)).id]
        ids = {seen.id for seen in listed}
        async with self._store.begin() as conn:
            gone = [_without_cipher(row) for row in await table.shops(conn, connection_id) if row.id not in ids]
            ours = await table.save_shops(
                conn, connection_id, [*listed, *gone], self._clock.now(), same_app_moves=after_consent
            )
            elsewhere = await table.holders(conn, sorted(ids - ours))
        for shop_id, holder in elsewhere.items() if after_consent else ():
            log.warning("shop %s stays with the app %s, whose grant works", shop_id, holder.app_key)
        if elsewhere and not ours:
            raise _taken(elsewhere)
        return await self.all(connection_id)

    async def deauthorized(self, connection: Connection, *, message: str, shop_id: str | None) -> bool:
        """Act on the news that a grant was taken back. False where TikTok says that it still works (an old event).

        Raises:
            Retriable, OutcomeUnknown: TikTok could not be asked; hand the event in again later.
        """
        if connection.state == DEAUTHORIZED:
            return True
        if connection.state == ACTIVE:
            try:
                reply = await (await self._client_for(connection.id)).call(READ_SHOPS)
            except Reauthorize:
                connection = await self._connections.get(connection.id)
            else:
                left = [shop for shop in await self._keep(connection.id, reply.data) if shop.covered]
                if left:  # the grant lives on; only this shop may have left it
                    gone = shop_id is not None and shop_id not in {shop.id for shop in left}
                    if gone and shop_id is not None:
                        async with self._store.begin() as conn:
                            await table.told_left(conn, shop_id)
                    return gone
        said = " ".join(message.split())[:MESSAGE_MAX_CHARS]
        await self._connections.mark(connection, DEAUTHORIZED, said or "the seller took the authorization back")
        return True


def _taken(elsewhere: Mapping[str, table.ConnectionRow]) -> Conflict:
    shops, apps = ", ".join(sorted(elsewhere)), ", ".join(sorted({one.app_key for one in elsewhere.values()}))
    return Conflict(
        f"Shop {shops} is connected by the app {apps} and stays with it: one shop works through one app at a time",
        next_step=f"To move it, let the seller remove {apps} in Seller Center, then authorize again here.",
    )


def _seen(item: Mapping[str, object]) -> ShopSeen:
    def text(name: str) -> str:
        return str(item.get(name) or "").replace("\x00", "")

    return ShopSeen(
        id=text("id"),
        name=text("name"),
        region=text("region"),
        seller_type=text("seller_type"),
        cipher=text("cipher"),
        code=text("code"),
    )


def _without_cipher(row: ShopRow) -> ShopSeen:
    return ShopSeen(id=row.id, name=row.name, region=row.region, seller_type=row.seller_type, cipher="", code=row.code)


def _shop(row: ShopRow) -> Shop:
    return Shop(
        id=row.id,
        connection_id=row.connection_id,
        name=row.name,
        region=row.region,
        seller_type=row.seller_type,
        cipher=row.cipher,
        code=row.code,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
    )
