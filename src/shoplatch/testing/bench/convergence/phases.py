"""What goes on now, how far it is and how long it may still take; and in the end what each phase cost, and whom."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from typing import Any

from shoplatch.clock import Clock, SystemClock
from shoplatch.testing.bench.spent import spent_below

SAID_EVERY_S = 10.0
SHARE_MIN = 0.02  # of a phase, before anything is said about its end

Spent = Mapping[str, float]


class Phases:
    """One after the other. `tell` is given a line every few seconds, `spent` says the CPU seconds of everybody so far."""

    def __init__(
        self,
        tell: Callable[[str], None],
        *,
        until: float,
        spent: Callable[[], Spent] = dict,
        clock: Clock | None = None,
    ) -> None:
        self._tell = tell
        self._clock = clock or SystemClock()
        self._began = self._phase_began = self._clock.monotonic()
        self._until = until
        self._before: Spent = {}
        self._share = 0.0
        self._note = ""
        self.spent = spent
        self.now = ""
        self.cost: dict[str, dict[str, Any]] = {}

    @contextlib.contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """What happens in the block; also what it cost until it was broken off."""
        self.now, self._share, self._note = name, 0.0, ""
        self._phase_began, self._before = self._clock.monotonic(), self.spent()
        self._tell(self.line())
        try:
            yield
            self.now = ""
        finally:
            seconds = round(self._clock.monotonic() - self._phase_began, 1)
            cpu = {who: round(used - self._before.get(who, 0.0), 1) for who, used in self.spent().items()}
            self.cost[name] = {"seconds": seconds, "CPU seconds": {who: used for who, used in cpu.items() if used > 0}}

    def at(self, share: float, note: str = "") -> None:
        """How far the phase is, from 0 to 1, and where."""
        self._share, self._note = min(1.0, share), note

    def line(self) -> str:
        """A line for somebody who waits."""
        passed, here = self._clock.monotonic() - self._began, self._clock.monotonic() - self._phase_began
        left = ""
        if self._share >= SHARE_MIN and here > 0:
            left = f", about {_time(here * (1 - self._share) / self._share)} left of it"
        whole = f"{_time(passed)} of at most {_time(self._until - self._began)}"
        return f"{whole}: {self.now}{f' ({self._note})' if self._note else ''}, {self._share:.0%}{left}"

    @contextlib.asynccontextmanager
    async def said(self) -> AsyncIterator[None]:
        """Tell a line every few seconds during the block."""

        async def speak() -> None:
            while True:
                await asyncio.sleep(SAID_EVERY_S)
                if self.now:
                    self._tell(self.line())

        speaking = asyncio.create_task(speak(), name="progress")
        try:
            yield
        finally:
            speaking.cancel()
            await asyncio.wait({speaking})


def spent_on(bench: int, simulator: int) -> dict[str, float]:
    """CPU seconds so far: of the bench's own process, of the simulator, of all databases, of the platform's processes."""
    told = {"bench": 0.0, "simulator": 0.0, "databases": 0.0, "platform": 0.0}
    for one in spent_below(bench):
        who = "databases" if one.name == "postgres" else {bench: "bench", simulator: "simulator"}.get(one.pid, "platform")
        told[who] += one.cpu_s
    return told


def _time(seconds: float) -> str:
    whole = max(0, round(seconds))
    return f"{whole // 60} min {whole % 60:02d} s" if whole >= 60 else f"{whole} s"
