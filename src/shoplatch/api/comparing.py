"""The store compared with TikTok Shop on request, as a job: begin, follow, read what differs, stop. It repairs nothing."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from shoplatch.accounts.people import Person
from shoplatch.api.gate import address_of
from shoplatch.api.house import House
from shoplatch.api.problems import told
from shoplatch.api.rows import LIMIT, LIMIT_MAX, paged
from shoplatch.api.spelling import answer
from shoplatch.api.who import Looking, Working, shops_of
from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.store import comparisons
from shoplatch.store.comparisons import Comparison

_BIGGEST = 2**63 - 1
Number = Annotated[int, Path(ge=1, le=_BIGGEST, description="The number of the comparison.")]


class CompareAsked(BaseModel):
    """Which shops to compare."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"shops": ["7495000000000000001"]}})
    shops: list[Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]] = Field(
        default_factory=list, max_length=1_000, description="None: every shop granted."
    )


class Compared(BaseModel):
    """How far a comparison is."""

    id: str
    state: Literal["running", "stopped", "done"]
    shops: list[str]
    shops_done: int
    compared: int = Field(description="Objects compared.")
    differences: int = Field(description="Differences found; the first 10,000 can be read.")
    not_compared: dict[str, str] = Field(description="What could not be compared, and why.")
    asked_by: str
    created_at: datetime
    updated_at: datetime


class Comparisons(BaseModel):
    """The latest comparisons."""

    rows: list[Compared]


class LiveDifference(BaseModel):
    """One difference between the store and TikTok Shop."""

    shop_id: str
    kind: str
    object_id: str
    field: str = Field(description="Empty where the object is missing on one side.")
    ours: str | None = Field(description="In the store; null: missing.")
    theirs: str | None = Field(description="At TikTok Shop; null: missing.")
    cause: str


class LiveDifferences(BaseModel):
    """A page of differences, in the order of finding."""

    rows: list[LiveDifference]
    next: str | None = Field(description="Hand it back as `after`; null after the last.")


def router(house: House) -> APIRouter:
    """The routes below /comparisons."""
    routes = APIRouter(tags=["sync"])
    _asking(routes, house)
    _reading(routes, house)
    return routes


def _asking(routes: APIRouter, house: House) -> None:
    @routes.post(
        "/comparisons", response_model=None, status_code=202, summary="Compare shops with TikTok Shop now",
        description="Everything is read from TikTok Shop and compared, field by field; nothing is written. It is queued; "
        "`shoplatch serve` does it, shop after shop. `POST /api/shops/{shop}/sync/sweep` repairs.",
        responses={202: {"model": Compared}, **told(400, 401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def begin(request: Request, person: Working, asked: CompareAsked) -> Response:
        async with house.store.begin() as conn:
            ids = await shops_of(conn, person, asked.shops)
        if not ids:
            raise InvalidRequest("There is no shop to compare")
        made = await house.sync.comparing.begin(house.queue, ids, person.name)
        await _note(house, request, person, "sync.compare", str(made.id))
        return answer(request, _compared(made), status=202)

    @routes.post(
        "/comparisons/{number}/stop", response_model=None, summary="Stop a comparison after the shop it is at",
        responses={200: {"model": Compared}, **told(401, 403, 404, 409, 422, 429)},
    )  # fmt: skip
    async def stop(request: Request, person: Working, number: Number) -> Response:
        await _granted(house, person, number)
        async with house.store.begin() as conn:
            stopped = await comparisons.stop(conn, number, house.clock.now())
        if not stopped:
            raise Conflict(f"Comparison {number} does not run", next_step="`GET /api/comparisons` lists them.")
        await _note(house, request, person, "sync.compare-stopped", str(number))
        return answer(request, _compared(await _granted(house, person, number)))


def _reading(routes: APIRouter, house: House) -> None:
    @routes.get(
        "/comparisons", response_model=None, summary="The latest comparisons",
        responses={200: {"model": Comparisons}, **told(401, 403, 422, 429)},
    )  # fmt: skip
    async def every(request: Request, person: Looking) -> Response:
        async with house.store.begin() as conn:
            ids = await shops_of(conn, person) if person.shops is not None else None
            found = await comparisons.newest(conn, ids)
        return answer(request, {"rows": [_compared(one) for one in found]})

    @routes.get(
        "/comparisons/{number}", response_model=None, summary="How far a comparison is",
        responses={200: {"model": Compared}, **told(401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def one(request: Request, person: Looking, number: Number) -> Response:
        return answer(request, _compared(await _granted(house, person, number)))

    @routes.get(
        "/comparisons/{number}/differences", response_model=None, summary="What a comparison found so far",
        responses={200: {"model": LiveDifferences}, **told(401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def differences(
        request: Request, person: Looking, number: Number,
        after: Annotated[int | None, Query(ge=1, le=_BIGGEST, description="The `next` of the page before.")] = None,
        limit: Annotated[int, Query(ge=1, le=LIMIT_MAX, description="Rows on a page at most.")] = LIMIT,
    ) -> Response:  # fmt: skip
        await _granted(house, person, number)
        async with house.store.begin() as conn:
            found = await comparisons.found(conn, number, after, limit + 1)
        rows = [{name: getattr(row, name) for name in LiveDifference.model_fields} for row in found[:limit]]
        return paged(request, rows, str(found[limit - 1].n) if len(found) > limit else None)


async def _granted(house: House, person: Person, number: int) -> Comparison:
    async with house.store.begin() as conn:
        found = await comparisons.one(conn, number)
    if found is None or not all(person.sees(shop) for shop in found.shop_ids):
        raise NotFound(f"There is no comparison {number}", next_step="`GET /api/comparisons` lists them.")
    return found


async def _note(house: House, request: Request, person: Person, act: str, subject: str) -> None:
    address = address_of(request.scope.get("client"))
    await house.accounts.audit.note(act, subject, actor=person.name, detail="by the API", address=address)


def _compared(one: Comparison) -> dict[str, object]:
    same = ("state", "shops_done", "compared", "differences", "not_compared", "asked_by", "created_at", "updated_at")
    return {"id": str(one.id), "shops": one.shop_ids, **{name: getattr(one, name) for name in same}}
