"""Webhooks that go out: endpoints and how each stands, their secrets, and what is done to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from shoplatch.accounts.people import Person
from shoplatch.accounts.roles import PERSONAL
from shoplatch.api.gate import address_of
from shoplatch.api.house import House
from shoplatch.api.problems import told
from shoplatch.api.rows import utc
from shoplatch.api.spelling import answer
from shoplatch.api.who import Looking, Setting, Working, shops_of, whole_house
from shoplatch.errors import NotFound
from shoplatch.outbox import kinds
from shoplatch.outbox.address import shown
from shoplatch.outbox.hooks import DESCRIPTION_MAX_CHARS, LABEL_MAX_CHARS, LIMITS, OVERLAP_MAX, shows_people
from shoplatch.outbox.standing import Standing, standings
from shoplatch.store.hooks.endpoints import Endpoint

NO_NUL = r"^[^\x00]*$"
Id = Annotated[str, Path(max_length=60, description="The endpoint's id.")]
Url = Annotated[
    str, Field(min_length=1, max_length=2_000, pattern=NO_NUL, description="What stands behind a question mark is sealed.")
]
Label = Annotated[str, Field(max_length=LABEL_MAX_CHARS, pattern=NO_NUL)]
Description = Annotated[str, Field(max_length=DESCRIPTION_MAX_CHARS, pattern=NO_NUL)]
Types = Annotated[
    list[Annotated[str, Field(max_length=100, pattern=NO_NUL)]],
    Field(max_length=100, description="As `GET /api/hooks/events` has them; none: all."),
]
ShopIds = Annotated[
    list[Annotated[str, Field(min_length=1, max_length=100, pattern=NO_NUL)]] | None,
    Field(max_length=1_000, description="Null: every shop, those to come too."),
]
Rate = Annotated[int | None, Field(ge=1, le=LIMITS["rate_per_s"], description="Requests a second at most; null: no limit.")]
AtOnce = Annotated[int | None, Field(ge=1, le=LIMITS["at_once"], description="Requests under way at most; null: eight.")]
Timeout = Annotated[int | None, Field(ge=1, le=LIMITS["timeout_s"], description="Seconds for an answer; null: 15.")]
_EXAMPLE: dict[str, JsonValue] = {"url": "https://erp.example.com/shoplatch", "events": ["order.changed"], "label": "ERP"}


class HookAsked(BaseModel):
    """A new endpoint."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": _EXAMPLE})
    url: Url
    label: Label = ""
    description: Description = ""
    events: Types = Field(default_factory=list)
    shops: ShopIds = None
    personal: bool = Field(default=False, description="Send personal data too; takes the right `personal`.")
    backfill: bool = Field(default=False, description="Send the history that a backfill reads too.")
    secret: Annotated[str, Field(max_length=200, pattern=NO_NUL)] | None = Field(
        None, description="whsec_ and 24 to 64 bytes in base64; left out: one is made."
    )
    rate_per_s: Rate = None
    at_once: AtOnce = None
    timeout_s: Timeout = None


class HookChanged(BaseModel):
    """What of an endpoint becomes another; what is left out stays."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"events": ["order.changed"], "rate_per_s": 20}})
    url: Url = ""
    label: Label = ""
    description: Description = ""
    events: Types = Field(default_factory=list)
    shops: ShopIds = None
    personal: bool = False
    backfill: bool = False
    rate_per_s: Rate = None
    at_once: AtOnce = None
    timeout_s: Timeout = None


class Hook(BaseModel):
    """One endpoint."""

    id: str
    url: str = Field(description="`?…` at its end: what stands behind is sealed.")
    label: str
    description: str
    events: list[str] = Field(description="None: all.")
    shops: list[str] | None = Field(description="Null: every shop.")
    personal: bool
    backfill: bool
    rate_per_s: int | None
    at_once: int | None
    timeout_s: int | None
    state: Literal["active", "paused", "disabled"]
    reason: str = Field(description="Why it is not active.")
    breaker: Literal["closed", "open", "half_open"] = Field(
        description="open: it rests; half_open: one event tries the way."
    )
    standing: Literal["ok", "warning", "wrong"]
    why: str = Field(description="How it stands, in words.")
    next_step: str = Field(description="What to do about it; empty where nothing is to be done.")
    waiting: int = Field(description="Events not yet taken, counted up to 100,001.")
    failed: int = Field(description="Events given up, of the last 30 days.")
    oldest_waiting_at: datetime | None
    attempts: dict[str, int] = Field(description="By how they ended: delivered, retried, failed, slowed.")
    failures_in_a_row: int
    failing_since: datetime | None
    rests_until: datetime | None
    last_success_at: datetime | None
    last_failure_at: datetime | None
    secret_fingerprint: str
    secret_before_until: datetime | None = Field(description="Until then the secret before signs too.")
    created_at: datetime
    created_by: str
    updated_at: datetime


class HookMade(Hook):
    """A new endpoint with its secret, which is shown only now."""

    secret: str


class Hooks(BaseModel):
    """The endpoints."""

    rows: list[Hook]


class RotateAsked(BaseModel):
    """How long the secret before signs beside the new one."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"overlap_s": 86_400}})
    overlap_s: int = Field(86_400, ge=0, le=int(OVERLAP_MAX.total_seconds()))


