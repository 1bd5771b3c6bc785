"""Orders as a list: find an order, see who waits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shoplatch.console.desk import Ask, Desk, Frame, Shown
from shoplatch.errors import InvalidRequest
from shoplatch.store import read

PAGE = 50
STATUSES = (
    "UNPAID", "ON_HOLD", "AWAITING_SHIPMENT", "PARTIALLY_SHIPPING", "AWAITING_COLLECTION", "IN_TRANSIT", "DELIVERED",
    "COMPLETED", "CANCELLED",
)  # fmt: skip
GROUPS = {"to_ship": ("AWAITING_SHIPMENT", "PARTIALLY_SHIPPING")}


async def orders(desk: Desk, ask: Ask) -> Shown:
    """One page of orders under the filters of the address."""
    async with desk.reading(ask) as (conn, frame):
        which, wrong = _filter(ask, frame)
        start = read.Keyset.read(ask.query["at"]) if ask.query.get("at") else None
        page = await read.orders(conn, which, start=start, limit=PAGE)
        total = await read.order_count(conn, which)
    values = {
        "frame": frame,
        "page": page,
        "total": total,
        "count_max": read.COUNT_MAX,
        "statuses": STATUSES,
        "wrong": wrong,
        "filtered": any(ask.query.get(name) for name in ("status", "q", "since", "until")),
        "first": start is None or page.newer is None,
    }
    return Shown("orders.html", values)


def _filter(ask: Ask, frame: Frame) -> tuple[read.Filter, str]:
    """The filter, and what in the address could not be understood (and was left out)."""
    status, text = ask.query.get("status", ""), ask.query.get("q", "").strip()
    wrong = ""
    statuses = GROUPS.get(status) or ((status,) if status in STATUSES else ())
    if status and not statuses:
        wrong = f"There is no status {status}."
    if text and not (text.isascii() and text.isdigit() and len(text) <= 32):
        wrong, text = "An order id has digits only.", ""
    try:
        since, until = _day(ask.query.get("since"), frame), _day(ask.query.get("until"), frame, days=1)
    except InvalidRequest as fault:
        since, until, wrong = None, None, str(fault)
    return read.Filter(frame.ids, statuses, text, since, until), wrong


def _day(text: str | None, frame: Frame, *, days: int = 0) -> datetime | None:
    """Midnight of a day as the shop's zone has it; `days` later for the end of a range."""
    if not text:
        return None
    try:
        day = date.fromisoformat(text) + timedelta(days=days)
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(frame.place.zone))
    except (ValueError, OverflowError) as broken:
        raise InvalidRequest(f"{text[:20]} is not a day", next_step="Write it as 2026-11-22.") from broken
