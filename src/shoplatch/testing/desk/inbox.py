"""Where webhooks arrive that no receiver of the test takes: caught in memory, with exact bytes and headers."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from typing import Any

from shoplatch.clock import Clock
from shoplatch.simulator.wire import HttpWire, WireAnswer

ADDRESS = "http://inbox.invalid/webhooks"


@dataclass(frozen=True)
class Webhook:
    """One webhook as it was sent. `raw` and `authorization` are what a signature check needs."""

    raw: bytes
    authorization: str
    url: str
    status: int | None  # what the receiver answered; 200 from the inbox
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def topic(self) -> int:
        """The number of its topic."""
        return int(self.body["type"])

    @property
    def data(self) -> dict[str, Any]:
        """Its `data`."""
        held = self.body.get("data", self.body)
        return held if isinstance(held, dict) else {}


class Inbox:
    """All webhooks of one world in the order they were sent; safe to read from any thread."""

    def __init__(self) -> None:
        self._held: list[Webhook] = []
        self._more = threading.Condition()

    def put(self, webhook: Webhook) -> None:
        """Take one in."""
        with self._more:
            self._held.append(webhook)
            self._more.notify_all()

    def all(self) -> list[Webhook]:
        """Everything so far."""
        with self._more:
            return list(self._held)

    def wait_for_more(self, than: int, within_s: float) -> None:
        """Return once there are more than so many, or the time is over."""
        with self._more:
            self._more.wait_for(lambda: len(self._held) > than, within_s)


class CatchingWire:
    """Sends webhooks as the simulator does and keeps a copy; what goes to the inbox's own address stays in memory."""

    def __init__(self, clock: Clock, inbox: Inbox) -> None:
        self._http = HttpWire(clock)
        self._inbox = inbox

    async def post(self, url: str, body: bytes, headers: dict[str, str], *, limit_s: float) -> WireAnswer:
        """The receiver's answer; 200 from the inbox."""
        answer = WireAnswer(200, 0.0) if url == ADDRESS else await self._http.post(url, body, headers, limit_s=limit_s)
        self._inbox.put(Webhook(body, headers.get("authorization", ""), url, answer.status, json.loads(body)))
        return answer

    async def close(self) -> None:
        """Give the connections back."""
        await self._http.close()
