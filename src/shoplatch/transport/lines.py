"""Blocking HTTP/1.1 over kept connections: one write and mostly one read for a call.

A pool that many threads share, a request written at once, one limit of time for the whole of a call, and failures sorted by
whether anything was sent. It knows no proxies (`proxies` says where one stands in the way) and follows no redirects.
"""

from __future__ import annotations

import select
import socket  # noqa: TID251 - this is where sockets open
import threading
from collections import deque
from typing import TYPE_CHECKING

from shoplatch.clock import SystemClock
from shoplatch.transport.messages import HttpRequest, HttpResponse
from shoplatch.transport.naming import SlowName, addresses
from shoplatch.transport.reading import Broken, Reading, TooLarge
from shoplatch.transport.sending import Place, addressed, lost, too_large, unreachable
from shoplatch.transport.trust import trusted

if TYPE_CHECKING:
    import ssl  # loaded by those who speak TLS

_CHUNK_BYTES = 64 * 1024
_monotonic = SystemClock().monotonic  # a limit of waiting is the machine's own time, whatever clock signs


class Lines:
    """Kept connections, at most so many at a time; the one used last is used first, and none after `idle_s` of quiet."""

    def __init__(self, connections_max: int, idle_s: float) -> None:
        self._free = threading.BoundedSemaphore(connections_max)
        self._idle_s = idle_s
        self._kept: dict[Place, deque[tuple[socket.socket, float]]] = {}  # with the moment of the last answer
        self._lock = threading.Lock()
        self._tls: ssl.SSLContext | None = None

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Send and wait; raises as `HttpTransport.send` does."""
        until = _monotonic() + timeout_s
        place, out = addressed(request)
        if not self._free.acquire(timeout=timeout_s):
            raise unreachable(request, "no connection became free in time")
        try:
            line = self._line(place, request, until)
            try:
                reading = _exchange(line, request.method, out, until)
                answer = reading.answer()
            except BaseException as failure:
                line.close()
                if isinstance(failure, TooLarge):
                    raise too_large(request) from failure
                if isinstance(failure, OSError | Broken):
                    raise lost(request, _named(failure)) from failure
                raise
            if reading.closes:
                line.close()
            else:
                with self._lock:
                    self._kept.setdefault(place, deque()).append((line, _monotonic()))
            return answer
        finally:
            self._free.release()

    def close(self) -> None:
        """Close the connections nobody uses at the moment."""
        with self._lock:
            kept, self._kept = self._kept, {}
        for lines in kept.values():
            for line, _ in lines:
                line.close()

    def leave(self) -> None:
        """Let go of all connections in a copy of the process they belong to; who held the lock is not here."""
        kept, self._kept, self._lock = self._kept, {}, threading.Lock()
        for lines in kept.values():
            for line, _ in lines:
                line.close()

    def _line(self, place: Place, request: HttpRequest, until: float) -> socket.socket:
        """A connection to the place: a kept one that the other side has not closed, or a new one."""
        while True:
            with self._lock:
                kept = self._kept.get(place)
                line, since = kept.pop() if kept else (None, 0.0)
            if line is None:
                return self._opened(place, request, until)
            if _monotonic() - since < self._idle_s and _is_silent(line):
                return line
            line.close()

    def _opened(self, place: Place, request: HttpRequest, until: float) -> socket.socket:
        try:
            line = _connected(place, until)
        except (OSError, UnicodeError) as failure:
            raise unreachable(request, _named(failure)) from failure
        if place.scheme == "http":
            return line
        try:
            line.settimeout(_left(until))
            return self._context().wrap_socket(line, server_hostname=place.host)
        except (OSError, ValueError) as failure:
            line.close()
            raise unreachable(request, _named(failure)) from failure

    def _context(self) -> ssl.SSLContext:
        with self._lock:
            if self._tls is None:
                self._tls = trusted()
            return self._tls


def _connected(place: Place, until: float) -> socket.socket:
    """The first address of the place that answers; each gets its share of the time, so that a dead one leaves some."""
    failure: OSError = OSError("no address")
    found = addresses(place.host, place.port, within_s=_left(until))
    for others, (family, kind, protocol, address) in zip(range(len(found), 0, -1), found, strict=True):
        line = socket.socket(family, kind, protocol)
        try:
            line.settimeout(_left(until) / others)
            line.connect(address)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except OSError as refused:
            line.close()
            failure = refused
        else:
            return line
    raise failure


def _exchange(line: socket.socket, method: str, out: bytes, until: float) -> Reading:
    """Send all of it and read until the answer is complete. Each step has what is left of the time, not all of it."""
    reading = Reading(method)
    line.settimeout(_left(until))
    line.sendall(out)
    while True:
        line.settimeout(_left(until))
        came = line.recv(_CHUNK_BYTES)
        if not came:
            reading.ended()
            return reading
        if reading.feed(came):
            return reading


def _left(until: float) -> float:
    """Seconds that are left.

    Raises:
        TimeoutError: none.
    """
    left = until - _monotonic()
    if left <= 0.0:
        raise TimeoutError("timed out")
    return left


def _is_silent(line: socket.socket) -> bool:
    """Whether the other side has said nothing since: a word between two calls is its goodbye."""
    try:
        waiting = select.poll()
        waiting.register(line, select.POLLIN)
        return not waiting.poll(0)
    except (OSError, ValueError):
        return False


def _named(failure: Exception) -> str:
    return str(failure) if isinstance(failure, Broken | SlowName) else type(failure).__name__
