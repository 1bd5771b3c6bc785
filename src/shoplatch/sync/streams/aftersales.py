"""What cancellations and returns have in common: their search, refunds, articles, and what the seller has to do next."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields, further
from shoplatch.sync.streams.fields import Json, Unreadable
from shoplatch.sync.streams.spec import At, MakeRows, Search

REFUND = (
    "refund_total", "refund_subtotal", "refund_shipping_fee", "refund_tax", "retail_delivery_fee", "buyer_service_fee",
)  # fmt: skip
ARTICLE = ("order_line_item_id", "sku_id", "seller_sku", "product_name", "sku_name")


def search(name: str, *, items: str, ids: str, rows: MakeRows) -> Search:
    """The stream of one of the two; both move by update_time and are asked for by id."""
    operation = f"return_refund.search_{name}"
    return Search(
        name=name,
        operations=(operation, f"{operation}@202309"),
        items=items,
        rows=rows,
        page_size=50,
        where="body",
        created=("create_time_ge", "create_time_lt"),
        changed=("update_time_ge", "update_time_lt"),
        sort={"sort_field": "create_time", "sort_order": "ASC"},
        sort_changed={"sort_field": "update_time", "sort_order": "DESC"},
        by_id=ids,
        every_s=60,
        objective_s=300,
    )


def named(source: Json, what: str, at: At) -> tuple[str, str]:
    """Id and status of a request: `what` is what its own fields begin with, "cancel" or "return".

    Raises:
        Unreadable: it has no id or no status.
    """
    request_id, status = fields.identity(source, f"{what}_id"), fields.text(source, f"{what}_status")
    if status is None:
        raise Unreadable(f"{what} {request_id} came without {what}_status", shop=at.shop_id)
    return request_id, status


def lines(source: Json, what: str, at: At, place: str) -> list[dict[str, Any]]:
    """The lines of a request, each with its article and its refund; `place`: where such requests stand in the answer."""
    columns = further.names(ARTICLE, (f"{what}_line_item_id", "refund_amount"))
    listed = fields.listed(source, f"{what}_line_items")
    return [
        {
            "id": fields.identity(line, f"{what}_line_item_id"),
            **article(line),
            **refund(line),
            "more": at.more(line, f"{place}.{what}_line_items", columns),
        }
        for line in listed
    ]


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
