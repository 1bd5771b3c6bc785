"""Requests to addresses that others chose: the name is looked up once, its addresses are judged, and the connection goes
to exactly the address that was judged. Host header and TLS keep the name. No proxy is used, no redirect followed.

Between a check and a connection that looks the name up again, the name may come to mean something else (DNS rebinding);
here there is only one look. Of an answer no more is read than asked for, and none of the limits is the other side's choice.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import zlib
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from ipaddress import ip_address

from shoplatch.clock import SystemClock
from shoplatch.errors import InvalidRequest, ShoplatchError
from shoplatch.transport.messages import HttpRequest
from shoplatch.transport.reading import Broken, Reading, TooLarge
from shoplatch.transport.sending import Place, addressed, lost, unreachable
from shoplatch.transport.trust import trusted

ANSWER_MAX_BYTES = 16 * 1024
IDLE_MAX_S = 20.0
IDLE_MAX = 64
LOOKUPS_MAX = 16
_CHUNK_BYTES = 8 * 1024
_monotonic = SystemClock().monotonic

Closed = Callable[[str, bool], str]  # an IP address, and whether TLS is spoken; why nothing may go there, or ""
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back. `body` is at most so much of it as was asked for; `address` is the one that was connected to."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)
    address: str


class ClosedAddress(InvalidRequest):
    """The name leads to an address where nothing may go; nothing was sent."""


@dataclass(slots=True)
class _Line:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    address: str
    idle_since: float = 0.0


class PinnedTransport:
    """Sends to judged addresses only. `closed` judges; `resolve` looks up (the system's resolver where none is given)."""

    def __init__(self, closed: Closed, *, resolve: Resolve | None = None, tls: ssl.SSLContext | None = None) -> None:
        self._closed = closed
        self._lookups: ThreadPoolExecutor | None = None
        self._resolve = resolve or self._system
        self._tls = tls
        self._kept: dict[Place, list[_Line]] = {}

    async def send(self, request: HttpRequest, *, timeout_s: float, answer_max: int = ANSWER_MAX_BYTES) -> Answered:
        """Send, and read the answer's head and the beginning of its body; at most `timeout_s` in all.

        Raises:
            ClosedAddress: the name leads where nothing may go.
            Unreachable: nothing was sent.
            OutcomeUnknown: no answer came that can be read.
            Fatal: the address is no address.
        """
        place, out = addressed(request)
        until = _monotonic() + timeout_s
        kept = self._idle(place)
        if kept is not None:
            with contextlib.suppress(ShoplatchError):  # closed by the other side while it was idle: once more, on a new one
                return await self._exchange(request, place, kept, out, until, answer_max)
        line = await self._opened(request, place, until)
        return await self._exchange(request, place, line, out, until, answer_max)

    def close(self) -> None:
        """Close what is idle."""
        kept, self._kept = self._kept, {}
        for lines in kept.values():
            for line in lines:
                line.writer.transport.abort()
        if self._lookups is not None:
            self._lookups.shutdown(wait=False, cancel_futures=True)
            self._lookups = None

    async def _opened(self, request: HttpRequest, place: Place, until: float) -> _Line:
        secure = place.scheme == "https"
        failure = "no address"
        try:
            async with asyncio.timeout(until - _monotonic()):
                addresses = await self._judged(request, place, secure=secure)
                for address in addresses:
                    try:
                        reader, writer = await asyncio.open_connection(
                            address, place.port, ssl=self._context() if secure else None,
                            server_hostname=place.host if secure else None, limit=_CHUNK_BYTES * 2,
                        )  # fmt: skip
                    except (OSError, ValueError) as refused:
                        failure = _named(refused)
                    else:
                        return _Line(reader, writer, address)
        except TimeoutError as late:
            raise unreachable(request, "nobody answered in time") from late
        raise unreachable(request, failure)

    async def _judged(self, request: HttpRequest, place: Place, *, secure: bool) -> list[str]:
        """Every address of a name, after looking at each: one that is closed closes the name."""
        try:
            addresses = [str(ip_address(place.host))]
        except ValueError:
            try:
                addresses = list(dict.fromkeys(await self._resolve(place.host, place.port)))
            except (OSError, UnicodeError) as unknown:
                raise unreachable(request, "the name is not in the DNS") from unknown
        for address in addresses:
            why = self._closed(address, secure)
            if why:
                raise ClosedAddress(
                    f"{place.host} leads to {address}, which is {why}",
                    next_step="Give a public address, or open its network in the settings.",
                )
        return addresses

    async def _exchange(
        self, request: HttpRequest, place: Place, line: _Line, out: bytes, until: float, answer_max: int
    ) -> Answered:
        reading, whole = Reading(request.method), False
        try:
            async with asyncio.timeout(until - _monotonic()):
                line.writer.write(out)
                await line.writer.drain()
                whole = await _read(line.reader, reading, answer_max)
        except (OSError, Broken, TooLarge) as failure:
            if not reading.status:
                raise lost(request, _named(failure)) from failure
        finally:
            self._put_back(place, line, good=whole and not reading.closes)
        body = _readable(reading.headers.get("content-encoding", ""), reading.body, answer_max)
        return Answered(reading.status, reading.headers, body, line.address)

    def _put_back(self, place: Place, line: _Line, *, good: bool) -> None:
        if not good or sum(map(len, self._kept.values())) >= IDLE_MAX:
            line.writer.transport.abort()
            return
        line.idle_since = _monotonic()
        self._kept.setdefault(place, []).append(line)

    def _idle(self, place: Place) -> _Line | None:
        """A connection that was used a moment ago; older ones are closed, so that a name is judged again now and then."""
        lines = self._kept.get(place, [])
        while lines:
            line = lines.pop()
            if _monotonic() - line.idle_since <= IDLE_MAX_S and not line.reader.at_eof() and not line.writer.is_closing():
                return line
            line.writer.transport.abort()
        self._kept.pop(place, None)
        return None

    def _context(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = trusted()
        return self._tls

    async def _system(self, host: str, port: int) -> list[str]:
        """The system's resolver, in threads of its own: slow names hold up nobody but each other."""
        import socket  # noqa: TID251 - this room opens sockets

        if self._lookups is None:
            self._lookups = ThreadPoolExecutor(LOOKUPS_MAX, thread_name_prefix="lookup")
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._lookups, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        return [str(entry[4][0]) for entry in found]


async def _read(reader: asyncio.StreamReader, reading: Reading, answer_max: int) -> bool:
    """Read until the answer is complete, or enough of it is there; whether it is complete."""
    received = 0
    while True:
        came = await reader.read(_CHUNK_BYTES)
        if not came:
            reading.ended()
            return True
        received += len(came)
        if reading.feed(came):
            return True
        if reading.status and received > answer_max:
            return False


def _readable(encoding: str, body: bytes, most: int) -> bytes:
    """The beginning of a body, unpacked where it was packed; what cannot be unpacked is left out."""
    if encoding.lower() not in ("gzip", "x-gzip", "deflate"):
        return body[:most]
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(body, most)
    except zlib.error:
        return b""


def _named(failure: Exception) -> str:
    if isinstance(failure, ssl.SSLCertVerificationError):
        return f"its certificate is not accepted ({failure.verify_message})"
    if isinstance(failure, TimeoutError):
        return "no answer in time"
    return str(failure) if isinstance(failure, Broken) else type(failure).__name__
