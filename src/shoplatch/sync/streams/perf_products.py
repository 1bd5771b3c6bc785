"""Figures of products by day (platform.md section 16). Each day is asked for alone: the list knows no intervals."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.figures import currency, day, metrics, money, number, rate
from shoplatch.sync.streams.spec import At, Daily, Rows, one

_GMV = ("total_performance.gmv", "overall_performance.gmv")


def rows(source: dict[str, Any], at: At) -> Rows:
    """One product on one day."""
    product_id = fields.identity(source)
    row = {
        "id": f"{product_id}/{at.day}",
        "product_id": product_id,
        **day(at),
        "currency": currency(source, *_GMV),
        "gmv": money(source, *_GMV),
        "orders": number(source, "total_performance.orders", "overall_performance.orders"),
        "sku_orders": number(source, "total_performance.sku_orders"),
        "items_sold": number(source, "total_performance.items_sold", "overall_performance.items_sold"),
        "product_impressions": number(source, "total_performance.product_impressions"),
        "product_clicks": number(source, "total_performance.product_clicks"),
        "ctr": rate(source, "total_performance.ctr"),
        "refunds": money(source, "total_performance.refunds"),
        "metrics": metrics(source),
        **at.kept(source),
    }
    return one("perf_products", row)


STREAM = Daily(
    name="perf_products",
    operations=(
        "analytics.get_shop_product_performance_list",
        "analytics.get_shop_product_performance_list@202509",
    ),
    items="products",
    rows=rows,
    page_size=100,
)
