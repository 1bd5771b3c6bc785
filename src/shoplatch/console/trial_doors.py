"""What the pages of verifications and scenarios send: start one, stop it, take its report away."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from shoplatch.console.desk import Desk
from shoplatch.console.forms import read_fields
from shoplatch.console.pages.trials import CONNECTED, GROUPS, playable, played, seen
from shoplatch.console.room import Room
from shoplatch.console.trials import SCENARIOS, VERIFY, library
from shoplatch.errors import Conflict, InvalidRequest, NotFound
from shoplatch.store import read


def router(desk: Desk) -> APIRouter:
    """Routes below /verify and /scenarios."""
    routes, room = APIRouter(include_in_schema=False), Room(desk)

    @routes.post("/verify")
    async def verify(request: Request) -> Response:
        given = await read_fields(request)
        kind, _, name = given.get("what", "").partition(":")
        if kind == "adapter":
            wanted = [one for one in given.get("group", "").split() if one in GROUPS]
            return await begun(request, VERIFY, name, ["verify", str(desk.trials.adapter(name)), *wanted])
        if kind == "shop":
            shop = await _shop(desk, request, name)
            return await begun(request, VERIFY, f"{shop.name}, read-only", ["verify", "--connection", shop.id], shop.id)
        raise InvalidRequest("Nothing was chosen to be verified", next_step="Choose an integration or a connected shop.")

    @routes.post("/scenarios")
    async def scenarios(request: Request) -> Response:
        given = await read_fields(request)
        name, known = given.get("name", ""), [one["name"] for one in library()]
        if name and name not in known:
            raise NotFound(f"There is no scenario {name[:60]!r}", next_step="Choose one of the list.")
        title, arguments = name or f"all {len(known)} scenarios", ["scenario", "run", *([name] if name else [])]
        if given.get("on") != CONNECTED:
            return await begun(request, SCENARIOS, title, arguments)
        shops = await _simulated(desk, request)
        return await begun(request, SCENARIOS, f"{title}, connected", [*arguments, "--connected"], shops)

    @routes.post("/verify/stop")
    @routes.post("/scenarios/stop")
    async def stop(request: Request) -> Response:
        await desk.trials.stop()
        return RedirectResponse(request.url.path.removesuffix("/stop"), 303)

    @routes.get("/verify/{id_}/report.{form}")
    async def report(request: Request, id_: str, form: str) -> Response:
        return taken(VERIFY, seen(desk, request.state.person, id_).id, form)

    @routes.get("/scenarios/{id_}/report.{form}")
    async def scenario_report(request: Request, id_: str, form: str) -> Response:
        return taken(SCENARIOS, played(desk, request.state.person, id_).id, form)

    def taken(kind: str, id_: str, form: str) -> Response:
        content, content_type = desk.trials.report(kind, id_, form)
        name = f"{kind}-{id_}.{form if form != 'json' else 'jsonl'}"
        headers = {"content-disposition": f'attachment; filename="{name}"', "x-content-type-options": "nosniff"}
        return Response(content, media_type=content_type, headers=headers)

    async def begun(request: Request, kind: str, title: str, arguments: list[str], shop: str = "") -> Response:
        try:
            trial = await desk.trials.start(kind, title, request.state.person.name, arguments, shop=shop)
        except Conflict:
            return RedirectResponse(f"/{kind}", 303)  # the page shows the one that runs
        await room.note(request, f"{kind}.started", title)
        return RedirectResponse(f"/{kind}/{trial.id}", 303)

    return routes


async def _simulated(desk: Desk, request: Request) -> str:
    """The ids of the shops of a simulator, of which rows will be in the evidence. Raises NotFound."""
    async with desk.house.store.begin() as conn:
        found = playable(await read.shops(conn), request.state.person)
    if not found:
        raise NotFound("No shop of a simulator is connected that is yours to see", next_step="Play on a fresh shop.")
    return " ".join(row.id for row in found)


async def _shop(desk: Desk, request: Request, shop_id: str) -> read.ShopRow:
    async with desk.house.store.begin() as conn:
        rows = await read.shops(conn)
    found = next((row for row in rows if row.id == shop_id and request.state.person.sees(row.id)), None)
    if found is None:
        raise NotFound("There is no such shop", next_step="Choose one of the list.")
    return found
