"""Figures of LIVE sessions by day. 202609 wants the kind of account named, so each kind is asked for (platform.md 16)."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.figures import currency, day, metrics, money, number, within
from shoplatch.sync.streams.spec import At, Daily, Rows, one

_GMV = ("sales_performance.live_gmv", "sales_performance.live_attributed_gmv", "sales_performance.gmv")


def rows(source: dict[str, Any], at: At) -> Rows:
    """One session on one day."""
    live_id = fields.identity(source)
    creator = within(source, "creator")
    row = {
        "id": f"{live_id}/{at.day}",
        "live_id": live_id,
        **day(at),
        "title": fields.text(source, "title"),
        "username": fields.text(source, "username") or fields.text(creator, "user_name"),
        "creator_open_id": fields.text(creator, "open_id"),
        "start_time": fields.moment(source, "start_time"),
        "end_time": fields.moment(source, "end_time"),
        "currency": currency(source, *_GMV),
        "gmv": money(source, *_GMV),
        "sku_orders": number(source, "sales_performance.live_attributed_sku_orders", "sales_performance.sku_orders"),
        "items_sold": number(source, "sales_performance.live_attributed_items_sold", "sales_performance.items_sold"),
        "customers": number(source, "sales_performance.attributed_customers", "sales_performance.customers"),
        "products_added": number(source, "traffic.products_added", "sales_performance.products_added"),
        "viewers": number(source, "traffic.viewers", "interaction_performance.viewers"),
        "views": number(source, "traffic.views", "interaction_performance.views"),
        "metrics": metrics(source),
        **at.kept(source),
    }
    return one("perf_lives", row)


STREAM = Daily(
    name="perf_lives",
    operations=("analytics.get_shop_live_performance_list", "analytics.get_shop_live_performance_list@202509"),
    items="live_stream_sessions",
    rows=rows,
    page_size=100,
    accounts=("OFFICIAL_ACCOUNTS", "MARKETING_ACCOUNTS", "AFFILIATE_ACCOUNTS"),
)
