"""One webhook with what it caused, and those that failed, gathered by their cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import schema
from shoplatch.store.read.health import Delivery

_inbox, _changes, _calls = schema.inbox.c, schema.changes.c, schema.api_calls.c
AFTER = timedelta(hours=24)  # what a bell led to is written by then, or never


@dataclass(frozen=True, slots=True)
class Event:
    """One event with its body; None once the body was forgotten."""

    delivery: Delivery
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Caused:
    """A row that was written for an object an event rang for. `inbox_n`: the event that counted, of many folded into one."""

    at: datetime
    kind: str
    object_id: str
    cause: str
    inbox_n: int | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class CallMade:
    """A call to TikTok Shop while the event was worked."""

    at: datetime
    operation: str
    status: int | None
    code: int | None
    request_id: str | None
    elapsed_ms: int


@dataclass(frozen=True, slots=True)
class FailedGroup:
    """Failed events with one cause. `cause` is the reason without the ids in it."""

    cause: str
    topics: tuple[int, ...]
    shop_ids: tuple[str, ...]
    events: int
    first_at: datetime
    last_at: datetime
    example: int


async def event(conn: AsyncConnection, n: int) -> Event | None:
    """One event by its number."""
    columns = [_inbox[name] for name in Delivery.__slots__]
    row = (await conn.execute(select(*columns, _inbox.body).where(_inbox.n == n))).mappings().one_or_none()
    if row is None:
        return None
    return Event(Delivery(**{name: row[name] for name in Delivery.__slots__}), row["body"])


async def caused(conn: AsyncConnection, of: Delivery, objects: Sequence[tuple[str, str]], limit: int = 100) -> list[Caused]:
    """The rows written after an event for the objects it rang for (change feed's kind and id), in order."""
    if not objects:
        return []
    wanted = [
        and_(_changes.kind == kind, _changes.object_id == id_)
        if kind != "stock"
        else and_(_changes.kind == kind, _changes.object_id.startswith(f"{id_}:", autoescape=True))
        for kind, id_ in objects[:50]
    ]
    columns = [_changes[name] for name in Caused.__slots__]
    rows = await conn.execute(
        select(*columns)
        .where(_changes.shop_id == of.shop_id, or_(*wanted))
        .where(_changes.at >= of.received_at, _changes.at <= of.received_at + AFTER)
        .order_by(_changes.n)
        .limit(limit)
    )
    return [Caused(*row) for row in rows]


async def calls(conn: AsyncConnection, of: Delivery, limit: int = 50) -> list[CallMade]:
    """Calls for the event's shop between its arrival and its end; others folded into the same reads share them."""
    if of.done_at is None:
        return []
    columns = [_calls[name] for name in CallMade.__slots__]
    rows = await conn.execute(
        select(*columns)
        .where(_calls.shop_id == of.shop_id, _calls.at >= of.received_at, _calls.at <= of.done_at)
        .order_by(_calls.at, _calls.id)
        .limit(limit)
    )
    return [CallMade(*row) for row in rows]


async def failed_by_cause(
    conn: AsyncConnection, shop_ids: Sequence[str], *, none_too: bool = False, limit: int = 50
) -> list[FailedGroup]:
    """Failed events gathered by cause, most first: what differs is only ids and numbers."""
    cause = func.left(func.regexp_replace(func.coalesce(_inbox.error, "no reason"), "[0-9A-Fa-f]{6,}|[0-9]+", "…", "g"), 300)
    whose = [] if none_too else [_inbox.shop_id.in_(shop_ids)]
    rows = await conn.execute(
        select(
            cause.label("cause"),
            func.array_agg(_inbox.type.distinct()),
            func.array_agg(_inbox.shop_id.distinct()),
            func.count(),
            func.min(_inbox.received_at),
            func.max(_inbox.received_at),
            func.max(_inbox.n),
        )
        .where(_inbox.state == "failed", *whose)
        .group_by(cause)
        .order_by(func.count().desc())
        .limit(limit)
    )
    return [
        FailedGroup(row[0], tuple(row[1]), tuple(one for one in row[2] if one), row[3], row[4], row[5], row[6])
        for row in rows
    ]
