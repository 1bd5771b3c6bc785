"""Cancellations (platform.md section 9). A row moves by update_time; two spellings of its last state are kept as one."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.aftersales import lines, named, next_action, refund, search
from shoplatch.sync.streams.spec import At, Rows, one

CANCELLED = {"CANCELLATION_REQUEST_CANCELLED": "CANCELLATION_REQUEST_CANCEL"}


def rows(source: dict[str, Any], at: At) -> Rows:
    """One cancellation with its lines."""
    cancel_id, status = named(source, "cancel", at)
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
    return one("cancellations", row, cancellation_lines=lines(source, "cancel", at, "cancellations"))


STREAM = search("cancellations", items="cancellations", ids="cancel_ids", rows=rows)
