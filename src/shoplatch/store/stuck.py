"""Jobs that do not get through, and since when: written down when one fails, taken back when it succeeds.

A job is a shop's (kept among its cursors) or, without one, the whole installation's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shoplatch.store import fetch, rows
from shoplatch.store.engine import Connection, driver

PREFIX = "stuck:"  # of the cursors that hold them
HOUSE = ""  # the shop of a job that is no shop's

_NOTE = """
INSERT INTO cursors AS t (shop_id, stream, position, updated_at)
SELECT id, %(stream)s, jsonb_build_object(
    'why', %(why)s::text, 'lasting', %(lasting)s::boolean, 'since', %(now)s::timestamptz), %(now)s
FROM shops WHERE id = %(shop_id)s
ON CONFLICT (shop_id, stream) DO UPDATE SET updated_at = excluded.updated_at,
    position = excluded.position || jsonb_build_object('since', t.position->'since')
"""
_NOTE_HOUSE = """
INSERT INTO stuck_jobs AS t (job, why, lasting, since, at) VALUES (%(job)s, %(why)s, %(lasting)s, %(now)s, %(now)s)
ON CONFLICT (job) DO UPDATE SET why = excluded.why, lasting = excluded.lasting, at = excluded.at
"""


@dataclass(frozen=True, slots=True)
class Stuck:
    """A job that failed last time. `lasting`: trying again will not cure it by itself."""

    shop_id: str
    job: str
    why: str
    lasting: bool
    since: datetime


async def note(conn: Connection, shop_id: str, job: str, why: str, now: datetime, *, lasting: bool) -> None:
    """A job of a shop, or of the HOUSE, failed; `since` stays the time of its first failure."""
    values = {"why": rows.storable_text(why)[:1000], "lasting": lasting, "now": now}
    if shop_id == HOUSE:
        await fetch.run(conn, _NOTE_HOUSE, {"job": job, **values})
    else:
        await fetch.run(conn, _NOTE, {"shop_id": shop_id, "stream": PREFIX + job, **values})


async def cured(conn: Connection, shop_id: str, job: str) -> None:
    """It got through."""
    if shop_id == HOUSE:
        await fetch.run(conn, "DELETE FROM stuck_jobs WHERE job = %s", [job])
        return
    await fetch.run(conn, "DELETE FROM cursors WHERE shop_id = %s AND stream = %s", [shop_id, PREFIX + job])


async def every(conn: Connection, shop_ids: Sequence[str]) -> list[Stuck]:
    """Those of these shops, oldest first."""
    asked = await (await driver(conn)).execute(
        "SELECT shop_id, stream, position->>'why', (position->>'lasting')::boolean, (position->>'since')::timestamptz "
        "FROM cursors WHERE shop_id = ANY(%s) AND stream LIKE 'stuck:%%' ORDER BY 5, 2",
        [list(shop_ids)],
    )
    return [
        Stuck(shop, job.removeprefix(PREFIX), why, lasting, at) for shop, job, why, lasting, at in await asked.fetchall()
    ]


async def of_house(conn: Connection) -> list[Stuck]:
    """Those that are no shop's, oldest first."""
    asked = await (await driver(conn)).execute("SELECT job, why, lasting, since FROM stuck_jobs ORDER BY since, job")
    return [Stuck(HOUSE, *row) for row in await asked.fetchall()]
