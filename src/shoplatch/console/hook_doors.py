"""What the pages about outbound webhooks send, and the feed that listeners in other places read."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from shoplatch.accounts.people import Person
from shoplatch.accounts.roles import PERSONAL
from shoplatch.console import hook_forms
from shoplatch.console.desk import Desk
from shoplatch.console.forms import fields, read_fields
from shoplatch.console.pages import hooks as pages
from shoplatch.console.room import Room
from shoplatch.errors import InvalidRequest
from shoplatch.outbox.address import shown
from shoplatch.outbox.hooks import shows_people
from shoplatch.outbox.listen import Portion, Wanted, place_of
from shoplatch.outbox.local import LocalSource
from shoplatch.outbox.remote import PATH, document, wanted_of
from shoplatch.store.hooks.endpoints import Endpoint

DAYS_MAX = 30
WITH_WORDS = frozenset({14, 33})  # topics that carry what buyers wrote (platform.md section 19)


def router(desk: Desk) -> APIRouter:
    """The routes below /hooks that change something, and /listen/feed."""
    routes = APIRouter(include_in_schema=False)
    _endpoints(routes, desk)
    _work(routes, desk)
    _feed(routes, desk)
    return routes


def _endpoints(routes: APIRouter, desk: Desk) -> None:
    hooks, room = desk.house.hooks, Room(desk)

    @routes.post("/hooks/endpoints")
    async def add(request: Request) -> Response:
        """A new endpoint; its secret is shown once, on the page that answers."""
        given = await read_fields(request)
        try:
            values = hook_forms.asked(given)
            if values["personal"]:
                _check_people(request)
            made, secret = await hooks.add(**values, by=request.state.person.name)
        except InvalidRequest as refused:
            again = hook_forms.kept(given)
            return await room.shown(request, pages.hooks, "/hooks", 422, wrong=str(refused), given=again)
        await room.note(request, "hooks.added", made.id, _told(made))
        return await room.shown(request, pages.hooks, "/hooks", secret=secret, made=made)

    @routes.post("/hooks/endpoints/{endpoint}")
    async def change(request: Request, endpoint: str) -> Response:
        """Another address, other events, shops or limits."""
        given, before = await read_fields(request), await hooks.get(endpoint)
        try:
            values = hook_forms.asked(given)
            if shows_people(before, values):
                _check_people(request)
            made = await hooks.change(endpoint, **values)
        except InvalidRequest as refused:
            again, path = hook_forms.kept(given), f"/hooks/{endpoint}/edit"
            parts = {"endpoint": endpoint}
            return await room.shown(request, pages.hook_edit, path, 422, parts=parts, wrong=str(refused), given=again)
        await room.note(request, "hooks.changed", endpoint, _told(made))
        return RedirectResponse(f"/hooks/{endpoint}", 303)

    @routes.post("/hooks/endpoints/{endpoint}/rotate")
    async def rotate(request: Request, endpoint: str) -> Response:
        secret = await hooks.rotate(endpoint)
        await room.note(request, "hooks.rotated", endpoint, "overlap 1 day")
        return await room.shown(request, pages.hook, f"/hooks/{endpoint}", parts={"endpoint": endpoint}, secret=secret)

    @routes.post("/hooks/endpoints/{endpoint}/stand")
    async def stand(request: Request, endpoint: str) -> Response:
        """Pause, resume or remove."""
        given = await fields(request)
        wanted = given.get("act", "")
        if wanted == "pause":
            await hooks.pause(endpoint, f"paused by {request.state.person.name}")
        elif wanted == "resume":
            await hooks.resume(endpoint)
        elif wanted == "remove":
            await hooks.remove(endpoint)
        else:
            raise InvalidRequest("There is no such act")
        await room.note(request, f"hooks.{wanted}d" if wanted != "pause" else "hooks.paused", endpoint)
        return RedirectResponse("/hooks" if wanted == "remove" else f"/hooks/{endpoint}", 303)


def _work(routes: APIRouter, desk: Desk) -> None:
    hooks, room = desk.house.hooks, Room(desk)

    @routes.post("/hooks/tests/{endpoint}")
    async def test(request: Request, endpoint: str) -> Response:
        tried = await hooks.try_out(endpoint)
        await room.note(request, "hooks.tested", endpoint, "arrived" if tried.arrived else tried.attempt.error or "")
        return RedirectResponse(f"/hooks/deliveries/{tried.delivery}", 303)

    @routes.post("/hooks/deliveries/{n}/retry")
    async def retry(request: Request, n: int) -> Response:
        await hooks.delivery(n)
        await hooks.retry([n])
        await room.note(request, "hooks.retried", str(n))
        return RedirectResponse(f"/hooks/deliveries/{n}", 303)

    @routes.post("/hooks/recoveries/{endpoint}")
    async def recover(request: Request, endpoint: str) -> Response:
        """Everything that an endpoint missed in the last days."""
        days = (await fields(request)).get("days", "1")
        if not (days.isascii() and days.isdigit() and 1 <= int(days[:3]) <= DAYS_MAX):
            raise InvalidRequest(f"Give 1 to {DAYS_MAX} days")
        put, made = await hooks.recover(endpoint, desk.house.clock.now() - timedelta(days=int(days)))
        await room.note(request, "hooks.recovered", endpoint, f"{days} days: {put} again, {made} new")
        return RedirectResponse(f"/hooks/{endpoint}", 303)


def _feed(routes: APIRouter, desk: Desk) -> None:
    house, room = desk.house, Room(desk)

    @routes.get(PATH)
    async def feed(request: Request) -> Response:
        """What comes after a place, for `shoplatch listen --url`; without a place, where to begin."""
        query, person = request.query_params, request.state.person
        wanted = _allowed(wanted_of(query), person)
        source = LocalSource(house.store, house.accounts.webhook_secrets, wanted)
        if "after" not in query:
            place = await source.start(_moment(query.get("since", "")))
            await room.note(request, "listen.began", ", ".join(wanted.kinds))
            return JSONResponse(document(Portion((), place)))
        try:
            place = place_of(query["after"])
        except ValueError as broken:
            raise InvalidRequest("That is no place in the feed") from broken
        return JSONResponse(document(await source.next(place)))


def _check_people(request: Request) -> None:
    if not request.state.person.may(PERSONAL):
        raise InvalidRequest("Personal data is sent on by those alone who may see it.")


def _told(made: Endpoint) -> str:
    """An endpoint for the audit log, without what is sealed of its address."""
    personal = "; with personal data" if made.personal else ""
    return f"{shown(made.url)}; {', '.join(made.kinds) or 'every event'}{personal}"


def _allowed(wanted: Wanted, person: Person) -> Wanted:
    """What somebody may have of what is asked for: their shops, and what buyers wrote only with the right to it."""
    shops, mine = person.shops, wanted.shop_ids
    if shops is not None:
        mine = frozenset(shops) if mine is None else mine & frozenset(shops)
    return replace(wanted, shop_ids=mine, without=frozenset() if person.may(PERSONAL) else WITH_WORDS)


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError as broken:
        raise InvalidRequest("That is no moment") from broken
    return found if found.tzinfo else found.replace(tzinfo=UTC)
