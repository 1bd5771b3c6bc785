"""Signing in, by a one-time link, a password or an identity provider, and signing out. A session is always a new one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from shoplatch.console.desk import Desk
from shoplatch.console.forms import fields
from shoplatch.console.guard import address_of, cookie_name, read_cookie
from shoplatch.console.hall import Hall
from shoplatch.errors import RateLimited, Reauthorize

COOKIE_LIFE_S = 365 * 86400  # the session's own end is kept in the database; this only bounds the cookie


def router(desk: Desk) -> APIRouter:
    """The routes that open or end a session."""
    routes = APIRouter(include_in_schema=False)
    hall, people = Hall(desk), desk.house.accounts.people
    provider = desk.house.oidc.provider.shown if desk.house.oidc is not None else None
    name, secure = cookie_name(desk.house.options.web), desk.house.options.web.public_url.startswith("https://")

    @routes.get("/sign-in")
    async def ask_to_sign_in(request: Request) -> Response:
        """Shows a button: a link that is only looked at (by a mail scanner, by a preview) must not be spent."""
        query = request.query_params
        return hall.page(
            "sign_in.html", token=query.get("token", ""), next=inside(query.get("next")), wrong="", provider=provider
        )

    def opened(session: str, wanted: str) -> Response:
        answer = RedirectResponse(inside(wanted), 303)
        answer.set_cookie(
            name, session, max_age=COOKIE_LIFE_S, path="/", secure=secure, httponly=True, samesite="lax"
        )  # fmt: skip
        return answer

    @routes.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        given = await fields(request)
        before = read_cookie(request.headers.get("cookie", ""), name)
        try:
            session = await people.redeem(given.get("token", ""), instead_of=before)
        except Reauthorize as refused:
            await hall.note(request, "sign_in.link", "", outcome="refused", detail=refused.what)
            return hall.page("sign_in.html", 401, token="", next="/", wrong=str(refused), provider=provider)
        who = await people.session(session)
        await hall.note(request, "sign_in.link", who.name if who else "", actor=who.name if who else "")
        return opened(session, given.get("next", ""))

    @routes.post("/sign-in/password")
    async def sign_in_by_password(request: Request) -> Response:
        given = await fields(request)
        who, wanted = given.get("name", "").strip(), given.get("next", "")
        before = read_cookie(request.headers.get("cookie", ""), name)
        try:
            session = await people.sign_in(who, given.get("password", ""), address_of(request.scope.get("client")),
                                           instead_of=before)  # fmt: skip
        except (Reauthorize, RateLimited) as refused:
            act = "sign_in.blocked" if isinstance(refused, RateLimited) else "sign_in.password"
            await hall.note(request, act, who[:80], outcome="refused", detail=refused.what)
            status = 429 if isinstance(refused, RateLimited) else 401
            values = {"token": "", "next": inside(wanted), "wrong": str(refused), "provider": provider}
            return hall.page("sign_in.html", status, **values)
        await hall.note(request, "sign_in.password", who, actor=who)
        return opened(session, wanted)

    @routes.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        cookies, oidc = request.headers.get("cookie", ""), desk.house.oidc
        token = read_cookie(cookies, name)
        out = await oidc.out.way_out(token, read_cookie(cookies, f"{name}_out")) if token and oidc is not None else None
        if token:
            await people.sign_out(token)
        answer: Response = RedirectResponse("/sign-in", 303)
        if out is not None:  # a form may not lead out by the content policy, so a page says where to go
            answer = hall.page("signed_out.html", url=out, provider=provider)
        for one in (name, f"{name}_out"):
            answer.delete_cookie(one, path="/", secure=secure, httponly=True, samesite="lax")
        return answer

    return routes


def inside(wanted: str | None) -> str:
    """An address of this console to go to; anything that could lead elsewhere becomes the overview."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")) or "\n" in wanted or "\r" in wanted:
        return "/"
    return wanted[:2000]
