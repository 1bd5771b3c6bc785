"""The body of a webhook to be read by people and programs: what somebody wrote stays closed. Pure."""

from __future__ import annotations

import json
from typing import Any

CLOSED = "•••••• (sealed with the message)"


def readable(body: bytes | None) -> Any:
    """The body as JSON has it, or as text where it is none; None once it was forgotten.

    What buyers wrote (topics 14 and 33) is replaced: it is kept sealed, with the message.
    """
    if body is None:
        return None
    try:
        value = json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")
    inner = value.get("data") if isinstance(value, dict) else None
    if isinstance(inner, dict) and "content" in inner:
        inner["content"] = CLOSED
    return value
