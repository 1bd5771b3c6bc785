"""What was settled, what is expected, what was paid: as lists and one by one."""

from __future__ import annotations

from shoplatch.console.pages.lists.shape import Cell, Inside, ListOf

_SIGNS = Cell("Adds up", "sign_convention", "sign")
_SETTLED = (
    Cell("Settled", "settlement_amount", "money"),
    Cell("Net sales", "net_sales_amount", "amount", wide=True),
    Cell("Revenue", "revenue_amount", "amount", wide=True),
    Cell("Fees", "fee_amount", "amount", wide=True),
    Cell("Shipping", "shipping_cost_amount", "amount", wide=True),
    Cell("Adjustment", "adjustment_amount", "amount", wide=True),
    _SIGNS,
)
_BESIDE = (
    ("/statements", "Statements"), ("/transactions", "Transactions"), ("/unsettled", "Expected"), ("/payments", "Payments"),
    ("/withdrawals", "Withdrawals"),
)  # fmt: skip
_LATER = "They are read on a schedule: TikTok Shop has no webhook for money. The page Sync says when it was read last."
_AS_STATED = "Amounts are as TikTok Shop states them; nothing here is computed. Adds up says how their parts make the whole."

MONEY: tuple[ListOf, ...] = (
    ListOf(
        "/statements", "statements", "Statements", "Statement", "what was settled, day by day (UTC)", "payment_status",
        (
            Cell("Statement", "id", "id"), Cell("Of", "statement_time", "settled_day"), *_SETTLED,
            Cell("Payment", "payment_status", "status"),
        ),
        _LATER,
        (
            Inside(
                "As a whole", "statement_totals", "id",
                (Cell("Payable", "payable_amount", "money"), Cell("Reserve", "total_reserve_amount", "amount"), *_SETTLED,
                 Cell("Transactions", "total_count", "count")),
            ),
            Inside(
                "Transactions", "statement_transactions", "statement_id",
                (Cell("Transaction", "id", "id"), Cell("Type", "type", "status"), Cell("Order", "order_id", "order"),
                 *_SETTLED),
                path="/transactions",
            ),
        ),
        _BESIDE,
        note=_AS_STATED,
    ),
    ListOf(
        "/transactions", "statement_transactions", "Transactions", "Transaction",
        "of statements: orders, reserves, adjustments", "type",
        (Cell("Transaction", "id", "id"), Cell("Type", "type", "status"), Cell("Order", "order_id", "order"), *_SETTLED),
        _LATER,
        beside=_BESIDE,
        search="order_id",
        label="Order id",
        note=_AS_STATED,
    ),
    ListOf(
        "/unsettled", "unsettled_transactions", "Expected", "Expected transaction", "what TikTok Shop expects to settle",
        "type",
        (
            Cell("Transaction", "id", "id"), Cell("Order", "order_id", "order"),
            Cell("Delivered", "order_delivery_time", "time"), Cell("Expected", "est_settlement_amount", "money"),
            Cell("Why not yet", "unsettled_reason", wide=True), Cell("When", "estimated_settlement", wide=True), _SIGNS,
        ),
        _LATER,
        beside=_BESIDE,
        search="order_id",
        label="Order id",
        note="Estimates of TikTok Shop. What is settled leaves this list and stands in a statement.",
    ),
    ListOf(
        "/payments", "payments", "Payments", "Payment", "to the seller's bank", "status",
        (
            Cell("Payment", "id", "id"), Cell("Made", "create_time", "time"), Cell("Paid", "paid_time", "time"),
            Cell("Status", "status", "status"), Cell("Amount", "amount", "money"),
            Cell("Settled", "settlement_amount", "amount"), Cell("Reserve", "reserve_amount", "amount", wide=True),
            Cell("Rate", "exchange_rate", wide=True), Cell("Account", "bank_account", wide=True),
        ),
        f"{_LATER} Shops in South-East Asia have withdrawals instead.",
        (
            Inside(
                "Statements", "statements", "payment_id",
                (Cell("Statement", "id", "id"), Cell("Of", "statement_time", "settled_day"), *_SETTLED),
                path="/statements",
            ),
        ),
        _BESIDE,
    ),
    ListOf(
        "/withdrawals", "withdrawals", "Withdrawals", "Withdrawal", "movements of the seller's balance", "type",
        (
            Cell("Withdrawal", "id", "id"), Cell("Made", "create_time", "time"), Cell("Type", "type", "status"),
            Cell("Status", "status", "status"), Cell("Amount", "amount", "money"),
        ),
        _LATER,
        beside=_BESIDE,
    ),
)  # fmt: skip
