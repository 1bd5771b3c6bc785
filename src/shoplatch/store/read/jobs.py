"""The jobs that wait, run or failed, as people and programs see them. Done ones are not kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shoplatch.store import fetch
from shoplatch.store.engine import Connection, driver


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job. `status`: todo, doing, failed, cancelled or aborted; `due_at` None: as soon as a worker is free."""

    id: str
    name: str
    status: str
    args: dict[str, Any]
    attempts: int
    due_at: datetime | None


async def jobs(conn: Connection, *, status: str | None = None, before: int | None = None, limit: int = 50) -> list[JobRow]:
    """Jobs below a number, newest first."""
    return await fetch.every(
        conn,
        JobRow,
        "SELECT id::text, task_name AS name, status::text, args, attempts, scheduled_at AS due_at FROM procrastinate_jobs "
        "WHERE (%(status)s::text IS NULL OR status::text = %(status)s) AND (%(before)s::bigint IS NULL OR id < %(before)s) "
        "ORDER BY id DESC LIMIT %(limit)s",
        {"status": status, "before": before, "limit": limit},
    )


async def given_up(conn: Connection, since: datetime) -> dict[str, int]:
    """How many jobs ended as failed since a moment, by name."""
    asked = await (await driver(conn)).execute(
        "SELECT task_name, count(*) FROM procrastinate_jobs AS j WHERE status = 'failed' AND EXISTS ("
        "SELECT FROM procrastinate_events AS e WHERE e.job_id = j.id AND e.type = 'failed' AND e.at >= %s) "
        "GROUP BY 1 ORDER BY 1",
        [since],
    )
    return dict(await asked.fetchall())
