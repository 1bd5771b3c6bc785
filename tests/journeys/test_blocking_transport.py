"""The blocking transport against real sockets: kept connections, odd answers, and what a broken one is called."""

from __future__ import annotations

import socket
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from shoplatch.errors import Fatal, OutcomeUnknown, Unreachable
from shoplatch.transport import BODY_MAX_BYTES, HttpRequest, HttpTransport

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


class Other:
    """The other side: plays one answer for each request it reads, then closes; keeps what it read."""

    def __init__(self, connections: list[list[bytes]]) -> None:
        self._connections = connections
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.read: list[bytes] = []
        self.opened = 0

    def play(self) -> None:
        for answers in self._connections:
            line, _ = self._listening.accept()
            self.opened += 1
            with line:
                line.settimeout(10)
                for answer in answers:
                    self.read.append(_request(line))
                    line.sendall(answer)

    def stop(self) -> None:
        self._listening.close()

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"


def _request(line: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        got += line.recv(65536)
    head, _, body = got.partition(b"\r\n\r\n")
    lengths = [one for one in head.lower().split(b"\r\n") if one.startswith(b"content-length:")]
    while lengths and len(body) < int(lengths[0].split(b":")[1]):
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def other(*connections: list[bytes]) -> Iterator[tuple[Other, HttpTransport]]:
    side = Other(list(connections))
    playing = threading.Thread(target=side.play)
    playing.start()
    try:
        with HttpTransport(connections_max=2) as sender:
            yield side, sender
    finally:
        playing.join(20)
        side.stop()
    assert not playing.is_alive()


def get(side: Other) -> HttpRequest:
    return HttpRequest("GET", side.url())


def test_a_request_arrives_as_it_was_made_and_the_line_is_kept() -> None:
    with other([OK, OK]) as (side, sender):
        request = HttpRequest("DELETE", side.url("/p?b=%2F%20&a=1&a=2"), (("X-H", "v"),), b'{"a": 1}')
        assert sender.send(request, timeout_s=5).body == b"ok"
        assert sender.send(HttpRequest("POST", side.url()), timeout_s=5).body == b"ok"
    assert side.opened == 1
    assert side.read[0].startswith(b"DELETE /p?b=%2F%20&a=1&a=2 HTTP/1.1\r\nhost: 127.0.0.1:")
    assert b"\r\nX-H: v\r\n" in side.read[0]
    assert side.read[0].endswith(b'\r\n\r\n{"a": 1}')
    assert b"\r\ncontent-length: 0\r\n" in side.read[1]


def test_a_line_the_other_side_has_closed_is_not_used_again() -> None:
    with other([OK], [OK]) as (side, sender):
        assert sender.send(get(side), timeout_s=5).status == 200
        eventually_closed = threading.Event()
        eventually_closed.wait(0.2)  # the goodbye travels
        assert sender.send(get(side), timeout_s=5).status == 200
    assert side.opened == 2


def test_an_answer_that_says_goodbye_ends_its_line() -> None:
    bye = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok"
    with other([bye], [OK]) as (side, sender):
        assert [sender.send(get(side), timeout_s=5).body for _ in range(2)] == [b"ok", b"ok"]


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", b"abcde"),
        (b"HTTP/1.1 200 OK\r\n\r\nuntil the end", b"until the end"),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, b"ok"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        (b"HTTP/1.1 302 Found\r\nlocation: http://evil.example/\r\ncontent-length: 0\r\n\r\n", b""),
    ],
)
def test_every_way_to_end_a_body_is_read(answer: bytes, body: bytes) -> None:
    with other([answer]) as (side, sender):
        assert sender.send(get(side), timeout_s=5).body == body


def test_a_compressed_body_is_unpacked() -> None:
    packing = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    packed = packing.compress(b"hello " * 100) + packing.flush()
    head = f"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {len(packed)}\r\n\r\n".encode()
    with other([head + packed], [head + packed[:-12] + b"x" * 12]) as (side, sender):
        assert sender.send(get(side), timeout_s=5).body == b"hello " * 100
        with pytest.raises(OutcomeUnknown):
            HttpTransport().send(get(side), timeout_s=5)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"nonsense\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nab",
        b"HTTP/1.1 200 OK\r\nx: " + b"a" * 70_000 + b"\r\n\r\n",
    ],
)
def test_an_answer_that_broke_off_leaves_the_outcome_unknown(answer: bytes) -> None:
    with other([answer]) as (side, sender), pytest.raises(OutcomeUnknown, match=r"POST to 127\.0\.0\.1:\d+ was sent"):
        sender.send(HttpRequest("POST", side.url("/?app_secret=S1"), (), b"{}"), timeout_s=5)


def test_an_answer_that_is_too_large_is_not_read() -> None:
    head = f"HTTP/1.1 200 OK\r\ncontent-length: {BODY_MAX_BYTES + 1}\r\n\r\n".encode()
    with other([head]) as (side, sender), pytest.raises(Fatal, match="larger"):
        sender.send(get(side), timeout_s=5)


def test_waiting_has_an_end_and_nobody_there_is_unreachable() -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
    with HttpTransport() as sender, pytest.raises(OutcomeUnknown, match="Timeout"):
        sender.send(HttpRequest("GET", url), timeout_s=0.1)
    silent.close()
    with HttpTransport() as sender, pytest.raises(Unreachable, match="cannot be reached"):
        sender.send(HttpRequest("GET", url), timeout_s=5)


def test_no_more_lines_than_allowed_are_open_at_once() -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
    failures: list[Exception] = []

    def waits() -> None:
        try:
            sender.send(HttpRequest("GET", url), timeout_s=0.5)
        except (OutcomeUnknown, Unreachable) as failure:
            failures.append(failure)

    with HttpTransport(connections_max=1) as sender:
        holding = threading.Thread(target=waits)
        holding.start()
        threading.Event().wait(0.1)
        with pytest.raises(Unreachable, match="no connection became free"):
            sender.send(HttpRequest("GET", url), timeout_s=0.1)
        holding.join()
    silent.close()
    assert [type(one) for one in failures] == [OutcomeUnknown]


@pytest.mark.parametrize(
    "request_",
    [
        HttpRequest("GET", "http://127.0.0.1:1/a b"),
        HttpRequest("GET", "http://127.0.0.1:1/a\r\nx: y"),
        HttpRequest("GET", "http://127.0.0.1:1/", (("x", "a\r\ny: z"),)),
        HttpRequest("GET /x HTTP/1.1\r\n", "http://127.0.0.1:1/"),
        HttpRequest("GET", "http://127.0.0.1:1/é"),
        HttpRequest("GET", "http://127.0.0.1:99999/"),
    ],
)
def test_nothing_that_is_sent_can_write_a_line_of_its_own(request_: HttpRequest) -> None:
    with HttpTransport() as sender, pytest.raises(Fatal, match="not an address"):
        sender.send(request_, timeout_s=5)
