"""Webhooks: what arrived at the door, what became of it, and what did not work."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.pages.kept import address
from shoplatch.console.words import Place
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.inbox.causes import likely_fix
from shoplatch.inbox.lanes import Ignored
from shoplatch.inbox.replay import RATE_PER_S
from shoplatch.outbox.address import shown
from shoplatch.store import cursors, read, replays
from shoplatch.store.hooks import deliveries
from shoplatch.store.read import events
from shoplatch.store.replays import Replay
from shoplatch.sync import bells
from shoplatch.sync.jobs import SUBSCRIBE_EVERY_S
from shoplatch.sync.subscriptions import CHECKED, by_hand, wanted

PAGE = 50
SHOPS_MAX = 100
STATES = ("new", "done", "ignored", "failed")
ID = re.compile(r"[A-Za-z0-9:_.-]{5,80}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events a list is of. `days`: as they were written; `among` has the moments."""

    state: str | None
    topic: int | None
    before: int | None
    days: tuple[str, str]
    among: read.Among

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(self.state or self.topic is not None or self.among != read.Among())


def asked(query: Mapping[str, str], place: Place) -> Asked:
    """What the address of a list, or its form, asks for.

    Raises:
        InvalidRequest: a day is none, or an id has signs that no id has.
    """
    state, topic, before = query.get("state", ""), query.get("topic", ""), query.get("before", "")
    id_ = query.get("q", "").strip()
    if id_ and not ID.fullmatch(id_):
        raise InvalidRequest(
            f"{id_[:40]} is no id", next_step="Write an order, product or notification id: 5 to 80 letters and digits."
        )
    days = (query.get("since", ""), query.get("until", ""))
    since, until = _midnight(days[0], place, 0), _midnight(days[1], place, 1)
    return Asked(
        state if state in STATES else None,
        int(topic) if topic.isascii() and topic.isdigit() and len(topic) < 9 else None,
        int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None,
        days,
        read.Among(since, until, query.get("error", "").strip()[:200], id_),
    )


def _midnight(text: str, place: Place, more: int) -> datetime | None:
    if not text:
        return None
    try:
        return place.day_start((place.local(place.now).date() - date.fromisoformat(text)).days - more)
    except (ValueError, OverflowError) as broken:
        raise InvalidRequest(f"{text[:20]} is no day", next_step="Write it as 2026-11-03.") from broken


async def webhooks(desk: Desk, ask: Ask) -> Shown:
    """The inbox, newest first: found by id, topic, state, day and reason; what failed is gathered by cause."""
    async with desk.reading(ask) as (conn, frame):
        everything, of = frame.whole_house, asked(ask.query, frame.place)
        rows = await read.deliveries(
            conn, frame.ids, none_too=everything, state=of.state, topic=of.topic, before=of.before, limit=PAGE + 1,
            among=of.among,
        )  # fmt: skip
        total = await read.delivery_count(
            conn, frame.ids, none_too=everything, state=of.state, topic=of.topic, among=of.among
        )
        hour = await read.event_figures(
            conn, frame.ids, since=desk.house.clock.now() - timedelta(hours=1), none_too=everything
        )
        groups = await events.failed_by_cause(conn, frame.ids, none_too=everything) if of.state == "failed" else []
        running = _shown(await replays.newest(conn, 3), await replays.broken(conn)) if not frame.limited else []
        checked = await cursors.positions(conn, frame.ids, CHECKED)
    values = {
        "groups": [(one, likely_fix(one.cause), piece_of(one.cause)) for one in groups], "replays": running,
        "drift": {one: found for one, (found, _) in checked.items() if _drifted(found)}, "asked": of,
        "frame": frame, "rows": rows[:PAGE], "total": total, "hour": hour, "state": of.state, "topic": of.topic,
        "states": STATES, "older": rows[PAGE - 1].n if len(rows) > PAGE else None, "searched": read.SEARCHED,
        "rate": RATE_PER_S,
    }  # fmt: skip
    return Shown("webhooks.html", values)


def _shown(newest: list[Replay], broken: list[Replay]) -> list[Replay]:
    """The latest replays, and whichever stopped by themselves."""
    return [*newest, *(one for one in broken if one.id not in {other.id for other in newest})]


def piece_of(cause: str) -> str:
    """A piece of a reason that every event of its group has: the longest between the ids that were cut out."""
    return max(cause.split("…"), key=len).strip()[:200]


async def subscriptions(desk: Desk, ask: Ask) -> Shown:
    """Which topics TikTok Shop sends here, which it should, and which only Partner Center turns on."""
    async with desk.reading(ask) as (conn, frame):
        checked = await cursors.positions(conn, frame.ids, CHECKED)
    topics = wanted()
    values = {
        "frame": frame, "wanted": topics, "by_hand": by_hand(),
        "shops": [(shop, *_standing(topics, *checked.get(shop.id, ({}, None)))) for shop in frame.chosen[:SHOPS_MAX]],
        "left_out": max(0, len(frame.chosen) - SHOPS_MAX), "every_s": SUBSCRIBE_EVERY_S,
    }  # fmt: skip
    return Shown("subscriptions.html", values)


def _standing(
    topics: Mapping[str, int], found: Mapping[str, Any], at: datetime | None
) -> tuple[list[tuple[str, int, str, str]], datetime | None, Mapping[str, Any]]:
    """Each wanted event type with its topic, how it stands (ours, elsewhere, refused, missing, unknown) and why."""
    ours, refused, foreign = found.get("ours") or (), found.get("refused") or {}, found.get("foreign") or {}

    def stands(kind: str) -> tuple[str, str]:
        if kind in foreign:
            return "elsewhere", str(foreign[kind])
        if kind in refused:
            return "refused", str(refused[kind])
        return ("ours", "") if kind in ours else ("missing", "") if at is not None else ("unknown", "")

    return [(kind, number, *stands(kind)) for kind, number in topics.items()], at, found


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
        "address": address,
        "fix": likely_fix(found.delivery.error or "") if found.delivery.error and found.delivery.done_at is None else "",
    }  # fmt: skip
    return Shown("webhook.html", values)


def _drifted(found: Mapping[str, Any]) -> bool:
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
