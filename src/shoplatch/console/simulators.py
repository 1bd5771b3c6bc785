"""What the simulators say of themselves: the world they show and the time they live in.

The web process makes no API calls of its own, so nothing would teach it the time of a wound simulator. It asks the
simulator's control page now and then, only for apps whose environment is the simulator, and passes the time on to the
clock that `accounts` keeps for that app. It waits at most WAIT_S for a first answer and never for a later one.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from shoplatch.clock import Clock, FollowingClock
from shoplatch.errors import ShoplatchError
from shoplatch.transport import AsyncTransport, HttpRequest

FRESH_S = 5.0
WAIT_S = 1.0


@dataclass(frozen=True, slots=True)
class World:
    """A simulator that answered: its world's name ("" if it did not say) and its time."""

    name: str
    now: datetime


class Simulators:
    """Remembers the last answer of each simulator and renews it in the background."""

    def __init__(self, transport: AsyncTransport, clock: Clock) -> None:
        self._transport = transport
        self._clock = clock
        self._known: dict[str, tuple[float, World | None]] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}

    async def world(self, api_url: str, follower: Clock) -> World | None:
        """The last known answer of the simulator at this address; None if it does not answer."""
        at, known = self._known.get(api_url, (None, None))
        if at is None or self._clock.monotonic() - at > FRESH_S:
            task = self._asking.get(api_url)
            if task is None or task.done():
                task = self._asking[api_url] = asyncio.create_task(self._ask(api_url, follower))
            if at is None:
                await asyncio.wait([task], timeout=WAIT_S)
                known = self._known.get(api_url, (0.0, None))[1]
        return known

    async def close(self) -> None:
        """Stop asking."""
        for task in self._asking.values():
            task.cancel()
        await asyncio.gather(*self._asking.values(), return_exceptions=True)

    async def _ask(self, api_url: str, follower: Clock) -> None:
        world = None
        try:
            answer = await self._transport.send(HttpRequest("GET", f"{api_url}/_sim/clock"), timeout_s=WAIT_S)
            if answer.status == 200:
                world = _read(answer.body, parsedate_to_datetime(answer.headers["date"]))
        except (ShoplatchError, KeyError, ValueError):
            world = None  # the page says that the simulator does not answer
        self._known[api_url] = (self._clock.monotonic(), world)
        if world is not None and isinstance(follower, FollowingClock):
            follower.observe(world.now)


def _read(body: bytes, now: datetime) -> World:
    said = json.loads(body)
    name = said.get("world") if isinstance(said, dict) else None
    return World(name if isinstance(name, str) else "", now)
