"""An installation of ours for a bench: opened in a folder of its own, and erased at its end."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from shoplatch.app import Platform
from shoplatch.clock import SystemClock
from shoplatch.config import load
from shoplatch.store.embedded import Postgres
from shoplatch.sync.backfill import Backfill

_clock = SystemClock()


async def opened(home: Path) -> Platform:
    """The installation of a folder; nobody can reach it from outside."""
    environment = {"SHOPLATCH_PUBLIC_URL": "http://127.0.0.1:9", "SHOPLATCH_LOG_LEVEL": "error"}
    return await Platform.open(load(home=home, environment=environment))


def backfill_of(platform: Platform, *, days: int | None, rows_max: int) -> Backfill:
    """The backfill of an installation, without a queue: the bench runs the slices itself."""
    return Backfill(platform.store, platform.accounts, platform.vault.seal, _clock, _no_queue, days=days, rows_max=rows_max)


@contextlib.asynccontextmanager
async def installation(home: Path) -> AsyncIterator[Platform]:
    """The installation of a folder, and the end of its database afterwards."""
    try:
        platform = await opened(home)
        try:
            yield platform
        finally:
            await platform.close()
    finally:
        await asyncio.to_thread(Postgres(home).erase)


async def _no_queue(*_: object, **__: object) -> None:
    """Slices are run one by one."""
