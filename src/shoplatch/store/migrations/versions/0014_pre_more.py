"""What TikTok Shop states of an object beside its columns, by name: the column `more`."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None
phase = "pre"

TABLES = (
    "orders", "order_lines", "packages", "products", "skus", "cancellation_lines", "return_lines", "return_records", "promotions",
    "coupons", "promotion_products", "creators", "package_details", "perf_shop",
    "perf_videos",
)  # fmt: skip


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("more", postgresql.JSONB()))
    op.add_column("product_audits", sa.Column("not_submitted_reasons", postgresql.JSONB()))
    op.add_column("sku_prices", sa.Column("starting_bid_price", sa.Text()))
