"""The two processes of the demo: the simulator and the platform. They live as long as this one, however it ends.

Each holds a pipe from us: when we are killed outright they see it close and leave by themselves.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from shoplatch.clock import Clock
from shoplatch.errors import ConfigError, Fatal

T = TypeVar("T")
LOOK_EVERY_S = 0.05
STOP_WITHIN_S = 12.0
LOG_SHOWN_LINES = 12


class Child:
    """One process and its log."""

    def __init__(self, name: str, arguments: list[str], *, log: Path, environment: Mapping[str, str], clock: Clock) -> None:
        self.name = name
        self._log = log
        self._clock = clock
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "shoplatch", *arguments, "--tether"],
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=dict(environment),
                start_new_session=True,  # Ctrl-C in the terminal is ours to handle
            )

    @property
    def ended(self) -> int | None:
        """Its exit code, once it has ended."""
        return self._process.poll()

    async def wait_for(self, look: Callable[[], Awaitable[T | None]], *, within_s: float) -> T:
        """Ask `look` until it gives something.

        Raises:
            ConfigError: the process ended with a sentence of its own (a taken port, for example).
            Fatal: it ended without one, or the time is over.
        """
        deadline = self._clock.monotonic() + within_s
        while self._clock.monotonic() < deadline:
            found = await look()
            if found is not None:
                return found
            self.check()
            await asyncio.sleep(LOOK_EVERY_S)
        raise Fatal(f"The {self.name} was not ready within {within_s:.0f} s", next_step=self._last_words())

    def stop(self) -> None:
        """Ask it to stop, then make it."""
        if self.ended is None:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_WITHIN_S)
        if self.ended is None:
            self._process.kill()
            self._process.wait(STOP_WITHIN_S)
        if self._process.stdin is not None:
            self._process.stdin.close()

    def check(self) -> None:
        """Raises ConfigError or Fatal if it is gone."""
        if self.ended is not None:
            raise self._ended_early()

    def _ended_early(self) -> ConfigError | Fatal:
        said = [line for line in self._lines() if line.startswith("error: ")]
        if self.ended == 2 and said:
            return ConfigError(f"The {self.name} did not start: {said[-1].removeprefix('error: ')}")
        return Fatal(f"The {self.name} ended with {self.ended}", next_step=self._last_words())

    def _last_words(self) -> str:
        lines = self._lines()[-LOG_SHOWN_LINES:]
        return "It said last:\n  " + "\n  ".join(lines) if lines else "It said nothing."

    def _lines(self) -> list[str]:
        with contextlib.suppress(OSError):
            return self._log.read_text("utf-8", "replace").splitlines()
        return []


def json_in(path: Path) -> Callable[[], Awaitable[dict[str, Any] | None]]:
    """Looks for a JSON object in a file that may not be there yet, or be half written."""

    async def look() -> dict[str, Any] | None:
        try:
            found = json.loads(await asyncio.to_thread(path.read_bytes))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    return look
