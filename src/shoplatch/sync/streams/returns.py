"""Returns, refunds and replacements (platform.md section 10). The seller's own return address is cut out and not kept."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.aftersales import lines, named, next_action, refund, search
from shoplatch.sync.streams.spec import At, Rows, one

_TEXTS = (
    "return_type", "arbitration_status", "role", "return_reason", "return_reason_text", "shipment_type", "handover_method",
    "return_method", "return_tracking_number", "return_provider_id", "return_provider_name", "return_shipping_document_type",
    "pre_return_id", "next_return_id", "combined_return_id", "seller_proposed_return_type",
)  # fmt: skip
_FLAGS = ("is_combined_return", "can_buyer_keep_item", "is_quick_refund", "buyer_rejected_partial_refund")
_DISCOUNTS = (
    "product_seller_discount", "product_platform_discount", "shipping_fee_seller_discount", "shipping_fee_platform_discount",
)  # fmt: skip
_FEES = ("seller_paid_return_shipping_fee", "platform_paid_return_shipping_fee", "buyer_paid_return_shipping_fee")


def rows(source: dict[str, Any], at: At) -> Rows:
    """One return with its lines."""
    return_id, status = named(source, "return", at)
    # Lists of one in the documented samples; a second currency stays in the kept bytes.
    discount = next(iter(fields.listed(source, "discount_amount")), {})
    fee = next(iter(fields.listed(source, "shipping_fee_amount")), {})
    row = {
        "id": return_id,
        "order_id": fields.identity(source, "order_id"),
        "status": status,
        **{name: fields.text(source, name) for name in _TEXTS},
        **{name: fields.flag(source, name) for name in _FLAGS},
        "partial_refund_amount": fields.amount(fields.inner(source, "partial_refund"), "amount"),
        **refund(source),
        **{name: fields.amount(discount, name) for name in _DISCOUNTS},
        **{name: fields.amount(fee, name) for name in _FEES},
        **next_action(source),
        "create_time": fields.moment(source, "create_time"),
        "update_time": fields.moment(source, "update_time"),
        **at.kept(source),
    }
    return one("returns", row, return_lines=lines(source, "return", at, "return_orders"))


STREAM = search("returns", items="return_orders", ids="return_ids", rows=rows)
