"""Many processes of ours at one installation: where they meet, how they begin, and how they are ended."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from shoplatch.app import Platform
from shoplatch.clock import SystemClock
from shoplatch.errors import Fatal

_clock = SystemClock()


@dataclass(frozen=True, slots=True)
class Line:
    """The folder where the processes meet: what they are told, and what each says, as a file of its own."""

    folder: Path
    count: int

    def __post_init__(self) -> None:
        self.folder.mkdir(mode=0o700)

    def say(self, name: str, text: str = "") -> None:
        """A file that is there whole or not at all."""
        draft = self.folder / f".{name}"
        draft.write_text(text)
        draft.rename(self.folder / name)

    async def wait_for(self, pattern: str, count: int, within_s: float) -> list[str]:
        """The texts of so many files.

        Raises:
            Fatal: they were not there in time, or a process says that it failed.
        """
        limit = _clock.monotonic() + within_s
        while len(found := sorted(self.folder.glob(pattern))) < count:
            failed = next((path.read_text() for path in self.folder.glob("*.failed")), None)
            if failed is not None or _clock.monotonic() > limit:
                raise Fatal(failed or f"{len(found)} of {count} processes came within {within_s:.0f} s")
            await asyncio.sleep(0.02)
        return [path.read_text() for path in found]


def database_of(platform: Platform) -> str:
    """The database's address for children: they are told it by memory, not by their command line."""
    parts = platform.store.parameters
    host = parts["host"]
    return f"postgresql://{parts['user']}:{parts['password']}@/{parts['dbname']}?host={host}&port={parts['port']}"


def child(line: Line, number: int, work: Callable[[Line, int], Awaitable[str]]) -> int:
    """A process of its own with everything loaded already; what it comes to is said at the line. Its pid."""
    pid = os.fork()
    if pid:
        return pid
    try:
        line.say(f"{number}.done", asyncio.run(_run(work, line, number)))
    except BaseException as failure:  # a child of a fork must never return into the parent's program
        line.say(f"{number}.failed", f"process {number}: {type(failure).__name__}: {failure}")
    finally:
        os._exit(0)


async def _run(work: Callable[[Line, int], Awaitable[str]], line: Line, number: int) -> str:
    return await work(line, number)


def ended(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
