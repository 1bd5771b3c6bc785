"""The two transports: blocking and asynchronous, each with its pool, and how their failures are sorted."""

from __future__ import annotations

import os
import threading
import weakref
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from shoplatch.clock import SystemClock
from shoplatch.errors import ShoplatchError
from shoplatch.transport.messages import BODY_MAX_BYTES, IDLE_MAX_S, HttpRequest, HttpResponse
from shoplatch.transport.sending import lost, no_address, too_large, unreachable

if TYPE_CHECKING:
    import httpx2  # loaded with the first pool: the types here are wanted by rooms that never open a connection

    from shoplatch.transport.async_lines import AsyncLines
    from shoplatch.transport.lines import Lines

# A proxy of the environment is for the world outside; a simulator on this machine is never behind it.
_NEVER_PROXIED = ("all://127.0.0.1", "all://localhost", "all://[::1]")
_open: weakref.WeakSet[HttpTransport | AsyncHttpTransport] = weakref.WeakSet()


class HttpTransport:
    """A pool of blocking connections, for any number of threads. `beneath` carries the bytes instead, for tests; a
    connection that was quiet for `idle_s` seconds is not used again.

    Calls go over connections of our own (`lines`), a fraction of the cost of a page of orders; httpx2 takes over where a
    proxy of the environment stands in the way.
    """

    def __init__(
        self, *, connections_max: int = 20, idle_s: float = IDLE_MAX_S, beneath: httpx2.BaseTransport | None = None
    ) -> None:
        self._pool: httpx2.Client | None = None
        self._lines: Lines | None = None
        self._opening = threading.Lock()
        self._connections_max = connections_max
        self._idle_s = idle_s
        self._beneath = beneath
        _open.add(self)

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Send and wait, at most `timeout_s` in all, from waiting for a connection to the last byte.

        Looking up a name is the operating system's and takes its own time. Through a proxy of the environment the limit
        holds for each step up to the headers of the answer.

        Raises:
            Unreachable: nothing was sent.
            OutcomeUnknown: the answer was lost after sending.
            Fatal: the address is no address, or the answer is larger than BODY_MAX_BYTES.
        """
        from shoplatch.transport import lines, trust  # paid by those who really call

        if self._beneath is not None or trust.proxied(request.url):
            return self._send_through_httpx2(request, timeout_s=timeout_s)
        with self._opening:
            if self._lines is None:
                self._lines = lines.Lines(self._connections_max, self._idle_s)
            own = self._lines
        return own.send(request, timeout_s=timeout_s)

    def _send_through_httpx2(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        import httpx2  # 50 ms more

        if self._pool is None:
            self._pool = httpx2.Client(transport=self._beneath, **_pool_settings(self._connections_max))
        monotonic = SystemClock().monotonic
        until = monotonic() + timeout_s
        try:
            with self._pool.stream(
                request.method, request.url, headers=list(request.headers), content=request.body, timeout=timeout_s
            ) as answer:
                body = bytearray()
                for chunk in answer.iter_bytes():
                    body += chunk
                    if len(body) > BODY_MAX_BYTES:
                        raise too_large(request)
                    if monotonic() > until:
                        raise lost(request, "timed out")
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

    def leave(self) -> None:
        """Forget the connections without a word on them: they are another process's, of which this one is a copy."""
        lines, self._pool, self._lines, self._opening = self._lines, None, None, threading.Lock()
        if lines is not None:
            lines.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class AsyncHttpTransport:
    """A pool of connections for one event loop. `beneath` carries the bytes instead of the network, for tests."""

    def __init__(
        self, *, connections_max: int = 50, idle_s: float = IDLE_MAX_S, beneath: httpx2.AsyncBaseTransport | None = None
    ) -> None:
        self._pool: httpx2.AsyncClient | None = None
        self._lines: AsyncLines | None = None
        self._connections_max = connections_max
        self._idle_s = idle_s
        self._beneath = beneath
        _open.add(self)

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        """Send without blocking the loop; raises as `HttpTransport.send` does, and holds its limit on every way."""
        import asyncio

        from shoplatch.transport import async_lines, trust

        if self._lines is None:
            self._lines = async_lines.AsyncLines(self._connections_max, self._idle_s)
        if self._beneath is None and not trust.proxied(request.url):
            return await self._lines.send(request, timeout_s=timeout_s)
        try:
            async with asyncio.timeout(timeout_s):
                return await self._send_through_httpx2(request, timeout_s=timeout_s)
        except TimeoutError as failure:
            raise lost(request, type(failure).__name__) from failure

    async def _send_through_httpx2(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        import httpx2

        if self._pool is None:
            self._pool = httpx2.AsyncClient(transport=self._beneath, **_pool_settings(self._connections_max))
        try:
            async with self._pool.stream(
                request.method, request.url, headers=list(request.headers), content=request.body, timeout=timeout_s
            ) as answer:
                body = bytearray()
                async for chunk in answer.aiter_bytes():
                    body += chunk
                    if len(body) > BODY_MAX_BYTES:
                        raise too_large(request)
                return _received(answer, body)
        except (httpx2.HTTPError, httpx2.InvalidURL) as failure:
            raise _failed(request, failure) from failure

    async def aclose(self) -> None:
        """Close the pool; it opens again on the next send."""
        pool, lines, self._pool, self._lines = self._pool, self._lines, None, None
        if pool is not None:
            await pool.aclose()
        if lines is not None:
            lines.close()

    def leave(self) -> None:
        """Forget the connections, and the loop they were on: they are another process's, of which this one is a copy."""
        self._pool = self._lines = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()


def _pool_settings(connections_max: int) -> dict[str, Any]:
    """What both pools of httpx2 are made with."""
    import httpx2

    return {
        "limits": httpx2.Limits(max_connections=connections_max),
        "follow_redirects": False,
        "trust_env": True,
        "mounts": dict.fromkeys(_NEVER_PROXIED),
    }


def _failed(request: HttpRequest, failure: Exception) -> ShoplatchError:
    """Sort a failure of httpx2 by what may have happened on the other side."""
    import httpx2

    why = type(failure).__name__
    if isinstance(failure, httpx2.InvalidURL | httpx2.UnsupportedProtocol):
        return no_address(request, why)
    if isinstance(failure, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.PoolTimeout):
        return unreachable(request, why)
    return lost(request, why)


def _received(answer: httpx2.Response, body: bytearray) -> HttpResponse:
    return HttpResponse(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, bytes(body))


def _leave_all() -> None:
    """Two processes that read from one connection would get each other's answers (a server that forks its workers after
    the client was made)."""
    for transport in list(_open):
        transport.leave()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_leave_all)
