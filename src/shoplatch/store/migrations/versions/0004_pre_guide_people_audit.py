"""The setup guide, people with roles and passwords, API tokens, the audit log, reviews, consents bound to a browser."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
phase = "pre"


def _moment(name: str, *, null: bool = True) -> sa.Column[datetime]:
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=null)


def upgrade() -> None:
    op.add_column("apps", _moment("secret_set_at"))
    op.add_column("oauth_states", sa.Column("browser_hash", sa.Text()))
    op.add_column("people", sa.Column("shop_ids", postgresql.ARRAY(sa.Text())))
    op.add_column("people", sa.Column("password_hash", sa.Text()))
    op.add_column("people", _moment("ended_at"))
    _guide()
    _trust()


def _guide() -> None:
    op.create_table(
        "guides",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("market", sa.Text(), nullable=False),
        sa.Column("app_type", sa.Text(), nullable=False),
        sa.Column("environment", sa.Text(), nullable=False),
        sa.Column("base_url", sa.Text()),
        sa.Column("start", sa.Text()),
        sa.Column("app_key", sa.Text()),
        sa.Column("developer_id", sa.Text()),
        sa.Column("developers_before", postgresql.ARRAY(sa.Text())),
        sa.Column("purpose", sa.Text(), server_default=sa.text("''"), nullable=False),
        _moment("created_at", null=False),
        _moment("updated_at", null=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guides")),
    )
    op.create_table(
        "guide_results",
        sa.Column("guide_id", sa.Text(), nullable=False),
        sa.Column("check_id", sa.Text(), nullable=False),
        sa.Column("tone", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("small", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("do", sa.Text(), server_default=sa.text("''"), nullable=False),
        _moment("at", null=False),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["guides.id"], name=op.f("fk_guide_results_guide_id_guides"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guide_id", "check_id", name=op.f("pk_guide_results")),
    )
    op.create_table(
        "guide_evidence",
        sa.Column("guide_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("dated", sa.Date()),
        sa.Column("file_name", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        _moment("at", null=False),
        sa.ForeignKeyConstraint(
            ["guide_id"], ["guides.id"], name=op.f("fk_guide_evidence_guide_id_guides"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("guide_id", "step", name=op.f("pk_guide_evidence")),
    )


def _trust() -> None:
    op.create_table(
        "audit_log",
        sa.Column("n", sa.BigInteger(), autoincrement=False, nullable=False),
        _moment("at", null=False),
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("actor", "act", "subject", "outcome", "detail", "address")
        ),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("seal", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_audit_log")),
    )
    op.create_index(op.f("ix_audit_log_at"), "audit_log", ["at"])
    op.create_table(
        "api_tokens",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        _moment("created_at", null=False),
        _moment("expires_at", null=False),
        _moment("last_used_at"),
        _moment("ended_at"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_api_tokens_person_id_people")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_tokens")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_tokens_token_hash")),
    )
    op.create_table(
        "sign_in_failures",
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        _moment("last_at", null=False),
        _moment("blocked_until"),
        sa.PrimaryKeyConstraint("of", name=op.f("pk_sign_in_failures")),
    )
    op.create_table(
        "reviews",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        _moment("at", null=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviews")),
    )
    op.create_index(op.f("ix_reviews_at"), "reviews", ["at"])
