"""How the platform itself signs: it checks the calls it receives and signs the webhooks it sends (platform.md 4 and 19).

Written apart from the client's signer on purpose: a simulator that shared it could not see a wrong signature.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter
from typing import Any

UNSIGNED_PARAMETERS = frozenset({"sign", "access_token"})
_NAME = itemgetter(0)  # text sorts by code point, which is the byte order of UTF-8
_BLOCK = 64  # bytes SHA-256 takes at once


def expected_sign(secret: str, path: str, parameters: Iterable[tuple[str, str]], content_type: str, body: bytes) -> str:
    """The `sign` a call must carry: lower-case hex. `parameters` are decoded; `body` is the raw bytes, b"" for none."""
    text = path + "".join([name + value for name, value in sorted(parameters, key=_NAME) if name not in UNSIGNED_PARAMETERS])
    signed = text.encode("utf-8", "surrogatepass")
    if body and not content_type.lower().startswith("multipart/form-data"):
        signed += body
    key, inner, outer = _keyed(secret)
    within, around = inner.copy(), outer.copy()
    within.update(key + signed + key)
    around.update(within.digest())
    sign: str = around.hexdigest()
    return sign


@lru_cache(maxsize=64)
def _keyed(secret: str) -> tuple[bytes, Any, Any]:
    """The secret and both halves of HMAC-SHA256 (RFC 2104) begun with it: a call then costs a quarter of beginning anew."""
    key = secret.encode()
    block = (sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    return key, sha256(bytes(byte ^ 0x36 for byte in block)), sha256(bytes(byte ^ 0x5C for byte in block))


def string_to_sign(path: str, parameters: Iterable[tuple[str, str]], content_type: str, body: bytes) -> str:
    """What is signed, between the two copies of the secret that enclose it; for showing, never with the secret."""
    ordered = sorted((pair for pair in parameters if pair[0] not in UNSIGNED_PARAMETERS), key=_NAME)
    signed_body = body if body and not content_type.lower().startswith("multipart/form-data") else b""
    return path + "".join(name + value for name, value in ordered) + signed_body.decode("utf-8", "replace")


def same(expected: str, given: str) -> bool:
    """Whether two signatures are equal, in constant time; upper case is a different signature."""
    return hmac.compare_digest(expected.encode(), given.encode("utf-8", "surrogatepass"))


def webhook_authorization(app_key: str, secret: str, body: bytes) -> str:
    """The `Authorization` header of a webhook: lower-case hex over app_key and the raw body, no prefix."""
    return hmac.digest(secret.encode(), app_key.encode() + body, "sha256").hex()
