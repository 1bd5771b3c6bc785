"""The front of the simulator: a bare ASGI app that sorts what comes in and sends what the parts answer.

API calls pass the gate and reach a behaviour or are answered in shape; authorization links, token endpoints and `/_sim/`
have parts of their own. It holds no rules itself; it is on the path of every call and kept lean.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from shoplatch.simulator import consent, tokens
from shoplatch.simulator.answering import TOKEN_ENDPOINTS, Answering
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.chaos.effects import HEADER, Effect
from shoplatch.simulator.chaos.rules import Rules
from shoplatch.simulator.chaos.stale import Yesterday
from shoplatch.simulator.control import Control
from shoplatch.simulator.desk import Desk
from shoplatch.simulator.envelope import Answer, Envelopes
from shoplatch.simulator.faults import Faults
from shoplatch.simulator.gate import Call, Gate
from shoplatch.simulator.limits import RateLimit
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.partner.install import install as open_partner_center
from shoplatch.simulator.requests import RequestLog
from shoplatch.simulator.sites import front
from shoplatch.simulator.state.world import World
from shoplatch.simulator.traffic import Traffic
from shoplatch.simulator.webhooks import Webhooks
from shoplatch.simulator.wire import HttpWire, Wire

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Pause = Callable[[float], Awaitable[object]]

BODY_MAX_BYTES = 4 * 1024 * 1024
UPLOAD_MAX_BYTES = 32 * 1024 * 1024
SNAPSHOT_MAX_BYTES = 512 * 1024 * 1024
_SNAPSHOTS, _PARTNER = "/_sim/snapshots/", "/_sim/partner/"
HANG_UP = "shoplatch.hang_up"  # an extension of our server: closes the connection as it is
_CONTROL = "/_sim/"
_API_PATH = re.compile(r"/[a-z_]+/20[0-9]{4}/", re.ASCII).match
_log = logging.getLogger("shoplatch.simulator")


def build(world: World, options: SimulatorOptions, *, wire: Wire | None = None) -> Site:
    """The ASGI app of one world. `wire` carries the webhooks; real HTTP unless given."""
    return Site(world, options, wire or HttpWire(world.clock.wall))


class Site:
    """All parts of one running simulator behind one callable. `pause` waits wall seconds where an answer shall be late."""

    def __init__(self, world: World, options: SimulatorOptions, wire: Wire, pause: Pause = asyncio.sleep) -> None:
        tokens.install(world)
        open_partner_center(world)
        self.world = world
        self.switches = world.switches
        self.faults = Faults(options.seed)
        self.chaos = Rules(options.seed)
        self.limit = RateLimit(options.rate_limit, world.clock.wall)
        self.webhooks = Webhooks(world, self.switches, self.faults, wire)
        self.traffic = Traffic(world)
        self.requests = RequestLog(world)
        envelopes = Envelopes(world.clock, world.seed)
        gate = Gate(world, self.switches, self.limit)
        self.answering = Answering(world, gate, self.faults, self.chaos, Yesterday(), envelopes, self.requests)
        self.happened = 0  # what fell due or was bought by itself; the server counts
        self._pause = pause
        self._consent = consent.Consent(world, self.switches, envelopes)
        self.desk = Desk(world, self.switches, self.faults, self.limit, self.webhooks, self.traffic, self.answering)
        self.control = Control(self.desk, options, envelopes)
        self.sites = front.Sites(self.desk, options, envelopes)

    def changes(self) -> tuple[int, ...]:
        """Counts that differ once anything may have changed; for keeping the state, and nothing else."""
        world = self.world
        counted = (world.tally.webhook_attempts, world.tally.authorizations, world.serial, world.clock.offset_s)
        return (*counted, self.happened, self.answering.writes, self.control.pulled)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await _live(receive, send)
            return
        answer = await self.answer(scope, receive)
        if answer.effect is not None and answer.effect.spoils_the_wire:
            await self._send_spoilt(scope, send, answer, answer.effect)
            return
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})

    async def answer(self, scope: Scope, receive: Receive) -> Answer:
        """What is answered to one HTTP request. Never raises: a fault of ours is the platform's internal error."""
        path = scope["path"]
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        client = scope.get("client")
        call = Call(
            scope["method"], path, scope["query_string"].decode("latin-1"), headers, client=client[0] if client else ""
        )
        try:
            call = await _with_body(call, receive, self._limit_of(call))
            if path in TOKEN_ENDPOINTS:
                return self.answering.token(call)
            if path in consent.PATHS:
                return self._consent.answer(call)
            if path.startswith(_CONTROL) or path in ("/", "/_sim"):
                return await self.control.answer(call, call.client)
            if front.is_site(path):
                return await self.sites.answer(call)
            return self.answering.api(call)
        except Refused as refused:
            return self.answering.refused(call, refused)
        except Exception:
            return self._failed(call)

    def answers_at_once(self, path: str, headers: Mapping[str, str]) -> bool:
        """Whether `api` answers such a call: one of the API, whose answer nothing shall spoil on its way."""
        if _API_PATH(path) is None or headers.get("content-type", "").lower().startswith("multipart/"):
            return False
        return not self.answering.chaos and HEADER not in headers

    def api(self, call: Call) -> Answer:
        """What `answer` gives to a call of the API that is here as a whole. Never raises."""
        try:
            return self.answering.api(call)
        except Exception:
            return self._failed(call)

    def _failed(self, call: Call) -> Answer:
        self.world.tally.inner_faults += 1
        _log.exception("%s %s failed inside the simulator", call.method, call.path)
        return self.answering.refused(call, Refused(36009003, "Internal error."))

    def _limit_of(self, call: Call) -> int:
        """How large a body may be. Snapshots and documents may be large, from those who may use the control."""
        if call.path.startswith(_SNAPSHOTS) and self.control.lets_in(call):
            return SNAPSHOT_MAX_BYTES
        if call.path.startswith(_PARTNER) and self.control.lets_in(call):
            return UPLOAD_MAX_BYTES
        return UPLOAD_MAX_BYTES if call.content_type.lower().startswith("multipart/") else BODY_MAX_BYTES

    async def _send_spoilt(self, scope: Scope, send: Send, answer: Answer, effect: Effect) -> None:
        """Late, cut short, or not at all. Hanging up needs a server that offers it; others see an answer that never ends."""
        if effect.latency_ms:
            await self._pause(effect.latency_ms / 1000)
        if effect.hang_up is None:
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            if effect.truncate is None:
                await send({"type": "http.response.body", "body": answer.body})
                return
            part = answer.body[: int(len(answer.body) * effect.truncate)]
            await send({"type": "http.response.body", "body": part, "more_body": True})
        hang_up: Callable[[], Awaitable[None]] | None = scope.get("extensions", {}).get(HANG_UP)
        if hang_up is not None:
            await hang_up()


async def _with_body(call: Call, receive: Receive, limit: int) -> Call:
    """The call with its body, never more of it than the cap. Raises Refused 36009021 beyond that."""
    length = call.headers.get("content-length")
    if length in (None, "0") and "transfer-encoding" not in call.headers:
        return call
    if length is not None and (not length.isdigit() or int(length) > limit):
        raise Refused(36009021, f"The body is larger than {limit} bytes.")
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        part = message.get("body", b"")
        size += len(part)
        if size > limit:
            raise Refused(36009021, f"The body is larger than {limit} bytes.")
        parts.append(part)
        if not message.get("more_body"):
            break
    body = parts[0] if len(parts) == 1 else b"".join(parts)
    return Call(call.method, call.path, call.query_string, call.headers, body, call.client)


async def _live(receive: Receive, send: Send) -> None:
    """The ASGI lifespan, for servers that insist; starting and stopping is `server.py`'s."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await send({"type": "lifespan.shutdown.complete"})
            return
