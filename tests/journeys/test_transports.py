"""Both transports against real sockets: kept connections, odd answers, names of failures, and one limit of time."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import ssl
import threading
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Protocol, Self

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from shoplatch.errors import Fatal, OutcomeUnknown, ShoplatchError, Unreachable
from shoplatch.transport import BODY_MAX_BYTES, IDLE_MAX_S, AsyncHttpTransport, HttpRequest, HttpResponse, HttpTransport

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


class Sender(Protocol):
    """Either transport, waited for."""

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse: ...
    def anew(self) -> Self: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *of: object) -> None: ...


class Blocking(HttpTransport):
    """The blocking transport."""

    def anew(self) -> Self:
        return self


class Awaited:
    """The asynchronous transport, waited for on a loop of its own."""

    def __init__(self, *, connections_max: int = 2, idle_s: float = IDLE_MAX_S) -> None:
        self._loop = asyncio.new_event_loop()
        self._beneath = AsyncHttpTransport(connections_max=connections_max, idle_s=idle_s)

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        return self._loop.run_until_complete(self._beneath.send(request, timeout_s=timeout_s))

    def anew(self) -> Self:
        """As it is in a process that was forked: on a loop of its own."""
        self._loop = asyncio.new_event_loop()
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *of: object) -> None:
        self._loop.run_until_complete(self._beneath.aclose())
        self._loop.run_until_complete(asyncio.sleep(0))  # what was aborted is closed on the next turn of the loop
        self._loop.close()


Made = Callable[..., Sender]


@pytest.fixture(params=[Blocking, Awaited], ids=["blocking", "asynchronous"])
def made(request: pytest.FixtureRequest) -> Made:
    kind: Made = request.param
    return kind


class Other:
    """The other side: plays one answer for each request it reads, then closes; keeps what it read."""

    def __init__(self, connections: list[list[bytes]]) -> None:
        self._connections = connections
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.read: list[bytes] = []
        self.opened = 0
        self.closed = threading.Event()  # a line has been closed: on loopback the goodbye has then arrived

    def play(self) -> None:
        for answers in self._connections:
            line, _ = self._listening.accept()
            self.opened += 1
            with line:
                line.settimeout(10)
                for answer in answers:
                    self.read.append(_request(line))
                    line.sendall(answer)
            self.closed.set()

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
def other(made: Made, *connections: list[bytes], **settings: float) -> Iterator[tuple[Other, Sender]]:
    side = Other(list(connections))
    playing = threading.Thread(target=side.play)
    playing.start()
    try:
        with made(connections_max=2, **settings) as sender:
            yield side, sender
    finally:
        playing.join(20)
        side.stop()
    assert not playing.is_alive()


def get(side: Other) -> HttpRequest:
    return HttpRequest("GET", side.url())


def test_a_request_arrives_as_it_was_made_and_the_line_is_kept(made: Made) -> None:
    with other(made, [OK, OK]) as (side, sender):
        request = HttpRequest("DELETE", side.url("/p?b=%2F%20&a=1&a=2"), (("X-H", "v"),), b'{"a": 1}')
        assert sender.send(request, timeout_s=5).body == b"ok"
        assert sender.send(HttpRequest("POST", side.url()), timeout_s=5).body == b"ok"
    assert side.opened == 1
    assert side.read[0].startswith(b"DELETE /p?b=%2F%20&a=1&a=2 HTTP/1.1\r\nhost: 127.0.0.1:")
    assert b"\r\nX-H: v\r\n" in side.read[0]
    assert side.read[0].endswith(b'\r\n\r\n{"a": 1}')
    assert b"\r\ncontent-length: 0\r\n" in side.read[1]


def test_a_line_the_other_side_has_closed_is_not_used_again(made: Made) -> None:
    with other(made, [OK], [OK]) as (side, sender):
        assert sender.send(get(side), timeout_s=5).status == 200
        assert side.closed.wait(10)
        assert sender.send(get(side), timeout_s=5).status == 200
    assert side.opened == 2


def test_a_line_that_was_quiet_for_too_long_is_not_trusted_with_a_call(made: Made) -> None:
    with other(made, [OK], [OK], idle_s=0.0) as (side, sender):
        assert [sender.send(get(side), timeout_s=5).status for _ in range(2)] == [200, 200]
    assert side.opened == 2


def test_a_forked_process_does_not_read_from_the_lines_of_the_first(made: Made) -> None:
    with other(made, [OK, OK], [OK]) as (side, sender):
        assert sender.send(get(side), timeout_s=5).body == b"ok"
        child = forked(lambda: sender.anew().send(get(side), timeout_s=10).body == b"ok")
        assert sender.send(get(side), timeout_s=5).body == b"ok"
        _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert side.opened == 2


def forked(deed: Callable[[], bool]) -> int:
    """The id of a copy of this process that does it and ends, with 0 where it went well."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a fork beside threads: this one takes nothing of theirs
        child = os.fork()
    if child == 0:
        went_well = False
        try:
            went_well = deed()
        finally:
            os._exit(0 if went_well else 1)
    return child


