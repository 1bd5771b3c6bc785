"""Whom a connection trusts, and where a proxy of the environment stands in the way. Opens nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import ssl

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def trusted() -> ssl.SSLContext:
    """The trust of the operating system, as httpx2 takes it."""
    import ssl  # 30 ms with the line below: paid by those who speak TLS

    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_alpn_protocols(["http/1.1"])
    return context


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
