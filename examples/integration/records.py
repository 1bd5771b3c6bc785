"""What the integration knows: orders and stock, by id."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import Any

from planted import planted

STATUSES = {
    "UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED",
    "COMPLETED", "CANCELLED",
}  # fmt: skip


class Records:
    """Orders and stock, kept in memory."""

    def __init__(self) -> None:
        self._orders: dict[str, dict[str, Any]] = {}
        self._stock: dict[str, int] = {}
        self._lock = threading.Lock()
        self.worked: dict[str, int] = {}

    def keep_order(self, order: dict[str, Any]) -> None:
        """Keep an order, unless a newer state of it is known."""
        if planted("known_statuses_only") and order["status"] not in STATUSES:
            return
        order_id = str(int(float(order["id"]))) if planted("ids_as_floats") else order["id"]
        payment = order.get("payment", {})
        total = Decimal(payment.get("total_amount", "0"))
        shown = str(round(float(total))) if planted("money_as_floats") else str(total)
        with self._lock:
            known = self._orders.get(order_id)
            if known and known["update_time"] > order["update_time"] and not planted("update_time_ignored"):
                return
            self._orders[order_id] = {
                "id": order_id,
                "status": order["status"],
                "total": shown,
                "currency": payment.get("currency"),
                "lines": len(order.get("line_items", [])),
                "update_time": order["update_time"],
            }

    def keep_stock(self, sku: dict[str, Any]) -> None:
        """Keep what can be sold of a SKU."""
        count = sku["total_available_quantity"]
        if planted("stock_ignores_orders"):
            count += sku.get("total_committed_quantity", 0)
        with self._lock:
            self._stock[sku["id"]] = count

    def note_status(self, order_id: str, status: str) -> None:
        """Change the status of an order that is known."""
        with self._lock:
            if order_id in self._orders:
                self._orders[order_id]["status"] = status

    def count(self, notification: str) -> None:
        """One more effect of a webhook."""
        with self._lock:
            self.worked[notification] = self.worked.get(notification, 0) + 1

    def order(self, order_id: str) -> dict[str, Any] | None:
        """An order that is known."""
        with self._lock:
            return self._orders.get(order_id)

    def stock(self, sku_id: str) -> int | None:
        """What can be sold of a SKU."""
        with self._lock:
            return self._stock.get(sku_id)

    def counts(self) -> dict[str, int]:
        """How much is known."""
        with self._lock:
            return {"orders": len(self._orders), "skus": len(self._stock)}
