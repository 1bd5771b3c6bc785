"""Runs a small server of the recorder on this machine: the proxy, or the stubs."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket  # noqa: TID251  # a server is where sockets open
import threading
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import uvicorn

from shoplatch.errors import ConfigError

HOST = "127.0.0.1"
STARTS_WITHIN_S = 30.0


async def serve(application: Any, port: int, *, on_ready: Callable[[str], None]) -> None:
    """Serve on loopback until the process is told to stop; `on_ready` is told the address.

    Raises:
        ConfigError: the port is taken.
    """
    with _bound(port) as listening:
        server = _server(application)
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            with contextlib.suppress(NotImplementedError):  # loops of Windows take no signals
                loop.add_signal_handler(number, lambda: setattr(server, "should_exit", True))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started and not serving.done():  # noqa: ASYNC110  # uvicorn says it by a flag alone
            await asyncio.sleep(0.005)
        if server.started:
            on_ready(address(listening))
        await serving


@contextlib.contextmanager
def served(application: Any, port: int = 0, *, closing: Callable[[], Awaitable[None]] | None = None) -> Iterator[str]:
    """The same on a thread, for tests: the address, until the block ends. `closing` is awaited on that thread's loop."""

    async def live() -> None:
        await server.serve(sockets=[listening])
        if closing is not None:
            await closing()

    with _bound(port) as listening:
        server = _server(application)
        thread = threading.Thread(target=lambda: asyncio.run(live()), daemon=True)
        thread.start()
        up = threading.Event()
        for _ in range(round(STARTS_WITHIN_S / 0.01)):
            if server.started or not thread.is_alive():
                break
            up.wait(0.01)
        try:
            yield address(listening)
        finally:
            server.should_exit = True
            thread.join(STARTS_WITHIN_S)


def address(listening: socket.socket) -> str:
    """Where a listening socket is reached."""
    return f"http://{HOST}:{listening.getsockname()[1]}"


def _bound(port: int) -> socket.socket:
    try:
        return socket.create_server((HOST, port), backlog=512)
    except OSError as failure:
        raise ConfigError(
            f"Port {port} of this machine cannot be listened on: {failure.strerror}",
            next_step="Choose another with --port, or 0 for a free one.",
        ) from failure


def _server(application: Any) -> uvicorn.Server:
    config = uvicorn.Config(
        application, lifespan="off", access_log=False, log_config=None, server_header=False, date_header=False,
        proxy_headers=False, timeout_graceful_shutdown=2,
    )  # fmt: skip
    return _Quiet(config)


class _Quiet(uvicorn.Server):
    """Signals are the caller's."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
