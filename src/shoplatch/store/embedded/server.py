"""The server itself: made once, started when it does not answer, stopped by the last process that uses it.

Whether it lives is asked by connecting. Everything here may wait, so call it outside an event loop or in a thread.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg
from psycopg import pq, sql

from shoplatch.clock import Clock, SystemClock
from shoplatch.errors import ConfigError
from shoplatch.store.embedded import failures, processes
from shoplatch.store.embedded.binaries import Binaries, copied, packaged
from shoplatch.store.embedded.owners import Lease, any_left, held
from shoplatch.store.embedded.place import PORT, SYSTEM_FOLDER, Place, find, forget, leave, socket_folder

ROLE = "shoplatch"
DATABASE = "shoplatch"
_SUPERUSER = "postgres"
# Nothing of our own environment reaches the server; its messages stay in English, because failures.py reads them.
_ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC"}
_LOG_MAX_BYTES = 5_000_000
_TURN_S = 0.02
_STOP_TIMEOUT_S = 60.0
# How long a server that runs but cannot be reached may go on starting or stopping before it is asked to leave.
_UNREACHABLE_S = 20.0
_SETTINGS = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "max_connections": "300",
    "fsync": "on",
    "full_page_writes": "on",
    "shared_buffers": "128MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "autovacuum_naptime": "10s",  # a backfill fills empty tables faster than the default minute
    "timezone": "UTC",
    "log_timezone": "UTC",
    # The log says what the server did, never what a statement held.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}

# Servers we started and left to others: a handle that is thrown away warns, and could no longer reap its process.
_left_running: list[subprocess.Popen[bytes]] = []


@atexit.register
def _let_go() -> None:
    for process in _left_running:
        if process.poll() is None:
            process.returncode = 0  # it goes on without us; whoever inherits it reaps it


class Postgres:
    """The embedded server of one home folder. Several processes may hold one each; they share the server.

    `settings` adds to or replaces settings of the server; they count for whoever starts it.
    """

    def __init__(
        self,
        home: Path,
        *,
        clock: Clock | None = None,
        start_timeout_s: float = 300.0,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self._home = home.absolute()
        self._clock = clock or SystemClock()
        self._start_timeout_s = start_timeout_s
        self._settings = {**_SETTINGS, **(settings or {})}
        self._lease: Lease | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def start(self) -> str:
        """Become an owner of the server, make and start it where needed, and give its address (it holds the password).

        Raises:
            ConfigError: it cannot be made or started; the sentence says why and what to do.
        """
        _left_running[:] = [process for process in _left_running if process.poll() is None]
        with failures.told(self._home):
            self._home.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._locked():
                place = find(self._home)
                if self._lease is None:
                    self._lease = Lease(place.owners)
                self._lease.take()
                try:
                    return self._up(place)
                except BaseException:
                    self._lease.release()
                    raise

    def ensure(self) -> str:
        """The address, after making sure that the server answers: a killed one is started again."""
        return self.start()

    def stop(self) -> bool:
        """Stop being an owner; the last one stops the server. True if it is stopped now."""
        if self._lease is None:
            return False
        with self._locked():
            self._lease.release()
            self._lease = None
            place = find(self._home)
            if any_left(place.owners):
                if self._process is not None:
                    _left_running.append(self._process)
                    self._process = None
                return False
            self._down(place)
            return True

    def erase(self) -> None:
        """Stop the server, whoever uses it, and remove the database for ever."""
        with self._locked():
            place = find(self._home)
            if self._lease is not None:
                self._lease.release()
                self._lease = None
            self._down(place)
            for path in (place.data, _partial(place), place.owners, place.folder / "run"):
                shutil.rmtree(path, ignore_errors=True)
            for path in (place.password_file, place.log, _older(place.log), place.folder / "home"):
                path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                place.folder.rmdir()
            forget(place)

    # --- up ---------------------------------------------------------------------------------------------------------

    def _up(self, place: Place) -> str:
        sockets = socket_folder(place)
        if _ping(sockets) is not pq.Ping.OK:
            programs = self._programs(place)
            if place.major is None:
                self._create(place, programs)
            self._bring_up(place, programs)
            sockets = socket_folder(place)
        password = _password(place)
        _prepare(sockets, password)
        return _address(sockets, password, ROLE, DATABASE)

    def _programs(self, place: Place) -> Binaries:
        found = packaged(place.major)
        return found if place.run_as is None else copied(found, SYSTEM_FOLDER)

    def _create(self, place: Place, programs: Binaries) -> None:
        """initdb into a folder beside, then rename: a half-made database is never taken for a whole one."""
        partial = _partial(place)
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        place.own(partial)
        if not place.password_file.exists():
            _write_secret(place.password_file, secrets.token_urlsafe(32))
        readable = place.folder / "password.initdb"
        _write_secret(readable, place.password_file.read_text())
        place.own(readable)
        try:
            made = subprocess.run(
                [
                    programs.program("initdb"),
                    *("-D", str(partial), "-U", _SUPERUSER, "--pwfile", str(readable), "--auth=scram-sha-256"),
                    *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                    "--no-instructions",
                ],
                cwd=place.folder,
                env=_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=self._start_timeout_s,
                check=False,
                umask=0o077,
                user=place.user,
                group=place.group,
                extra_groups=place.extra_groups,
            )
        finally:
            readable.unlink()
        if made.returncode != 0:
            raise failures.explained(made.stdout.decode(errors="replace"), place.folder)
        partial.rename(place.data)

    def _bring_up(self, place: Place, programs: Binaries) -> None:
        """Until it answers: wait for one that is starting, send away one that cannot be reached, start one if none runs."""
        deadline = self._clock.monotonic() + self._start_timeout_s
        unreachable_since: float | None = None
        log_from, starts = 0, 0
        while (answer := _ping(socket_folder(place))) is not pq.Ping.OK:
            now = self._clock.monotonic()
            if now > deadline:
                raise failures.explained(_read_from(place.log, log_from), place.folder, waited_s=self._start_timeout_s)
            if answer is pq.Ping.REJECT:
                unreachable_since = None  # it answers, and says that it is starting or stopping
            elif self._process is not None and self._process.poll() is None:
                pass
            elif (pid := processes.postmaster(place.data)) is not None:
                unreachable_since = unreachable_since or now
                if now - unreachable_since > _UNREACHABLE_S:
                    self._end(pid, place)
            else:
                log_from = self._try_start(place, programs, _read_from(place.log, log_from) if starts else "", starts)
                starts += 1
            time.sleep(_TURN_S)

    def _try_start(self, place: Place, programs: Binaries, said: str, starts: int) -> int:
        """Start a server; gives where its words begin in the log. `said` is what the one before it left there."""
        if said:
            _kill(processes.orphans(place.data))
            if starts >= 5 or not failures.may_pass(said):
                raise failures.explained(said, place.folder)
            time.sleep(0.2 * starts)
        processes.disown(place.data)
        _clear(socket_folder(place))
        log_from = _turn_over(place.log)
        settings = {**self._settings, "unix_socket_directories": str(socket_folder(place))}
        with place.log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    programs.program("postgres"),
                    *("-D", str(place.data)),
                    *(part for name, value in settings.items() for part in ("-c", f"{name}={value}")),
                ],
                cwd=place.folder,
                env=_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C in our terminal is for us; we stop the server ourselves
                umask=0o077,
                user=place.user,
                group=place.group,
                extra_groups=place.extra_groups,
            )
        return log_from

    # --- down -------------------------------------------------------------------------------------------------------

    def _down(self, place: Place) -> None:
        pid = processes.postmaster(place.data)
        if pid is not None:
            self._end(pid, place)
        if self._process is not None:
            self._process.wait(_STOP_TIMEOUT_S)
            self._process = None
        sockets = socket_folder(place)
        _clear(sockets)
        leave(sockets, place)

    def _end(self, pid: int, place: Place) -> None:
        """Fast shutdown: open transactions are rolled back, everything is written. Then harder, if it does not go."""
        for sign in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sign)
            deadline = self._clock.monotonic() + _STOP_TIMEOUT_S
            while self._clock.monotonic() < deadline:
                if self._process is not None:
                    self._process.poll()
                if processes.postmaster(place.data) != pid:
                    return
                time.sleep(_TURN_S)
        raise ConfigError(f"The database server of {place.folder} does not stop", next_step=f"Look at process {pid}.")

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with held(self._home / "postgres.lock", self._clock, self._start_timeout_s + _STOP_TIMEOUT_S):
            yield


def _ping(sockets: Path) -> pq.Ping:
    asked = f"host={sockets} port={PORT} user={_SUPERUSER} dbname=postgres connect_timeout=5"
    return pq.Ping(pq.PGconn.ping(asked.encode()))


def _prepare(sockets: Path, password: str) -> None:
    """The role we work as (it may make databases, nothing else) and our database; made if missing."""
    address = _address(sockets, password, _SUPERUSER, "postgres")
    try:
        with psycopg.connect(address, autocommit=True, connect_timeout=30) as conn:
            if not conn.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE]).fetchone():
                made = sql.SQL("CREATE ROLE {} LOGIN CREATEDB PASSWORD {}").format(sql.Identifier(ROLE), password)
                conn.execute(made)
            if not conn.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                named = (sql.Identifier(DATABASE), sql.Identifier(ROLE))
                conn.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*named))
    except psycopg.OperationalError as refused:
        raise failures.explained(str(refused), sockets) from refused


def _password(place: Place) -> str:
    try:
        return place.password_file.read_text().strip()
    except FileNotFoundError:
        raise ConfigError(
            f"The database's password is missing: {place.password_file}",
            next_step="Bring the file back from a backup of the same folder.",
        ) from None


def _address(sockets: Path, password: str, role: str, database: str) -> str:
    return f"postgresql://{role}:{quote(password)}@/{database}?host={quote(str(sockets), safe='')}&port={PORT}"


def _clear(sockets: Path) -> None:
    """Remove a killed server's socket and its lock; the folder is ours alone, and no server of ours runs."""
    for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
        (sockets / name).unlink(missing_ok=True)


def _kill(pids: list[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _write_secret(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def _partial(place: Place) -> Path:
    return place.folder / "data.partial"


def _older(log: Path) -> Path:
    return log.with_name(log.name + ".1")


def _turn_over(log: Path) -> int:
    """Keep the log small; gives its size, where the next words will begin."""
    if log.exists() and log.stat().st_size > _LOG_MAX_BYTES:
        log.replace(_older(log))
    return log.stat().st_size if log.exists() else 0


def _read_from(log: Path, start: int) -> str:
    try:
        with log.open("rb") as file:
            file.seek(start)
            return file.read(64_000).decode(errors="replace")
    except FileNotFoundError:
        return ""
