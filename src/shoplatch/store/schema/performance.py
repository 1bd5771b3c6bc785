"""Sales and attention as TikTok Shop measures them (platform.md section 16): by day in the shop's zone, restated for days.

They never add up to the orders: another zone, another definition. `metrics` holds every figure by its path in TikTok's
answer; the columns are those that all versions agree on. `latest_available_date` is what TikTok said when it was read:
days after it were missing or zero.
"""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, Numeric, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shoplatch.store.schema.columns import kept, metadata, moment, more, shop


def _day() -> list[Column[object]]:
    return [
        Column("start_date", Date, nullable=False),  # in the shop's zone
        Column("end_date", Date, nullable=False),  # exclusive
        Column("latest_available_date", Date),
    ]


def _metrics() -> Column[object]:
    return Column("metrics", JSONB)


perf_shop = Table(
    "perf_shop",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # the day
    *_day(),
    Column("currency", Text),
    Column("gmv", Numeric),
    Column("gross_revenue", Numeric),
    Column("refunds", Numeric),
    Column("orders_count", Integer),
    Column("sku_orders_count", Integer),
    Column("items_sold", Integer),
    Column("customers_count", Integer),
    Column("avg_visitors", Integer),
    Column("avg_page_views", Integer),
    Column("avg_conversation_rate", Numeric),  # TikTok's spelling
    _metrics(),
    more(),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "start_date"),
)

perf_products = Table(
    "perf_products",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # product and day
    Column("product_id", Text, nullable=False),
    *_day(),
    Column("currency", Text),
    Column("gmv", Numeric),
    Column("orders", Integer),
    Column("sku_orders", Integer),
    Column("items_sold", Integer),
    Column("product_impressions", Integer),
    Column("product_clicks", Integer),
    Column("ctr", Numeric),
    Column("refunds", Numeric),
    _metrics(),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "start_date"),
    Index(None, "shop_id", "product_id", "start_date"),
)

perf_skus = Table(
    "perf_skus",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # SKU and day
    Column("sku_id", Text, nullable=False),
    Column("product_id", Text),
    *_day(),
    Column("currency", Text),
    Column("gmv", Numeric),
    Column("sku_orders", Integer),
    Column("units_sold", Integer),
    _metrics(),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "start_date"),
    Index(None, "shop_id", "sku_id", "start_date"),
)

perf_videos = Table(
    "perf_videos",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # video and day
    Column("video_id", Text, nullable=False),
    *_day(),
    Column("title", Text),
    Column("username", Text),
    Column("creator_open_id", Text),
    Column("video_post_time", Text),  # in words of the shop's zone
    Column("product_ids", ARRAY(Text)),
    Column("currency", Text),
    Column("gmv", Numeric),
    Column("gpm", Numeric),
    Column("views", Integer),
    Column("click_through_rate", Numeric),
    Column("sku_orders", Integer),
    Column("items_sold", Integer),
    Column("avg_customers", Integer),
    _metrics(),
    more(),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "start_date"),
    Index(None, "shop_id", "video_id"),
)

perf_lives = Table(
    "perf_lives",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # LIVE and day
    Column("live_id", Text, nullable=False),
    *_day(),
    Column("title", Text),
    Column("username", Text),
    Column("creator_open_id", Text),
    moment("start_time"),
    moment("end_time"),
    Column("currency", Text),
    Column("gmv", Numeric),
    Column("sku_orders", Integer),
    Column("items_sold", Integer),
    Column("customers", Integer),
    Column("products_added", Integer),
    Column("viewers", Integer),
    Column("views", Integer),
    _metrics(),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "start_date"),
    Index(None, "shop_id", "live_id"),
)

# Minute by minute, after the session, for official and marketing accounts only.
perf_live_minutes = Table(
    "perf_live_minutes",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # LIVE and minute
    Column("live_id", Text, nullable=False),
    moment("start_time", null=False),
    moment("end_time"),
    Column("currency", Text),
    Column("gmv", Numeric),
    Column("viewers", Integer),
    Column("views", Integer),
    Column("product_clicks", Integer),
    Column("sku_orders", Integer),
    Column("items_sold", Integer),
    Column("customers", Integer),
    Column("comments", Integer),
    Column("likes", Integer),
    _metrics(),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "live_id", "start_time"),
)
