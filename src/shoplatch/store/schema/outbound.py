"""What goes out by itself: endpoints of users, the events made for them, each delivery with its attempts."""

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
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shoplatch.store.schema.columns import TransactionId, metadata, moment

# An address of a user's system that our events are posted to.
hook_endpoints = Table(
    "hook_endpoints",
    metadata,
    Column("id", Text, primary_key=True),
    Column("url", Text, nullable=False),  # up to the question mark, where there is one
    Column("sealed_query", LargeBinary),  # what stands behind it: it may be a key
    Column("label", Text, nullable=False),
    Column("description", Text, nullable=False, server_default=text("''")),
    Column("kinds", ARRAY(Text), nullable=False),  # event types; none: all
    Column("shop_ids", ARRAY(Text)),  # null: every shop, those to come too
    Column("personal", Boolean, nullable=False),  # whether personal data may go there
    Column("backfill", Boolean, nullable=False),  # whether what a first reading of a shop writes goes there too
    Column("rate_per_s", Integer),  # requests a second at most; null: as fast as it answers
    Column("at_once", Integer),  # requests under way at most; null: as many as there may be
    Column("timeout_s", Integer),  # how long an answer is waited for; null: the usual time
    Column("state", Text, nullable=False),  # active | paused | disabled
    Column("reason", Text, nullable=False, server_default=text("''")),  # why it is not active
    Column("sealed_secret", LargeBinary, nullable=False),
    Column("secret_fingerprint", Text, nullable=False),
    Column("sealed_secret_before", LargeBinary),  # signs beside the new one until the time below
    moment("secret_before_until"),
    Column("created_by", Text, nullable=False),
    moment("created_at", null=False),
    moment("updated_at", null=False),
    Column("failures", Integer, nullable=False, server_default=text("0")),  # one after the other, whichever event it was
    moment("failing_since"),
    moment("rest_until"),  # nothing is sent before: it failed again and again, or asked for less
    moment("last_success_at"),
    moment("last_failure_at"),
    moment("visited_at"),
    Column("lease_owner", Text),  # who delivers to it now
    moment("lease_until"),
)

# How attempts ended, by endpoint: counts that only grow, for a monitor. Written when a visit to an endpoint ends.
hook_tallies = Table(
    "hook_tallies",
    metadata,
    Column("endpoint_id", Text, ForeignKey("hook_endpoints.id", ondelete="CASCADE"), primary_key=True),
    Column("outcome", Text, primary_key=True),  # delivered | retried | failed | slowed
    Column("attempts", BigInteger, nullable=False),
    Column("elapsed_ms", BigInteger, nullable=False),  # of all of them together
)

# How far the change feed was turned into events.
hook_reader = Table(
    "hook_reader",
    metadata,
    Column("name", Text, primary_key=True),
    Column("xid", TransactionId, nullable=False),
    Column("n", BigInteger, nullable=False),
)

# One event: a change of an object, as it is told outside. Personal data is never in the body kept here.
hook_messages = Table(
    "hook_messages",
    metadata,
    Column("n", BigInteger, Identity(), primary_key=True),
    Column("id", Text, nullable=False, unique=True),  # webhook-id: made from the change, so that it is the same for ever
    Column("change_n", BigInteger, unique=True),  # null: a test
    Column("type", Text, nullable=False),
    Column("shop_id", Text),
    Column("kind", Text, nullable=False),  # of the change feed
    Column("object_id", Text, nullable=False),
    moment("at", null=False),  # when the change was written
    Column("body", LargeBinary, nullable=False),
    Index(None, "at"),
    Index(None, "shop_id", "kind", "object_id"),
)

hook_deliveries = Table(
    "hook_deliveries",
    metadata,
    Column("n", BigInteger, Identity(), primary_key=True),
    Column("endpoint_id", Text, ForeignKey("hook_endpoints.id", ondelete="CASCADE"), nullable=False),
    Column("message_n", BigInteger, ForeignKey("hook_messages.n", ondelete="CASCADE"), nullable=False),
    Column("object", Text, nullable=False),  # what the event is about: events of one object go out one after the other
    Column("state", Text, nullable=False),  # waiting | delivered | failed
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    moment("due_at"),
    moment("created_at", null=False),
    moment("ended_at"),
    Column("status", Integer),  # of the last answer
    Column("error", Text),  # why the last attempt failed
    UniqueConstraint("endpoint_id", "message_n"),
    Index("ix_hook_deliveries_due", "endpoint_id", "due_at", "n", postgresql_where=text("state = 'waiting'")),
    Index("ix_hook_deliveries_object", "endpoint_id", "object", "n", postgresql_where=text("state = 'waiting'")),
    Index("ix_hook_deliveries_failed", "endpoint_id", "n", postgresql_where=text("state = 'failed'")),
    Index(None, "message_n"),
    Index(None, "endpoint_id", "n"),
)

hook_attempts = Table(
    "hook_attempts",
    metadata,
    Column("n", BigInteger, Identity(), primary_key=True),
    Column("delivery_n", BigInteger, ForeignKey("hook_deliveries.n", ondelete="CASCADE"), nullable=False),
    moment("at", null=False),
    Column("address", Text),  # the one that was connected to
    Column("status", Integer),
    Column("elapsed_ms", Integer, nullable=False),
    Column("error", Text),
    Column("response_headers", JSONB),
    Column("response", Text),  # the first 2,000 characters
    Index(None, "delivery_n"),
)
