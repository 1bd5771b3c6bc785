"""For clients whose hosts are written into their code: a proxy that ends TLS for TikTok's hosts and leads them here.

A client that honours HTTPS_PROXY asks for a tunnel to TikTok's host; it gets one to the simulator, with a certificate of an
authority made in a folder of the user, which the client is told to trust for that run. Every other host is refused: it is no
proxy to anywhere else, and nothing leaves the machine.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shoplatch.clock import Clock
from shoplatch.errors import ConfigError
from shoplatch.simulator.saving import write_private

HEAD_MAX = 16_384
CHUNK = 65_536
LIVES_DAYS = 365
HANDSHAKE_WITHIN_S = 20.0


def hosts() -> tuple[str, ...]:
    """TikTok's hosts that are led here (platform.md section 2)."""
    return msgspec.json.decode(files(__package__).joinpath("tiktok_hosts.json").read_bytes(), type=tuple[str, ...])


class Redirect:
    """The proxy of one simulator."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._server: asyncio.Server | None = None
        self._target = ("127.0.0.1", 0)
        self._known = frozenset(hosts())
        self._tls: ssl.SSLContext | None = None

    @property
    def authority(self) -> Path:
        """The certificate that clients have to trust."""
        return self._folder / "ca.pem"

    async def start(self, host: str, port: int, target: tuple[str, int]) -> int:
        """Listen, leading everything to the target; the port. Raises ConfigError when the folder or port cannot be used."""
        self._tls = self._context()
        self._target = target
        try:
            self._server = await asyncio.start_server(self._take, host, port, limit=HEAD_MAX)
        except OSError as failure:
            raise ConfigError(f"The redirect cannot listen on {host} port {port}: {failure.strerror}") from failure
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Take no more."""
        if self._server is not None:
            self._server.close()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(HANDSHAKE_WITHIN_S):
                head = await reader.readuntil(b"\r\n\r\n")
                method, _, rest = head.partition(b" ")
                host = rest.partition(b" ")[0].decode("latin-1").rpartition(":")[0]
                if method != b"CONNECT" or host not in self._known:
                    writer.write(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                    await writer.drain()
                    return
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await writer.drain()
                if self._tls is not None:
                    await writer.start_tls(self._tls)
                theirs, ours = await asyncio.open_connection(*self._target)
            await asyncio.gather(_pour(reader, ours), _pour(theirs, writer))
        except (OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # a client that went away, or that does not trust the certificate
        finally:
            writer.close()

    def _context(self) -> ssl.SSLContext:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            chain = self._folder / "server.pem"
            if not chain.exists() or not self.authority.exists():
                authority, server = _certificates(self._clock)
                write_private(chain, server)
                self.authority.write_bytes(authority)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            context.load_cert_chain(chain)
        except OSError as failure:
            raise ConfigError(f"The folder {self._folder} cannot be used: {failure.strerror or failure}") from failure
        return context


async def _pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Everything from one side to the other, then the end."""
    with contextlib.suppress(OSError):
        while chunk := await reader.read(CHUNK):
            writer.write(chunk)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
        else:
            writer.close()


def _certificates(clock: Clock) -> tuple[bytes, bytes]:
    """An authority's certificate, and a server's key with its certificate. The authority's key is thrown away."""
    now = clock.now()
    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "TikTok Shop simulator on this machine")])

    def begin(subject: x509.Name, public: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=LIVES_DAYS))
        )

    usage = x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=True,
        crl_sign=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    authority = (
        begin(issuer, ca_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts()])
    server = (
        begin(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts()[0])]), key.public_key())
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(names, critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return authority.public_bytes(pem), private + server.public_bytes(pem)
