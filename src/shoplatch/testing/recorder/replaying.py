"""Recording and giving again within a program, a test say: both on a free port of this machine, until a block ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from shoplatch.clock import SystemClock
from shoplatch.testing.recorder.proxy import Proxy
from shoplatch.testing.recorder.serving import served
from shoplatch.testing.recorder.stubs import Stubs
from shoplatch.testing.recorder.tape import FORMAT, Head, Writer, read
from shoplatch.transport import AsyncHttpTransport


@dataclass(frozen=True)
class Replayed:
    """Where it answers, and what it was asked that was never recorded (method and path)."""

    base_url: str
    stubs: Stubs | None = None

    @property
    def missed(self) -> list[str]:
        """Calls that no recording answers; none while one is made."""
        return self.stubs.missed if self.stubs is not None else []

    @property
    def refusals(self) -> list[str]:
        """What each of them was told: in what the nearest recorded call differs."""
        return self.stubs.refusals if self.stubs is not None else []


@contextmanager
def replayed(file: Path) -> Iterator[Replayed]:
    """Answer with a recording until the block ends.

    Raises:
        InvalidRequest: the file is no recording.
    """
    stubs = Stubs(read(file))
    with served(stubs) as address:
        yield Replayed(address, stubs)


@contextmanager
def recorded(file: Path, upstream: str, auth: str | None = None) -> Iterator[str]:
    """Record what is called at the address this gives, until the block ends.

    Raises:
        ConfigError: the file is there already, or cannot be written.
    """
    clock, transport = SystemClock(), AsyncHttpTransport()
    writer = Writer(file, Head(FORMAT, upstream, clock.now().isoformat(timespec="seconds")))
    try:
        with served(Proxy(upstream, auth or upstream, transport, clock, writer), closing=transport.aclose) as address:
            yield address
    finally:
        writer.close()
