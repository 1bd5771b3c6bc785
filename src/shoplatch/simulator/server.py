"""Runs one simulator: takes the port, builds the world, serves, keeps time flowing, stops cleanly.

What is served is `asgi.py`'s. One process holds one world.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket  # noqa: TID251  # a server is where sockets open
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import uvicorn

from shoplatch.clock import Clock, SetClock, SystemClock
from shoplatch.errors import ConfigError
from shoplatch.simulator import money, saving, worlds
from shoplatch.simulator.asgi import Receive, Scope, Send, Site, build
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.door import Door
from shoplatch.simulator.keeping import keep
from shoplatch.simulator.memory import rest
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.prepared import Prepared
from shoplatch.simulator.ready import Ready, address, begin
from shoplatch.simulator.state.world import World
from shoplatch.simulator.wire import HttpWire, Wire
from shoplatch.simulator.worlds.branches import open_yesterday

TICK_S = 0.025
STOP_WITHIN_S = 5
_log = logging.getLogger("shoplatch.simulator")


class SimulatorServer:
    """One simulator in this process: `start`, then `stop`."""

    def __init__(
        self, options: SimulatorOptions, clock: Clock | None = None, *, wire: Callable[[Clock], Wire] = HttpWire
    ) -> None:
        self._options = options
        self._wall = clock or SystemClock()
        self._wire = wire
        self._prepared = Prepared()
        self._tasks: list[asyncio.Task[None]] = []
        self._server: uvicorn.Server | None = None
        self._redirect: Any = None
        self.site: Site | None = None

    async def start(self) -> Ready:
        """Listen, and say where. Raises ConfigError when the port is taken or a file cannot be used."""
        options = self._options
        listening = _bind(options.host, options.port)  # first: a second start must not touch the files of the first
        try:
            if options.ready_file is not None:
                options.ready_file.unlink(missing_ok=True)  # a stale one would call a client too early
            world, restored = _world(options, self._wall)
            open_yesterday(world, options.markets)
            world.base_url = address(options.host, listening.getsockname()[1])
            self.site = self._site_of(world)
            await self._serve(self.site, listening)
            ready = begin(world, restored=restored)
            if options.redirect_folder is not None:
                ready.told.update(await self._redirected(options.redirect_folder, listening.getsockname()[:2]))
            if options.ready_file is not None:
                saving.write_private(options.ready_file, msgspec.json.format(msgspec.json.encode(ready.told), indent=2))
        except BaseException:
            await self._end()
            listening.close()
            raise
        return ready

    async def _redirected(self, folder: Path, target: tuple[str, int]) -> dict[str, str]:
        """Lead TikTok's own hosts here, for clients whose hosts are written into their code."""
        try:
            from shoplatch.simulator.redirect import Redirect
        except ImportError as missing:
            raise ConfigError(
                "The redirect needs the package cryptography", next_step="pip install cryptography."
            ) from missing
        options = self._options
        self._redirect = Redirect(folder, self._wall)
        port = await self._redirect.start(options.host, options.redirect_port, target)
        return {"https_proxy": address(options.host, port), "ca_file": str(self._redirect.authority)}

    async def renew(self, world: str, seed: int, markets: Sequence[str] = ()) -> Ready:
        """Another world behind the same address; nothing of the one before is left. Raises ConfigError for an unknown."""
        before = self.site
        built = self._prepared.world(world, seed, SimClock(self._wall))
        open_yesterday(built, markets)
        if before is not None:
            built.base_url = before.world.base_url
            await before.webhooks.stop()
        self.site = self._site_of(built)
        self.site.webhooks.start()
        return begin(built, restored=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Whatever is asked goes to the world of the moment."""
        if self.site is not None:
            await self.site(scope, receive, send)

    def _site_of(self, world: World) -> Site:
        world.rendered.on = True
        return build(world, self._options, wire=self._wire(self._wall))

    async def stop(self) -> None:
        """Stop taking calls, let webhooks on their way end, write the state file."""
        await self._end()
        if self.site is not None and self._options.state_file is not None:
            saving.save(self.site.world, self._options.state_file)
        if self._options.ready_file is not None:
            self._options.ready_file.unlink(missing_ok=True)

    async def _serve(self, site: Site, listening: socket.socket) -> None:
        self._server = _Server(
            uvicorn.Config(
                self,
                loop="none",
                http=Door,
                ws="none",
                lifespan="off",
                date_header=False,  # ours is virtual
                server_header=False,
                proxy_headers=False,
                access_log=False,
                log_config=None,
                backlog=2048,
                timeout_keep_alive=75,
                timeout_graceful_shutdown=STOP_WITHIN_S,
            )
        )
        site.webhooks.start()
        serving = asyncio.create_task(self._server.serve(sockets=[listening]))
        self._tasks = [serving, asyncio.create_task(self._tick())]
        if self._options.state_file is not None:
            self._tasks.append(asyncio.create_task(keep(site, self._options.state_file)))
        while not self._server.started:
            await asyncio.sleep(0.002)
            if serving.done():
                await serving
                raise ConfigError("The server stopped before it was ready")

    async def _tick(self) -> None:
        """Let what is due happen and buyers buy. A fault here is counted and logged, and time flows on."""
        while True:
            await asyncio.sleep(TICK_S)
            site = self.site
            if site is None:
                continue
            try:
                site.happened += site.world.catch_up()
                if came := site.traffic.step():
                    site.happened += came
                    site.world.rendered.forget()
                site.webhooks.tick()
            except Exception:
                site.world.tally.inner_faults += 1
                _log.exception("something that was due failed inside the simulator")

    async def _end(self) -> None:
        if self._redirect is not None:
            await self._redirect.stop()
        if self._server is not None:
            self._server.should_exit = True
        for task in self._tasks[1:]:
            task.cancel()
        for task in self._tasks:
            with suppress(asyncio.CancelledError):
                await task
        self._tasks = []
        if self.site is not None:
            await self.site.webhooks.stop()


def run(options: SimulatorOptions, *, on_ready: Callable[[Ready], None] | None = None) -> None:
    """Serve until SIGTERM or SIGINT; `on_ready` is told where.

    Raises:
        ConfigError: the port is taken, the world is unknown, or a file cannot be used.
    """
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_run(options, on_ready))


async def _run(options: SimulatorOptions, on_ready: Callable[[Ready], None] | None) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with suppress(NotImplementedError):  # loops of Windows take no signals
            asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    server = SimulatorServer(options)
    ready = await server.start()
    resting = asyncio.create_task(rest(server.site.world)) if server.site is not None else None
    try:
        if on_ready is not None:
            on_ready(ready)
        await stopping.wait()
    finally:
        if resting is not None:
            resting.cancel()
        await server.stop()


class _Server(uvicorn.Server):
    """Signals are taken by `_run`, which has more to do than to stop serving."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _world(options: SimulatorOptions, wall: Clock) -> tuple[World, bool]:
    """The world of the state file if there is one, else a new one; and whether it was restored."""
    file = options.state_file
    if file is None or not file.exists():
        return worlds.build(options.world, options.seed, SimClock(wall)), False
    saved = saving.read(file)
    # The seed's history hangs on the moment the world was born, so it is built there and then brought to now.
    world = worlds.build(saved.name, saved.seed, SimClock(SetClock(datetime.fromtimestamp(saved.born_at, UTC))))
    world.clock.wall = wall
    saving.restore(saved, world)
    money.begin(world)  # nothing, unless the file is from before money was kept
    return world, True


def _bind(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as failure:
        raise ConfigError(
            f"The simulator cannot listen on {host} port {port}: {_why(failure)}",
            next_step="Choose another port with --port, or 0 for a free one.",
        ) from failure


def _why(failure: OSError) -> str:
    """The system's own words; asyncio and getaddrinfo put longer ones into `strerror`."""
    if failure.errno is None or isinstance(failure, socket.gaierror):
        return str(failure.strerror or failure)
    return os.strerror(failure.errno).lower()


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:  # not made for Windows
        return None
    return uvloop.new_event_loop
