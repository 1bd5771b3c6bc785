"""What the explain page sends: a call that was caught. It is judged here, with the secrets of this house, and not kept."""

from __future__ import annotations

from asyncio import to_thread

from fastapi import APIRouter, Request, Response

from shoplatch.console.desk import Desk
from shoplatch.console.pages.explain import explain as page
from shoplatch.console.room import Room
from shoplatch.errors import InvalidRequest
from shoplatch.testing.explainer import explain, explain_webhook, read

SOURCE_MAX = 2_000_000


def router(desk: Desk) -> APIRouter:
    """The route below /explain."""
    routes = APIRouter(include_in_schema=False)
    room = Room(desk)

    @routes.post("/explain/call")
    async def judge(request: Request) -> Response:
        async with request.form(max_fields=4, max_files=0, max_part_size=SOURCE_MAX) as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
        source, signature, app_key = given.get("source", ""), given.get("signature", "").strip(), given.get("app", "")
        accounts = desk.house.accounts
        keys = {app.app_key: (await accounts.webhook_secrets(app.app_key))[0] for app in await accounts.apps()}
        content = source.replace("\r\n", "\n").encode("utf-8", "surrogateescape")
        try:
            if signature:  # a webhook's body, with what came in its header
                told = await to_thread(explain_webhook, content, signature, app_key, keys)
            else:
                told = await to_thread(explain, read(content), keys)
        except InvalidRequest as refused:
            return await room.shown(request, page, "/explain", 422, wrong=str(refused), source=source)
        return await room.shown(request, page, "/explain", told=told, source=source)

    return routes
