"""Deliveries of outgoing webhooks: the list, one with its body and its attempts, and sending one again."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field, JsonValue

from shoplatch.accounts.people import Person
from shoplatch.api.gate import address_of
from shoplatch.api.house import House
from shoplatch.api.problems import told
from shoplatch.api.rows import LIMIT, LIMIT_MAX, Shops, paged
from shoplatch.api.spelling import answer
from shoplatch.api.who import Working, shops_of
from shoplatch.errors import NotFound
from shoplatch.outbox import kinds
from shoplatch.store.hooks import deliveries
from shoplatch.store.hooks.deliveries import Attempt, Delivery

_BIGGEST = 2**63 - 1
State = Literal["waiting", "delivered", "failed"]
Number = Annotated[int, Path(ge=1, le=_BIGGEST, description="The number of the delivery, as the list has it.")]


class HookDelivery(BaseModel):
    """One event for one endpoint."""

    id: str = Field(description="Its number here.")
    endpoint: str
    webhook_id: str = Field(description="As it goes out; the same each time.")
    event: str
    shop_id: str | None
    kind: str = Field(description="What it is about, as the change feed calls it.")
    object_id: str
    at: datetime = Field(description="When the change was written.")
    state: State
    attempts: int = Field(description="Attempts that count.")
    due_at: datetime | None = Field(description="When it is tried next.")
    created_at: datetime
    ended_at: datetime | None
    status: int | None = Field(description="Of the last answer.")
    error: str | None = Field(description="Why the last attempt failed.")


class HookDeliveries(BaseModel):
    """A page of deliveries, newest first."""

    rows: list[HookDelivery]
    next: str | None = Field(description="Hand it back as `after`; null after the last.")


class HookAttempt(BaseModel):
    """One attempt."""

    at: datetime
    address: str | None = Field(description="The IP address that was connected to.")
    status: int | None = Field(description="Null: no answer.")
    elapsed_ms: int
    error: str | None
    response_headers: dict[str, str] | None
    response: str | None = Field(description="The first 2,000 characters.")


class HookDeliveryWhole(HookDelivery):
    """One delivery with what was sent and what was answered."""

    body: JsonValue = Field(description="Without personal data, which is added only while it is sent.")
    tries: list[HookAttempt] = Field(description="The latest attempts, oldest first.")


class PutBack(BaseModel):
    """What goes out again."""

    queued: int


def router(house: House) -> APIRouter:
    """The routes below /hooks/deliveries."""
    routes = APIRouter(tags=["outgoing webhooks"])

    @routes.get(
        "/hooks/deliveries", response_model=None, summary="List deliveries, newest first",
        responses={200: {"model": HookDeliveries}, **told(400, 401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def listed(
        request: Request, person: Working, shops: Shops = None,
        endpoint: Annotated[str | None, Query(max_length=60, description="Only to this endpoint.")] = None,
        state: Annotated[State | None, Query(description="Only this state.")] = None,
        event: Annotated[str | None, Query(max_length=100, description="Only this event.")] = None,
        after: Annotated[int | None, Query(ge=1, le=_BIGGEST, description="The `next` of the page before.")] = None,
        limit: Annotated[int, Query(ge=1, le=LIMIT_MAX, description="Rows on a page at most.")] = LIMIT,
    ) -> Response:  # fmt: skip
        type_ = event if event in (None, kinds.TEST) else kinds.check([event or ""])[0]
        async with house.store.begin() as conn:
            ids = await shops_of(conn, person, shops) if shops or person.shops is not None else None
            found = await deliveries.newest(
                conn, endpoint_id=endpoint, state=state, type=type_, shop_ids=ids, before=after, limit=limit + 1
            )
        more = str(found[limit - 1].n) if len(found) > limit else None
        return paged(request, [_delivery(one) for one in found[:limit]], more)

    @routes.get(
        "/hooks/deliveries/{number}", response_model=None, summary="One delivery: its body, each attempt, each answer",
        responses={200: {"model": HookDeliveryWhole}, **told(401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def one(request: Request, person: Working, number: Number) -> Response:
        found, body, attempts = await _seen(house, person, number)
        return answer(request, {**_delivery(found), "body": msgspec.json.decode(body), "tries": attempts})

    @routes.post(
        "/hooks/deliveries/{number}/retry", response_model=None, summary="Send one delivery again, under its old id",
        responses={200: {"model": PutBack}, **told(401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def again(request: Request, person: Working, number: Number) -> Response:
        await _seen(house, person, number)
        put = await house.hooks.retry([number])
        address = address_of(request.scope.get("client"))
        await house.accounts.audit.note(
            "hooks.retried", str(number), actor=person.name, detail="by the API", address=address
        )
        return answer(request, {"queued": put})

    return routes


async def _seen(house: House, person: Person, number: int) -> tuple[Delivery, bytes, list[Attempt]]:
    async with house.store.raw() as conn:
        found = await deliveries.one(conn, number)
    if found is None or (person.shops is not None and not person.sees(found[0].shop_id or "")):
        raise NotFound(f"There is no delivery {number}", next_step="`GET /api/hooks/deliveries` lists them.")
    return found


def _delivery(one: Delivery) -> dict[str, object]:
    same = (
        "shop_id", "kind", "object_id", "at", "state", "attempts", "due_at", "created_at", "ended_at", "status", "error",
    )  # fmt: skip
    named = {"id": str(one.n), "endpoint": one.endpoint_id, "webhook_id": one.message_id, "event": one.type}
    return {**named, **{name: getattr(one, name) for name in same}}
