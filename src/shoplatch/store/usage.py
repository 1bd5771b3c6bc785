"""What the call log says about use: which operations were called, per connection, and when last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shoplatch.store import fetch
from shoplatch.store.engine import Connection

_USED = """
SELECT connection_id, operation, count(*) AS calls, count(*) FILTER (WHERE code = 105005) AS refused, max(at) AS last_at
FROM api_calls WHERE at >= %s AND connection_id IS NOT NULL
GROUP BY connection_id, operation ORDER BY connection_id, operation
"""
_HEARD = """
SELECT shop_id, type, count(*) AS count, max(received_at) AS last_at FROM inbox WHERE received_at >= %s AND type > 0
GROUP BY shop_id, type ORDER BY type, shop_id
"""
_REVIEWS = 'SELECT at, "by", findings FROM reviews ORDER BY at DESC LIMIT %s'


@dataclass(frozen=True, slots=True)
class UsedRow:
    """One operation of one connection. `refused`: calls that lacked the scope."""

    connection_id: str
    operation: str
    calls: int
    refused: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class HeardRow:
    """Webhooks of one topic that arrived for one shop."""

    shop_id: str | None
    type: int
    count: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One security review. `findings` is JSON."""

    at: datetime
    by: str
    findings: str


async def used(conn: Connection, since: datetime) -> list[UsedRow]:
    """Operations called since a time."""
    return await fetch.every(conn, UsedRow, _USED, [since])


async def heard(conn: Connection, since: datetime) -> list[HeardRow]:
    """Webhooks that arrived since a time, by shop and topic."""
    return await fetch.every(conn, HeardRow, _HEARD, [since])


async def reviews(conn: Connection, limit: int = 20) -> list[ReviewRow]:
    """The last reviews, newest first."""
    return await fetch.every(conn, ReviewRow, _REVIEWS, [limit])


async def save_review(conn: Connection, at: datetime, by: str, findings: str) -> None:
    """Keep a review."""
    await fetch.run(conn, 'INSERT INTO reviews (at, "by", findings) VALUES (%s, %s, %s)', [at, by, findings])
