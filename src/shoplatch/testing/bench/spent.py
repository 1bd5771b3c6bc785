"""What a process has used so far, and where it may run; as far as the system says so (Linux does)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU seconds of a process and its resident memory; 0 where the system does not tell."""

    cpu_s: float = 0.0
    resident_bytes: int = 0


def spent_by(pid: int) -> Spent:
    """Of a living process on Linux; zeros elsewhere."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return Spent()
    ticks = int(fields[11]) + int(fields[12])  # utime and stime, the 14th and 15th of all
    return Spent(ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE"))


def peak_mib(pid: int) -> float:
    """The most memory a living process has had, in MiB (Linux); 0 where the system does not tell.

    The mark of the process's own memory: what a parent had when it forked is not counted, as it is in `ru_maxrss`.
    """
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    found = next((line for line in lines if line.startswith("VmHWM:")), None)
    return round(int(found.split()[1]) / 1024, 1) if found else 0.0


@dataclass(frozen=True, slots=True)
class Used:
    """CPU seconds of a process and of those of its children that have ended."""

    pid: int
    name: str
    cpu_s: float


def spent_below(root: int) -> list[Used]:
    """Of a living process and of all that it started, and they, and so on; nothing where the system does not tell."""
    parents: dict[int, int] = {}
    used: dict[int, Used] = {}
    tick = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            before, _, after = stat.read_text().rpartition(")")
        except OSError:
            continue  # it has just ended
        fields, pid = after.split(), int(stat.parent.name)
        parents[pid] = int(fields[1])
        used[pid] = Used(pid, before.partition("(")[2], sum(map(int, fields[11:15])) / tick)
    return [one for one in used.values() if _below(one.pid, root, parents)]


def _below(pid: int, root: int, parents: dict[int, int]) -> bool:
    while pid != root and pid > 1:
        pid = parents.get(pid, 0)
    return pid == root


def pin(pid: int, core: int) -> None:
    """Let a process run on one core alone, where the system can and there is more than one."""
    cores = _cores()
    if len(cores) > 1:
        os.sched_setaffinity(pid, {cores[core % len(cores)]})


def pinned() -> str:
    """Whether `pin` does anything here."""
    return f"pinned to one of {len(_cores())}" if len(_cores()) > 1 else "not pinned"


def _cores() -> list[int]:
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
