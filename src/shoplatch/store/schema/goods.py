"""What the shops sell and where it lies."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Numeric, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from shoplatch.store.schema.columns import kept, metadata, moment, more, seen, shop

warehouses = Table(
    "warehouses",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("sub_type", Text),
    Column("effect_status", Text),
    Column("is_default", Boolean, nullable=False),
    *seen(),
    PrimaryKeyConstraint("shop_id", "id"),
)

products = Table(
    "products",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("audit_status", Text),
    Column("category_id", Text),
    Column("category_chain", Text),
    Column("main_image_url", Text),
    Column("is_not_for_sale", Boolean),
    more(),
    moment("create_time"),
    moment("update_time"),
    moment("deleted_at"),  # tombstone: TikTok no longer serves it
    *seen(),
    PrimaryKeyConstraint("shop_id", "id"),
)

skus = Table(
    "skus",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("product_id", Text, nullable=False),
    Column("seller_sku", Text),
    Column("name", Text),  # the sales attributes, joined
    Column("currency", Text),
    Column("sale_price", Numeric),
    Column("tax_exclusive_price", Numeric),
    Column("identifier_code", Text),
    more(),
    moment("deleted_at"),
    moment("last_seen", null=False),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "product_id"),
)

stock_levels = Table(
    "stock_levels",
    metadata,
    shop(),
    Column("sku_id", Text, nullable=False),
    Column("warehouse_id", Text, nullable=False),
    Column("product_id", Text, nullable=False),
    Column("available_quantity", Integer, nullable=False),
    Column("committed_quantity", Integer, nullable=False),
    moment("read_at", null=False),
    moment("last_seen", null=False),
    PrimaryKeyConstraint("shop_id", "sku_id", "warehouse_id"),
    Index(None, "shop_id", "product_id"),
)

# The audit of a product, and why it failed; `history` has the audits before.
product_audits = Table(
    "product_audits",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # the product's
    Column("status", Text),
    Column("reasons", JSONB),  # position, reasons and suggestions, as TikTok states them
    Column("pre_approved_reasons", JSONB),
    Column("not_submitted_reasons", JSONB),
    Column("listing_quality_tier", Text),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
)

# The prices of a SKU; `history` has the prices before.
sku_prices = Table(
    "sku_prices",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # the SKU's
    Column("product_id", Text, nullable=False),
    Column("currency", Text),
    Column("sale_price", Numeric),
    Column("tax_exclusive_price", Numeric),
    Column("unit_price", Numeric),
    Column("list_price", Numeric),
    Column("list_price_currency", Text),
    Column("starting_bid_price", Text),  # of an auction, as stated
    Column("external_list_prices", JSONB),
    Column("combined_skus", JSONB),  # of a bundle: product, SKU and how many
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "product_id"),
)

# Where the available units of a SKU may be sold: in the shop, in campaigns, by creators. Each sale moves it, so it has no
# history; the change feed tells when.
stock_distribution = Table(
    "stock_distribution",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # the SKU's
    Column("product_id", Text, nullable=False),
    Column("total_available_quantity", Integer),
    Column("total_committed_quantity", Integer),
    Column("in_shop_quantity", Integer),
    Column("campaign_quantity", Integer),
    Column("creator_quantity", Integer),
    Column("campaigns", JSONB),
    Column("creators", JSONB),
    moment("deleted_at"),
    *seen(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "product_id"),
)
