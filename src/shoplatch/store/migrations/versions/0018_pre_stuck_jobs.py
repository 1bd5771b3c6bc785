"""Jobs of the whole installation that do not get through, and why a replay stopped by itself."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None
phase = "pre"


def upgrade() -> None:
    op.add_column("replays", sa.Column("error", sa.Text()))
    op.create_table(
        "stuck_jobs",
        sa.Column("job", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("lasting", sa.Boolean(), nullable=False),
        *(sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=False) for name in ("since", "at")),
        sa.PrimaryKeyConstraint("job", name=op.f("pk_stuck_jobs")),
    )
