"""What the page of people sends: who comes in, changes, leaves."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from shoplatch.console.desk import Desk
from shoplatch.console.forms import fields, read_fields
from shoplatch.console.pages import people as pages
from shoplatch.console.room import Room
from shoplatch.errors import Conflict, InvalidRequest, NotFound


def router(desk: Desk) -> APIRouter:
    """The routes below /people."""
    routes = APIRouter(include_in_schema=False)
    people, room = desk.house.accounts.people, Room(desk)

    @routes.post("/people/add")
    async def add(request: Request) -> Response:
        given = await read_fields(request)
        shops = _shops(given)
        try:
            token = await people.add(given.get("name", ""), given.get("role", ""), shops, email=given.get("email", ""))
        except (InvalidRequest, Conflict) as refused:
            return await room.shown(request, pages.people, "/people", 422, wrong=str(refused))
        await room.note(request, "people.added", given.get("name", "").strip(), _told(given.get("role", ""), shops))
        link = f"{desk.house.options.web.public_url}/sign-in?token={token}"
        return await room.shown(request, pages.people, "/people", link=link)

    @routes.post("/people/change")
    async def change(request: Request) -> Response:
        given = await read_fields(request)
        name, shops = given.get("name", ""), _shops(given)
        try:
            await people.change(name, given.get("role", ""), shops)
        except (InvalidRequest, Conflict, NotFound) as refused:
            return await room.shown(request, pages.people, "/people", 422, wrong=str(refused))
        await room.note(request, "people.changed", name, _told(given.get("role", ""), shops))
        return RedirectResponse("/people", 303)

    @routes.post("/people/act")
    async def act(request: Request) -> Response:
        """End, restore, sign out, unlink, or a new link."""
        given = await fields(request)
        name, wanted = given.get("name", ""), given.get("act", "")
        try:
            if wanted == "link":
                link = f"{desk.house.options.web.public_url}/sign-in?token={await people.issue_link(name)}"
                await room.note(request, "people.link", name)
                return await room.shown(request, pages.people, "/people", link=link)
            deeds = {"end": people.end, "restore": people.restore, "sign_out": people.sign_out_everywhere,
                     "unlink": people.unlink}  # fmt: skip
            await deeds[wanted](name)
        except KeyError:
            return await room.shown(request, pages.people, "/people", 422, wrong="There is no such act.")
        except (Conflict, NotFound) as refused:
            return await room.shown(request, pages.people, "/people", 422, wrong=str(refused))
        await room.note(request, f"people.{wanted}", name)
        return RedirectResponse("/people", 303)

    @routes.post("/people/token/end")
    async def end_any_token(request: Request) -> Response:
        token_id = (await fields(request)).get("token", "")
        await people.end_token(token_id)
        await room.note(request, "token.ended", token_id)
        return RedirectResponse("/people", 303)

    return routes


def _shops(given: Mapping[str, str]) -> list[str] | None:
    """The shops that were ticked; None for all of them."""
    return None if given.get("every") or given.get("role") == "owner" else given.get("shops", "").split()


def _told(role: str, shops: list[str] | None) -> str:
    return f"{role}, {'every shop' if shops is None else f'{len(shops)} shops: ' + ', '.join(shops)[:200]}"
