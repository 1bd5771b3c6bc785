"""Endpoints: where events are posted to, whether that works, and who delivers to which now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shoplatch.store import changes, fetch, rows, schema
from shoplatch.store.engine import Connection, driver
from shoplatch.store.migrations.reach import oldest_running

CHANNEL = "hooks"
SEALS_SINCE = "0013"  # code from before reads the whole address in `url`
READER = "changes"
_KEPT = rows.columns(schema.hook_endpoints, without=("lease_owner", "lease_until", "visited_at"))
_COLUMNS = rows.listed(_KEPT)
_ADD = f"""
INSERT INTO hook_endpoints ({_COLUMNS})
VALUES ({", ".join(f"%({name})s" for name in _KEPT)})
"""
# The one whose turn is longest ago, so that one slow endpoint never holds up the others.
_LEASE = f"""
UPDATE hook_endpoints SET lease_owner = %(owner)s, lease_until = %(until)s, visited_at = %(now)s WHERE id = (
    SELECT e.id FROM hook_endpoints AS e
    WHERE e.state = 'active' AND (e.lease_until IS NULL OR e.lease_until <= %(now)s
            OR e.lease_until > %(until)s::timestamptz + interval '10 minutes') -- by a clock that was set back since
        AND (e.rest_until IS NULL OR e.rest_until <= %(now)s) AND e.id <> ALL(%(besides)s)
        AND EXISTS (SELECT FROM hook_deliveries AS d
            WHERE d.endpoint_id = e.id AND d.state = 'waiting' AND d.due_at <= %(now)s
            AND NOT EXISTS (SELECT FROM hook_deliveries AS o WHERE o.endpoint_id = d.endpoint_id AND o.object = d.object
                AND o.state = 'waiting' AND o.n < d.n))
    ORDER BY e.visited_at NULLS FIRST, e.id LIMIT 1 FOR UPDATE OF e SKIP LOCKED
) RETURNING {_COLUMNS}
"""
_WORKED = """
UPDATE hook_endpoints SET failures = 0, failing_since = NULL, rest_until = NULL, last_success_at = %(now)s
WHERE id = %(id)s AND (failures > 0 OR rest_until IS NOT NULL OR last_success_at IS NULL
    OR last_success_at < %(now)s::timestamptz - interval '1 second')
"""
_FAILED = """
UPDATE hook_endpoints SET failures = failures + 1, failing_since = coalesce(failing_since, %(now)s),
    last_failure_at = %(now)s
WHERE id = %(id)s RETURNING failures, failing_since
"""
_RECOVER = """
UPDATE hook_endpoints SET rest_until = CASE WHEN last_failure_at > %(now)s THEN NULL ELSE rest_until END,
    visited_at = least(visited_at, %(now)s), failing_since = least(failing_since, %(now)s),
    last_failure_at = least(last_failure_at, %(now)s), last_success_at = least(last_success_at, %(now)s)
WHERE greatest(visited_at, failing_since, last_failure_at, last_success_at) > %(now)s::timestamptz + interval '1 minute'
"""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint as its row. `kinds` empty: every type; `shop_ids` None: every shop. `url` ends at the question mark."""

    id: str
    url: str
    label: str
    kinds: list[str]
    shop_ids: list[str] | None
    personal: bool
    backfill: bool
    state: str
    reason: str
    sealed_secret: bytes = field(repr=False)
    secret_fingerprint: str
    sealed_secret_before: bytes | None = field(repr=False)
    secret_before_until: datetime | None
    created_by: str
    created_at: datetime
    updated_at: datetime
    failures: int = 0
    failing_since: datetime | None = None
    rest_until: datetime | None = None
    last_success_at: datetime | None = None
    last_failure_at: datetime | None = None
    sealed_query: bytes | None = field(default=None, repr=False)
    description: str = ""
    rate_per_s: int | None = None
    at_once: int | None = None
    timeout_s: int | None = None

    def wants(self, type_: str, shop_id: str, cause: str) -> bool:
        """Whether an event of this type, of this shop, written for this cause, goes there."""
        if cause == "backfill" and not self.backfill:
            return False
        return (not self.kinds or type_ in self.kinds) and (self.shop_ids is None or shop_id in self.shop_ids)


async def add(conn: Connection, endpoint: Endpoint) -> None:
    """Keep a new endpoint. The first one of all begins with what changes from now on."""
    position = await changes.newest(conn)
    raw = await driver(conn)
    await raw.execute(
        "INSERT INTO hook_reader (name, xid, n) VALUES (%s, %s::text::xid8, %s) ON CONFLICT (name) DO UPDATE "
        "SET xid = excluded.xid, n = excluded.n WHERE NOT EXISTS (SELECT FROM hook_endpoints)",
        [READER, str(position.xid), position.n],
    )
    await fetch.run(conn, _ADD, {name: getattr(endpoint, name) for name in _KEPT})


async def every(conn: Connection) -> list[Endpoint]:
    """All endpoints, oldest first."""
    return await fetch.every(conn, Endpoint, f"SELECT {_COLUMNS} FROM hook_endpoints ORDER BY created_at, id")


async def get(conn: Connection, id: str) -> Endpoint | None:  # noqa: A002  # the column's name
    """One endpoint."""
    return await fetch.one(conn, Endpoint, f"SELECT {_COLUMNS} FROM hook_endpoints WHERE id = %s", [id])


