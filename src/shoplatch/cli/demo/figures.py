"""What the demo counts: the same things in the simulator and in the store, and whether they agree."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from shoplatch.app import Platform
from shoplatch.cli.sim.control import Control, part
from shoplatch.store import read
from shoplatch.sync.sync import Difference, Differences

RECENT = timedelta(minutes=5)
EVER = timedelta(days=3_650)
AGAIN_AFTER_S = 0.2
DRAIN_WITHIN_S = 15.0
RETRY_AFTER_S = 8.0  # of these 15
COMPARE_WITHIN_S = 15.0
LEVEL_AGAIN_WITHIN_S = 5.0


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
    resent: int  # webhooks whose first try failed, and whose retry we did not wait two minutes for

    @property
    def agree(self) -> bool:
        """Store and simulator tell the same."""
        return self.figures.level and not self.differences and not self.not_compared


async def settle(platform: Platform, control: Control) -> Verdict:
    """Wait until everything has arrived, then compare every field; both waits are bounded.

    Orders go on falling due while we look, so one difference proves nothing and one agreement proves all.
    """
    began = platform.clock.monotonic()
    now = await level(platform, control, within_s=RETRY_AFTER_S)
    resent = 0
    if not now.level:
        resent = await asyncio.to_thread(_send_again, control)
        await level(platform, control, within_s=DRAIN_WITHIN_S - RETRY_AFTER_S)
    drained_s = platform.clock.monotonic() - began
    found = await _compared(platform)
    figures = await level(platform, control, within_s=LEVEL_AGAIN_WITHIN_S)
    return Verdict(figures, found.compared, tuple(found.differences), found.not_compared, drained_s, resent)


async def level(platform: Platform, control: Control, *, within_s: float) -> Figures:
    """Count until nothing is under way, or the time is over; gives the last count."""
    began = platform.clock.monotonic()
    while True:
        now = await count(platform, control)
        if now.level or platform.clock.monotonic() - began > within_s:
            return now
        await asyncio.sleep(AGAIN_AFTER_S)


def _send_again(control: Control) -> int:
    """Have the simulator send now what failed and waits for its turn in the retry table, minutes from now."""
    listed = control.get("deliveries", state="waiting", limit=1_000)["deliveries"]
    failed = [one for one in listed if one["failures"]]
    for one in failed:
        control.post(f"deliveries/{part(str(one['id']))}/resend")
    return len(failed)


async def _compared(platform: Platform) -> Differences:
    began = platform.clock.monotonic()
    while True:
        found = await platform.sync.diff()
        agree = not found.differences and not found.not_compared
        if agree or platform.clock.monotonic() - began > COMPARE_WITHIN_S:
            return found
        await asyncio.sleep(AGAIN_AFTER_S)
