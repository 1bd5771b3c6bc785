"""Versions of master keys, links to sellers, installs that wait for a yes, how grants end and what becomes of their data."""

from datetime import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
phase = "pre"


def _moment(name: str, *, null: bool = True) -> sa.Column[datetime]:
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=null)


def upgrade() -> None:
    op.add_column("apps", _moment("secret_before_until"))
    op.add_column("connections", _moment("end_told"))
    op.add_column("connections", _moment("end_told_at"))
    op.add_column("shops", sa.Column("data_settled_as", sa.Text()))
    op.add_column("shops", _moment("data_settled_at"))
    op.add_column("oauth_states", sa.Column("link_id", sa.Text()))
    op.add_column("grant_intents", sa.Column("sealed_code", sa.LargeBinary()))
    op.add_column("grant_intents", sa.Column("link_id", sa.Text()))
    _links()
    _installs()
    op.create_table(
        "vault_keys",
        sa.Column("version", sa.Text(), nullable=False),
        _moment("first_seen", null=False),
        _moment("current_since"),
        _moment("former_since"),
        _moment("retired_at"),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_vault_keys")),
    )


def _links() -> None:
    op.create_table(
        "connect_links",
        *(
            sa.Column(name, sa.Text(), nullable=False)
            for name in ("id", "link_hash", "app_key", "kind", "label", "created_by")
        ),
        _moment("created_at", null=False),
        _moment("expires_at", null=False),
        sa.Column("uses_max", sa.Integer(), nullable=False),
        sa.Column("uses", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("begun", sa.Integer(), server_default=sa.text("0"), nullable=False),
        _moment("revoked_at"),
        sa.ForeignKeyConstraint(["app_key"], ["apps.app_key"], name=op.f("fk_connect_links_app_key_apps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_connect_links")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_connect_links_link_hash")),
    )


def _installs() -> None:
    op.create_table(
        "waiting_installs",
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("id", "app_key", "kind", "open_id", "seller_name")),
        sa.Column("seller_base_region", sa.Text()),
        sa.Column("granted_scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("sealed_access", sa.LargeBinary()),
        sa.Column("sealed_refresh", sa.LargeBinary()),
        _moment("access_expires_at"),
        _moment("refresh_expires_at"),
        _moment("arrived_at", null=False),
        _moment("expires_at", null=False),
        sa.Column("state", sa.Text(), nullable=False),
        _moment("decided_at"),
        sa.Column("decided_by", sa.Text()),
        sa.ForeignKeyConstraint(["app_key"], ["apps.app_key"], name=op.f("fk_waiting_installs_app_key_apps")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_installs")),
    )
