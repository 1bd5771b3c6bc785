"""How the house came to be set up and who did what in it: the guide, the audit log, what opens doors besides a session."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Identity, Index, Integer, LargeBinary, Table, Text, text
from sqlalchemy.dialects.postgresql import ARRAY

from shoplatch.store.schema.columns import metadata, moment

# One walk through the eight steps: who builds, for which market, against what.
guides = Table(
    "guides",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # seller_developer | isv
    Column("market", Text, nullable=False),  # US | UK | EU | SEA | JP | LATAM
    Column("app_type", Text, nullable=False),  # custom | public
    Column("environment", Text, nullable=False),  # production | simulator
    Column("base_url", Text),  # of the simulator
    Column("start", Text),  # the first step of somebody who brought an app along
    Column("app_key", Text),  # once it is known
    Column("developer_id", Text),  # the account at the simulator that was chosen
    Column("developers_before", ARRAY(Text)),  # accounts that were at the simulator before this path
    Column("purpose", Text, nullable=False, server_default=text("''")),  # what the app does, for the review
    moment("created_at", null=False),
    moment("updated_at", null=False),
)

guide_results = Table(
    "guide_results",
    metadata,
    Column("guide_id", Text, ForeignKey("guides.id", ondelete="CASCADE"), primary_key=True),
    Column("check_id", Text, primary_key=True),
    Column("tone", Text, nullable=False),  # good | warn | wait | bad | todo
    Column("said", Text, nullable=False),
    Column("small", Text, nullable=False, server_default=text("''")),
    Column("do", Text, nullable=False, server_default=text("''")),
    moment("at", null=False),
)

guide_evidence = Table(
    "guide_evidence",
    metadata,
    Column("guide_id", Text, ForeignKey("guides.id", ondelete="CASCADE"), primary_key=True),
    Column("step", Text, primary_key=True),
    Column("note", Text, nullable=False, server_default=text("''")),
    Column("dated", Date),
    Column("file_name", Text, nullable=False, server_default=text("''")),
    Column("by", Text, nullable=False),
    moment("at", null=False),
)

# Who did what, and what was refused. Each row's hash covers the one before it; `seal` is that hash sealed by the vault, so
# that nobody who has the database alone can write the log anew.
audit_log = Table(
    "audit_log",
    metadata,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    moment("at", null=False),
    Column("actor", Text, nullable=False),  # a person's name, "terminal", "worker", or "" for a stranger
    Column("act", Text, nullable=False),  # what was done, as in accounts/audit.py
    Column("subject", Text, nullable=False),  # to what or whom
    Column("outcome", Text, nullable=False),  # done | refused
    Column("detail", Text, nullable=False),
    Column("address", Text, nullable=False),  # where the request came from; "" inside
    Column("hash", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    Index(None, "at"),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("scopes", ARRAY(Text), nullable=False),  # rights, as in accounts/roles.py; never more than the person's role
    moment("created_at", null=False),
    moment("expires_at", null=False),
    moment("last_used_at"),
    moment("ended_at"),
)

# Failed sign-ins, counted by name and by address, so that guessing becomes slow.
sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("of", Text, primary_key=True),  # "name:..." or "address:..."
    Column("failures", Integer, nullable=False),
    moment("last_at", null=False),
    moment("blocked_until"),
)

# Ways back from the identity provider that were walked: each counts once.
oidc_spent = Table(
    "oidc_spent",
    metadata,
    Column("state_hash", Text, primary_key=True),
    moment("until", null=False),
)

reviews = Table(
    "reviews",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    moment("at", null=False),
    Column("by", Text, nullable=False),
    Column("findings", Text, nullable=False),  # JSON: the list as it stood
    Index(None, "at"),
)
