"""Outgoing HTTP: the only place of the platform that opens a connection to another host.

Takes finished requests and gives back finished answers, over one connection pool. It neither signs nor retries nor
reads JSON. It knows which parts of a URL and which headers are secret, so that nobody else has to (`redact`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

import httpx2

from shoplatch.errors import OutcomeUnknown, Unreachable

SECRET_PARAMETERS = ("app_secret", "access_token", "refresh_token", "auth_code", "code", "sign")
SECRET_HEADERS = frozenset({"x-tts-access-token", "authorization", "cookie", "set-cookie"})
_SECRET_QUERY = re.compile(r"(?<=[?&])(" + "|".join(SECRET_PARAMETERS) + r")=[^&#\s]+")
BODY_MAX_BYTES = 64 * 1024 * 1024


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
    return _SECRET_QUERY.sub(r"\1=***", url)


class HttpTransport:
    """A pool of blocking connections."""

    def __init__(self, *, connections_max: int = 20) -> None:
        self._pool: httpx2.Client | None = None
        self._limits = httpx2.Limits(max_connections=connections_max)

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        if self._pool is None:  # made on the first call: building the TLS context costs 30 ms
            self._pool = httpx2.Client(limits=self._limits, follow_redirects=False, trust_env=True)
        try:
            answer = self._pool.request(
                request.method, request.url, headers=list(request.headers), content=request.body, timeout=timeout_s
            )
        except httpx2.HTTPError as failure:
            raise _failed(request, failure) from failure
        return _received(answer)

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
    """A pool of connections for one event loop."""

    def __init__(self, *, connections_max: int = 50) -> None:
        self._pool: httpx2.AsyncClient | None = None
        self._limits = httpx2.Limits(max_connections=connections_max)

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        if self._pool is None:
            self._pool = httpx2.AsyncClient(limits=self._limits, follow_redirects=False, trust_env=True)
        try:
            answer = await self._pool.request(
                request.method, request.url, headers=list(request.headers), content=request.body, timeout=timeout_s
            )
        except httpx2.HTTPError as failure:
            raise _failed(request, failure) from failure
        return _received(answer)

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


def _failed(request: HttpRequest, failure: httpx2.HTTPError) -> Unreachable | OutcomeUnknown:
    """Sort a failure by what may have happened on the other side."""
    host = httpx2.URL(request.url).netloc.decode()
    why = type(failure).__name__
    if isinstance(failure, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.PoolTimeout | httpx2.UnsupportedProtocol):
        return Unreachable(
            f"{host} cannot be reached: {why}", next_step="Check the address and that it is up, then try again."
        )
    return OutcomeUnknown(
        f"{request.method} to {host} was sent and its answer was lost: {why}",
        next_step="Read the object to see whether it changed before trying again.",
    )


def _received(answer: httpx2.Response) -> HttpResponse:
    return HttpResponse(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, answer.content)
