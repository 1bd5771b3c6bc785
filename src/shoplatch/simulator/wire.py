"""The simulator's own outgoing HTTP: posts webhooks to receivers over kept connections, and measures the answer.

It is written apart from the client's transport on purpose, and lean on purpose: a spike of buyers is thousands of webhooks a
second on the core that also answers calls. It neither signs nor retries nor decides what an answer means. It follows no
redirects and no proxies and keeps no cookies: a receiver is called as it was written down.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, cast
from urllib.parse import quote, urlsplit

import httptools

from shoplatch.clock import Clock

IDLE_MAX = 100  # connections kept open while nothing is sent
IDLE_S = 4.0  # how long: common servers close a quiet connection after five seconds
HEAD_MAX_BYTES = 65_536
_SAFE = "/%:@!$&'()*+,;=~-._?"


@dataclass(frozen=True, slots=True)
class WireAnswer:
    """What came back. `status` is None without an answer; `error` then says why. Elapsed is wall time."""

    status: int | None
    elapsed_ms: float
    body_empty: bool = True
    error: str = ""


class Wire(Protocol):
    """Posts one body and waits for the answer, never longer than `limit_s`; never raises for what a receiver does."""

    async def post(self, url: str, body: bytes, headers: dict[str, str], *, limit_s: float) -> WireAnswer:
        """The answer of the receiver, or why there is none."""

    async def close(self) -> None:
        """Give the connections back."""


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a URL leads: who is connected to, and how a request to it begins."""

    host: str
    port: int
    secure: bool
    head: bytes


