"""The folder a demo lives in: a temporary one that leaves nothing behind, or a given one that a later start finds again.

A simulator keeps its world in a file when it stops in good order. If it was killed, that world is gone while the store
still remembers it: then the demo starts anew, and says so. A folder that holds a real installation is never touched.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from shoplatch.config import make_home
from shoplatch.errors import ConfigError
from shoplatch.serve.listen import listen
from shoplatch.serve.record import Record
from shoplatch.store.embedded import Postgres

NOTE = "demo.json"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the two processes listen; 0 is any free port."""

    simulator: int = 0
    platform: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """The files of one demo."""

    home: Path
    kept: bool
    anew: bool = False  # an earlier demo here was killed, so its world and store were removed
    ports: Ports = Ports()  # those of the last time, where they are free: webhooks on their way still find us
    seed: int = 1

    def remember(self, ports: Ports) -> None:
        """Write down which ports this demo has, for its next start."""
        if self.kept:
            _write_note(self.home, self.seed, ports)

    @property
    def goes_on(self) -> bool:
        """Whether the world of an earlier demo goes on here."""
        return self.state_file.exists()

    @property
    def ready_file(self) -> Path:
        """Where the simulator says how to reach it; holds secrets of the simulated world."""
        return self.home / "simulator.json"

    @property
    def state_file(self) -> Path:
        """Where the simulator keeps its world between two starts."""
        return self.home / "simulator.state"

    def log(self, name: str) -> Path:
        """The log of one process."""
        return self.home / f"{name}.log"


@contextlib.contextmanager
def place(home: Path | None, *, seed: int) -> Iterator[Place]:
    """The folder for the length of a demo; a temporary one is removed afterwards, with its database.

    Raises:
        ConfigError: the folder cannot be used, is in use, or holds a real installation.
    """
    if home is None:
        folder = Path(tempfile.mkdtemp(prefix="shoplatch-demo-"))
        try:
            yield Place(folder, kept=False)
        finally:
            _erase(folder)
            shutil.rmtree(folder, ignore_errors=True)
        return
    folder = home.expanduser().absolute()
    make_home(folder)
    note = folder / NOTE
    anew = _prepare(folder, note, seed)
    ports = _ports(_said(note))
    _write_note(folder, seed, ports)
    here = Place(folder, kept=True, anew=anew, ports=ports, seed=seed)
    here.ready_file.unlink(missing_ok=True)
    yield here


def _prepare(folder: Path, note: Path, seed: int) -> bool:
    """Make the folder fit for a demo; True if an earlier one had to be removed."""
    if not note.exists():
        if any(entry.name != "lost+found" for entry in folder.iterdir()):
            raise ConfigError(
                f"{folder} is not empty and holds no demo",
                next_step="Give an empty folder, so that nothing of yours is touched.",
            )
        return False
    running = Record(folder).read()
    if running is not None:
        raise ConfigError(f"A demo already runs in {folder}, at {running['address']}", next_step="Use it, or stop it first.")
    state = folder / "simulator.state"
    # The note is written when a demo starts, the state when its simulator stops in good order.
    if _said(note).get("seed") == seed and state.exists() and state.stat().st_mtime_ns > note.stat().st_mtime_ns:
        return False
    _erase(folder)
    for name in ("simulator.state", "simulator.json", "serve.json"):
        (folder / name).unlink(missing_ok=True)
    return True


def _said(note: Path) -> dict[str, object]:
    try:
        said = json.loads(note.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _write_note(folder: Path, seed: int, ports: Ports) -> None:
    (folder / NOTE).write_text(json.dumps({"seed": seed, **asdict(ports)}) + "\n", "utf-8")


def _ports(said: dict[str, object]) -> Ports:
    """The ports of the last time that are still free."""
    return Ports(simulator=_if_free(said.get("simulator")), platform=_if_free(said.get("platform")))


def _if_free(port: object) -> int:
    if not isinstance(port, int) or not 0 < port < 65_536:
        return 0
    try:
        listen("127.0.0.1", port).close()
    except ConfigError:
        return 0
    return port


def _erase(folder: Path) -> None:
    with contextlib.suppress(ConfigError, OSError):
        Postgres(folder).erase()
