"""A site over a ready-made world, its control, and signed calls to it, all in memory."""

from __future__ import annotations

import json
from typing import Any

from shoplatch.clock import Clock, SetClock
from shoplatch.simulator import worlds
from shoplatch.simulator.asgi import Site
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.state.parties import App, Shop
from shoplatch.simulator.state.world import World
from shoplatch.simulator.wire import WireAnswer
from tests.simulator.platform.desk_world import Request, Told, granted, request, send, wall
from tests.simulator.platform.test_webhooks import GivenWire


class ControlDesk:
    """A world with goods on sale, an app that is told everything, and a receiver that acknowledges."""

    def __init__(
        self,
        world: str = "stocked",
        *,
        rate_limit: str = "off",
        control_token: str | None = None,
        clock: Clock | None = None,
    ) -> None:
        self.wall: SetClock = wall()
        self.world: World = worlds.build(world, 1, SimClock(clock or self.wall))
        self.world.rendered.on = True  # as in a server
        self.wire = GivenWire(lambda _: WireAnswer(200, 1.0))
        options = SimulatorOptions(rate_limit=rate_limit, control_token=control_token)
        self.site = Site(self.world, options, self.wire)
        self.app: App = next(iter(self.world.apps.values()))
        self.shop: Shop = next(iter(self.world.shops.values()))
        self.token = granted(self.world, self.app.key, self.shop.seller_open_id)

    async def control(self, method: str, path: str, body: Any = None, *, raw: bytes | None = None, **query: str) -> Told:
        content = raw if raw is not None else json.dumps(body).encode() if body is not None else b""
        return await send(self.site, Request(method, f"/_sim/{path}", query, content, {"host": "127.0.0.1"}))

    async def done(self, method: str, path: str, body: Any = None, **more: Any) -> dict[str, Any]:
        told = await self.control(method, path, body, **more)
        assert told.status == 200, told.body
        return told.json

    async def call(self, method: str, path: str, **asked: Any) -> Told:
        given: dict[str, Any] = {
            "token": self.token,
            "at": self.world.clock.now(),
            "cipher": self.shop.cipher,
            "secret": self.app.secret,
            "app_key": self.app.key,
        }
        return await send(self.site, request(method, path, **{**given, **asked}))
