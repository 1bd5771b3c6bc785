"""Orders whose recipient was erased on request."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
phase = "pre"


def upgrade() -> None:
    op.create_table(
        "erased_orders",
        sa.Column("shop_id", sa.Text(), nullable=False),
        sa.Column("order_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["shop_id"], ["shops.id"], name=op.f("fk_erased_orders_shop_id")),
        sa.PrimaryKeyConstraint("shop_id", "order_id", name=op.f("pk_erased_orders")),
    )