class HttpWire:
    """Real HTTP/1.1, with or without TLS."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._idle: dict[tuple[str, int, bool], deque[_Line]] = {}
        self._kept = 0
        self._context: ssl.SSLContext | None = None

    async def post(self, url: str, body: bytes, headers: dict[str, str], *, limit_s: float) -> WireAnswer:
        """See `Wire`."""
        began = self._clock.monotonic()
        line: _Line | None = None
        try:
            target = _target(url)
            request = _request(target, headers, body)
            async with asyncio.timeout(limit_s):
                line = self._kept_line(target) or await self._new_line(target)
                status, empty = await line.send(request)
        except TimeoutError:
            answer = WireAnswer(None, self._since(began), error=f"no answer within {limit_s:g} s")
        except (OSError, ValueError) as failure:
            answer = WireAnswer(None, self._since(began), error=f"{type(failure).__name__}: {failure}"[:200])
        else:
            answer = WireAnswer(status, self._since(began), empty)
        finally:
            if line is not None:
                self._give_back(line)
        return answer

    async def close(self) -> None:
        """See `Wire`."""
        for lines in self._idle.values():
            for line in lines:
                line.close()
        self._idle.clear()
        self._kept = 0

    def _kept_line(self, target: _Target) -> _Line | None:
        """The connection used last, so that those too many grow old and go."""
        lines = self._idle.get((target.host, target.port, target.secure))
        youngest = self._clock.monotonic() - IDLE_S
        while lines:
            line = lines.pop()
            self._kept -= 1
            if line.usable and line.idle_since > youngest:
                return line
            line.close()
        return None

    async def _new_line(self, target: _Target) -> _Line:
        context = self._context
        if target.secure and context is None:
            context = self._context = ssl.create_default_context()
        loop = asyncio.get_running_loop()
        line = _Line((target.host, target.port, target.secure))
        await loop.create_connection(lambda: line, target.host, target.port, ssl=context if target.secure else None)
        return line

    def _give_back(self, line: _Line) -> None:
        if line.usable and self._kept >= IDLE_MAX:
            self._let_go_of_old_ones()
        if not line.usable or self._kept >= IDLE_MAX:
            line.close()
            return
        line.idle_since = self._clock.monotonic()
        self._idle.setdefault(line.key, deque()).append(line)
        self._kept += 1

    def _let_go_of_old_ones(self) -> None:
        youngest = self._clock.monotonic() - IDLE_S
        for key, lines in list(self._idle.items()):
            young = deque(line for line in lines if line.usable and line.idle_since > youngest)
            for line in lines:
                if line not in young:
                    line.close()
            self._kept -= len(lines) - len(young)
            self._idle[key] = young
            if not young:
                del self._idle[key]

    def _since(self, began: float) -> float:
        return round((self._clock.monotonic() - began) * 1000, 1)


class _Line(asyncio.Protocol):
    """One connection: one request under way at a time."""

    def __init__(self, key: tuple[str, int, bool]) -> None:
        self.key = key
        self.idle_since = 0.0
        self._transport: asyncio.Transport | None = None
        self._waiter: asyncio.Future[tuple[int, bool]] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._status = 0  # of an answer whose head has come
        self._empty = True
        self._sized = False  # the head says where the body ends
        self._taken = 0
        self._again = False  # another request may follow

    @property
    def usable(self) -> bool:
        """Whether another request may go over it."""
        return self._again and not self._asked() and self._transport is not None and not self._transport.is_closing()

    def _asked(self) -> bool:
        return self._waiter is not None

    def send(self, request: bytes) -> asyncio.Future[tuple[int, bool]]:
        """Send one request; status, and whether the body is empty. It may fail with OSError or ValueError."""
        self._status, self._empty, self._sized, self._taken, self._again = 0, True, False, 0, False
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        if self._transport is None or self._transport.is_closing():
            self._fail(ConnectionResetError("the receiver closed the connection"))
        else:
            self._transport.write(request)
        return waiter

    def close(self) -> None:
        """Hang up, whatever is under way."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's transports are no subclasses of asyncio's

    def data_received(self, data: bytes) -> None:
        if not self._asked():  # whatever this is, the connection is not in a state to go on
            self.close()
            return
        self._taken += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._fail(ValueError("the receiver wants to speak another protocol"))
        except httptools.HttpParserError as broken:
            self._fail(ValueError(f"no HTTP answer: {broken}"))
        if not self._asked():
            return
        if not self._empty:  # the rest of a body that should not be there is not waited for
            self._answered()
        elif self._taken > HEAD_MAX_BYTES:
            self._fail(ValueError(f"no end of the head within {HEAD_MAX_BYTES} bytes"))

    def connection_lost(self, exc: Exception | None) -> None:
        self._again = False
        if not self._asked():
            return
        if self._status and not self._sized:  # the end of the connection is the end of the body
            self._answered()
        else:
            self._fail(
                ConnectionResetError(f"the receiver closed the connection without an answer{f': {exc}' if exc else ''}")
            )

    def on_header(self, name: bytes, _value: bytes) -> None:
        if name.lower() in (b"content-length", b"transfer-encoding"):
            self._sized = True

    def on_headers_complete(self) -> None:
        status = self._parser.get_status_code()
        if status >= 200:  # 100 and 103 come before the answer
            self._status = status
        else:
            self._sized = False

    def on_body(self, body: bytes) -> None:
        self._empty = self._empty and not body

    def on_message_complete(self) -> None:
        if self._status:
            self._again = self._parser.should_keep_alive()
            self._answered()

    def _answered(self) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_result((self._status, self._empty))

    def _fail(self, failure: Exception) -> None:
        self._again = False
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_exception(failure)


@lru_cache(maxsize=256)
def _target(url: str) -> _Target:
    """Raises ValueError for what cannot be called."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"{url!r} is not an http or https address")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    host = parts.hostname if parts.hostname.isascii() else parts.hostname.encode("idna").decode()
    named = f"[{host}]" if ":" in host else host
    authority = named if parts.port in (None, 443 if secure else 80) else f"{named}:{port}"
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    return _Target(host, port, secure, f"POST {path} HTTP/1.1\r\nhost: {authority}\r\n".encode())


def _request(target: _Target, headers: Mapping[str, str], body: bytes) -> bytes:
    lines = "".join([f"{name}: {value}\r\n" for name, value in headers.items()])
    return b"".join((target.head, lines.encode("latin-1"), b"content-length: %d\r\n\r\n" % len(body), body))
