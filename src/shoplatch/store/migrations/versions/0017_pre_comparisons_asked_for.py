"""Comparisons with TikTok Shop that somebody asked for, and what they found."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None
phase = "pre"


def upgrade() -> None:
    def moment(name: str) -> sa.Column[datetime]:
        return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=False)

    op.create_table(
        "comparisons",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("shop_ids", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("shops_done", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("compared", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("differences", sa.BigInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("not_compared", postgresql.JSONB(), server_default=sa.text("'{}'"), nullable=False),
        sa.Column("state", sa.Text(), server_default=sa.text("'running'"), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        moment("created_at"),
        moment("updated_at"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparisons")),
    )
    op.create_table(
        "comparison_found",
        sa.Column("n", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("comparison_id", sa.BigInteger(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("shop_id", "kind", "object_id", "field")),
        *(sa.Column(name, sa.Text()) for name in ("ours", "theirs")),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["comparison_id"],
            ["comparisons.id"],
            ondelete="CASCADE",
            name=op.f("fk_comparison_found_comparison_id_comparisons"),
        ),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_comparison_found")),
    )
    op.create_index(op.f("ix_comparison_found_comparison_id_n"), "comparison_found", ["comparison_id", "n"])
