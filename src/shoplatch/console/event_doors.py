"""What the pages about webhooks send: work one again, put many back, stop that."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from shoplatch.console.desk import Ask, Desk
from shoplatch.console.forms import fields
from shoplatch.console.pages.webhooks import asked
from shoplatch.console.room import Room
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.inbox.replay import RATE_PER_S, Which, replay_matching
from shoplatch.store import replays

RATE_MAX = 1_000
FILTER = ("shop", "topic", "state", "since", "until", "error")


def router(desk: Desk) -> APIRouter:
    """The routes below /webhooks that change something."""
    routes, room = APIRouter(include_in_schema=False), Room(desk)

    @routes.post("/webhooks/{n}/retry")
    async def again(request: Request, n: int) -> Response:
        async with desk.house.store.begin() as conn:
            put = await replays.put_back(conn, [n])
        if not put:
            raise NotFound(f"Webhook {n} cannot be worked again", next_step="Its body was forgotten, or it waits already.")
        await room.note(request, "webhooks.retry", str(n))
        return RedirectResponse(f"/webhooks/{n}", 303)

    @routes.post("/webhooks/replay")
    async def many(request: Request) -> Response:
        """Puts back what a list shows: the form carries the list's own filter."""
        given = await fields(request)
        if given.get("q"):
            raise InvalidRequest(
                "Events found by an id come back one by one", next_step="Open the event, and work it again."
            )
        async with desk.reading(Ask("/webhooks", query=given, person=request.state.person)) as (_, frame):
            of = asked(given, frame.place)
        which = Which(
            shop_ids=frame.ids if given.get("shop") else (),
            topics=() if of.topic is None else (of.topic,),
            states=(of.state,) if of.state and of.state != "new" else ("failed", "done", "ignored"),
            since=of.among.since,
            until=of.among.until,
            error=of.among.error or None,
        )
        made = await replay_matching(desk.house.store, which, desk.house.clock, rate_per_s=_rate(given.get("rate", "")))
        await room.note(request, "webhooks.replay", str(made.id), f"{made.matched} events")
        kept = {name: given[name] for name in FILTER if given.get(name)}
        return RedirectResponse(f"/webhooks?{urlencode(kept)}", 303)

    @routes.post("/webhooks/replays/{number}/go-on")
    async def go_on(request: Request, number: int) -> Response:
        async with desk.house.store.begin() as conn:
            await replays.go_on(conn, number, desk.house.clock.now())
        await room.note(request, "webhooks.replay", str(number), "goes on")
        return RedirectResponse("/webhooks?state=failed", 303)

    @routes.post("/webhooks/replays/{number}/stop")
    async def stop(request: Request, number: int) -> Response:
        async with desk.house.store.begin() as conn:
            await replays.stop(conn, number, desk.house.clock.now())
        await room.note(request, "webhooks.stop", str(number))
        return RedirectResponse("/webhooks?state=failed", 303)

    return routes


def _rate(text: str) -> int:
    if not text:
        return RATE_PER_S
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= RATE_MAX):
        raise InvalidRequest(f"{text[:20]} is no rate", next_step=f"Write a number from 1 to {RATE_MAX:,}: events a second.")
    return int(text)
