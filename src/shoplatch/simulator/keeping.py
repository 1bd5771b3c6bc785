"""Writes the state file while the simulator runs, so that a killed one comes back: every few seconds, when it changed.

The world is put into words between two calls and written beside them, whole or not at all. Large worlds are written less
often, so that keeping costs about a twentieth of the time. What happened since the last writing is lost with a kill.
"""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from shoplatch.errors import ConfigError
from shoplatch.simulator import saving
from shoplatch.simulator.asgi import Site

EVERY_S = 2.0
SHARE = 20  # the pause is at least so many times as long as the writing took
_log = logging.getLogger("shoplatch.simulator")


async def keep(site: Site, file: Path) -> None:
    """Until cancelled. A file that cannot be written is told once, and tried again."""
    written: tuple[int, ...] | None = None
    clock, complained, pause_s = site.world.clock.wall, False, 0.0
    while True:
        await asyncio.sleep(pause_s)
        pause_s = EVERY_S
        now = site.changes()
        if now == written:
            continue
        began = clock.monotonic()
        content = saving.snapshot(site.world)
        blocked_s = clock.monotonic() - began
        try:
            await _to_the_end(asyncio.ensure_future(asyncio.to_thread(saving.write_private, file, content)))
            written, complained = now, False
        except ConfigError as failure:
            if not complained:
                _log.error("the state is not kept: %s", failure)
            complained = True
        pause_s = max(EVERY_S, SHARE * blocked_s)


async def _to_the_end(writing: asyncio.Future[None]) -> None:
    """Wait for a writing even when cancelled: one left behind would replace the last, newer one."""
    try:
        await asyncio.shield(writing)
    except asyncio.CancelledError:
        await asyncio.wait([writing])
        raise
