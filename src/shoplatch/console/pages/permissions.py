"""Permissions and the security review: what was granted, what is needed, what is old or weak."""

from __future__ import annotations

from collections import Counter

from shoplatch.accounts import permissions as known
from shoplatch.accounts.review import DUE_AFTER, due
from shoplatch.accounts.usage import DAYS, grant_uses
from shoplatch.catalog import reader
from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.leaves import leaf_of

SHOWN_MAX = 200
LEAF = 20  # grants at a time


async def permissions(desk: Desk, ask: Ask) -> Shown:
    """Scopes by grant: wanted, granted, used; the five areas; every operation with what opens it."""
    house = desk.house
    async with desk.reading(ask) as (_, frame):
        pass
    every = [one for one in await house.accounts.connections() if not frame.limited or one.id in frame.connections]
    leaf = leaf_of(ask, every, lambda one: f"{one.seller_name} {one.app_key} {one.open_id}", LEAF)
    uses = await grant_uses(house.store, leaf.rows, now=house.clock.now())
    text = ask.query.get("q", "").strip().lower()[:60]
    operations = [known.opened(name) for name in reader.operation_ids()]
    found = [one for one in operations if text and (text in one.operation or any(text in scope for scope in one.scopes))]
    areas = Counter(one.area for one in operations)
    return Shown(
        "permissions.html",
        {"frame": frame, "uses": uses, "leaf": leaf, "least": known.needed_here(), "facts": known.scope_facts(),
         "areas": known.AREAS,
         "listed": reader.permission_areas(), "counts": areas, "days": DAYS, "q": text, "found": found[:SHOWN_MAX],
         "more": max(0, len(found) - SHOWN_MAX), "total": len(operations)},
    )  # fmt: skip


async def security(desk: Desk, ask: Ask) -> Shown:
    """What there is to act on, and when somebody looked last."""
    review = desk.house.review
    found, history = await review.look(), await review.history()
    last = history[0].at if history else None
    async with desk.reading(ask) as (_, frame):
        values = {
            "frame": frame, "found": found, "history": history, "last": last, "due": due(last, desk.house.clock.now()),
            "every": DUE_AFTER.days, "acting": sum(one.tone == "bad" for one in found),
            "planning": sum(one.tone == "warn" for one in found),
        }  # fmt: skip
        return Shown("security.html", values)
