"""Statements of account (platform.md section 15): one for each day something was settled; payment comes to it later.

There is no webhook and no update_time, so every regular read goes two weeks back, as far as payments are known to move.
"""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.fields import Unreadable
from shoplatch.sync.streams.settled import settled
from shoplatch.sync.streams.spec import DAY, HOUR, At, Rows, Search, one


def rows(source: dict[str, Any], at: At) -> Rows:
    """One statement."""
    statement_id = fields.identity(source)
    statement_time = fields.moment(source, "statement_time")
    if statement_time is None:
        raise Unreadable(f"statement {statement_id} came without statement_time", shop=at.shop_id)
    row = {
        "id": statement_id,
        "payment_status": fields.text(source, "payment_status"),
        "payment_id": fields.text(source, "payment_id"),
        "statement_time": statement_time,
        "payment_time": fields.moment(source, "payment_time"),
        **settled(source, currency=fields.text(source, "currency")),
        **at.kept(source),
    }
    return one("statements", row)


STREAM = Search(
    name="statements",
    operations=("finance.get_statements",),
    items="statements",
    rows=rows,
    page_size=100,
    created=("statement_time_ge", "statement_time_lt"),
    clock="statement_time",
    sort={"sort_field": "statement_time", "sort_order": "ASC"},
    restated_s=15 * DAY,
    every_s=300,
    objective_s=HOUR,
)
