"""Signatures, both ways: of the calls we send and of the webhooks we receive (platform.md sections 4 and 19).

Pure: bytes in, hex out. It does not know clocks, tokens or operations; the simulator has a signer of its own, so that one
mistake cannot hide in both.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from operator import itemgetter

UNSIGNED_PARAMETERS = frozenset({"sign", "access_token"})
_by_key = itemgetter(0)


def sign(
    path: str,
    query: Iterable[tuple[str, str]],
    body: bytes | None,
    secret: str,
    *,
    content_type: str | None = "application/json",
) -> str:
    """The `sign` of a call: lower-case hex HMAC-SHA256 of secret + path + sorted keys and values + body + secret.

    `path` has no host and no query; `query` holds decoded values; `body` is exactly what goes over the wire, and counts
    for nothing when the content type is multipart/form-data.
    """
    signed = sorted((pair for pair in query if pair[0] not in UNSIGNED_PARAMETERS), key=_by_key)
    parts = [secret, path]
    for pair in signed:
        parts += pair
    text = "".join(parts).encode()
    if body and not (content_type or "").lower().startswith("multipart/form-data"):
        text += body
    key = secret.encode()
    return hmac.digest(key, text + key, "sha256").hex()


def webhook_signature(app_key: str, body: bytes, secret: str) -> str:
    """The `Authorization` header of a webhook: lower-case hex HMAC-SHA256 of app_key + raw body, without a prefix."""
    return hmac.digest(secret.encode(), app_key.encode() + body, "sha256").hex()


def webhook_is_genuine(app_key: str, body: bytes, secret: str, given: str | None) -> bool:
    """Whether `given` is the signature of this very body, compared in constant time. No signature is never genuine."""
    if not given or not secret:
        return False
    return hmac.compare_digest(webhook_signature(app_key, body, secret).encode(), given.encode("utf-8", "surrogateescape"))
