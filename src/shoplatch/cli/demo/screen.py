"""What the demo says while it runs: a line for each step as it is done, one line that moves, and the address to open.

On a terminal the moving line is redrawn; elsewhere it is said now and then. Everything but the last JSON line goes to
standard error when a program reads us.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from rich.console import Console
from rich.status import Status
from rich.text import Text

from shoplatch.clock import Clock

QUIET_EVERY_S = 10.0  # how often a moving line is said where nothing can be redrawn


class Screen:
    """Where the demo speaks."""

    def __init__(self, clock: Clock, *, json: bool) -> None:
        self._out = Console(stderr=json, highlight=False, soft_wrap=True)
        self._clock = clock
        self._moving: Status | None = None
        self._said_at = float("-inf")

    def title(self, text: str) -> None:
        """The first line."""
        self._out.print(Text(text, style="bold"))
        self._out.print()

    @contextlib.contextmanager
    def step(self, name: str, doing: str) -> Iterator[list[str]]:
        """One step: `doing` while it runs; what the block puts into the list, and how long it took, once it is done."""
        began = self._clock.monotonic()
        said: list[str] = []
        self._said_at = began  # where nothing is redrawn, a step that is soon done is one line
        with self.moving(f"{name:<11} {doing}"):
            yield said
        line = Text("  ✓ ", style="green").append(f"{name:<11}", style="default")
        line.append(" ".join(said), style="default").append(f"  {self._clock.monotonic() - began:.1f} s", style="dim")
        self._out.print(line)

    @contextlib.contextmanager
    def moving(self, text: str) -> Iterator[None]:
        """A line that can be changed with `move`."""
        if not self._out.is_terminal:
            yield
            return
        with self._out.status(Text(text), spinner="dots") as status:
            self._moving = status
            try:
                yield
            finally:
                self._moving = None

    def move(self, text: str) -> None:
        """Change the moving line."""
        if self._moving is not None:
            self._moving.update(Text(text))
        elif self._clock.monotonic() - self._said_at >= QUIET_EVERY_S:
            self._said_at = self._clock.monotonic()
            self._out.print(f"    {text}")

    def say(self, text: str = "", *, style: str = "") -> None:
        """A line for people."""
        self._out.print(Text(text, style=style))
