"""Secrets and signatures by the Standard Webhooks specification (github.com/standard-webhooks, version 1).

`webhook-signature` is "v1," and base64(HMAC-SHA256(secret, "{webhook-id}.{webhook-timestamp}.{body}")); while a secret is
changed over there are two of them, with a blank between. Pure: it keeps nothing.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime

from shoplatch.errors import InvalidRequest

PREFIX = "whsec_"
SECRET_BYTES = 32
_LEAST, _MOST = 24, 64  # of the specification


def new_secret() -> str:
    """A secret as it is shown once: whsec_ and 32 random bytes in base64."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def check_secret(secret: str) -> None:
    """Raises InvalidRequest unless the text is a secret of the specification: whsec_ and 24 to 64 bytes in base64."""
    _key(secret)


def signed(secrets_: Sequence[str], id: str, at: datetime, body: bytes) -> dict[str, str]:  # noqa: A002  # the header's name
    """The three headers of an event that is sent at a moment. Each secret signs; receivers need one that fits."""
    timestamp = str(int(at.timestamp()))
    content = f"{id}.{timestamp}.".encode() + body
    marks = [f"v1,{base64.b64encode(hmac.digest(_key(one), content, 'sha256')).decode()}" for one in secrets_]
    return {"webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": " ".join(marks)}


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(PREFIX) or not _LEAST <= len(key) <= _MOST:
        raise InvalidRequest(
            "That is no secret of a webhook", next_step=f"Give {PREFIX} and {_LEAST} to {_MOST} bytes in base64, or none."
        )
    return key
