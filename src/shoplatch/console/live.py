"""Live pages: watches the store once for all open tabs and tells each tab which parts of its page changed.

One task looks every TICK_S whether anything moved (one cheap query). If so, or if a part has aged REDRAW_S, each page
that somebody looks at is read and rendered once, however many tabs show it, and the parts that differ from what a tab
has are sent. A slow tab gets the newest state of each part, never a backlog. When the database cannot be read, nothing
is sent, beats neither, so the page says by itself that it is old.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from shoplatch.clock import Clock
from shoplatch.console.desk import Ask
from shoplatch.errors import NotFound

TICK_S = 0.5
REDRAW_S = 5.0
BEAT_S = 4.0
SESSION_S = 15.0
TABS_MAX = 200

Key = tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]
log = logging.getLogger(__name__)


@dataclass(slots=True, eq=False)
class Tab:
    """One open stream: what it has been sent and what still waits."""

    ask: Ask
    sent: dict[str, str] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)
    woken: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def key(self) -> Key:
        """Tabs with equal keys show the same page to people who may see the same."""
        return (self.ask.path, tuple(sorted(self.ask.query.items())), self.ask.sight)


class Hub:
    """The open tabs and the one task that feeds them.

    `pulse` gives a mark that moves when something moved; `draw` renders the live parts of a page.
    """

    def __init__(
        self,
        pulse: Callable[[], Awaitable[object]],
        draw: Callable[[Ask], Awaitable[dict[str, str]]],
        clock: Clock,
        version: str,
        *,
        beat_s: float = BEAT_S,
        session_s: float = SESSION_S,
    ) -> None:
        self._pulse = pulse
        self._draw = draw
        self._clock = clock
        self._version = version
        self._beat_s = beat_s
        self._session_s = session_s
        self._tabs: set[Tab] = set()
        self._task: asyncio.Task[None] | None = None
        self._drawn: dict[Key, tuple[float, dict[str, str]]] = {}
        self._seen_at = float("-inf")  # when the store last answered

    @property
    def tabs(self) -> int:
        """How many streams are open."""
        return len(self._tabs)

    @property
    def full(self) -> bool:
        """No more streams are taken."""
        return len(self._tabs) >= TABS_MAX

    async def stream(self, ask: Ask, signed_in: Callable[[], Awaitable[bool]]) -> AsyncIterator[bytes]:
        """Events for one tab until it leaves or its session ends: `swap` with a part, `beat`, at last `bye`."""
        tab = Tab(ask)
        self._tabs.add(tab)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._watch())
        checked = self._clock.monotonic()
        try:
            yield b"retry: 2000\n\n"
            while True:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(tab.woken.wait(), self._beat_s)
                tab.woken.clear()
                now = self._clock.monotonic()
                if now - checked > self._session_s:
                    checked = now
                    if not await signed_in():
                        yield event("bye", "signed out, load the page to sign in again")
                        return
                while tab.waiting:
                    name = next(iter(tab.waiting))
                    yield event("swap", tab.waiting.pop(name))
                if now - self._seen_at < self._beat_s + REDRAW_S:
                    yield event("beat", self._version)
        finally:
            self._tabs.discard(tab)

    async def close(self) -> None:
        """Stop watching; streams end with their connections."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    async def _watch(self) -> None:
        """Runs while there are tabs."""
        last: object = None
        while self._tabs:
            began = self._clock.monotonic()
            try:
                mark = await self._pulse()
                self._seen_at = self._clock.monotonic()
                await self._feed(moved=mark != last)
                last = mark
            except asyncio.CancelledError:
                raise
            except Exception:  # whatever the store or a page raised: the stream outlives it, the beat tells of it
                log.warning("a live page could not be drawn; trying again", exc_info=True)
                await asyncio.sleep(2)
            await asyncio.sleep(max(TICK_S - (self._clock.monotonic() - began), 0.05))
        self._drawn.clear()

    async def _feed(self, *, moved: bool) -> None:
        by_key: dict[Key, list[Tab]] = {}
        for tab in self._tabs:
            by_key.setdefault(tab.key, []).append(tab)
        for key in self._drawn.keys() - by_key.keys():
            del self._drawn[key]
        for key, tabs in by_key.items():
            at, parts = self._drawn.get(key, (float("-inf"), {}))
            if moved or self._clock.monotonic() - at > REDRAW_S:
                parts = await self._draw_one(tabs[0].ask) or parts
                self._drawn[key] = (self._clock.monotonic(), parts)
            for tab in tabs:
                hand_over(tab, parts)

    async def _draw_one(self, ask: Ask) -> dict[str, str]:
        try:
            return await self._draw(ask)
        except NotFound:  # what this page shows is gone; the others go on
            return {}


def hand_over(tab: Tab, parts: dict[str, str]) -> None:
    """Leave with a tab what differs from what it was sent last."""
    for name, html in parts.items():
        if tab.sent.get(name) != html:
            tab.sent[name] = tab.waiting[name] = html
    if tab.waiting:
        tab.woken.set()


def event(name: str, data: str) -> bytes:
    """One server-sent event; a line break in the data becomes a second `data:` line, as the format asks."""
    lines = "".join(f"data: {line}\n" for line in data.splitlines() or [""])
    return f"event: {name}\n{lines}\n".encode()
