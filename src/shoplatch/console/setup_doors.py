"""What the pages of the setup guide send: a path, a key, a note, the wish to look again; and the files they give."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date

import msgspec
from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from shoplatch import __version__
from shoplatch.accounts.guide import report
from shoplatch.console.desk import Ask, Desk
from shoplatch.console.forms import fields
from shoplatch.console.pages.setup import CHOOSE, shown
from shoplatch.errors import ConfigError, Conflict, InvalidRequest

Again = Callable[[Request, str, Mapping[str, str], Mapping[str, str]], Awaitable[Response]]
_ATTACHED = "attachment; filename={}"


def router(desk: Desk) -> APIRouter:
    """The routes below /setup that change something or give a file."""
    routes = APIRouter(include_in_schema=False)
    guide = desk.house.guide

    async def again(request: Request, step: str, wrong: Mapping[str, str], given: Mapping[str, str]) -> Response:
        """The page once more, with what is the matter beside the field."""
        ask = Ask(f"/setup/{step}", {"step": step}, {}, request.state.person)
        return HTMLResponse(desk.page(await shown(desk, ask, wrong=wrong, given=given), ask), 422)

    @routes.post("/setup/path")
    async def choose(request: Request) -> Response:
        given = await fields(request)
        try:
            await guide.choose(
                kind=given.get("kind", ""), market=given.get("market", ""), app_type=given.get("app_type", ""),
                simulator=given.get("simulator") if given.get("place") == "simulator" else None,
                has_app=bool(given.get("has_app")),
            )  # fmt: skip
        except (InvalidRequest, ConfigError) as refused:
            return await again(request, CHOOSE, {"path": str(refused)}, given)
        return RedirectResponse("/setup", 303)

    @routes.post("/setup/{step}/check")
    async def check(request: Request, step: str) -> Response:
        only = (await fields(request)).get("only")
        await guide.check(step, only=[only] if only else ())
        return RedirectResponse(f"/setup/{step}#checked", 303)

    @routes.post("/setup/{step}/note")
    async def note(request: Request, step: str) -> Response:
        given = await fields(request)
        try:
            day = date.fromisoformat(given["dated"]) if given.get("dated") else None
            await guide.mark(
                step,
                by=request.state.person.name,
                note=given.get("note", ""),
                dated=day,
                file_name=given.get("file_name", ""),
            )
        except ValueError:
            return await again(request, step, {"note": "The date is not one; give it like 2026-11-03."}, given)
        except (InvalidRequest, Conflict) as refused:
            return await again(request, step, {"note": str(refused)}, given)
        return RedirectResponse("/setup", 303)

    @routes.post("/setup/{step}/unnote")
    async def unnote(request: Request, step: str) -> Response:
        await guide.unmark(step, by=request.state.person.name)
        return RedirectResponse(f"/setup/{step}", 303)

    _keys(routes, desk, again)
    _report(routes, desk)
    return routes


def _keys(routes: APIRouter, desk: Desk, again: Again) -> None:
    """What step 6 and step 1 send."""
    guide = desk.house.guide

    @routes.post("/setup/credentials/key")
    async def key(request: Request) -> Response:
        given = await fields(request)
        kept = {name: given.get(name, "") for name in ("app_key", "service_id", "name")}  # the secret is not shown again
        try:
            tried = await guide.enter_key(app_secret=given.get("app_secret", ""), **kept)
        except (InvalidRequest, Conflict) as refused:
            return await again(request, "credentials", {_field_of(refused): str(refused)}, kept)
        bad = {one.check: one.do for one in tried.results if one.tone == "bad"}
        if not tried.sealed:
            wrong = {"app_key": bad.get("key_known", ""), "app_secret": bad.get("secret_signs", "")}
            return await again(request, "credentials", {name: said for name, said in wrong.items() if said}, kept)
        return RedirectResponse("/setup/credentials#checked", 303)

    @routes.post("/setup/credentials/adopt")
    async def adopt(request: Request) -> Response:
        await guide.adopt((await fields(request)).get("app_key", ""))
        await guide.check("credentials")
        return RedirectResponse("/setup/credentials#checked", 303)

    @routes.post("/setup/account/use")
    async def use(request: Request) -> Response:
        await guide.use_developer((await fields(request)).get("developer", ""))
        return RedirectResponse("/setup/account", 303)


def _report(routes: APIRouter, desk: Desk) -> None:
    """The report, and what goes into the pack."""
    guide = desk.house.guide

    @routes.post("/setup/report/purpose")
    async def purpose(request: Request) -> Response:
        await guide.describe((await fields(request)).get("purpose", ""))
        return RedirectResponse("/setup/report", 303)

    @routes.get("/setup/report/{name}")
    async def file(name: str) -> Response:
        status = await guide.status()
        document = report.report(status, guide.addresses, made_at=desk.house.clock.now(), version=__version__)
        made: dict[str, tuple[str, bytes]] = {
            "setup.json": ("application/json", msgspec.json.encode(document)),
            "setup.html": ("text/html; charset=utf-8", report.as_html(document).encode()),
            "evidence.zip": ("application/zip", report.pack(status, guide.addresses, document)),
        }
        if name not in made:
            return RedirectResponse("/setup/report", 303)
        kind, content = made[name]
        return Response(content, media_type=kind, headers={"content-disposition": _ATTACHED.format(name)})


def _field_of(refused: InvalidRequest | Conflict) -> str:
    """Which field a refusal is about, by its words."""
    what = refused.what.lower()
    if "swapped" in what or "app key" in what or "comes after" in what:
        return "app_key"
    return "service_id" if "service id" in what else "app_secret"
