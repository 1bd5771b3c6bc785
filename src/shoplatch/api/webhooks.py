"""Webhooks that arrived: the list, one with its body and what it caused, failures by cause; work one again, replay many."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from shoplatch.accounts.people import Person
from shoplatch.api.gate import address_of
from shoplatch.api.house import House
from shoplatch.api.problems import told
from shoplatch.api.rows import LIMIT, LIMIT_MAX, Shops, paged, utc
from shoplatch.api.spelling import answer
from shoplatch.api.who import Looking, Working, shops_of, whole_house
from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.inbox.bodies import readable
from shoplatch.inbox.causes import likely_fix
from shoplatch.inbox.lanes import Ignored
from shoplatch.inbox.replay import Which, replay_matching
from shoplatch.store import read, replays
from shoplatch.store.read import Delivery, events
from shoplatch.store.replays import Replay
from shoplatch.sync import bells

_BIGGEST = 2**63 - 1
State = Literal["new", "done", "ignored", "failed"]
Number = Annotated[int, Path(ge=1, le=_BIGGEST, description="The number of the webhook, as the list has it.")]


class Webhook(BaseModel):
    """One event that arrived."""

    id: str = Field(description="Its number here.")
    app_key: str
    topic: int = Field(description="TikTok Shop's number of the topic; 0 where the body could not be read.")
    shop_id: str = Field(description="The shop; empty for events that name none.")
    notification_id: str = Field(description="TikTok's `tts_notification_id`, or a hash of the body where it has none.")
    state: State = Field(description="new: it waits; done; ignored: nothing to do; failed: see `error`.")
    error: str | None = Field(description="Why it was ignored or failed.")
    likely_fix: str | None = Field(description="What is likely to cure a failure.")
    attempts: int = Field(description="Attempts that failed.")
    copies: int = Field(description="How often it arrived.")
    sent_at: datetime | None
    received_at: datetime
    due_at: datetime | None = Field(description="Not before, after a failure.")
    done_at: datetime | None


class Webhooks(BaseModel):
    """A page of webhooks."""

    rows: list[Webhook]
    next: str | None = Field(description="Hand it back as `after`; null after the last.")


class Rang(BaseModel):
    """An object that an event is about."""

    kind: str = Field(description="As the change feed calls it.")
    id: str


class Call(BaseModel):
    """A call to TikTok Shop while an event was worked."""

    at: datetime
    operation: str
    status: int | None
    code: int | None
    request_id: str | None
    elapsed_ms: int


class Caused(BaseModel):
    """A row that was written for an object the event rang for."""

    at: datetime
    kind: str
    object_id: str
    cause: str
    webhook: str | None = Field(description="The event that counted, of many folded into one.")
    before: str | None
    after: str | None


class WebhookWhole(Webhook):
    """One event with its body and what it caused."""

    body: JsonValue = Field(description="As it arrived, without what buyers wrote; null once it was forgotten (30 days).")
    rang: list[Rang] = Field(description="What it is about.")
    calls: list[Call] = Field(description="Calls it led to.")
    caused: list[Caused] = Field(description="Rows it led to.")


class Failure(BaseModel):
    """Failed events with one cause."""

    cause: str
    likely_fix: str
    topics: list[int]
    shop_ids: list[str]
    events: int
    first_at: datetime
    last_at: datetime
    example: str = Field(description="The number of one of them.")


class Failures(BaseModel):
    """Failed events by cause, most first."""

    rows: list[Failure]


class ReplayAsked(BaseModel):
    """Which events to put back into their lanes. Left out: any."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"shops": ["7495000000000000001"], "topics": [1], "states": ["failed"]}},
    )
    shops: list[Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^\x00]*$")]] = Field(
        default_factory=list, max_length=1_000
    )
    topics: list[Annotated[int, Field(ge=0, le=2**31 - 1)]] = Field(default_factory=list, max_length=100)
    states: list[Literal["failed", "done", "ignored"]] = Field(default=["failed"], min_length=1, max_length=3)
    since: datetime | None = Field(None, description="Received at or after.")
    until: datetime | None = Field(None, description="Received before.")
    error: Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")] | None = Field(
        None, description="A piece of the reason."
    )


