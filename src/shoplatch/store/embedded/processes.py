"""What the operating system says about the server's processes. A process id from a file is a hint, never a proof."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_PROC = Path("/proc")
# An id no process can have: kernels stop at 2^22.
NO_PROCESS = 2_147_483_646


def postmaster(data: Path) -> int | None:
    """The id of the living server of this data folder, if there is one; a zombie does not live."""
    pid = _on_file(data)
    return pid if pid is not None and _serves(pid, data) else None


def disown(data: Path) -> None:
    """Make a stale `postmaster.pid` harmless, without hiding from the next server what it has to check.

    A new server refuses to start while the id in the file exists, even as a zombie nobody reaps, or as a stranger that got
    the same number after a restart of the machine. Only the id is replaced: the rest of the file names the shared memory,
    by which the new server makes sure that no process of the old one is left.
    """
    pid = _on_file(data)
    if pid is None or not _exists(pid) or _serves(pid, data):
        return
    path = data / "postmaster.pid"
    rest = path.read_text().split("\n", 1)[1:]
    path.write_text("\n".join([str(NO_PROCESS), *rest]))


def orphans(data: Path) -> list[int]:
    """Processes of a server whose postmaster is gone. Linux only; elsewhere they are left to end by themselves."""
    if not _PROC.is_dir():
        return []
    return [int(entry.name) for entry in _PROC.iterdir() if entry.name.isdigit() and _serves(int(entry.name), data)]


def _on_file(data: Path) -> int | None:
    try:
        return int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (FileNotFoundError, ValueError):
        return None


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _serves(pid: int, data: Path) -> bool:
    """Whether this is a living PostgreSQL process of this data folder: every one of them works inside it."""
    if not _PROC.is_dir():
        return _serves_by_ps(pid, data)
    try:
        state = (_PROC / str(pid) / "stat").read_text()
        name, rest = state[state.index("(") + 1 : state.rindex(")")], state[state.rindex(")") + 2 :]
        return name.startswith("postgres") and not rest.startswith(("Z", "X")) and _works_in(pid, data)
    except (OSError, ValueError):
        return False


def _works_in(pid: int, data: Path) -> bool:
    return Path(os.readlink(_PROC / str(pid) / "cwd")) == data.resolve()


def _serves_by_ps(pid: int, data: Path) -> bool:
    asked = subprocess.run(["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True, check=False)
    state, _, command = asked.stdout.strip().partition(" ")
    return bool(state) and not state.startswith("Z") and "postgres" in command and str(data) in command
