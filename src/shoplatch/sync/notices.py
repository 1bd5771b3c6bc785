"""What webhook 7 says: when a grant will end. Pure; it is noted, and nothing stops for it.

The time is a string of Unix seconds, or a number (platform.md section 19); what cannot be a moment is no time.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

GRANT_ENDS = 7
_NAMES = (("shop_id", "shop_id"), ("seller_open_id", "open_id"), ("creator_open_id", "open_id"))
_DIGITS_MAX = 11


def end_of_grant(body: bytes | None) -> tuple[dict[str, str], datetime] | None:
    """Whose grant ends, as `shop_id` or `open_id`, and when; None where the notice does not say both."""
    try:
        event = msgspec.json.decode(body or b"", type=dict[str, object])
    except msgspec.DecodeError:
        return None
    inner = event.get("data")
    said = {**event, **inner} if isinstance(inner, dict) else event
    seconds = str(said.get("expiration_time") or "")
    if not seconds.isascii() or not seconds.isdecimal() or len(seconds) > _DIGITS_MAX:
        return None
    for key, named in _NAMES:
        if said.get(key):
            return {named: str(said[key])}, datetime.fromtimestamp(int(seconds), UTC)
    return None
