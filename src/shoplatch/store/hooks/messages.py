"""Events for outside, made from the change feed exactly once: rows, deliveries and the reader's place in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shoplatch.store import changes, fetch, rows
from shoplatch.store.changes import ChangeRow, Position
from shoplatch.store.engine import Connection, driver
from shoplatch.store.hooks.endpoints import READER

_GIVEN = ("id", "change_n", "type", "shop_id", "kind", "object_id", "at")
_WRITE = f"""
INSERT INTO hook_messages ({rows.listed(_GIVEN)}, body)
SELECT {rows.listed(_GIVEN, "r.")}, r.body FROM ROWS FROM (
    json_to_recordset(%(rows)s::json) AS (id text, change_n bigint, type text, shop_id text, kind text, object_id text,
        at timestamptz),
    unnest(%(bodies)b::bytea[])
) AS r(id, change_n, type, shop_id, kind, object_id, at, body)
ON CONFLICT DO NOTHING
"""
_ADDRESS = """
INSERT INTO hook_deliveries (endpoint_id, message_n, object, state, due_at, created_at)
SELECT r.endpoint_id, m.n, coalesce(m.shop_id, '') || '/' || m.kind || '/' || m.object_id, 'waiting', %(now)s, %(now)s
FROM json_to_recordset(%(rows)s::json) AS r(endpoint_id text, message_id text)
JOIN hook_messages AS m ON m.id = r.message_id JOIN hook_endpoints AS e ON e.id = r.endpoint_id
ORDER BY m.change_n NULLS LAST, m.n
ON CONFLICT (endpoint_id, message_n) DO NOTHING
"""
_PAST = """
SELECT c.n, c.shop_id, c.kind, c.object_id, c.cause, c.inbox_n, c.before, c.after, c.update_time, c.at FROM changes AS c
WHERE c.n > %(after)s AND c.at >= %(since)s AND c.at < %(until)s
    AND NOT EXISTS (SELECT FROM hook_messages AS m JOIN hook_deliveries AS d ON d.message_n = m.n
        WHERE m.change_n = c.n AND d.endpoint_id = %(endpoint)s)
ORDER BY c.n LIMIT %(limit)s
"""
_FORGET = """
DELETE FROM hook_messages WHERE n IN (
    SELECT m.n FROM hook_messages AS m WHERE m.at < %(before)s
        AND NOT EXISTS (SELECT FROM hook_deliveries AS d WHERE d.message_n = m.n AND d.state = 'waiting')
    ORDER BY m.at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
)
"""


@dataclass(frozen=True, slots=True)
class Message:
    """One event. `change_n` None: a test, which no change stands behind."""

    id: str
    change_n: int | None
    type: str
    shop_id: str | None
    kind: str
    object_id: str
    at: datetime
    body: bytes = field(repr=False)


async def take_reader(conn: Connection) -> Position | None:
    """Be the one who reads on, until the transaction ends; None: somebody else does, or nobody ever asked for events."""
    asked = await (await driver(conn)).execute(
        "SELECT xid::text, n FROM hook_reader WHERE name = %s FOR UPDATE SKIP LOCKED", [READER]
    )
    row = await asked.fetchone()
    return Position(int(row[0]), row[1]) if row else None


async def keep_place(conn: Connection, position: Position) -> None:
    """Note how far the feed was read, in the transaction that wrote what it led to."""
    await fetch.run(
        conn,
        "UPDATE hook_reader SET xid = %s::text::xid8, n = %s WHERE name = %s",
        [str(position.xid), position.n, READER],
    )


async def write(conn: Connection, messages: Sequence[Message], wanted: Sequence[tuple[str, str]], now: datetime) -> int:
    """Write events, and who gets which (endpoint id, message id); what is there already stays. How many deliveries."""
    raw = await driver(conn)
    if messages:
        given = [{name: getattr(one, name) for name in _GIVEN} for one in messages]
        await raw.execute(_WRITE, {"rows": rows.as_json(given), "bodies": [one.body for one in messages]})
    if not wanted:
        return 0
    pairs = [{"endpoint_id": endpoint, "message_id": message} for endpoint, message in wanted]
    done = await raw.execute(_ADDRESS, {"rows": rows.as_json(pairs), "now": now})
    return done.rowcount


async def past(
    conn: Connection, endpoint_id: str, since: datetime, until: datetime, after: int, limit: int
) -> list[ChangeRow]:
    """Changes of a span of time that no event of this endpoint stands for, in order of their number, after a number."""
    asked = await (await driver(conn)).execute(
        _PAST, {"endpoint": endpoint_id, "since": since, "until": until, "after": after, "limit": limit}
    )
    return [ChangeRow(Position(0, n), shop_id, changes.Change(*values)) for n, shop_id, *values in await asked.fetchall()]


async def forget(conn: Connection, before: datetime, limit: int = 5_000) -> int:
    """Forget events older than a time with their deliveries, unless one still waits; how many. Call until it gives 0."""
    return await fetch.run(conn, _FORGET, {"before": before, "limit": limit})
