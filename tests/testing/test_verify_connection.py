"""A connection is verified by looking: what is there is told, what drifted is found, and nothing can be written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shoplatch.catalog import reader
from shoplatch.client.async_client import AsyncClient
from shoplatch.clock import SystemClock
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.store.read import ShopRow
from shoplatch.sync.subscriptions import Subscriptions
from shoplatch.testing.desk.handles import Orders
from shoplatch.testing.desk.shop import TikTokShop
from shoplatch.testing.verify import connection_checks  # noqa: F401  # registers the checks
from shoplatch.testing.verify.checks import Verdict
from shoplatch.testing.verify.connected import CONNECTED, Beside, verify_connection
from shoplatch.testing.verify.looking import Looking

READ = [scope for area in reader.permission_areas().values() for scope in area.read]


class InMemory:
    """A store as it should be: what the platform says now, with what a test changes in it."""

    def __init__(self, client: AsyncClient, **changed: Any) -> None:
        self._client, self._changed = client, changed

    async def order(self, order_id: str) -> dict[str, Any] | None:
        one = (await self._client.call("order.get_order_detail", ids=[order_id])).data["orders"][0]
        kept = {"status": one["status"], "total": one["payment"]["total_amount"], "currency": "GBP"}
        return {**kept, **self._changed}

    async def statement(self, statement_id: str) -> dict[str, Any] | None:
        return None

    async def stock(self, sku_id: str) -> int | None:
        found = (await self._client.call("product.inventory_search", sku_ids=[sku_id])).data["inventory"]
        return int(found[0]["skus"][0]["total_available_quantity"])


def row(shop: TikTokShop, **changed: Any) -> ShopRow:
    given = {
        "id": shop.shop_id, "name": "Fernlight UK", "region": "GB", "seller_type": "LOCAL", "code": "GB",
        "connection_id": "c",
        "app_key": shop.app_key, "environment": "simulator", "api_url": shop.base_url, "seller_name": "Fernlight",
        "state": "active", "reason": None, "granted_scopes": tuple(READ), "access_expires_at": None,
        "refresh_expires_at": datetime.now(UTC) + timedelta(days=300), "first_seen": datetime.now(UTC),
    }  # fmt: skip
    return ShopRow(**{**given, **changed})


async def verdicts(shop: TikTokShop, *, store: dict[str, Any] | None = None, **changed: Any) -> dict[str, Verdict]:
    async with AsyncClient(
        shop.app_key, shop.app_secret, shop.access_token, base_url=shop.base_url, shop_cipher=shop.shop_cipher
    ) as client:
        beside = Beside(
            row(shop, **changed), Looking(client, SystemClock()), InMemory(client, **(store or {})), SystemClock(), nothing()
        )
        return {one.check.partition(".")[2]: one for one in await verify_connection(beside)}


def nothing() -> Callable[[], Awaitable[Subscriptions]]:
    async def subscriptions() -> Subscriptions:
        return Subscriptions("1", "http://127.0.0.1/webhooks", kept=["ORDER_STATUS_CHANGE"])

    return subscriptions


async def test_a_healthy_connection_fails_nothing_and_every_call_only_read(
    tiktok_shop: TikTokShop, tiktok_order: Orders
) -> None:
    for _ in range(5):
        tiktok_order()
    found = await verdicts(tiktok_shop)
    assert [(name, one.evidence) for name, one in found.items() if one.state == "failed"] == []
    assert found["store_orders"].evidence == "5 orders equal"
    assert found["orders"].exhibits[0].request.startswith("POST /order/202309/orders/search")
    asked = {one["operation"] for one in tiktok_shop.requests()}
    assert all(reader.operation(one).read for one in asked)
    assert len(found) == len(CONNECTED) >= 20


@pytest.mark.parametrize(
    ("changed", "check", "said"),
    [
        ({"granted_scopes": ("seller.order.info",)}, "scope_finance", "lacks seller.finance.info"),
        ({"refresh_expires_at": datetime.now(UTC) + timedelta(days=3)}, "grant", "ends in"),
        ({"store": {"status": "UNPAID"}}, "store_orders", "the store has UNPAID"),
        ({"store": {"total": "0.01"}}, "store_orders", "the store has 0.01"),
        ({"id": "1"}, "shops", "not among them"),
    ],
)
async def test_what_is_wrong_is_found(
    changed: dict[str, Any], check: str, said: str, tiktok_shop: TikTokShop, tiktok_order: Orders
) -> None:
    tiktok_order()
    found = (await verdicts(tiktok_shop, **changed))[check]
    assert found.state == "failed"
    assert said in found.evidence


async def test_a_write_is_refused_before_it_is_sent(tiktok_shop: TikTokShop) -> None:
    async with AsyncClient(tiktok_shop.app_key, tiktok_shop.app_secret, "t", base_url=tiktok_shop.base_url) as client:
        with pytest.raises(InvalidRequest, match="only looks"):
            await Looking(client, SystemClock()).ask("product.update_inventory", product_id="1", skus=[])
    assert tiktok_shop.requests() == []


async def test_a_check_nobody_knows_is_refused(tiktok_shop: TikTokShop) -> None:
    async with AsyncClient("k", "s", "t", base_url=tiktok_shop.base_url) as client:
        beside = Beside(row(tiktok_shop), Looking(client, SystemClock()), InMemory(client), SystemClock(), nothing())
        with pytest.raises(NotFound, match="verify --list"):
            await verify_connection(beside, ["nobody"])
