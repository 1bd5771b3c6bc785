"""What an order earned, as a whole and by SKU, in both versions (platform.md section 15). An order can be settled in several
statements; 202309 states each of them, 202501 the order's sum and the statement of each SKU."""

from __future__ import annotations

from typing import Any

from shoplatch.store.families import Versioned
from shoplatch.sync.streams import fields
from shoplatch.sync.streams.fields import Json
from shoplatch.sync.streams.settled import amounts, settled
from shoplatch.sync.streams.spec import At, Details, Rows

NEW, OLD = "finance.get_transactions_by_order", "finance.get_transactions_by_order@202309"
_LISTS = ("sku_transactions", "sku_statement_transactions")


def rows(source: dict[str, Any], at: At) -> Rows:
    """The whole answer: the order and its SKUs."""
    found: Rows = {"order_settlements": [], "order_transactions": []}
    for whole in [source] if at.operation == NEW else fields.listed(source, "statement_transactions"):
        statement = fields.text(whole, "statement_id")
        currency = fields.text(whole, "currency")
        own = {name: value for name, value in whole.items() if name not in _LISTS}
        order = {
            "id": f"{at.parent}/{statement}" if statement else at.parent,
            "order_id": at.parent,
            "statement_id": statement,
            "status": fields.text(whole, "status"),
            "order_create_time": fields.moment(source, "order_create_time"),
            "statement_time": fields.moment(whole, "statement_time"),
            **settled(whole, currency=currency),
            "amounts": amounts(own),
            **at.kept(own),
        }
        found["order_settlements"].append(Versioned(order))
        skus = fields.listed(whole, _LISTS[0] if at.operation == NEW else _LISTS[1])
        found["order_transactions"] += _skus(skus, at, statement, currency)
    return found


def _skus(listed: list[Json], at: At, statement: str | None, currency: str | None) -> list[Versioned]:
    """One row per SKU and statement; a SKU that is named again in the same statement is counted."""
    made: dict[str, Versioned] = {}
    for sku in listed:
        key = "/".join(filter(None, (at.parent, fields.text(sku, "statement_id") or statement, fields.text(sku, "sku_id"))))
        again = sum(name == key or name.startswith(f"{key}#") for name in made)
        row = {
            "id": f"{key}#{again + 1}" if again else key,
            "order_id": at.parent,
            "statement_id": fields.text(sku, "statement_id") or statement,
            "sku_id": fields.text(sku, "sku_id"),
            "sku_name": fields.text(sku, "sku_name"),
            "product_name": fields.text(sku, "product_name"),
            "quantity": fields.count(sku, "quantity"),
            **settled(sku, currency=fields.text(sku, "currency") or currency),
            "amounts": amounts(sku),
            **at.kept(sku),
        }
        made[str(row["id"])] = Versioned(row)
    return list(made.values())


STREAM = Details(
    name="order_transactions",
    operations=(NEW, OLD),
    parent=("statement_transactions", "order_id"),
    param="order_id",
    rows=rows,
    replaces={"order_transactions": "order_id", "order_settlements": "order_id"},
    every_s=300,
)
