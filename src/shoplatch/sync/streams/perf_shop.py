"""The shop's figures by day (platform.md section 16). 202609 names its parts side by side, 202509 nests them."""

from __future__ import annotations

from datetime import date
from typing import Any

from shoplatch.sync.streams import fields, further
from shoplatch.sync.streams.fields import Unreadable
from shoplatch.sync.streams.figures import currency, metrics, money, number, rate
from shoplatch.sync.streams.spec import At, Daily, Rows, one

_GMV = ("sales.gmv", "sales.gmv.overall")
_LISTED = frozenset({"breakdowns"})  # by content and channel; `metrics` leaves lists out


def rows(source: dict[str, Any], at: At) -> Rows:
    """One interval: a day."""
    start, end = fields.text(source, "start_date"), fields.text(source, "end_date")
    if start is None or end is None:
        raise Unreadable("an interval came without its days", shop=at.shop_id)
    row = {
        "id": start,
        "start_date": date.fromisoformat(start),
        "end_date": date.fromisoformat(end),
        "latest_available_date": at.available,
        "currency": currency(source, *_GMV),
        "gmv": money(source, *_GMV),
        "gross_revenue": money(source, "sales.gross_revenue.overall"),
        "refunds": money(source, "sales.refunds"),
        "orders_count": number(source, "sales.orders_count"),
        "sku_orders_count": number(source, "sales.sku_orders_count"),
        "items_sold": number(source, "sales.items_sold"),
        "customers_count": number(source, "sales.customers_count", "sales.avg_customers_count"),
        "avg_visitors": number(source, "traffic.avg_visitors"),
        "avg_page_views": number(source, "traffic.avg_page_views"),
        "avg_conversation_rate": rate(source, "traffic.avg_conversation_rate"),
        "metrics": metrics(source),
        "more": further.chosen(source, _LISTED),
        **at.kept(source),
    }
    return one("perf_shop", row)


STREAM = Daily(
    name="perf_shop",
    operations=("analytics.get_shop_performance", "analytics.get_shop_performance@202509"),
    items="performance.intervals",
    rows=rows,
    whole_range=True,
    fixed={"granularity": "1D"},
)
