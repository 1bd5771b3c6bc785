"""The grant of one seller, spoken to with `tiktok-shop-api`: tokens that are renewed once, calls that are tried again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, TypeVar

from tiktok_shop_api import TikTokShop, TikTokShopAuth, TikTokShopError, TokenSet
from tiktok_shop_api.generated.models import (
    GetShopPerformanceGranularity,
    InventorySearchRequest,
    SearchProductsRequest,
    UpdateInventoryRequest,
)

BUSY = {36009002, 36009003, 36009007}
TOKEN_ENDED = 105002
PAGE, BATCH, TRIES = 20, 50, 5
T = TypeVar("T")


class Grant:
    """Its tokens, its shops, and the calls made for them."""

    def __init__(self, keys: dict[str, str]) -> None:
        self.keys = keys
        self._auth = TikTokShopAuth(keys["app_key"], keys["app_secret"], keys["service_id"], base_url=keys["auth_url"])
        self._client = TikTokShop(keys["app_key"], keys["app_secret"], keys["access_token"], base_url=keys["base_url"])
        self._refresh_token = keys["refresh_token"]
        self._generation = 0
        self._lock = threading.Lock()
        self._by_shop: dict[tuple[str, int], TikTokShop] = {}  # a client keeps its connections: one for each shop and token
        self.ciphers: dict[str, str] = {}  # shop id -> cipher

    def exchange(self, code: str) -> None:
        """Take the tokens of a new consent."""
        self._keep(self._auth.exchange_code(code))

    def find_shops(self) -> list[str]:
        """The ids of the shops of this grant."""
        told = self._call("", lambda client: client.authorization.get_authorized_shops())
        self.ciphers = {one["id"]: one["cipher"] for one in told.get("shops") or []}
        return list(self.ciphers)

    def orders(self, shop_id: str) -> Iterator[dict[str, Any]]:
        """Every order of a shop."""
        return self._pages(shop_id, "orders", lambda client, **page: client.orders.get_order_list(**page))

    def order(self, shop_id: str, order_id: str) -> dict[str, Any] | None:
        """One order as it is now."""
        told = self._call(shop_id, lambda client: client.orders.get_order_detail(ids=[order_id]))
        found = told.get("orders") or []
        return found[0] if found else None

    def products(self, shop_id: str) -> Iterator[dict[str, Any]]:
        """Every product that is on sale."""
        body = SearchProductsRequest.from_dict({"status": "ACTIVATE"})
        return self._pages(shop_id, "products", lambda client, **page: client.products.search_products(body=body, **page))

    def stock(self, shop_id: str, product_ids: list[str]) -> Iterator[dict[str, Any]]:
        """The stock of the SKUs of these products."""
        for start in range(0, len(product_ids), BATCH):
            body = InventorySearchRequest.from_dict({"product_ids": product_ids[start : start + BATCH]})
            told = self._call(shop_id, lambda client, body=body: client.products.inventory_search(body=body))
            for product in told.get("inventory") or []:
                yield from product["skus"]

    def set_stock(self, shop_id: str, product_id: str, sku: dict[str, Any]) -> None:
        """Replace the stock of a SKU by these quantities."""
        body = UpdateInventoryRequest.from_dict({"skus": [sku]})
        told = self._call(shop_id, lambda client: client.products.update_inventory(product_id, body=body))
        if told.get("errors"):
            raise TikTokShopError("The stock was not taken", code=int(told["errors"][0].get("code") or 0))

    def returns(self, shop_id: str) -> Iterator[dict[str, Any]]:
        """Every request for money back."""
        return self._pages(shop_id, "return_orders", lambda client, **page: client.return_and_refund.search_returns(**page))

    def statements(self, shop_id: str) -> Iterator[dict[str, Any]]:
        """Every statement."""
        return self._pages(
            shop_id,
            "statements",
            lambda client, **page: client.finance.get_statements(sort_field="statement_time", **page),
        )

    def transactions(self, shop_id: str, statement_id: str) -> Iterator[dict[str, Any]]:
        """What a statement is made of."""
        return self._pages(
            shop_id,
            "transactions",
            lambda client, **page: client.finance.get_transactions_by_statement(
                statement_id, sort_field="order_create_time", **page
            ),
        )

    def sales(self, shop_id: str, start: date, end: date) -> list[dict[str, Any]]:
        """What was sold on each day of a span; the last one is not in it."""
        granularity = GetShopPerformanceGranularity.VALUE_1
        told = self._call(
            shop_id,
            lambda client: client.analytics.get_shop_performance(
                start_date_ge=start, end_date_lt=end, granularity=granularity
            ),
        )
        return (told.get("performance") or {}).get("intervals") or []

    def _pages(self, shop_id: str, rows: str, ask: Callable[..., Any]) -> Iterator[dict[str, Any]]:
        token: str | None = None
        while token != "":
            more = {"page_size": PAGE, **({"page_token": token} if token else {})}
            told = self._call(shop_id, lambda client, more=more: ask(client, **more))
            yield from told.get(rows) or []
            token = told.get("next_page_token") or ""

    def _call(self, shop_id: str, ask: Callable[[TikTokShop], Any]) -> dict[str, Any]:
        """The `data` of one answer; renewed and tried again where that is safe."""
        for attempt in range(TRIES):
            client, generation = self._of(shop_id)
            try:
                answer = ask(client).to_dict()
            except TikTokShopError as refused:
                if refused.code == TOKEN_ENDED:
                    self._renew(generation)
                elif not _may_pass(refused) or attempt == TRIES - 1:
                    raise
                else:
                    time.sleep(0.2 * 2**attempt)
            else:
                return answer.get("data") or {}
        raise TikTokShopError("Tried five times", code=-1)

    def _of(self, shop_id: str) -> tuple[TikTokShop, int]:
        with self._lock:
            generation, key = self._generation, (shop_id, self._generation)
            if not shop_id:
                return self._client, generation
            if key not in self._by_shop:
                self._by_shop[key] = self._client.with_shop(shop_cipher=self.ciphers[shop_id])
            return self._by_shop[key], generation

    def _renew(self, generation: int) -> None:
        with self._lock:
            if generation != self._generation:  # another thread did
                return
            for attempt in range(TRIES):
                try:
                    self._take(self._auth.refresh(self._refresh_token))
                except TikTokShopError as refused:
                    if not _may_pass(refused) or attempt == TRIES - 1:
                        raise
                    time.sleep(0.2 * 2**attempt)
                else:
                    return

    def _keep(self, tokens: TokenSet) -> None:
        with self._lock:
            self._take(tokens)

    def _take(self, tokens: TokenSet) -> None:
        self._refresh_token = tokens.refresh_token
        self._client = self._client.with_shop(access_token=tokens.access_token)
        self._generation += 1


def _may_pass(refused: TikTokShopError) -> bool:
    """Whether the same call may work a moment later: no answer, half an answer, or a busy platform."""
    return refused.code in BUSY or refused.code == -1 or (refused.http_status or 0) >= 500
