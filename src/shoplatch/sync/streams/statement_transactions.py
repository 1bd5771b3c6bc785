"""The transactions of a statement: orders, reserves and adjustments, in both versions (platform.md section 15).

202501 states amounts in nested breakdowns, 202309 side by side; both become the same columns, and every single amount keeps
its own name in `amounts`. A row that closes under no identity is kept like the others and marked.
"""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.settled import amounts, settled
from shoplatch.sync.streams.spec import DAY, At, Details, Rows, one

NEW, OLD = "finance.get_transactions_by_statement", "finance.get_transactions_by_statement@202309"
_IDS = ("order_id", "adjustment_id", "adjustment_order_id", "associated_order_id", "reserve_id", "reserve_status")


def rows(source: dict[str, Any], at: At) -> Rows:
    """One transaction."""
    named = [fields.text(source, name) for name in ("id", "adjustment_id", "reserve_id", "order_id")]
    transaction_id = next((one for one in named if one), None) or str(at.place)
    row = {
        "id": f"{at.parent}/{transaction_id}",
        "statement_id": at.parent,
        "transaction_id": transaction_id,
        "type": fields.text(source, "type") or "ORDER",
        **{name: fields.text(source, name) for name in _IDS},
        "reserve_amount": fields.amount(source, "reserve_amount"),
        "estimated_release_time": fields.moment(source, "estimated_release_time"),
        "order_create_time": fields.moment(source, "order_create_time"),
        **settled(source, currency=fields.text(source, "currency") or fields.text(at.head, "currency")),
        "amounts": amounts(source),
        **at.kept(source),
    }
    return one("statement_transactions", row)


def head(source: dict[str, Any], at: At) -> Rows:
    """What the list says of the statement as a whole."""
    totals = fields.inner(source, "total_settlement_breakdown")
    total = {**source, **totals} if at.operation == NEW else source
    row = {
        "id": at.parent,
        "status": fields.text(source, "status"),
        "payable_amount": fields.amount(source, "payable_amount"),
        "total_reserve_amount": fields.amount(source, "total_reserve_amount"),
        "total_count": fields.count(source, "total_count"),
        "create_time": fields.moment(source, "create_time"),
        **settled(total, currency=fields.text(source, "currency"), prefix="total_" if at.operation == NEW else ""),
        **at.kept(source),
    }
    return one("statement_totals", row)


STREAM = Details(
    name="statement_transactions",
    operations=(NEW, OLD),
    parent=("statements", "id"),
    param="statement_id",
    rows=rows,
    head=head,
    items={NEW: "transactions", OLD: "statement_transactions"},
    page_size=100,
    fixed={"sort_field": "order_create_time"},
    replaces={"statement_transactions": "statement_id"},
    again_s=14 * DAY,
    every_s=300,
)
