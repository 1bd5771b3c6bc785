"""Overview: is my shop all right, and what needs me?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from shoplatch.console import words
from shoplatch.console.desk import Ask, Desk, Frame, Shown
from shoplatch.console.pages.needs import needs, review_due
from shoplatch.look import draw
from shoplatch.store import read

WEEK = 7
DELAY_WINDOW = timedelta(hours=1)
ORDERS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Gross:
    """Gross sales of one currency today and at the same time a week ago."""

    currency: str
    now: Decimal
    before: Decimal

    @property
    def text(self) -> str:
        return words.amount(self.now, self.currency)

    @property
    def change(self) -> tuple[str, str]:
        return words.change(self.now, self.before)

    @property
    def was(self) -> str:
        return words.amount(self.before, self.currency)


@dataclass(frozen=True, slots=True)
class Day:
    """The day of the chosen shops so far, against the same weekday a week ago until the same time."""

    gross: tuple[Gross, ...]
    placed: int
    placed_before: int
    units: int
    units_before: int
    weekday: str
    spark_gross: str
    spark_orders: str


async def overview(desk: Desk, ask: Ask) -> Shown:
    """Everything on the first page, read in one transaction."""
    lost = await desk.house.accounts.lost_consents()
    async with desk.reading(ask) as (conn, frame):
        if not frame.shops:
            apps = [] if frame.limited else await read.apps(conn)
            return Shown("overview.html", {"frame": frame, "apps": apps})
        now = desk.house.clock.now()
        day, charts = await _day(conn, frame)
        events = await read.event_figures(conn, frame.ids, since=now - DELAY_WINDOW, none_too=frame.whole_house)
        values = {
            "frame": frame,
            "day": day,
            "charts": charts,
            "to_ship": sum(of.total for of in frame.waiting),
            "late": frame.late,
            "soon": sum(of.soon for of in frame.waiting),
            "events": events,
            "behind": (now - events.oldest_waiting_at).total_seconds() if events.oldest_waiting_at else None,
            "step": await _in_step(conn, desk, frame),
            "orders": (await read.orders(conn, read.Filter(frame.ids), limit=ORDERS_SHOWN)).rows,
            "backfill": _running(await read.slice_progress(conn, frame.ids)),
            "needs": await needs(conn, frame, now, events=events, lost=() if frame.limited else lost)
            + await review_due(desk, ask),
        }
    return Shown("overview.html", values)


async def _day(conn: read.Reading, frame: Frame) -> tuple[Day, list[dict[str, object]]]:
    today = [read.Window(s.id, s.place.day_start(), s.place.now, s.place.zone) for s in frame.chosen]
    so_far = [read.Window(s.id, s.place.day_start(WEEK), s.place.same_time(WEEK), s.place.zone) for s in frame.chosen]
    whole = [read.Window(s.id, s.place.day_start(WEEK), s.place.day_start(WEEK - 1), s.place.zone) for s in frame.chosen]
    now, before = await read.totals(conn, today), await read.totals(conn, so_far)
    hours, hours_before = await read.sales_by_hour(conn, today), await read.sales_by_hour(conn, whole)
    hour = frame.place.local(frame.place.now).hour
    currencies = sorted({of.currency for of in (*now, *before)})
    charts = [_chart(frame, currency, hours, hours_before) for currency in currencies]
    gross = tuple(Gross(currency, _gross(now, currency), _gross(before, currency)) for currency in currencies)
    day = Day(
        gross,
        placed=sum(of.placed for of in now),
        placed_before=sum(of.placed for of in before),
        units=sum(of.units for of in now),
        units_before=sum(of.units for of in before),
        weekday=f"last {frame.place.same_time(WEEK):%A}",
        spark_gross=draw.spark(_by_hour(hours, currencies[0])[: hour + 1]) if len(currencies) == 1 else "",
        spark_orders=draw.spark(_sold_by_hour(hours)[: hour + 1]),
    )
    return day, charts


def _gross(totals: Sequence[read.Totals], currency: str) -> Decimal:
    return sum((of.gross for of in totals if of.currency == currency), Decimal(0))


def _by_hour(hours: Sequence[read.HourTotal], currency: str) -> list[Decimal]:
    found = {of.hour: of.gross for of in hours if of.currency == currency}
    return [found.get(hour, Decimal(0)) for hour in range(24)]


def _sold_by_hour(hours: Sequence[read.HourTotal]) -> list[int]:
    return [sum(of.sold for of in hours if of.hour == hour) for hour in range(24)]


def _chart(
    frame: Frame, currency: str, hours: Sequence[read.HourTotal], before: Sequence[read.HourTotal]
) -> dict[str, object]:
    numbers, behind = _by_hour(hours, currency), _by_hour(before, currency)
    place = next((s.place for s in frame.chosen if _sells_in(s.row.region) == currency), frame.place)
    peak = max(numbers)
    chart = draw.bars(
        numbers,
        behind,
        titles=[_title(hour, numbers[hour], behind[hour], currency) for hour in range(24)],
        ticks=[(hour, f"{hour:02d}") for hour in range(0, 25, 4)],
        now=place.local(place.now).hour,
        peak=words.amount(peak, currency) if peak else "",
    )
    rows = [(hour, words.amount(numbers[hour], currency), words.amount(behind[hour], currency)) for hour in range(24)]
    zone = place.local(place.now).tzname() or place.zone
    return {"currency": currency, "zone": place.zone, "short_zone": zone, "chart": chart, "rows": rows, "any": any(behind)}


def _title(hour: int, now: Decimal, before: Decimal, currency: str) -> str:
    return (
        f"{hour:02d}:00 to {hour + 1:02d}:00: {words.amount(now, currency)} {currency}, "
        f"a week ago {words.amount(before, currency)}"
    )


def _sells_in(region: str) -> str:
    return words.currency_of(region)


async def _in_step(conn: read.Reading, desk: Desk, frame: Frame) -> dict[str, object]:
    latest = await read.latest_sweeps(conn, frame.ids)
    sweeps = [of for of in latest if of.stream == "orders"]
    now = desk.house.clock.now()
    since = min(shop.place.day_start() for shop in frame.chosen)
    oldest = min((of.finished_at for of in sweeps if of.finished_at), default=None)
    complete = len(sweeps) == len(frame.chosen) and all(of.theirs is not None and of.ours is not None for of in sweeps)
    return {
        "complete": complete,
        "ours": sum(of.ours or 0 for of in sweeps),
        "theirs": sum(of.theirs or 0 for of in sweeps),
        "differences": sum(of.differences for of in sweeps),
        "repaired": {of.stream: of.differences for of in sorted(latest, key=lambda of: of.differences) if of.differences},
        "swept_at": oldest,
        "missing": len(frame.chosen) - len(sweeps),
        "today": await read.event_figures(conn, frame.ids, since=since, none_too=frame.whole_house),
        "recovered": await read.recovered_changes(conn, frame.ids, since=since),
        "calls": await read.call_figures(conn, since=now - DELAY_WINDOW),
    }


def _running(progress: Sequence[read.SliceProgress]) -> list[read.SliceProgress]:
    return [of for of in progress if of.done < of.slices]
