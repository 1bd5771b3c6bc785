"""The front of the simulator: a bare ASGI app that sorts what comes in and sends what the parts answer.

API calls pass the gate and reach a behaviour or are answered in shape; authorization links, token endpoints and `/_sim/`
have parts of their own. It holds no rules itself; it is on the path of every call and kept lean.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from shoplatch.simulator import consent, in_shape, tokens
from shoplatch.simulator.ask import Refused
from shoplatch.simulator.control import Control
from shoplatch.simulator.desk import Desk
from shoplatch.simulator.envelope import IN_SHAPE, STATEFUL, Answer, Envelopes
from shoplatch.simulator.faults import Faults
from shoplatch.simulator.gate import Call, Gate
from shoplatch.simulator.limits import RateLimit
from shoplatch.simulator.options import SimulatorOptions
from shoplatch.simulator.routes import HANDLERS
from shoplatch.simulator.state.world import World
from shoplatch.simulator.traffic import Traffic
from shoplatch.simulator.webhooks import Webhooks
from shoplatch.simulator.wire import HttpWire, Wire

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

BODY_MAX_BYTES = 4 * 1024 * 1024
UPLOAD_MAX_BYTES = 32 * 1024 * 1024
_TOKEN_ENDPOINTS = {"/api/v2/token/get": tokens.token_get, "/api/v2/token/refresh": tokens.token_refresh}
_CONTROL = "/_sim/"
_log = logging.getLogger("shoplatch.simulator")


def build(world: World, options: SimulatorOptions, *, wire: Wire | None = None) -> Site:
    """The ASGI app of one world. `wire` carries the webhooks; real HTTP unless given."""
    return Site(world, options, wire or HttpWire(world.clock.wall))


class Site:
    """All parts of one running simulator behind one callable."""

    def __init__(self, world: World, options: SimulatorOptions, wire: Wire) -> None:
        tokens.install(world)
        self.world = world
        self.switches = world.switches
        self.faults = Faults(options.seed)
        self.limit = RateLimit(options.rate_limit, world.clock.wall)
        self.webhooks = Webhooks(world, self.switches, self.faults, wire)
        self.traffic = Traffic(world)
        self._envelopes = Envelopes(world.clock)
        self._gate = Gate(world, self.switches, self.limit)
        self._consent = consent.Consent(world, self.switches, self._envelopes)
        desk = Desk(world, self.switches, self.faults, self.limit, self.webhooks, self.traffic)
        self._control = Control(desk, options, self._envelopes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await _live(receive, send)
            return
        answer = await self.answer(scope, receive)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else answer.body})

    async def answer(self, scope: Scope, receive: Receive) -> Answer:
        """What is answered to one HTTP request. Never raises: a fault of ours is the platform's internal error."""
        path = scope["path"]
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        call = Call(scope["method"], path, scope["query_string"].decode("latin-1"), headers)
        try:
            call = await _with_body(call, receive)
            if path in _TOKEN_ENDPOINTS:
                return self._tallied(self._token(call))
            if path in consent.PATHS:
                return self._consent.answer(call)
            if path.startswith(_CONTROL) or path in ("/", "/_sim"):
                client = scope.get("client")
                return await self._control.answer(call, client[0] if client else "")
            return self._tallied(self._api(call))
        except Refused as refused:
            return self._tallied(self._refusal(refused))
        except Exception:
            self.world.tally.inner_faults += 1
            _log.exception("%s %s failed inside the simulator", call.method, path)
            return self._tallied(self._refusal(Refused(36009003, "Internal error.")))

    def _api(self, call: Call) -> Answer:
        try:
            ask = self._gate.admit(call)
            self.faults.refuse_call()
            behaviour = HANDLERS.get(ask.operation.capability)
            if behaviour is None:
                return self._envelopes.success_encoded(in_shape.answer(ask.operation), IN_SHAPE)
            return self._envelopes.success(behaviour(self.world, ask), STATEFUL)
        except Refused as refused:
            return self._refusal(refused)

    def _token(self, call: Call) -> Answer:
        """The token endpoints: unsigned, `success` in lower case, no `data` beside an error (platform.md section 3.3)."""
        query = dict(parse_qsl(call.query_string, keep_blank_values=True))
        try:
            _must_be_get(call)
            given = _TOKEN_ENDPOINTS[call.path](self.world, self.switches, query)
            return self._envelopes.success(given, STATEFUL, message="success")
        except Refused as refused:
            return self._envelopes.refusal(refused, self.switches, with_data=False)

    def _refusal(self, refused: Refused) -> Answer:
        answer = self._envelopes.refusal(refused, self.switches)
        if answer.status == 429 and self.switches.retry_after_sent:
            answer.headers.append((b"retry-after", b"1"))
        return answer

    def _tallied(self, answer: Answer) -> Answer:
        counts = self.world.tally.requests_by_code
        code = str(answer.code)
        counts[code] = counts.get(code, 0) + 1
        return answer


def _must_be_get(call: Call) -> None:
    if call.method != "GET":
        raise Refused(36009010, "Use GET.")


async def _with_body(call: Call, receive: Receive) -> Call:
    """The call with its body, never more of it than the cap. Raises Refused 36009021 beyond that."""
    length = call.headers.get("content-length")
    if length in (None, "0") and "transfer-encoding" not in call.headers:
        return call
    upload = call.content_type.lower().startswith("multipart/")
    limit = UPLOAD_MAX_BYTES if upload else BODY_MAX_BYTES
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
    return Call(call.method, call.path, call.query_string, call.headers, body)


async def _live(receive: Receive, send: Send) -> None:
    """The ASGI lifespan, for servers that insist; starting and stopping is `server.py`'s."""
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await send({"type": "lifespan.startup.complete"})
        elif message["type"] == "lifespan.shutdown":
            await send({"type": "lifespan.shutdown.complete"})
            return
