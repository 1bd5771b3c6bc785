"""`serve.json` in the home: which processes run this installation and where the console answers.

Written for people, scripts and other commands of ours. It is a note, not a lock: the lock is `serve.lock`, which the
system releases by itself when its holder dies.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from io import TextIOWrapper
from pathlib import Path

from shoplatch.errors import ConfigError


class Record:
    """The note of the processes that run now."""

    def __init__(self, home: Path) -> None:
        self._path = home / "serve.json"

    def write(self, *, address: str, listening: str, started_at: str, pids: Mapping[str, int]) -> None:
        """Replace the note whole: a reader never sees half of it."""
        note = {"pid": os.getpid(), "address": address, "listening": listening, "started_at": started_at, **pids}
        half = self._path.with_suffix(".json.new")
        half.write_text(json.dumps(note, indent=2) + "\n", "utf-8")
        half.replace(self._path)

    def read(self) -> dict[str, object] | None:
        """The note, or None where nothing runs (or it was left by a machine that went down)."""
        try:
            note = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return note if isinstance(note, dict) and _alive(note.get("pid")) else None

    def clear(self) -> None:
        """Remove the note."""
        self._path.unlink(missing_ok=True)


class OnlyOne:
    """Holds this home for one supervisor. The system lets go of it when the process ends, however it ends."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._file: TextIOWrapper | None = None

    def __enter__(self) -> OnlyOne:
        self._file = (self._home / "serve.lock").open("w", encoding="utf-8")
        if not _lock(self._file):
            self._file.close()
            note = Record(self._home).read() or {}
            where = f" at {note['address']} (process {note['pid']})" if "address" in note else ""
            raise ConfigError(
                f"Shoplatch already runs on {self._home}{where}",
                next_step="Use that one, stop it first, or give another data folder with --home.",
            )
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()


def _alive(pid: object) -> bool:
    if not isinstance(pid, int) or pid <= 0:
        return False
    if sys.platform == "win32":  # signal 0 is Ctrl-C there, not a question
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


if sys.platform == "win32":
    import msvcrt

    def _lock(file: TextIOWrapper) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(file: TextIOWrapper) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