def test_an_answer_that_says_goodbye_ends_its_line(made: Made) -> None:
    bye = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok"
    with other(made, [bye], [OK]) as (side, sender):
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
def test_every_way_to_end_a_body_is_read(made: Made, answer: bytes, body: bytes) -> None:
    with other(made, [answer]) as (side, sender):
        assert sender.send(get(side), timeout_s=5).body == body


def test_a_compressed_body_is_unpacked(made: Made) -> None:
    packing = zlib.compressobj(wbits=zlib.MAX_WBITS | 16)
    packed = packing.compress(b"hello " * 100) + packing.flush()
    head = f"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {len(packed)}\r\n\r\n".encode()
    with other(made, [head + packed, head + packed[:-12] + b"x" * 12]) as (side, sender):
        assert sender.send(get(side), timeout_s=5).body == b"hello " * 100
        with pytest.raises(OutcomeUnknown):
            sender.send(get(side), timeout_s=5)


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
def test_an_answer_that_broke_off_leaves_the_outcome_unknown(made: Made, answer: bytes) -> None:
    with other(made, [answer]) as (side, sender), pytest.raises(OutcomeUnknown, match=r"POST to 127\.0\.0\.1:\d+ was sent"):
        sender.send(HttpRequest("POST", side.url("/?app_secret=S1"), (), b"{}"), timeout_s=5)


def test_an_answer_that_is_too_large_is_not_read(made: Made) -> None:
    head = f"HTTP/1.1 200 OK\r\ncontent-length: {BODY_MAX_BYTES + 1}\r\n\r\n".encode()
    with other(made, [head]) as (side, sender), pytest.raises(Fatal, match="larger"):
        sender.send(get(side), timeout_s=5)


def test_waiting_has_an_end_and_nobody_there_is_unreachable(made: Made) -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
    with made() as sender, pytest.raises(OutcomeUnknown, match="Timeout"):
        sender.send(HttpRequest("GET", url), timeout_s=0.1)
    silent.close()
    with made() as sender, pytest.raises(Unreachable, match="cannot be reached"):
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
def test_nothing_that_is_sent_can_write_a_line_of_its_own(made: Made, request_: HttpRequest) -> None:
    with made() as sender, pytest.raises(Fatal, match="not an address"):
        sender.send(request_, timeout_s=5)


class Slow:
    """The other side: answers in single bytes for ever, each soon enough to be news."""

    def __init__(self, begins: bytes) -> None:
        self._begins = begins
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._stopped = threading.Event()
        self._playing = threading.Thread(target=self._play)
        self.url = f"http://127.0.0.1:{self._listening.getsockname()[1]}/"

    def _play(self) -> None:
        line, _ = self._listening.accept()
        with line, contextlib.suppress(OSError):
            line.sendall(self._begins)
            while not self._stopped.wait(0.02):
                line.sendall(b"x")

    def __enter__(self) -> Self:
        self._playing.start()
        return self

    def __exit__(self, *of: object) -> None:
        self._stopped.set()
        self._playing.join(20)
        self._listening.close()


