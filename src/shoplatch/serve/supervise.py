"""Keeps the platform running on one machine: the embedded database, a web process and a worker process.

A child that dies is started again, later each time while it keeps dying; a killed database comes back within a second.
It serves nothing and works on nothing itself, so that nothing but its own end can take it down. Children hold a pipe from
it: when it is killed outright, they see the pipe close and leave.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from dataclasses import dataclass

from shoplatch.clock import Clock, SystemClock
from shoplatch.config import Options, at_port, child_environment, make_home
from shoplatch.errors import ShoplatchError
from shoplatch.serve import logs
from shoplatch.serve.listen import Listener, listen, port_of
from shoplatch.serve.loop import run
from shoplatch.serve.record import OnlyOne, Record
from shoplatch.store.address import try_once
from shoplatch.store.embedded import Postgres

# The exit code of a child that cannot run with these settings. Said at its first start it is a mistake of whoever started
# us. Said later, by a child that already ran with the same settings, it is the world that changed (a database that is being
# restored knows no database and no role for a while), and it may change back.
WRONG_SETTINGS = 2
ENSURE_EVERY_S = 1.0
BACKOFF_S = (0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
KILLED, KILLED_WAIT_S = -9, 1.0  # SIGKILL, which Windows does not name
STEADY_AFTER_S = 30.0  # alive this long: its next death starts with the shortest wait again
STOP_WITHIN_S = 8.0

log = logging.getLogger(__name__)


def supervise(options: Options) -> int:
    """Run database, web and worker until a signal comes; gives the exit code.

    Raises:
        ConfigError: the port is taken, another supervisor has this home, or the database cannot be started or refuses us.
        Unreachable: nobody answers at the address of the database that was given.
    """
    make_home(options.home)
    logs.start(options.log, role="supervisor")
    with OnlyOne(options.home), listen(options.web.host, options.web.port) as listener:
        settled = at_port(options, port_of(listener))
        if options.database.url:
            try_once(options.database.url)
            return run(Supervisor(settled, listener, SystemClock(), postgres=None).run())
        with Postgres(options.home) as postgres:
            return run(Supervisor(settled, listener, SystemClock(), postgres=postgres).run())


@dataclass
class Child:
    """One process of ours and how often it died in a row."""

    role: str
    process: asyncio.subprocess.Process | None = None
    starts: int = 0
    deaths: int = 0

    def is_hopeless(self, code: int) -> bool:
        """Whether starting it again changes nothing, after it ended with this exit code. It has said why itself."""
        return code == WRONG_SETTINGS and self.starts == 1


class Supervisor:
    """Runs until `stop` is set, a signal comes, or a child says at its first start that the settings are wrong."""

    def __init__(self, options: Options, listener: Listener, clock: Clock, *, postgres: Postgres | None) -> None:
        self._options = options
        self._listener = listener
        self._clock = clock
        self._postgres = postgres
        self._children = [Child("web"), Child("worker")]
        self._record = Record(options.home)
        self._exit_code = 0
        self.stop = asyncio.Event()

    async def run(self) -> int:
        """Start everything, keep it running, stop it cleanly; gives the exit code."""
        self._take_signals()
        tasks = [asyncio.create_task(self._keep(child), name=child.role) for child in self._children]
        if self._postgres is not None:
            tasks.append(asyncio.create_task(self._keep_database(self._postgres), name="database"))
        try:
            await self.stop.wait()
        finally:
            await self._stop_children()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            self._record.clear()
        return self._exit_code

    def _take_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(self.stop.set))

    async def _keep(self, child: Child) -> None:
        """Start the child again and again until we stop."""
        while not self.stop.is_set():
            began = self._clock.monotonic()
            child.process = await self._spawn(child.role)
            child.starts += 1
            self._write_record()
            code = await child.process.wait()
            if self.stop.is_set():
                return
            if child.is_hopeless(code):
                self._exit_code = WRONG_SETTINGS
                self.stop.set()
                return
            child.deaths = 0 if self._clock.monotonic() - began > STEADY_AFTER_S else child.deaths + 1
            wait_s = BACKOFF_S[min(child.deaths, len(BACKOFF_S) - 1)]
            if code == KILLED:  # somebody else's doing: it does not keep dying by itself
                wait_s = min(wait_s, KILLED_WAIT_S)
            log.warning("%s ended with %s; starting it again in %.1f s", child.role, code, wait_s)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.stop.wait(), wait_s)

    async def _spawn(self, role: str) -> asyncio.subprocess.Process:
        """Same interpreter, settings by the environment: no secret is ever in a process list."""
        web = self._options.web
        arguments = ["--home", str(self._options.home), "serve", "--role", role, "--host", web.host, "--port", str(web.port)]
        handed: tuple[int, ...] = ()
        if role == "web":
            handed = (self._listener.fileno(),)
            arguments += ["--listen-fd", str(handed[0])]
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "shoplatch", *arguments, "--tether"),
            env=child_environment(self._options),
            stdin=asyncio.subprocess.PIPE,
            pass_fds=handed,
            start_new_session=True,  # Ctrl-C in the terminal reaches us alone; we tell the children in order
        )

    async def _keep_database(self, postgres: Postgres) -> None:
        while True:
            await asyncio.sleep(ENSURE_EVERY_S)
            try:
                await asyncio.to_thread(postgres.ensure)
            except (ShoplatchError, OSError) as failure:
                log.error("the database is down and did not start again: %s", failure)

    async def _stop_children(self) -> None:
        alive = [child.process for child in self._children if child.process and child.process.returncode is None]
        for process in alive:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        if not alive:
            return
        _, late = await asyncio.wait({asyncio.create_task(process.wait()) for process in alive}, timeout=STOP_WITHIN_S)
        if late:
            log.warning("a process did not stop within %.0f s and was killed", STOP_WITHIN_S)
        for process in alive:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()

    def _write_record(self) -> None:
        pids = {child.role: child.process.pid for child in self._children if child.process}
        self._record.write(
            address=self._options.web.public_url,
            listening=f"http://{self._options.web.host}:{port_of(self._listener)}",
            started_at=self._clock.now().isoformat(),
            pids=pids,
        )
