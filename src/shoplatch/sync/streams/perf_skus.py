"""Figures of SKUs by day. Ids are integers here (platform.md section 16) and become text like everywhere."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.figures import currency, day, metrics, money, number
from shoplatch.sync.streams.spec import At, Daily, Rows, one


def rows(source: dict[str, Any], at: At) -> Rows:
    """One SKU on one day."""
    sku_id = fields.identity(source)
    row = {
        "id": f"{sku_id}/{at.day}",
        "sku_id": sku_id,
        "product_id": fields.text(source, "product_id"),
        **day(at),
        "currency": currency(source, "gmv"),
        "gmv": money(source, "gmv"),
        "sku_orders": number(source, "sku_orders"),
        "units_sold": number(source, "units_sold"),
        "metrics": metrics(source),
        **at.kept(source),
    }
    return one("perf_skus", row)


STREAM = Daily(
    name="perf_skus",
    operations=("analytics.get_shop_sku_performance_list",),
    items="skus",
    rows=rows,
    page_size=100,
)
