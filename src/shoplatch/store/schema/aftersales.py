"""What came back or never went out: cancellations and returns, with their lines and the record of what was said."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, Numeric, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.schema import SchemaItem

from shoplatch.store.schema.columns import kept, metadata, moment, more, shop


def _refund() -> list[Column[object]]:
    """A refund as TikTok states it, in one currency."""
    return [
        Column("currency", Text),
        Column("refund_total", Numeric),
        Column("refund_subtotal", Numeric),
        Column("refund_shipping_fee", Numeric),
        Column("refund_tax", Numeric),
        Column("retail_delivery_fee", Numeric),
        Column("buyer_service_fee", Numeric),
    ]


def _article() -> list[Column[object]]:
    return [
        Column("order_line_item_id", Text),
        Column("sku_id", Text),
        Column("seller_sku", Text),
        Column("product_name", Text),
        Column("sku_name", Text),
    ]


def _course() -> list[SchemaItem]:
    """How a request moves, what is kept of every row, and what it is looked up by."""
    return [
        Column("next_action", Text),  # what the seller has to do, and until when
        moment("next_deadline"),
        moment("create_time"),
        moment("update_time"),
        *kept(),
        PrimaryKeyConstraint("shop_id", "id"),
        Index(None, "shop_id", "order_id"),
        Index(None, "shop_id", "create_time"),
        Index(None, "shop_id", "update_time"),
    ]


cancellations = Table(
    "cancellations",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # cancel_id
    Column("order_id", Text, nullable=False),
    Column("status", Text, nullable=False),  # cancel_status; ..._CANCELLED is written ..._CANCEL, as newer versions do
    Column("cancel_type", Text),  # CANCEL | BUYER_CANCEL
    Column("role", Text),  # who asked
    Column("cancel_reason", Text),
    Column("cancel_reason_text", Text),
    Column("should_replenish_stock", Boolean),
    *_refund(),
    *_course(),
)

cancellation_lines = Table(
    "cancellation_lines",
    metadata,
    shop(),
    Column("cancellation_id", Text, nullable=False),
    Column("id", Text, nullable=False),  # cancel_line_item_id
    *_article(),
    *_refund(),
    more(),
    PrimaryKeyConstraint("shop_id", "cancellation_id", "id"),
)

returns = Table(
    "returns",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # return_id
    Column("order_id", Text, nullable=False),
    Column("status", Text, nullable=False),  # return_status
    Column("return_type", Text),
    Column("arbitration_status", Text),
    Column("role", Text),  # who asked
    Column("return_reason", Text),
    Column("return_reason_text", Text),
    Column("shipment_type", Text),
    Column("handover_method", Text),
    Column("return_method", Text),
    Column("return_tracking_number", Text),
    Column("return_provider_id", Text),
    Column("return_provider_name", Text),
    Column("return_shipping_document_type", Text),
    Column("pre_return_id", Text),  # a request the buyer edits is a new one
    Column("next_return_id", Text),
    Column("combined_return_id", Text),
    Column("is_combined_return", Boolean),
    Column("can_buyer_keep_item", Boolean),
    Column("is_quick_refund", Boolean),
    Column("seller_proposed_return_type", Text),
    Column("buyer_rejected_partial_refund", Boolean),
    Column("partial_refund_amount", Numeric),
    *_refund(),
    Column("product_seller_discount", Numeric),
    Column("product_platform_discount", Numeric),
    Column("shipping_fee_seller_discount", Numeric),
    Column("shipping_fee_platform_discount", Numeric),
    Column("seller_paid_return_shipping_fee", Numeric),
    Column("platform_paid_return_shipping_fee", Numeric),
    Column("buyer_paid_return_shipping_fee", Numeric),
    *_course(),
)

return_lines = Table(
    "return_lines",
    metadata,
    shop(),
    Column("return_id", Text, nullable=False),
    Column("id", Text, nullable=False),  # return_line_item_id
    *_article(),
    *_refund(),
    more(),
    PrimaryKeyConstraint("shop_id", "return_id", "id"),
)

# What each side did and said about a return, in order. What the buyer wrote is sealed.
return_records = Table(
    "return_records",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # return id and place in its list: records have no id of their own
    Column("return_id", Text, nullable=False),
    Column("place", Integer, nullable=False),
    Column("event", Text),
    Column("role", Text),
    Column("description", Text),
    Column("reason_text", Text),
    Column("pictures", JSONB),
    more(),
    Column("sealed_note", LargeBinary),
    moment("create_time"),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "return_id"),
)
