"""Signing in by the identity provider of the settings, and linking one's account there to one's account here."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from shoplatch.accounts.oidc.sign_in import LIFE, SignIn
from shoplatch.console.desk import Desk
from shoplatch.console.forms import fields
from shoplatch.console.guard import cookie_name, read_cookie
from shoplatch.console.hall import Hall
from shoplatch.console.room import Room
from shoplatch.console.sign_in_doors import COOKIE_LIFE_S, inside
from shoplatch.errors import ConfigError, Conflict, InvalidRequest, NotFound, Retriable, ShoplatchError


def router(desk: Desk) -> APIRouter:
    """The routes of it; without an identity provider each of them is no address."""
    routes = APIRouter(include_in_schema=False)
    _coming_in(routes, desk)
    _ones_own(routes, desk)
    return routes


def _coming_in(routes: APIRouter, desk: Desk) -> None:
    web, hall = desk.house.options.web, Hall(desk)
    name, secure = cookie_name(web), web.public_url.startswith("https://")

    @routes.get("/sign-in/provider")
    async def begin(request: Request) -> Response:
        """To the provider's page. Nothing is kept here for it: what belongs to it is sealed in a cookie."""
        try:
            begun = await _provider(desk).begin(inside(request.query_params.get("next")))
        except (ConfigError, Retriable) as failure:
            return hall.page("sign_in.html", 503, token="", next="/", wrong=str(failure), provider=None)
        answer = RedirectResponse(begun.url, 303)
        answer.set_cookie(
            f"{name}_oidc", begun.cookie, max_age=LIFE.seconds, path="/", secure=secure, httponly=True, samesite="lax"
        )
        return answer

    @routes.get("/sign-in/provider/callback")
    async def back(request: Request) -> Response:
        """Where the provider sends the browser. Every refusal is in the audit log, and none says more than it has to."""
        oidc = _provider(desk)
        cookies = request.headers.get("cookie", "")
        before = read_cookie(cookies, name)
        try:
            done = await oidc.finish(
                dict(request.query_params), read_cookie(cookies, f"{name}_oidc"), instead_of=before
            )  # fmt: skip
        except ShoplatchError as refused:
            await hall.note(request, "sign_in.provider", oidc.provider.shown, outcome="refused", detail=refused.what)
            shown = hall.page(
                "sign_in.html", _status_of(refused), token="", next="/", wrong=str(refused), provider=oidc.provider.shown
            )
            shown.delete_cookie(f"{name}_oidc", path="/", secure=secure, httponly=True, samesite="lax")
            return shown
        for act, detail in done.came.happened:
            await hall.note(request, act, done.came.name, actor=oidc.provider.shown, detail=detail)
        if done.session is not None:
            await hall.note(request, "sign_in.provider", done.came.name, actor=done.came.name)
        answer = RedirectResponse(inside(done.wanted), 303)
        answer.delete_cookie(f"{name}_oidc", path="/", secure=secure, httponly=True, samesite="lax")
        if done.session is not None:
            answer.set_cookie(
                name, done.session, max_age=COOKIE_LIFE_S, path="/", secure=secure, httponly=True, samesite="lax"
            )
        if done.leaving is not None:
            answer.set_cookie(
                f"{name}_out", done.leaving, max_age=COOKIE_LIFE_S, path="/", secure=secure, httponly=True, samesite="lax"
            )
        return answer

    @routes.post("/sign-in/provider/logout")
    async def told_to_end(request: Request) -> Response:
        """The provider itself says that somebody signed out there; its signature decides, there is no browser."""
        oidc = _provider(desk)
        try:
            ended = await oidc.out.told((await fields(request)).get("logout_token", ""))
        except ShoplatchError as refused:
            await hall.note(request, "sign_out.provider", oidc.provider.shown, outcome="refused", detail=refused.what)
            status = 503 if isinstance(refused, Retriable | ConfigError) else 400
            return JSONResponse({"error": "invalid_request", "error_description": refused.what}, status)
        if ended.name:
            detail = f"{ended.sessions} sessions and links ended"
            await hall.note(request, "sign_out.provider", ended.name, actor=oidc.provider.shown, detail=detail)
        return Response(status_code=200)


def _ones_own(routes: APIRouter, desk: Desk) -> None:
    web, hall, room = desk.house.options.web, Hall(desk), Room(desk)
    name, secure = cookie_name(web), web.public_url.startswith("https://")

    @routes.post("/account/provider")
    async def link(request: Request) -> Response:
        """Shows the way to the provider, for whoever is signed in; a form may not lead out by the content policy."""
        oidc = _provider(desk)
        begun = await oidc.begin("/account", person_id=request.state.person.id)
        answer = hall.page("provider.html", url=begun.url, provider=oidc.provider.shown)
        answer.set_cookie(
            f"{name}_oidc", begun.cookie, max_age=LIFE.seconds, path="/", secure=secure, httponly=True, samesite="lax"
        )
        return answer

    @routes.post("/account/provider/unlink")
    async def unlink(request: Request) -> Response:
        who = request.state.person.name
        await desk.house.accounts.people.unlink(who)
        await room.note(request, "people.unlinked", who)
        return RedirectResponse("/sign-in", 303)


def _provider(desk: Desk) -> SignIn:
    if desk.house.oidc is None:
        raise NotFound("No identity provider is set here", next_step="docs/how-to/sign-in-by-a-provider.md says how.")
    return desk.house.oidc


def _status_of(refused: ShoplatchError) -> int:
    if isinstance(refused, Conflict):
        return 409
    if isinstance(refused, InvalidRequest):
        return 400
    return 503 if isinstance(refused, Retriable | ConfigError) else 403
