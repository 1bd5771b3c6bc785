"""Deliveries: which event goes where next, what became of each attempt, and putting one back.

For one endpoint events of one object go out one after the other, in the order of their changes: while one waits to be tried
again, those behind it wait too. Whoever leases the endpoint claims; nothing is marked by claiming, so a killed process loses
nothing and the next one sends the same event again, under the same id.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from psycopg.types.json import Jsonb

from shoplatch.store import fetch, rows
from shoplatch.store.engine import Connection, driver

_CLAIM = """
SELECT d.n, d.attempts, d.object, m.id, m.type, m.shop_id, m.kind, m.object_id, m.body
FROM hook_deliveries AS d JOIN hook_messages AS m ON m.n = d.message_n
JOIN hook_endpoints AS e ON e.id = d.endpoint_id AND e.state = 'active' AND e.lease_owner = %(owner)s
    AND (%(as_of)s::timestamptz IS NULL OR e.updated_at = %(as_of)s)
WHERE d.endpoint_id = %(endpoint)s AND d.state = 'waiting' AND d.due_at <= %(now)s AND d.n <> ALL(%(besides)s)
    AND NOT EXISTS (SELECT FROM hook_deliveries AS o WHERE o.endpoint_id = d.endpoint_id AND o.object = d.object
        AND o.state = 'waiting' AND o.n < d.n)
ORDER BY d.due_at, d.n LIMIT %(limit)s
"""
_END = """
UPDATE hook_deliveries SET state = %(state)s, attempts = attempts + %(counts)s, due_at = %(due_at)s, status = %(status)s,
    error = %(error)s, ended_at = CASE WHEN %(state)s = 'waiting' THEN NULL ELSE %(now)s::timestamptz END
WHERE n = %(n)s AND state = 'waiting'
"""
_NOTE = """
INSERT INTO hook_attempts (delivery_n, at, address, status, elapsed_ms, error, response_headers, response)
SELECT n, %(at)s, %(address)s, %(status)s, %(elapsed_ms)s, %(error)s, %(headers)s, %(response)s
FROM hook_deliveries WHERE n = %(n)s
"""
_AGAIN = """
UPDATE hook_deliveries AS d SET state = 'waiting', attempts = 0, due_at = %(now)s, ended_at = NULL WHERE d.n IN (
    SELECT d.n FROM hook_deliveries AS d JOIN hook_messages AS m ON m.n = d.message_n
    WHERE d.n > %(after)s AND (%(endpoint)s::text IS NULL OR d.endpoint_id = %(endpoint)s)
        AND (%(ns)s::bigint[] IS NULL OR d.n = ANY(%(ns)s)) AND d.state = ANY(%(states)s)
        AND (%(since)s::timestamptz IS NULL OR m.at >= %(since)s) AND (%(until)s::timestamptz IS NULL OR m.at < %(until)s)
    ORDER BY d.n LIMIT %(limit)s FOR UPDATE OF d
) RETURNING d.n
"""
# Later than any wait explains: the clock was set back. What a receiver asked for is explained by its rest.
_RECOVER = """
UPDATE hook_deliveries AS d SET due_at = %(now)s FROM hook_endpoints AS e
WHERE e.id = d.endpoint_id AND d.state = 'waiting' AND (e.rest_until IS NULL OR d.due_at > e.rest_until)
    AND d.due_at > %(now)s::timestamptz + interval '1 minute'
    AND d.due_at > %(now)s::timestamptz + interval '1 minute' + make_interval(
        secs => (%(waits)s::double precision[])[least(d.attempts + 1, cardinality(%(waits)s::double precision[]))])
"""
_SHOWN = (
    "d.n, d.endpoint_id, e.label, e.url, m.id AS message_id, m.type, m.shop_id, m.kind, m.object_id, m.at, d.state, "
    "d.attempts, d.due_at, d.created_at, d.ended_at, d.status, d.error"
)
_FROM = "hook_deliveries AS d JOIN hook_messages AS m ON m.n = d.message_n JOIN hook_endpoints AS e ON e.id = d.endpoint_id"
_LIST = f"""
SELECT {_SHOWN} FROM {_FROM}
WHERE (%(endpoint)s::text IS NULL OR d.endpoint_id = %(endpoint)s) AND (%(state)s::text IS NULL OR d.state = %(state)s)
    AND (%(type)s::text IS NULL OR m.type = %(type)s) AND (%(shop_ids)s::text[] IS NULL OR m.shop_id = ANY(%(shop_ids)s))
    AND (%(before)s::bigint IS NULL OR d.n < %(before)s)
