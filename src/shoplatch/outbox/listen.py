"""Forwards what arrives to a program on a developer's desk, in order, one after the other, and remembers how far it came.

Two kinds of things: TikTok Shop's webhooks, byte for byte as they arrived (their `Authorization` is a function of the app's
secret and the body, platform.md section 19, so the one made here is the one that came), and our own events, signed with a
secret of the listener. A place is kept after each; whoever is cut off goes on there, and what comes twice comes under the
same id. Where the program does not answer we wait for it; an answer that refuses is tried a few times and then passed over.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from shoplatch.clock import Clock
from shoplatch.errors import OutcomeUnknown, Retriable, ShoplatchError
from shoplatch.outbox import sign
from shoplatch.store.position import START, Position
from shoplatch.transport import AsyncTransport, HttpRequest

TRIES = 3
TIMEOUT_S = 30.0
LOOK_S = 0.5
BACK_OFF_S = (0.2, 0.5, 1.0, 2.0, 5.0)
Kind = Literal["webhook", "event"]


@dataclass(frozen=True, slots=True)
class Place:
    """How far a listener came, in both kinds."""

    webhooks: Position = START
    events: Position = START


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a listener wants. None: all of it; an empty tuple of kinds would be nothing."""

    kinds: tuple[Kind, ...] = ("webhook",)
    topics: frozenset[int] | None = None
    types: frozenset[str] | None = None
    shop_ids: frozenset[str] | None = None
    without: frozenset[int] = frozenset()  # topics that are not for who asks

    def webhook(self, topic: int, shop_id: str) -> bool:
        """Whether a webhook of TikTok Shop is wanted."""
        if topic in self.without:
            return False
        return (self.topics is None or topic in self.topics) and (self.shop_ids is None or shop_id in self.shop_ids)

    def event(self, type_: str, shop_id: str) -> bool:
        """Whether an event of ours is wanted."""
        return (self.types is None or type_ in self.types) and (self.shop_ids is None or shop_id in self.shop_ids)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to forward. `headers` are whole for a webhook; an event is signed when it goes out. `place` is after it."""

    kind: Kind
    id: str
    about: str  # the topic's number, or the event's type
    shop_id: str
    at: datetime
    place: Place
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Portion:
    """What is next, and the place after all that was looked at."""

    items: tuple[Item, ...]
    place: Place


class Source(Protocol):
    """Where things come from: this database, or another installation."""

    async def start(self, since: datetime | None) -> Place:
        """The place to begin at: after everything, or before what came at or after a moment."""

    async def next(self, place: Place) -> Portion:
        """What comes after a place. Raises ShoplatchError: the way there is interrupted."""


@dataclass(frozen=True, slots=True)
class Forwarded:
    """What became of one thing. `status` None with outcome "waiting": nobody answers at the target."""

    item: Item
    outcome: Literal["delivered", "refused", "waiting"]
    status: int | None
    tries: int
    elapsed_ms: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class Interrupted:
    """The way to the source is interrupted; it is tried again."""

    why: str
    times: int


Said = Callable[[Forwarded | Interrupted], None]
Keep = Callable[[Place], None]


class Forwarder:
    """Takes from a source, posts to a target, keeps the place after each."""

    def __init__(
        self, source: Source, target: str, transport: AsyncTransport, clock: Clock, *, secret: str, keep: Keep, said: Said,
        tries: int = TRIES, look_s: float = LOOK_S, back_off_s: Sequence[float] = BACK_OFF_S,
    ) -> None:  # fmt: skip
        self._source = source
        self._target = target
        self._transport = transport
        self._clock = clock
        self._secret = secret
        self._keep = keep
        self._said = said
        self._tries = tries
        self._look_s = look_s
        self._back_off_s = back_off_s

    async def run(self, place: Place, stop: asyncio.Event, *, once: bool = False) -> Place:
        """Forward from a place until `stop` is set, or until nothing is left (`once`); the place after it.

        Raises:
            ShoplatchError: the source refuses for good (a token that does not open it). The place before is kept.
        """
        interrupted = 0
        while not stop.is_set():
            try:
                portion = await self._source.next(place)
            except (Retriable, OutcomeUnknown) as failure:
                interrupted += 1
                self._said(Interrupted(failure.what, interrupted))
                await self._pause(stop, interrupted)
                continue
            interrupted = 0
            for item in portion.items:
                if not await self._forward(item, stop):
                    return place
                place = item.place
                self._keep(place)
            if place != portion.place:
                place = portion.place
                self._keep(place)
            elif not portion.items:
                if once:
                    return place
                await _wait(stop, self._look_s)
        return place

    async def _forward(self, item: Item, stop: asyncio.Event) -> bool:
        """Post one thing until it is taken or refused often enough. False: we were stopped before."""
        tries, silent, began = 0, 0, self._clock.monotonic()
        while not stop.is_set():
            try:
                answer = await self._transport.send(self._request(item), timeout_s=TIMEOUT_S)
            except ShoplatchError as failure:  # nobody there, or cut off: it comes again, under the same id
                silent += 1
                self._said(Forwarded(item, "waiting", None, tries, 0, failure.what))
                await self._pause(stop, silent)
                continue
            tries, silent = tries + 1, 0
            took_ms = int((self._clock.monotonic() - began) * 1_000)
            if 200 <= answer.status < 300 or tries >= self._tries:
                outcome: Literal["delivered", "refused"] = "delivered" if 200 <= answer.status < 300 else "refused"
                self._said(Forwarded(item, outcome, answer.status, tries, took_ms))
                return True
            await self._pause(stop, tries)
        return False

    def _request(self, item: Item) -> HttpRequest:
        headers = dict(item.headers)
        if item.kind == "event":
            headers |= sign.signed([self._secret], item.id, self._clock.now(), item.body)
        return HttpRequest("POST", self._target, tuple(headers.items()), item.body)

    async def _pause(self, stop: asyncio.Event, times: int) -> None:
        await _wait(stop, self._back_off_s[min(times, len(self._back_off_s)) - 1])


async def _wait(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


def place_text(place: Place) -> str:
    """A place as text: what a cursor file holds and what travels between installations."""
    return json.dumps({"webhooks": list(place.webhooks), "events": list(place.events)}, separators=(",", ":"))


def place_of(text: str) -> Place:
    """A place from its text. Raises ValueError."""
    given = json.loads(text)
    try:
        (a, b), (c, d) = given["webhooks"], given["events"]
        return Place(Position(int(a), int(b)), Position(int(c), int(d)))
    except (KeyError, TypeError) as broken:
        raise ValueError(text) from broken
