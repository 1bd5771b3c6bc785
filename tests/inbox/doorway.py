"""Drives the door as an ASGI server would, in memory, and signs bodies the way TikTok Shop does (platform.md section 19)."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from typing import Any

from shoplatch.inbox.door import Door

APP = "6abc12345"
SECRET = "s3cr3t" * 6


def signature(body: bytes, *, app_key: str = APP, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), app_key.encode() + body, hashlib.sha256).hexdigest()


async def knock(
    door: Door,
    body: bytes = b"{}",
    *,
    given: str | None = None,
    app_key: str = APP,
    method: str = "POST",
    path: str | None = None,
    parts: Sequence[bytes] | None = None,
    length: int | None = None,
    hang_up: bool = False,
) -> tuple[int | None, bytes, dict[bytes, bytes]]:
    """Send one request; the status, the body and the headers of the answer. None: the door did not answer."""
    pieces = list(parts) if parts is not None else [body]
    messages: list[dict[str, Any]] = [
        {"type": "http.request", "body": piece, "more_body": k + 1 < len(pieces)} for k, piece in enumerate(pieces)
    ]
    if hang_up:
        messages = [{"type": "http.request", "body": body[:1], "more_body": True}, {"type": "http.disconnect"}]
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    given = signature(body, app_key=app_key) if given is None else given
    headers = [(b"authorization", given.encode()), (b"content-type", b"application/json")]
    if length is not None:
        headers.append((b"content-length", str(length).encode()))
    scope = {"type": "http", "method": method, "path": path or f"/webhooks/tiktok/{app_key}", "headers": headers}
    await door(scope, receive, send)
    if not sent:
        return None, b"", {}
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent[1:]), dict(sent[0]["headers"])