ORDER BY d.n DESC LIMIT %(limit)s
"""
_COUNTS = """
SELECT e.id, (SELECT count(*) FROM (SELECT FROM hook_deliveries AS d WHERE d.endpoint_id = e.id AND d.state = 'waiting'
        LIMIT %(most)s) AS w),
    (SELECT count(*) FROM (SELECT FROM hook_deliveries AS d WHERE d.endpoint_id = e.id AND d.state = 'failed'
        LIMIT %(most)s) AS f),
    (SELECT min(d.created_at) FROM hook_deliveries AS d WHERE d.endpoint_id = e.id AND d.state = 'waiting')
FROM hook_endpoints AS e
"""
COUNT_MAX = 100_001


@dataclass(frozen=True, slots=True)
class Claimed:
    """An event to send now. `attempts` is how often it failed; `object` names what it is about."""

    n: int
    attempts: int
    object: str
    id: str
    type: str
    shop_id: str | None
    kind: str
    object_id: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What one attempt met. `address` is the one that was connected to; `status` None: no answer."""

    at: datetime
    address: str | None
    status: int | None
    elapsed_ms: int
    error: str | None
    response_headers: dict[str, str] | None
    response: str | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery for people."""

    n: int
    endpoint_id: str
    label: str
    url: str
    message_id: str
    type: str
    shop_id: str | None
    kind: str
    object_id: str
    at: datetime
    state: str
    attempts: int
    due_at: datetime | None
    created_at: datetime
    ended_at: datetime | None
    status: int | None
    error: str | None


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits and failed for one endpoint, each counted up to COUNT_MAX, and since when the oldest waits."""

    waiting: int
    failed: int
    oldest_at: datetime | None


async def claim(
    conn: Connection, endpoint_id: str, owner: str, now: datetime, limit: int, besides: Sequence[int] = (), *,
    as_of: datetime | None = None,
) -> list[Claimed]:  # fmt: skip
    """What is due for an endpoint, oldest first, no two of one object. Nothing for who does not lease it (any more), or
    knows it `as_of` a moment since which somebody changed it."""
    given = {"endpoint": endpoint_id, "owner": owner, "now": now, "limit": limit, "besides": list(besides), "as_of": as_of}
    return await fetch.every(conn, Claimed, _CLAIM, given)


async def note(conn: Connection, n: int, attempt: Attempt) -> None:
    """Keep what an attempt met."""
    text = rows.storable_text(attempt.response) if attempt.response is not None else None
    headers = attempt.response_headers
    await fetch.run(
        conn,
        _NOTE,
        {"n": n, "at": attempt.at, "address": attempt.address, "status": attempt.status, "elapsed_ms": attempt.elapsed_ms,
         "error": attempt.error, "response": text,
         "headers": Jsonb({k: rows.storable_text(v) for k, v in headers.items()}) if headers is not None else None},
    )  # fmt: skip


async def delivered(conn: Connection, n: int, now: datetime, status: int | None) -> None:
    """It arrived."""
    given = {"n": n, "state": "delivered", "due_at": None, "status": status, "error": None, "now": now, "counts": 1}
    await fetch.run(conn, _END, given)


async def missed(
    conn: Connection, n: int, now: datetime, error: str, *, status: int | None, due_at: datetime | None, counts: bool = True
) -> None:
    """It did not arrive: try again at `due_at`, or give up if it is None. `counts`: whether that was an attempt."""
    state = "waiting" if due_at is not None else "failed"
    await fetch.run(
        conn,
        _END,
        {"n": n, "state": state, "due_at": due_at, "status": status, "error": rows.storable_text(error)[:1_000], "now": now,
         "counts": int(counts)},
    )  # fmt: skip


