"""The body of an event, and its id. Pure.

Members of the envelope are those of Standard Webhooks (`type`, `timestamp`, `data`). Times are ISO 8601 in UTC, amounts are
decimal strings, ids are strings. The id is made from the change alone, so whoever makes the event again makes the same id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

import msgspec

from shoplatch.outbox import kinds
from shoplatch.store.changes import ChangeRow
from shoplatch.store.hooks.messages import Message
from shoplatch.store.hooks.snapshots import Snapshot

BODY_MAX_BYTES = 256 * 1024


def message(row: ChangeRow, snapshot: Snapshot | None) -> Message:
    """The event of a change, with the object as it stands."""
    change = row.change
    type_ = kinds.type_of(change.kind)
    data: dict[str, object] = {
        "shop_id": row.shop_id,
        "kind": change.kind,
        "id": change.object_id,
        "cause": change.cause,
        "before": change.before,
        "after": change.after,
        "update_time": change.update_time,
        "revision": snapshot.revision if snapshot else None,
        "object": snapshot.object if snapshot else None,
        "truncated": False,
    }
    body = spelled(type_, change.at, data)
    if len(body) > BODY_MAX_BYTES:
        body = spelled(type_, change.at, {**data, "object": None, "truncated": True})
    return Message(id_of(row), row.position.n, type_, row.shop_id, change.kind, change.object_id, change.at, body)


def test_message(endpoint_id: str, number: str, now: datetime) -> Message:
    """An event that nothing stands behind, to try an endpoint with."""
    body = spelled(kinds.TEST, now, {"endpoint": endpoint_id, "said": "Shoplatch reaches you."})
    return Message(f"msg_{number}", None, kinds.TEST, None, "test", number, now, body)


def with_personal(body: bytes, personal: Mapping[str, object]) -> bytes:
    """The body with personal data in it, for an endpoint that may have them; it is made for one attempt and not kept."""
    whole = msgspec.json.decode(body)
    if isinstance(whole, dict) and isinstance(whole.get("data"), dict):
        whole["data"]["personal"] = personal
    return msgspec.json.encode(whole)


def spelled(type_: str, at: datetime, data: Mapping[str, object]) -> bytes:
    """An event as it goes out."""
    when = at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return msgspec.json.encode({"type": type_, "timestamp": when, "version": kinds.version(), "data": data})


def id_of(row: ChangeRow) -> str:
    """The same for the same change for ever, in whatever process, and another for every other change."""
    change = row.change
    at = change.at.astimezone(UTC).isoformat()
    said = "\n".join((str(row.position.n), at, row.shop_id, change.kind, change.object_id))
    return "msg_" + hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]
