"""The two transports: blocking and asynchronous, each with its pool, and how their failures are sorted."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from shoplatch.errors import Fatal, OutcomeUnknown, ShoplatchError, Unreachable
from shoplatch.transport.messages import BODY_MAX_BYTES, HttpRequest, HttpResponse, redact

if TYPE_CHECKING:
    import httpx2  # loaded with the first pool: the types here are wanted by rooms that never open a connection

    from shoplatch.transport.lines import Lines

# A proxy of the environment is for the world outside; a simulator on this machine is never behind it.
_NEVER_PROXIED = ("all://127.0.0.1", "all://localhost", "all://[::1]")


class HttpTransport:
    """A pool of blocking connections, for any number of threads. `beneath` carries the bytes instead, for tests.

    Calls go over the standard library's connections (`lines`), a third of the cost of a page of orders; httpx2 takes over
    where a proxy of the environment stands in the way.
    """

    def __init__(self, *, connections_max: int = 20, beneath: httpx2.BaseTransport | None = None) -> None:
        self._pool: httpx2.Client | None = None
        self._lines: Lines | None = None
        self._opening = threading.Lock()
        self._connections_max = connections_max
        self._beneath = beneath

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Send and wait, at most `timeout_s` for each step (connecting, sending, the next bytes).

        Raises:
            Unreachable: nothing was sent.
            OutcomeUnknown: the answer was lost after sending.
            Fatal: the address is no address, or the answer is larger than BODY_MAX_BYTES.
        """
        from shoplatch.transport import lines  # 20 ms, and the TLS context 30 ms more: paid by those who really call

        if self._beneath is not None or lines.proxied(request.url):
            return self._send_through_httpx2(request, timeout_s=timeout_s)
        with self._opening:
            if self._lines is None:
                self._lines = lines.Lines(self._connections_max)
            own = self._lines
        return own.send(request, timeout_s=timeout_s)

    def _send_through_httpx2(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        import httpx2  # 50 ms more

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
        with self._opening:
            pool, lines, self._pool, self._lines = self._pool, self._lines, None, None
        if pool is not None:
            pool.close()
        if lines is not None:
            lines.close()

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