class ReplaySaid(BaseModel):
    """How far a replay is."""

    id: str
    state: str = Field(description="running, stopped or done.")
    error: str | None = Field(description="Why it stopped by itself.")
    matched: int
    queued: int
    rate_per_s: int
    created_at: datetime
    updated_at: datetime


class Replays(BaseModel):
    """The latest replays."""

    rows: list[ReplaySaid]


class Put(BaseModel):
    """What was put back."""

    queued: int


def router(house: House) -> APIRouter:
    """The routes below /webhooks."""
    routes = APIRouter(tags=["webhooks"])
    _reading(routes, house)
    _replaying(routes, house)
    return routes


def _reading(routes: APIRouter, house: House) -> None:
    @routes.get(
        "/webhooks", response_model=None, responses={200: {"model": Webhooks}, **told(400, 401, 403, 404, 422, 429)},
        summary="List webhooks, newest first",
    )  # fmt: skip
    async def listed(
        request: Request, person: Looking, shops: Shops = None,
        state: Annotated[State | None, Query(description="Only this state.")] = None,
        topic: Annotated[int | None, Query(ge=0, le=2**31 - 1, description="Only this topic.")] = None,
        after: Annotated[int | None, Query(ge=1, le=_BIGGEST, description="The `next` of the page before.")] = None,
        limit: Annotated[int, Query(ge=1, le=LIMIT_MAX, description="Rows on a page at most.")] = LIMIT,
    ) -> Response:  # fmt: skip
        async with house.store.begin() as conn:
            ids = await shops_of(conn, person, shops)
            found = await read.deliveries(
                conn, ids, none_too=_none_too(person, shops), state=state, topic=topic, before=after, limit=limit + 1
            )
        more = str(found[limit - 1].n) if len(found) > limit else None
        return paged(request, [_webhook(one) for one in found[:limit]], more)

    @routes.get(
        "/webhooks/failures", response_model=None, responses={200: {"model": Failures}, **told(401, 403, 404, 422, 429)},
        summary="Failed webhooks by their cause, with the likely fix",
    )  # fmt: skip
    async def failures(request: Request, person: Looking, shops: Shops = None) -> Response:
        async with house.store.begin() as conn:
            ids = await shops_of(conn, person, shops)
            found = await events.failed_by_cause(conn, ids, none_too=_none_too(person, shops))
        rows = [
            {
                "cause": one.cause, "likely_fix": likely_fix(one.cause), "topics": one.topics, "shop_ids": one.shop_ids,
                "events": one.events, "first_at": one.first_at, "last_at": one.last_at, "example": str(one.example),
            }
            for one in found
        ]  # fmt: skip
        return answer(request, {"rows": rows})

    @routes.get(
        "/webhooks/{number}", response_model=None,
        responses={200: {"model": WebhookWhole}, **told(401, 403, 404, 422, 429)},
        summary="One webhook: its body, its verdict and what it caused",
    )  # fmt: skip
    async def one(request: Request, person: Looking, number: Number) -> Response:
        async with house.store.begin() as conn:
            found = await _granted(conn, person, number)
            rang = _rang(found)
            caused = await events.caused(conn, found.delivery, rang)
            calls = await events.calls(conn, found.delivery)
        whole = {
            "body": readable(found.body), "rang": [{"kind": kind, "id": id_} for kind, id_ in rang], "calls": calls,
            "caused": [
                {
                    "at": row.at, "kind": row.kind, "object_id": row.object_id, "cause": row.cause, "before": row.before,
                    "after": row.after, "webhook": str(row.inbox_n) if row.inbox_n is not None else None,
                }
                for row in caused
            ],
        }  # fmt: skip
        return answer(request, {**_webhook(found.delivery), **whole})


