"""`shoplatch cancellations` and `shoplatch returns`."""

from __future__ import annotations

from shoplatch.cli.lists import Listing, command

cancellations = command(
    Listing(
        "cancellations",
        "cancellation",
        "cancellations",
        {
            "cancellation": "id", "order": "order_id", "asked (UTC)": "create_time", "status": "status", "by": "role",
            "reason": "cancel_reason_text", "refund": "refund_total", "": "currency", "answer by (UTC)": "next_deadline",
        },
        frozenset({"refund_total"}),
        {"status": "Only this status.", "order_id": "Only of this order.", "role": "Only asked for by this side."},
    )
)  # fmt: skip

returns = command(
    Listing(
        "returns",
        "return",
        "returns",
        {
            "return": "id", "order": "order_id", "asked (UTC)": "create_time", "kind": "return_type", "status": "status",
            "reason": "return_reason_text", "refund": "refund_total", "": "currency", "answer by (UTC)": "next_deadline",
        },
        frozenset({"refund_total"}),
        {"status": "Only this status.", "order_id": "Only of this order.", "return_type": "Only this kind."},
        details=(("What happened", "return_records", "return_id"),),
    )
)  # fmt: skip
