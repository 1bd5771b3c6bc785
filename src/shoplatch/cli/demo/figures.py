"""What the demo counts: the same things in the simulator and in the store, and whether they agree."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from shoplatch.app import Platform
from shoplatch.cli.sim.control import Control
from shoplatch.errors import Retriable
from shoplatch.store import read
from shoplatch.sync.sync import Difference

RECENT = timedelta(minutes=5)
EVER = timedelta(days=3_650)
AGAIN_AFTER_S = 0.3


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of one moment."""

    orders_there: int
    orders_here: int
    webhooks_sent: int
    webhooks_received: int  # distinct notifications
    webhooks_waiting: int  # received and not yet worked
    webhooks_failed: int
    delay_p50_s: float | None
    delay_p99_s: float | None

    @property
    def level(self) -> bool:
        """As many here as there, and nothing under way."""
        return (
            self.orders_there == self.orders_here
            and self.webhooks_sent == self.webhooks_received
            and self.webhooks_waiting == self.webhooks_failed == 0
        )


async def count(platform: Platform, control: Control) -> Figures:
    """Count once. The simulator is asked first, so that what is under way shows as missing here, never as too much."""
    truth: dict[str, Any] = await asyncio.to_thread(control.get, "truth")
    now = platform.clock.now()
    async with platform.store.begin() as conn:
        shop_ids = tuple(shop.id for shop in await read.shops(conn))
        here = await read.order_count(conn, read.Filter(shop_ids))
        ever = await read.event_figures(conn, shop_ids, since=now - EVER, none_too=True)
        recent = await read.event_figures(conn, shop_ids, since=now - RECENT, none_too=True)
    return Figures(
        orders_there=int(truth["orders"]),
        orders_here=here,
        webhooks_sent=int(truth["webhooks_sent"]),
        webhooks_received=ever.received,
        webhooks_waiting=ever.waiting,
        webhooks_failed=ever.failed,
        delay_p50_s=recent.delay_p50_s,
        delay_p99_s=recent.delay_p99_s,
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """The comparison at the end."""

    figures: Figures
    compared: int
    differences: tuple[Difference, ...]
    not_compared: dict[str, str]  # what -> why
    drained_s: float

    @property
    def agree(self) -> bool:
        """Store and simulator tell the same."""
        return self.figures.level and not self.differences and not self.not_compared


async def settle(platform: Platform, control: Control, *, within_s: float) -> Verdict:
    """Compare until store and simulator agree, or the time is over; gives the last comparison.

    Orders go on falling due while we compare, so one difference proves nothing and one agreement proves all.
    """
    began = platform.clock.monotonic()
    verdict: Verdict | None = None
    while verdict is None or platform.clock.monotonic() - began < within_s:
        figures = await count(platform, control)
        if verdict is None or figures.level or platform.clock.monotonic() - began > within_s / 2:
            try:
                found = await platform.sync.diff()
            except Retriable:
                await asyncio.sleep(AGAIN_AFTER_S)
                continue
            figures = await count(platform, control)
            spent_s = platform.clock.monotonic() - began
            verdict = Verdict(figures, found.compared, tuple(found.differences), found.not_compared, spent_s)
            if verdict.agree:
                break
        await asyncio.sleep(AGAIN_AFTER_S)
    return verdict
