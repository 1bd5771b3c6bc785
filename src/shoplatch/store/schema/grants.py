"""Who let us in: apps, grants, shops, people. Secrets are sealed or hashed before they come here."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from shoplatch.store.schema.columns import metadata, moment

apps = Table(
    "apps",
    metadata,
    Column("app_key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("environment", Text, nullable=False),  # production | simulator
    Column("service_id", Text, nullable=False),
    Column("market", Text, nullable=False),  # ROW | US: which consent host
    Column("api_url", Text, nullable=False),
    Column("auth_url", Text, nullable=False),
    Column("consent_url", Text, nullable=False),
    Column("sealed_secret", LargeBinary, nullable=False),
    Column("secret_fingerprint", Text, nullable=False),
    Column("sealed_secret_before", LargeBinary),  # webhooks signed with it still count, until it is retired
    Column("secret_before_fingerprint", Text),
    moment("secret_before_until"),  # null: until it is retired by hand
    moment("secret_set_at"),  # null: before this was noted
    moment("created_at", null=False),
)

connections = Table(
    "connections",
    metadata,
    Column("id", Text, primary_key=True),
    Column("app_key", Text, ForeignKey("apps.app_key"), nullable=False),
    Column("kind", Text, nullable=False),  # seller | creator | partner
    Column("open_id", Text, nullable=False),
    Column("seller_name", Text, nullable=False),
    Column("seller_base_region", Text),
    Column("state", Text, nullable=False),  # active | needs_reauthorization | deauthorized
    Column("reason", Text),  # why it is not active, in words, with the next step
    Column("granted_scopes", ARRAY(Text), nullable=False),
    Column("sealed_access", LargeBinary),
    Column("sealed_refresh", LargeBinary),
    moment("access_expires_at"),
    moment("refresh_expires_at"),
    Column("token_version", Integer, nullable=False, server_default=text("0")),  # compare-and-swap on refresh
    Column("lease_owner", Text),  # who is refreshing
    moment("lease_until"),
    moment("end_told"),  # the end of the grant as webhook 7 told it last
    moment("end_told_at"),
    moment("created_at", null=False),
    moment("updated_at", null=False),
    UniqueConstraint("app_key", "kind", "open_id"),
)

shops = Table(
    "shops",
    metadata,
    Column("id", Text, primary_key=True),
    Column("connection_id", Text, ForeignKey("connections.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("region", Text, nullable=False),
    Column("seller_type", Text, nullable=False),
    Column("cipher", Text, nullable=False),
    Column("code", Text, nullable=False),
    moment("first_seen", null=False),
    moment("last_seen", null=False),
    Column("data_settled_as", Text),  # keep | mask | delete: what became of its data once the grant had ended
    moment("data_settled_at"),
    moment("left_at"),  # since when its grant, which may cover others, no longer names it
    Column("left_told", Boolean, nullable=False, server_default=text("false")),  # a webhook named it
    Index(None, "connection_id"),
)

# A consent that was started and not yet finished. The state is stored as a hash: a dump cannot be used to finish one.
oauth_states = Table(
    "oauth_states",
    metadata,
    Column("state_hash", Text, primary_key=True),
    Column("app_key", Text, ForeignKey("apps.app_key"), nullable=False),
    Column("browser_hash", Text),  # of the cookie of the browser that began it; null for a link to send to a seller
    moment("created_at", null=False),
    moment("expires_at", null=False),
    moment("used_at"),
    Column("link_id", Text),  # the link to a seller that began it, if one did
)

# Written before each exchange or refresh, closed after it: what tells a crash from a success.
grant_intents = Table(
    "grant_intents",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("app_key", Text, ForeignKey("apps.app_key"), nullable=False),
    Column("connection_id", Text),  # null for a first exchange
    Column("kind", Text, nullable=False),  # exchange | refresh
    Column("token_version", Integer),
    moment("started_at", null=False),
    moment("finished_at"),
    Column("outcome", Text),  # saved | refused | unknown
    Column("detail", Text),
    Column("sealed_code", LargeBinary),  # of an exchange under way, so that it can be tried once more after a crash
    Column("link_id", Text),  # the link to a seller that began it, if one did
)

# Addresses of ours that are sent to sellers: each opens a page that begins a consent. Only a hash of the address is stored.
connect_links = Table(
    "connect_links",
    metadata,
    Column("id", Text, primary_key=True),
    Column("link_hash", Text, nullable=False, unique=True),
    Column("app_key", Text, ForeignKey("apps.app_key"), nullable=False),
    Column("kind", Text, nullable=False),  # seller | creator | partner
    Column("label", Text, nullable=False),  # whom it was sent to
    Column("created_by", Text, nullable=False),
    moment("created_at", null=False),
    moment("expires_at", null=False),
    Column("uses_max", Integer, nullable=False),
    Column("uses", Integer, nullable=False, server_default=text("0")),  # finished consents
    Column("begun", Integer, nullable=False, server_default=text("0")),  # consents begun, finished or not
    moment("revoked_at"),
)

# Installs that came from TikTok's app store without a state of ours: exchanged, linked to nothing until a person says yes.
waiting_installs = Table(
    "waiting_installs",
    metadata,
    Column("id", Text, primary_key=True),  # the connection it would become; its tokens are sealed for that
    Column("app_key", Text, ForeignKey("apps.app_key"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("open_id", Text, nullable=False),
    Column("seller_name", Text, nullable=False),
    Column("seller_base_region", Text),
    Column("granted_scopes", ARRAY(Text), nullable=False),
    Column("sealed_access", LargeBinary),
    Column("sealed_refresh", LargeBinary),
    moment("access_expires_at"),
    moment("refresh_expires_at"),
    moment("arrived_at", null=False),
    moment("expires_at", null=False),
    Column("state", Text, nullable=False),  # waiting | confirmed | refused | expired
    moment("decided_at"),
    Column("decided_by", Text),
)

# Which master keys sealed here, by version; a version tells nothing of its key.
vault_keys = Table(
    "vault_keys",
    metadata,
    Column("version", Text, primary_key=True),
    moment("first_seen", null=False),
    moment("current_since"),
    moment("former_since"),
    moment("retired_at"),
)

people = Table(
    "people",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("role", Text, nullable=False),  # owner | operator | analyst | auditor
    Column("shop_ids", ARRAY(Text)),  # null: every shop, those to come too
    Column("password_hash", Text),  # argon2id; null: one-time links only
    moment("created_at", null=False),
    moment("ended_at"),  # may no longer sign in
    Column("email", Text, unique=True),  # lower case; links an account of the identity provider, once
    Column("oidc_issuer", Text),  # the linked account: who vouches for it, and its name there
    Column("oidc_subject", Text),
    UniqueConstraint("oidc_issuer", "oidc_subject"),
)

# One-time sign-in links and the sessions they open: one table, told apart by kind. Only hashes are stored.
sign_ins = Table(
    "sign_ins",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # link | session
    Column("person_id", Text, ForeignKey("people.id"), nullable=False),
    moment("created_at", null=False),
    moment("expires_at", null=False),
    moment("used_at"),
)
