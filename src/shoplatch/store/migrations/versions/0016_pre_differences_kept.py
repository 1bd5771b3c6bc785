"""What a comparison found, difference by difference: the column `found`."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None
phase = "pre"


def upgrade() -> None:
    op.add_column("sweeps", sa.Column("found", postgresql.JSONB()))
