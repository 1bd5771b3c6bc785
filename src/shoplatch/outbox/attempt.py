"""One attempt to deliver one event: make the request, send it, judge the answer, write down what became of it.

What is sent carries the same `webhook-id` each time; only timestamp and signature are of the attempt. A process that dies
between the answer and the writing makes the event come again, under that id.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from shoplatch.clock import Clock
from shoplatch.errors import ShoplatchError
from shoplatch.outbox import address, bodies, schedule, sign
from shoplatch.store.engine import Connection, Store
from shoplatch.store.hooks import deliveries, endpoints
from shoplatch.store.hooks.deliveries import Attempt, Claimed
from shoplatch.store.hooks.endpoints import Endpoint
from shoplatch.store.hooks.tallies import Outcome as Ended
from shoplatch.transport import HttpRequest
from shoplatch.transport.pinned import Answered

log = logging.getLogger(__name__)

TIMEOUT_S = 15.0
RESPONSE_MAX_CHARS = 2_000
HEADERS_KEPT = ("content-type", "content-length", "retry-after", "location", "server", "x-request-id")
SLOWER_S = 30.0  # after 429 without a word about how long
Outcome = Literal["delivered", "missed", "stop"]  # stop: nothing more for this endpoint now


class Sender(Protocol):
    """What carries requests; `transport.pinned.PinnedTransport`."""

    async def send(self, request: HttpRequest, *, timeout_s: float) -> Answered:
        """Raises ShoplatchError where no answer came."""


Secrets = Callable[[Endpoint], Sequence[str]]
Query = Callable[[Endpoint], str | None]  # what stands behind the question mark of its address
Personal = Callable[[str, str, str], Awaitable[Mapping[str, object]]]
Told = Callable[[str, str, str], Awaitable[None]]  # act, subject, detail: a line for the audit log


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer means. `wait`: the receiver asked for less; `counts`: whether it used up one of the attempts."""

    error: str = ""
    gone: bool = False
    wait: datetime | None = None
    counts: bool = True

    @property
    def good(self) -> bool:
        """The event was taken."""
        return not self.error


def judge(status: int, headers: Mapping[str, str], now: datetime) -> Verdict:
    """What an answer means: 2xx took it; 410 wants nothing any more; 429 (and 503) may say for how long to wait."""
    if 200 <= status < 300:
        return Verdict()
    if status == 410:
        return Verdict("answered 410 Gone: it wants no events any more", gone=True)
    asked = schedule.asked_to_wait(headers.get("retry-after"), now)
    if status == 429:
        wait = asked or now + timedelta(seconds=SLOWER_S)
        return Verdict(f"answered 429: slower, please, until {wait:%H:%M:%S} UTC", wait=wait, counts=False)
    if 300 <= status < 400:
        return Verdict(f"answered {status}, a redirect, which is not followed: give the address where it ends")
    return Verdict(f"answered {status}", wait=asked if status == 503 else None)


