"""Puts the console together: routes, the guard in front, error pages, start and stop. It decides nothing about a page."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TypeAlias, cast
from urllib.parse import parse_qsl, urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import compile_path

from shoplatch.console import (
    account_doors,
    change_doors,
    doors,
    event_doors,
    explain_doors,
    explorer_doors,
    export_doors,
    hook_doors,
    link_doors,
    people_doors,
    provider_doors,
    setup_doors,
    sign_in_doors,
    status,
    trial_doors,
)
from shoplatch.console.access import may
from shoplatch.console.desk import ASSETS, Ask, Desk, Shown
from shoplatch.console.guard import Guard, cookie_name, read_cookie
from shoplatch.console.house import House
from shoplatch.console.live import Hub
from shoplatch.console.pages import kept
from shoplatch.console.pages.calls import call, calls
from shoplatch.console.pages.changes import changes
from shoplatch.console.pages.explain import explain
from shoplatch.console.pages.explorer import explorer
from shoplatch.console.pages.exports import exports
from shoplatch.console.pages.goods import inventory, products
from shoplatch.console.pages.hooks import hook, hook_delivery, hook_edit, hooks
from shoplatch.console.pages.order import order
from shoplatch.console.pages.orders import orders
from shoplatch.console.pages.overview import overview
from shoplatch.console.pages.people import account, audit, people
from shoplatch.console.pages.permissions import permissions, security
from shoplatch.console.pages.setup import setup
from shoplatch.console.pages.sync import sync
from shoplatch.console.pages.trials import scenario_run, scenarios, verified, verify
from shoplatch.console.pages.trust import connections
from shoplatch.console.pages.webhooks import subscriptions, webhook, webhooks
from shoplatch.errors import InvalidRequest, NotFound, Retriable, ShoplatchError
from shoplatch.store import read

Page: TypeAlias = Callable[[Desk, Ask], Awaitable[Shown]]
PAGES: dict[str, Page] = {
    "/": overview,
    "/orders": orders,
    "/orders/{shop}/{order}": order,
    "/products": products,
    "/inventory": inventory,
    "/webhooks": webhooks,
    "/webhooks/subscriptions": subscriptions,
    "/webhooks/{n}": webhook,
    "/sync": sync,
    "/hooks": hooks,
    "/hooks/{endpoint}": hook,
    "/hooks/deliveries/{n}": hook_delivery,
    "/hooks/{endpoint}/edit": hook_edit,
    "/exports": exports,
    "/connections": connections,
    **kept.pages(),
    "/setup": setup,
    "/setup/{step}": setup,
    "/people": people,
    "/account": account,
    "/audit": audit,
    "/permissions": permissions,
    "/security": security,
    "/verify": verify,
    "/verify/{run}": verified,
    "/scenarios": scenarios,
    "/scenarios/{run}": scenario_run,
    "/explorer": explorer,
    "/calls": calls,
    "/calls/{n}": call,
    "/explain": explain,
    "/changes": changes,
}
LIVE = frozenset(PAGES)
CACHED = {"cache-control": "public, max-age=31536000, immutable"}
QUERY_MAX_BYTES = 2000
_PATTERNS = [(compile_path(path)[0], page) for path, page in PAGES.items()]
log = logging.getLogger(__name__)


def build(platform: House) -> FastAPI:
    """The console over a platform that is open; whoever opened it closes it."""
    desk = Desk(platform)
    hub = Hub(lambda: _pulse(desk), lambda ask: _draw(desk, ask), platform.clock, desk.version)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        warming = asyncio.create_task(_warm(desk), name="first page")
        yield
        warming.cancel()
        await asyncio.gather(warming, return_exceptions=True)
        await hub.close()
        await desk.simulators.close()
        await desk.trials.stop()

    app = FastAPI(title="Shoplatch", lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    for path, page in PAGES.items():
        app.add_api_route(path, _route(desk, page), include_in_schema=False, response_class=HTMLResponse)
    app.add_api_route("/live", _live(desk, hub), include_in_schema=False)
    app.add_api_route("/assets/{name}", _asset, include_in_schema=False)
    app.include_router(doors.router(desk))
    app.include_router(link_doors.router(desk))
    app.include_router(event_doors.router(desk))
    app.include_router(hook_doors.router(desk))
    app.include_router(export_doors.router(desk))
    app.include_router(setup_doors.router(desk))
    app.include_router(trial_doors.router(desk))
    app.include_router(explorer_doors.router(desk))
    app.include_router(explain_doors.router(desk))
    app.include_router(change_doors.router(desk))
    for module in (sign_in_doors, provider_doors, people_doors, account_doors):
        app.include_router(module.router(desk))
    answers = status.Answers()
    app.include_router(status.router(desk, hub, answers))
    _errors(app, desk)
    app.add_middleware(GZipMiddleware, minimum_size=1024, compresslevel=5)
    app.add_middleware(
        Guard,
        people=platform.accounts.people,
        audit=platform.accounts.audit,
        options=platform.options.web,
        refused=lambda code, what, step: error_page(desk, code, what, step),
        answers=answers,
    )
    return app


async def _warm(desk: Desk) -> None:
    """Draw the overview once for nobody, so that the first person does not wait while templates and statements are made."""
    ask = Ask("/")
    try:
        desk.page(await overview(desk, ask), ask)
    except ShoplatchError as failure:
        log.info("the overview could not be drawn ahead: %s", failure)


def ask_of(request: Request) -> Ask:
    """What a request asks for, without the framework."""
    return Ask(
        path=request.url.path,
        parts=dict(request.path_params),
        query={name: value for name, value in request.query_params.items() if value},
        person=getattr(request.state, "person", None),
        theme=theme_of(request),
    )


def theme_of(request: Request) -> str:
    """The theme the browser chose by the button; "" follows the system."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in ("light", "dark") else ""


