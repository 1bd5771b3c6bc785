"""Outbound webhooks: endpoints, events, deliveries, attempts; and an order in which arrived webhooks can be read."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from shoplatch.store.schema import TransactionId

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
phase = "pre"


def _moment(name: str, *, null: bool = True) -> sa.Column[datetime]:
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=null)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=null)


def upgrade() -> None:
    # Without a default first: the rows that are there stay as they are, and the table is not written anew.
    op.add_column("inbox", sa.Column("xid", TransactionId()))
    op.alter_column("inbox", "xid", server_default=sa.text("pg_current_xact_id()"))
    op.create_index("ix_inbox_xid", "inbox", ["xid", "n"], postgresql_where=sa.text("xid IS NOT NULL"))
    _endpoints()
    op.create_table(
        "hook_reader",
        _text("name"),
        sa.Column("xid", TransactionId(), nullable=False),
        sa.Column("n", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_hook_reader")),
    )
    _messages()
    _deliveries()
    op.create_table(
        "hook_attempts",
        sa.Column("n", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("delivery_n", sa.BigInteger(), nullable=False),
        _moment("at", null=False),
        _text("address", null=True),
        sa.Column("status", sa.Integer()),
        sa.Column("elapsed_ms", sa.Integer(), nullable=False),
        _text("error", null=True),
        sa.Column("response_headers", postgresql.JSONB()),
        _text("response", null=True),
        sa.ForeignKeyConstraint(
            ["delivery_n"], ["hook_deliveries.n"], ondelete="CASCADE", name=op.f("fk_hook_attempts_delivery_n_hook_deliveries")
        ),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_hook_attempts")),
    )
    op.create_index(op.f("ix_hook_attempts_delivery_n"), "hook_attempts", ["delivery_n"])


def _endpoints() -> None:
    op.create_table(
        "hook_endpoints",
        *(_text(name) for name in ("id", "url", "label")),
        sa.Column("kinds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("shop_ids", postgresql.ARRAY(sa.Text())),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sa.Column("backfill", sa.Boolean(), nullable=False),
        _text("state"),
        sa.Column("reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("sealed_secret", sa.LargeBinary(), nullable=False),
        _text("secret_fingerprint"),
        sa.Column("sealed_secret_before", sa.LargeBinary()),
        _moment("secret_before_until"),
        _text("created_by"),
        _moment("created_at", null=False),
        _moment("updated_at", null=False),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        *(_moment(name) for name in ("failing_since", "rest_until", "last_success_at", "last_failure_at", "visited_at")),
        _text("lease_owner", null=True),
        _moment("lease_until"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hook_endpoints")),
    )


def _messages() -> None:
    op.create_table(
        "hook_messages",
        sa.Column("n", sa.BigInteger(), sa.Identity(), nullable=False),
        _text("id"),
        sa.Column("change_n", sa.BigInteger()),
        _text("type"),
        _text("shop_id", null=True),
        _text("kind"),
        _text("object_id"),
        _moment("at", null=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_hook_messages")),
        sa.UniqueConstraint("id", name=op.f("uq_hook_messages_id")),
        sa.UniqueConstraint("change_n", name=op.f("uq_hook_messages_change_n")),
    )
    op.create_index(op.f("ix_hook_messages_at"), "hook_messages", ["at"])
    op.create_index(
        op.f("ix_hook_messages_shop_id_kind_object_id"), "hook_messages", ["shop_id", "kind", "object_id"]
    )


def _deliveries() -> None:
    op.create_table(
        "hook_deliveries",
        sa.Column("n", sa.BigInteger(), sa.Identity(), nullable=False),
        _text("endpoint_id"),
        sa.Column("message_n", sa.BigInteger(), nullable=False),
        _text("object"),
        _text("state"),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        _moment("due_at"),
        _moment("created_at", null=False),
        _moment("ended_at"),
        sa.Column("status", sa.Integer()),
        _text("error", null=True),
        sa.ForeignKeyConstraint(
            ["endpoint_id"],
            ["hook_endpoints.id"],
            ondelete="CASCADE",
            name=op.f("fk_hook_deliveries_endpoint_id_hook_endpoints"),
        ),
        sa.ForeignKeyConstraint(
            ["message_n"], ["hook_messages.n"], ondelete="CASCADE", name=op.f("fk_hook_deliveries_message_n_hook_messages")
        ),
        sa.PrimaryKeyConstraint("n", name=op.f("pk_hook_deliveries")),
        sa.UniqueConstraint("endpoint_id", "message_n", name=op.f("uq_hook_deliveries_endpoint_id_message_n")),
    )
    waiting, failed = sa.text("state = 'waiting'"), sa.text("state = 'failed'")
    op.create_index("ix_hook_deliveries_due", "hook_deliveries", ["endpoint_id", "due_at", "n"], postgresql_where=waiting)
    op.create_index("ix_hook_deliveries_object", "hook_deliveries", ["endpoint_id", "object", "n"], postgresql_where=waiting)
    op.create_index("ix_hook_deliveries_failed", "hook_deliveries", ["endpoint_id", "n"], postgresql_where=failed)
    op.create_index(op.f("ix_hook_deliveries_message_n"), "hook_deliveries", ["message_n"])
    op.create_index(op.f("ix_hook_deliveries_endpoint_id_n"), "hook_deliveries", ["endpoint_id", "n"])
