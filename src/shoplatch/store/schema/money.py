"""What was earned, settled and paid, as TikTok Shop states it. Nothing here is recomputed.

Every row says by which identity it closes (platform.md section 15): TikTok's texts and samples disagree about the sign of
charges, so the convention is found row by row and kept. A row that closes under none is here like the others, marked.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Numeric, PrimaryKeyConstraint, Table, Text, text
from sqlalchemy.dialects.postgresql import JSONB

from shoplatch.store.schema.columns import kept, metadata, moment, shop


def _settled() -> list[Column[object]]:
    """The amounts every settlement row has, and how they add up."""
    return [
        Column("currency", Text),
        Column("settlement_amount", Numeric),
        Column("revenue_amount", Numeric),
        Column("net_sales_amount", Numeric),  # 202309, US and UK
        Column("fee_amount", Numeric),  # fee and tax together where TikTok states them together
        Column("shipping_cost_amount", Numeric),
        Column("adjustment_amount", Numeric),
        *_convention(),
    ]


def _convention() -> list[Column[object]]:
    return [
        Column("sign_convention", Text, nullable=False),  # added | subtracted | either | none | untested
        Column("identity", Text),  # the formula that closes
    ]


statements = Table(
    "statements",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("payment_status", Text),  # PROCESSING | PAID | FAILED | SETTLED
    Column("payment_id", Text),
    moment("statement_time", null=False),  # 00:00 UTC of the day after the one it is about
    moment("payment_time"),
    *_settled(),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "statement_time"),
    Index(None, "shop_id", "payment_id"),
)

# What the list of a statement's transactions says of the statement as a whole: its reserve and what is payable.
statement_totals = Table(
    "statement_totals",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # the statement's
    Column("status", Text),
    Column("payable_amount", Numeric),
    Column("total_reserve_amount", Numeric),
    Column("total_count", Integer),  # transactions, as TikTok counts them
    moment("create_time"),
    *_settled(),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
)

# One row per transaction of a statement: an order, a reserve or an adjustment. `amounts` holds every single amount.
statement_transactions = Table(
    "statement_transactions",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # statement and transaction: a correction may name the same order again
    Column("statement_id", Text, nullable=False),
    Column("transaction_id", Text),
    Column("type", Text, nullable=False),  # ORDER | RESERVE | the kind of adjustment
    Column("order_id", Text),
    Column("adjustment_id", Text),
    Column("adjustment_order_id", Text),
    Column("associated_order_id", Text),
    Column("reserve_id", Text),
    Column("reserve_status", Text),  # COLLECTED | RELEASED
    Column("reserve_amount", Numeric),
    moment("estimated_release_time"),
    moment("order_create_time"),
    *_settled(),
    Column("amounts", JSONB),  # by its path in TikTok's answer, as decimal text; see the view transaction_amounts
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "statement_id"),
    Index(None, "shop_id", "order_id"),
    Index("ix_statement_transactions_open", "shop_id", postgresql_where=text("sign_convention = 'none'")),
)

# What an order earned as a whole. From 202309 on there is one row per statement that names it.
order_settlements = Table(
    "order_settlements",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("order_id", Text, nullable=False),
    Column("statement_id", Text),
    Column("status", Text),
    moment("order_create_time"),
    moment("statement_time"),
    *_settled(),
    Column("amounts", JSONB),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "order_id"),
)

# The same by SKU.
order_transactions = Table(
    "order_transactions",
    metadata,
    shop(),
    Column("id", Text, nullable=False),  # order, statement and SKU
    Column("order_id", Text, nullable=False),
    Column("statement_id", Text),
    Column("sku_id", Text),
    Column("sku_name", Text),
    Column("product_name", Text),
    Column("quantity", Integer),
    *_settled(),
    Column("amounts", JSONB),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "order_id"),
    Index(None, "shop_id", "sku_id"),
)

# What TikTok Shop expects to settle; a row leaves (gets a tombstone) once it is settled.
unsettled_transactions = Table(
    "unsettled_transactions",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("status", Text),
    Column("type", Text),
    Column("order_id", Text),
    Column("adjustment_id", Text),
    Column("adjustment_order_id", Text),
    Column("currency", Text),
    Column("est_settlement_amount", Numeric),
    Column("est_revenue_amount", Numeric),
    Column("est_fee_tax_amount", Numeric),
    Column("est_shipping_cost_amount", Numeric),
    Column("est_adjustment_amount", Numeric),
    *_convention(),
    Column("unsettled_reason", Text),
    Column("estimated_settlement", Text),  # a time, or words such as "x days after delivery"
    moment("order_create_time"),
    moment("order_delivery_time"),
    Column("amounts", JSONB),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "order_id"),
)

payments = Table(
    "payments",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("status", Text),  # PROCESSING | PAID | FAILED
    Column("currency", Text),
    Column("amount", Numeric),  # what is paid, after exchange
    Column("settlement_currency", Text),
    Column("settlement_amount", Numeric),
    Column("reserve_currency", Text),
    Column("reserve_amount", Numeric),
    Column("before_exchange_currency", Text),
    Column("amount_before_exchange", Numeric),
    Column("exchange_rate", Numeric),
    Column("bank_account", Text),  # masked by TikTok Shop
    moment("create_time"),
    moment("paid_time"),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "create_time"),
)

withdrawals = Table(
    "withdrawals",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("type", Text),  # WITHDRAW | SETTLE | TRANSFER | REVERSE and later ones
    Column("status", Text),
    Column("currency", Text),
    Column("amount", Numeric),
    moment("create_time"),
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "create_time"),
)
