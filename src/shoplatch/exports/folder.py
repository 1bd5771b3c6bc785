"""The folder of an export: what lies in it, how a run is published at once, and what a killed run leaves.

A run writes hidden files. When all are whole, the state says so, and only then they get their names: a killed run has
changed nothing, or it is finished by the next. A file with a name never changes.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from shoplatch.errors import Conflict, InvalidRequest

STATE, LOCK = "state.json", ".lock"
RUNS_KEPT = 50


class KindState(msgspec.Struct):
    """How far one kind is. `base`: the first run whose files count."""

    position: str
    base: int
    columns: dict[str, str]
    schema_version: int
    rows: int


class State(msgspec.Struct):
    """What the folder holds, and how far it is."""

    format: str
    asked: dict[str, Any]
    run: int = 0
    kinds: dict[str, KindState] = msgspec.field(default_factory=dict)
    settled: dict[str, str] = msgspec.field(default_factory=dict)
    publish: list[str] = msgspec.field(default_factory=list)
    runs: list[dict[str, Any]] = msgspec.field(default_factory=list)
    version: int = 1


class Folder:
    """One folder, held by one run at a time."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs out until the block ends.

        Raises:
            Conflict: another run is at work here.
            InvalidRequest: the folder cannot be made or written to.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            file = (self.path / LOCK).open("w")
        except OSError as refused:
            raise InvalidRequest(f"{self.path} cannot be written to: {refused.strerror}") from refused
        with file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as held:
                raise Conflict(f"Another export is writing to {self.path}", next_step="Wait until it has ended.") from held
            yield

    def read(self) -> State | None:
        """The state; None where nothing was exported yet.

        Raises:
            InvalidRequest: there is something else under its name.
        """
        path = self.path / STATE
        try:
            return msgspec.json.decode(path.read_bytes(), type=State)
        except FileNotFoundError:
            return None
        except msgspec.DecodeError as broken:
            raise InvalidRequest(
                f"{path} is not the state of an export: {broken}", next_step="Choose an empty folder."
            ) from broken

    def finish(self, state: State | None) -> None:
        """Finish what a killed run had decided, and remove what it had not."""
        if state is not None and state.publish:
            self.publish(state)
        for left in (*self.path.glob(".*.part"), *self.path.glob("*/.*.part")):
            if left.is_file():
                left.unlink()

    def part(self, name: str) -> Path:
        """Where a file is written before it has its name: "orders/000001.parquet"."""
        path = self.path / name
        path.parent.mkdir(exist_ok=True)
        return path.with_name(f".{path.name}.part")

    def publish(self, state: State) -> None:
        """Give the files of a run that counts their names, and remove those that no longer count."""
        for name in state.publish:
            part = self.part(name)
            if part.exists():
                part.replace(self.path / name)
        for kind, of in state.kinds.items():
            for file in (self.path / kind).glob(f"[0-9]*.{state.format}"):
                if file.stem.isdigit() and int(file.stem) < of.base:
                    file.unlink()
        for kind in {Path(name).parts[0] for name in state.publish}:
            _sync(self.path / kind)
        state.publish = []
        self.write(state)

    def write(self, state: State) -> None:
        """Keep the state; from here on the run counts."""
        state.runs = state.runs[-RUNS_KEPT:]
        self.replace(STATE, msgspec.json.format(msgspec.json.encode(state)))

    def replace(self, name: str, content: bytes) -> None:
        """A small file, whole or not at all."""
        part = self.part(name)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.path / name)
        _sync((self.path / name).parent)


def _sync(folder: Path) -> None:
    """Have the disk keep the names in a folder."""
    with contextlib.suppress(OSError):  # some file systems have no such thing
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
