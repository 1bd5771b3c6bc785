"""What the pages about webhooks send: work one again, put many back, stop that."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from shoplatch.console.desk import Desk
from shoplatch.console.forms import fields
from shoplatch.errors import NotFound
from shoplatch.inbox.replay import Which, replay_matching
from shoplatch.store import replays


def router(desk: Desk) -> APIRouter:
    """The routes below /webhooks that change something."""
    routes = APIRouter(include_in_schema=False)

    @routes.post("/webhooks/{n}/retry")
    async def again(n: int) -> Response:
        async with desk.house.store.begin() as conn:
            put = await replays.put_back(conn, [n])
        if not put:
            raise NotFound(f"Webhook {n} cannot be worked again", next_step="Its body was forgotten, or it waits already.")
        return RedirectResponse(f"/webhooks/{n}", 303)

    @routes.post("/webhooks/replay")
    async def many(request: Request) -> Response:
        given = await fields(request)
        topic, state = given.get("topic", ""), given.get("state", "failed")
        which = Which(
            shop_ids=[given["shop"]] if given.get("shop") else (),
            topics=[int(topic)] if topic.isascii() and topic.isdigit() and len(topic) < 9 else (),
            states=[state] if state in ("failed", "done", "ignored") else ("failed",),
            error=given.get("error", "")[:200] or None,
        )
        await replay_matching(desk.house.store, which, desk.house.clock)
        return RedirectResponse("/webhooks?state=failed", 303)

    @routes.post("/webhooks/replays/{number}/stop")
    async def stop(number: int) -> Response:
        async with desk.house.store.begin() as conn:
            await replays.stop(conn, number, desk.house.clock.now())
        return RedirectResponse("/webhooks?state=failed", 303)

    return routes
