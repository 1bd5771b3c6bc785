"""The log of calls: found by shop, request id and what went wrong; and what was asked, where that is kept."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None
phase = "pre"


def upgrade() -> None:
    op.add_column("api_calls", sa.Column("parameters", postgresql.JSONB()))
    op.create_index(op.f("ix_api_calls_shop_id_at"), "api_calls", ["shop_id", "at"])
    for name, columns, where in (
        ("request_id", ["request_id"], "request_id IS NOT NULL"),
        ("failed", ["at"], "code IS NULL OR code <> 0"),
        ("slow", ["at"], "elapsed_ms >= 2000"),
        ("status", ["status", "at"], "status <> 200"),
    ):
        op.create_index(f"ix_api_calls_{name}", "api_calls", columns, postgresql_where=sa.text(where))
