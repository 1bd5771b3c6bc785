"""A platform that answers from a script: an implementation of the transport protocols, handed to the clients.

It is not a simulator: it judges nothing and only keeps what it was asked.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from shoplatch.client import AsyncClient, Client
from shoplatch.clock import SetClock
from shoplatch.transport import HttpRequest, HttpResponse

NOW = datetime(2026, 1, 1, tzinfo=UTC)
SECRET = "0f3b9a7c5d2e4f60819acanary"
TOKEN = "ROW_canary-token"
CIPHER = "ROW_canary-cipher"

Play = HttpResponse | Exception | Callable[[HttpRequest], HttpResponse]


def answer(data: Any = None, *, code: int = 0, message: str = "Success", status: int = 200, **headers: str) -> HttpResponse:
    """An answer in the envelope of the platform."""
    envelope = {"code": code, "message": message, "request_id": "202601010000AB", "data": data}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpResponse(status, {"content-type": "application/json", **named}, json.dumps(envelope).encode())


class Script:
    """Plays its answers one by one, or the last one for ever; keeps the requests."""

    def __init__(self, *plays: Play) -> None:
        self._plays = list(plays)
        self.requests: list[HttpRequest] = []

    def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        self.requests.append(request)
        play = self._plays.pop(0) if len(self._plays) > 1 else self._plays[0]
        if isinstance(play, Exception):
            raise play
        return play(request) if callable(play) else play

    @property
    def queries(self) -> list[dict[str, str]]:
        """The decoded query of each request."""
        return [dict(parse_qsl(urlsplit(one.url).query, keep_blank_values=True)) for one in self.requests]

    @property
    def bodies(self) -> list[Any]:
        """The JSON body of each request."""
        return [json.loads(one.body) if one.body is not None else None for one in self.requests]


class AsyncScript(Script):
    """The same for the asynchronous client."""

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:  # type: ignore[override]
        return super().send(request, timeout_s=timeout_s)


class Naps:
    """Remembers pauses instead of taking them."""

    def __init__(self, clock: SetClock) -> None:
        self.taken: list[float] = []
        self._clock = clock

    def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)
        self._clock.advance(seconds)

    async def awaited(self, seconds: float) -> None:
        self(seconds)


def client(script: Script, **settings: Any) -> Client:
    """A client on a script, on a clock that stands."""
    clock = settings.pop("clock", SetClock(NOW))
    given = {"shop_cipher": CIPHER, "shop": "gb", "sleep": Naps(clock), **settings}
    if "token" not in given:
        given.setdefault("access_token", TOKEN)
    return Client("6f9k2m", SECRET, transport=script, clock=clock, **given)


def async_client(script: AsyncScript, **settings: Any) -> AsyncClient:
    """The asynchronous one."""
    clock = settings.pop("clock", SetClock(NOW))
    given = {"shop_cipher": CIPHER, "shop": "gb", "sleep": Naps(clock).awaited, **settings}
    if "token" not in given:
        given.setdefault("access_token", TOKEN)
    return AsyncClient("6f9k2m", SECRET, transport=script, clock=clock, **given)
