"""What buyers and the shop wrote to each other. Names, pictures and words are sealed; only the outline can be read."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, PrimaryKeyConstraint, Table, Text

from shoplatch.store.schema.columns import kept, metadata, moment, shop

conversations = Table(
    "conversations",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("buyer_user_id", Text),
    Column("buyer_platform", Text),
    Column("participant_count", Integer),
    Column("unread_count", Integer),
    Column("can_send_message", Boolean),
    Column("session_id", Text),
    Column("session_phase", Text),
    Column("latest_message_id", Text),
    Column("latest_message_type", Text),
    Column("latest_message_role", Text),
    moment("latest_message_time"),
    moment("create_time"),
    Column("sealed", LargeBinary),  # names and pictures of those who take part, and the latest words
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "latest_message_time"),
)

messages = Table(
    "messages",
    metadata,
    shop(),
    Column("id", Text, nullable=False),
    Column("conversation_id", Text, nullable=False),
    Column("type", Text),
    Column("role", Text),
    Column("im_user_id", Text),  # not the buyer id of orders
    Column("index", Text),
    Column("is_visible", Boolean),
    moment("create_time"),
    Column("sealed", LargeBinary),  # the words
    *kept(),
    PrimaryKeyConstraint("shop_id", "id"),
    Index(None, "shop_id", "conversation_id", "create_time"),
)
