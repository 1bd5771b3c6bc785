"""Payments to the seller's bank (platform.md section 15); not offered in SEA, where withdrawals take their place.

202605 replaces 202309 and states no reserve any more. Status and time of payment come later, so reads go two weeks back.
"""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.spec import DAY, HOUR, At, Rows, Search, one


def rows(source: dict[str, Any], at: At) -> Rows:
    """One payment."""
    paid, settled, reserve, before = (
        fields.inner(source, name)
        for name in ("amount", "settlement_amount", "reserve_amount", "payment_amount_before_exchange")
    )
    row = {
        "id": fields.identity(source),
        "status": fields.text(source, "status"),
        "currency": fields.text(paid, "currency"),
        "amount": fields.amount(paid, "value"),
        "settlement_currency": fields.text(settled, "currency"),
        "settlement_amount": fields.amount(settled, "value"),
        "reserve_currency": fields.text(reserve, "currency"),
        "reserve_amount": fields.amount(reserve, "value"),
        "before_exchange_currency": fields.text(before, "currency"),
        "amount_before_exchange": fields.amount(before, "value"),
        "exchange_rate": fields.amount(source, "exchange_rate"),
        "bank_account": fields.text(source, "bank_account"),
        "create_time": fields.moment(source, "create_time"),
        "paid_time": fields.moment(source, "paid_time"),
        **at.kept(source),
    }
    return one("payments", row)


STREAM = Search(
    name="payments",
    operations=("finance.get_payments", "finance.get_payments@202309"),
    items="payments",
    rows=rows,
    page_size=100,
    created=("create_time_ge", "create_time_lt"),
    sort={"sort_field": "create_time", "sort_order": "ASC"},
    restated_s=15 * DAY,
    every_s=300,
    objective_s=HOUR,
)
