"""What the pages of one's own account, of the audit log and of the security review send."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from shoplatch.console.desk import Desk
from shoplatch.console.forms import fields, read_fields
from shoplatch.console.pages import people as pages
from shoplatch.console.room import Room
from shoplatch.errors import InvalidRequest


def router(desk: Desk) -> APIRouter:
    """The routes below /account, and those of the audit log and the security review."""
    routes = APIRouter(include_in_schema=False)
    _account(routes, desk)
    _trust(routes, desk)
    return routes


def _account(routes: APIRouter, desk: Desk) -> None:
    people, room = desk.house.accounts.people, Room(desk)

    @routes.post("/account/token")
    async def token(request: Request) -> Response:
        given = await read_fields(request)
        label, rights = given.get("label", ""), tuple(given.get("rights", "").split())
        person = request.state.person
        more = [right for right in rights if right not in person.rights]
        try:
            made = "" if more else await people.make_token(person.name, label, rights, days=_days(given.get("days", "90")))
        except InvalidRequest as refused:
            return await room.shown(request, pages.account, "/account", 422, wrong={"token": str(refused)})
        if more:
            wrong = {"token": "A token cannot hold a right that you do not hold."}
            return await room.shown(request, pages.account, "/account", 422, wrong=wrong)
        await room.note(request, "token.made", label.strip(), ", ".join(rights))
        return await room.shown(request, pages.account, "/account", made=made)

    @routes.post("/account/token/end")
    async def end_token(request: Request) -> Response:
        token_id = (await fields(request)).get("token", "")
        await people.end_token(token_id, of=request.state.person.name)
        await room.note(request, "token.ended", token_id)
        return RedirectResponse("/account", 303)

    @routes.post("/account/password")
    async def password(request: Request) -> Response:
        given, name = await fields(request), request.state.person.name
        if given.get("password", "") != given.get("again", ""):
            return await room.shown(request, pages.account, "/account", 422, wrong={"password": "The two are not the same."})
        try:
            await people.set_password(name, given.get("password") or None, keep=request.state.session or "")
        except InvalidRequest as refused:
            return await room.shown(request, pages.account, "/account", 422, wrong={"password": str(refused)})
        await room.note(request, "people.password", name, "set" if given.get("password") else "taken away")
        return await room.shown(
            request, pages.account, "/account", said="The password is changed; your other sessions have ended."
        )

    @routes.post("/account/sign-out-everywhere")
    async def everywhere(request: Request) -> Response:
        await people.sign_out_everywhere(request.state.person.name)
        await room.note(request, "people.sign_out", request.state.person.name)
        return RedirectResponse("/sign-in", 303)


def _trust(routes: APIRouter, desk: Desk) -> None:
    room = Room(desk)

    @routes.post("/audit/verify")
    async def verify(request: Request) -> Response:
        head = (await fields(request)).get("head", "").strip() or None
        return await room.shown(request, pages.audit, "/audit", verified=await desk.house.accounts.audit.verify(head))

    @routes.post("/security/review")
    async def review(request: Request) -> Response:
        await desk.house.review.keep(request.state.person.name)
        return RedirectResponse("/security", 303)


def _days(text: str) -> int:
    """A number of days; 0, which is refused, where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
