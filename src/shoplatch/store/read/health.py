"""How well the store keeps step with TikTok Shop: events, delays, sweeps, backfill, calls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Float, LargeBinary, bindparam, cast, func, or_, select, true
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import schema

SEARCHED = 100_000  # an id is looked for among so many of the newest events
_inbox, _sweeps, _slices, _calls, _changes = (
    schema.inbox.c, schema.sweeps.c, schema.slices.c, schema.api_calls.c, schema.changes.c,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventFigures:
    """Events of a stretch of time. Delays are from arrival at our door to the row being committed, in seconds."""

    received: int
    copies: int  # arrivals beyond the first of the same notification
    waiting: int
    failed: int
    oldest_waiting_at: datetime | None
    delay_p50_s: float | None
    delay_p99_s: float | None


@dataclass(frozen=True, slots=True)
class Sweep:
    """One comparison of a stream with TikTok Shop."""

    shop_id: str
    stream: str
    started_at: datetime
    finished_at: datetime | None
    compared: int
    differences: int
    theirs: int | None
    ours: int | None


@dataclass(frozen=True, slots=True)
class SliceProgress:
    """The backfill of one stream of one shop."""

    shop_id: str
    stream: str
    slices: int
    done: int
    failed: int
    rows_read: int
    rows_expected: int | None
    from_time: datetime
    to_time: datetime
    updated_at: datetime
    error: str | None


@dataclass(frozen=True, slots=True)
class CallFigures:
    """API calls to TikTok Shop since a moment."""

    calls: int
    failed: int
    limited: int  # answered 429
    median_ms: float | None
    busiest: str | None
    busiest_calls: int


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event in the inbox, without its body."""

    n: int
    app_key: str
    dedupe_key: str
    type: int
    shop_id: str  # "" where the event names none
    sent_at: datetime | None
    received_at: datetime
    state: str
    attempts: int
    copies: int
    error: str | None
    due_at: datetime | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Among:
    """Which events, beside their shop, state and topic: when they arrived, a piece of their reason, and an id: of the
    notification, or anywhere in the body. An id is looked for among the newest SEARCHED events."""

    since: datetime | None = None
    until: datetime | None = None
    error: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Counters:
    """Whole tables counted for monitoring; orders are estimated from the planner's statistics, the rest is exact."""

    inbox_waiting: int
    inbox_failed: int
    connections_active: int
    connections_total: int
    slices_waiting: int
    slices_failed: int


def _of_shops(column: ColumnElement[str], shop_ids: Sequence[str], *, none_too: bool) -> ColumnElement[bool]:
    """Events of these shops; with `none_too` also those that name no shop (kept as "") or one we do not know."""
    return true() if none_too else column.in_(shop_ids)


async def pulse(conn: AsyncConnection) -> tuple[int, int, int, int]:
    """A cheap mark that moves whenever something a page shows has moved: newest change, event, call, sweep."""
    row = (
        await conn.execute(
            select(
                select(func.coalesce(func.max(_changes.n), 0)).scalar_subquery(),
                select(func.coalesce(func.max(_inbox.n), 0)).scalar_subquery(),
                select(func.count()).where(_inbox.state == "new").scalar_subquery(),
                select(func.coalesce(func.max(_sweeps.id), 0)).scalar_subquery(),
            )
        )
    ).one()
    return (row[0], row[1], row[2], row[3])


