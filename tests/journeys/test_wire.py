"""The simulator's own HTTP, against receivers of every temper, over real connections."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from shoplatch.clock import SystemClock
from shoplatch.simulator.wire import HttpWire, WireAnswer

Manner = Callable[[asyncio.StreamReader, asyncio.StreamWriter, int], Awaitable[None]]
HEADERS = {"content-type": "application/json", "authorization": "00ff"}
EMPTY = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class Receiver:
    """Answers each request as told, and remembers what came and over how many connections."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self.requests: list[bytes] = []
        self.connections = 0
        self.url = ""

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                self.requests.append(head + await reader.readexactly(length))
                await self.manner(reader, writer, len(self.requests))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def receiver(manner: Manner) -> AsyncIterator[Receiver]:
    listening = Receiver(manner)
    server = await asyncio.start_server(listening, "127.0.0.1", 0)
    listening.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hooks?a=1"
    try:
        yield listening
    finally:
        server.close()


def says(*answers: bytes, hangs_up: bool = False) -> Manner:
    async def manner(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, n: int) -> None:
        writer.write(answers[min(n, len(answers)) - 1])
        if hangs_up:
            await writer.drain()
            writer.close()

    return manner


async def post(wire: HttpWire, url: str, *, limit_s: float = 5.0) -> WireAnswer:
    return await wire.post(url, b'{"type":1}', HEADERS, limit_s=limit_s)


async def test_a_request_arrives_as_it_was_signed_and_connections_are_kept() -> None:
    wire = HttpWire(SystemClock())
    async with receiver(says(EMPTY)) as listening:
        for _ in range(5):
            answer = await post(wire, listening.url)
            assert (answer.status, answer.body_empty, answer.error) == (200, True, "")
        assert listening.connections == 1
        head, _, body = listening.requests[0].partition(b"\r\n\r\n")
        assert body == b'{"type":1}'
        assert head.startswith(b"POST /hooks?a=1 HTTP/1.1\r\nhost: 127.0.0.1:")
        assert b"\r\nauthorization: 00ff" in head
        assert b"\r\ncontent-length: 10" in head
        many = await asyncio.gather(*(post(wire, listening.url) for _ in range(20)))
        assert {one.status for one in many} == {200}
        assert 2 <= listening.connections <= 20
        await wire.close()


@pytest.mark.parametrize(
    ("answer", "hangs_up", "status", "empty"),
    [
        (b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", False, 200, False),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", False, 200, True),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", False, 200, False),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + EMPTY, False, 200, True),
        (b"HTTP/1.1 204 No Content\r\n\r\n", False, 204, True),
        (b"HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n", False, 302, True),
        (b"HTTP/1.1 200 OK\r\n\r\n", True, 200, True),
        (b"HTTP/1.0 200 OK\r\n\r\nthe end is the end", True, 200, False),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\nmore than is read", False, 200, False),
    ],
)
async def test_status_and_emptiness_are_read_from_any_answer(
    answer: bytes, hangs_up: bool, status: int, empty: bool
) -> None:
    wire = HttpWire(SystemClock())
    async with receiver(says(answer, hangs_up=hangs_up)) as listening:
        for _ in range(2):
            got = await post(wire, listening.url)
            assert (got.status, got.body_empty, got.error) == (status, empty, "")
        await wire.close()


@pytest.mark.parametrize(
    ("answer", "complaint"),
    [
        (b"", "without an answer"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n", "without an answer"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "no HTTP answer"),
        (b"HTTP/1.1 200 OK\r\nx: " + b"x" * 70_000, "no end of the head|no HTTP answer"),
        (b"HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n", "another protocol"),
    ],
)
async def test_what_is_no_answer_is_told_and_the_next_one_is_fine(answer: bytes, complaint: str) -> None:
    wire = HttpWire(SystemClock())

    async def manner(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, n: int) -> None:
        writer.write(answer if n == 1 else EMPTY)
        if n == 1:
            await writer.drain()
            writer.close()

    async with receiver(manner) as listening:
        got = await post(wire, listening.url)
        assert got.status is None
        assert pytest.approx(0, abs=5_000) == got.elapsed_ms
        assert any(part in got.error for part in complaint.split("|")), got.error
        assert (await post(wire, listening.url)).status == 200
        await wire.close()


async def test_a_receiver_that_hangs_up_between_two_webhooks_is_called_anew() -> None:
    wire = HttpWire(SystemClock())
    closed = asyncio.Event()

    async def manner(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter, _n: int) -> None:
        writer.write(EMPTY)
        await writer.drain()
        writer.close()
        closed.set()

    async with receiver(manner) as listening:
        for _ in range(3):
            assert (await post(wire, listening.url)).status == 200
            await closed.wait()
            await asyncio.sleep(0.05)  # the end of the connection reaches us
        assert listening.connections == 3
        await wire.close()


async def test_nobody_is_waited_for_longer_than_the_limit() -> None:
    wire = HttpWire(SystemClock())

    async def silence(_reader: asyncio.StreamReader, _writer: asyncio.StreamWriter, n: int) -> None:
        if n == 1:
            await asyncio.sleep(30)

    async with receiver(silence) as listening:
        got = await post(wire, listening.url, limit_s=0.2)
        assert (got.status, got.error) == (None, "no answer within 0.2 s")
        await wire.close()


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/x", "http:///x", "http://127.0.0.1:99999/x", "nonsense", "http://127.0.0.1:9/x"]
)
async def test_an_address_that_cannot_be_called_is_an_answer_too(url: str) -> None:
    wire = HttpWire(SystemClock())
    got = await post(wire, url)
    assert got.status is None
    assert got.error
    await wire.close()


async def test_odd_addresses_are_written_as_http_wants_them() -> None:
    wire = HttpWire(SystemClock())
    async with receiver(says(EMPTY)) as listening:
        base = listening.url.partition("/hooks")[0]
        assert (await post(wire, f"{base}/a b/ü?x=\r\nevil: 1#end")).status == 200
        assert listening.requests[0].startswith(b"POST /a%20b/%C3%BC?x=evil:%201 HTTP/1.1\r\nhost:")
        await wire.close()
