"""The simulator's side of a connection: uvicorn's, with a short way for the calls of the API, which are most of them.

Such a call is answered as soon as it is whole, in the order it came, without a task of its own; nothing in it ever waits.
Everything else (the control, consent, uploads, calls that shall go wrong on the wire) goes the long way through ASGI. Both
ways end in `Site`; what is answered does not depend on the way.
"""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from shoplatch.simulator.asgi import BODY_MAX_BYTES, HANG_UP, Site
from shoplatch.simulator.gate import Call

_METHODS = (b"GET", b"POST", b"PUT", b"DELETE")


class HasSite(Protocol):
    """The app uvicorn serves: whatever is asked goes to the site of the moment."""

    site: Site | None


class Door(HttpToolsProtocol):
    """One connection."""

    app: HasSite  # the `SimulatorServer`

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._gone = asyncio.Event()
        self._site: Site | None = None  # of the call under way, when it goes the short way
        self._target: tuple[str, str, str] = ("", "", "")  # its method, path and query string
        self._named: dict[str, str] = {}
        self._parts: list[bytes] = []
        self._heard = 0  # pieces of data so far
        self._heard_then = 0  # when the timer of a quiet connection was set

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(_InOnePiece(transport))  # type: ignore[arg-type]  # does what uvicorn asks of one

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)
        self._gone.set()

    def on_message_begin(self) -> None:
        self.url, self.headers, self.expect_100_continue = b"", [], False  # what the long way adds is made there

    def on_headers_complete(self) -> None:
        site = self.app.site
        if site is not None and self._is_short(site):
            self._site, self._parts = site, []
            return
        url, headers, expect = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.expect_100_continue = url, expect
        self.headers.extend(headers)
        self.scope["extensions"] = {HANG_UP: self._hang_up}  # type: ignore[dict-item]  # an extension of our own
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        if self._site is None:
            super().on_body(body)
        else:
            self._parts.append(body)

    def on_message_complete(self) -> None:
        site, self._site = self._site, None
        if site is None:
            super().on_message_complete()
            return
        method, path, query_string = self._target
        client = self.client[0] if self.client else ""
        answer = site.api(Call(method, path, query_string, self._named, b"".join(self._parts), client))
        self._send(answer.status, answer.headers, answer.body)

    def _is_short(self, site: Site) -> bool:
        """Whether nothing stands in the way: a plain call of modest size, with no other still being answered before it."""
        url, method = self.url, self.parser.get_method()
        if (
            method not in _METHODS
            or not url.startswith(b"/")
            or b"#" in url
            or self.expect_100_continue
            or self.flow.write_paused
            or not (self.cycle is None or self.cycle.response_complete)
            or not self.parser.should_keep_alive()
            or self.parser.get_http_version() != "1.1"
        ):
            return False
        path, _, query_string = url.partition(b"?")
        if b"%" in path:
            return False
        self._named = {name.decode("latin-1"): value.decode("latin-1") for name, value in self.headers}
        length = self._named.get("content-length", "0")
        if "transfer-encoding" in self._named or not length.isdigit() or int(length) > BODY_MAX_BYTES:
            return False
        self._target = (method.decode("latin-1"), path.decode("latin-1"), query_string.decode("latin-1"))
        return site.answers_at_once(self._target[1], self._named)

    def _send(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        head = [STATUS_LINE[status]]
        for name, value in headers:
            head += (name, b": ", value, b"\r\n")
        self.transport.write(b"".join((*head, b"\r\n", body)))
        self.server_state.total_requests += 1
        if self.timeout_keep_alive_task is None:
            self._start_timer()

    def on_response_complete(self) -> None:
        self._stop_timer()
        super().on_response_complete()
        self._heard_then = self._heard

    def _unset_keepalive_if_required(self) -> None:
        """Called with every piece of data: the timer runs on and looks later whether the connection was quiet."""
        self._heard += 1

    def timeout_keep_alive_handler(self) -> None:
        self.timeout_keep_alive_task = None
        if self.transport.is_closing():
            return
        if self._heard == self._heard_then and (self.cycle is None or self.cycle.response_complete):
            self.transport.close()
        else:
            self._start_timer()

    def _start_timer(self) -> None:
        self._heard_then = self._heard
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _stop_timer(self) -> None:
        if self.timeout_keep_alive_task is not None:
            self.timeout_keep_alive_task.cancel()
            self.timeout_keep_alive_task = None

    async def _hang_up(self) -> None:
        self.transport.close()  # what was sent so far leaves first
        await self._gone.wait()


class _InOnePiece:
    """A transport that sends the head of an answer together with what follows at once: one call of the system, not two."""

    __slots__ = ("_held", "_loop", "_transport")

    def __init__(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport
        self._loop = asyncio.get_running_loop()
        self._held = b""

    def write(self, data: bytes) -> None:
        if self._held:
            held, self._held = self._held, b""
            self._transport.write(held + data)
        elif data.startswith(b"HTTP/1.1 ") and data.endswith(b"\r\n\r\n"):
            self._held = data
            self._loop.call_soon(self._flush)  # nothing may follow
        else:
            self._transport.write(data)

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        if self._held:
            held, self._held = self._held, b""
            self._transport.write(held)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)
