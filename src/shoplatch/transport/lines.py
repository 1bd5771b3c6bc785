"""Blocking HTTP/1.1 over kept connections of the standard library: one write and two reads for a call.

`http.client` reads the answers and does TLS; what it lacks is here: a pool that many threads share, a request written at
once, limits, compressed bodies, and failures sorted by whether anything was sent. It knows no proxies (`proxied` says
where one stands in the way) and follows no redirects.
"""

from __future__ import annotations

import http.client
import re
import select
import ssl
import threading
import zlib
from collections import deque
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from shoplatch.errors import Fatal, OutcomeUnknown, ShoplatchError, Unreachable
from shoplatch.transport.messages import BODY_MAX_BYTES, HttpRequest, HttpResponse, redact

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_TARGET = re.compile(r"[!-~]+")  # what may stand in a request line; anything else would write other lines
_HEADER = re.compile(r"[!-9;-~]+: [^\r\n\x00]*")
_CHUNK_BYTES = 256 * 1024
_WITH_LENGTH = frozenset({"POST", "PUT", "PATCH"})
_Place = tuple[str, str, int]


def proxied(url: str) -> bool:
    """Whether a proxy of the environment (`HTTPS_PROXY` and its kin) is for this address. This machine never is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.hostname not in _LOOPBACK and _proxied(parts.scheme, parts.hostname or "")


@lru_cache(maxsize=256)
def _proxied(scheme: str, host: str) -> bool:
    from urllib.request import getproxies, proxy_bypass  # 10 ms, and only for calls that leave the machine

    proxies = getproxies()
    return bool(host) and (scheme in proxies or "all" in proxies) and not proxy_bypass(host)


class Lines:
    """Kept connections, at most so many at a time; the one used last is used first."""

    def __init__(self, connections_max: int) -> None:
        self._free = threading.BoundedSemaphore(connections_max)
        self._kept: dict[_Place, deque[http.client.HTTPConnection]] = {}
        self._lock = threading.Lock()
        self._tls: ssl.SSLContext | None = None

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Send and wait; raises as `HttpTransport.send` does."""
        parts, place = _place(request)
        head = _head(request, parts)
        if not self._free.acquire(timeout=timeout_s):
            raise _unreachable(parts, "no connection became free in time")
        try:
            line = self._line(place, parts, timeout_s)
            try:
                answer = _exchange(line, request, head)
            except BaseException as failure:
                line.close()
                if isinstance(failure, OSError | http.client.HTTPException | zlib.error):
                    raise _lost(request, parts, failure) from failure
                raise
            if answer.will_close:
                line.close()
            else:
                with self._lock:
                    self._kept.setdefault(place, deque()).append(line)
            return answer.response
        finally:
            self._free.release()

    def close(self) -> None:
        """Close the connections nobody uses at the moment."""
        with self._lock:
            kept, self._kept = self._kept, {}
        for lines in kept.values():
            for line in lines:
                line.close()

    def _line(self, place: _Place, parts: SplitResult, timeout_s: float) -> http.client.HTTPConnection:
        """A connection to the place: a kept one that the other side has not closed, or a new one."""
        while True:
            with self._lock:
                kept = self._kept.get(place)
                line = kept.pop() if kept else None
            if line is None:
                return self._opened(place, parts, timeout_s)
            if _is_silent(line):
                line.sock.settimeout(timeout_s)
                return line
            line.close()

    def _opened(self, place: _Place, parts: SplitResult, timeout_s: float) -> http.client.HTTPConnection:
        scheme, host, port = place
        line = (
            http.client.HTTPSConnection(host, port, timeout=timeout_s, context=self._context())
            if scheme == "https"
            else http.client.HTTPConnection(host, port, timeout=timeout_s)
        )
        try:
            line.connect()
        except (OSError, UnicodeError) as failure:
            line.close()
            raise _unreachable(parts, type(failure).__name__) from failure
        return line

    def _context(self) -> ssl.SSLContext:
        """The trust of the operating system, as httpx2 takes it."""
        import truststore

        with self._lock:
            if self._tls is None:
                self._tls = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                self._tls.set_alpn_protocols(["http/1.1"])
            return self._tls


