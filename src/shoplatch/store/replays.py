"""Events put back into their lanes by a filter: in portions at a rate, in any number of processes, resumed after a kill.

A replay remembers the last event it put back; who advances it locks its row, so no event is put back twice by it. Working an
event twice is harmless anyway: it is a bell.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from shoplatch.errors import Fatal
from shoplatch.store import aside, fetch, rows, schema
from shoplatch.store.engine import Connection, driver
from shoplatch.store.inbox import CHANNEL

CATCH_UP_S = 10.0  # after a pause no more than this much of the rate at once
_REPLAY = rows.listed(rows.columns(schema.replays))
_MATCHES = """body IS NOT NULL AND state <> 'new'
    AND (%(shop_ids)s::text[] IS NULL OR shop_id = ANY(%(shop_ids)s))
    AND (%(topics)s::int[] IS NULL OR type = ANY(%(topics)s)) AND (%(states)s::text[] IS NULL OR state = ANY(%(states)s))
    AND (%(since)s::timestamptz IS NULL OR received_at >= %(since)s)
    AND (%(until)s::timestamptz IS NULL OR received_at < %(until)s)
    AND (%(error)s::text IS NULL OR position(lower(%(error)s) in lower(coalesce(error, ''))) > 0)"""

_AGAIN = (
    "UPDATE inbox SET state = 'new', due_at = NULL, attempts = 0, done_at = NULL, xid = pg_current_xact_id() "
    f"WHERE n IN (SELECT n FROM inbox WHERE n > %(cursor)s AND n <= %(last)s AND {_MATCHES} "
    "ORDER BY n LIMIT %(portion)s FOR UPDATE SKIP LOCKED) RETURNING n"
)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Which:
    """Which events. Empty and None: any. `error`: a piece of the reason. Bodies that were forgotten are left out."""

    shop_ids: Sequence[str] = ()
    topics: Sequence[int] = ()
    states: Sequence[str] = ("failed",)
    since: datetime | None = None
    until: datetime | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Replay:
    """How far a replay is. `filter` is what was asked for, as JSON."""

    id: int
    filter: dict[str, Any]
    rate_per_s: int
    cursor: int
    last: int
    matched: int
    queued: int
    state: str  # running | stopped | done
    error: str | None  # why it stopped by itself
    created_at: datetime
    updated_at: datetime


async def begin(conn: Connection, which: Which, rate_per_s: int, now: datetime) -> Replay:
    """Plan to put back every event there is now that matches."""
    raw = await driver(conn)
    values = _values(which)
    counted = await raw.execute(f"SELECT count(*), coalesce(max(n), 0) FROM inbox WHERE {_MATCHES}".encode(), values)
    matched, last = await counted.fetchone() or (0, 0)
    said = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
    made = await fetch.one(
        conn,
        Replay,
        "INSERT INTO replays (filter, rate_per_s, last, matched, state, created_at, updated_at) "
        f"VALUES (%s, %s, %s, %s, %s, %s, %s) RETURNING {_REPLAY}",
        [Jsonb(said), rate_per_s, last, matched, "running" if matched else "done", now, now],
    )
    if made is None:
        raise Fatal("A replay was written and did not come back")
    return made


async def advance(conn: Connection, now: datetime) -> int:
    """Put back as many events of one running replay as its rate allows since it was last advanced; how many."""
    raw = await driver(conn)
    found = await raw.execute(
        f"SELECT {_REPLAY} FROM replays WHERE state = 'running' ORDER BY updated_at, id LIMIT 1 FOR UPDATE SKIP LOCKED"
    )
    row = await found.fetchone()
    if row is None:
        return 0
    replay = Replay(*row)
    first = replay.queued == 0 and replay.cursor == 0
    passed = min(CATCH_UP_S, max(0.0, (now - replay.updated_at).total_seconds())) if not first else 1.0
    portion = int(passed * replay.rate_per_s)
    if portion < 1:
        if now < replay.updated_at:  # the clock was set back: the time is counted from now on
            await raw.execute("UPDATE replays SET updated_at = %s WHERE id = %s", [now, replay.id])
        return 0
    put: list[int] = []

    async def portioned() -> None:
        values = {"cursor": replay.cursor, "last": replay.last, "portion": portion}
        again = await raw.execute(_AGAIN.encode(), {**_values(Which()), **replay.filter, **values})
        put.extend(number for (number,) in await again.fetchall())

    if (why := await aside.refusal(conn, portioned)) is not None:  # of another version, say: it holds no other one up
        log.error("replay %d is stopped: %s", replay.id, why)
        await raw.execute(
            "UPDATE replays SET state = 'stopped', error = %s, updated_at = %s WHERE id = %s",
            [rows.storable_text(str(why))[:1000], now, replay.id],
        )
        return 0
    done = len(put) < portion
    await raw.execute(
        "UPDATE replays SET cursor = %s, queued = queued + %s, state = %s, updated_at = %s WHERE id = %s",
        [max(put, default=replay.last), len(put), "done" if done else "running", now, replay.id],
    )
    if put:
        await raw.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    return len(put)


async def put_back(conn: Connection, ns: Sequence[int]) -> int:
    """Put single events back at once, whatever became of them; how many could be."""
    raw = await driver(conn)
    again = await raw.execute(
        "UPDATE inbox SET state = 'new', due_at = NULL, attempts = 0, done_at = NULL, xid = pg_current_xact_id() "
        "WHERE n = ANY(%s) AND state <> 'new' AND body IS NOT NULL",
        [list(ns)],
    )
    if again.rowcount:
        await raw.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    return again.rowcount


async def stop(conn: Connection, replay_id: int, now: datetime) -> bool:
    """Put back no more events of a replay; of one that stopped by itself nobody is told any more. False: it had ended, or
    there is none."""
    statement = (
        "UPDATE replays SET state = 'stopped', error = NULL, updated_at = %s WHERE id = %s "
        "AND (state = 'running' OR (state = 'stopped' AND error IS NOT NULL))"
    )
    return await fetch.run(conn, statement, [now, replay_id]) == 1


async def go_on(conn: Connection, replay_id: int, now: datetime) -> bool:
    """Let a stopped replay go on behind the last event it put back. False: it was not stopped, or there is none."""
    statement = "UPDATE replays SET state = 'running', error = NULL, updated_at = %s WHERE id = %s AND state = 'stopped'"
    return await fetch.run(conn, statement, [now, replay_id]) == 1


async def broken(conn: Connection) -> list[Replay]:
    """Those that stopped by themselves, newest first."""
    return await fetch.every(
        conn,
        Replay,
        f"SELECT {_REPLAY} FROM replays WHERE state = 'stopped' AND error IS NOT NULL ORDER BY id DESC LIMIT 20",
    )


async def newest(conn: Connection, limit: int = 20) -> list[Replay]:
    """The latest replays, running ones first."""
    return await fetch.every(
        conn, Replay, f"SELECT {_REPLAY} FROM replays ORDER BY state = 'running' DESC, id DESC LIMIT %s", [limit]
    )


def _values(which: Which) -> dict[str, Any]:
    return {
        "shop_ids": list(which.shop_ids) or None,
        "topics": list(which.topics) or None,
        "states": list(which.states) or None,
        "since": which.since,
        "until": which.until,
        "error": which.error or None,
    }
