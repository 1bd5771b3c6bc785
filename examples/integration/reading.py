"""What is asked of the platform, and in which pages: shops, orders, goods, stock, returns, statements, sales."""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from planted import planted
from shop import Refused, Shop

DAY_S = 86_400
WESTERNMOST_S = 8 * 3600  # how far the days of a shop may lie behind UTC
Thing = dict[str, Any]


class Reading:
    """The questions an integration asks; each shop of the grant is asked by its own cipher."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop

    def shops(self) -> list[Thing]:
        """Every shop of the grant."""
        found: list[Thing] = self._shop.call("GET", "/authorization/202309/shops", {}).get("shops", [])
        return found[:1] if planted("first_shop_only") else found

    def orders(self, cipher: str) -> Iterator[Thing]:
        """Every order of a shop."""
        order = {"sort_field": "update_time", "sort_order": "DESC"} if planted("moving_order") else {}
        yield from self._pages("POST", "/order/202309/orders/search", "orders", cipher, {}, order)

    def order(self, order_id: str, cipher: str) -> Thing | None:
        """One order as it is now."""
        tries = 1 if planted("drops_failed_events") else 5
        answer = self._shop.call("GET", "/order/202507/orders", {"ids": order_id}, None, cipher, tries)
        found = answer.get("orders") or []
        return found[0] if found else None

    def products(self, cipher: str) -> Iterator[Thing]:
        """Every product on sale."""
        yield from self._pages("POST", "/product/202502/products/search", "products", cipher, {"status": "ACTIVATE"})

    def stock(self, product_ids: list[str], cipher: str) -> Iterator[Thing]:
        """The stock of these products."""
        for start in range(0, len(product_ids), 50):
            body = {"product_ids": product_ids[start : start + 50]}
            answer = self._shop.call("POST", "/product/202309/inventory/search", {}, body, cipher)
            for product in answer.get("inventory") or []:
                yield from product["skus"]

    def set_stock(self, sku: Thing, quantity: int, cipher: str) -> None:
        """Let so many units be sold: all of them from the first warehouse."""
        first, *others = sku["warehouses"]
        inventory = [
            {"warehouse_id": first, "quantity": quantity},
            *({"warehouse_id": one, "quantity": 0} for one in others),
        ]
        path = f"/product/202309/products/{sku['product_id']}/inventory/update"
        told = self._shop.call("POST", path, {}, {"skus": [{"id": sku["id"], "inventory": inventory}]}, cipher)
        if told.get("errors") and not planted("batch_errors_ignored"):
            raise Refused(told["errors"][0].get("code", 0), "a part of the batch was refused")

    def returns(self, cipher: str) -> Iterator[Thing]:
        """Every request for a refund or a return."""
        yield from self._pages("POST", "/return_refund/202602/returns/search", "return_orders", cipher, {})

    def statements(self, cipher: str) -> Iterator[Thing]:
        """Every statement."""
        order = {} if planted("finance_unsorted") else {"sort_field": "statement_time"}
        yield from self._pages("GET", "/finance/202309/statements", "statements", cipher, None, order)

    def transactions(self, statement_id: str, cipher: str) -> Iterator[Thing]:
        """What a statement is made of."""
        path = f"/finance/202501/statements/{statement_id}/statement_transactions"
        yield from self._pages("GET", path, "transactions", cipher, None, {"sort_field": "order_create_time"})

    def sales(self, cipher: str) -> Iterator[tuple[str, Decimal]]:
        """What was sold on each of the last days."""
        now = time.time() - WESTERNMOST_S  # a day that has not begun at the shop is refused
        days = [time.strftime("%Y-%m-%d", time.gmtime(now - n * DAY_S)) for n in (7, -1)]
        query = {"start_date_ge": days[0], "end_date_lt": days[1], "granularity": "1D"}
        answer = self._shop.call("GET", "/analytics/202609/shop/performance", query, None, cipher)
        for one in (answer.get("performance") or {}).get("intervals") or []:
            yield one["start_date"], Decimal(one["sales"]["gmv"]["amount"])

    def _pages(
        self,
        method: str,
        path: str,
        items: str,
        cipher: str,
        body: Thing | None,
        order: dict[str, str] | None = None,
    ) -> Iterator[Thing]:
        token = ""
        while True:
            query = {"page_size": "20", **(order or {}), **({"page_token": token} if token else {})}
            if planted("paging_in_body") and body is not None:
                body, query = {**body, **query}, {}
            try:
                answer = self._shop.call(method, path, query, body, cipher)
            except Refused as refused:
                if token and refused.code != 105002 and planted("stops_in_the_middle"):
                    return
                raise
            yield from answer[items] if planted("needs_rows") and items == "orders" else answer.get(items) or []
            token = answer["next_page_token"] if planted("needs_end_token") else answer.get("next_page_token") or ""
            if planted("token_trimmed"):
                token = token.rstrip("=")
            if not token or planted("first_page_only"):
                break
        if planted("asks_again"):
            self._shop.call(method, path, {"page_size": "20", **(order or {})}, body, cipher)
