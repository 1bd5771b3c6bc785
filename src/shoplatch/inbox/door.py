"""The address webhooks come to: `POST /webhooks/tiktok/{app_key}`, a bare ASGI callable.

Check the signature, write it down, answer 200 with an empty body; nothing else happens here (design.md part 3, walk 1).
TikTok waits three seconds and counts anything but 200 as a failure, so what cannot be written now is answered 503 and comes
again (platform.md section 19). It does not parse `data`, call anybody or work on events: lanes do that later.

| answer | when |
|---|---|
| 200 empty | it is on disk (or was already) |
| 401 empty | the signature is wrong or missing |
| 404 empty | no such app, or not this path |
| 405 empty | not POST |
| 413 empty | the body is larger than the cap |
| 408 empty | the body did not come in time |
| 503 empty | the database did not take it, or too many wait |
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from shoplatch.clock import Clock
from shoplatch.inbox.envelope import UNREADABLE, read
from shoplatch.inbox.genuine import Verifier
from shoplatch.inbox.receive import GroupCommit, NotWritten, QueueFull

PREFIX = "/webhooks/tiktok/"
BODY_MAX_BYTES = 1024 * 1024
BODY_MAX_S = 10.0

Scope = MutableMapping[str, Any]  # ASGI's own types: the wire
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def _start(status: int, *headers: tuple[bytes, bytes]) -> Message:
    return {"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0"), *headers]}


_NO_BODY: Message = {"type": "http.response.body", "body": b""}
_LATER = (b"retry-after", b"5")
_CLOSE = (b"connection", b"close")  # the rest of a body nobody read must not be taken for the next request


class Door:
    """Takes webhooks for every app. `counts` holds how often each status was answered, and `unreadable` bodies taken."""

    def __init__(
        self, receive: GroupCommit, verifier: Verifier, clock: Clock, *, body_max_bytes: int = BODY_MAX_BYTES
    ) -> None:
        self._receive = receive
        self._verifier = verifier
        self._clock = clock
        self._body_max_bytes = body_max_bytes
        self.counts: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise RuntimeError(f"the webhook door takes http alone, not {scope['type']}")
        status, headers = await self._status(scope, receive)
        if status is None:  # the sender hung up
            return
        self.counts[str(status)] += 1
        await send(_start(status, *headers))
        await send(_NO_BODY)

    async def close(self) -> None:
        """Let what is being written be written."""
        await self._receive.close()

    async def _status(self, scope: Scope, receive: Receive) -> tuple[int | None, tuple[tuple[bytes, bytes], ...]]:
        path: str = scope["path"]
        app_key = path[len(PREFIX) :]
        if not path.startswith(PREFIX) or not app_key or "/" in app_key:
            return 404, ()
        if scope["method"] != "POST":
            return 405, ((b"allow", b"POST"),)
        given, length = _headers(scope)
        if length > self._body_max_bytes:
            return 413, (_CLOSE,)
        try:
            async with asyncio.timeout(BODY_MAX_S):
                body = await _body(receive, self._body_max_bytes)
        except TimeoutError:
            return 408, (_CLOSE,)
        except _TooLarge:
            return 413, (_CLOSE,)
        if body is None:
            return None, ()
        return await self._take(app_key, body, given)

    async def _take(self, app_key: str, body: bytes, given: str) -> tuple[int, tuple[tuple[bytes, bytes], ...]]:
        try:
            genuine = await self._verifier(app_key, body, given)
        except Exception:  # secrets cannot be read now: the sender is told to come again, never that it is wrong
            self.counts["secrets unreadable"] += 1
            return 503, (_LATER,)
        if genuine is None:
            return 404, ()
        if not genuine:
            return 401, ()
        event = read(app_key, body, self._clock.now())
        try:
            await self._receive.put(event)
        except (QueueFull, NotWritten):
            return 503, (_LATER,)
        if event.type == UNREADABLE:
            self.counts["unreadable"] += 1
        return 200, ()


class _TooLarge(Exception):
    """The body passed the cap while it was read."""


def _headers(scope: Scope) -> tuple[str, int]:
    """The signature given (empty if none) and the length announced (0 if none or nonsense)."""
    given, length = "", 0
    for name, value in scope["headers"]:
        if name == b"authorization":
            given = value.decode("latin-1")
        elif name == b"content-length":
            length = int(value) if value.isdigit() else 0
    return given, length


async def _body(receive: Receive, max_bytes: int) -> bytes | None:
    """The whole body; None if the sender hung up before its end."""
    message = await receive()
    if message["type"] != "http.request":
        return None
    body: bytes = message.get("body", b"")
    if not message.get("more_body", False):
        if len(body) > max_bytes:
            raise _TooLarge
        return body
    parts = [body]
    size = len(body)
    while message.get("more_body", False):
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > max_bytes:
            raise _TooLarge
    return b"".join(parts)