async def event_figures(
    conn: AsyncConnection, shop_ids: Sequence[str], *, since: datetime, none_too: bool = False
) -> EventFigures:
    """Events received since a moment of our own clock; waiting and failed count whatever their age."""
    whose = _of_shops(_inbox.shop_id, shop_ids, none_too=none_too)
    delay = cast(func.extract("epoch", _inbox.done_at - _inbox.received_at), Float)
    settled = _inbox.state == "done"
    recent = (
        await conn.execute(
            select(
                func.count().label("received"),
                func.coalesce(func.sum(_inbox.copies - 1), 0).label("copies"),
                func.percentile_cont(0.5).within_group(delay).filter(settled).label("delay_p50_s"),
                func.percentile_cont(0.99).within_group(delay).filter(settled).label("delay_p99_s"),
            ).where(whose, _inbox.received_at >= since)
        )
    ).mappings().one()  # fmt: skip
    # One state at a time: each has an index of its own that holds nothing else, and both together have none.
    new, failed = (select(func.count()).where(whose, _inbox.state == state) for state in ("new", "failed"))
    oldest = select(func.min(_inbox.received_at)).where(whose, _inbox.state == "new")
    open_ones = (
        await conn.execute(
            select(
                new.scalar_subquery().label("waiting"),
                failed.scalar_subquery().label("failed"),
                oldest.scalar_subquery().label("oldest_waiting_at"),
            )
        )
    ).mappings().one()  # fmt: skip
    return EventFigures(**recent, **open_ones)


async def recovered_changes(conn: AsyncConnection, shop_ids: Sequence[str], *, since: datetime) -> int:
    """Order changes since then that a sweep or an incremental read brought before a webhook did, or instead of one."""
    return (
        await conn.execute(
            select(func.count()).where(
                _changes.shop_id.in_(shop_ids),
                _changes.kind == "order",
                _changes.cause.in_(("reconcile", "incremental")),
                _changes.at >= since,
            )
        )
    ).scalar_one()


async def latest_sweeps(conn: AsyncConnection, shop_ids: Sequence[str], *, stream: str | None = None) -> list[Sweep]:
    """The last finished comparison of each shop and stream."""
    wanted: list[ColumnElement[bool]] = [_sweeps.shop_id.in_(shop_ids), _sweeps.finished_at.is_not(None)]
    if stream is not None:
        wanted.append(_sweeps.stream == stream)
    columns = [_sweeps[name] for name in Sweep.__slots__]
    rows = await conn.execute(
        select(*columns)
        .where(*wanted)
        .ext(distinct_on(_sweeps.shop_id, _sweeps.stream))
        .order_by(_sweeps.shop_id, _sweeps.stream, _sweeps.started_at.desc())
    )
    return [Sweep(**row) for row in rows.mappings()]


async def sweeps(conn: AsyncConnection, shop_ids: Sequence[str], *, limit: int = 20) -> list[Sweep]:
    """The latest comparisons, finished or running, newest first."""
    columns = [_sweeps[name] for name in Sweep.__slots__]
    rows = await conn.execute(
        select(*columns)
        .where(_sweeps.shop_id.in_(shop_ids))
        .order_by(_sweeps.started_at.desc(), _sweeps.id.desc())
        .limit(limit)
    )
    return [Sweep(**row) for row in rows.mappings()]


async def slice_progress(conn: AsyncConnection, shop_ids: Sequence[str]) -> list[SliceProgress]:
    """Backfill progress per shop and stream. `rows_expected` is None until TikTok Shop has said a total for a slice."""
    rows = await conn.execute(
        select(
            _slices.shop_id,
            _slices.stream,
            func.count().label("slices"),
            func.count().filter(_slices.state == "done").label("done"),
            func.count().filter(_slices.state == "failed").label("failed"),
            func.sum(_slices.rows_read).label("rows_read"),
            func.sum(_slices.rows_expected).label("rows_expected"),
            func.min(_slices.from_time).label("from_time"),
            func.max(_slices.to_time).label("to_time"),
            func.max(_slices.updated_at).label("updated_at"),
            func.max(_slices.error).filter(_slices.state == "failed").label("error"),
        )
        .where(_slices.shop_id.in_(shop_ids))
        .group_by(_slices.shop_id, _slices.stream)
        .order_by(_slices.shop_id, _slices.stream)
    )
    return [SliceProgress(**row) for row in rows.mappings()]


