"""What happened to one object, in order: the event that rang, the re-read it led to, the row that came of it.

An event does not carry its object's id in a column, so events are looked for where they can be: those a change names,
those of the ten minutes before each change whose body holds the id (they were folded into the same re-read), and those
that still wait or failed. Nothing is read beyond these windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary, and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import schema

FOLD_WINDOW = timedelta(minutes=10)
CALL_WINDOW = timedelta(seconds=60)
MOMENTS_MAX = 200
CALLS_MAX = 50
_inbox, _changes, _calls = schema.inbox.c, schema.changes.c, schema.api_calls.c


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. `at` is our clock: when an event arrived, a call was answered, a row was written. What is
    filled depends on `what`.

    event: `topic`, `sent_at`, `done_at`, `state`, `copies`, `n`. call: `operation`, `status`, `elapsed_ms`, `request_id`.
    row: `before`, `after`, `cause`, `update_time`, `n` of its event, `delay_s` from that event's arrival to the row.
    """

    what: str  # event | call | row
    at: datetime
    n: int | None = None
    topic: int | None = None
    sent_at: datetime | None = None
    state: str | None = None
    copies: int = 1
    done_at: datetime | None = None
    error: str | None = None
    operation: str | None = None
    status: int | None = None
    code: int | None = None
    elapsed_ms: int | None = None
    request_id: str | None = None
    cause: str | None = None
    before: str | None = None
    after: str | None = None
    update_time: datetime | None = None
    delay_s: float | None = None


async def timeline(
    conn: AsyncConnection, shop_id: str, object_id: str, *, kind: str = "order", operations: Sequence[str] = ()
) -> list[Moment]:
    """Everything known about one object, oldest first, at most MOMENTS_MAX rows of each sort.

    `operations` are the catalog ids that re-read such an object; a call that served several rows is shown once.
    """
    rows = await _rows(conn, shop_id, object_id, kind)
    events = await _events(conn, shop_id, object_id, rows)
    rang = {event.n: event for event in events}
    calls: dict[int, Moment] = {}
    written: list[Moment] = []
    for row in rows:
        call_id, call = await _reread(conn, shop_id, row, operations) if len(written) < CALLS_MAX else (None, None)
        if call_id is not None and call is not None:
            calls[call_id] = call
        event = rang.get(row.n)
        written.append(replace(row, delay_s=(row.at - event.at).total_seconds() if event else None))
    rank = {"event": 0, "call": 1, "row": 2}
    return sorted([*events, *calls.values(), *written], key=lambda moment: (moment.at, rank[moment.what]))


async def _rows(conn: AsyncConnection, shop_id: str, object_id: str, kind: str) -> list[Moment]:
    found = await conn.execute(
        select(_changes.at, _changes.inbox_n, _changes.cause, _changes.before, _changes.after, _changes.update_time)
        .where(_changes.shop_id == shop_id, _changes.kind == kind, _changes.object_id == object_id)
        .order_by(_changes.n.desc())
        .limit(MOMENTS_MAX)
    )
    return [
        Moment(
            "row", row.at, n=row.inbox_n, cause=row.cause, before=row.before, after=row.after, update_time=row.update_time
        )
        for row in found
    ]


async def _events(conn: AsyncConnection, shop_id: str, object_id: str, rows: Sequence[Moment]) -> list[Moment]:
    named = [row.n for row in rows if row.n is not None]
    windows = [
        and_(_inbox.received_at >= row.at - FOLD_WINDOW, _inbox.received_at <= row.at)
        for row in rows[:50]
        if row.cause == "webhook"
    ]
    holds_id = func.position(bindparam("wanted", object_id.encode(), LargeBinary).op("IN")(_inbox.body)) > 0
    found = await conn.execute(
        select(
            _inbox.n, _inbox.type, _inbox.sent_at, _inbox.received_at, _inbox.state, _inbox.copies, _inbox.error,
            _inbox.done_at,
        )
        .where(_inbox.shop_id == shop_id)
        .where(or_(_inbox.n.in_(named), and_(or_(*windows, _inbox.state.in_(("new", "failed"))), holds_id)))
        .order_by(_inbox.n.desc())
        .limit(MOMENTS_MAX)
    )  # fmt: skip
    return [
        Moment(
            "event", row.received_at, n=row.n, topic=row.type, sent_at=row.sent_at, state=row.state, copies=row.copies,
            error=row.error, done_at=row.done_at,
        )
        for row in found
    ]  # fmt: skip


async def _reread(
    conn: AsyncConnection, shop_id: str, row: Moment, operations: Sequence[str]
) -> tuple[int | None, Moment | None]:
    """The call that gave a row: the last one that was answered before it was written."""
    if not operations:
        return None, None
    wanted = select(schema.api_calls).where(_calls.operation.in_(operations), _calls.shop_id == shop_id)
    before = wanted.where(_calls.at <= row.at, _calls.at >= row.at - CALL_WINDOW)
    call = (await conn.execute(before.order_by(_calls.at.desc(), _calls.id.desc()).limit(1))).one_or_none()
    if call is None:
        return None, None
    return call.id, Moment(
        "call", call.at, operation=call.operation, status=call.status, code=call.code,
        elapsed_ms=call.elapsed_ms, request_id=call.request_id,
    )  # fmt: skip
