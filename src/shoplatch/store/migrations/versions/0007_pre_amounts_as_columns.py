"""Views: the amounts of an order as columns, and each amount of a transaction as a row."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
phase = "pre"

NUMBER = r"^-?\d+(\.\d+)?$"
PAYMENT = (
    "sub_total", "total_amount", "original_total_product_price", "seller_discount", "platform_discount",
    "payment_platform_discount", "shipping_fee", "original_shipping_fee", "shipping_fee_seller_discount",
    "shipping_fee_platform_discount", "shipping_fee_cofunded_discount", "shipping_insurance_fee", "tax", "product_tax",
    "shipping_fee_tax", "retail_delivery_fee", "small_order_fee", "buyer_service_fee", "handling_fee", "distance_fee",
    "distance_shipping_fee", "item_insurance_fee", "item_insurance_tax", "payment_discount_service_fee",
)  # fmt: skip
TRANSACTIONS = {
    "statement_transactions": "t.order_id, t.statement_id",
    "order_transactions": "t.order_id, t.statement_id",
    "unsettled_transactions": "t.order_id, NULL AS statement_id",
}


def upgrade() -> None:
    # Typed over what is stored already: no second copy to write, and nothing that can disagree with the order.
    amounts = ", ".join(
        f"CASE WHEN payment->>'{name}' ~ '{NUMBER}' THEN (payment->>'{name}')::numeric END AS {name}" for name in PAYMENT
    )
    op.execute(f"CREATE VIEW order_payments AS SELECT shop_id, id AS order_id, create_time, currency, {amounts} FROM orders")
    each = [
        f"SELECT t.shop_id, '{table}' AS source, t.id, {names}, t.currency, a.key AS name, "
        f"CASE WHEN a.value ~ '{NUMBER}' THEN a.value::numeric END AS amount "
        f"FROM {table} AS t, jsonb_each_text(t.amounts) AS a WHERE t.deleted_at IS NULL"
        for table, names in TRANSACTIONS.items()
    ]
    op.execute(f"CREATE VIEW transaction_amounts AS {' UNION ALL '.join(each)}")
