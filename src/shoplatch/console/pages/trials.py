"""Verifications and scenarios: what may be run, what runs, what came of those before, and each with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from shoplatch.accounts.people import Person
from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.trials import SCENARIOS, VERIFY, Trial, library
from shoplatch.errors import NotFound
from shoplatch.store import read
from shoplatch.store.read import ShopRow

CONNECTED = "connected"

GROUPS = {
    "calls": "signature, timestamp, token, versions, parameters",
    "areas": "what it reads of the five areas",
    "data": "orders, products and stock against the platform",
    "paging": "tokens, ends, lists that change",
    "webhooks": "genuine, forged, repeated, large, many at once",
    "shops": "several shops under one grant",
    "events": "changes in order, out of order, lost, repeated",
    "errors": "refusals, 429, 5xx, half an answer",
    "tokens": "renewed once, in mid-run, side by side",
    "writes": "stock: set, refused in part, unanswered",
    "money": "until settlement, to the cent; refunds",
    "consent": "links, states, callbacks",
    "grant": "a scope that is missing, a grant taken back",
}


async def verify(desk: Desk, ask: Ask) -> Shown:
    """What can be verified, the run under way, and those before."""
    async with desk.reading(ask) as (_, frame):
        values = {"frame": frame}
    running = desk.trials.current
    if running is not None and not sees(ask.person, running):
        running = None
    return Shown(
        "verify.html",
        {
            **values,
            "adapters": desk.trials.adapters(),
            "groups": GROUPS,
            "running": running,
            "history": [run for run in desk.trials.kept(VERIFY) if sees(ask.person, run)],
            "where": str(desk.house.options.home / "adapters"),
        },
    )


async def verified(desk: Desk, ask: Ask) -> Shown:
    """One run: its verdicts with their evidence."""
    async with desk.reading(ask) as (_, frame):
        return Shown("verified.html", {"frame": frame, "run": seen(desk, ask.person, ask.parts["run"])})


def seen(desk: Desk, person: Person | None, id_: str) -> Trial:
    """A verification that somebody may see.

    Raises:
        NotFound: there is none, or it looked at a shop that is not theirs.
    """
    run = desk.trials.one(VERIFY, id_)
    if not sees(person, run):
        raise NotFound("There is no such run", next_step="The last forty are kept.")
    return run


def sees(person: Person | None, run: Trial) -> bool:
    """Whether the evidence of a run is somebody's to see: that of connected shops is for those who have them all."""
    return person is None or all(person.sees(shop_id) for shop_id in run.shop.split())


def playable(shops: Sequence[ShopRow], person: Person | None) -> list[ShopRow]:
    """The shops of a simulator that let us in; none where one of them is not this person's to see."""
    simulated = [row for row in shops if row.environment == "simulator" and row.state == "active"]
    return simulated if person is None or all(person.sees(row.id) for row in simulated) else []


async def scenarios(desk: Desk, ask: Ask) -> Shown:
    """The library, what the last run said of each, and the run under way."""
    async with desk.reading(ask) as (conn, frame):
        values = {"frame": frame, "simulated": playable(await read.shops(conn), ask.person)}
    history = [run for run in desk.trials.kept(SCENARIOS) if sees(ask.person, run)]
    last: dict[str, bool] = {}
    for run in history:
        for row in run.rows:
            last.setdefault(row["name"], row["holds"])
    running = desk.trials.current
    if running is not None and not sees(ask.person, running):
        running = None
    return Shown("scenarios.html", {**values, "known": library(), "last": last, "running": running, "history": history})


async def scenario_run(desk: Desk, ask: Ask) -> Shown:
    """One run: each scenario with its steps, to the one that does not hold, and what it was judged by."""
    async with desk.reading(ask) as (_, frame):
        return Shown("scenario_run.html", {"frame": frame, "run": played(desk, ask.person, ask.parts["run"])})


def played(desk: Desk, person: Person | None, id_: str) -> Trial:
    """A run of scenarios that somebody may see.

    Raises:
        NotFound: there is none, or rows of a shop are in it that is not theirs.
    """
    run = desk.trials.one(SCENARIOS, id_)
    if not sees(person, run):
        raise NotFound("There is no such run", next_step="The last forty are kept.")
    return run
