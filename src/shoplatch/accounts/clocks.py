"""The time that holds for each app: a simulator's own, or the machine's for production.

A simulator's clock can be wound, and its replies say what time it is there; deadlines and token ages only make sense on
that clock. A production app never follows: there a difference means that the clock of this machine is wrong, which breaks
signatures, so it is reported. It measures on replies that pass anyway and sends nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from shoplatch.accounts.apps import App
from shoplatch.clock import Clock, FollowingClock
from shoplatch.transport import AsyncTransport, HttpRequest, HttpResponse

SKEW_MAX_S = 30.0
"""TikTok accepts timestamps at most 30 seconds ahead of its own time (platform.md section 4)."""
_log = logging.getLogger(__name__)


class Clocks:
    """One clock per app, and the transports that keep them right."""

    def __init__(self, clock: Clock, transport: AsyncTransport) -> None:
        self._clock = clock
        self._transport = transport
        self._following: dict[tuple[str, str], FollowingClock] = {}
        self._skews: dict[str, float] = {}

    def clock_for(self, app: App) -> Clock:
        """The clock to sign with and to compare this app's deadlines with."""
        if not app.simulated:
            return self._clock
        # The address belongs to the key: another simulator has another time.
        return self._following.setdefault((app.app_key, app.api_url), FollowingClock(self._clock))

    def transport_for(self, app: App) -> AsyncTransport:
        """The shared transport, with an eye on the time in each reply."""
        return _TellsTime(self._transport, self, app)

    def skews(self) -> Mapping[str, float]:
        """Production apps whose replies show that our clock is wrong: app key to seconds, positive if ours is behind."""
        return dict(self._skews)

    def observe(self, app: App, their_now: datetime) -> None:
        """Learn from the `Date` of a reply."""
        clock = self.clock_for(app)
        if isinstance(clock, FollowingClock):
            clock.observe(their_now)
            return
        skew_s = (their_now - clock.now()).total_seconds()
        if abs(skew_s) <= SKEW_MAX_S:
            self._skews.pop(app.app_key, None)
            return
        if app.app_key not in self._skews:
            _log.error(
                "The clock of this machine is %.0f s %s TikTok's; signed calls will be refused. Set the clock (NTP).",
                abs(skew_s),
                "behind" if skew_s > 0 else "ahead of",
            )
        self._skews[app.app_key] = skew_s


class _TellsTime:
    """Passes requests through and notes the time in each answer."""

    def __init__(self, beneath: AsyncTransport, clocks: Clocks, app: App) -> None:
        self._beneath = beneath
        self._clocks = clocks
        self._app = app

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        answer = await self._beneath.send(request, timeout_s=timeout_s)
        their_now = date_of(answer)
        if their_now is not None:
            self._clocks.observe(self._app, their_now)
        return answer


def date_of(answer: HttpResponse) -> datetime | None:
    """The `Date` of an answer as an aware time; None where it is missing or unreadable."""
    try:
        found = parsedate_to_datetime(answer.headers.get("date", ""))
    except (TypeError, ValueError, OverflowError):
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
