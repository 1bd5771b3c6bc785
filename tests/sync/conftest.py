"""A connected shop in a real database, read through the real client from a little TikTok Shop in memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from shoplatch.client.async_client import AsyncClient
from shoplatch.clock import SetClock
from shoplatch.errors import Reauthorize
from shoplatch.inbox.lanes import LaneOptions, Lanes
from shoplatch.store import apps, connections, held, inbox
from shoplatch.store.connections import ShopSeen
from shoplatch.store.engine import Store
from shoplatch.store.inbox import Arrived
from shoplatch.sync.backfill import Backfill
from shoplatch.sync.events import Events
from shoplatch.sync.incremental import Incremental
from shoplatch.sync.keeping import Streams
from shoplatch.sync.reconcile import Reconcile
from tests.sync.little_shop import LittleShop

APP = "6abc"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def seal(text: str, *, owner: str, field: str) -> bytes:
    return f"{owner}|{field}|{text}".encode()


@dataclass(eq=False)
class Access:
    """Hands out clients that speak to little shops; closed shops are not called."""

    shops_by_id: dict[str, LittleShop] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    told: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    on_told: Callable[[], Any] | None = None

    async def client_for_shop(self, shop_id: str) -> AsyncClient:
        if shop_id in self.closed:
            raise Reauthorize("the grant is gone", shop=shop_id)
        return AsyncClient(APP, "secret", "token", shop_cipher="cipher", shop=shop_id, transport=self.shops_by_id[shop_id],
                           sleep=_no_sleep)  # fmt: skip

    async def deauthorized(
        self, app_key: str, *, shop_id: str | None = None, open_id: str | None = None, message: str = ""
    ) -> bool:
        self.told.append((app_key, shop_id, open_id))
        if self.on_told is not None:
            await self.on_told()
        return True

    async def end_told(
        self, app_key: str, ends_at: datetime, *, shop_id: str | None = None, open_id: str | None = None
    ) -> None:
        self.told.append((app_key, shop_id, open_id))


async def _no_sleep(seconds: float) -> None:
    return None


class House:
    """Everything of this room around one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.clock = SetClock(NOW)
        self.access = Access()
        self.deferred: list[tuple[str, dict[str, Any]]] = []
        self.backfill = Backfill(store, self.access, seal, self.clock, self._defer, rows_max=10)
        self.incremental = Incremental(store, self.access, seal, self.clock)
        self.reconcile = Reconcile(store, self.access, seal, self.clock)
        self.streams = Streams(store, self.access, seal, self.clock)
        self.events = Events(store, self.access, seal, self.clock)
        self._told = 0

    async def _defer(self, name: str, *, once: str | None = None, **args: Any) -> int:
        self.deferred.append((name, args))
        return len(self.deferred)

    def lanes(self, owner: str = "w", **options: Any) -> Lanes:
        return Lanes(self.store, self.events, self.clock, owner=owner, options=LaneOptions(**options))

    async def connect(self, shop: LittleShop) -> LittleShop:
        self.access.shops_by_id[shop.shop_id] = shop
        async with self.store.begin() as conn:
            await apps.save(conn, apps.App(
                app_key=APP, name="App", environment="simulator", service_id="1", market="ROW", api_url="http://x",
                auth_url="http://x", consent_url="http://x", sealed_secret=b"x", secret_fingerprint="x", created_at=NOW,
            ))  # fmt: skip
            grant = await connections.save(
                conn, id=f"c{shop.shop_id}", app_key=APP, kind="seller", open_id=f"o{shop.shop_id}", seller_name="Seller",
                seller_base_region="GB", granted_scopes=[], sealed_access=b"x", sealed_refresh=b"x", access_expires_at=NOW,
                refresh_expires_at=NOW, now=NOW,
            )  # fmt: skip
            seen = ShopSeen(id=shop.shop_id, name="Shop", region="GB", seller_type="LOCAL", cipher="cipher", code="GB1")
            await connections.save_shops(conn, grant.id, [seen], NOW)
        return shop

    async def set_state(self, shop: LittleShop, state: str) -> None:
        async with self.store.begin() as conn:
            await connections.set_state(conn, f"c{shop.shop_id}", state, "because", self.clock.now())

    async def run_backfill(self, shop: LittleShop) -> None:
        await self.backfill.plan(shop.shop_id)
        for _, args in self.deferred:
            await self.backfill.run(**args)
        self.deferred.clear()

    async def ring(self, shop: LittleShop, topic: int, *, key: str | None = None, **data: Any) -> None:
        self._told += 1
        body = json.dumps({"type": topic, "shop_id": shop.shop_id, "timestamp": shop.now, "data": data}).encode()
        sent_at = datetime.fromtimestamp(shop.now, UTC)
        event = Arrived(APP, key or f"k{self._told}", topic, shop.shop_id, sent_at, self.clock.now(), body)
        async with self.store.raw() as conn:
            await inbox.append(conn, [event])

    async def inbox_states(self) -> list[tuple[str, str | None]]:
        async with self.store.raw() as conn:
            return await (await conn.execute("SELECT state, error FROM inbox ORDER BY n")).fetchall()

    async def kept(self, shop: LittleShop) -> dict[str, Any]:
        """What the store says, without how it came to know it."""
        ours = ("first_seen", "last_seen", "read_at", "revision", "fingerprint", "source_version")
        async with self.store.begin() as conn:
            orders = await held.orders(conn, shop.shop_id, list(shop.orders))
            products = await held.products(conn, shop.shop_id, list(shop.products))
            packages = await held.packages(conn, shop.shop_id, list(shop.packages))
            stock = await held.stock(conn, shop.shop_id, list(shop.products))
        rows: Sequence[Any] = (*orders.values(), *products.values(), *packages.values())
        return {
            "rows": sorted((_plain(row, ours) for row in rows), key=lambda row: row["id"]),
            "stock": sorted((row["sku_id"], row["available_quantity"], row["committed_quantity"]) for row in stock),
        }


def _plain(row: Any, without: Sequence[str]) -> dict[str, Any]:
    plain = {name: value for name, value in row.items() if name not in without}
    for name in ("lines", "skus"):
        if name in plain:
            plain[name] = sorted((_plain(one, without) for one in plain[name]), key=lambda one: one["id"])
    return plain


@pytest.fixture
async def house(store: Store) -> House:
    return House(store)


@pytest.fixture
async def shop(house: House) -> LittleShop:
    return await house.connect(LittleShop())
