"""Links to sellers and installs that wait: the page a seller opens, and the buttons of whoever is signed in.

The seller's page is open to anybody who has the link. It begins nothing by being looked at: a mail scanner spends nothing.
"""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from shoplatch.accounts.links import LIFE, PATH
from shoplatch.accounts.tickets import new_ticket
from shoplatch.console.desk import Desk
from shoplatch.console.doors import CONSENT_LIFE_S
from shoplatch.console.forms import fields
from shoplatch.console.guard import cookie_name
from shoplatch.console.hall import Hall
from shoplatch.errors import InvalidRequest, Reauthorize

DAYS_MAX = 90


def router(desk: Desk) -> APIRouter:
    """The routes of links and installs."""
    routes = APIRouter(include_in_schema=False)
    _for_sellers(routes, desk)
    _for_people(routes, desk)
    return routes


def _for_sellers(routes: APIRouter, desk: Desk) -> None:
    """What whoever holds a link may do."""
    web, accounts, page = desk.house.options.web, desk.house.accounts, Hall(desk).page
    name, secure = cookie_name(web), web.public_url.startswith("https://")

    @routes.get("/connect/{ticket}")
    async def look(ticket: str) -> Response:
        """What the seller sees first: who asks, for what, until when."""
        try:
            link = await accounts.links.look(ticket)
        except Reauthorize as over:
            return page("seller_link.html", 410, link=None, over=over)
        app = await accounts.app(link.app_key)
        return page("seller_link.html", link=link, app=app, over=None)

    @routes.post("/connect/{ticket}")
    async def begin(ticket: str) -> Response:
        """The seller goes on: a consent with a fresh state, which ends in this browser alone."""
        browser = new_ticket()
        try:
            link = await accounts.links.open(ticket)
        except Reauthorize as over:
            return page("seller_link.html", 410, link=None, over=over)
        consent = await accounts.consent_link(link.app_key, browser=browser.text, kind=link.kind, link_id=link.id)
        app = await accounts.app(link.app_key)
        answer = page("consent.html", app=app, link=consent, now=desk.house.clock.now(), send=False)
        answer.set_cookie(
            f"{name}_consent", browser.text, max_age=CONSENT_LIFE_S, path="/", secure=secure, httponly=True, samesite="lax"
        )
        return answer


def _for_people(routes: APIRouter, desk: Desk) -> None:
    """What whoever is signed in and may set things up does about them."""
    web, accounts, hall = desk.house.options.web, desk.house.accounts, Hall(desk)
    page, note = hall.page, hall.note

    @routes.post("/connections/links")
    async def make(request: Request) -> Response:
        """A link to send; its address is shown once, on the page that answers."""
        given, who = await fields(request), request.state.person.name
        days = given.get("days", "") or str(LIFE.days)
        if not days.isdecimal() or not 1 <= int(days[:4]) <= DAYS_MAX:
            raise InvalidRequest(f"A link lives 1 to {DAYS_MAX} days")
        link = await accounts.links.make(
            given.get("app_key", ""),
            by=who,
            label=given.get("label", ""),
            kind=given.get("kind", "") or "seller",
            life=timedelta(days=int(days)),
        )
        await note(request, "links.made", link.id, actor=who, detail=f"until {link.expires_at:%Y-%m-%d %H:%M}")
        app = await accounts.app(given.get("app_key", ""))
        return page("link_made.html", app=app, link=link, address=f"{web.public_url}{PATH}{link.ticket}")

    @routes.post("/connections/links/{id}/revoke")
    async def revoke(request: Request, id: str) -> Response:  # noqa: A002  # the address's name
        await accounts.links.revoke(id)
        await note(request, "links.revoked", id, actor=request.state.person.name)
        return RedirectResponse("/connections", 303)

    @routes.post("/connections/installs/{id}/confirm")
    async def confirm(request: Request, id: str) -> Response:  # noqa: A002  # the address's name
        who = request.state.person.name
        connected = await desk.house.confirm_install(id, who)
        await note(request, "installs.confirmed", connected.seller_name, actor=who)
        return page("callback.html", connected=connected, error=None, kind="")

    @routes.post("/connections/installs/{id}/refuse")
    async def refuse(request: Request, id: str) -> Response:  # noqa: A002  # the address's name
        who = request.state.person.name
        install = await accounts.installs.refuse(id, who)
        await note(request, "installs.refused", install.seller_name, actor=who)
        return RedirectResponse("/connections", 303)