async def lease(
    conn: Connection, owner: str, now: datetime, until: datetime, besides: Sequence[str] = ()
) -> Endpoint | None:
    """Take an endpoint that has something due and that nobody delivers to; None if there is none."""
    given = {"owner": owner, "now": now, "until": until, "besides": list(besides)}
    return await fetch.one(conn, Endpoint, _LEASE, given)


async def renew(conn: Connection, id: str, owner: str, until: datetime) -> bool:  # noqa: A002
    """Keep an endpoint longer. False: somebody else has taken it, or it is not to be delivered to any more."""
    statement = "UPDATE hook_endpoints SET lease_until = %s WHERE id = %s AND lease_owner = %s AND state = 'active'"
    return await fetch.run(conn, statement, [until, id, owner]) == 1


async def release(conn: Connection, id: str, owner: str) -> None:  # noqa: A002
    """Let go of an endpoint; nothing happens if somebody else has it."""
    statement = "UPDATE hook_endpoints SET lease_owner = NULL, lease_until = NULL WHERE id = %s AND lease_owner = %s"
    await fetch.run(conn, statement, [id, owner])


async def worked(conn: Connection, id: str, now: datetime) -> None:  # noqa: A002
    """It took an event: whatever failed before is forgotten."""
    await fetch.run(conn, _WORKED, {"id": id, "now": now})


async def failed(conn: Connection, id: str, now: datetime) -> tuple[int, datetime]:  # noqa: A002
    """It did not take an event: how often now, one after the other, and since when."""
    asked = await (await driver(conn)).execute(_FAILED, {"id": id, "now": now})
    row = await asked.fetchone()
    return (row[0], row[1]) if row else (0, now)


async def rest(conn: Connection, id: str, until: datetime) -> None:  # noqa: A002
    """Send nothing to it before a time."""
    await fetch.run(conn, "UPDATE hook_endpoints SET rest_until = greatest(rest_until, %s) WHERE id = %s", [until, id])


async def recover(conn: Connection, now: datetime) -> int:
    """What was noted of endpoints by a clock that was set back since counts from now, and nothing rests by it; how many."""
    return await fetch.run(conn, _RECOVER, {"now": now})


async def stand(
    conn: Connection,
    id: str,  # noqa: A002
    state: str,
    reason: str,
    now: datetime,
    *,
    before: Sequence[str],
) -> bool:
    """Pause, disable or resume an endpoint that stands in one of `before`; False if it does not. Resuming forgets what
    failed."""
    done = await fetch.run(
        conn,
        "UPDATE hook_endpoints SET state = %(state)s, reason = %(reason)s, updated_at = %(now)s, "
        "failures = CASE WHEN %(state)s = 'active' THEN 0 ELSE failures END, "
        "failing_since = CASE WHEN %(state)s = 'active' THEN NULL ELSE failing_since END, "
        "rest_until = CASE WHEN %(state)s = 'active' THEN NULL ELSE rest_until END "
        "WHERE id = %(id)s AND state = ANY(%(before)s)",
        {"id": id, "state": state, "reason": rows.storable_text(reason)[:500], "now": now, "before": list(before)},
    )
    if done:
        await ring(conn)
    return done == 1


async def change(conn: Connection, id: str, now: datetime, **values: object) -> bool:  # noqa: A002
    """Set columns of an endpoint; False: there is none."""
    spelled = ", ".join(f'"{name}" = %({name})s' for name in values)
    rows.whole(values, schema.hook_endpoints)
    statement = f"UPDATE hook_endpoints SET {spelled}, updated_at = %(at)s WHERE id = %(endpoint)s"
    done = await fetch.run(conn, statement, {**values, "at": now, "endpoint": id}) == 1
    await ring(conn)
    return done


async def with_open_query(conn: Connection) -> list[tuple[str, str]]:
    """Endpoints whose address still holds what stands behind its question mark: id and address. None while code runs that
    reads an address there alone: beside it nothing is moved away."""
    raw = await driver(conn)
    oldest = await oldest_running(raw)
    if oldest is not None and oldest.revision < SEALS_SINCE:
        return []
    statement = "SELECT id, url FROM hook_endpoints WHERE sealed_query IS NULL AND url LIKE %s"
    return [(row[0], row[1]) for row in await (await raw.execute(statement, ["%?_%"])).fetchall()]


async def seal_query(conn: Connection, id: str, url: str, short: str, sealed: bytes) -> bool:  # noqa: A002
    """Put an address without its query, and the sealed query, in the place of `url`; False: it stands there no more."""
    statement = "UPDATE hook_endpoints SET url = %s, sealed_query = %s WHERE id = %s AND url = %s AND sealed_query IS NULL"
    return await fetch.run(conn, statement, [short, sealed, id, url]) == 1


async def remove(conn: Connection, id: str) -> bool:  # noqa: A002
    """Forget an endpoint with its deliveries; False: there is none."""
    return await fetch.run(conn, "DELETE FROM hook_endpoints WHERE id = %s", [id]) == 1


async def end_overlaps(conn: Connection, now: datetime) -> int:
    """Forget former secrets whose time is over; how many."""
    return await fetch.run(
        conn,
        "UPDATE hook_endpoints SET sealed_secret_before = NULL, secret_before_until = NULL WHERE secret_before_until <= %s",
        [now],
    )


async def ring(conn: Connection) -> None:
    """Wake whoever delivers, when this transaction is kept."""
    await (await driver(conn)).execute("SELECT pg_notify(%s, '')", [CHANNEL])
