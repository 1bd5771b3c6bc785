"""A seller, a connection and a shop, for tests that need rows to hang on to."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Concatenate, ParamSpec

from shoplatch.store import schema
from shoplatch.store.engine import Store
from shoplatch.store.horizon import horizon

SHOP = "7495000000000000001"
OTHER_SHOP = "7495000000000000002"
APP = "app-key"
CONNECTION = "connection-1"
T0 = datetime(2026, 11, 1, tzinfo=UTC)
P = ParamSpec("P")


async def add_shops(store: Store) -> None:
    """One app, one connection, two shops."""
    async with store.begin() as conn:
        await conn.execute(
            schema.apps.insert().values(
                app_key=APP,
                name="Test",
                environment="simulator",
                service_id="1",
                market="ROW",
                api_url="http://127.0.0.1:1",
                auth_url="http://127.0.0.1:1",
                consent_url="http://127.0.0.1:1",
                sealed_secret=b"sealed",
                secret_fingerprint="ab12",
                created_at=T0,
            )
        )
        await conn.execute(
            schema.connections.insert().values(
                id=CONNECTION,
                app_key=APP,
                kind="seller",
                open_id="open-1",
                seller_name="Seller",
                state="active",
                granted_scopes=["seller.order.info"],
                created_at=T0,
                updated_at=T0,
            )
        )
        for number, id_ in enumerate((SHOP, OTHER_SHOP)):
            await conn.execute(
                schema.shops.insert().values(
                    id=id_,
                    connection_id=CONNECTION,
                    name=f"Shop {number}",
                    region="GB",
                    seller_type="LOCAL",
                    cipher=f"cipher-{number}",
                    code=f"CODE{number}",
                    first_seen=T0,
                    last_seen=T0,
                )
            )


def with_shop(test: Callable[Concatenate[Store, P], Awaitable[None]]) -> Callable[Concatenate[Store, P], Awaitable[None]]:
    """Run the test with the shops in its store."""

    @functools.wraps(test)
    async def prepared(store: Store, *args: P.args, **kwargs: P.kwargs) -> None:
        await add_shops(store)
        await test(store, *args, **kwargs)

    return prepared


async def settled(store: Store) -> None:
    """Until every transaction begun in this database before now has ended: readers of the change feed wait for them."""
    async with store.raw() as conn:
        asked = await conn.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
        (mark,) = await asked.fetchone() or ("0",)
    ended = f"SELECT {horizon('pg_current_snapshot()')} >= %s::text::xid8"
    for _ in range(3000):
        async with store.raw() as conn:
            asked = await conn.execute(ended.encode(), [mark])
            if await asked.fetchone() == (True,):
                return
        await asyncio.sleep(0.01)
    raise AssertionError("a transaction in the test's database does not end")