def _replaying(routes: APIRouter, house: House) -> None:
    @routes.post(
        "/webhooks/{number}/retry", response_model=None,
        responses={200: {"model": Put}, **told(401, 403, 404, 409, 422, 429)}, summary="Work one webhook again",
    )  # fmt: skip
    async def again(request: Request, person: Working, number: Number) -> Response:
        async with house.store.begin() as conn:
            await _granted(conn, person, number)
            put = await replays.put_back(conn, [number])
        if not put:
            raise Conflict(
                f"Webhook {number} cannot be worked again", next_step="Its body was forgotten, or it waits already."
            )
        await _note(house, request, person, "webhooks.retry", str(number))
        return answer(request, {"queued": put})

    @routes.get(
        "/webhook-replays", response_model=None, responses={200: {"model": Replays}, **told(401, 403, 429)},
        summary="The latest replays",
    )  # fmt: skip
    async def every(request: Request, person: Looking) -> Response:
        whole_house(person)
        async with house.store.begin() as conn:
            found = await replays.newest(conn)
        return answer(request, {"rows": [_replay(one) for one in found]})

    @routes.post(
        "/webhook-replays", response_model=None, status_code=202,
        responses={202: {"model": ReplaySaid}, **told(400, 401, 403, 404, 422, 429)},
        summary="Put many webhooks back into their lanes", description="In portions at a rate; a worker goes on with it.",
    )  # fmt: skip
    async def begin(request: Request, person: Working, asked: ReplayAsked) -> Response:
        async with house.store.begin() as conn:
            ids = await shops_of(conn, person, asked.shops) if asked.shops or person.shops is not None else ()
        if person.shops is not None and not ids:
            raise InvalidRequest("No shop was granted to this token")
        which = Which(ids, asked.topics, asked.states, utc(asked.since), utc(asked.until), asked.error)
        made = await replay_matching(house.store, which, house.clock)
        await _note(house, request, person, "webhooks.replay", str(made.id))
        return answer(request, _replay(made), status=202)

    @routes.post(
        "/webhook-replays/{number}/stop", response_model=None,
        responses={200: {"model": Put}, **told(401, 403, 409, 422, 429)}, summary="Stop a replay",
    )  # fmt: skip
    async def stop(request: Request, person: Working, number: Number) -> Response:
        whole_house(person)
        async with house.store.begin() as conn:
            stopped = await replays.stop(conn, number, house.clock.now())
        if not stopped:
            raise Conflict(f"Replay {number} does not run", next_step="`GET /api/webhook-replays` lists them.")
        await _note(house, request, person, "webhooks.stop", str(number))
        return answer(request, {"queued": 0})

    @routes.post(
        "/webhook-replays/{number}/go-on", response_model=None,
        responses={200: {"model": Put}, **told(401, 403, 409, 422, 429)}, summary="Let a stopped replay go on",
    )  # fmt: skip
    async def go_on(request: Request, person: Working, number: Number) -> Response:
        whole_house(person)
        async with house.store.begin() as conn:
            goes = await replays.go_on(conn, number, house.clock.now())
        if not goes:
            raise Conflict(f"Replay {number} is not stopped", next_step="`GET /api/webhook-replays` lists them.")
        await _note(house, request, person, "webhooks.replay", str(number))
        return answer(request, {"queued": 0})


async def _granted(conn: read.Reading, person: Person, number: int) -> events.Event:
    found = await events.event(conn, number)
    if found is None or not person.sees(found.delivery.shop_id):
        raise NotFound(f"There is no webhook {number}", next_step="`GET /api/webhooks` lists those that arrived.")
    return found


async def _note(house: House, request: Request, person: Person, act: str, subject: str) -> None:
    address = address_of(request.scope.get("client"))
    await house.accounts.audit.note(act, subject, actor=person.name, detail="by the API", address=address)


def _none_too(person: Person, shops: list[str] | None) -> bool:
    return person.shops is None and not shops


def _rang(found: events.Event) -> list[tuple[str, str]]:
    try:
        rang = bells.objects(found.delivery.type, found.body)
    except InvalidRequest:
        return []
    return [] if isinstance(rang, Ignored) else [(one.kind, one.id) for one in rang]


def _webhook(one: Delivery) -> dict[str, object]:
    return {
        "id": str(one.n), "app_key": one.app_key, "topic": one.type, "shop_id": one.shop_id or "",
        "notification_id": one.dedupe_key, "state": one.state, "error": one.error,
        "likely_fix": likely_fix(one.error) if one.error and one.state == "failed" else None, "attempts": one.attempts,
        "copies": one.copies, "sent_at": one.sent_at, "received_at": one.received_at, "due_at": one.due_at,
        "done_at": one.done_at,
    }  # fmt: skip


def _replay(one: Replay) -> dict[str, object]:
    return {
        "id": str(one.id), "state": one.state, "error": one.error, "matched": one.matched, "queued": one.queued,
        "rate_per_s": one.rate_per_s, "created_at": one.created_at, "updated_at": one.updated_at,
    }  # fmt: skip
