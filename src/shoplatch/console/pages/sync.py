"""Sync: how fresh each stream is, how far the backfill is, what webhooks missed, and what comparisons found, and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.pages.kept import LISTS, address
from shoplatch.store import read, streams
from shoplatch.sync import causes

FOUND_MAX = 60
# What each cause means for who runs the house.
ADVICE: Mapping[str, str] = {
    causes.MISSED: "Nobody rang. If it comes often, look whether your address was reachable, and at Subscriptions.",
    causes.FAILED: "Somebody rang, and the event was given up. Webhooks, Failed, says why.",
    causes.LATE: "The event waits in the inbox. If it stays, look whether a worker runs.",
    causes.PAST: "Somebody rang, and TikTok Shop answered with an older version. Nothing to do: it was read again.",
    causes.HERE: "Both name the same version: somebody changed the database, or TikTok Shop restated without a new time.",
    causes.SILENT: "No webhook tells of this kind; regular reads bring it. The difference is what came between two reads.",
    causes.GONE: "TikTok Shop no longer serves it. It is marked as gone here.",
}


async def sync(desk: Desk, ask: Ask) -> Shown:
    """Backfill, freshness, and comparisons of the chosen shops."""
    now = desk.house.clock.now()
    async with desk.reading(ask) as (conn, frame):
        progress = await read.slice_progress(conn, frame.ids)
        latest = await read.latest_sweeps(conn, frame.ids)
        history = await read.sweeps(conn, frame.ids, limit=20)
        states = await streams.states(conn, frame.ids)
        missed = await read.missed(conn, frame.ids, since=now - timedelta(hours=24))
        found = (await read.sweep_findings(conn, frame.ids, limit=20))[:FOUND_MAX]
    tally: dict[str, int] = {}
    for one in found:
        tally[one.cause or "unknown"] = tally.get(one.cause or "unknown", 0) + 1
    values = {
        "frame": frame,
        "progress": progress,
        "latest": {(of.shop_id, of.stream): of for of in latest},
        "sweeps": history,
        "states": sorted(
            states, key=lambda one: (not one.late(now), not (one.error or one.refused), one.stream, one.shop_id)
        ),
        "late": [one for one in states if one.late(now)],
        "missed": missed,
        "missed_all": read.Missed("", sum(of.changes for of in missed), sum(of.without_webhook for of in missed)),
        "found": found,
        "causes": [(name, number, ADVICE.get(name, "")) for name, number in sorted(tally.items())],
        "address": address,
        "pages": {of.kind: of.path for of in LISTS if of.listed},
    }
    return Shown("sync.html", values)
