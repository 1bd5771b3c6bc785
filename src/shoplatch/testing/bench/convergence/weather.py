"""What goes wrong meanwhile: webhooks, calls, processes, the database. Cleared at the end, and counted."""

from __future__ import annotations

import asyncio
import random
import signal
from typing import Any

from shoplatch.testing.bench.convergence.ground import Ground

WEBHOOKS = {"drop": 0.05, "duplicate": 0.05, "shuffle": True, "delay_s": 90}
CALLS = {"internal_error": 0.015, "unavailable": 0.005, "rate_limited": 0.0}
RULES: dict[str, dict[str, Any]] = {  # what a share cannot say; the first that strikes decides
    "access token ended": {"fault": "expired_token", "every": 400},  # wherever a reader stands, mostly in mid-page
    "answered with the past": {"fault": "stale", "probability": 0.02},
    # Not the answer to a renewed token: what it said is then known to nobody, and a person has to authorize again.
    "answer lost": {"operation": "[!t]*", "fault": "lost_after", "probability": 0.004},
    "call lost": {"operation": "[!t]*", "fault": "lost_before", "probability": 0.004},
    "answer cut off": {"operation": "[!t]*", "fault": "truncated", "probability": 0.002},
    "no answer in time": {
        "operation": "[!t]*",
        "latency_ms": 35_000,
        "probability": 0.0005,
    },  # longer than any call of ours waits
}
KILL_EVERY_S = (2.0, 6.0)
UP_CPU_S, UP_WITHIN_S = 1.6, 30.0  # what a process has used once it is up; killed before, it would never do anything
STORM_EVERY_S, STORM_S, STORM_SHARE = 20.0, 3.0, 0.7  # of 429
RESTARTS = ((20.0, signal.SIGKILL), (55.0, signal.SIGINT))  # on which day, and how the database goes down
LOOK_S = 0.2


class Weather:
    """Foul until it is cleared. `day` is how far the shops' life has come."""

    def __init__(self, here: Ground, seed: int) -> None:
        self._here = here
        self._chance = random.Random(f"{seed}/weather")
        self._rules: dict[str, str] = {}
        self.day = 0.0
        self.killed = 0
        self.restarted = 0
        self.strikes: dict[str, int] = {}

    async def run(self) -> None:
        """Until cancelled."""
        await asyncio.to_thread(self._begin)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._kill())
            tasks.create_task(self._storms())
            tasks.create_task(self._restarts())

    async def clear(self) -> None:
        """The sky is blue again; how often each rule struck is kept."""
        await asyncio.to_thread(self._end)

    def _begin(self) -> None:
        self._here.ask("chaos/past", {})
        self._here.ask("faults", {"webhooks": WEBHOOKS, "calls": CALLS})
        self._rules = {self._here.ask("chaos", dict(rule))["id"]: name for name, rule in RULES.items()}

    def _end(self) -> None:
        calm = {name: type(value)() for name, value in WEBHOOKS.items()}
        self._here.ask("faults", {"webhooks": calm, "calls": dict.fromkeys(CALLS, 0.0)})
        listed = self._here.ask("chaos")["rules"]
        self.strikes = {self._rules[one["id"]]: one["struck"] for one in listed if one["id"] in self._rules}
        self._here.ask("chaos", method="DELETE")

    async def _kill(self) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(*KILL_EVERY_S))
            role = self._chance.choice(("web", "worker"))
            for _ in range(round(UP_WITHIN_S / LOOK_S)):  # on a busy machine a process needs longer than that to start
                used = self._here.used(role)
                if used is not None and used >= UP_CPU_S:
                    break
                await asyncio.sleep(LOOK_S)
            self.killed += self._here.kill(role)

    async def _storms(self) -> None:
        while True:
            await asyncio.sleep(self._chance.uniform(0.5, 1.5) * STORM_EVERY_S)
            for share, seconds in ((STORM_SHARE, STORM_S), (0.0, 0.0)):
                await asyncio.to_thread(self._here.ask, "faults", {"calls": {"rate_limited": share}})
                await asyncio.sleep(seconds)

    async def _restarts(self) -> None:
        for day, number in RESTARTS:
            while self.day < day:  # noqa: ASYNC110  # a number that another task counts up
                await asyncio.sleep(LOOK_S)
            self.restarted += self._here.strike_database(number)
