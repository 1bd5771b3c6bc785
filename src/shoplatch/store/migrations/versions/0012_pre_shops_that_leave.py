"""Shops that leave a grant which goes on for others."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None
phase = "pre"


def upgrade() -> None:
    op.add_column("shops", sa.Column("left_at", postgresql.TIMESTAMP(timezone=True)))
    op.add_column("shops", sa.Column("left_told", sa.Boolean(), server_default=sa.text("false"), nullable=False))
