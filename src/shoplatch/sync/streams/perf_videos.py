"""Figures of videos by day (platform.md section 16); the newer version names the creator, too."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields, further
from shoplatch.sync.streams.figures import currency, day, metrics, money, number, rate, within
from shoplatch.sync.streams.spec import At, Daily, Rows, one

_LISTED = frozenset({"hash_tags", "products", "advertisable"})  # what `metrics` leaves out


def rows(source: dict[str, Any], at: At) -> Rows:
    """One video on one day."""
    video_id = fields.identity(source)
    creator = within(source, "creator")
    row = {
        "id": f"{video_id}/{at.day}",
        "video_id": video_id,
        **day(at),
        "title": fields.text(source, "title"),
        "username": fields.text(source, "username") or fields.text(creator, "user_name"),
        "creator_open_id": fields.text(creator, "open_id"),
        "video_post_time": fields.text(source, "video_post_time"),
        "product_ids": [fields.identity(product) for product in fields.listed(source, "products")],
        "currency": currency(source, "gmv"),
        "gmv": money(source, "gmv"),
        "gpm": money(source, "gpm"),
        "views": number(source, "views"),
        "click_through_rate": rate(source, "click_through_rate"),
        "sku_orders": number(source, "sku_orders"),
        "items_sold": number(source, "items_sold"),
        "avg_customers": number(source, "avg_customers"),
        "metrics": metrics(source),
        "more": further.chosen(source, _LISTED),
        **at.kept(source),
    }
    return one("perf_videos", row)


STREAM = Daily(
    name="perf_videos",
    operations=("analytics.get_shop_video_performance_list", "analytics.get_shop_video_performance_list@202509"),
    items="videos",
    rows=rows,
    page_size=100,
    accounts=("ALL",),
)
