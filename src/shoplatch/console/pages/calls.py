"""Calls: what we asked TikTok Shop, how long it took, what went wrong; and one call in full."""

from __future__ import annotations

import json
from datetime import timedelta

from shoplatch.catalog import reader
from shoplatch.client import explaining
from shoplatch.console.desk import Ask, Desk, Frame, Shown
from shoplatch.errors import NotFound
from shoplatch.store import calls as log
from shoplatch.store.calls import Which

PAGE = 50
HOURS = {"1": 1, "24": 24, "168": 168, "720": 720}
OUTCOMES = ("ok", "failed", "slow")
NUMBER_MAX = 18  # digits


async def calls(desk: Desk, ask: Ask) -> Shown:
    """The log, newest first, with latency and errors of the same stretch."""
    outcome = ask.query.get("outcome") if ask.query.get("outcome") in OUTCOMES else None
    hours = HOURS.get(ask.query.get("hours", ""), 1)
    async with desk.reading(ask) as (conn, frame):
        which = Which(
            shop_ids=None if frame.whole_house else frame.ids,
            operation=ask.query.get("operation", "")[:100] or None,
            code=_number(ask.query.get("code")),
            status=_number(ask.query.get("status")),
            outcome=outcome,
            since=desk.house.clock.now() - timedelta(hours=hours),
        )
        rows = await log.find(conn, which, limit=PAGE + 1, before=_number(ask.query.get("before")))
        groups = await log.groups(conn, which, limit=25)
        troubles = await log.troubles(conn, which, limit=25)
    values = {
        "frame": frame, "rows": rows[:PAGE], "older": rows[PAGE - 1].id if len(rows) > PAGE else None, "groups": groups,
        "troubles": [(one, _means(one.code)) for one in troubles], "outcome": outcome, "outcomes": OUTCOMES, "hours": hours,
        "which": which, "all_hours": HOURS,
    }  # fmt: skip
    return Shown("calls.html", values)


async def call(desk: Desk, ask: Ask) -> Shown:
    """One attempt of one call.

    Raises:
        NotFound: there is none with this number, or it is of a shop that may not be seen.
    """
    number = _number(ask.parts["n"])
    async with desk.reading(ask) as (conn, frame):
        found = await log.of_number(conn, number) if number is not None else None
        if found is None or not seen(ask, frame, found.shop_id):
            raise NotFound(f"There is no call {ask.parts['n'][:20]}", next_step="The list shows those that were made.")
        asked = await log.parameters_of(conn, found.id)
        attempts = await log.of_request(conn, found.request_id) if found.request_id else []
    known = explaining.explanation(found.code) if found.code else None
    values = {
        "frame": frame, "c": found, "place": frame.place_of(found.shop_id), "known": known, "twins": len(attempts),
        "asked": json.dumps(asked, ensure_ascii=False, indent=1) if asked is not None else "",
        "exists": found.operation in reader.operation_ids(),
    }  # fmt: skip
    return Shown("call.html", values)


def seen(ask: Ask, frame: Frame, shop_id: str | None) -> bool:
    """Whether who asks may see a call of this shop; one of no shop is for who has all of them."""
    if ask.person is None or shop_id is None:
        return not frame.limited
    return bool(ask.person.sees(shop_id))


def _means(code: int | None) -> str:
    if code is None:
        return "no answer came"
    known = explaining.explanation(code)
    return known.meaning if known is not None else "in none of the sources"


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= NUMBER_MAX else None
