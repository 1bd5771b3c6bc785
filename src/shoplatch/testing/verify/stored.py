"""What our store has of a shop, to be held against what the platform says."""

from __future__ import annotations

from typing import Any

from shoplatch.store import read
from shoplatch.store.engine import Store
from shoplatch.store.read import kept


class StoredShop:
    """Reads one shop of the store."""

    def __init__(self, store: Store, shop_id: str) -> None:
        self._store = store
        self._shop_id = shop_id

    async def order(self, order_id: str) -> dict[str, Any] | None:
        """Status, total and currency of an order; None if it is not there."""
        async with self._store.begin() as conn:
            found = await read.order_detail(conn, self._shop_id, order_id)
        if found is None:
            return None
        row = found.order
        return {"status": row["status"], "total": row["total_amount"], "currency": row["currency"]}

    async def statement(self, statement_id: str) -> dict[str, Any] | None:
        """A statement; None if it is not there."""
        async with self._store.begin() as conn:
            return await kept.one(conn, "statements", self._shop_id, statement_id)

    async def stock(self, sku_id: str) -> int | None:
        """What can be sold of a SKU; None if it is not there."""
        async with self._store.begin() as conn:
            rows = await read.inventory(conn, [self._shop_id], text=sku_id, limit=1)
        return rows[0].available if rows else None
