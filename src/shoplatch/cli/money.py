"""`shoplatch statements`, `payments`, `withdrawals`, `unsettled` and `transactions`: what was earned, settled and paid."""

from __future__ import annotations

from shoplatch.cli.lists import Listing, command

_CONVENTION = "Only rows that add up so: added, subtracted, either, none (flagged), untested."
_AMOUNTS = frozenset(
    {"settlement_amount", "revenue_amount", "net_sales_amount", "fee_amount", "shipping_cost_amount", "adjustment_amount",
     "reserve_amount", "amount", "est_settlement_amount", "est_revenue_amount", "est_fee_tax_amount"}
)  # fmt: skip

statements = command(
    Listing(
        "statements",
        "statement",
        "statements",
        {
            "statement": "id", "of (UTC)": "statement_time", "settled": "settlement_amount", "revenue": "revenue_amount",
            "net sales": "net_sales_amount", "fees": "fee_amount", "shipping": "shipping_cost_amount",
            "adjustments": "adjustment_amount", "": "currency", "payment": "payment_status", "signs": "sign_convention",
        },
        _AMOUNTS,
        {
            "payment_status": "Only this state of payment.", "payment_id": "Only of this payment.",
            "sign_convention": _CONVENTION,
        },
        note="Nothing here is recomputed; `signs` says how the amounts add up.",
        details=(
            ("As a whole", "statement_totals", "id"),
            ("Transactions", "statement_transactions", "statement_id"),
        ),
    )
)  # fmt: skip

transactions = command(
    Listing(
        "statement_transactions",
        "transaction",
        "transactions",
        {
            "transaction": "id", "type": "type", "order": "order_id", "settled": "settlement_amount",
            "revenue": "revenue_amount", "fees": "fee_amount", "shipping": "shipping_cost_amount",
            "adjustment": "adjustment_amount", "": "currency", "signs": "sign_convention",
        },
        _AMOUNTS,
        {
            "statement_id": "Only of this statement.", "order_id": "Only of this order.", "type": "Only this type.",
            "sign_convention": _CONVENTION,
        },
        note="Of statements: orders, reserves and adjustments.",
    )
)  # fmt: skip

payments = command(
    Listing(
        "payments",
        "payment",
        "payments",
        {
            "payment": "id", "made (UTC)": "create_time", "paid (UTC)": "paid_time", "status": "status", "amount": "amount",
            "": "currency", "settled": "settlement_amount", "reserve": "reserve_amount", "rate": "exchange_rate",
        },
        _AMOUNTS,
        {"status": "Only this status."},
        details=(("Statements", "statements", "payment_id"),),
    )
)  # fmt: skip

withdrawals = command(
    Listing(
        "withdrawals",
        "withdrawal",
        "withdrawals",
        {
            "withdrawal": "id", "made (UTC)": "create_time", "type": "type", "status": "status", "amount": "amount",
            " ": "currency",
        },
        _AMOUNTS,
        {"type": "Only this type.", "status": "Only this status."},
    )
)  # fmt: skip

unsettled = command(
    Listing(
        "unsettled_transactions",
        "expected transaction",
        "unsettled",
        {
            "transaction": "id", "order": "order_id", "placed (UTC)": "order_create_time",
            "delivered (UTC)": "order_delivery_time", "expected": "est_settlement_amount", "": "currency",
            "why not yet": "unsettled_reason", "when": "estimated_settlement", "signs": "sign_convention",
        },
        _AMOUNTS,
        {"order_id": "Only of this order.", "type": "Only this type.", "sign_convention": _CONVENTION},
    )
)  # fmt: skip
