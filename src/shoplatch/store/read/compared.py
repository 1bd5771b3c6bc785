"""What comparisons with TikTok Shop found, and how many changes no webhook brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import schema

_sweeps, _changes = schema.sweeps.c, schema.changes.c


@dataclass(frozen=True, slots=True)
class Missed:
    """Changes of one kind, and how many of them no webhook brought."""

    kind: str
    changes: int
    without_webhook: int

    @property
    def rate(self) -> float:
        """The share that no webhook brought."""
        return self.without_webhook / self.changes if self.changes else 0.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference that a comparison found and repaired. `field` "": the object is missing on the side that says nothing.
    `ours` and `theirs` stay empty for kinds whose values may be of people."""

    shop_id: str
    stream: str
    at: datetime | None
    kind: str
    object_id: str
    field: str
    ours: str
    theirs: str
    cause: str


async def missed(conn: AsyncConnection, shop_ids: Sequence[str], *, since: datetime) -> list[Missed]:
    """How many changes since then no webhook brought, by kind, of those kinds that webhooks ring for at all.

    What the backfill read is no change, nor is what changed before the shop was connected; a change that a regular read saw
    a moment before its webhook counts as missed.
    """
    without = func.count().filter(_changes.cause.in_(("incremental", "reconcile")))
    rows = await conn.execute(
        select(_changes.kind, func.count(), without)
        .join(schema.shops, schema.shops.c.id == _changes.shop_id)
        .where(_changes.shop_id.in_(shop_ids), _changes.at >= since, _changes.cause != "backfill")
        .where(or_(_changes.update_time.is_(None), _changes.update_time >= schema.shops.c.first_seen))
        .where(_changes.kind.in_(("order", "product", "package", "cancellations", "returns", "promotions")))
        .group_by(_changes.kind)
        .order_by(_changes.kind)
    )
    return [Missed(*row) for row in rows]


async def sweep_findings(conn: AsyncConnection, shop_ids: Sequence[str], *, limit: int = 50) -> list[Finding]:
    """What the latest comparisons found different, newest first; at most `limit` comparisons, each with its first ones."""
    rows = await conn.execute(
        select(_sweeps.shop_id, _sweeps.stream, _sweeps.finished_at, _sweeps.found)
        .where(_sweeps.shop_id.in_(shop_ids), _sweeps.found.is_not(None))
        .order_by(_sweeps.started_at.desc(), _sweeps.id.desc())
        .limit(limit)
    )
    names = ("kind", "object_id", "field", "ours", "theirs", "cause")
    return [
        Finding(row.shop_id, row.stream, row.finished_at, *(one.get(name) or "" for name in names))
        for row in rows
        for one in row.found
    ]
