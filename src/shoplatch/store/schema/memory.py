"""What the store believed before, how fresh each stream is, what remains to be read, and work that is done in portions."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Identity,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from shoplatch.store.schema.columns import metadata, moment, shop

# One row per version that a newer one replaced, as it stood, lines included. The version that holds is in the table itself.
history = Table(
    "history",
    metadata,
    Column("n", BigInteger, Identity(), primary_key=True),
    shop(),
    Column("kind", Text, nullable=False),  # the table
    Column("object_id", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    moment("since", null=False),  # believed from here
    moment("until", null=False),  # to here, exclusive
    Column("row", JSONB, nullable=False),  # without the kept bytes
    Index(None, "shop_id", "kind", "object_id", "since"),
    Index(None, "shop_id", "kind", "since"),
)

# How well each stream of each shop keeps step. `objective_s` is what it is held to.
stream_states = Table(
    "stream_states",
    metadata,
    shop(),
    Column("stream", Text, nullable=False),
    Column("operation", Text),  # the version that answered last
    moment("tried_at"),
    moment("read_at"),  # the last read that went to its end
    Column("rows_read", Integer, nullable=False, server_default=text("0")),  # by that read
    Column("objective_s", Integer, nullable=False),
    moment("newest_at"),  # the newest object, by TikTok's clock
    Column("latest_available_date", Date),
    Column("waiting", Integer, nullable=False, server_default=text("0")),  # parents whose details are still to be read
    Column("error", Text),
    Column("refused", Text),  # the grant or the market does not allow it: the reason; it is tried again now and then
    PrimaryKeyConstraint("shop_id", "stream"),
)

# Which version of a parent (a statement, a return, ...) its details were read for.
followed = Table(
    "followed",
    metadata,
    shop(),
    Column("stream", Text, nullable=False),
    Column("parent_id", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("error", Text),
    moment("at", null=False),
    moment("due_at"),  # not before: after a failure, or because it is to be read again
    PrimaryKeyConstraint("shop_id", "stream", "parent_id"),
    Index(None, "shop_id", "stream", "due_at"),
)

# A comparison of shops with TikTok Shop that somebody asked for: how far it is, and what it came to.
comparisons = Table(
    "comparisons",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("shop_ids", ARRAY(Text), nullable=False),
    Column("shops_done", Integer, nullable=False, server_default=text("0")),
    Column("compared", BigInteger, nullable=False, server_default=text("0")),
    Column("differences", BigInteger, nullable=False, server_default=text("0")),
    Column("not_compared", JSONB, nullable=False, server_default=text("'{}'")),  # what, and why not
    Column("state", Text, nullable=False, server_default=text("'running'")),  # running | stopped | done
    Column("asked_by", Text, nullable=False),
    moment("created_at", null=False),
    moment("updated_at", null=False),
)

# What a comparison found; the first ten thousand.
comparison_found = Table(
    "comparison_found",
    metadata,
    Column("n", BigInteger, Identity(), primary_key=True),
    Column("comparison_id", BigInteger, ForeignKey("comparisons.id", ondelete="CASCADE"), nullable=False),
    Column("shop_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("object_id", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("ours", Text),
    Column("theirs", Text),
    Column("cause", Text, nullable=False),
    Index(None, "comparison_id", "n"),
)

# Events put back into their lanes by a filter, in portions, so that live ones are not held up.
replays = Table(
    "replays",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("filter", JSONB, nullable=False),
    Column("rate_per_s", Integer, nullable=False),
    Column("cursor", BigInteger, nullable=False, server_default=text("0")),  # the last event that was put back
    Column("last", BigInteger, nullable=False),  # the last event there was when it was asked for
    Column("matched", Integer, nullable=False),
    Column("queued", Integer, nullable=False, server_default=text("0")),
    Column("state", Text, nullable=False, server_default=text("'running'")),  # running | stopped | done
    Column("error", Text),  # why it stopped by itself; null where a person stopped it
    moment("created_at", null=False),
    moment("updated_at", null=False),
)

# Jobs of the whole installation that do not get through; those of a shop are kept among its cursors.
stuck_jobs = Table(
    "stuck_jobs",
    metadata,
    Column("job", Text, primary_key=True),
    Column("why", Text, nullable=False),
    Column("lasting", Boolean, nullable=False),  # trying again does not cure it
    moment("since", null=False),  # the first failure of those one after the other
    moment("at", null=False),  # the last
)
