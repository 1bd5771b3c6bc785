"""The messages of a conversation (platform.md section 18). The words are sealed, only the outline can be read."""

from __future__ import annotations

from typing import Any

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.conversations import sealed
from shoplatch.sync.streams.figures import within
from shoplatch.sync.streams.spec import HOUR, At, Details, Rows, one

LIST = "customer_service.get_conversation_messages"


def rows(source: dict[str, Any], at: At) -> Rows:
    """One message."""
    message_id = fields.identity(source)
    sender = within(source, "sender")
    row = {
        "id": message_id,
        "conversation_id": at.parent,
        "type": fields.text(source, "type"),
        "role": fields.text(sender, "role"),
        "im_user_id": fields.text(sender, "im_user_id"),
        "index": fields.text(source, "index"),
        "is_visible": fields.flag(source, "is_visible"),
        "create_time": fields.moment(source, "create_time"),
        "sealed": sealed(at, message_id, "message"),
        **at.kept(source),
    }
    return one("messages", row)


STREAM = Details(
    name="messages",
    operations=(LIST,),
    parent=("conversations", "id"),
    param="conversation_id",
    rows=rows,
    items={LIST: "messages"},
    page_size=10,
    every_s=60,
    objective_s=HOUR,
)