@pytest.mark.parametrize(
    "begins",
    [
        b"HTTP/1.1 200 OK\r\nx-header: ",
        b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffff\r\n",
    ],
)
def test_an_answer_that_comes_in_drops_has_the_time_of_one_call(made: Made, begins: bytes) -> None:
    # Without an end of the whole this never returns.
    with Slow(begins) as side, made() as sender, pytest.raises(OutcomeUnknown, match="Timeout"):
        sender.send(HttpRequest("GET", side.url), timeout_s=0.4)


def test_a_request_nobody_reads_has_the_time_of_one_call(made: Made) -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
    with made() as sender, pytest.raises(OutcomeUnknown, match="Timeout"):
        sender.send(HttpRequest("POST", url, (), bytes(30_000_000)), timeout_s=2)
    silent.close()


async def test_a_call_that_is_given_up_takes_its_line_along() -> None:
    """What a cancelled call was answered must never be taken for the answer to the next one."""
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(0)
    loop = asyncio.get_running_loop()
    url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
    async with AsyncHttpTransport(connections_max=1) as sender:
        first = asyncio.create_task(sender.send(HttpRequest("GET", url), timeout_s=10))
        line, _ = await loop.sock_accept(listening)
        await loop.sock_recv(line, 65536)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        second = asyncio.create_task(sender.send(HttpRequest("GET", url), timeout_s=10))
        other_line, _ = await loop.sock_accept(listening)
        await loop.sock_recv(other_line, 65536)
        await loop.sock_sendall(other_line, OK.replace(b"ok", b"2!"))
        assert (await second).body == b"2!"
    for one in (line, other_line, listening):
        one.close()


def test_one_transport_serves_one_loop_after_another() -> None:
    """As in a notebook, where each cell may run a loop of its own."""
    side = Other([[OK], [OK]])
    playing = threading.Thread(target=side.play)
    playing.start()
    sender = AsyncHttpTransport()

    async def once() -> bytes:
        try:
            return (await sender.send(HttpRequest("GET", side.url()), timeout_s=5)).body
        finally:
            await asyncio.sleep(0.1)  # the other side's goodbye is heard on the loop that called

    assert [asyncio.run(once()) for _ in range(2)] == [b"ok", b"ok"]
    playing.join(20)
    side.stop()


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that nobody trusts yet, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return folder / "certificate.pem", folder / "key.pem"


def test_tls_trusts_what_the_system_trusts_and_nothing_else(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusted, key = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(trusted, key)
    listening = socket.create_server(("127.0.0.1", 0))

    def play() -> None:
        for _ in range(2):
            line, _ = listening.accept()
            line.settimeout(10)
            with contextlib.suppress(OSError), context.wrap_socket(line, server_side=True) as secure:
                for _ in range(2):
                    _request(secure)
                    secure.sendall(OK)

    playing = threading.Thread(target=play)
    playing.start()
    request = HttpRequest("GET", f"https://127.0.0.1:{listening.getsockname()[1]}/")
    with made() as sender, pytest.raises(Unreachable, match="SSL"):
        sender.send(request, timeout_s=10)
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with made() as sender:
        assert [sender.send(request, timeout_s=10).body for _ in range(2)] == [b"ok", b"ok"]
    playing.join(20)
    listening.close()


async def test_asynchronous_calls_wait_for_a_line_in_turn() -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
    async with AsyncHttpTransport(connections_max=1) as sender:

        async def outcome(timeout_s: float) -> type[BaseException] | None:
            try:
                await sender.send(HttpRequest("GET", url), timeout_s=timeout_s)
            except ShoplatchError as failure:
                return type(failure)
            return None

        outcomes = await asyncio.gather(outcome(0.3), outcome(0.1), outcome(0.2))
        assert list(outcomes) == [
            OutcomeUnknown,
            Unreachable,
            Unreachable,
        ]
        assert await outcome(0.1) is OutcomeUnknown  # the place came back
    silent.close()
    await asyncio.sleep(0)