class Attempts:
    """Makes attempts. `personal` gives what an endpoint that may have it is told of people."""

    def __init__(
        self, store: Store, clock: Clock, sender: Sender, *, secrets: Secrets, query: Query, personal: Personal, told: Told,
        timeout_s: float = TIMEOUT_S,
    ) -> None:  # fmt: skip
        self._store = store
        self._clock = clock
        self._sender = sender
        self._secrets = secrets
        self._query = query
        self._personal = personal
        self._told = told
        self._timeout_s = timeout_s

    async def make(self, endpoint: Endpoint, claimed: Claimed, *, retries: bool = True) -> tuple[Outcome, Attempt, Ended]:
        """Send an event now and keep what came of it. `retries`: whether a failure is tried again."""
        began, began_at = self._clock.monotonic(), self._clock.now()
        answered: Answered | None = None
        error, secret = "", address.secret_parts(None)
        try:
            query = self._query(endpoint)
            secret = address.secret_parts(query)
            request = await self._request(endpoint, endpoint.url + (query or ""), claimed, began_at)
            answered = await self._sender.send(request, timeout_s=endpoint.timeout_s or self._timeout_s)
        except ShoplatchError as failure:
            error = address.hidden(failure.what, secret)
        except Exception as fault:  # of ours, with this one event: it waits and ends like any other, and the rest go on
            where, kind = traceback.extract_tb(fault.__traceback__)[-1], type(fault).__name__
            log.error("event %s for %s: %s at %s:%s", claimed.id, endpoint.id, kind, where.name, where.lineno)
            error = f"a fault of Shoplatch itself: {kind}; the worker's log says where"
        now = self._clock.now()
        verdict = judge(answered.status, answered.headers, now) if answered is not None else Verdict(error or "no answer")
        attempt = Attempt(
            at=began_at,
            address=answered.address if answered else None,
            status=answered.status if answered else None,
            elapsed_ms=int((self._clock.monotonic() - began) * 1_000),
            error=verdict.error or None,
            response_headers=_headers(answered, secret) if answered else None,
            response=_said(answered, secret) if answered else None,
        )
        outcome, ended = await self._keep(endpoint, claimed, attempt, verdict, now, retries=retries)
        return outcome, attempt, ended

    async def _request(self, endpoint: Endpoint, url: str, claimed: Claimed, now: datetime) -> HttpRequest:
        body = claimed.body
        if endpoint.personal and claimed.shop_id is not None:
            body = bodies.with_personal(body, await self._personal(claimed.shop_id, claimed.kind, claimed.object_id))
        headers = sign.signed(self._secrets(endpoint), claimed.id, now, body)
        return HttpRequest("POST", url, (("content-type", "application/json"), *headers.items()), body)

    async def _keep(
        self, endpoint: Endpoint, claimed: Claimed, attempt: Attempt, verdict: Verdict, now: datetime, *, retries: bool
    ) -> tuple[Outcome, Ended]:
        off = ""
        async with self._store.raw() as conn:
            await deliveries.note(conn, claimed.n, attempt)
            if verdict.good:
                await deliveries.delivered(conn, claimed.n, now, attempt.status)
                await endpoints.worked(conn, endpoint.id, now)
                return "delivered", "delivered"
            due = self._due(claimed, verdict, now) if retries else None
            await deliveries.missed(
                conn, claimed.n, now, verdict.error, status=attempt.status, due_at=due, counts=verdict.counts
            )
            stop, off = await self._weigh(conn, endpoint, verdict, now)
        if off:
            await self._told("hooks.disabled", endpoint.id, off)
        ended: Ended = "slowed" if not verdict.counts else "failed" if due is None else "retried"
        return "stop" if stop else "missed", ended

    def _due(self, claimed: Claimed, verdict: Verdict, now: datetime) -> datetime | None:
        """When it is tried again; what met a closed door waits behind it, so that it is there if the door opens again."""
        if verdict.gone or not verdict.counts:
            return verdict.wait or now
        due = schedule.next_attempt(claimed.attempts + 1, now)
        return max(due, verdict.wait) if due is not None and verdict.wait is not None else due

    async def _weigh(self, conn: Connection, endpoint: Endpoint, verdict: Verdict, now: datetime) -> tuple[bool, str]:
        """What a failure means for the endpoint: whether to stop, and why it was turned off, if it was."""
        failures, since = await endpoints.failed(conn, endpoint.id, now)
        off = ""
        if verdict.gone:
            off = "its receiver answered 410 Gone"
        elif schedule.is_over(since, failures, now):
            off = f"nothing arrived since {since:%Y-%m-%d %H:%M} UTC; the last attempt: {verdict.error}"
        if off and await endpoints.stand(conn, endpoint.id, "disabled", off, now, before=("active",)):
            return True, off
        rest = max((one for one in (verdict.wait, schedule.pause(failures, now)) if one is not None), default=None)
        if rest is not None:
            await endpoints.rest(conn, endpoint.id, rest)
        return rest is not None or bool(off), ""


def _headers(answered: Answered, secret: Sequence[str]) -> dict[str, str]:
    """What is kept of an answer's head; a receiver may say back what it was asked with."""
    return {name: address.hidden(answered.headers[name], secret) for name in HEADERS_KEPT if name in answered.headers}


def _said(answered: Answered, secret: Sequence[str]) -> str:
    return address.hidden(answered.body.decode("utf-8", "replace"), secret)[:RESPONSE_MAX_CHARS]
