"""Exports: the families there are with their columns, one as a file for a stretch of time, and what was exported before."""

from __future__ import annotations

from shoplatch.accounts.roles import AUDIT, SETUP
from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.store.read.kinds import KINDS, Kind

ROWS_MAX = 50_000
RUNS = 20
FORMATS = ("csv", "jsonl")


async def exports(desk: Desk, ask: Ask) -> Shown:
    """The families, the form, and the runs that the audit log tells of, for those who may know what others did."""
    async with desk.reading(ask) as (_, frame):
        pass
    runs = []
    if ask.person is not None and ask.person.may(AUDIT, SETUP) and not frame.limited:
        runs = await desk.house.accounts.audit.read(act="exports", limit=RUNS)
    families = [
        {
            "name": kind.name, "key": ", ".join(("shop_id", *kind.key)), "columns": kind.shapes,
            "by": _time(kind), "changes": kind.feed is not None,
            "remembers": (kind.parent or kind).family is not None,
        }
        for kind in KINDS
    ]  # fmt: skip
    asked = {name: ask.query.get(name, "") for name in ("family", "since", "until", "format")}
    values = {"frame": frame, "families": families, "asked": asked, "runs": runs, "rows_max": ROWS_MAX, "wrong": ""}
    return Shown("exports.html", values)


def _time(kind: Kind) -> str:
    """The time that a stretch of days is of: the kind's, or that of what it is a part of."""
    own = (kind.parent or kind).time
    return str(own.name) if own is not None else ""
