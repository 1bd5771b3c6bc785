"""What an analytics call asks for: which days, in which steps, in which currency; and which days are ready by now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shoplatch.simulator.analytics.days import SalesDay, midnight, sales_days
from shoplatch.simulator.ask import Ask, Refused
from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.money.paying import amount_text, exchanged
from shoplatch.simulator.money.terms import exchange_ppm
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World

NOT_FOUND, DATES_WRONG = 28001007, 28001022
DAYS_MAX = 400
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days [first, end) in steps; `ready` are those of them that can be told."""

    first: date
    end: date
    daily: bool
    latest: date  # the newest day that is ready
    live: bool = False  # the current day, as far as it has come

    def steps(self, days: Sequence[SalesDay]) -> list[tuple[date, date, list[SalesDay]]]:
        """(first day, day after the last, the days) of each interval; days that are not ready have none."""
        if self.daily:
            return [(one.day, one.day + timedelta(1), [one]) for one in days]
        return [(self.first, self.end, list(days))]

    def moments(self, profile: Market, now: int) -> list[tuple[date, date, int, int]]:
        """(first day, day after the last, from, until) of each interval, in Unix seconds; only what is ready."""
        ready = self.end if self.live else min(self.end, self.latest + timedelta(1))
        until = min(now, midnight(profile, ready))
        if not self.daily:
            low = midnight(profile, self.first)
            return [(self.first, self.end, low, max(low, until))]
        days = [self.first + timedelta(number) for number in range(max(0, (ready - self.first).days))]
        edges = [(one, one + timedelta(1)) for one in days]
        return [(one, after, midnight(profile, one), min(until, midnight(profile, after))) for one, after in edges]


@dataclass(frozen=True, slots=True)
class Purser:
    """Turns a day's money into the currency asked for."""

    seed: int
    profile: Market
    currency: str

    def told(self, parts: Iterable[tuple[date, int]]) -> dict[str, str]:
        """A sum of amounts of days, each at its day's rate."""
        return {"amount": self.text(parts), "currency": self.currency}

    def text(self, parts: Iterable[tuple[date, int]]) -> str:
        """The same, the amount alone."""
        own, wanted, whole = self.profile.currency, self.currency, 0
        for day, amount in parts:
            whole += amount if own == wanted else self._exchanged(day, amount)
        return amount_text(whole, wanted)

    def _exchanged(self, day: date, amount: int) -> int:
        rate = exchange_ppm(self.seed, self.profile.currency, self.currency, (day - _EPOCH).days)
        return exchanged(amount, self.profile.currency, self.currency, rate)


def span_of(world: World, ask: Ask) -> Span:
    """The days of a call; `today` overrides the dates with the current day, as far as it has come.

    Raises:
        Refused: 28001022 for dates that are none, in the wrong order, too far apart or still to come.
    """
    if ask.query.get("today") == "true":
        today = local_day(world, ask.own_shop)
        return Span(today, today + timedelta(1), daily=False, latest=latest_day(world, ask.own_shop), live=True)
    first, end = _date(ask.query["start_date_ge"]), _date(ask.query["end_date_lt"])
    today = local_day(world, ask.own_shop)
    if not first < end or end > today + timedelta(1) or (end - first).days > DAYS_MAX:
        raise Refused(DATES_WRONG)
    return Span(first, end, ask.query.get("granularity", "ALL") == "1D", latest_day(world, ask.own_shop))


def purser_of(world: World, ask: Ask) -> Purser:
    """The currency of a call: the shop's own, or US dollars."""
    profile = market(ask.own_shop.region)
    return Purser(world.seed, profile, "USD" if ask.query.get("currency") == "USD" else profile.currency)


def ready_days(world: World, ask: Ask, span: Span) -> list[SalesDay]:
    """The days of a span that are ready; counted once for all calls that ask while nothing changes."""
    shop, end = ask.own_shop, span.end if span.live else min(span.end, span.latest + timedelta(1))
    if end <= span.first:
        return []
    key = ("sales", shop.id, span.first, end)
    days: list[SalesDay] = world.rendered.known(key, lambda: sales_days(world, shop, span.first, end))
    return days


def before(span: Span) -> Span:
    """As many days before it."""
    return Span(span.first - (span.end - span.first), span.first, span.daily, span.latest)


def dates(first: date, end: date) -> dict[str, str]:
    """How an interval says which days it holds."""
    return {"start_date": first.isoformat(), "end_date": end.isoformat()}


def local_day(world: World, shop: Shop) -> date:
    """Today, where the shop is."""
    return datetime.fromtimestamp(world.clock.now(), market(shop.region).zone).date()


def latest_day(world: World, shop: Shop) -> date:
    """The newest day whose numbers are ready: a day is, some hours after it ended."""
    today = local_day(world, shop)
    since = world.clock.now() - midnight(market(shop.region), today)
    return today - timedelta(1 if since >= world.switches.analytics_ready_after_s else 2)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise Refused(DATES_WRONG) from wrong
