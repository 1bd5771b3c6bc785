"""Reads slices of a backfill until they have ended: the process that `backfill_million` kills and starts again.

Run as a process of its own (`python -m shoplatch.testing.bench.backfill_reader`), with the home of the installation, its
shops and the numbers of the slices as JSON on standard input.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import deque
from pathlib import Path
from typing import Any

from shoplatch.app import Platform
from shoplatch.store import cursors
from shoplatch.testing.bench.backfill_place import backfill_of, opened
from shoplatch.testing.bench.load import loop_factory

AT_ONCE = 2
AGAIN_S = 1.0  # a slice whose reader was killed is free when its lease is over


async def read(job: dict[str, Any]) -> None:
    """Read every slice of the job that has not ended, two at a time, as a worker would."""
    platform = await opened(Path(job["home"]))
    try:
        backfill = backfill_of(platform, days=None, rows_max=job["rows_max"])
        while left := await _waiting(platform, job):

            async def some(left: deque[int] = left) -> None:
                while left:
                    await backfill.run(left.popleft())

            async with asyncio.TaskGroup() as group:
                for _ in range(AT_ONCE):
                    group.create_task(some())
            await asyncio.sleep(AGAIN_S)
    finally:
        await platform.close()


async def _waiting(platform: Platform, job: dict[str, Any]) -> deque[int]:
    wanted = frozenset(job["slices"])
    async with platform.store.begin() as conn:
        found = [one for shop_id in job["shops"] for one in await cursors.slices(conn, shop_id, "orders")]
    return deque(one.id for one in found if one.id in wanted and one.state == "waiting")


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        runner.run(read(json.load(sys.stdin)))
