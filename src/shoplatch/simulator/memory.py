"""Keeps the garbage collector from walking the whole world again and again: orders are not garbage, and there are many.

A full collection over the orders of a busy minute stops every answer for a third of a second. What has lived for a while is
therefore put aside for good now and then; it is still freed when nothing refers to it. For a process that is a simulator and
nothing else: the collector belongs to the process.
"""

from __future__ import annotations

import asyncio
import gc

from shoplatch.simulator.state.world import World

LOOK_EVERY_S = 1.0
THRESHOLDS = (20_000, 20, 20)  # a call makes some hundred objects and leaves the request log behind
IDS_BETWEEN = 20_000  # new things of the world from one setting aside to the next: some five thousand orders


async def rest(world: World) -> None:
    """Until cancelled."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
    seen = world.serial
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        if world.serial - seen > IDS_BETWEEN:
            seen = world.serial
            gc.collect(1)
            gc.freeze()