class Secret(BaseModel):
    """A secret, shown only now."""

    secret: str
    secret_before_until: datetime | None


class RecoverAsked(BaseModel):
    """What an endpoint is sent again."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"since": "2026-11-20T06:00:00Z"}})
    since: datetime = Field(description="Changes written at or after this moment.")
    until: datetime | None = Field(None, description="And before this one; null: now.")
    delivered: bool = Field(default=False, description="What arrived, too.")


class Recovered(BaseModel):
    """What goes out again, each under its old id."""

    again: int = Field(description="Deliveries that had failed (or arrived, if asked for).")
    made: int = Field(description="Deliveries that were never made, because the endpoint was off or not there.")


class Tried(BaseModel):
    """What became of a test event."""

    arrived: bool
    webhook_id: str
    delivery: str
    status: int | None
    elapsed_ms: int
    error: str | None


class EventType(BaseModel):
    """One type of event."""

    type: str
    what: str


class EventTypes(BaseModel):
    """The types of events."""

    rows: list[EventType]


def router(house: House) -> APIRouter:
    """The routes below /hooks that are about endpoints."""
    routes = APIRouter(tags=["outgoing webhooks"])
    _reading(routes, house)
    _changing(routes, house)
    _acting(routes, house)
    return routes


def _reading(routes: APIRouter, house: House) -> None:
    @routes.get(
        "/hooks/events", response_model=None, summary="The types of events there are",
        responses={200: {"model": EventTypes}, **told(401, 403, 422, 429)},
    )  # fmt: skip
    async def events(request: Request, _: Looking) -> Response:
        return answer(request, {"rows": [{"type": name, "what": one.what} for name, one in kinds.types().items()]})

    @routes.get(
        "/hooks/endpoints", response_model=None, summary="List endpoints, and how each stands",
        responses={200: {"model": Hooks}, **told(401, 403, 422, 429)},
    )  # fmt: skip
    async def every(request: Request, person: Working) -> Response:
        whole_house(person)
        async with house.store.raw() as conn:
            found = await standings(conn, house.clock.now())
        return answer(request, {"rows": [_hook(one) for one in found]})

    @routes.get(
        "/hooks/endpoints/{endpoint}", response_model=None, summary="One endpoint",
        responses={200: {"model": Hook}, **told(401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def one(request: Request, person: Working, endpoint: Id) -> Response:
        whole_house(person)
        return answer(request, _hook(await _stands(house, endpoint)))


def _changing(routes: APIRouter, house: House) -> None:
    @routes.post(
        "/hooks/endpoints", response_model=None, status_code=201, summary="Add an endpoint; its secret is shown once",
        responses={201: {"model": HookMade}, **told(400, 401, 403, 404, 409, 422, 429)},
    )  # fmt: skip
    async def add(request: Request, person: Setting, asked: HookAsked) -> Response:
        whole_house(person)
        _check_people(person, needed=asked.personal)
        values = await _values(house, person, asked)
        made, secret = await house.hooks.add(**values, by=person.name, secret=asked.secret)
        await _note(house, request, person, "hooks.added", made)
        return answer(request, {**_hook(await _stands(house, made.id)), "secret": secret}, status=201)

    @routes.patch(
        "/hooks/endpoints/{endpoint}", response_model=None, summary="Change an endpoint",
        description="What waits for it goes to the new address at once.",
        responses={200: {"model": Hook}, **told(400, 401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def change(request: Request, person: Setting, endpoint: Id, asked: HookChanged) -> Response:
        whole_house(person)
        values, before = await _values(house, person, asked), await house.hooks.get(endpoint)
        _check_people(person, needed=shows_people(before, values))
        made = await house.hooks.change(endpoint, **values)
        await _note(house, request, person, "hooks.changed", made)
        return answer(request, _hook(await _stands(house, endpoint)))

    @routes.delete(
        "/hooks/endpoints/{endpoint}", response_model=None, status_code=204,
        summary="Forget an endpoint with its deliveries",
        responses=told(401, 403, 404, 422, 429),
    )  # fmt: skip
    async def remove(request: Request, person: Setting, endpoint: Id) -> Response:
        whole_house(person)
        one = await house.hooks.get(endpoint)
        await house.hooks.remove(endpoint)
        await _note(house, request, person, "hooks.removed", one)
        return Response(None, 204)

    @routes.post(
        "/hooks/endpoints/{endpoint}/rotate", response_model=None, summary="A new secret; it is shown once",
        description="The secret before signs beside it for a while, so that nothing is refused.",
        responses={200: {"model": Secret}, **told(400, 401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def rotate(request: Request, person: Setting, endpoint: Id, asked: RotateAsked) -> Response:
        whole_house(person)
        fresh = await house.hooks.rotate(endpoint, overlap=timedelta(seconds=asked.overlap_s))
        one = await house.hooks.get(endpoint)
        await _note(house, request, person, "hooks.rotated", one)
        return answer(request, {"secret": fresh, "secret_before_until": one.secret_before_until})


def _acting(routes: APIRouter, house: House) -> None:
    @routes.post(
        "/hooks/endpoints/{endpoint}/{act}", response_model=None, summary="Pause an endpoint, or resume it",
        description="While it is paused events gather; while it is turned off none are made, and recover makes them.",
        responses={200: {"model": Hook}, **told(401, 403, 404, 409, 422, 429)},
    )  # fmt: skip
    async def stand(
        request: Request, person: Setting, endpoint: Id,
        act: Annotated[Literal["pause", "resume"], Path(description="What to do.")],
    ) -> Response:  # fmt: skip
        whole_house(person)
        if act == "pause":
            await house.hooks.pause(endpoint, f"paused by {person.name}")
        else:
            await house.hooks.resume(endpoint)
        await _note(house, request, person, f"hooks.{act}d", await house.hooks.get(endpoint))
        return answer(request, _hook(await _stands(house, endpoint)))

    @routes.post(
        "/hooks/tests/{endpoint}", response_model=None, summary="Send a test event now, and say what was answered",
        responses={200: {"model": Tried}, **told(401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def test(request: Request, person: Working, endpoint: Id) -> Response:
        whole_house(person)
        one = await house.hooks.get(endpoint)
        tried = await house.hooks.try_out(endpoint)
        await _note(house, request, person, "hooks.tested", one)
        said = {name: getattr(tried.attempt, name) for name in ("status", "elapsed_ms", "error")}
        whole = {"arrived": tried.arrived, "webhook_id": tried.id, "delivery": str(tried.delivery), **said}
        return answer(request, whole)

    @routes.post(
        "/hooks/recoveries/{endpoint}", response_model=None, summary="Send again what an endpoint missed since a time",
        responses={200: {"model": Recovered}, **told(400, 401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def recover(request: Request, person: Working, endpoint: Id, asked: RecoverAsked) -> Response:
        whole_house(person)
        one, since = await house.hooks.get(endpoint), utc(asked.since)
        again, made = await house.hooks.recover(endpoint, since or asked.since, utc(asked.until), delivered=asked.delivered)
        await _note(house, request, person, "hooks.recovered", one)
        return answer(request, {"again": again, "made": made})


async def _values(house: House, person: Person, asked: HookAsked | HookChanged) -> dict[str, Any]:
    """What was given, as the room below takes it. Raises NotFound: there is no such shop."""
    given = asked.model_dump(exclude={"secret"}, exclude_unset=isinstance(asked, HookChanged))
    if given.get("shops"):
        async with house.store.begin() as conn:
            await shops_of(conn, person, given["shops"])
    return {{"events": "types", "shops": "shop_ids"}.get(name, name): value for name, value in given.items()}


async def _stands(house: House, endpoint: str) -> Standing:
    async with house.store.raw() as conn:
        found = next((of for of in await standings(conn, house.clock.now()) if of.endpoint.id == endpoint), None)
    if found is None:
        raise NotFound(f"There is no endpoint {endpoint!r}", next_step="`GET /api/hooks/endpoints` lists those there are.")
    return found


def _check_people(person: Person, *, needed: bool) -> None:
    if needed and not person.may(PERSONAL):
        raise HTTPException(403, f"Personal data is sent on by those alone who may see it: {person.name} lacks 'personal'")


async def _note(house: House, request: Request, person: Person, act: str, one: Endpoint) -> None:
    address = address_of(request.scope.get("client"))
    detail = f"{shown(one.url)}; {', '.join(one.kinds) or 'every event'}; by the API"
    await house.accounts.audit.note(act, one.id, actor=person.name, detail=detail, address=address)


def _hook(found: Standing) -> dict[str, object]:
    one, of = found.endpoint, found.backlog
    same = (
        "id", "label", "description", "personal", "backfill", "rate_per_s", "at_once", "timeout_s", "state", "reason",
        "failing_since", "last_success_at", "last_failure_at", "secret_fingerprint", "secret_before_until", "created_at",
        "created_by", "updated_at",
    )  # fmt: skip
    return {
        **{name: getattr(one, name) for name in same}, "url": shown(one.url), "events": one.kinds, "shops": one.shop_ids,
        "breaker": found.breaker, "standing": found.word, "why": found.what, "next_step": found.step, "waiting": of.waiting,
        "failed": of.failed, "oldest_waiting_at": of.oldest_at, "failures_in_a_row": one.failures,
        "rests_until": one.rest_until, "attempts": {name: tally.attempts for name, tally in found.tallies.items()},
    }  # fmt: skip
