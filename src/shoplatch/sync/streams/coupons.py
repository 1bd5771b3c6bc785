"""Coupons, read only (platform.md section 14). Times of making and change are milliseconds here, alone among the streams."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from shoplatch.clock import from_seconds
from shoplatch.sync.streams import fields, further
from shoplatch.sync.streams.fields import Json, Unreadable
from shoplatch.sync.streams.spec import HOUR, At, Rows, Search, one

_TEXTS = (
    "title", "display_type", "product_scope", "promo_code", "target_buyer_segment", "creation_source",
)  # fmt: skip
_LIMITS = ("redemption_limit", "single_buyer_claim_limit", "total_claim_limit")
_COLUMNS = further.names(_TEXTS, ("id", "status", "claim_duration", "usage_limits", "create_time", "update_time"))
_MILLISECONDS = 100_000_000_000  # larger than any time in seconds that is meant


def rows(source: dict[str, Any], at: At) -> Rows:
    """One coupon."""
    coupon_id = fields.identity(source)
    status = fields.text(source, "status")
    if status is None:
        raise Unreadable(f"coupon {coupon_id} came without status", shop=at.shop_id)
    discount = fields.inner(source, "discount")
    off, most = fields.inner(discount, "reduction_amount"), fields.inner(discount, "max_discount")
    spend = fields.inner(fields.inner(source, "threshold"), "min_spend")
    claim, redeem = fields.inner(source, "claim_duration"), fields.inner(source, "redemption_duration")
    limits = fields.inner(source, "usage_limits")
    row = {
        "id": coupon_id,
        "status": status,
        **{name: fields.text(source, name) for name in _TEXTS},
        "discount_type": fields.text(discount, "type"),
        "percentage": fields.amount(discount, "percentage"),
        "currency": next((found for one in (off, most, spend) if (found := fields.text(one, "currency"))), None),
        "reduction_amount": fields.amount(off, "amount"),
        "max_discount": fields.amount(most, "amount"),
        "min_spend": fields.amount(spend, "amount"),
        **{name: fields.count(limits, name) if name in limits else None for name in _LIMITS},
        "claim_start_time": fields.moment(claim, "start_time"),
        "claim_end_time": fields.moment(claim, "end_time"),
        "redemption_start_time": fields.moment(redeem, "start_time"),
        "redemption_end_time": fields.moment(redeem, "end_time"),
        "more": at.more(source, "coupons", _COLUMNS),
        "create_time": _moment(source, "create_time"),
        "update_time": _moment(source, "update_time"),
        **at.kept(source),
    }
    return one("coupons", row)


def _moment(source: Json, key: str) -> datetime | None:
    """Milliseconds as a time; seconds too, which is what most other calls send."""
    value = fields.count(source, key)
    if abs(value) < _MILLISECONDS:
        return fields.moment(source, key)
    whole = from_seconds(value // 1000)
    return whole + timedelta(milliseconds=value % 1000) if whole else None


STREAM = Search(
    name="coupons",
    operations=("promotion.search_coupon_list",),
    items="coupons",
    rows=rows,
    page_size=100,
    where="body",
    every_s=300,
    objective_s=HOUR,
)
