"""Promotions (platform.md section 14). The search has no filter of time and pages in its body, so it is read whole."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields, further
from shoplatch.sync.streams.fields import Unreadable
from shoplatch.sync.streams.spec import HOUR, At, Rows, Search, one

_TEXTS = ("title", "activity_type", "product_level", "duration_type")
_TIMES = ("begin_time", "end_time", "create_time", "update_time")
_COLUMNS = further.names(_TEXTS, _TIMES, ("id", "activity_id", "status", "discount"))


def rows(source: dict[str, Any], at: At) -> Rows:
    """One promotion, without its products."""
    promotion_id = fields.text(source, "id") or fields.identity(source, "activity_id")
    status = fields.text(source, "status")
    if status is None:
        raise Unreadable(f"promotion {promotion_id} came without status", shop=at.shop_id)
    row = {
        "id": promotion_id,
        "status": status,
        **{name: fields.text(source, name) for name in _TEXTS},
        "discount": dict(fields.inner(source, "discount")) or None,
        "more": at.more(source, "activities", _COLUMNS),
        **{name: fields.moment(source, name) for name in _TIMES},
        **at.kept(source),
    }
    return one("promotions", row)


STREAM = Search(
    name="promotions",
    operations=("promotion.search_promotion_activities",),
    items="activities",
    rows=rows,
    page_size=100,
    where="body",
    page_in_body=True,
    every_s=300,
    objective_s=HOUR,
)
