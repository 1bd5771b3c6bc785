"""Money that moved to and from the seller's balance (platform.md section 15). `types` has to be named; all are."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.spec import DAY, HOUR, At, Rows, Search, one


def rows(source: dict[str, Any], at: At) -> Rows:
    """One movement."""
    row = {
        "id": fields.identity(source),
        **{name: fields.text(source, name) for name in ("type", "status", "currency")},
        "amount": fields.amount(source, "amount"),
        "create_time": fields.moment(source, "create_time"),
        **at.kept(source),
    }
    return one("withdrawals", row)


STREAM = Search(
    name="withdrawals",
    operations=("finance.get_seller_financial_transactions",),
    items="withdrawals",
    rows=rows,
    page_size=100,
    created=("create_time_ge", "create_time_lt"),
    fixed={"types": ["WITHDRAW", "SETTLE", "TRANSFER", "REVERSE"]},
    restated_s=15 * DAY,
    every_s=300,
    objective_s=HOUR,
)
