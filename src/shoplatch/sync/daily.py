"""Reads figures by day: from the first day not yet read, less the days TikTok Shop may still restate, to the last it has.

Days are the shop's own and never computed here: `latest_available_date` of the answers says where the figures end
(platform.md section 16). Each day's rows are committed with the position, so a read that is killed goes on at its day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from shoplatch.errors import Fatal
from shoplatch.store import cursors, streams
from shoplatch.store.engine import Store
from shoplatch.store.families import write_all
from shoplatch.store.streams import StreamState
from shoplatch.store.versions import Cause
from shoplatch.sync import asking
from shoplatch.sync.reading import PAGES_MAX, ShopReader
from shoplatch.sync.streams.spec import Daily

DAYS_MAX = 800  # of one run, and of the first
RANGE_DAYS = 30  # of one call that gives intervals
PREFIX = "stream:"


async def read(store: Store, shop: ShopReader, stream: Daily, state: StreamState) -> StreamState:
    """Read the days that are new or may have changed. Without orders there is nothing to measure, and nothing is asked."""
    async with store.begin() as conn:
        span = await streams.first_and_last_order(conn, shop.shop_id)
        stored = await cursors.position(conn, shop.shop_id, PREFIX + stream.name)
    if span is None:
        return state
    # The newest day that has begun in every zone; a day's figures are not ready before it is over anyway, and TikTok Shop
    # refuses days to come.
    day, last = _first(stored, stream, span[0]), (span[1] - timedelta(hours=12)).date()
    rows, available = 0, None
    step = RANGE_DAYS if stream.whole_range else 1
    while day <= last and (available is None or day <= available):
        end = min(day + timedelta(days=step), last + timedelta(days=1))
        found = await _day(store, shop, stream, day, end)
        rows, available = rows + found.rows_read, found.latest_available_date or available
        state = replace(state, operation=found.operation)
        through = min(end - timedelta(days=1), available or last)
        async with store.begin() as conn:
            await cursors.move(conn, shop.shop_id, PREFIX + stream.name, {"through": through.isoformat()}, shop.clock.now())
        day = end
    return replace(state, rows_read=rows, latest_available_date=available)


def _first(stored: dict[str, Any] | None, stream: Daily, oldest: datetime) -> date:
    """The first day that is new or may have changed; none from before the first order, as in the first read."""
    first = oldest.date() - timedelta(days=1)
    return max(first, date.fromisoformat(stored["through"]) - timedelta(days=stream.restated_days)) if stored else first


async def _day(store: Store, shop: ShopReader, stream: Daily, day: date, end: date) -> StreamState:
    """One day (or range), all pages and all kinds of accounts of it."""
    rows, operation, available = 0, "", None
    for account in stream.accounts:
        token = ""
        for _ in range(PAGES_MAX):
            answer = await asking.by_day(shop, stream, day, end, token=token, account=account)
            operation, available, token = answer.operation, answer.available or available, answer.next_token
            if answer.available is not None and day > answer.available:
                break  # figures of a day that is not there yet are no figures: they are missing, or zero
            rows += answer.count
            async with store.begin() as conn:
                cause = Cause("incremental", at=shop.clock.now())
                await write_all(conn, shop.shop_id, answer.rows, {}, cause)
            if not token:
                break
        else:
            raise Fatal(f"{stream.name} of {day} does not end after {PAGES_MAX} pages", shop=shop.shop_id)
    return StreamState(
        shop.shop_id, stream.name, operation, None, None, rows, stream.objective_s, None, available, 0, None, None
    )  # fmt: skip
