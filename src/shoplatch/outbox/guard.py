"""Which addresses a webhook may go to: the internet, and what the owner of this installation opened by a setting.

Whoever may add an endpoint chooses where this server connects to. So nothing inside is reachable that way: no private,
loopback, link-local, shared, multicast or reserved address, no metadata service of a cloud, and none of the IPv6 spellings
that lead to an IPv4 address behind a translator. Names are judged by what they resolve to at the moment of connecting
(transport/pinned.py), so a name that changes its mind in between gains nothing. Pure: it resolves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from shoplatch.errors import InvalidRequest

URL_MAX_CHARS = 2_000
Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address
_SETTING = "SHOPLATCH_HOOKS_NETWORKS"


def _named(table: str) -> tuple[tuple[Network, str], ...]:
    return tuple((ip_network(line.split()[0]), line.split(maxsplit=1)[1]) for line in table.strip().splitlines())


# Beside what the standard library knows as not global (RFC 6890 and the registries of IANA).
_CLOSED = _named("""
169.254.0.0/16 link-local, where clouds keep their metadata
168.63.129.16/32 the platform service of Azure
100.64.0.0/10 shared by carriers (CGNAT)
192.0.0.0/24 protocol assignments
192.88.99.0/24 the former 6to4 relays
224.0.0.0/4 multicast
240.0.0.0/4 reserved
64:ff9b::/96 IPv4 behind a translator (NAT64)
64:ff9b:1::/48 IPv4 behind a translator (NAT64)
2001::/23 protocol assignments, Teredo among them
2002::/16 IPv4 in IPv6 (6to4)
fec0::/10 site-local
ff00::/8 multicast
::/96 IPv4 in IPv6
5f00::/16 segment routing
3fff::/20 documentation
100::/16 discarded
""")


_UNICAST = IPv6Network("2000::/3")  # all that is given out of IPv6 for the internet
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # in the third quarter of an address whose last quarter is one of IPv4 (RFC 5214)
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*\.?")
_NUMBER = re.compile(r"(0x[0-9a-f]*|[0-9]+)")
# Ports of other protocols, where a request could be read as something else: those that browsers refuse (Fetch standard),
# Redis and memcached.
PORTS_CLOSED = frozenset({
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
    532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
    5061, 6000, 6379, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080, 11211,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guard:
    """`networks`: addresses that are open although they lie inside; plain http may go there, and only there."""

    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, networks: Sequence[str]) -> Guard:
        """From the setting's text."""
        return cls(tuple(ip_network(one) for one in networks))

    def check_url(self, url: str) -> None:
        """Judge an address as it is written, before any name is looked up.

        Raises:
            InvalidRequest: it is no web address, holds a password, is plain http where nothing inside is open, or names a
                closed IP address outright.
        """
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError as broken:
            raise _refused("is no web address") from broken
        if len(url) > URL_MAX_CHARS or not url.isascii() or not url.isprintable() or " " in url:
            raise _refused("is too long or holds characters that no web address has")
        if parts.scheme not in ("http", "https") or not host:
            raise _refused("is no web address")
        if parts.username is not None or parts.password is not None or parts.fragment:
            raise _refused("holds a name, a password or a fragment; the signature is what shows who sends")
        if port in PORTS_CLOSED:
            raise _refused(f"has the port {port}, which belongs to another protocol")
        if parts.scheme == "http" and not self.networks:
            raise InvalidRequest(
                "The address is plain http: anybody on the way could read the events",
                next_step=f"Use https. For a receiver on a network of yours, open that network with {_SETTING}.",
            )
        given = _written_as_number(host, bracketed="[" in parts.netloc)
        if given is None:
            return
        why = self.closed(str(given), secure=parts.scheme == "https")
        if why:
            raise InvalidRequest(
                f"{host} is {why}", next_step=f"Give a public address, or open the network with {_SETTING}."
            )

    def closed(self, address: str, *, secure: bool) -> str:
        """Why nothing may go to an IP address, in words; "" where it may. `secure`: whether TLS protects the way."""
        given = ip_address(address.partition("%")[0])
        if any(given.version == one.version and given in one for one in self.networks):
            return ""
        if isinstance(given, IPv6Address) and given.ipv4_mapped is not None:
            return self.closed(str(given.ipv4_mapped), secure=secure) or "an IPv4 address written as IPv6"
        why = _why(given)
        return why or ("" if secure else "on the internet, where plain http is not sent")


def _why(given: Address) -> str:
    for network, what in _CLOSED:
        if given.version == network.version and given in network:
            return what
    if given.is_loopback:
        return "this machine itself (loopback)"
    if given.is_private:
        return "a private address"
    if isinstance(given, IPv6Address) and (given not in _UNICAST or int(given) >> 32 & 0xFFFF_FFFF in _ISATAP):
        return "not an address of the internet"
    return "" if given.is_global else "not an address of the internet"


def _written_as_number(host: str, *, bracketed: bool) -> Address | None:
    """The IP address that a host is written as; None for a name. Ways of writing one that are not usual are refused: what
    one program reads as a name another reads as an address (127.1, 0x7f000001, 017700000001, 10.0.0.8.)."""
    try:
        return ip_address(host)
    except ValueError:
        if bracketed or not _NAME.fullmatch(host) or _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2]):
            raise _refused("has a host that is neither a name nor an IP address as it is usually written") from None
        return None


def _refused(why: str) -> InvalidRequest:
    return InvalidRequest(f"The address {why}", next_step="Give one as https://example.com/webhooks.")
