"""Conversations with buyers (platform.md section 18). Names, pictures and the latest words are sealed."""

from __future__ import annotations

from typing import Any

import msgspec

from shoplatch.sync.streams import fields
from shoplatch.sync.streams.figures import number, within
from shoplatch.sync.streams.spec import HOUR, At, Rows, Search, one


def rows(source: dict[str, Any], at: At) -> Rows:
    """One conversation, as the list or the detail shows it."""
    conversation_id = fields.identity(source)
    latest = within(source, "latest_message")
    session = within(source, "cur_session")
    people = fields.listed(source, "participants")
    buyer = next((who for who in people if fields.text(who, "role") == "BUYER"), {})
    row = {
        "id": conversation_id,
        "buyer_user_id": fields.text(buyer, "user_id"),
        "buyer_platform": fields.text(buyer, "buyer_platform") or fields.text(buyer, "platform"),
        "participant_count": number(source, "participant_count"),
        "unread_count": number(source, "unread_count"),
        "can_send_message": fields.flag(source, "can_send_message"),
        "session_id": fields.text(source, "cur_session_id") or fields.text(session, "id"),
        "session_phase": fields.text(session, "phase"),
        "latest_message_id": fields.text(latest, "id"),
        "latest_message_type": fields.text(latest, "type"),
        "latest_message_role": fields.text(within(latest, "sender"), "role"),
        "latest_message_time": fields.moment(latest, "create_time"),
        "create_time": fields.moment(source, "create_time"),
        "sealed": sealed(at, conversation_id, "conversation"),
        **at.kept(source),
    }
    return one("conversations", row)


def sealed(at: At, object_id: str, field: str) -> str | None:
    """What was cut out, sealed; None where nothing was."""
    if not at.personal:
        return None
    made = at.seal(msgspec.json.encode(at.personal).decode(), owner=f"{at.shop_id}/{object_id}", field=field)
    return "\\x" + made.hex()  # rows travel as JSON, where bytes are spelled as PostgreSQL reads them


STREAM = Search(
    name="conversations",
    operations=("customer_service.get_conversations",),
    items="conversations",
    rows=rows,
    page_size=20,
    every_s=300,
    objective_s=HOUR,
)
