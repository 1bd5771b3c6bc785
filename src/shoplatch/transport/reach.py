"""How far a web address can be reached from this machine: name, connection, certificate. It sends no request.

What a platform's server will meet on its way to us is met here first: a name that is not in the DNS, a closed port, a
certificate of another name or one that has ended. Import it from here: the door of the room stays free of asyncio and ssl,
which a first call would pay for.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

WAIT_S = 5.0


@dataclass(frozen=True, slots=True)
class Reached:
    """`stage` is how far it came: dns, connect, tls or open. `why` says what stopped it, "" where nothing did."""

    host: str
    stage: str
    addresses: tuple[str, ...] = ()
    private: bool = False  # every address is one that the internet cannot reach
    certificate_ends: datetime | None = None
    why: str = ""

    @property
    def open(self) -> bool:
        """The server can be spoken to."""
        return self.stage == "open"


async def reach(url: str) -> Reached:
    """Look up the name, connect, and shake hands where the address is https. Never raises for what it meets."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    try:
        found = await asyncio.wait_for(asyncio.get_running_loop().getaddrinfo(host, port), WAIT_S)
    except (OSError, TimeoutError, UnicodeError):
        return Reached(host, "dns", why="the name is not in the DNS as this machine sees it")
    addresses = tuple(dict.fromkeys(str(entry[4][0]) for entry in found))
    private = all(_private(address) for address in addresses)
    context = _context() if secure else None
    try:
        _, writer = await asyncio.wait_for(
            asyncio.open_connection(host, port, ssl=context, server_hostname=host if secure else None), WAIT_S
        )
    except ssl.SSLError as refused:
        return Reached(host, "tls", addresses, private, why=_tls_words(refused))
    except (OSError, TimeoutError) as closed:
        what = "nobody answered in time" if isinstance(closed, TimeoutError) else "the connection was refused"
        return Reached(host, "connect", addresses, private, why=f"{what} at port {port}")
    certificate = writer.get_extra_info("peercert")
    writer.close()
    with contextlib.suppress(OSError, ssl.SSLError, TimeoutError):
        await asyncio.wait_for(writer.wait_closed(), 1.0)
    return Reached(host, "open", addresses, private, _end_of(certificate))


def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _private(address: str) -> bool:
    try:
        return not ip_address(address.partition("%")[0]).is_global
    except ValueError:
        return False


def _tls_words(refused: ssl.SSLError) -> str:
    reason = refused.verify_message if isinstance(refused, ssl.SSLCertVerificationError) else str(refused.reason or "")
    return f"the certificate is not accepted ({reason})" if reason else "no TLS handshake"


def _end_of(certificate: object) -> datetime | None:
    if not isinstance(certificate, dict) or not certificate.get("notAfter"):
        return None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)
