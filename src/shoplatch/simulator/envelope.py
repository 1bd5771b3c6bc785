"""The wrapping of every answer: code, message, request_id, data, and the headers that go with it (platform.md section 5).

One envelope writer per running simulator; it is on the path of every call, so what changes once a second is kept.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from email.utils import formatdate
from time import gmtime, strftime
from typing import Any

import msgspec

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.chaos.effects import Effect
from shoplatch.simulator.clock import SimClock
from shoplatch.simulator.refusals import message_of, status_of
from shoplatch.simulator.switches import Switches

Headers = list[tuple[bytes, bytes]]
STATEFUL = (b"x-simulator-answer", b"stateful")
IN_SHAPE = (b"x-simulator-answer", b"in-shape")
_encode = msgspec.json.encode


@dataclass(slots=True)
class Answer:
    """A finished answer. `code` is the platform's, for the tally; None for pages. `effect` is chaos on order."""

    status: int
    headers: Headers
    body: bytes
    code: int | None = None
    effect: Effect | None = None


class Envelopes:
    """Writes envelopes at the simulator's own time."""

    def __init__(self, clock: SimClock, seed: int = 0) -> None:
        self._clock = clock
        self._second = -1
        self._date = b""
        self._stamp = ""
        self._bits = random.Random(f"{seed}/requests")  # ids have to differ, and to repeat when everything else does

    def _at(self, now: int) -> None:
        self._second = now
        self._date = formatdate(now, usegmt=True).encode()
        self._stamp = strftime("%Y%m%d%H%M%S", gmtime(now))

    @property
    def date(self) -> tuple[bytes, bytes]:
        """The `Date` header: virtual now."""
        now = self._clock.now()
        if now != self._second:
            self._at(now)
        return (b"date", self._date)

    def request_id(self) -> str:
        """14 digits of UTC time and 18 hex digits."""
        now = self._clock.now()
        if now != self._second:
            self._at(now)
        return f"{self._stamp}{self._bits.getrandbits(72):018X}"

    def success(self, data: Any, mark: tuple[bytes, bytes], *, message: str = "Success") -> Answer:
        """200 with code 0 around `data`."""
        return self.success_encoded(_encode(data), mark, message=message)

    def success_encoded(self, data: bytes, mark: tuple[bytes, bytes], *, message: str = "Success") -> Answer:
        """The same around `data` that is already JSON."""
        head = f'{{"code":0,"message":"{message}","request_id":"{self.request_id()}","data":'.encode()
        return self._json(200, head + data + b"}", 0, mark)

    def refusal(self, refused: Refused, switches: Switches, *, with_data: bool = True) -> Answer:
        """The platform's no. The token endpoints leave `data` out; elsewhere it is null unless the refusal carries some."""
        envelope: dict[str, Any] = {"code": refused.code, "message": message_of(refused), "request_id": self.request_id()}
        if with_data or refused.payload is not None:
            envelope["data"] = refused.payload
        return self._json(status_of(refused, switches), _encode(envelope), refused.code)

    def _json(self, status: int, body: bytes, code: int, *more: tuple[bytes, bytes]) -> Answer:
        headers = [
            (b"content-type", b"application/json; charset=utf-8"),
            (b"content-length", b"%d" % len(body)),
            (b"date", self._date),
            *more,
        ]
        return Answer(status, headers, body, code)
