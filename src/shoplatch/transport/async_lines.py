"""HTTP/1.1 over kept connections of one event loop: what `lines` does, without blocking.

A connection is a protocol of asyncio that feeds its answer as bytes come; there is no stream, task or lock between. One
limit of time holds for the whole of a call. A program that runs one loop after another (a notebook, a test) may keep the
pool: connections of an earlier loop are forgotten.
"""

from __future__ import annotations

import asyncio
import ssl
from collections import deque
from typing import Any, cast

from shoplatch.transport.messages import HttpRequest, HttpResponse
from shoplatch.transport.reading import Broken, Reading, TooLarge
from shoplatch.transport.sending import Place, addressed, lost, too_large, unreachable
from shoplatch.transport.trust import trusted

NEXT_ADDRESS_S = 0.25  # without a word from one address, the next is tried beside it (RFC 8305)


class AsyncLines:
    """Kept connections, at most so many at a time; the one used last is used first, and none after `idle_s` of quiet."""

    def __init__(self, connections_max: int, idle_s: float) -> None:
        self._connections_max = connections_max
        self._idle_s = idle_s
        self._loop: asyncio.AbstractEventLoop | None = None
        self._used = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._kept: dict[Place, deque[_Line]] = {}
        self._tls: ssl.SSLContext | None = None

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Send and wait; raises as `AsyncHttpTransport.send` does."""
        loop = self._of_this_loop()
        until = loop.time() + timeout_s
        place, out = addressed(request)
        await self._turn(loop, request, until)
        try:
            line = self._idle(place, loop.time()) or await self._opened(loop, place, request, until)
            try:
                answer = await line.exchange(loop, request.method, out, until)
            except BaseException as failure:
                line.abort()
                if isinstance(failure, TooLarge):
                    raise too_large(request) from failure
                if isinstance(failure, OSError | Broken):
                    raise lost(request, str(failure) if isinstance(failure, Broken) else type(failure).__name__) from failure
                raise
            if line.open:
                line.since = loop.time()
                self._kept.setdefault(place, deque()).append(line)
            return answer
        finally:
            self._give_back()

    def close(self) -> None:
        """Close the connections nobody uses at the moment."""
        kept, self._kept = self._kept, {}
        for lines in kept.values():
            for line in lines:
                line.abort()

    def _of_this_loop(self) -> asyncio.AbstractEventLoop:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            if self._loop is not None and self._loop.is_running():
                raise RuntimeError("an asynchronous transport serves one event loop at a time; give each its own")
            self._loop, self._kept, self._waiting, self._used = loop, {}, deque(), 0
        return loop

    async def _turn(self, loop: asyncio.AbstractEventLoop, request: HttpRequest, until: float) -> None:
        """Wait until fewer connections are used than allowed; first come, first served."""
        if self._used < self._connections_max and not self._waiting:
            self._used += 1
            return
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout_at(until):
                await turn
        except BaseException as failure:
            if turn.done() and not turn.cancelled():
                self._give_back()  # it came in the moment we gave up
            elif turn in self._waiting:
                self._waiting.remove(turn)
            if isinstance(failure, TimeoutError):
                raise unreachable(request, "no connection became free in time") from failure
            raise

    def _give_back(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)  # the place goes from hand to hand
                return
        self._used -= 1

    def _idle(self, place: Place, now: float) -> _Line | None:
        kept = self._kept.get(place)
        while kept:
            line = kept.pop()
            if line.open and now - line.since < self._idle_s:
                return line
            line.abort()
        return None

    async def _opened(self, loop: asyncio.AbstractEventLoop, place: Place, request: HttpRequest, until: float) -> _Line:
        tls = None
        if place.scheme == "https":
            self._tls = tls = self._tls or trusted()
        try:
            async with asyncio.timeout_at(until):
                _, line = await loop.create_connection(
                    _Line,
                    place.host,
                    place.port,
                    ssl=tls,
                    server_hostname=place.host if tls is not None else None,
                    **_next_address_after(loop),
                )
        except (OSError, UnicodeError, ValueError) as failure:
            raise unreachable(request, type(failure).__name__) from failure
        return line


def _next_address_after(loop: asyncio.AbstractEventLoop) -> dict[str, Any]:
    """How long a silent address may hold up the next; other loops than asyncio's own (uvloop) cannot be told."""
    return {"happy_eyeballs_delay": NEXT_ADDRESS_S} if isinstance(loop, asyncio.BaseEventLoop) else {}


class _Line(asyncio.Protocol):
    """One connection. Between two calls it only listens for the other side's goodbye."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._reading: Reading | None = None
        self._answered: asyncio.Future[HttpResponse] | None = None
        self.open = False
        self.since = 0.0  # when its last answer was complete, in the loop's time

    async def exchange(self, loop: asyncio.AbstractEventLoop, method: str, out: bytes, until: float) -> HttpResponse:
        """Send all of it and wait until the answer is complete.

        Raises:
            Broken, TooLarge: the answer is none, or too large.
            OSError: the connection broke, or the time was over (TimeoutError).
        """
        if self._transport is None or not self.open:
            raise ConnectionResetError("the connection is closed")
        self._reading = Reading(method)
        self._answered = loop.create_future()
        ending = loop.call_at(until, self._fail, TimeoutError("timed out"))
        try:
            self._transport.write(out)
            return await self._answered
        finally:
            ending.cancel()
            self._reading = self._answered = None

    def abort(self) -> None:
        """Close at once."""
        self.open = False
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self.open = cast(asyncio.Transport, transport), True

    def data_received(self, data: bytes) -> None:
        reading = self._reading
        if reading is None or self._answered is None or self._answered.done():
            self.abort()  # nobody asked: whatever it is, the next answer would not be ours
            return
        try:
            if reading.feed(data):
                self._finish(reading)
        except (Broken, TooLarge) as failure:
            self._fail(failure)

    def eof_received(self) -> None:
        self.open = False
        if self._reading is not None and self._answered is not None and not self._answered.done():
            try:
                self._reading.ended()
                self._finish(self._reading)
            except (Broken, TooLarge) as failure:
                self._fail(failure)

    def connection_lost(self, exc: Exception | None) -> None:
        self.eof_received() if exc is None else self._fail(exc)
        self.open = False

    def _finish(self, reading: Reading) -> None:
        answer = reading.answer()
        if reading.closes:
            self.abort()
        if self._answered is not None:
            self._answered.set_result(answer)

    def _fail(self, failure: Exception) -> None:
        self.open = False
        if self._answered is not None and not self._answered.done():
            self._answered.set_exception(failure)
