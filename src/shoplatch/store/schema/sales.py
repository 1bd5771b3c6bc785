"""What buyers bought: orders, their lines, packages, and recipients apart and sealed."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Numeric, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shoplatch.store.schema.columns import metadata, moment, more, seen, shop

orders = Table(
    "orders",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("order_type", Text),
    Column("fulfillment_type", Text),
    Column("shipping_type", Text),
    Column("delivery_option_name", Text),
    Column("warehouse_id", Text),
    Column("is_on_hold_order", Boolean),
    Column("is_cod", Boolean),
    Column("is_sample_order", Boolean),
    Column("is_replacement_order", Boolean),
    Column("is_exchange_order", Boolean),
    Column("is_buyer_request_cancel", Boolean),
    Column("split_or_combine_tag", Text),
    Column("cancel_reason", Text),
    Column("cancellation_initiator", Text),
    Column("buyer_user_id", Text),
    Column("item_count", Integer, nullable=False),
    # The payment block, as TikTok states it; nothing here is recomputed.
    Column("currency", Text, nullable=False),
    Column("sub_total", Numeric),
    Column("shipping_fee", Numeric),
    Column("tax", Numeric),
    Column("seller_discount", Numeric),
    Column("platform_discount", Numeric),
    Column("original_total_product_price", Numeric),
    Column("original_shipping_fee", Numeric),
    Column("shipping_fee_seller_discount", Numeric),
    Column("shipping_fee_platform_discount", Numeric),
    Column("total_amount", Numeric),
    Column("payment", JSONB),  # every amount of the block, as decimal strings
    moment("create_time", null=False),
    moment("paid_time"),
    moment("update_time", null=False),
    moment("rts_sla_time"),
    moment("tts_sla_time"),
    moment("shipping_due_time"),
    moment("collection_due_time"),
    moment("delivery_due_time"),
    moment("rts_time"),
    moment("collection_time"),
    moment("delivery_time"),
    moment("cancel_time"),
    more(),
    *seen(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "create_time"),
    Index(None, "shop_id", "status", "create_time"),
    Index(None, "create_time"),
    Index(None, "shop_id", "update_time"),
)

order_lines = Table(
    "order_lines",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # one line item per unit
    Column("order_id", Text, nullable=False),
    Column("product_id", Text, nullable=False),
    Column("sku_id", Text, nullable=False),
    Column("seller_sku", Text),
    Column("product_name", Text),
    Column("sku_name", Text),
    Column("display_status", Text),
    Column("package_id", Text),
    Column("package_status", Text),
    Column("tracking_number", Text),
    Column("shipping_provider_name", Text),
    Column("currency", Text),
    Column("original_price", Numeric),
    Column("sale_price", Numeric),
    Column("seller_discount", Numeric),
    Column("platform_discount", Numeric),
    Column("is_gift", Boolean),
    Column("cancel_user", Text),
    Column("cancel_reason", Text),
    moment("rts_time"),
    more(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "order_id"),
    Index(None, "shop_id", "sku_id"),
)

# Recipient, contact and tax number: sealed, apart from the order, never in `raw`.
order_recipients = Table(
    "order_recipients",
    metadata,
    shop(),
    Column("order_id", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("masked", Boolean, nullable=False),  # a masked value never overwrites a full one
    moment("updated_at", null=False),
    PrimaryKeyConstraint("shop_id", "order_id"),
)

# Orders whose recipient was erased on request: a later read does not bring it back.
erased_orders = Table(
    "erased_orders",
    metadata,
    shop(),
    Column("order_id", Text, nullable=False),
    PrimaryKeyConstraint("shop_id", "order_id"),
)

packages = Table(
    "packages",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("order_ids", ARRAY(Text), nullable=False),
    Column("status", Text),
    Column("tracking_number", Text),
    Column("shipping_provider_id", Text),
    Column("shipping_provider_name", Text),
    more(),
    moment("create_time"),
    moment("update_time"),
    moment("deleted_at"),
    *seen(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "order_ids", postgresql_using="gin"),
)
