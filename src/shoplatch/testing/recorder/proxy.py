"""A reverse proxy on this machine that hands every call on as it came, and writes down what was asked and answered.

Nothing is changed on the way in either direction: signature, path, query and body are the caller's own, so that the platform
judges them as if nobody stood between. A call is written down before its answer is handed back. Once the file is full, or
where writing fails, calls go on and are counted as not recorded.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from shoplatch.catalog import reader, redacting
from shoplatch.catalog.model import Operation
from shoplatch.clock import Clock
from shoplatch.errors import ShoplatchError
from shoplatch.testing.recorder.asked import KEPT_MAX_BYTES, sent
from shoplatch.testing.recorder.tape import Exchange, Writer
from shoplatch.transport import AsyncTransport, HttpRequest, HttpResponse

BODY_MAX_BYTES = 64 * 1024 * 1024
TIMEOUT_S = 90.0
TOKEN_PATHS = ("/api/v2/token/", "/api/token/", "/oauth/", "/open/")
_HOP = frozenset({
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade",
    "host", "content-length", "accept-encoding",
})  # fmt: skip
_HOP_BACK = _HOP | {"content-encoding"}
log = logging.getLogger(__name__)


@dataclass
class Counts:
    """What went through. `not_recorded` were handed on and not written down."""

    calls: int = 0
    recorded: int = 0
    not_recorded: int = 0
    unanswered: int = 0


@dataclass
class Proxy:
    """The ASGI application. `upstream` answers the API, `auth` the token endpoints (the same one where there is one)."""

    upstream: str
    auth: str
    transport: AsyncTransport
    clock: Clock
    writer: Writer
    counts: Counts = field(default_factory=Counts)
    _shops: dict[str, int] = field(default_factory=dict, repr=False)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """One call."""
        if scope["type"] != "http":
            return
        body = await _body(receive)
        if body is None:
            await _answer(send, 413, [], b"The body is larger than this proxy takes.\n")
            return
        self.counts.calls += 1
        target = scope["raw_path"].decode("latin-1")
        asked = scope["query_string"].decode("latin-1")
        base = self.auth if target.startswith(TOKEN_PATHS) else self.upstream
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, value in scope["headers"]
            if name.decode("latin-1").lower() not in _HOP
        )
        request = HttpRequest(scope["method"], base + target + (f"?{asked}" if asked else ""), headers, body or None)
        began = self.clock.monotonic()
        reply: HttpResponse | None = None
        failure = ""
        try:
            reply = await self.transport.send(request, timeout_s=TIMEOUT_S)
        except ShoplatchError as lost:
            failure = type(lost).__name__
            self.counts.unanswered += 1
        elapsed_ms = round((self.clock.monotonic() - began) * 1000)
        self._write(request, target, asked, body, reply, elapsed_ms, failure)
        if reply is None:
            await _answer(send, 502, [], b"The platform behind this proxy did not answer.\n")
            return
        back = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers.items()
                if name.lower() not in _HOP_BACK]  # fmt: skip
        await _answer(send, reply.status, back, reply.body)

    def _write(
        self, request: HttpRequest, target: str, asked: str, body: bytes, reply: HttpResponse | None, ms: int, failure: str
    ) -> None:
        """Written down, or counted as not; never a reason not to answer."""
        try:
            exchange = self._exchange(request, target, asked, body, reply, ms, failure)
            done = self.writer.put(exchange)
        except (OSError, ValueError, RecursionError) as broken:
            log.warning("a call was not written down: %s", type(broken).__name__)
            done = False
        self.counts.recorded += done
        self.counts.not_recorded += not done

    def _exchange(
        self, request: HttpRequest, target: str, asked: str, body: bytes, reply: HttpResponse | None, ms: int, failure: str
    ) -> Exchange:
        pairs = parse_qsl(asked, keep_blank_values=True)
        operation = reader.match(request.method, urlsplit(target).path).operation
        content_type = next((value for name, value in request.headers if name.lower() == "content-type"), "")
        shop = self._number(redacting.cipher_of(pairs))
        told = _told(operation, reply, self._pseudonym) if reply is not None else (None, f"no answer: {failure}")
        request_body, left_out = sent(operation, body, content_type)
        return Exchange(
            n=self.counts.calls,
            at=self.clock.now().isoformat(timespec="milliseconds"),
            operation=operation.id if operation is not None else "",
            method=request.method,
            path=redacting.path(target),
            query=redacting.query(pairs),
            body=request_body,
            status=reply.status if reply is not None else None,
            elapsed_ms=ms,
            answer=told[0],
            shop=shop,
            left_out="; ".join(filter(None, (left_out, told[1]))),
        )

    def _number(self, cipher: str) -> int:
        return self._shops.setdefault(cipher, len(self._shops) + 1) if cipher else 0

    def _pseudonym(self, cipher: str) -> str:
        """What stands for a cipher in the answers that are kept: who reads it from there may ask with it when replayed."""
        return f"cipher-{self._number(cipher)}" if cipher else ""


def _told(operation: Operation | None, reply: HttpResponse, cipher: Callable[[str], str]) -> tuple[Any, str]:
    """The answer as it may be kept, and why a part of it is missing."""
    if len(reply.body) > KEPT_MAX_BYTES:
        return None, f"answer: {len(reply.body):,} bytes"
    try:
        envelope = json.loads(reply.body)
    except (ValueError, RecursionError):
        return None, "answer: no JSON"
    if not isinstance(envelope, dict):
        return None, "answer: no envelope"
    kept = {name: redacting.withheld(value) for name, value in envelope.items()}
    kept |= {name: envelope[name] for name in ("code", "request_id") if name in envelope}
    if isinstance(envelope.get("message"), str):
        kept["message"] = redacting.text(envelope["message"])
    if operation is None:
        kept.pop("data", None)
        return kept, "answer: of no known operation" if "data" in envelope else ""
    if "data" in envelope:
        kept["data"] = redacting.body(envelope["data"], operation, "response", cipher=cipher)
    return kept, ""


async def _body(receive: Any) -> bytes | None:
    """The whole body, None where it is larger than taken."""
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > BODY_MAX_BYTES:
            return None
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


async def _answer(send: Any, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    head = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": body})
