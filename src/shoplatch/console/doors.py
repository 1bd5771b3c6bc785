"""Starting a consent, and coming back from one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from shoplatch.accounts.tickets import new_ticket
from shoplatch.console.desk import Desk
from shoplatch.console.forms import fields
from shoplatch.console.guard import cookie_name, read_cookie
from shoplatch.console.hall import Hall
from shoplatch.errors import (
    Conflict,
    InvalidRequest,
    OutcomeUnknown,
    Reauthorize,
    Retriable,
    ShoplatchError,
)

CONSENT_LIFE_S = 30 * 60  # as long as its state


def router(desk: Desk) -> APIRouter:
    """Routes that open or close something; each answers a whole page."""
    routes = APIRouter(include_in_schema=False)
    web = desk.house.options.web
    hall = Hall(desk)
    name, secure = cookie_name(web), web.public_url.startswith("https://")

    @routes.post("/connections/consent")
    async def consent(request: Request) -> Response:
        """Makes a consent link and shows it; a redirect out of a form is what the content policy forbids.

        What is begun here ends in this browser; a link to send to a seller ends in any.
        """
        given = await fields(request)
        send, browser = bool(given.get("send")), new_ticket()
        link = await desk.house.accounts.consent_link(given.get("app_key", ""), browser=None if send else browser.text)
        app = await desk.house.accounts.app(given.get("app_key", ""))
        who = request.state.person.name
        await hall.note(
            request, "consent.begun", app.app_key, actor=who, detail="link to send" if send else "in this browser"
        )
        answer = hall.page("consent.html", app=app, link=link, now=desk.house.clock.now(), send=send)
        if not send:
            answer.set_cookie(
                f"{name}_consent", browser.text, max_age=CONSENT_LIFE_S, path="/", secure=secure, httponly=True,
                samesite="lax",
            )  # fmt: skip
        return answer

    @routes.get("/oauth/callback/{app_key}")
    async def callback_of(request: Request, app_key: str) -> Response:
        """The same for one app: with several, an install from the app store has to say for which it is."""
        return await came_back(request, app_key)

    @routes.get("/oauth/callback")
    async def callback(request: Request) -> Response:
        """Where TikTok Shop sends the seller after consent (platform.md section 3.2)."""
        return await came_back(request, None)

    async def came_back(request: Request, app_key: str | None) -> Response:
        browser = read_cookie(request.headers.get("cookie", ""), f"{name}_consent")
        params = dict(request.query_params)
        if app_key is not None:
            params.setdefault("app_key", app_key)
        try:
            connected = await desk.house.finish_consent(params, browser=browser)
        except ShoplatchError as refused:
            status = _status_of(refused)
            if request.query_params.get("state") or request.query_params.get("code"):
                await hall.note(request, "consent.callback", "", outcome="refused", detail=refused.what)
            answer = hall.page("callback.html", status, connected=None, error=refused, kind=type(refused).__name__)
            answer.headers["x-shoplatch"] = "callback"  # by which the setup guide knows that an address leads here
            return answer
        act = "installs.arrived" if connected.waiting else "consent.given"
        await hall.note(request, act, connected.seller_name, detail=f"{len(connected.shops)} shops")
        answer = hall.page("callback.html", connected=connected, error=None, kind="")
        answer.delete_cookie(f"{name}_consent", path="/", secure=secure, httponly=True, samesite="lax")
        return answer

    return routes


def _status_of(refused: ShoplatchError) -> int:
    if isinstance(refused, InvalidRequest | Reauthorize):
        return 400
    if isinstance(refused, Conflict):  # the page was loaded again
        return 409
    return 503 if isinstance(refused, Retriable | OutcomeUnknown) else 500
