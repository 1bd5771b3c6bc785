"""What keeps the store from being right and will not cure itself: late streams, jobs that do not get through, rows that
the database refuses, parts of the first read that failed, rows that do not add up, drifted webhooks; and what is no shop's:
retention that fails, replays that stopped by themselves, jobs that were given up.

One list for the console, the doctor and whoever asks, so that nobody has to look in several places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import aside, cursors, replays, schema, streams, stuck
from shoplatch.store.read.health import slice_progress
from shoplatch.store.read.jobs import given_up

SUBSCRIPTIONS = "subscriptions"  # the cursor in which the last look at the subscriptions is kept

PASSES_WITHIN = timedelta(minutes=15)  # what TikTok Shop or the network does by itself; after that somebody should know
GIVEN_UP_TOLD = timedelta(days=1)  # a job that was given up is queued anew by itself, so an old one says nothing
JOBS = {  # by their names in the queue
    "sync.plan": "beginnings of the first read",
    "sync.incremental": "regular reads",
    "sync.streams": "reads of streams",
    "sync.sweep": "comparisons with TikTok Shop",
    "sync.check": "comparisons by counts",
    "sync.subscribe": "looks at the webhook subscriptions",
    "sync.fill": "fillings of the column `more` from kept bytes",
    "sync.ending": "deletions of a shop that left",
}
HOUSE_JOBS = {  # and those that are no shop's: what they do, the command that does it again, the page
    "sync.tick": ("looks at what is due", "shoplatch serve", "/sync"),
    "sync.retention": ("deletions of what is older than it may be", "shoplatch privacy expire", "/sync"),
    "sync.replay": ("replays of webhooks", "shoplatch webhooks replays", "/webhooks"),
    "hooks.feed": ("changes on their way to outgoing webhooks", "shoplatch serve", "/hooks"),
    "hooks.tidy": ("deletions of old outgoing events", "shoplatch serve", "/hooks"),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing for a person. `kind`: late, stuck, not_kept, backfill, incomplete, does_not_add_up, webhooks, or, with ""
    for the shop, house, replay or job; `step`: the command that helps."""

    kind: str
    shop_id: str
    what: str
    why: str
    step: str
    page: str


async def troubles(conn: AsyncConnection, shop_ids: Sequence[str], now: datetime) -> list[Trouble]:
    """Everything of these shops that waits for a person, streams first."""
    found: list[Trouble] = []
    for one in await streams.states(conn, shop_ids):
        name = one.stream.replace("_", " ")
        if one.late(now):
            lag = one.lag_s(now)
            since = f"not read for {lag:,.0f} s, {one.objective_s:,} s are allowed" if lag is not None else "never read"
            step = f"shoplatch sync read {one.stream}"
            found.append(Trouble("late", one.shop_id, f"{name} are late", one.error or since, step, "/sync"))
        elif one.error:
            found.append(
                Trouble("incomplete", one.shop_id, f"{name} are kept in part", one.error, "shoplatch sync status", "/sync")
            )
    found += await _stuck(conn, shop_ids, now)
    found += await _not_kept(conn, shop_ids)
    found += await _sums(conn, shop_ids)
    for shop_id in shop_ids:
        seen = await cursors.position(conn, shop_id, SUBSCRIPTIONS) or {}
        for key, said in (("foreign", "sent to another address"), ("refused", "refused by TikTok Shop")):
            if seen.get(key):
                what = f"{len(seen[key])} webhook topics are {said}"
                step = "shoplatch webhooks subscriptions"
                found.append(Trouble("webhooks", shop_id, what, ", ".join(sorted(seen[key])), step, "/webhooks"))
    return found


async def of_house(conn: AsyncConnection, now: datetime) -> list[Trouble]:
    """What waits for a person and is no shop's: for those who may see every shop."""
    found = []
    for job in await stuck.of_house(conn):
        if job.lasting or now - job.since > PASSES_WITHIN or job.since > now:
            what, step, page = HOUSE_JOBS.get(job.job, (job.job, "shoplatch doctor", "/sync"))
            found.append(Trouble("house", "", f"{what} do not get through", job.why, step, page))
    for one in await replays.broken(conn):
        what = f"replay {one.id} stopped after {one.queued:,} of {one.matched:,} webhooks"
        step = f"shoplatch webhooks replays --go-on {one.id} (or --stop {one.id}, to leave it)"
        found.append(Trouble("replay", "", what, one.error or "", step, "/webhooks"))
    for name, jobs in (await given_up(conn, now - GIVEN_UP_TOLD)).items():
        what = f"{jobs:,} {'job' if jobs == 1 else 'jobs'} called {name} {'was' if jobs == 1 else 'were'} given up"
        why = "tried as often as it may be, or running each time its worker died; the worker's log says why"
        found.append(Trouble("job", "", what, why, "shoplatch sync status", "/sync"))
    return found


async def _stuck(conn: AsyncConnection, shop_ids: Sequence[str], now: datetime) -> list[Trouble]:
    """Jobs that trying again does not cure, or that nothing has cured for a while."""
    return [
        Trouble(
            "stuck",
            one.shop_id,
            f"{JOBS.get(one.job, one.job)} do not get through",
            one.why,
            "shoplatch sync status",
            "/sync",
        )
        for one in await stuck.every(conn, shop_ids)
        if one.lasting or now - one.since > PASSES_WITHIN
    ]


async def _not_kept(conn: AsyncConnection, shop_ids: Sequence[str]) -> list[Trouble]:
    """Objects that the database refused, and parts of the first read that failed."""
    found = []
    for shop_id, names in (await aside.noted(conn, shop_ids)).items():
        name, why = next(iter(names.items()))
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        said = f"{why} Everything else is kept; it is tried again by the next sweep"
        found.append(
            Trouble("not_kept", shop_id, f"{name}{more} cannot be kept", said, f"shoplatch diff --shop {shop_id}", "/sync")
        )
    for part in await slice_progress(conn, shop_ids):
        if part.failed:
            what = f"{part.failed} of {part.slices} parts of the first read of {part.stream} failed"
            step = f"shoplatch sync backfill --shop {part.shop_id}"
            found.append(Trouble("backfill", part.shop_id, what, part.error or "", step, "/sync"))
    return found


async def _sums(conn: AsyncConnection, shop_ids: Sequence[str]) -> list[Trouble]:
    found = []
    for table, page in (("statement_transactions", "/transactions"), ("statements", "/statements")):
        rows = schema.metadata.tables[table].c
        counted = await conn.execute(
            select(rows.shop_id, func.count())
            .where(rows.shop_id.in_(shop_ids), rows.sign_convention == "none", rows.deleted_at.is_(None))
            .group_by(rows.shop_id)
        )
        for shop_id, number in counted:
            what = f"{number:,} {table.replace('_', ' ')} do not add up"
            why = "they close under no known identity; they are kept as stated and not to be booked unseen"
            step = f"shoplatch {page.removeprefix('/')} list --sign-convention none"
            found.append(Trouble("does_not_add_up", shop_id, what, why, step, page))
    return found
