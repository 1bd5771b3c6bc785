"""A load generator for loopback: prepared requests over kept connections, as fast as answers come or at a fixed rate.

It writes prepared bytes and looks at no more of an answer than its status and length, so that it costs far less than what
it measures. Bounded in count; it refuses any address that is not this machine.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import cast

import uvicorn

from shoplatch.errors import InvalidRequest


@dataclass(slots=True)
class Load:
    """What came of a load: wall seconds, answers by status, and seconds per answer."""

    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    latencies_s: list[float] = field(default_factory=list)
    server_cpu_s: float = 0.0  # what the server spent on it, where that was looked at

    @property
    def per_second(self) -> float:
        return sum(self.statuses.values()) / self.seconds if self.seconds else 0.0


def prepared(method: str, target: str, body: bytes, headers: Sequence[tuple[str, str]] = ()) -> bytes:
    """One HTTP/1.1 request as bytes."""
    lines = [f"{method} {target} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


class _Connection(asyncio.Protocol):
    """One kept connection: one request under way at a time."""

    def __init__(self, run: _Run) -> None:
        self.run = run
        self.buffer = b""
        self.began = 0.0
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's transports are no subclasses of asyncio's

    def send(self, request: bytes, began: float) -> None:
        assert self.transport is not None
        self.began = began
        self.transport.write(request)

    def data_received(self, chunk: bytes) -> None:
        if not self.buffer and chunk.endswith(b"\r\n\r\n") and b"content-length: 0\r\n" in chunk:  # the quick way
            self.run.answered(self, chunk[9:12])
            return
        self.buffer += chunk
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self.buffer[:end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(self.buffer) < end + 4 + length:
            return
        self.buffer = b""
        self.run.answered(self, head[9:12])

    def connection_lost(self, exc: Exception | None) -> None:
        self.run.lost(exc)


class _Run:
    """One load under way."""

    def __init__(self, requests: Sequence[bytes], rate: float | None) -> None:
        self.requests = deque(requests)
        self.rate = rate
        self.wanted = len(requests)
        self.latencies: list[float] = []
        self.seen: dict[bytes, int] = {}
        self.idle: deque[_Connection] = deque()
        self.late: deque[float] = deque()  # moments that came up while no connection was free
        self.finished = asyncio.get_running_loop().create_future()

    def answered(self, connection: _Connection, status: bytes) -> None:
        now = perf_counter()
        self.seen[status] = self.seen.get(status, 0) + 1
        self.latencies.append(now - connection.began)
        if self.rate is None and self.requests:
            connection.send(self.requests.popleft(), now)
        elif self.late:
            connection.send(self.requests.popleft(), self.late.popleft())
        elif len(self.latencies) < self.wanted:
            self.idle.append(connection)
        elif not self.finished.done():
            self.finished.set_result(None)

    def outcome(self, seconds: float) -> Load:
        """What came of it."""
        return Load(seconds, Counter({int(status): n for status, n in self.seen.items()}), self.latencies)

    def lost(self, failure: Exception | None) -> None:
        if not self.finished.done():
            self.finished.set_exception(ConnectionError(f"the server closed a connection: {failure}"))

    def due(self, moment: float) -> None:
        """A request of the open loop falls due: its latency counts from here, whether or not a connection is free."""
        if self.idle:
            self.idle.popleft().send(self.requests.popleft(), moment)
        else:
            self.late.append(moment)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """The loop a load should run on: uvloop where it is installed."""
    return uvicorn.Config(app="").get_loop_factory()


async def load(
    host: str,
    port: int,
    requests: Sequence[bytes],
    *,
    connections: int = 64,
    rate: float | None = None,
    limit_s: float = 120,
) -> Load:
    """Send every request once; `rate` a second, or as fast as answers come.

    Raises:
        InvalidRequest: the address is not this machine.
    """
    if host != "127.0.0.1":
        raise InvalidRequest(f"A load goes to 127.0.0.1 only, not to {host}")
    run = _Run(requests, rate)
    loop = asyncio.get_running_loop()
    pool = [(await loop.create_connection(lambda: _Connection(run), host, port))[1] for _ in range(connections)]
    began = perf_counter()
    if rate is None:
        for connection in pool[: len(requests)]:
            connection.send(run.requests.popleft(), perf_counter())
    else:
        run.idle.extend(pool)
        pacer = asyncio.create_task(_pace(run, rate, began))
    try:
        await asyncio.wait_for(run.finished, limit_s)
    finally:
        seconds = perf_counter() - began
        if rate is not None:
            pacer.cancel()
        if not run.finished.done():
            run.finished.cancel()
        for connection in pool:
            if connection.transport is not None:
                connection.transport.close()
    return run.outcome(seconds)


async def _pace(run: _Run, rate: float, began: float) -> None:
    for n in range(run.wanted):
        moment = began + n / rate
        wait = moment - perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        run.due(moment)
