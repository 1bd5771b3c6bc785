"""The ways in: signing in with a one-time link, signing out, starting a consent, and coming back from one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.guard import cookie_name, read_cookie
from shoplatch.errors import Conflict, InvalidRequest, OutcomeUnknown, Reauthorize, Retriable, ShoplatchError

COOKIE_LIFE_S = 365 * 86400  # the session's own end is kept in the database; this only bounds the cookie
FORM_FIELDS_MAX = 10


def router(desk: Desk) -> APIRouter:
    """Routes that open or close something; each answers a whole page."""
    routes = APIRouter(include_in_schema=False)
    web = desk.house.options.web
    people = desk.house.accounts.people
    name, secure = cookie_name(web), web.public_url.startswith("https://")

    def page(template: str, status: int = 200, **values: object) -> Response:
        return HTMLResponse(desk.page(Shown(template, values), Ask("/")), status)

    @routes.get("/sign-in")
    async def ask_to_sign_in(request: Request) -> Response:
        """Shows a button: a link that is only looked at (by a mail scanner, by a preview) must not be spent."""
        query = request.query_params
        return page("sign_in.html", token=query.get("token", ""), next=_inside(query.get("next")), wrong="")

    @routes.post("/sign-in")
    async def sign_in(request: Request) -> Response:
        async with request.form(max_fields=FORM_FIELDS_MAX, max_files=0) as form:
            token, wanted = str(form.get("token", "")), str(form.get("next", ""))
        try:
            session = await people.redeem(token)
        except Reauthorize as refused:
            return page("sign_in.html", 401, token="", next="/", wrong=str(refused))
        answer = RedirectResponse(_inside(wanted), 303)
        answer.set_cookie(
            name, session, max_age=COOKIE_LIFE_S, path="/", secure=secure, httponly=True, samesite="lax"
        )  # fmt: skip
        return answer

    @routes.post("/sign-out")
    async def sign_out(request: Request) -> Response:
        token = read_cookie(request.headers.get("cookie", ""), name)
        if token:
            await people.sign_out(token)
        answer = RedirectResponse("/sign-in", 303)
        answer.delete_cookie(name, path="/", secure=secure, httponly=True, samesite="lax")
        return answer

    @routes.post("/connections/consent")
    async def consent(request: Request) -> Response:
        """Makes a consent link and shows it; a redirect out of a form is what the content policy forbids."""
        async with request.form(max_fields=FORM_FIELDS_MAX, max_files=0) as form:
            app_key = str(form.get("app_key", ""))
        link = await desk.house.accounts.consent_link(app_key)
        app = await desk.house.accounts.app(app_key)
        return page("consent.html", app=app, link=link, now=desk.house.clock.now())

    @routes.get("/oauth/callback")
    async def callback(request: Request) -> Response:
        """Where TikTok Shop sends the seller after consent (platform.md section 3.2)."""
        try:
            connected = await desk.house.finish_consent(dict(request.query_params))
        except ShoplatchError as refused:
            status = _status_of(refused)
            answer = page("callback.html", status, connected=None, error=refused, kind=type(refused).__name__)
            answer.headers["x-shoplatch"] = "callback"  # by which the setup guide knows that an address leads here
            return answer
        return page("callback.html", connected=connected, error=None, kind="")

    return routes


def _inside(wanted: str | None) -> str:
    """An address of this console to go to; anything that could lead elsewhere becomes the overview."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")) or "\n" in wanted or "\r" in wanted:
        return "/"
    return wanted[:2000]


def _status_of(refused: ShoplatchError) -> int:
    if isinstance(refused, InvalidRequest | Reauthorize):
        return 400
    if isinstance(refused, Conflict):  # the page was loaded again
        return 409
    return 503 if isinstance(refused, Retriable | OutcomeUnknown) else 500
