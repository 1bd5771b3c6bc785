"""What cancellations and returns have in common: refunds, articles, and what the seller has to do next."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.fields import Json

REFUND = (
    "refund_total", "refund_subtotal", "refund_shipping_fee", "refund_tax", "retail_delivery_fee", "buyer_service_fee",
)  # fmt: skip
ARTICLE = ("order_line_item_id", "sku_id", "seller_sku", "product_name", "sku_name")


def refund(source: Json) -> dict[str, Any]:
    """The refund of a request or of one line of it."""
    stated = fields.inner(source, "refund_amount")
    return {"currency": fields.text(stated, "currency"), **{name: fields.amount(stated, name) for name in REFUND}}


def article(source: Json) -> dict[str, Any]:
    """What a line is about."""
    return {name: fields.text(source, name) for name in ARTICLE}


def next_action(source: Json) -> dict[str, Any]:
    """What the seller has to do first, and until when."""
    actions = fields.listed(source, "seller_next_action_response")
    timed = sorted(actions, key=lambda one: fields.count(one, "deadline") or 1 << 62)
    first = timed[0] if timed else {}
    return {"next_action": fields.text(first, "action"), "next_deadline": fields.moment(first, "deadline")}
