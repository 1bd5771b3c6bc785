"""How it all got here: webhooks, cursors, slices, sweeps, the change feed and the calls we made."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Identity,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

from shoplatch.store.schema.columns import TransactionId, metadata, moment, shop

inbox = Table(
    "inbox",
    metadata,
    Column("n", BigInteger, Identity(), primary_key=True),
    Column("app_key", Text, nullable=False),
    Column("dedupe_key", Text, nullable=False),  # tts_notification_id, or "sha256:" + hash of the body without one
    Column("type", Integer, nullable=False),  # the topic; 0 where the body could not be read
    # As the event says: may be a shop we do not know; "" for events that name none (they share a lane).
    Column("shop_id", Text),
    Column("sent_at", TIMESTAMP(timezone=True)),
    moment("received_at", null=False),
    Column("body", LargeBinary),  # exact bytes; emptied after the retention period
    Column("state", Text, nullable=False, server_default=text("'new'")),  # new | done | ignored | failed
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("copies", Integer, nullable=False, server_default=text("1")),  # how often it arrived
    Column("error", Text),
    moment("due_at"),  # not before, after a failure
    moment("done_at"),
    # As in the change feed, for readers that forward events in order and skip none; set anew where somebody puts an event
    # back. Null: it arrived before this column was there.
    Column("xid", TransactionId, server_default=text("pg_current_xact_id()")),
    UniqueConstraint("app_key", "dedupe_key"),
    Index("ix_inbox_waiting", "shop_id", "n", postgresql_where=text("state = 'new'")),
    Index("ix_inbox_failed", "n", postgresql_where=text("state = 'failed'")),
    Index("ix_inbox_bodies", "received_at", postgresql_where=text("body IS NOT NULL")),
    Index(None, "received_at"),
    Index(None, "shop_id", "received_at"),
    Index("ix_inbox_xid", "xid", "n", postgresql_where=text("xid IS NOT NULL")),
)

# One lane per shop: events of a shop are worked in order by whoever holds the lease.
lanes = Table(
    "lanes",
    metadata,
    Column("shop_id", Text, primary_key=True),
    Column("lease_owner", Text),
    moment("lease_until"),
)

cursors = Table(
    "cursors",
    metadata,
    shop(),
    Column("stream", Text, nullable=False),  # orders | products | inventory | packages | warehouses
    Column("position", JSONB, nullable=False),
    moment("updated_at", null=False),
    PrimaryKeyConstraint("shop_id", "stream"),
)

# A backfill is cut into slices of time; each is a durable job that may run twice.
slices = Table(
    "slices",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    shop(),
    Column("stream", Text, nullable=False),
    moment("from_time", null=False),
    moment("to_time", null=False),
    Column("state", Text, nullable=False, server_default=text("'waiting'")),  # waiting | done | failed
    Column("page_token", Text),
    Column("rows_read", Integer, nullable=False, server_default=text("0")),
    Column("rows_expected", Integer),
    Column("error", Text),
    Column("lease_owner", Text),  # who is reading it now
    moment("lease_until"),
    moment("updated_at", null=False),
    UniqueConstraint("shop_id", "stream", "from_time", "to_time"),
)

# Each comparison with TikTok Shop: what was read, what differed, what was repaired.
sweeps = Table(
    "sweeps",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    shop(),
    Column("stream", Text, nullable=False),
    moment("started_at", null=False),
    moment("finished_at"),
    Column("compared", Integer, nullable=False, server_default=text("0")),
    Column("differences", Integer, nullable=False, server_default=text("0")),
    Column("theirs", Integer),  # how many TikTok Shop has, where it says so
    Column("ours", Integer),
    Column("found", JSONB),  # the first differences, each with its cause; null where there was none
    Index(None, "shop_id", "stream", "started_at"),
)

# The change feed. Readers take what is before the horizon (`store/horizon.py`) in order of (xid, n): an id alone would
# skip rows that were numbered early and committed late.
changes = Table(
    "changes",
    metadata,
    Column("n", BigInteger, Identity(), primary_key=True),
    Column("xid", TransactionId, nullable=False, server_default=text("pg_current_xact_id()")),
    shop(),
    Column("kind", Text, nullable=False),  # order | product | stock | package, or the name of the table
    Column("object_id", Text, nullable=False),
    Column("cause", Text, nullable=False),  # webhook | backfill | incremental | reconcile | ended
    Column("inbox_n", BigInteger),  # the event that rang the bell, if one did
    Column("before", Text),  # the status before; null when new
    Column("after", Text),
    moment("update_time"),  # TikTok's
    moment("at", null=False),  # when it was written, by our clock
    Index(None, "xid", "n"),
    Index(None, "shop_id", "kind", "object_id"),
)

api_calls = Table(
    "api_calls",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    moment("at", null=False),  # when the answer came, by our clock (not that of a simulator)
    Column("shop_id", Text),
    Column("connection_id", Text),
    Column("operation", Text, nullable=False),
    Column("status", Integer),
    Column("code", BigInteger),
    Column("request_id", Text),
    Column("elapsed_ms", Integer, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("parameters", JSONB),  # what was asked, without secrets and personal data; null unless a setting says to keep it
    Index(None, "at"),
    Index(None, "operation", "at"),
    Index(None, "shop_id", "at"),
    Index("ix_api_calls_request_id", "request_id", postgresql_where=text("request_id IS NOT NULL")),
    Index("ix_api_calls_failed", "at", postgresql_where=text("code IS NULL OR code <> 0")),
    Index("ix_api_calls_slow", "at", postgresql_where=text("elapsed_ms >= 2000")),
    Index("ix_api_calls_status", "status", "at", postgresql_where=text("status <> 200")),
)