class _Answer:
    """What came back, and whether the connection ends with it."""

    __slots__ = ("response", "will_close")

    def __init__(self, response: HttpResponse, *, will_close: bool) -> None:
        self.response = response
        self.will_close = will_close


def _exchange(line: http.client.HTTPConnection, request: HttpRequest, head: bytes) -> _Answer:
    line.sock.sendall(head + request.body if request.body else head)
    answer = http.client.HTTPResponse(line.sock, method=request.method)
    try:
        answer.begin()
        headers: dict[str, str] = {}
        for name, value in answer.headers.items():
            low = name.lower()
            headers[low] = f"{headers[low]}, {value}" if low in headers else value
        body = _decoded(request, headers.get("content-encoding", ""), _body(request, answer))
        return _Answer(HttpResponse(answer.status, headers, body), will_close=answer.will_close)
    finally:
        answer.close()


def _body(request: HttpRequest, answer: http.client.HTTPResponse) -> bytes:
    if answer.length is not None and answer.length <= BODY_MAX_BYTES:
        return answer.read()  # raises where less comes than was announced
    _within_limit(request, answer.length or 0)
    parts: list[bytes] = []
    size = 0
    while part := answer.read(_CHUNK_BYTES):
        size += len(part)
        _within_limit(request, size)
        parts.append(part)
    return b"".join(parts)


def _decoded(request: HttpRequest, encoding: str, body: bytes) -> bytes:
    if encoding.lower() not in ("gzip", "x-gzip", "deflate") or not body:
        return body
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)  # either header
    found = unpacking.decompress(body, BODY_MAX_BYTES + 1)
    _within_limit(request, len(found))
    if not unpacking.eof:
        raise zlib.error("the compressed body was cut off")
    return found


def _place(request: HttpRequest) -> tuple[SplitResult, _Place]:
    try:
        parts = urlsplit(request.url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname or ""
    except ValueError as broken:
        raise _no_address(request) from broken
    if parts.scheme not in ("http", "https") or not host:
        raise _no_address(request)
    return parts, (parts.scheme, host, port)


def _head(request: HttpRequest, parts: SplitResult) -> bytes:
    """The request line and the headers. Nothing that is sent may end a line early."""
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [
        f"host: {parts.netloc.rpartition('@')[2]}",
        "accept: */*",
        "accept-encoding: gzip, deflate",
        "user-agent: shoplatch",
        *[f"{name}: {value}" for name, value in request.headers],
    ]
    if request.body is not None or request.method in _WITH_LENGTH:
        lines.append(f"content-length: {len(request.body or b'')}")
    if not (_TARGET.fullmatch(target) and request.method.isalpha() and all(map(_HEADER.fullmatch, lines))):
        raise _no_address(request)
    try:
        return "\r\n".join([f"{request.method} {target} HTTP/1.1", *lines, "", ""]).encode("latin-1")
    except UnicodeEncodeError as broken:
        raise _no_address(request) from broken


def _is_silent(line: http.client.HTTPConnection) -> bool:
    """Whether the other side has said nothing since: a word between two calls is its goodbye."""
    if line.sock is None:
        return False
    try:
        waiting = select.poll()
        waiting.register(line.sock, select.POLLIN)
        return not waiting.poll(0)
    except (OSError, ValueError):
        return False


def _within_limit(request: HttpRequest, size: int) -> None:
    if size > BODY_MAX_BYTES:
        raise Fatal(f"The answer to {request!r} is larger than {BODY_MAX_BYTES} bytes", next_step="Ask for smaller pages.")


def _no_address(request: HttpRequest) -> Fatal:
    return Fatal(f"{redact(request.url)!r} is not an address that can be called", next_step="Check the base URL.")


def _unreachable(parts: SplitResult, why: str) -> Unreachable:
    host = parts.netloc.rpartition("@")[2]
    return Unreachable(f"{host} cannot be reached: {why}", next_step="Check the address and that it is up, then try again.")


def _lost(request: HttpRequest, parts: SplitResult, failure: Exception) -> ShoplatchError:
    return OutcomeUnknown(
        f"{request.method} to {parts.netloc.rpartition('@')[2]} was sent and its answer was lost: {type(failure).__name__}",
        next_step="Read the object to see whether it changed before trying again.",
    )
