"""Connections of outbound webhooks over real sockets: where they lead, what they read, and what they never do."""

from __future__ import annotations

import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shoplatch.errors import OutcomeUnknown, Unreachable
from shoplatch.outbox.guard import Guard
from shoplatch.transport import HttpRequest
from shoplatch.transport.pinned import Answered, ClosedAddress, PinnedTransport

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
GUARD = Guard.of(("127.0.0.1/32",))
OK = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"


def answer(said: bytes, *, keep: bool = False) -> Talk:
    """Answer each request with the same bytes; then close, or stay open."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = next((int(one.split(b":")[1]) for one in head.split(b"\r\n") if one.startswith(b"content-length")), 0)
            await reader.readexactly(length)
            writer.write(said)
            await writer.drain()
            if not keep:
                return

    return talk


class Listening:
    """A server of a test: its port, how many connections came, the heads of requests are the talker's business."""

    def __init__(self) -> None:
        self.port = 0
        self.connections = 0


@asynccontextmanager
async def serving(talk: Talk, tls: ssl.SSLContext | None = None) -> AsyncIterator[Listening]:
    place = Listening()

    async def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        place.connections += 1
        try:
            await talk(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort() if tls is not None else writer.close()

    server = await asyncio.start_server(accepted, "127.0.0.1", 0, ssl=tls)
    place.port = server.sockets[0].getsockname()[1]
    try:
        yield place
    finally:
        server.close()


def pinned(
    *answers: Sequence[str], guard: Guard = GUARD, tls: ssl.SSLContext | None = None
) -> tuple[PinnedTransport, list[str]]:
    """A transport whose names resolve as told: the first answer to the first question, the last to all after it."""
    asked: list[str] = []

    async def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return answers[min(len(asked), len(answers)) - 1]

    return PinnedTransport(lambda address, secure: guard.closed(address, secure=secure), resolve=resolve, tls=tls), asked


async def post(wire: PinnedTransport, url: str, timeout_s: float = 30.0) -> Answered:
    try:
        return await wire.send(HttpRequest("POST", url, (("content-type", "application/json"),), b"{}"), timeout_s=timeout_s)
    finally:
        wire.close()


async def test_the_connection_goes_to_the_address_that_was_judged_and_the_name_stays_in_the_request() -> None:
    heads: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(OK)
        await writer.drain()

    async with serving(talk) as place:
        wire, asked = pinned(["127.0.0.1"])
        got = await post(wire, f"http://erp.example:{place.port}/hooks")
    assert (got.status, got.body, got.address, asked) == (200, b"ok", "127.0.0.1", ["erp.example"])
    assert f"host: erp.example:{place.port}".encode() in heads[0]


async def test_a_name_that_changes_its_mind_between_two_looks_gains_nothing() -> None:
    async with serving(answer(OK)) as place:
        # It looks up once: what it would say next leads inside, and is never asked for.
        wire, asked = pinned(["127.0.0.1"], ["169.254.169.254"])
        assert (
            await wire.send(HttpRequest("POST", f"http://erp.example:{place.port}/"), timeout_s=30)
        ).address == "127.0.0.1"
        assert asked == ["erp.example"]
        # The next connection looks again, and is refused before a byte goes out.
        with pytest.raises(ClosedAddress, match="link-local"):
            await post(wire, f"http://erp.example:{place.port}/")
    assert place.connections == 1


@pytest.mark.parametrize(
    "addresses",
    [["10.0.0.8"], ["127.0.0.1", "10.0.0.8"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"], ["::1"], ["127.0.0.2"]],
    ids=str,
)
async def test_a_name_with_one_address_inside_is_closed_whole_and_nothing_is_sent(addresses: list[str]) -> None:
    async with serving(answer(OK)) as place:
        wire, _ = pinned(addresses)
        with pytest.raises(ClosedAddress):
            await post(wire, f"http://erp.example:{place.port}/")
    assert place.connections == 0


@pytest.mark.parametrize("host", ["2130706433", "0x7f000001", "127.1", "0177.0.0.1", "localhost"])
async def test_odd_spellings_of_this_machine_are_judged_by_where_they_lead(host: str) -> None:
    guard = Guard()
    async with serving(answer(OK)) as place:
        wire = PinnedTransport(lambda address, secure: guard.closed(address, secure=secure))  # the system's own resolver
        with pytest.raises((ClosedAddress, Unreachable)):
            await post(wire, f"https://{host}:{place.port}/")
    assert place.connections == 0


async def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    inside: list[bytes] = []

    async def secret(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        inside.append(await reader.read(1))

    async with serving(secret) as private:
        said = f"HTTP/1.1 307 Temporary Redirect\r\nlocation: http://127.0.0.1:{private.port}/\r\ncontent-length: 0\r\n\r\n"
        async with serving(answer(said.encode())) as place:
            wire, _ = pinned(["127.0.0.1"])
            got = await post(wire, f"http://erp.example:{place.port}/")
    assert (got.status, inside, private.connections) == (307, [], 0)


async def test_a_proxy_of_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    async with serving(answer(OK)) as proxy, serving(answer(OK)) as place:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        wire, _ = pinned(["127.0.0.1"])
        assert (await post(wire, f"http://erp.example:{place.port}/")).status == 200
        wire, _ = pinned(["10.0.0.8"])
        with pytest.raises(ClosedAddress):
            await post(wire, f"http://erp.example:{place.port}/")
    assert (proxy.connections, place.connections) == (0, 1)


async def test_every_address_of_a_name_is_judged_before_the_first_is_tried() -> None:
    async with serving(answer(OK)) as place:
        for addresses in (["127.0.0.1", "169.254.169.254"], ["169.254.169.254", "127.0.0.1"], ["127.0.0.1", "fe80::1%lo"]):
            wire, _ = pinned(addresses)
            with pytest.raises(ClosedAddress):
                await post(wire, f"http://erp.example:{place.port}/")
        wire, _ = pinned([])
        with pytest.raises(Unreachable):
            await post(wire, f"http://erp.example:{place.port}/")
    assert place.connections == 0


async def test_a_connection_is_used_again_and_a_stale_one_is_replaced() -> None:
    async with serving(answer(OK, keep=True)) as place:
        wire, asked = pinned(["127.0.0.1"])
        request = HttpRequest("POST", f"http://erp.example:{place.port}/", (), b"{}")
        for _ in range(5):
            await wire.send(request, timeout_s=30)
        assert (place.connections, len(asked)) == (1, 1)
        wire.close()
    async with serving(answer(OK)) as place:  # says nothing of it, and closes
        request = HttpRequest("POST", f"http://erp.example:{place.port}/", (), b"{}")
        for _ in range(5):
            assert (await wire.send(request, timeout_s=30)).status == 200
        wire.close()


async def test_of_an_endless_answer_only_the_beginning_is_read() -> None:
    sent = 0

    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()
            sent += 65_536

    async with serving(endless) as place:
        wire, _ = pinned(["127.0.0.1"])
        got = await post(wire, f"http://erp.example:{place.port}/")
    assert (got.status, len(got.body)) == (200, 16 * 1024)
    assert sent < 64 * 1024 * 1024


async def test_a_packed_answer_is_unpacked_no_further_than_asked() -> None:
    packed = gzip.compress(bytes(50_000_000))
    head = f"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {len(packed)}\r\n\r\n".encode()
    async with serving(answer(head + packed)) as place:
        wire, _ = pinned(["127.0.0.1"])
        got = await post(wire, f"http://erp.example:{place.port}/")
    assert (got.status, len(got.body)) == (200, 16 * 1024)


async def test_a_status_that_came_counts_although_the_body_never_ends() -> None:
    async def dribbling(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 202 Accepted\r\ncontent-length: 10\r\n\r\nab")
        await writer.drain()
        await reader.read()

    async with serving(dribbling) as place:
        wire, _ = pinned(["127.0.0.1"])
        got = await post(wire, f"http://erp.example:{place.port}/", timeout_s=1.0)
    assert (got.status, got.body) == (202, b"ab")


async def test_a_reset_and_a_silence_are_answers_that_were_lost_and_a_closed_port_was_never_reached() -> None:
    async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.transport.abort()

    async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await reader.read()
        await reader.read()

    for talk in (resets, silent):
        async with serving(talk) as place:
            wire, _ = pinned(["127.0.0.1"])
            with pytest.raises(OutcomeUnknown):
                await post(wire, f"http://erp.example:{place.port}/", timeout_s=0.5)
    wire, _ = pinned(["127.0.0.1"])
    with pytest.raises(Unreachable):
        await post(wire, f"http://erp.example:{place.port}/")


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context with a certificate for a name, and a client's that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(1).not_valid_before(today - timedelta(1)).not_valid_after(today + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return server, ssl.create_default_context(cafile=str(folder / "cert.pem"))


async def test_tls_keeps_the_name_while_the_connection_goes_to_the_address(tmp_path: Path) -> None:
    server, client = certificate(tmp_path, "erp.example")
    asked_for: list[str | None] = []
    server.sni_callback = lambda _, name, __: asked_for.append(name)
    async with serving(answer(OK), server) as place:
        wire, _ = pinned(["127.0.0.1"], tls=client)
        assert (await post(wire, f"https://erp.example:{place.port}/")).status == 200
        wire, _ = pinned(["127.0.0.1"], tls=client)
        with pytest.raises(Unreachable, match="certificate"):  # another name than the certificate's
            await post(wire, f"https://other.example:{place.port}/")
    assert asked_for == ["erp.example", "other.example"]


async def test_an_answer_of_another_protocol_is_none() -> None:
    async with serving(answer(b"220 mail.example ESMTP\r\n\r\n")) as place:
        wire, _ = pinned(["127.0.0.1"])
        with pytest.raises(OutcomeUnknown, match="not HTTP"):
            await post(wire, f"http://erp.example:{place.port}/")
