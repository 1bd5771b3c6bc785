"""Outbound webhooks: endpoints and how each stands, deliveries with what was sent and what was answered."""

from __future__ import annotations

import json

from shoplatch.accounts.roles import SETUP
from shoplatch.console.desk import Ask, Desk, Frame, Shown
from shoplatch.console.hook_forms import filled
from shoplatch.errors import NotFound
from shoplatch.outbox import kinds
from shoplatch.outbox.address import shown
from shoplatch.outbox.standing import standings
from shoplatch.store.hooks import deliveries, endpoints
from shoplatch.store.hooks.deliveries import Backlog
from shoplatch.store.hooks.endpoints import Endpoint

PAGE = 50
STATES = ("waiting", "delivered", "failed")
NOTHING = Backlog(0, 0, None)


async def hooks(desk: Desk, ask: Ask) -> Shown:
    """Every endpoint, and the newest deliveries of all."""
    async with desk.reading(ask) as (conn, frame):
        every = [one for one in await endpoints.every(conn) if _seen(one, frame)]
        backlogs = await deliveries.backlogs(conn)
        listed = await _listed(conn, ask, frame, None)
    values: dict[str, object] = {
        "frame": frame, "rows": [(one, backlogs.get(one.id, NOTHING)) for one in every],
        "types": list(kinds.types()), "shown": shown, "setup": _may_change(ask, frame),
        "wrong": "", "secret": "", "made": None, "given": None, **listed,
    }  # fmt: skip
    return Shown("hooks.html", values)


async def hook(desk: Desk, ask: Ask) -> Shown:
    """One endpoint with its deliveries. Raises NotFound."""
    async with desk.reading(ask) as (conn, frame):
        one = await endpoints.get(conn, ask.parts["endpoint"])
        if one is None or not _seen(one, frame):
            raise NotFound("There is no such endpoint", next_step="The list shows those there are.")
        backlog = (await deliveries.backlogs(conn)).get(one.id, NOTHING)
        listed = await _listed(conn, ask, frame, one.id)
        stands = next((of for of in await standings(conn, desk.house.clock.now()) if of.endpoint.id == one.id), None)
    values: dict[str, object] = {"frame": frame, "e": one, "backlog": backlog, "shown": shown, "secret": "", **listed}
    values["stands"] = stands
    values["setup"] = _may_change(ask, frame)
    return Shown("hook.html", values)


async def hook_edit(desk: Desk, ask: Ask) -> Shown:
    """The form of one endpoint. Raises NotFound."""
    async with desk.reading(ask) as (conn, frame):
        one = await endpoints.get(conn, ask.parts["endpoint"])
        if one is None or not _may_change(ask, frame):
            raise NotFound("There is no such endpoint", next_step="The list shows those there are.")
    values: dict[str, object] = {
        "frame": frame, "e": one, "types": list(kinds.types()), "shown": shown, "wrong": "", "given": filled(one),
    }  # fmt: skip
    return Shown("hook_edit.html", values)


async def hook_delivery(desk: Desk, ask: Ask) -> Shown:
    """One delivery: the request as it goes out, each attempt, each answer. Raises NotFound."""
    number = ask.parts["n"]
    async with desk.reading(ask) as (conn, frame):
        found = (
            await deliveries.one(conn, int(number)) if number.isascii() and number.isdigit() and len(number) < 19 else None
        )
        if found is None or (frame.limited and frame.shop(found[0].shop_id) is None):
            raise NotFound(f"There is no delivery {number[:20]}", next_step="The list shows those there are.")
        one, body, attempts = found
        of = await endpoints.get(conn, one.endpoint_id)
    values = {
        "frame": frame, "d": one, "attempts": attempts, "place": frame.place_of(one.shop_id), "shown": shown,
        "body": json.dumps(json.loads(body), indent=2, ensure_ascii=False), "personal": of is not None and of.personal,
    }  # fmt: skip
    return Shown("hook_delivery.html", values)


async def _listed(conn: object, ask: Ask, frame: Frame, endpoint_id: str | None) -> dict[str, object]:
    state = ask.query.get("state") if ask.query.get("state") in STATES else None
    before = (
        int(ask.query["before"]) if ask.query.get("before", "").isascii() and ask.query.get("before", "").isdigit() else None
    )
    found = await deliveries.newest(
        conn, endpoint_id=endpoint_id, state=state, before=before, limit=PAGE + 1,  # type: ignore[arg-type]  # of the desk
        shop_ids=frame.ids if frame.limited or ask.query.get("shop") else None,
    )  # fmt: skip
    older = found[PAGE - 1].n if len(found) > PAGE else None
    return {"deliveries": found[:PAGE], "state": state, "states": STATES, "older": older}


def _may_change(ask: Ask, frame: Frame) -> bool:
    return ask.person is not None and ask.person.may(SETUP) and not frame.limited


def _seen(one: Endpoint, frame: Frame) -> bool:
    """Who sees some shops only sees endpoints that are about those alone."""
    return not frame.limited or (one.shop_ids is not None and all(frame.shop(id_) is not None for id_ in one.shop_ids))
