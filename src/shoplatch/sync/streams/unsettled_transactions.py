"""What TikTok Shop expects to settle (202507). A row leaves the list once it is settled; then it gets a tombstone."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.settled import amounts
from shoplatch.sync.streams.signs import Amounts, convention
from shoplatch.sync.streams.spec import HOUR, At, Rows, Search, one

_TEXTS = (
    "status", "type", "order_id", "adjustment_id", "adjustment_order_id", "currency", "unsettled_reason",
    "estimated_settlement",
)  # fmt: skip
_AMOUNTS = (
    "est_settlement_amount", "est_revenue_amount", "est_fee_tax_amount", "est_shipping_cost_amount", "est_adjustment_amount",
)  # fmt: skip


def rows(source: dict[str, Any], at: At) -> Rows:
    """One expected transaction."""
    stated = {name: fields.amount(source, name) for name in _AMOUNTS}
    closes = convention(
        Amounts(
            settlement=stated["est_settlement_amount"],
            revenue=stated["est_revenue_amount"],
            fee=stated["est_fee_tax_amount"],
            shipping=stated["est_shipping_cost_amount"],
            adjustment=stated["est_adjustment_amount"],
        )
    )
    named = [fields.text(source, name) for name in ("id", "order_id", "adjustment_id")]
    row = {
        "id": next((one for one in named if one), None) or fields.identity(source),
        **{name: fields.text(source, name) for name in _TEXTS},
        **stated,
        **closes.columns(),
        "order_create_time": fields.moment(source, "order_create_time"),
        "order_delivery_time": fields.moment(source, "order_delivery_time"),
        "amounts": amounts(source),
        **at.kept(source),
    }
    return one("unsettled_transactions", row)


STREAM = Search(
    name="unsettled_transactions",
    operations=("finance.get_unsettled_transactions",),
    items="transactions",
    rows=rows,
    page_size=100,
    clock="order_create_time",
    sort={"sort_field": "order_create_time", "sort_order": "ASC"},
    complete=True,
    every_s=300,
    objective_s=HOUR,
)