async def again(
    conn: Connection,
    now: datetime,
    *,
    endpoint_id: str | None = None,
    ns: Sequence[int] | None = None,
    states: Sequence[str] = ("failed",),
    since: datetime | None = None,
    until: datetime | None = None,
    after: int = 0,
    limit: int = 1_000,
) -> list[int]:
    """Put deliveries with numbers after `after` back, with all their attempts before them; which. Those that wait come at
    once."""
    given = {"endpoint": endpoint_id, "ns": list(ns) if ns is not None else None, "states": list(states), "since": since,
             "until": until, "now": now, "after": after, "limit": limit}  # fmt: skip
    asked = await (await driver(conn)).execute(_AGAIN.encode(), given)
    return sorted(row[0] for row in await asked.fetchall())


async def hasten(conn: Connection, endpoint_id: str, now: datetime) -> int:
    """Let what waits for an endpoint be tried now; how many."""
    return await fetch.run(
        conn,
        "UPDATE hook_deliveries SET due_at = %s WHERE endpoint_id = %s AND state = 'waiting' AND due_at > %s",
        [now, endpoint_id, now],
    )


async def recover(conn: Connection, now: datetime, waits_s: Sequence[float]) -> int:
    """Let what waits for longer than it may after so many attempts (`waits_s`, by their number) be tried now; how many."""
    return await fetch.run(conn, _RECOVER, {"now": now, "waits": list(waits_s)})


async def newest(
    conn: Connection,
    *,
    endpoint_id: str | None = None,
    state: str | None = None,
    type: str | None = None,  # noqa: A002  # the column's name
    shop_ids: Sequence[str] | None = None,
    before: int | None = None,
    limit: int = 50,
) -> list[Delivery]:
    """Deliveries, newest first."""
    given = {"endpoint": endpoint_id, "state": state, "type": type, "before": before, "limit": limit,
             "shop_ids": list(shop_ids) if shop_ids is not None else None}  # fmt: skip
    return await fetch.every(conn, Delivery, _LIST, given)


async def one(conn: Connection, n: int) -> tuple[Delivery, bytes, list[Attempt]] | None:
    """One delivery with the body that is kept and its latest attempts, oldest first."""
    found = await fetch.one(conn, Delivery, f"SELECT {_SHOWN} FROM {_FROM} WHERE d.n = %s", [n])
    if found is None:
        return None
    raw = await driver(conn)
    body = await (await raw.execute("SELECT body FROM hook_messages WHERE id = %s", [found.message_id])).fetchone()
    columns = rows.listed(Attempt.__slots__)
    attempts = await fetch.every(
        conn,
        Attempt,
        f"SELECT {columns} FROM (SELECT n, {columns} FROM hook_attempts WHERE delivery_n = %s ORDER BY n DESC LIMIT 50) "
        "AS a ORDER BY n",
        [n],
    )
    return found, bytes(body[0]) if body else b"", attempts


async def backlogs(conn: Connection) -> Mapping[str, Backlog]:
    """What waits and failed, by endpoint."""
    asked = await (await driver(conn)).execute(_COUNTS, {"most": COUNT_MAX})
    return {row[0]: Backlog(*row[1:]) for row in await asked.fetchall()}


async def of_changes(
    conn: Connection, shop_id: str, objects: Sequence[tuple[str, str]], since: datetime, until: datetime, limit: int = 100
) -> list[Delivery]:
    """Deliveries of events about objects (the feed's kind and id) whose changes were written in a span of time."""
    if not objects:
        return []
    conditions = " OR ".join(
        "(m.kind = %s AND m.object_id LIKE %s)" if kind == "stock" else "(m.kind = %s AND m.object_id = %s)"
        for kind, _ in objects[:50]
    )
    given = [part for kind, id_ in objects[:50] for part in (kind, _prefix(id_) if kind == "stock" else id_)]
    return await fetch.every(
        conn,
        Delivery,
        f"SELECT {_SHOWN} FROM {_FROM} WHERE m.shop_id = %s AND m.at >= %s AND m.at <= %s AND ({conditions}) "
        "ORDER BY d.n LIMIT %s",
        [shop_id, since, until, *given, limit],
    )


def _prefix(sku_id: str) -> str:
    """Every warehouse of a SKU, as a pattern."""
    return "".join(f"\\{sign}" if sign in "\\%_" else sign for sign in sku_id) + ":%"
