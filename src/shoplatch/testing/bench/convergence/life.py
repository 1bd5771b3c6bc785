"""Ninety days of two shops: buyers buy for the first part of it, everything that follows runs its course in the rest.

Buyers, carriers, statements and payments are the simulator's own; what a shop's people do (ship what is paid) is done here.
Moved on in quarters of a day, without waiting for the webhooks of the way: they arrive when they arrive.
"""

from __future__ import annotations

import asyncio
import contextlib
import random

from shoplatch.clock import SystemClock
from shoplatch.errors import ShoplatchError
from shoplatch.sync.grants import callable_shops
from shoplatch.testing.bench.consenting import consent
from shoplatch.testing.bench.convergence.ground import Ground
from shoplatch.testing.bench.convergence.phases import Phases
from shoplatch.testing.bench.convergence.weather import Weather

DAYS = 90
BUYING_DAYS = 45
STEPS = 4  # of a day
DAY_S = 86_400
SHIPPED_SHARE = 0.6  # of what waits, each quarter of a day
LISTED = 1_000
_clock = SystemClock()


class Life:
    """The days, one after the other, spread evenly over the time there is."""

    def __init__(self, here: Ground, orders: int, phases: Phases, *, seed: int, pace_s: float) -> None:
        self._here = here
        self._phases = phases
        self._orders = orders
        self._chance = random.Random(f"{seed}/life")
        self._pace_s = pace_s
        self.placed = 0
        self.authorized_again = 0

    async def run(self, weather: Weather) -> None:
        """Live them all; the weather is told how far it is."""
        began, before = _clock.monotonic(), self._placed()
        for step in range(DAYS * STEPS):
            day = step / STEPS
            weather.day = day
            self._phases.at(step / (DAYS * STEPS), f"day {step // STEPS + 1} of {DAYS}, {self.placed:,} orders placed")
            if day < BUYING_DAYS:
                due = round(self._orders * (step + 1) / (BUYING_DAYS * STEPS))
                await self._buy(due - self.placed)
                self.placed = self._placed() - before
            await self.keep_authorized()
            await asyncio.to_thread(self._ship)
            await asyncio.to_thread(self._here.ask, "clock", {"advance_s": DAY_S // STEPS, "wait": False})
            if step % (STEPS * 5) == 0:
                await asyncio.to_thread(self._here.ask, "chaos/past", {})
            ahead_s = began + self._pace_s * (step + 1) / STEPS - _clock.monotonic()
            await asyncio.sleep(max(0.0, ahead_s))

    async def keep_authorized(self) -> None:
        """What only a person can do: a process that was killed while TikTok Shop renewed a token has lost it for ever."""
        with contextlib.suppress(ShoplatchError):  # the database is away
            if set(await callable_shops(self._here.platform.store)) < set(self._here.shop_ids):
                await consent(self._here.platform, self._here.shop, follow=True)
                self.authorized_again += 1

    def _placed(self) -> int:
        return int(self._here.ask("traffic")["placed"])

    async def _buy(self, count: int) -> None:
        """Let so many buyers in, and wait until each has bought or was turned away."""
        if count <= 0:
            return
        await asyncio.to_thread(self._here.ask, "traffic", {"burst": count})
        while (await asyncio.to_thread(self._here.ask, "traffic"))["burst_left"]:  # noqa: ASYNC110  # the simulator has no bell
            await asyncio.sleep(0.05)

    def _ship(self) -> None:
        """The shop's people send most of what is paid."""
        waiting = self._here.ask(f"orders?status=AWAITING_SHIPMENT&limit={LISTED}")["orders"]
        for order in waiting:
            if self._chance.random() < SHIPPED_SHARE:
                self._here.tell(f"orders/{order['order_id']}/ship")
