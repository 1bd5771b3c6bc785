"""Outbound webhooks: the query of an address sealed, limits of an endpoint, and counts of how attempts ended."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
phase = "pre"


def upgrade() -> None:
    # What stands in `url` behind a question mark is sealed by the worker: here is no key.
    op.add_column("hook_endpoints", sa.Column("sealed_query", sa.LargeBinary()))
    op.add_column("hook_endpoints", sa.Column("description", sa.Text(), server_default=sa.text("''"), nullable=False))
    for name in ("rate_per_s", "at_once", "timeout_s"):
        op.add_column("hook_endpoints", sa.Column(name, sa.Integer()))
    op.create_table(
        "hook_tallies",
        sa.Column("endpoint_id", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("elapsed_ms", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["hook_endpoints.id"],
            ondelete="CASCADE",
            name=op.f("fk_hook_tallies_endpoint_id_hook_endpoints"),
        ),
        sa.PrimaryKeyConstraint("endpoint_id", "outcome", name=op.f("pk_hook_tallies")),
    )
