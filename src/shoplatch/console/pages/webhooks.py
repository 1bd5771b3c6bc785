"""Webhooks: what arrived at the door, what became of it, and what did not work."""

from __future__ import annotations

from datetime import timedelta

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.store import read

PAGE = 50
STATES = ("new", "done", "ignored", "failed")


async def webhooks(desk: Desk, ask: Ask) -> Shown:
    """The inbox, newest first."""
    state = ask.query.get("state", "") if ask.query.get("state") in STATES else None
    topic = (
        int(ask.query["topic"]) if ask.query.get("topic", "").isascii() and ask.query.get("topic", "").isdigit() else None
    )
    before = int(ask.query["before"]) if ask.query.get("before", "").isdigit() else None
    async with desk.reading(ask) as (conn, frame):
        everything = frame.whole_house
        rows = await read.deliveries(
            conn, frame.ids, none_too=everything, state=state, topic=topic, before=before, limit=PAGE + 1
        )
        total = await read.delivery_count(conn, frame.ids, none_too=everything, state=state, topic=topic)
        hour = await read.event_figures(
            conn, frame.ids, since=desk.house.clock.now() - timedelta(hours=1), none_too=everything
        )
    values = {
        "frame": frame, "rows": rows[:PAGE], "total": total, "hour": hour, "state": state, "topic": topic, "states": STATES,
        "older": rows[PAGE - 1].n if len(rows) > PAGE else None,
    }  # fmt: skip
    return Shown("webhooks.html", values)
