"""What the integration knows: orders, goods, stock and money, by id."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import Any

from planted import planted

STATUSES = {
    "UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED",
    "COMPLETED", "CANCELLED",
}  # fmt: skip
Thing = dict[str, Any]


class Records:
    """Kept in memory; a row is replaced whole."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Thing] = {}
        self._lock = threading.Lock()
        self.worked: dict[str, int] = {}

    def keep_order(self, order: Thing) -> None:
        """Keep an order, unless a newer state of it is known."""
        if planted("known_statuses_only") and order["status"] not in STATUSES:
            return
        if planted("cancelled_ignored") and order["status"] == "CANCELLED":
            return
        order_id = str(int(float(order["id"]))) if planted("ids_as_floats") else order["id"]
        if planted("nulls_break_it"):
            len(order["buyer_message"])
        with self._lock:
            known = self._rows.get(("orders", order_id), {})
            if known and known["update_time"] > order["update_time"] and not planted("update_time_ignored"):
                return
            lines = order.get("line_items") or []
            self._rows["orders", order_id] = {
                "id": order_id,
                "status": order["status"],
                "total": _total(order, known),
                "currency": _currency(order, known),
                "lines": len({one["sku_id"] for one in lines} if planted("lines_by_sku") else lines),
                "recipient": _recipient(order, known),
                "update_time": order["update_time"],
            }

    def keep_product(self, product: Thing, shop: Thing) -> None:
        """Keep a product, and what is needed to set the stock of its SKUs."""
        with self._lock:
            known = self._rows.get(("products", product["id"]), {})
            price = product["skus"][0]["price"]
            shown = price.get("sale_price") or price["tax_exclusive_price"]
            if planted("first_price_stays") and known:
                shown = known["price"]
            self._rows["products", product["id"]] = {
                "id": product["id"], "title": product["title"], "price": shown, "currency": price["currency"],
            }  # fmt: skip
            for sku in product["skus"]:
                places = [place["warehouse_id"] for place in sku["inventory"]]
                self._rows["skus", sku["id"]] = {
                    "id": sku["id"], "product_id": product["id"], "warehouses": places, "cipher": shop["cipher"],
                }  # fmt: skip

    def keep_stock(self, sku: Thing) -> None:
        """Keep what can be sold of a SKU."""
        count = sku["total_available_quantity"]
        if planted("stock_ignores_orders"):
            count += sku.get("total_committed_quantity", 0)
        sku_id = str(int(float(sku["id"]))) if planted("sku_ids_as_floats") else sku["id"]
        self.keep("stock", sku_id, {"available": count})

    def keep_return(self, one: Thing) -> None:
        """Keep a request for a refund."""
        amount = one.get("refund_amount") or {}
        refund = amount.get("refund_total", "0")
        if planted("refunds_the_total"):
            refund = (self.row("orders", one["order_id"]) or {}).get("total", refund)
        kept = {"status": one["return_status"], "amount": refund, "currency": amount.get("currency")}
        self.keep("returns", one["return_id"], kept)

    def keep_statement(self, one: Thing) -> None:
        """Keep a statement."""
        amount = one["net_sales_amount"] if planted("statement_before_fees") else one["settlement_amount"]
        kept = {"amount": amount, "status": one["payment_status"], "currency": one["currency"]}
        self.keep("statements", one["id"], kept)

    def keep_settlements(self, transactions: list[tuple[Thing, str]]) -> None:
        """Keep what orders are settled with; refunds come with later statements and count."""
        sums: dict[str, Thing] = {}
        for one, currency in transactions:
            order_id = one.get("order_id") or ""
            if not order_id or (planted("settles_once") and order_id in sums):
                continue
            held = sums.setdefault(order_id, {"amount": "0", "currency": currency})
            held["amount"] = str(Decimal(held["amount"]) + Decimal(one["settlement_amount"]))
        for order_id, held in sums.items():
            order = self.row("orders", order_id)
            if planted("settles_the_total") and order:
                held["amount"] = order["total"]
            self.keep("settlements", order_id, {**held, "currency": "GBP" if planted("one_currency") else held["currency"]})

    def keep(self, kind: str, name: str, row: Thing) -> None:
        """Keep a row."""
        with self._lock:
            self._rows[kind, name] = row

    def note_status(self, order_id: str, status: str) -> None:
        """Change the status of an order that is known."""
        with self._lock:
            if ("orders", order_id) in self._rows:
                self._rows["orders", order_id]["status"] = status

    def count(self, notification: str) -> None:
        """One more effect of a webhook."""
        with self._lock:
            self.worked[notification] = self.worked.get(notification, 0) + 1

    def row(self, kind: str, name: str) -> Thing | None:
        """What is known of something."""
        with self._lock:
            return self._rows.get((kind, name))

    def counts(self) -> dict[str, int]:
        """How much is known."""
        with self._lock:
            kinds = [kind for kind, _ in self._rows]
        return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


def _total(order: Thing, known: Thing) -> str | None:
    amount = (order.get("payment") or {}).get("total_amount")
    if amount is None:  # nobody said: what was known stays
        return "0" if planted("no_money_is_zero") else known.get("total")
    return str(round(float(amount))) if planted("money_as_floats") else str(Decimal(amount))


def _currency(order: Thing, known: Thing) -> str | None:
    if planted("one_currency"):
        return "GBP"
    return (order.get("payment") or {}).get("currency") or known.get("currency")


def _recipient(order: Thing, known: Thing) -> str | None:
    """The name; a masked one never replaces a whole one."""
    name = (order.get("recipient_address") or {}).get("name")
    if known.get("recipient") and (not name or "*" in name) and not planted("masked_overwrites"):
        return str(known["recipient"])
    return name
