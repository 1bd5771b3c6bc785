"""Sales and attention as TikTok Shop measures them by day (platform.md section 16)."""

from __future__ import annotations

from shoplatch.console.pages.lists.shape import Cell, Inside, ListOf

_BESIDE = (
    ("/performance", "Shop"), ("/performance/products", "Products"), ("/performance/skus", "SKUs"),
    ("/performance/videos", "Videos"), ("/performance/lives", "LIVEs"),
)  # fmt: skip
_EMPTY = "Figures stand here a day or two after the day they are about; TikTok Shop restates them for some days more."
_NOTE = (
    "TikTok Shop's own figures, by day in the shop's zone, restated for days. They never add up to the orders: another "
    "definition. Each restatement is kept; the page of a day shows what was believed before."
)
_KNOWN = Cell("Known until", "latest_available_date", "day", wide=True)

FIGURES: tuple[ListOf, ...] = (
    ListOf(
        "/performance", "perf_shop", "Performance", "Performance of", "of the shop, by day", "",
        (
            Cell("Day", "id", "id"), Cell("GMV", "gmv", "money"),
            Cell("Gross revenue", "gross_revenue", "amount", wide=True), Cell("Refunds", "refunds", "amount", wide=True),
            Cell("Orders", "orders_count", "count"),
            Cell("Items", "items_sold", "count"), Cell("Buyers", "customers_count", "count"),
            Cell("Visitors", "avg_visitors", "count"), Cell("Conversion", "avg_conversation_rate", wide=True), _KNOWN,
        ),
        _EMPTY, beside=_BESIDE, label="Day (2026-11-03)", note=_NOTE,
    ),
    ListOf(
        "/performance/products", "perf_products", "Performance of products", "Performance of product", "by day", "",
        (
            Cell("Product and day", "id", "id"), Cell("Product", "product_id", "product", wide=True),
            Cell("GMV", "gmv", "money"), Cell("Orders", "orders", "count"), Cell("Items", "items_sold", "count"),
            Cell("Impressions", "product_impressions", "count"), Cell("Clicks", "product_clicks", "count"),
        ),
        _EMPTY, beside=_BESIDE, search="product_id", label="Product id", note=_NOTE,
    ),
    ListOf(
        "/performance/skus", "perf_skus", "Performance of SKUs", "Performance of SKU", "by day", "",
        (
            Cell("SKU and day", "id", "id"), Cell("SKU", "sku_id", "sku", wide=True),
            Cell("Product", "product_id", "product", wide=True), Cell("GMV", "gmv", "money"),
            Cell("SKU orders", "sku_orders", "count"), Cell("Units", "units_sold", "count"),
        ),
        _EMPTY, beside=_BESIDE, search="sku_id", label="SKU id", note=_NOTE,
    ),
    ListOf(
        "/performance/videos", "perf_videos", "Performance of videos", "Performance of video", "by day", "",
        (
            Cell("Video and day", "id", "id"), Cell("Title", "title", wide=True), Cell("Creator", "username"),
            Cell("Views", "views", "count"), Cell("GMV", "gmv", "money"), Cell("Items", "items_sold", "count"),
            Cell("SKU orders", "sku_orders", "count", wide=True),
        ),
        _EMPTY, beside=_BESIDE, search="video_id", label="Video id", note=_NOTE,
    ),
    ListOf(
        "/performance/lives", "perf_lives", "Performance of LIVEs", "Performance of LIVE", "by day", "",
        (
            Cell("LIVE and day", "id", "id"), Cell("Title", "title", wide=True), Cell("Creator", "username"),
            Cell("Viewers", "viewers", "count"), Cell("GMV", "gmv", "money"), Cell("Items", "items_sold", "count"),
            Cell("Buyers", "customers", "count", wide=True),
        ),
        _EMPTY,
        (
            Inside(
                "Minute by minute", "perf_live_minutes", "live_id",
                (Cell("Minute", "start_time", "time"), Cell("Viewers", "viewers", "count"),
                 Cell("Comments", "comments", "count"), Cell("Clicks", "product_clicks", "count"),
                 Cell("Items", "items_sold", "count"), Cell("GMV", "gmv", "money")),
                by="live_id",
                empty="TikTok Shop gives minutes after the session, for official and marketing accounts alone.",
            ),
        ),
        _BESIDE, search="live_id", label="LIVE id", note=_NOTE,
    ),
)  # fmt: skip
