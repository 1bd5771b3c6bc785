"""People who sign in by an identity provider: the account that is linked, the address that links it, ways back that count once."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
phase = "pre"


def upgrade() -> None:
    for name in ("email", "oidc_issuer", "oidc_subject"):
        op.add_column("people", sa.Column(name, sa.Text()))
    op.create_unique_constraint(op.f("uq_people_email"), "people", ["email"])
    op.create_unique_constraint(op.f("uq_people_oidc_issuer_oidc_subject"), "people", ["oidc_issuer", "oidc_subject"])
    op.create_table(
        "oidc_spent",
        sa.Column("state_hash", sa.Text(), nullable=False),
        sa.Column("until", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_oidc_spent")),
    )
