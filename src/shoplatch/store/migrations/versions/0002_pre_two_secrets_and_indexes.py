"""An app's secret before the last, for webhooks signed with it; indexes for one shop's events and an order's packages."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
phase = "pre"


def upgrade() -> None:
    op.add_column("apps", sa.Column("sealed_secret_before", sa.LargeBinary(), nullable=True))
    op.add_column("apps", sa.Column("secret_before_fingerprint", sa.Text(), nullable=True))
    op.create_index(op.f("ix_inbox_shop_id_received_at"), "inbox", ["shop_id", "received_at"], unique=False)
    op.create_index(op.f("ix_packages_order_ids"), "packages", ["order_ids"], unique=False, postgresql_using="gin")
