"""Webhooks as they came, and the lanes they are worked in.

An event is written before it is answered, once per (app, key); a copy only counts up. Events of a shop are worked in order
by whoever leases the shop's lane; events that name no shop share the lane "". What an event means is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from shoplatch.store import rows
from shoplatch.store.engine import Connection, driver

CHANNEL = "inbox"
REST_MAX_S = 900.0  # nobody lets an event rest longer

# Rows, lanes and the bell in one statement, so that a batch costs one round trip; its answer is one row, however long the
# batch: how many were new, and which were not. The rows travel as JSON (see rows.py): to spell eight arrays element by
# element cost the door more than all else it does.
_APPEND = """
WITH arrived AS (
    SELECT * FROM ROWS FROM (
        json_to_recordset(%(rows)s::json) AS (app_key text, dedupe_key text, type int, shop_id text,
            sent_at timestamptz, received_at timestamptz, copies int),
        unnest(%(bodies)b::bytea[])
    ) AS a(app_key, dedupe_key, type, shop_id, sent_at, received_at, copies, body)
), made AS (
    INSERT INTO lanes (shop_id) SELECT DISTINCT shop_id FROM arrived ORDER BY shop_id ON CONFLICT DO NOTHING
), written AS (
    INSERT INTO inbox AS t (app_key, dedupe_key, type, shop_id, sent_at, received_at, copies, body)
    SELECT * FROM arrived
    ON CONFLICT (app_key, dedupe_key) DO UPDATE SET copies = t.copies + excluded.copies
    RETURNING t.app_key, t.dedupe_key, (xmax = 0) AS is_new
), told AS (
    SELECT count(*) FILTER (WHERE is_new) AS new,
        json_agg(json_build_array(app_key, dedupe_key)) FILTER (WHERE NOT is_new) AS known
    FROM written
)
SELECT known, CASE WHEN new > 0 THEN pg_notify(%(channel)s, '') END FROM told
"""
_LEASE = """
UPDATE lanes SET lease_owner = %(owner)s, lease_until = %(until)s
WHERE shop_id = (
    SELECT l.shop_id FROM lanes l
    CROSS JOIN LATERAL (
        SELECT i.n FROM inbox i WHERE i.shop_id = l.shop_id AND i.state = 'new' AND (i.due_at IS NULL OR i.due_at <= %(now)s
            OR i.due_at > %(now)s::timestamptz + interval '20 minutes') -- later than any may: the clock was set back
        ORDER BY i.n LIMIT 1
    ) AS waiting
    WHERE l.lease_until IS NULL OR l.lease_until <= %(now)s
        OR l.lease_until > %(until)s + interval '10 minutes' -- by a clock that was set back since
    ORDER BY waiting.n LIMIT 1 FOR UPDATE OF l SKIP LOCKED
)
RETURNING shop_id
"""
_CLAIM = """
SELECT n, app_key, dedupe_key, type, shop_id, sent_at, received_at, body, attempts, copies FROM inbox
WHERE shop_id = %(shop_id)s AND state = 'new' AND (due_at IS NULL OR due_at <= %(now)s
    OR due_at > %(now)s::timestamptz + interval '20 minutes')
ORDER BY n LIMIT %(limit)s
"""
_BACKLOG = """
SELECT (SELECT count(*) FROM inbox WHERE state = 'new'),
    (SELECT count(*) FROM inbox WHERE state = 'failed'),
    (SELECT min(received_at) FROM inbox WHERE state = 'new')
