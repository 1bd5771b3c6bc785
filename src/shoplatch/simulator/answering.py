"""What is answered to one API call or token call: past the gate, through the faults on order, to a behaviour or in shape.

Everything here is at once and in memory; reading, delaying and sending is `asgi.py`'s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from shoplatch.errors import InvalidRequest
from shoplatch.simulator import in_shape, tokens
from shoplatch.simulator.ask import Ask, Refused
from shoplatch.simulator.chaos.altering import altered
from shoplatch.simulator.chaos.effects import HEADER, Effect, effect_in_header
from shoplatch.simulator.chaos.partial import batch_of, with_errors, without_the_last
from shoplatch.simulator.chaos.rules import Rules, Strike
from shoplatch.simulator.chaos.stale import Yesterday
from shoplatch.simulator.ended import check_version
from shoplatch.simulator.envelope import IN_SHAPE, STATEFUL, Answer, Envelopes
from shoplatch.simulator.faults import Faults
from shoplatch.simulator.gate import Call, Gate
from shoplatch.simulator.requests import RequestLog
from shoplatch.simulator.routes import HANDLERS
from shoplatch.simulator.state.world import World

TOKEN_ENDPOINTS = {"/api/v2/token/get": tokens.token_get, "/api/v2/token/refresh": tokens.token_refresh}
_TOKEN_NAMES = {"/api/v2/token/get": "token.get", "/api/v2/token/refresh": "token.refresh"}


@dataclass(slots=True)
class Answering:
    """Answers calls in one world."""

    world: World
    gate: Gate
    faults: Faults
    chaos: Rules
    yesterday: Yesterday
    envelopes: Envelopes
    log: RequestLog
    writes: int = field(default=0, init=False)  # calls that may have changed something

    def api(self, call: Call) -> Answer:
        """An API call: admitted or refused, struck or not, answered."""
        began = self.world.clock.wall.monotonic()
        strike: Strike | None = None
        try:
            ask = self.gate.admit(call)
            check_version(self.world, ask.operation)
            self.faults.refuse_call()
            if self.chaos or HEADER in call.headers:
                strike = self._strike(call, ask)
            answer = self._answer(ask) if strike is None else self._struck(call, ask, strike)
        except Refused as refused:
            answer = self.refusal(refused)
        if strike is not None:
            _mark(answer, strike)
        return self._noted(call, answer, began, strike)

    def token(self, call: Call) -> Answer:
        """The token endpoints: unsigned, `success` in lower case, no `data` beside an error (platform.md section 3.3)."""
        began = self.world.clock.wall.monotonic()
        query = dict(parse_qsl(call.query_string, keep_blank_values=True))
        strike: Strike | None = None
        try:
            _must_be_get(call)
            strike = self.chaos.strike(_TOKEN_NAMES[call.path], None, "", self.world.clock.now(), partial=False)
            if strike is not None:
                _refuse(strike.effect)
            self.writes += 1
            if strike is not None and strike.effect.hang_up == "before":
                answer = Answer(200, [], b"")
            else:
                given = TOKEN_ENDPOINTS[call.path](self.world, self.world.switches, query)
                answer = self.envelopes.success(given, STATEFUL, message="success")
        except Refused as refused:
            answer = self.envelopes.refusal(refused, self.world.switches, with_data=False)
        if strike is not None:
            _mark(answer, strike)
        return self._noted(call, answer, began, strike)

    def refused(self, call: Call, refused: Refused) -> Answer:
        """A call that was refused before it could be judged: too large, or broken by a fault of ours."""
        return self._noted(call, self.refusal(refused), self.world.clock.wall.monotonic(), None)

    def refusal(self, refused: Refused) -> Answer:
        """The platform's no."""
        answer = self.envelopes.refusal(refused, self.world.switches)
        if answer.status == 429 and self.world.switches.retry_after_sent:
            answer.headers.append((b"retry-after", b"1"))
        return answer

    def _answer(self, ask: Ask) -> Answer:
        behaviour = HANDLERS.get(ask.operation.capability)
        if behaviour is None:
            return self.envelopes.success_encoded(in_shape.answer(ask.operation), IN_SHAPE)
        if not ask.operation.read:
            self.before_a_write()
        return self.envelopes.success(behaviour(self.world, ask), STATEFUL)

    def before_a_write(self) -> None:
        """Called before anything changes by a call or by the control."""
        self.writes += 1
        self.world.rendered.forget()
        if self.chaos.wants_the_past:
            self.yesterday.keep(self.world)
        elif self.yesterday.known and not self.yesterday.held:
            self.yesterday.forget()

    def _strike(self, call: Call, ask: Ask) -> Strike | None:
        asked = call.headers.get(HEADER)
        if asked:
            try:
                return Strike(effect_in_header(asked), "header")
            except InvalidRequest as unreadable:
                raise Refused(36009004, f"Invalid request. The header '{HEADER}': {unreadable}") from unreadable
        operation, shop_id = ask.operation, ask.shop.id if ask.shop else ""
        partial = batch_of(operation, ask.body) is not None
        return self.chaos.strike(operation.id, operation, shop_id, self.world.clock.now(), partial=partial)

    def _struck(self, call: Call, ask: Ask, strike: Strike) -> Answer:
        effect = strike.effect
        if effect.expire_token:
            token = call.headers["x-tts-access-token"]
            ask.grant.access_tokens[token] = self.world.clock.now()
            raise Refused(105002, "The access token has expired; refresh it.")
        _refuse(effect)
        if effect.hang_up == "before":
            return Answer(200, [], b"")
        behaviour = HANDLERS.get(ask.operation.capability)
        if effect.stale and behaviour is not None and ask.operation.read:
            if strike.by == "header" and not self.chaos.wants_the_past and not self.yesterday.held:
                raise Refused(
                    36009004,
                    "Invalid request. The state before the last write is kept only while a chaos rule asks for stale"
                    ' reads; add one first, for example {"fault": "stale", "probability": 0}.',
                )
            return self.envelopes.success(self.yesterday.answer(behaviour, self.world, ask), STATEFUL)
        if effect.partial and behaviour is not None:
            return self._in_part(ask, effect.partial)
        answer = self._answer(ask)
        return _altered(answer, effect) if effect.alter or effect.drop else answer

    def _in_part(self, ask: Ask, count: int) -> Answer:
        fewer, errors = without_the_last(ask, count)
        name = batch_of(ask.operation, ask.body)
        nothing_left = name is not None and not fewer.body[name]
        self.before_a_write()
        data: dict[str, Any] = {} if nothing_left else HANDLERS[ask.operation.capability](self.world, fewer)
        return self.envelopes.success(with_errors(data, errors), STATEFUL)

    def _noted(self, call: Call, answer: Answer, began: float, strike: Strike | None) -> Answer:
        counts = self.world.tally.requests_by_code
        code = str(answer.code)
        counts[code] = counts.get(code, 0) + 1
        elapsed_s = self.world.clock.wall.monotonic() - began
        self.log.note(call, answer, elapsed_s, strike.by if strike else "")
        return answer


def _must_be_get(call: Call) -> None:
    if call.method != "GET":
        raise Refused(36009010, "Use GET.")


def _altered(answer: Answer, effect: Effect) -> Answer:
    answer.body = altered(answer.body, effect.alter, effect.drop)
    length = (b"content-length", b"%d" % len(answer.body))
    answer.headers = [length if header[0] == b"content-length" else header for header in answer.headers]
    return answer


def _refuse(effect: Effect) -> None:
    if effect.code is not None:
        raise Refused(effect.code, effect.message, status=effect.status)


def _mark(answer: Answer, strike: Strike) -> None:
    answer.effect = strike.effect
    answer.headers.append((HEADER.encode(), strike.by.encode()))
