"""Cancellations (platform.md section 9). A row moves by update_time; two spellings of its last state are kept as one."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.aftersales import article, next_action, refund
from shoplatch.sync.streams.fields import Unreadable
from shoplatch.sync.streams.spec import At, Rows, Search, one

CANCELLED = {"CANCELLATION_REQUEST_CANCELLED": "CANCELLATION_REQUEST_CANCEL"}


def rows(source: dict[str, Any], at: At) -> Rows:
    """One cancellation with its lines."""
    cancel_id = fields.identity(source, "cancel_id")
    status = fields.text(source, "cancel_status")
    if status is None:
        raise Unreadable(f"cancellation {cancel_id} came without cancel_status", shop=at.shop_id)
    lines = [
        {"id": fields.identity(line, "cancel_line_item_id"), **article(line), **refund(line)}
        for line in fields.listed(source, "cancel_line_items")
    ]
    row = {
        "id": cancel_id,
        "order_id": fields.identity(source, "order_id"),
        "status": CANCELLED.get(status, status),
        **{name: fields.text(source, name) for name in ("cancel_type", "role", "cancel_reason", "cancel_reason_text")},
        "should_replenish_stock": fields.flag(source, "should_replenish_stock"),
        **refund(source),
        **next_action(source),
        "create_time": fields.moment(source, "create_time"),
        "update_time": fields.moment(source, "update_time"),
        **at.kept(source),
    }
    return one("cancellations", row, cancellation_lines=lines)


STREAM = Search(
    name="cancellations",
    operations=("return_refund.search_cancellations", "return_refund.search_cancellations@202309"),
    items="cancellations",
    rows=rows,
    page_size=50,
    where="body",
    created=("create_time_ge", "create_time_lt"),
    changed=("update_time_ge", "update_time_lt"),
    sort={"sort_field": "create_time", "sort_order": "ASC"},
    sort_changed={"sort_field": "update_time", "sort_order": "DESC"},
    by_id="cancel_ids",
    every_s=60,
    objective_s=300,
)
