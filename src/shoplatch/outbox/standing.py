"""How endpoints stand, for the doctor, a monitor and the console: whether events arrive, and what to do where not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from shoplatch.outbox import schedule
from shoplatch.outbox.address import shown
from shoplatch.outbox.schedule import Breaker
from shoplatch.store.engine import Connection
from shoplatch.store.hooks import deliveries, endpoints, tallies
from shoplatch.store.hooks.deliveries import COUNT_MAX, Backlog
from shoplatch.store.hooks.endpoints import Endpoint
from shoplatch.store.hooks.tallies import Tally

BEHIND_AFTER = timedelta(minutes=15)
Word = Literal["ok", "warning", "wrong"]
# What is likely to cure a failure, by what is in its text; the first that fits counts.
CURES: tuple[tuple[str, str], ...] = (
    (
        r"answered (401|403)\b",
        "The receiver refuses who sends: give it the endpoint's secret (`shoplatch hooks rotate {id}`)",
    ),
    (r"a redirect", "Give the address where the redirect ends: `shoplatch hooks edit {id} --address ...`"),
    (r"answered (404|405)\b", "Nothing takes events there: `shoplatch hooks edit {id} --address ...`"),
    (r"answered 410\b", "The receiver wants nothing any more: `shoplatch hooks remove {id}`, or mend it"),
    (r"answered 413\b", "The receiver takes bodies that are too small: events have up to 256 KiB"),
    (r"answered 429\b", "Send slower: `shoplatch hooks edit {id} --rate ...`"),
    (r"answered 4\d\d\b", "The receiver refuses the event: its log says why"),
    (r"answered 5\d\d\b", "The receiver fails: look at its log"),
    (r"certificate", "The receiver's certificate is not accepted: renew it, or name its whole chain"),
    (r"leads to", "Give a public address, or open the network with SHOPLATCH_HOOKS_NETWORKS"),
    (r"not in the DNS", "The name is unknown: `shoplatch hooks edit {id} --address ...`"),
    (r"answer was lost|in time", "Let the receiver write the event down, answer, and work later; it has {timeout_s} s"),
    (r"cannot be reached", "Nobody listens at that address: start the receiver, or open the way there"),
)
OTHERWISE = "`shoplatch hooks deliveries {id} --state waiting` shows what it answered"


@dataclass(frozen=True, slots=True)
class Standing:
    """One endpoint. `what` and `step`: how it stands and what to do, in words; `error`: why its newest failure failed."""

    endpoint: Endpoint
    backlog: Backlog
    breaker: Breaker
    tallies: Mapping[str, Tally]
    error: str
    word: Word
    what: str
    step: str

    def oldest_s(self, now: datetime) -> float:
        """For how long the oldest event waits; 0: none does."""
        return max(0.0, (now - self.backlog.oldest_at).total_seconds()) if self.backlog.oldest_at else 0.0


async def standings(conn: Connection, now: datetime) -> list[Standing]:
    """Every endpoint, oldest first."""
    backlogs, counted = await deliveries.backlogs(conn), await tallies.every(conn)
    errors = await tallies.latest_errors(conn)
    found = []
    for one in await endpoints.every(conn):
        backlog, error = backlogs.get(one.id, Backlog(0, 0, None)), errors.get(one.id, "")
        breaker = schedule.breaker(one.failures, one.rest_until, now)
        found.append(Standing(one, backlog, breaker, counted.get(one.id, {}), error, *judged(one, backlog, error, now)))
    return found


def judged(one: Endpoint, backlog: Backlog, error: str, now: datetime) -> tuple[Word, str, str]:
    """How an endpoint stands, and what to do. Pure."""
    waiting = f"{counted(backlog.waiting)} wait"
    if one.state == "disabled":
        since = f"{one.updated_at:%Y-%m-%dT%H:%M:%S}"
        again = f"then `shoplatch hooks resume {one.id}` and `shoplatch hooks recover {one.id} --since {since}`"
        return "wrong", f"turned off: {one.reason}; {waiting}", f"{likely_cure(error or one.reason, one)}; {again}"
    if one.state == "paused":
        word: Word = "warning" if backlog.waiting else "ok"
        return word, f"paused: {one.reason}; {waiting}", f"shoplatch hooks resume {one.id}" if backlog.waiting else ""
    if one.failing_since is not None:
        word = "wrong" if schedule.half_open(one.failures) else "warning"
        since = f"since {one.failing_since:%Y-%m-%d %H:%M} UTC"
        said = f": {error}" if error else ""
        return word, f"failed {one.failures:,} times in a row {since}{said}; {waiting}", likely_cure(error, one)
    if backlog.oldest_at is not None and now - backlog.oldest_at > BEHIND_AFTER:
        minutes = (now - backlog.oldest_at).total_seconds() / 60
        step = "It takes less than there is, or no worker runs: let it answer sooner, or raise its limits"
        return "warning", f"{waiting}, the oldest for {minutes:,.0f} min", f"{step} (`shoplatch hooks edit {one.id}`)"
    if backlog.failed:
        what = f"{counted(backlog.failed)} events did not reach it; each was tried {schedule.ATTEMPTS_MAX} times"
        return "warning", what, f"shoplatch hooks deliveries {one.id} --state failed"
    return "ok", "events arrive" if one.last_success_at else "nothing was sent there yet", ""


def likely_cure(error: str, one: Endpoint) -> str:
    """What is likely to cure a failure of an endpoint."""
    cure = next((cure for pattern, cure in CURES if re.search(pattern, error)), OTHERWISE)
    return cure.format(id=one.id, timeout_s=one.timeout_s or 15)


def counted(number: int) -> str:
    """A count that ends somewhere."""
    return f"{COUNT_MAX - 1:,}+" if number >= COUNT_MAX else f"{number:,}"


def called(one: Endpoint) -> str:
    """An endpoint for people: its name, or where it leads."""
    return one.label or shown(one.url)
