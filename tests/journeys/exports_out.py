"""An export as a process made to be killed; run as `python -m tests.journeys.exports_out DATABASE_URL FOLDER FORMAT`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from shoplatch.clock import SystemClock
from shoplatch.exports.asked import FORMATS, Asked, kinds_named
from shoplatch.exports.run import export
from shoplatch.store import read
from shoplatch.store.engine import Store

FAMILIES = ("orders", "order_lines", "stock_levels")


async def run(url: str, folder: Path, form: str) -> None:
    async with await Store.open(url, pool_max=3) as store:
        async with store.begin() as conn:
            shops = tuple(shop.id for shop in await read.shops(conn))
        chosen = next(one for one in FORMATS if one == form)
        await export(store, SystemClock(), Asked(kinds_named(FAMILIES), shops), chosen, folder)


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
