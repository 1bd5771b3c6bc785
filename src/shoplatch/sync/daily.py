"""Reads figures by day: from the first day not yet read, less the days TikTok Shop may still restate, to the last it has.

Days are the shop's own and never computed here: `latest_available_date` of the answers says where the figures end
(platform.md section 16). Some days are read side by side and kept together with the position, so a read that is killed goes
on at their first. A day that was there before the stream was first looked at is history, whenever its figures come: its rows
have the cause of a backfill. What is restated of a day that was read, and days that begin later, are told as news.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from shoplatch.errors import Fatal
from shoplatch.store import cursors, streams
from shoplatch.store.changes import CauseKind
from shoplatch.store.engine import Store
from shoplatch.store.streams import StreamState
from shoplatch.sync import asking
from shoplatch.sync.reading import PAGES_MAX, ShopReader
from shoplatch.sync.streams.spec import Daily, Rows, merged
from shoplatch.sync.writing import Harvest

RANGE_DAYS = 30  # of one call that gives intervals
DAYS_AT_ONCE = 4  # of one stream of one shop; how many calls a second there may be is the budget's to say
ROWS_TOGETHER = 1_000  # a day of a large shop is kept in parts: memory stays flat
PREFIX = "stream:"


@dataclass(slots=True)
class _Day:
    """What one day (or range) gave and is not kept yet, and what its answers said. `kind`: the cause it is written with."""

    kind: CauseKind
    rows: Rows = field(default_factory=dict)
    waiting: int = 0
    count: int = 0
    operation: str = ""
    available: date | None = None


async def read(store: Store, shop: ShopReader, stream: Daily, state: StreamState, kind: CauseKind) -> StreamState:
    """Read the days that are new or may have changed; `kind` is the cause they are written with.

    Without orders there is nothing to measure, and nothing is asked.
    """
    async with store.begin() as conn:
        span = await streams.first_and_last_order(conn, shop.shop_id)
        stored = await cursors.position(conn, shop.shop_id, PREFIX + stream.name)
    if span is None:
        if stored is None:  # whatever comes is news
            async with store.begin() as conn:
                await cursors.move(conn, shop.shop_id, PREFIX + stream.name, {"begun": ""}, shop.clock.now())
        return state
    # The newest day that has begun in every zone; a day's figures are not ready before it is over anyway, and TikTok Shop
    # refuses days to come.
    day, last = _first(stored, stream, span[0]), (span[1] - timedelta(hours=12)).date()
    history = _History.of(stored, last, kind)
    rows, available = 0, None
    while day <= last and (available is None or day <= available):
        spans = _spans(stream, day, min(last, available) if available else last, history)
        found = await _side_by_side(store, shop, stream, spans, history)
        rows += sum(one.count for one in found)
        available = next((one.available for one in reversed(found) if one.available), available)
        state = replace(state, operation=found[-1].operation)
        day = spans[-1][1]
        await _keep(store, shop, stream, found, history.stored(min(day - timedelta(days=1), available or last)))
    return replace(state, rows_read=rows, latest_available_date=available)


def _first(stored: dict[str, Any] | None, stream: Daily, oldest: datetime) -> date:
    """The first day that is new or may have changed; none from before the first order, as in the first read."""
    first = oldest.date() - timedelta(days=1)
    through = (stored or {}).get("through")
    return max(first, date.fromisoformat(through) - timedelta(days=stream.restated_days)) if through else first


@dataclass(frozen=True, slots=True)
class _History:
    """Which days are history. `begun`: the last day there was when the stream was first looked at, None if that is not known
    or there was none; `through`: the last day that was read before this read."""

    begun: date | None
    through: date | None
    kind: CauseKind

    @classmethod
    def of(cls, stored: dict[str, Any] | None, last: date, kind: CauseKind) -> _History:
        if stored is None:
            return cls(last, None, kind)
        begun, through = stored.get("begun"), stored.get("through")
        return cls(date.fromisoformat(begun) if begun else None, date.fromisoformat(through) if through else None, kind)

    def cause(self, day: date) -> CauseKind:
        """The cause of a day's rows."""
        if self.begun is None or (self.through is not None and day <= self.through):
            return self.kind
        return "backfill" if day <= self.begun else "incremental"

    def stored(self, through: date) -> dict[str, str]:
        """How far the stream has come, as it is kept."""
        return {"through": through.isoformat(), "begun": self.begun.isoformat() if self.begun else ""}

    def same_until(self, day: date) -> date:
        """The first day after a day that has another cause, if there is one."""
        edges = [one + timedelta(days=1) for one in (self.through, self.begun) if one is not None and one >= day]
        return min(edges, default=date.max)


def _spans(stream: Daily, day: date, last: date, history: _History) -> list[tuple[date, date]]:
    """What is asked next, side by side: days, or ranges of days of one cause; the day after the last is not in it."""
    step = timedelta(days=RANGE_DAYS if stream.whole_range else 1)
    spans: list[tuple[date, date]] = []
    end = last + timedelta(days=1)
    while day < end and len(spans) < DAYS_AT_ONCE:
        spans.append((day, min(day + step, end, history.same_until(day))))
        day = spans[-1][1]
    return spans


async def _side_by_side(
    store: Store, shop: ShopReader, stream: Daily, spans: Sequence[tuple[date, date]], history: _History
) -> list[_Day]:
    """Several days at a time; the first failure ends all of them."""
    reading = [
        asyncio.create_task(_day(store, shop, stream, *span, history.cause(span[0])), name=stream.name) for span in spans
    ]
    try:
        return await asyncio.gather(*reading)
    finally:
        for one in reading:
            one.cancel()
        await asyncio.wait(reading)


async def _day(store: Store, shop: ShopReader, stream: Daily, day: date, end: date, kind: CauseKind) -> _Day:
    """One day (or range), all pages and all kinds of accounts of it."""
    found = _Day(kind)
    for account in stream.accounts:
        token = ""
        for _ in range(PAGES_MAX):
            answer = await asking.by_day(shop, stream, day, end, token=token, account=account)
            found.operation, found.available = answer.operation, answer.available or found.available
            token = answer.next_token
            if answer.available is not None and day > answer.available:
                break  # figures of a day that is not there yet are no figures: they are missing, or zero
            merged(found.rows, answer.rows)
            found.count, found.waiting = found.count + answer.count, found.waiting + answer.count
            if found.waiting >= ROWS_TOGETHER:
                await _keep(store, shop, stream, [found])
            if not token:
                break
        else:
            raise Fatal(f"{stream.name} of {day} does not end after {PAGES_MAX} pages", shop=shop.shop_id)
    return found


async def _keep(
    store: Store, shop: ShopReader, stream: Daily, days: Sequence[_Day], position: dict[str, str] | None = None
) -> None:
    """What some days gave, and how far the stream has come if they are whole, in one transaction."""
    rows: dict[CauseKind, Rows] = {}
    for one in days:
        merged(rows.setdefault(one.kind, {}), one.rows)
        one.rows, one.waiting = {}, 0
    now = shop.clock.now()
    async with store.begin() as conn:
        for kind, found in rows.items():
            await Harvest(families=found).write(conn, shop.shop_id, kind, at=now)
        if position is not None:
            await cursors.move(conn, shop.shop_id, PREFIX + stream.name, position, now)
