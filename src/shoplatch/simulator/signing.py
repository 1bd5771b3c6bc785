"""How the platform itself signs: it checks the calls it receives and signs the webhooks it sends (platform.md 4 and 19).

Written apart from the client's signer on purpose: a simulator that shared it could not see a wrong signature.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from hashlib import sha256

UNSIGNED_PARAMETERS = frozenset({"sign", "access_token"})


def expected_sign(secret: str, path: str, parameters: Iterable[tuple[str, str]], content_type: str, body: bytes) -> str:
    """The `sign` a call must carry: lower-case hex. `parameters` are decoded; `body` is the raw bytes, b"" for none."""
    ordered = sorted((pair for pair in parameters if pair[0] not in UNSIGNED_PARAMETERS), key=_name)
    key = secret.encode()
    message = b"".join(
        (key, path.encode(), "".join([name + value for name, value in ordered]).encode("utf-8", "surrogatepass"))
    )
    if body and not content_type.lower().startswith("multipart/form-data"):
        message += body
    return hmac.digest(key, message + key, sha256).hex()


def string_to_sign(path: str, parameters: Iterable[tuple[str, str]], content_type: str, body: bytes) -> str:
    """What is signed, between the two copies of the secret that enclose it; for showing, never with the secret."""
    ordered = sorted((pair for pair in parameters if pair[0] not in UNSIGNED_PARAMETERS), key=_name)
    signed_body = body if body and not content_type.lower().startswith("multipart/form-data") else b""
    return path + "".join(name + value for name, value in ordered) + signed_body.decode("utf-8", "replace")


def _name(pair: tuple[str, str]) -> str:
    return pair[0]  # text sorts by code point, which is the byte order of UTF-8


def same(expected: str, given: str) -> bool:
    """Whether two signatures are equal, in constant time; upper case is a different signature."""
    return hmac.compare_digest(expected.encode(), given.encode("utf-8", "surrogatepass"))


def webhook_authorization(app_key: str, secret: str, body: bytes) -> str:
    """The `Authorization` header of a webhook: lower-case hex over app_key and the raw body, no prefix."""
    return hmac.digest(secret.encode(), app_key.encode() + body, sha256).hex()
