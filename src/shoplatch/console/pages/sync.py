"""Sync: how fresh each stream is, how far the backfill is, when each was last compared, and what differed."""

from __future__ import annotations

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.store import read, streams


async def sync(desk: Desk, ask: Ask) -> Shown:
    """Backfill and sweeps of the chosen shops."""
    async with desk.reading(ask) as (conn, frame):
        progress = await read.slice_progress(conn, frame.ids)
        latest = await read.latest_sweeps(conn, frame.ids)
        history = await read.sweeps(conn, frame.ids, limit=20)
        states = await streams.states(conn, frame.ids)
    now = desk.house.clock.now()
    values = {
        "frame": frame,
        "progress": progress,
        "latest": {(of.shop_id, of.stream): of for of in latest},
        "sweeps": history,
        "states": sorted(states, key=lambda one: (not one.late(now), one.error is None, one.stream, one.shop_id)),
        "late": [one for one in states if one.late(now)],
    }
    return Shown("sync.html", values)
