"""One product, one SKU, and the warehouses: what belongs to what is sold. Lists of products and stock are pages apart."""

from __future__ import annotations

from shoplatch.console.pages.lists.shape import Cell, Inside, ListOf

_BESIDE = (("/inventory", "Stock"), ("/warehouses", "Warehouses"))
_STOCK = (
    Cell("Warehouse", "warehouse_id"), Cell("Available", "available_quantity", "count"),
    Cell("Committed", "committed_quantity", "count"), Cell("Read", "read_at", "time"),
)  # fmt: skip
_PROMOTED = (
    Cell("Promotion", "promotion_id"), Cell("Price", "activity_price", "money"), Cell("Percent", "discount"),
    Cell("Used", "used_quantity", "count"),
)  # fmt: skip

GOODS: tuple[ListOf, ...] = (
    ListOf(
        "/products", "products", "Products", "Product", "", "status", (), "",
        (
            Inside(
                "Stock", "stock_levels", "product_id", (Cell("SKU", "sku_id", "sku"), *_STOCK),
                empty="No stock was read for it.",
            ),
            Inside(
                "Prices", "sku_prices", "product_id",
                (Cell("SKU", "id", "id"), Cell("Sale price", "sale_price", "money"),
                 Cell("Without tax", "tax_exclusive_price", "amount"), Cell("List price", "list_price", "amount"),
                 Cell("Since", "since", "time")),
                path="/sku-prices", empty="Prices follow the product within minutes.",
            ),
            Inside(
                "Audit", "product_audits", "id",
                (Cell("Audit", "id", "id"), Cell("State", "status", "status"),
                 Cell("Listing quality", "listing_quality_tier", "status"), Cell("Since", "since", "time")),
                path="/product-audits", empty="Its audit was not read yet.",
            ),
            Inside(
                "Promotions", "promotion_products", "product_id", _PROMOTED, empty="It is in no promotion.",
            ),
            Inside(
                "Performance by day", "perf_products", "product_id",
                (Cell("Day", "id", "id"), Cell("GMV", "gmv", "money"), Cell("Orders", "orders", "count"),
                 Cell("Items", "items_sold", "count"), Cell("Impressions", "product_impressions", "count"),
                 Cell("Clicks", "product_clicks", "count")),
                path="/performance/products", empty="TikTok Shop states no figures for it.",
            ),
        ),
        listed=False,
    ),
    ListOf(
        "/skus", "skus", "SKUs", "SKU", "", "", (), "",
        (
            Inside("Stock by warehouse", "stock_levels", "sku_id", _STOCK, empty="No stock was read for it."),
            Inside(
                "Where it may be sold", "stock_distribution", "id",
                (Cell("Available", "total_available_quantity", "count"), Cell("In the shop", "in_shop_quantity", "count"),
                 Cell("In campaigns", "campaign_quantity", "count"), Cell("By creators", "creator_quantity", "count"),
                 Cell("Committed", "total_committed_quantity", "count")),
            ),
            Inside(
                "Price", "sku_prices", "id",
                (Cell("Prices", "id", "id"), Cell("Sale price", "sale_price", "money"),
                 Cell("Without tax", "tax_exclusive_price", "amount"), Cell("Since", "since", "time")),
                path="/sku-prices",
            ),
            Inside("Promotions", "promotion_products", "sku_id", _PROMOTED, empty="It is in no promotion of its own."),
            Inside(
                "Performance by day", "perf_skus", "sku_id",
                (Cell("Day", "id", "id"), Cell("GMV", "gmv", "money"), Cell("Units", "units_sold", "count"),
                 Cell("SKU orders", "sku_orders", "count")),
                path="/performance/skus", empty="TikTok Shop states no figures for it.",
            ),
        ),
        listed=False,
    ),
    ListOf("/sku-prices", "sku_prices", "Prices", "Prices of SKU", "", "", (), "", listed=False),
    ListOf("/product-audits", "product_audits", "Audits", "Audit of product", "", "", (), "", listed=False),
    ListOf(
        "/warehouses", "warehouses", "Warehouses", "Warehouse", "where stock lies and returns go", "type",
        (
            Cell("Warehouse", "id", "id"), Cell("Name", "name"), Cell("Kind", "type", "status"),
            Cell("Default", "is_default"), Cell("State", "effect_status", "status"),
        ),
        "Warehouses stand here after the backfill of a connected shop; they are made in Seller Center.",
        (
            Inside(
                "Stock", "stock_levels", "warehouse_id",
                (Cell("SKU", "sku_id", "sku"), Cell("Product", "product_id", "product"), *_STOCK[1:]),
                empty="No stock lies here.",
            ),
        ),
        _BESIDE,
    ),
)  # fmt: skip
