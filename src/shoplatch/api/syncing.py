"""How far and how fresh the store is, what differed from TikTok Shop, jobs, and the audit log."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field, JsonValue

from shoplatch.api.gate import address_of
from shoplatch.api.house import House
from shoplatch.api.problems import told
from shoplatch.api.rows import LIMIT, LIMIT_MAX, Shops, paged
from shoplatch.api.spelling import answer
from shoplatch.api.who import Auditing, Looking, Working, shops_of, whole_house
from shoplatch.store import read, streams
from shoplatch.store.read.jobs import jobs
from shoplatch.sync.jobs import PLAN_JOB, READ_JOB, STREAMS_JOB, SWEEP_JOB

_BIGGEST = 2**63 - 1
ACTS = {"read": READ_JOB, "streams": STREAMS_JOB, "backfill": PLAN_JOB, "sweep": SWEEP_JOB}
JobState = Literal["todo", "doing", "failed", "cancelled", "aborted"]
Before = Annotated[int | None, Query(ge=1, le=_BIGGEST, description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=LIMIT_MAX, description="Rows on a page at most.")]


class Stream(BaseModel):
    """How one stream of a shop stands."""

    shop_id: str
    stream: str = Field(description="As the list of its rows is called.")
    operation: str | None = Field(description="The operation of TikTok Shop it is read with.")
    tried_at: datetime | None
    read_at: datetime | None = Field(description="When a read last went to its end.")
    rows_read: int
    objective_s: int = Field(description="How old it may be, in seconds.")
    lag_s: float | None = Field(description="Seconds since the last whole read.")
    late: bool = Field(description="It misses its objective.")
    newest_at: datetime | None = Field(description="TikTok Shop's time of the newest row.")
    latest_available_date: date | None = Field(description="The last day TikTok Shop has figures for.")
    waiting: int = Field(description="Details still to be read.")
    error: str | None
    refused: str | None = Field(description="Why the grant does not allow it.")


class Streams(BaseModel):
    """The streams of the shops granted."""

    rows: list[Stream]


class Slices(BaseModel):
    """How far a backfill is."""

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


class Backfills(BaseModel):
    """The backfills of the shops granted."""

    rows: list[Slices]


class Sweep(BaseModel):
    """One comparison of the store with TikTok Shop."""

    shop_id: str
    stream: str
    started_at: datetime
    finished_at: datetime | None
    compared: int
    differences: int = Field(description="What differed, and was repaired.")
    theirs: int | None = Field(description="How many objects TikTok Shop has, where it says so.")
    ours: int | None


class Sweeps(BaseModel):
    """Comparisons, newest first."""

    rows: list[Sweep]


class Asked(BaseModel):
    """A job that was queued."""

    job: str | None = Field(description="Its number; null: the same job waits already.")


class Job(BaseModel):
    """One job."""

    id: str
    name: str
    status: JobState
    args: dict[str, JsonValue]
    attempts: int
    due_at: datetime | None = Field(description="Null: as soon as a worker is free.")


class Jobs(BaseModel):
    """A page of jobs."""

    rows: list[Job]
    next: str | None = Field(description="Hand it back as `after`; null after the last.")


class Line(BaseModel):
    """One line of the audit log."""

    id: str
    at: datetime
    actor: str = Field(description="Who; empty for a stranger.")
    act: str
    subject: str
    outcome: str = Field(description="done or refused.")
    detail: str
    address: str


class Audit(BaseModel):
    """A page of the audit log."""

    rows: list[Line]
    next: str | None = Field(description="Hand it back as `after`; null after the last.")


def router(house: House) -> APIRouter:
    """The routes about the work itself."""
    routes = APIRouter()
    _freshness(routes, house)
    _work(routes, house)
    _log(routes, house)
    return routes


def _freshness(routes: APIRouter, house: House) -> None:
    @routes.get(
        "/sync/streams", tags=["sync"], response_model=None, summary="How fresh each stream is",
        responses={200: {"model": Streams}, **told(401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def fresh(request: Request, person: Looking, shops: Shops = None) -> Response:
        now = house.clock.now()
        async with house.store.begin() as conn:
            found = await streams.states(conn, await shops_of(conn, person, shops))
        rows = [
            {**{name: getattr(one, name) for name in one.__slots__}, "lag_s": one.lag_s(now), "late": one.late(now)}
            for one in found
        ]
        return answer(request, {"rows": rows})

    @routes.get(
        "/sync/backfill", tags=["sync"], response_model=None, summary="How far each backfill is",
        responses={200: {"model": Backfills}, **told(401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def backfill(request: Request, person: Looking, shops: Shops = None) -> Response:
        async with house.store.begin() as conn:
            found = await read.slice_progress(conn, await shops_of(conn, person, shops))
        return answer(request, {"rows": found})

    @routes.get(
        "/differences", tags=["sync"], response_model=None, summary="What comparisons with TikTok Shop found",
        description="Each sweep reads from TikTok Shop what it compares; what differs is repaired and counted here.",
        responses={200: {"model": Sweeps}, **told(401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def differences(request: Request, person: Looking, shops: Shops = None, limit: Limit = LIMIT) -> Response:
        async with house.store.begin() as conn:
            found = await read.sweeps(conn, await shops_of(conn, person, shops), limit=limit)
        return answer(request, {"rows": found})


def _work(routes: APIRouter, house: House) -> None:
    @routes.post(
        "/shops/{shop}/sync/{act}", tags=["sync"], response_model=None, status_code=202,
        summary="Have a shop read or compared now",
        description="read: orders, products and stock that changed; streams: everything else that is due; backfill: what is "
        "left of the history; sweep: compare and repair. It is queued; `shoplatch serve` does it.",
        responses={202: {"model": Asked}, **told(401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def run(
        request: Request, person: Working, shop: Annotated[str, Path(description="The shop's id.", max_length=200)],
        act: Annotated[Literal["read", "streams", "backfill", "sweep"], Path(description="What to do.")],
    ) -> Response:  # fmt: skip
        async with house.store.begin() as conn:
            await shops_of(conn, person, [shop])
        name = ACTS[act]
        number = await house.queue.defer(name, once=f"{name} {shop}", shop_id=shop)
        address = address_of(request.scope.get("client"))
        await house.accounts.audit.note(f"sync.{act}", shop, actor=person.name, detail="by the API", address=address)
        return answer(request, {"job": str(number) if number is not None else None}, status=202)

    @routes.get(
        "/jobs", tags=["jobs"], response_model=None, summary="Jobs that wait, run or failed, newest first",
        responses={200: {"model": Jobs}, **told(401, 403, 422, 429)},
    )  # fmt: skip
    async def listed(
        request: Request, person: Looking, after: Before = None, limit: Limit = LIMIT,
        status: Annotated[JobState | None, Query(description="Only these.")] = None,
    ) -> Response:  # fmt: skip
        whole_house(person)
        async with house.store.begin() as conn:
            found = await jobs(conn, status=status, before=after, limit=limit + 1)
        return paged(request, found[:limit], found[limit - 1].id if len(found) > limit else None)


def _log(routes: APIRouter, house: House) -> None:
    @routes.get(
        "/audit", tags=["audit"], response_model=None, summary="Who did what, and what was refused, newest first",
        responses={200: {"model": Audit}, **told(401, 403, 422, 429)},
    )  # fmt: skip
    async def lines(
        request: Request, _: Auditing, after: Before = None, limit: Limit = LIMIT,
        act: Annotated[str, Query(max_length=100, description="Only this act, or acts that begin with this word.")] = "",
        actor: Annotated[str, Query(max_length=100, description="Only by this person.")] = "",
        *, refused: Annotated[bool, Query(description="Refusals alone.")] = False,
    ) -> Response:  # fmt: skip
        found = await house.accounts.audit.read(before=after, limit=limit + 1, act=act, actor=actor, refused=refused)
        rows = [
            {"id": str(one.n), **{name: getattr(one, name) for name in Line.model_fields if name != "id"}}
            for one in found[:limit]
        ]
        return paged(request, rows, str(found[limit - 1].n) if len(found) > limit else None)
