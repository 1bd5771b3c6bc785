"""What happened to one object, in order: the event that rang, the re-read it led to, the row that came of it.

An event does not carry its object's id in a column, so events are looked for where they can be: those a change names,
those of the ten minutes before each change whose body holds the id (they were folded into the same re-read), and those
that still wait or failed. Nothing is read beyond these windows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import LargeBinary, and_, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import schema

FOLD_WINDOW = timedelta(minutes=10)
CALL_WINDOW = timedelta(seconds=60)
MOMENTS_MAX = 200
_inbox, _changes, _calls = schema.inbox.c, schema.changes.c, schema.api_calls.c


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that happened. `at` is our clock; what is filled depends on `what`.

    event: `topic`, `sent_at`, `state`, `copies`, `n`. call: `operation`, `status`, `elapsed_ms`, `request_id`.
    row: `before`, `after`, `cause`, `update_time`, `n` of its event, `delay_s` from that event's arrival.
    """

    what: str  # event | call | row
    at: datetime
    n: int | None = None
    topic: int | None = None
    sent_at: datetime | None = None
    state: str | None = None
    copies: int = 1
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

    `operations` are the catalog ids that re-read such an object; the last such call before a row is shown as its source.
    """
    rows = await _rows(conn, shop_id, object_id, kind)
    events = await _events(conn, shop_id, object_id, rows)
    calls = await _calls_before(conn, shop_id, rows, operations)
    arrived = {event.n: event.at for event in events}
    timed = [_with_delay(row, arrived) for row in rows]
    rank = {"event": 0, "call": 1, "row": 2}
    return sorted([*events, *calls, *timed], key=lambda moment: (moment.at, rank[moment.what]))


def _with_delay(row: Moment, arrived: dict[int | None, datetime]) -> Moment:
    if row.n is None or row.n not in arrived:
        return row
    fields = {name: getattr(row, name) for name in Moment.__slots__}
    return Moment(**{**fields, "delay_s": (row.at - arrived[row.n]).total_seconds()})


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
            _inbox.n, _inbox.type, _inbox.sent_at, _inbox.received_at, _inbox.state, _inbox.copies, _inbox.error
        )
        .where(_inbox.shop_id == shop_id)
        .where(or_(_inbox.n.in_(named), and_(or_(*windows, _inbox.state.in_(("new", "failed"))), holds_id)))
        .order_by(_inbox.n.desc())
        .limit(MOMENTS_MAX)
    )  # fmt: skip
    return [
        Moment(
            "event", row.received_at, n=row.n, topic=row.type, sent_at=row.sent_at, state=row.state, copies=row.copies,
            error=row.error,
        )
        for row in found
    ]  # fmt: skip


async def _calls_before(
    conn: AsyncConnection, shop_id: str, rows: Sequence[Moment], operations: Sequence[str]
) -> list[Moment]:
    """For each row the last re-read before it; one call may have served several rows and is shown once."""
    found: dict[int, Moment] = {}
    for row in rows[:50] if operations else ():
        call = (
            await conn.execute(
                select(schema.api_calls)
                .where(_calls.operation.in_(operations), _calls.shop_id == shop_id)
                .where(_calls.at <= row.at, _calls.at >= row.at - CALL_WINDOW)
                .order_by(_calls.at.desc(), _calls.id.desc())
                .limit(1)
            )
        ).one_or_none()  # fmt: skip
        if call is not None:
            found[call.id] = Moment(
                "call", call.at, operation=call.operation, status=call.status, code=call.code,
                elapsed_ms=call.elapsed_ms, request_id=call.request_id,
            )  # fmt: skip
    return list(found.values())