async def call_figures(conn: AsyncConnection, *, since: datetime) -> CallFigures:
    """All calls of this installation since a moment; they share one budget per app, so they are not split by shop."""
    recent = _calls.at >= since
    whole = (
        await conn.execute(
            select(
                func.count().label("calls"),
                func.count().filter(func.coalesce(_calls.code, 0) != 0).label("failed"),
                func.count().filter(_calls.status == 429).label("limited"),
                func.percentile_cont(0.5).within_group(cast(_calls.elapsed_ms, Float)).label("median_ms"),
            ).where(recent)
        )
    ).mappings().one()  # fmt: skip
    busiest = (
        await conn.execute(
            select(_calls.operation, func.count().label("n")).where(recent).group_by(_calls.operation)
            .order_by(func.count().desc(), _calls.operation).limit(1)
        )
    ).one_or_none()  # fmt: skip
    return CallFigures(**whole, busiest=busiest.operation if busiest else None, busiest_calls=busiest.n if busiest else 0)


async def deliveries(
    conn: AsyncConnection,
    shop_ids: Sequence[str],
    *,
    none_too: bool = False,
    state: str | None = None,
    topic: int | None = None,
    before: int | None = None,
    limit: int = 50,
    among: Among | None = None,
) -> list[Delivery]:
    """Events as they arrived, newest first; `before` is the number of the last one shown."""
    columns = [_inbox[name] for name in Delivery.__slots__]
    rows = await conn.execute(
        select(*columns)
        .where(*_deliveries(shop_ids, none_too=none_too, state=state, topic=topic, among=among))
        .where(_inbox.n < before if before is not None else _inbox.n.is_not(None))
        .order_by(_inbox.n.desc())
        .limit(limit)
    )
    return [Delivery(**row) for row in rows.mappings()]


async def delivery_count(
    conn: AsyncConnection,
    shop_ids: Sequence[str],
    *,
    none_too: bool = False,
    state: str | None = None,
    topic: int | None = None,
    among: Among | None = None,
) -> int:
    """How many events match, counted up to 100,001."""
    wanted = _deliveries(shop_ids, none_too=none_too, state=state, topic=topic, among=among)
    inner = select(_inbox.n).where(*wanted).limit(100_001).subquery()
    return (await conn.execute(select(func.count()).select_from(inner))).scalar_one()


def _deliveries(
    shop_ids: Sequence[str], *, none_too: bool, state: str | None, topic: int | None, among: Among | None
) -> list[ColumnElement[bool]]:
    wanted = [_of_shops(_inbox.shop_id, shop_ids, none_too=none_too)]
    if state is not None:
        wanted.append(_inbox.state == state)
    if topic is not None:
        wanted.append(_inbox.type == topic)
    return wanted + (_among(among) if among is not None else [])


def _among(which: Among) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = []
    if which.since is not None:
        wanted.append(_inbox.received_at >= which.since)
    if which.until is not None:
        wanted.append(_inbox.received_at < which.until)
    if which.error:
        wanted.append(_inbox.error.icontains(which.error, autoescape=True))
    if which.id:
        newest = select(func.coalesce(func.max(_inbox.n), 0)).correlate(None).scalar_subquery()
        held = func.position(bindparam(None, which.id.encode(), LargeBinary).op("IN")(_inbox.body)) > 0
        wanted += [_inbox.n > newest - SEARCHED, or_(_inbox.dedupe_key == which.id, held)]
    return wanted


async def counters(conn: AsyncConnection) -> Counters:
    """What monitoring asks for, in one statement over small or partly indexed sets."""
    grants = schema.connections.c
    row = (
        await conn.execute(
            select(
                select(func.count()).where(_inbox.state == "new").scalar_subquery().label("inbox_waiting"),
                select(func.count()).where(_inbox.state == "failed").scalar_subquery().label("inbox_failed"),
                select(func.count()).where(grants.state == "active").scalar_subquery().label("connections_active"),
                select(func.count()).select_from(schema.connections).scalar_subquery().label("connections_total"),
                select(func.count()).where(_slices.state == "waiting").scalar_subquery().label("slices_waiting"),
                select(func.count()).where(_slices.state == "failed").scalar_subquery().label("slices_failed"),
            )
        )
    ).mappings().one()  # fmt: skip
    return Counters(**row)
