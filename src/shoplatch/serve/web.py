"""The web process: uvicorn, with the webhook door and the API in front of the console.

The door is looked for first, by path, so that a webhook never walks through the pages' framework.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import uvicorn

from shoplatch.api import build as build_api
from shoplatch.api.gate import PREFIX as API
from shoplatch.app import Platform
from shoplatch.config import Options, at_port, make_home
from shoplatch.console import build
from shoplatch.inbox.door import PREFIX
from shoplatch.serve import logs
from shoplatch.serve.listen import Listener, inherited, listen, port_of
from shoplatch.serve.loop import run

STOP_WITHIN_S = 3  # open event streams are cut after this
# Longer than senders and proxies keep an idle connection (15 to 60 s as a rule). Were ours shorter, now and then a webhook
# would set out on a connection we are just closing, and come again two minutes later.
IDLE_CONNECTION_S = 75

Scope = MutableMapping[str, Any]  # ASGI's own types: the wire
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

log = logging.getLogger(__name__)


def front(door: Asgi, pages: Asgi, api: Asgi | None = None) -> Asgi:
    """One application: webhooks to the door, /api to the API, everything else (lifespan too) to the pages."""

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(PREFIX):
            await door(scope, receive, send)
        elif api is not None and scope["type"] == "http" and (scope["path"] == API or scope["path"].startswith(f"{API}/")):
            await api(scope, receive, send)
        else:
            await pages(scope, receive, send)

    return dispatch


def web(options: Options, *, listen_fd: int | None = None) -> None:
    """Serve until a signal comes. `listen_fd` is the socket a supervisor opened; without it we open our own.

    Raises:
        ConfigError: the port is taken, or a setting is wrong.
    """
    make_home(options.home)
    logs.start(options.log, role="web")
    listener = inherited(listen_fd) if listen_fd is not None else listen(options.web.host, options.web.port)
    with listener:
        run(_serve(at_port(options, port_of(listener)), listener, supervised=listen_fd is not None))


async def _serve(options: Options, listener: Listener, *, supervised: bool) -> None:
    """Let requests end when a signal comes, then close what was opened."""
    stop = _Stop()
    platform = await Platform.open(options, worker_beside=supervised)
    try:
        config = uvicorn.Config(
            front(platform.door, build(platform), build_api(platform)),
            loop="none",  # we already run in the loop that was chosen
            http="httptools",
            ws="none",
            lifespan="on",
            log_config=None,
            access_log=False,  # addresses of callbacks carry codes
            server_header=False,
            proxy_headers=bool(options.web.trusted_proxies),
            forwarded_allow_ips=list(options.web.trusted_proxies) or None,
            timeout_keep_alive=IDLE_CONNECTION_S,
            timeout_graceful_shutdown=STOP_WITHIN_S,
        )
        server = uvicorn.Server(config)
        if not stop.asked:
            log.info("the console answers at %s", options.web.public_url)
            await server.serve(sockets=[listener])
    finally:
        await platform.close()


class _Stop:
    """Takes the signals until uvicorn does, and again when it raises them once more after it has stopped: without a handler
    that would end us before we have closed up, and one that came while we were starting would be forgotten."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._take)

    def _take(self, *_: object) -> None:
        self.asked = True
