"""How attempts ended, by endpoint: counts that only grow, whatever is forgotten of the deliveries themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from shoplatch.store import fetch
from shoplatch.store.engine import Connection, driver

# delivered: taken; retried: failed and comes again; failed: given up; slowed: asked for less, no attempt used up.
Outcome = Literal["delivered", "retried", "failed", "slowed"]
OUTCOMES: tuple[Outcome, ...] = ("delivered", "retried", "failed", "slowed")
_ADD = """
INSERT INTO hook_tallies AS t (endpoint_id, outcome, attempts, elapsed_ms)
SELECT %(endpoint)s, r.outcome, r.attempts, r.elapsed_ms
FROM unnest(%(outcomes)s::text[], %(attempts)s::bigint[], %(elapsed_ms)s::bigint[]) AS r(outcome, attempts, elapsed_ms)
WHERE EXISTS (SELECT FROM hook_endpoints WHERE id = %(endpoint)s)
ON CONFLICT (endpoint_id, outcome) DO UPDATE
SET attempts = t.attempts + excluded.attempts, elapsed_ms = t.elapsed_ms + excluded.elapsed_ms
"""
_LATEST = """
SELECT e.id, (SELECT d.error FROM hook_deliveries AS d WHERE d.endpoint_id = e.id AND d.error IS NOT NULL
    AND d.state IN ('waiting', 'failed') ORDER BY d.n DESC LIMIT 1)
FROM hook_endpoints AS e WHERE e.failing_since IS NOT NULL OR e.state = 'disabled'
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """Attempts with one outcome, and the time that they took together."""

    attempts: int = 0
    elapsed_ms: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.attempts + other.attempts, self.elapsed_ms + other.elapsed_ms)


async def add(conn: Connection, endpoint_id: str, made: Mapping[Outcome, Tally]) -> None:
    """Add what was counted; nothing for an endpoint that is gone."""
    if not made:
        return
    given = {
        "endpoint": endpoint_id, "outcomes": list(made), "attempts": [one.attempts for one in made.values()],
        "elapsed_ms": [one.elapsed_ms for one in made.values()],
    }  # fmt: skip
    await fetch.run(conn, _ADD, given)


async def every(conn: Connection) -> dict[str, dict[str, Tally]]:
    """All of them: by endpoint, by outcome."""
    found: dict[str, dict[str, Tally]] = {}
    asked = await (await driver(conn)).execute("SELECT endpoint_id, outcome, attempts, elapsed_ms FROM hook_tallies")
    for endpoint_id, outcome, attempts, elapsed_ms in await asked.fetchall():
        found.setdefault(endpoint_id, {})[outcome] = Tally(attempts, elapsed_ms)
    return found


async def latest_errors(conn: Connection) -> dict[str, str]:
    """Why the newest failure of each endpoint that fails or is turned off failed."""
    asked = await (await driver(conn)).execute(_LATEST.encode())
    return {row[0]: row[1] for row in await asked.fetchall() if row[1]}
