"""Webhooks: what arrived at the door, what became of it, and what did not work."""

from __future__ import annotations

import json
from datetime import timedelta

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.inbox.causes import likely_fix
from shoplatch.inbox.lanes import Ignored
from shoplatch.outbox.address import shown
from shoplatch.store import cursors, read, replays
from shoplatch.store.hooks import deliveries
from shoplatch.store.read import events
from shoplatch.sync import bells
from shoplatch.sync.subscriptions import CHECKED, by_hand

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
        groups = await events.failed_by_cause(conn, frame.ids, none_too=everything) if state == "failed" else []
        running = await replays.newest(conn, 3)
        checked = {one: await cursors.position(conn, one, CHECKED) for one in frame.ids}
    values = {
        "groups": [(of, likely_fix(of.cause)) for of in groups], "replays": running, "by_hand": by_hand(),
        "drift": {one: found for one, found in checked.items() if found and _drifted(found)},
        "frame": frame, "rows": rows[:PAGE], "total": total, "hour": hour, "state": state, "topic": topic, "states": STATES,
        "older": rows[PAGE - 1].n if len(rows) > PAGE else None,
    }  # fmt: skip
    return Shown("webhooks.html", values)


async def webhook(desk: Desk, ask: Ask) -> Shown:
    """One event: its body, its verdict, and what it caused.

    Raises:
        NotFound: there is no such event.
    """
    number = ask.parts["n"]
    async with desk.reading(ask) as (conn, frame):
        found = await events.event(conn, int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None
        if found is None or (ask.person is not None and not ask.person.sees(found.delivery.shop_id)):
            raise NotFound(f"There is no webhook {number[:20]}", next_step="The list shows those that arrived.")
        rang = _rang(found.delivery.type, found.body)
        objects = [] if isinstance(rang, str) else rang
        caused = await events.caused(conn, found.delivery, objects)
        calls = await events.calls(conn, found.delivery)
        came = found.delivery.received_at
        pushes = await deliveries.of_changes(conn, found.delivery.shop_id, objects, came, came + events.AFTER)
    values = {
        "frame": frame, "d": found.delivery, "place": frame.place_of(found.delivery.shop_id), "rang": rang,
        "body": _spelled(found.body), "caused": caused, "calls": calls, "pushes": pushes, "shown": shown,
        "fix": likely_fix(found.delivery.error or "") if found.delivery.error and found.delivery.done_at is None else "",
    }  # fmt: skip
    return Shown("webhook.html", values)


def _drifted(found: dict[str, object]) -> bool:
    return bool(found.get("foreign") or found.get("refused") or found.get("missing") or found.get("drifted"))


def _rang(topic: int, body: bytes | None) -> list[tuple[str, str]] | str:
    """What an event is about (change feed's kind and id), or why nothing."""
    try:
        found = bells.objects(topic, body)
    except InvalidRequest as broken:
        return str(broken)
    return found.reason if isinstance(found, Ignored) else [(one.kind, one.id) for one in found]


def _spelled(body: bytes | None) -> str:
    """The body to read; what buyers wrote (topics 14 and 33) stays closed."""
    if body is None:
        return ""
    try:
        value = json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")
    inner = value.get("data") if isinstance(value, dict) else None
    if isinstance(inner, dict) and "content" in inner:
        inner["content"] = "•••••• (sealed with the message)"
    return json.dumps(value, indent=2, ensure_ascii=False)
