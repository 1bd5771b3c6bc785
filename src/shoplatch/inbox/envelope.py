"""Reads the outside of a webhook: which topic, whose shop, which notification. The inside (`data`) is not looked at here.

Lenient on purpose (platform.md section 19): the notification id may be missing, ids may be numbers, times may be text, and
a body that is no JSON at all is still an event that arrived. Whatever cannot be read becomes topic 0 with its exact bytes
kept, so that nothing signed by TikTok is ever lost. It neither checks signatures nor stores anything.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import msgspec

from shoplatch.store.inbox import Arrived

UNREADABLE = 0  # the topic of a body that could not be read
_TYPE_MAX = 2**31 - 1  # the column's
_SECONDS_MAX = 253_402_300_799  # the last second of the year 9999
_ID_MAX = 128  # TikTok's ids are 19 digits; more than this is not an id


class _Envelope(msgspec.Struct):
    """The members beside `data`; everything else is skipped without being decoded."""

    type: int | str = UNREADABLE
    tts_notification_id: str | int | None = None
    shop_id: str | int | None = None
    timestamp: int | float | str | None = None


_decoder = msgspec.json.Decoder(_Envelope)


def read(app_key: str, body: bytes, received_at: datetime) -> Arrived:
    """What arrived, ready to be stored. Never raises: what cannot be read is topic 0 with a hash as its key."""
    try:
        envelope = _decoder.decode(body)
    except (msgspec.DecodeError, RecursionError):
        return Arrived(app_key, _hash(body), UNREADABLE, None, None, received_at, body)
    notification = _id(envelope.tts_notification_id)
    return Arrived(
        app_key=app_key,
        dedupe_key=notification or _hash(body),
        type=_topic(envelope.type),
        shop_id=_id(envelope.shop_id),
        sent_at=_moment(envelope.timestamp),
        received_at=received_at,
        body=body,
    )


def _hash(body: bytes) -> str:
    return "sha256:" + hashlib.sha256(body).hexdigest()


def _id(value: str | int | None) -> str | None:
    """An id as text; nonsense (too long, with control characters that a text column cannot hold) counts as missing."""
    text = "" if value is None else str(value)
    return text if 0 < len(text) <= _ID_MAX and text.isprintable() else None


def _topic(value: int | str) -> int:
    if isinstance(value, str):
        if not (value.isascii() and value.isdigit() and len(value) <= 10):
            return UNREADABLE
        value = int(value)
    return value if 0 <= value <= _TYPE_MAX else UNREADABLE


def _moment(value: float | str | None) -> datetime | None:
    try:
        seconds = float(value or 0)
    except ValueError:
        return None
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds <= _SECONDS_MAX else None