"""
_EMPTY = """
UPDATE inbox SET body = NULL WHERE n IN (
    SELECT n FROM inbox WHERE body IS NOT NULL AND received_at < %(before)s AND state <> 'new'
    ORDER BY received_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
"""
_RETRY = """
UPDATE inbox SET state = 'new', due_at = NULL, attempts = 0, xid = pg_current_xact_id() WHERE n IN (
    SELECT n FROM inbox WHERE state = 'failed' AND (%(ns)s::bigint[] IS NULL OR n = ANY(%(ns)s))
        AND (%(shop_id)s::text IS NULL OR shop_id = %(shop_id)s) AND (%(type)s::int IS NULL OR type = %(type)s)
    ORDER BY n LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
"""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A webhook whose signature was right. `shop_id` None or "": it names no shop."""

    app_key: str
    dedupe_key: str
    type: int
    shop_id: str | None
    sent_at: datetime | None
    received_at: datetime
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An event that waits. `attempts` is how often it failed; `body` is None after the retention period."""

    n: int
    app_key: str
    dedupe_key: str
    type: int
    shop_id: str
    sent_at: datetime | None
    received_at: datetime
    body: bytes | None = field(repr=False)
    attempts: int
    copies: int


@dataclass(frozen=True, slots=True)
class Heard:
    """An event as far as it tells what was heard of an object. `sent_at` is TikTok's clock."""

    type: int
    state: str
    sent_at: datetime | None
    body: bytes | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What the meters show. `oldest_waiting_s` is 0 when nothing waits."""

    waiting: int
    failed: int
    oldest_waiting_s: float


async def append(conn: Connection, events: Sequence[Arrived]) -> list[bool]:
    """Write events, many in one statement; for each, in the given order, whether it is new. Rings `CHANNEL` at commit."""
    if not events:
        return []
    raw = await driver(conn)
    names = [(rows.storable_text(event.app_key), rows.storable_text(event.dedupe_key)) for event in events]
    first: dict[tuple[str, str], int] = {}
    copies: dict[tuple[str, str], int] = {}
    for index, name in enumerate(names):
        first.setdefault(name, index)
        copies[name] = copies.get(name, 0) + 1
    # In order of the key: two groups with the same events never wait for each other in a ring.
    ordered = sorted(first.items())
    batch = [
        {
            "app_key": name[0],
            "dedupe_key": name[1],
            "type": (event := events[index]).type,
            "shop_id": rows.storable_text(event.shop_id or ""),
            "sent_at": event.sent_at,
            "received_at": event.received_at,
            "copies": copies[name],
        }
        for name, index in ordered
    ]
    bodies = [events[index].body for _, index in ordered]
    told = await raw.execute(_APPEND, {"rows": rows.as_json(batch), "bodies": bodies, "channel": CHANNEL})
    answer = await told.fetchone()
    known = {(app_key, dedupe_key) for app_key, dedupe_key in (answer[0] if answer else None) or ()}
    return [name not in known and first[name] == index for index, name in enumerate(names)]


async def lease_lane(conn: Connection, owner: str, now: datetime, until: datetime) -> str | None:
    """Take the free lane whose oldest due event has waited longest, until a time; None if nothing waits in a free lane."""
    raw = await driver(conn)
    found = await raw.execute(_LEASE, {"owner": owner, "now": now, "until": until})
    row = await found.fetchone()
    return row[0] if row else None


async def renew_lane(conn: Connection, shop_id: str, owner: str, until: datetime) -> bool:
    """Keep a lane longer. False: somebody else has taken it since."""
    raw = await driver(conn)
    kept = await raw.execute(
        "UPDATE lanes SET lease_until = %s WHERE shop_id = %s AND lease_owner = %s", [until, shop_id, owner]
    )
    return kept.rowcount == 1


async def holds_lane(conn: Connection, shop_id: str, owner: str) -> bool:
    """Whether the lane is still this worker's, and until the transaction ends nobody can take it over."""
    raw = await driver(conn)
    held = await raw.execute("SELECT FROM lanes WHERE shop_id = %s AND lease_owner = %s FOR SHARE", [shop_id, owner])
    return held.rowcount == 1


async def release_lane(conn: Connection, shop_id: str, owner: str, *, rest_until: datetime | None = None) -> None:
    """Let go of a lane; nothing happens if somebody else has it. Until `rest_until` nobody takes it: its events gather."""
    raw = await driver(conn)
    await raw.execute(
        "UPDATE lanes SET lease_owner = NULL, lease_until = %s WHERE shop_id = %s AND lease_owner = %s",
        [rest_until, shop_id, owner],
    )


async def claim(conn: Connection, shop_id: str, limit: int, now: datetime) -> list[InboxRow]:
    """The events of a lane that are due, oldest first. Only for whoever leases the lane; nothing is marked."""
    raw = await driver(conn)
    found = await raw.execute(_CLAIM, {"shop_id": shop_id, "limit": limit, "now": now})
    return [InboxRow(*row) for row in await found.fetchall()]


async def finish(
    conn: Connection, ns: Sequence[int], state: Literal["done", "ignored"], now: datetime, *, reason: str | None = None
) -> None:
    """Close events: worked, or not for us and why. Do it in the transaction that writes what they led to."""
    raw = await driver(conn)
    await raw.execute(
        "UPDATE inbox SET state = %s, done_at = %s, error = %s, due_at = NULL WHERE n = ANY(%s) AND state <> 'done'",
        [state, now, rows.storable_text(reason)[:2000] if reason else None, list(ns)],
    )


async def fail(conn: Connection, ns: Sequence[int], error: str, due_at: datetime | None) -> None:
    """Note a failure; try again at `due_at`, or give up (state failed) if it is None."""
    raw = await driver(conn)
    await raw.execute(
        "UPDATE inbox SET attempts = attempts + 1, error = %(error)s, due_at = %(due_at)s, "
        "state = CASE WHEN %(due_at)s::timestamptz IS NULL THEN 'failed' ELSE 'new' END "
        "WHERE n = ANY(%(ns)s) AND state = 'new'",
        {"error": rows.storable_text(error)[:2000], "due_at": due_at, "ns": list(ns)},
    )


async def postpone(conn: Connection, ns: Sequence[int], error: str, due_at: datetime) -> None:
    """Let events rest until `due_at` for a fault that is not theirs: it does not count as an attempt."""
    raw = await driver(conn)
    await raw.execute(
        "UPDATE inbox SET error = %s, due_at = %s WHERE n = ANY(%s) AND state = 'new'",
        [rows.storable_text(error)[:2000], due_at, list(ns)],
    )


async def retry_failed(
    conn: Connection,
    limit: int = 1000,
    *,
    ns: Sequence[int] | None = None,
    shop_id: str | None = None,
    type: int | None = None,  # noqa: A002 - the column's name
) -> int:
    """Put events that were given up back in their lanes: all, or those numbered, of a shop, of a topic; how many."""
    raw = await driver(conn)
    chosen = {"ns": None if ns is None else list(ns), "shop_id": shop_id, "type": type}
    again = await raw.execute(_RETRY, {"limit": limit, **chosen})
    if again.rowcount:
        await raw.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    return again.rowcount


async def heard(conn: Connection, shop_id: str, since: datetime, limit: int = 10_000) -> list[Heard]:
    """What rang for a shop since a moment of TikTok's clock, newest first; and whatever still waits or failed."""
    raw = await driver(conn)
    found = await raw.execute(
        "SELECT type, state, sent_at, body FROM inbox WHERE shop_id = %s AND body IS NOT NULL "
        "AND (sent_at IS NULL OR sent_at >= %s OR state IN ('new', 'failed')) ORDER BY n DESC LIMIT %s",
        [shop_id, since, limit],
    )
    return [Heard(*row) for row in await found.fetchall()]


async def next_due(conn: Connection, now: datetime) -> datetime | None:
    """When the next event falls due that waits for a time after `now`; None if none does."""
    raw = await driver(conn)
    found = await raw.execute("SELECT min(due_at) FROM inbox WHERE state = 'new' AND due_at > %s", [now])
    row = await found.fetchone()
    return row[0] if row else None


async def backlog(conn: Connection, now: datetime) -> Backlog:
    """How many events wait and failed, and for how long the oldest has waited; cheap, whatever the size of the inbox."""
    raw = await driver(conn)
    found = await raw.execute(_BACKLOG)
    waiting, failed, oldest = await found.fetchone() or (0, 0, None)
    return Backlog(waiting, failed, max(0.0, (now - oldest).total_seconds()) if oldest else 0.0)


async def counts(conn: Connection) -> dict[str, int]:
    """How many events there are, by state. Reads the whole inbox."""
    raw = await driver(conn)
    found = await raw.execute("SELECT state, count(*) FROM inbox GROUP BY state")
    return dict(await found.fetchall())


async def empty_bodies(conn: Connection, before: datetime, limit: int = 5000) -> int:
    """Forget the bodies of closed and failed events that arrived before a time; how many. Call until it gives 0."""
    raw = await driver(conn)
    emptied = await raw.execute(_EMPTY, {"before": before, "limit": limit})
    return emptied.rowcount
