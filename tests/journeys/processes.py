"""What the system shows of the processes and files of an installation, for journeys that look from outside."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from shoplatch.store.embedded import Postgres


@dataclass(frozen=True)
class Process:
    """One process as everybody on the machine (command line) or its owner (environment) can see it."""

    pid: int
    line: str
    environment: str


def below(pid: int) -> list[Process]:
    """A process and all its descendants, as far as we may look at them."""
    parents = dict(_parents())
    ours = {pid}
    while more := {child for child, parent in parents.items() if parent in ours} - ours:
        ours |= more
    found = []
    for one in ours:
        try:
            line, environment = (
                (Path("/proc") / str(one) / name).read_text(errors="replace") for name in ("cmdline", "environ")
            )
        except OSError:
            continue  # gone meanwhile, or another user's
        found.append(Process(one, line, environment))
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                yield int(entry.name), int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue


@contextmanager
def watched(every_s: float = 0.5) -> Iterator[dict[str, str]]:
    """Look at the process list again and again; gives what was seen of our descendants: command line → environment too."""
    found: dict[str, str] = {}
    over = threading.Event()

    def look() -> None:
        while not over.wait(every_s):
            for one in below(os.getpid()):
                if one.pid != os.getpid():
                    found[one.line.replace("\0", " ")] = f"{one.line}\0{one.environment}"

    thread = threading.Thread(target=look, name="watch", daemon=True)
    thread.start()
    try:
        yield found
    finally:
        over.set()
        thread.join(10)


def as_nobody() -> tuple[str, ...]:
    """What a command is started by to be the user `nobody`; skips where that cannot be."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() != 0 or setpriv is None:
        pytest.skip("being somebody else needs root, and setpriv of util-linux")
    try:
        user = pwd.getpwnam("nobody")
    except KeyError:
        pytest.skip("this machine has no user nobody")
    start = (setpriv, f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups")
    tried = subprocess.run(
        [*start, sys.executable, "-c", "import shoplatch.app"], capture_output=True, text=True, check=False
    )
    if tried.returncode != 0:
        pytest.skip(f"nobody may not run this interpreter: {tried.stderr.strip()[-200:]}")
    return start


def embedded_folder(home: Path) -> Path:
    """Where the embedded PostgreSQL of this home keeps its files."""
    return home / str(json.loads((home / "postgres.json").read_text())["folder"])


def erased(home: Path) -> None:
    """Remove the embedded database of a home whose processes have ended; for root it lies outside the test's folder."""
    if (home / "postgres.json").exists():
        Postgres(home).erase()