def _route(desk: Desk, page: Page) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        ask = ask_of(request)
        return HTMLResponse(desk.page(await page(desk, ask), ask))

    return answer


def _live(desk: Desk, hub: Hub) -> Callable[[Request], Awaitable[Response]]:
    people = desk.house.accounts.people
    cookie = cookie_name(desk.house.options.web)

    async def answer(request: Request) -> Response:
        asked = urlsplit(request.query_params.get("of", "/")[:QUERY_MAX_BYTES])
        found = _page_of(asked.path)
        if found is not None and not may(request.state.person, asked.path):
            return PlainTextResponse("Your role does not open that page.\n", 403)
        if found is None:
            return PlainTextResponse("There is no live page at that address.\n", 404)
        if hub.full:
            return PlainTextResponse("Too many live pages are open.\n", 503, headers={"retry-after": "30"})
        token = read_cookie(request.headers.get("cookie", ""), cookie)
        query = {name: value for name, value in parse_qsl(asked.query) if value}
        ask = Ask(asked.path, found[1], query, request.state.person, theme_of(request))

        async def signed_in() -> bool:
            return await people.session(token) is not None

        return StreamingResponse(
            hub.stream(ask, signed_in),
            media_type="text/event-stream",
            headers={"cache-control": "no-store", "x-accel-buffering": "no"},
        )

    return answer


def _page_of(path: str) -> tuple[Page, dict[str, str]] | None:
    for pattern, page in _PATTERNS:
        if match := pattern.match(path):
            return page, match.groupdict()
    return None


async def _draw(desk: Desk, ask: Ask) -> dict[str, str]:
    found = _page_of(ask.path)
    return desk.fragments(await found[0](desk, ask), ask) if found else {}


async def _pulse(desk: Desk) -> object:
    async with desk.house.store.begin() as conn:
        return await read.pulse(conn), desk.trials.mark


async def _asset(name: str) -> Response:
    if name not in ASSETS:
        raise HTTPException(404)
    content, kind = ASSETS[name]
    return Response(content(), media_type=kind, headers=CACHED)


def _errors(app: FastAPI, desk: Desk) -> None:
    async def known(_: Request, fault: Exception) -> Response:
        error = cast(ShoplatchError, fault)
        code = 404 if isinstance(error, NotFound) else 400 if isinstance(error, InvalidRequest) else 503
        if not isinstance(error, NotFound | InvalidRequest | Retriable):
            log.error("a page could not be shown: %s", error)
        return HTMLResponse(error_page(desk, code, error.what, error.next_step or ""), code)

    async def http(_: Request, fault: Exception) -> Response:
        code = cast(HTTPException, fault).status_code
        what = {404: "There is no page at this address", 405: "This address does not take that"}.get(
            code, "That did not work"
        )
        return HTMLResponse(error_page(desk, code, what, "Go back to the overview."), code)

    app.add_exception_handler(ShoplatchError, known)
    app.add_exception_handler(HTTPException, http)


def error_page(desk: Desk, code: int, what: str, next_step: str) -> str:
    """A page that says what went wrong and what to do, and nothing of the inside."""
    values = {"code": code, "what": what, "next_step": next_step}
    return desk.page(Shown("error.html", values), Ask("/"))
