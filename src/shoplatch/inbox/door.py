"""The address webhooks come to: `POST /webhooks/tiktok/{app_key}`, a bare ASGI callable.

Check the signature, write it down, answer 200 with an empty body; nothing else happens here.
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
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from typing import Any, TypeVar

from shoplatch.clock import Clock
from shoplatch.inbox.envelope import UNREADABLE, read
from shoplatch.inbox.genuine import Verifier
from shoplatch.inbox.receive import GroupCommit, NotWritten, QueueFull

PREFIX = "/webhooks/tiktok/"
BODY_MAX_BYTES = 1024 * 1024
BODY_MAX_S = 10.0

T = TypeVar("T")
Scope = MutableMapping[str, Any]  # ASGI's own types: the wire
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


_NO_BODY: Message = {"type": "http.response.body", "body": b""}
_LATER = (b"retry-after", b"5")
_CLOSE = (b"connection", b"close")  # the rest of a body nobody read must not be taken for the next request
_HEADERS: dict[int, tuple[tuple[bytes, bytes], ...]] = {
    200: (), 401: (), 404: (), 405: ((b"allow", b"POST"),), 408: (_CLOSE,), 413: (_CLOSE,), 503: (_LATER,),
}  # fmt: skip
# Made once: this is what every webhook is answered with.
_ANSWERS: dict[int, tuple[str, Message]] = {
    status: (
        str(status),
        {"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0"), *headers]},
    )
    for status, headers in _HEADERS.items()
}


class Door:
    """Takes webhooks for every app. `counts` holds how often each status was answered, and `unreadable` bodies taken."""

    def __init__(
        self,
        receive: GroupCommit,
        verifier: Verifier,
        clock: Clock,
        *,
        body_max_bytes: int = BODY_MAX_BYTES,
        body_max_s: float = BODY_MAX_S,
    ) -> None:
        self._receive = receive
        self._verifier = verifier
        self._clock = clock
        self._body_max_bytes = body_max_bytes
        self._patience = _Patience(body_max_s)
        self.counts: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise RuntimeError(f"the webhook door takes http alone, not {scope['type']}")
        status = await self._status(scope, receive)
        if status is None:  # the sender hung up
            return
        name, start = _ANSWERS[status]
        self.counts[name] += 1
        await send(start)
        await send(_NO_BODY)

    async def close(self) -> None:
        """Let what is being written be written."""
        await self._receive.close()

    async def _status(self, scope: Scope, receive: Receive) -> int | None:
        path: str = scope["path"]
        app_key = path[len(PREFIX) :]
        if not path.startswith(PREFIX) or not app_key or "/" in app_key:
            return 404
        if scope["method"] != "POST":
            return 405
        given, length = _headers(scope)
        if length > self._body_max_bytes:
            return 413
        try:
            body = await self._patience.limit(_body(receive, self._body_max_bytes))
        except TimeoutError:
            return 408
        except _TooLarge:
            return 413
        return None if body is None else await self._take(app_key, body, given)

    async def _take(self, app_key: str, body: bytes, given: str) -> int:
        try:
            genuine = await self._verifier(app_key, body, given)
        except Exception:  # secrets cannot be read now: the sender is told to come again, never that it is wrong
            self.counts["secrets unreadable"] += 1
            return 503
        if not genuine:
            return 404 if genuine is None else 401
        event = read(app_key, body, self._clock.now())
        try:
            await self._receive.put(event)
        except (QueueFull, NotWritten):
            return 503
        if event.type == UNREADABLE:
            self.counts["unreadable"] += 1
        return 200


class _Patience:
    """A limit on how long a body may take, at the price of one dict entry per webhook instead of one timer."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._since: dict[asyncio.Task[Any], float] = {}
        self._late: set[asyncio.Task[Any]] = set()
        self._watch: asyncio.TimerHandle | None = None

    async def limit(self, reading: Coroutine[Any, Any, T]) -> T:
        """Raises TimeoutError after the limit, at most half as much later."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("the webhook door runs in a task")
        loop = asyncio.get_running_loop()
        self._since[task] = loop.time()
        if self._watch is None:
            self._watch = loop.call_later(self._limit_s / 2, self._look, loop)
        try:
            return await reading
        except asyncio.CancelledError:
            if task in self._late and task.uncancel() == 0:
                raise TimeoutError from None
            raise
        finally:
            del self._since[task]
            self._late.discard(task)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._watch = None
        late = [task for task, since in self._since.items() if loop.time() - since >= self._limit_s]
        for task in late:
            self._late.add(task)
            task.cancel()
        if self._since:
            self._watch = loop.call_later(self._limit_s / 2, self._look, loop)


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
