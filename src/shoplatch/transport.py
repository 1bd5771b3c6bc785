"""Outgoing HTTP: the only place of the platform that opens a connection to another host.

Takes finished requests and gives back finished answers, over one connection pool. It neither signs nor retries nor
reads JSON. It knows which parts of a URL and which headers are secret, so that nobody else has to (`redact`).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self
from urllib.parse import urlsplit

from shoplatch.errors import Fatal, OutcomeUnknown, ShoplatchError, Unreachable

if TYPE_CHECKING:
    import httpx2  # loaded with the first pool: the types here are wanted by rooms that never open a connection

SECRET_PARAMETERS = ("app_secret", "access_token", "refresh_token", "auth_code", "code", "sign")
SECRET_HEADERS = frozenset({"x-tts-access-token", "authorization", "cookie", "set-cookie"})
_SECRET_QUERY = re.compile(r"(?<=[?&])(" + "|".join(SECRET_PARAMETERS) + r")=[^&#\s]+", re.IGNORECASE)
_USERINFO = re.compile(r"(?<=://)[^/@\s]+@")
BODY_MAX_BYTES = 64 * 1024 * 1024
# A proxy of the environment is for the world outside; a simulator on this machine is never behind it.
_NEVER_PROXIED = ("all://127.0.0.1", "all://localhost", "all://[::1]")


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """One request, exactly as it goes over the wire."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = field(default=None, repr=False)

    def __repr__(self) -> str:
        return f"<{self.method} {redact(self.url)}>"


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """One answer. Header names are lower-case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    def __repr__(self) -> str:
        return f"<HttpResponse {self.status}, {len(self.body)} bytes>"


class Transport(Protocol):
    """Sends a request and waits for the answer."""

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Raises Unreachable if nothing was sent, OutcomeUnknown if the answer was lost after sending."""


class AsyncTransport(Protocol):
    """Sends a request without blocking the loop."""

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Raises Unreachable if nothing was sent, OutcomeUnknown if the answer was lost after sending."""


def redact(url: str) -> str:
    """The URL with every secret value replaced; safe for logs and errors."""
    return _SECRET_QUERY.sub(r"\1=***", _USERINFO.sub("***@", url))


class HttpTransport:
    """A pool of blocking connections. `beneath` carries the bytes instead of the network, for tests."""

    def __init__(self, *, connections_max: int = 20, beneath: httpx2.BaseTransport | None = None) -> None:
        self._pool: httpx2.Client | None = None
        self._opening = threading.Lock()
        self._connections_max = connections_max
        self._beneath = beneath

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Send and wait.

        Raises:
            Unreachable: nothing was sent.
            OutcomeUnknown: the answer was lost after sending.
            Fatal: the address is no address, or the answer is larger than BODY_MAX_BYTES.
        """
        import httpx2  # 50 ms, and the TLS context 30 ms more: paid by those who really call

        if self._pool is None:
            limits = httpx2.Limits(max_connections=self._connections_max)
            self._pool = httpx2.Client(
                limits=limits,
                follow_redirects=False,
                trust_env=True,
                transport=self._beneath,
                mounts=dict.fromkeys(_NEVER_PROXIED),
            )
        try:
            with self._pool.stream(
                request.method, request.url, headers=list(request.headers), content=request.body, timeout=timeout_s
            ) as answer:
                body = bytearray()
                for chunk in answer.iter_bytes():
                    body += chunk
                    _within_limit(request, body)
                return _received(answer, body)
        except (httpx2.HTTPError, httpx2.InvalidURL) as failure:
            raise _failed(request, failure) from failure

    def close(self) -> None:
        """Close the pool; it opens again on the next send."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class AsyncHttpTransport:
    """A pool of connections for one event loop. `beneath` carries the bytes instead of the network, for tests."""

    def __init__(self, *, connections_max: int = 50, beneath: httpx2.AsyncBaseTransport | None = None) -> None:
        self._pool: httpx2.AsyncClient | None = None
        self._connections_max = connections_max
        self._beneath = beneath

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Send without blocking the loop; raises as `HttpTransport.send` does."""
        import httpx2

        if self._pool is None:
            limits = httpx2.Limits(max_connections=self._connections_max)
            self._pool = httpx2.AsyncClient(
                limits=limits,
                follow_redirects=False,
                trust_env=True,
                transport=self._beneath,
                mounts=dict.fromkeys(_NEVER_PROXIED),
            )
        try:
            async with self._pool.stream(
                request.method, request.url, headers=list(request.headers), content=request.body, timeout=timeout_s
            ) as answer:
                body = bytearray()
                async for chunk in answer.aiter_bytes():
                    body += chunk
                    _within_limit(request, body)
                return _received(answer, body)
        except (httpx2.HTTPError, httpx2.InvalidURL) as failure:
            raise _failed(request, failure) from failure

    async def aclose(self) -> None:
        """Close the pool; it opens again on the next send."""
        if self._pool is not None:
            await self._pool.aclose()
            self._pool = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


def _failed(request: HttpRequest, failure: Exception) -> ShoplatchError:
    """Sort a failure by what may have happened on the other side."""
    import httpx2

    why = type(failure).__name__
    if isinstance(failure, httpx2.InvalidURL | httpx2.UnsupportedProtocol):
        return Fatal(f"{redact(request.url)!r} is not an address that can be called: {why}", next_step="Check the base URL.")
    host = urlsplit(request.url).netloc.rpartition("@")[2]
    if isinstance(failure, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.PoolTimeout):
        return Unreachable(
            f"{host} cannot be reached: {why}", next_step="Check the address and that it is up, then try again."
        )
    return OutcomeUnknown(
        f"{request.method} to {host} was sent and its answer was lost: {why}",
        next_step="Read the object to see whether it changed before trying again.",
    )


def _within_limit(request: HttpRequest, body: bytearray) -> None:
    if len(body) > BODY_MAX_BYTES:
        raise Fatal(f"The answer to {request!r} is larger than {BODY_MAX_BYTES} bytes", next_step="Ask for smaller pages.")


def _received(answer: httpx2.Response, body: bytearray) -> HttpResponse:
    return HttpResponse(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, bytes(body))
