"""Several machines on one PostgreSQL, for journeys: each with its data folder, in a network of its own where asked for."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import threading
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.journeys.platform import Running, environment_of

READY_WITHIN_S = 180


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@dataclass
class Balancer:
    """Hands each connection to the first of the addresses that takes it; an address may also be a unix socket's path."""

    addresses: list[tuple[str, int] | str]
    host: str = "127.0.0.1"
    port: int = 0
    _server: socket.socket | None = field(default=None, init=False)
    _taking: threading.Thread | None = field(default=None, init=False)

    def __enter__(self) -> Balancer:
        self._server = socket.create_server((self.host, self.port), backlog=256)
        self.port = self._server.getsockname()[1]
        self._taking = threading.Thread(target=self._take, daemon=True)
        self._taking.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._server is not None and self._taking is not None:
            self._server.shutdown(socket.SHUT_RDWR)  # closing alone would leave the thread in accept
            self._taking.join()
            self._server.close()

    def _take(self) -> None:
        assert self._server is not None
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._server.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client:
            for address in list(self.addresses):
                with contextlib.suppress(OSError), self._reached(address) as there:
                    back = threading.Thread(target=_pump, args=(there, client), daemon=True)
                    back.start()
                    _pump(client, there)
                    back.join()
                    return

    @staticmethod
    def _reached(address: tuple[str, int] | str) -> socket.socket:
        if isinstance(address, str):
            there = socket.socket(socket.AF_UNIX)
            there.connect(address)
            return there
        there = socket.create_connection(address, timeout=0.5)
        there.settimeout(None)
        return there


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65_536):
            target.sendall(data)
    for one, how in ((target, socket.SHUT_WR), (source, socket.SHUT_RD)):
        with contextlib.suppress(OSError):
            one.shutdown(how)


@dataclass
class Machine:
    """One machine: its processes by role, started and stopped one by one."""

    home: Path
    environment: dict[str, str] = field(repr=False)
    start: tuple[str, ...] = ()
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def run(self, role: str, *, host: str = "127.0.0.1", port: int = 0) -> None:
        """Start `serve --role`; a web process is waited for."""
        more = ("--host", host, "--port", str(port)) if role == "web" else ()
        command = [*self.start, sys.executable, "-m", "shoplatch", "--home", str(self.home), "serve", "--role", role, *more]
        with self.log.open("ab") as out:
            self.processes[role] = subprocess.Popen(command, stdout=out, stderr=out, env=self.environment)
        if role == "web":
            _until(lambda: _answers(host, port), f"{self.home.name} is not ready: {self.log.read_text()[-2000:]}")

    @property
    def log(self) -> Path:
        return self.home.with_suffix(".log")

    def kill(self, role: str) -> None:
        self.processes[role].kill()
        self.processes[role].wait()

    def stop(self, role: str) -> None:
        """As a rolling restart does it: SIGTERM, and wait."""
        self.processes[role].terminate()
        self.processes[role].wait(timeout=30)

    def stop_all(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                process.terminate()
        for process in self.processes.values():
            try:
                process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    @property
    def terminal(self) -> Running:
        """The terminal on this machine."""
        return Running(self.home, self.environment, self.log)


def settings(database_url: str, public_url: str) -> dict[str, str]:
    """What all machines have in common."""
    return {
        "SHOPLATCH_DATABASE_URL": database_url,
        "SHOPLATCH_MASTER_KEY": b64encode(secrets.token_bytes(32)).decode(),
        "SHOPLATCH_PUBLIC_URL": public_url,
        "SHOPLATCH_INCREMENTAL_S": "3",
        "SHOPLATCH_RECONCILE_S": "20",
    }


@contextlib.contextmanager
def machines(folder: Path, count: int, common: dict[str, str], *starts: tuple[str, ...]) -> Iterator[list[Machine]]:
    """So many machines; whatever runs on them at the end is stopped."""
    made = []
    for number in range(count):
        home = folder / f"machine{number}"
        home.mkdir()
        start = starts[number] if starts else ()
        made.append(Machine(home, environment_of(home, **common), start))
    try:
        yield made
    finally:
        for one in made:
            one.stop_all()


@dataclass(frozen=True)
class Network:
    """Machines behind a bridge of this host, each in a network namespace; `gateway` is where they reach the host."""

    name: str
    gateway: str
    addresses: tuple[str, ...]

    def start(self, number: int) -> tuple[str, ...]:
        """What a command is started by to run on that machine."""
        return ("ip", "netns", "exec", f"{self.name}n{number}")

    def unplug(self, number: int) -> None:
        _ip("link", "set", f"{self.name}v{number}", "down")

    def plug_in(self, number: int) -> None:
        _ip("link", "set", f"{self.name}v{number}", "up")


@contextlib.contextmanager
def network(count: int) -> Iterator[Network]:
    """A bridge and as many namespaces; skips where the system does not let us make them."""
    if os.geteuid() != 0 or shutil.which("ip") is None:
        pytest.skip("network namespaces need root, and ip of iproute2")
    name, third = f"sl{os.getpid() % 100_000}", secrets.randbelow(250) + 2
    made = Network(name, f"10.213.{third}.1", tuple(f"10.213.{third}.{2 + n}" for n in range(count)))
    try:
        try:
            _ip("link", "add", f"{name}b", "type", "bridge")
            _ip("addr", "add", f"{made.gateway}/24", "dev", f"{name}b")
            _ip("link", "set", f"{name}b", "up")
            for n, address in enumerate(made.addresses):
                _ip("netns", "add", f"{name}n{n}")
                _ip("link", "add", f"{name}v{n}", "type", "veth", "peer", "name", "eth0", "netns", f"{name}n{n}")
                _ip("link", "set", f"{name}v{n}", "master", f"{name}b", "up")
                for words in (("addr", "add", f"{address}/24", "dev", "eth0"), ("link", "set", "eth0", "up"),
                              ("link", "set", "lo", "up")):  # fmt: skip
                    _ip("-n", f"{name}n{n}", *words)
        except subprocess.CalledProcessError as refused:
            pytest.skip(f"this system makes no network namespaces: {refused.stderr.strip()}")
        yield made
    finally:
        for n in range(count):
            _ip("netns", "del", f"{name}n{n}", check=False)
        _ip("link", "del", f"{name}b", check=False)


def over_tcp(database_url: str, address: tuple[str, int]) -> str:
    """The same database at another address."""
    parts = urlsplit(database_url)
    user = parts.netloc.rpartition("@")[0]
    return f"postgresql://{user}@{address[0]}:{address[1]}{parts.path}"


def socket_of(database_url: str) -> tuple[str, int] | str:
    """Where the server of an address listens."""
    parts = urlsplit(database_url)
    folder = parse_qs(parts.query).get("host", [""])[0] or (parts.hostname or "")
    port = parts.port or 5432
    return f"{folder}/.s.PGSQL.{port}" if folder.startswith("/") else (folder, port)


def _ip(*words: str, check: bool = True) -> None:
    subprocess.run(["ip", *words], check=check, capture_output=True, text=True)


def _answers(host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def _until(true: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while not true():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.1)
