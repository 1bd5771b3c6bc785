"""What the explorer sends: a form that was filled in, to be called, or only to be shown as curl, program and trace."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import UploadFile

from shoplatch.catalog.model import Operation
from shoplatch.client import explaining
from shoplatch.client.async_client import AsyncClient
from shoplatch.client.outgoing import Upload
from shoplatch.client.preview import Preview, preview
from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.explorer_answer import answer_of
from shoplatch.console.explorer_form import call_of
from shoplatch.console.pages.explorer import explorer as page
from shoplatch.console.pages.explorer import form as form_of
from shoplatch.console.pages.explorer import known
from shoplatch.console.room import Room
from shoplatch.errors import InvalidRequest, NotFound, ShoplatchError

FIELDS_MAX, FILES_MAX = 1_500, 8
FILE_MAX_BYTES = 12 * 1024 * 1024
VALUE_MAX = 100_000
DEADLINE_S = 25.0


def router(desk: Desk) -> APIRouter:
    """The route below /explorer."""
    routes = APIRouter(include_in_schema=False)
    room = Room(desk)

    @routes.post("/explorer/run")
    async def run(request: Request) -> Response:
        given, files = await _filled(request)
        operation = known(given.get("operation", ""))
        shop = given.get("shop", "")
        values: dict[str, Any] = {"open": given.get("open") == "1"}
        status = 200
        try:
            params, body = call_of(operation, given, files, given.get("raw_body", ""))
            client, real = await _client(desk, request, shop)
            made = preview(client, operation.stable_key, body=body, **params)
            values |= {"preview": made, "command": made.command(shop or None)}
            if given.get("act") == "run":
                if real and not operation.read and given.get("sure") != "yes":
                    raise InvalidRequest(
                        f"{operation.id} changes something in a real shop",
                        next_step="Tick that you mean it, and send it again.",
                    )
                values["told"] = await _sent(room, request, client, shop, made, open_=values["open"])
        except ShoplatchError as refused:
            status = 422
            known_code = explaining.explanation(refused.code) if refused.code else None
            values |= {
                "wrong": refused.what,
                "next_step": refused.next_step or "",
                "code": refused.code,
                "means": known_code,
            }
        return await _page(desk, request, operation, given, values, status)

    return routes


async def _sent(
    room: Room, request: Request, client: AsyncClient, shop: str, made: Preview, *, open_: bool
) -> dict[str, Any]:
    """Call, and what came back. Writes, and looking at personal data, are noted in the audit log."""
    operation = made.operation
    if not operation.read or open_:
        act = "explorer.personal" if operation.read else "explorer.write"
        await room.note(request, act, operation.id, shop)
    reply = await client.call(operation.stable_key, body=made.body, deadline_s=DEADLINE_S, **made.params)
    return {"request_id": reply.request_id, "answer": answer_of(operation, reply.data, open_=open_)}


async def _client(desk: Desk, request: Request, shop: str) -> tuple[AsyncClient, bool]:
    """The client of the shop that was chosen, and whether it is a real one.

    Raises:
        NotFound: there is no such shop for who asks.
    """
    person, accounts = request.state.person, desk.house.accounts
    if not shop:
        raise NotFound("No shop was chosen", next_step="Choose one; connect a shop first where there is none.")
    if person is not None and not person.sees(shop):
        raise NotFound(f"Shop {shop[:40]} is not connected here", next_step="Choose one from the list.")
    found = await accounts.shop(shop)
    connection = await accounts.connection(found.connection_id)
    app = await accounts.app(connection.app_key)
    return await accounts.client_for_shop(shop), app.environment == "production"


async def _page(
    desk: Desk, request: Request, operation: Operation, given: dict[str, str], values: dict[str, Any], status: int
) -> Response:
    query = {"operation": operation.id, **({"shop": given["shop"]} if given.get("shop") else {})}
    ask = Ask("/explorer", {}, query, request.state.person, "")
    try:
        made = await page(desk, ask)
    except NotFound:  # a shop that is none of theirs
        ask = Ask("/explorer", {}, {"operation": operation.id}, request.state.person, "")
        made = await page(desk, ask)
    shown = Shown(made.template, {**made.values, **form_of(operation, given), **values})
    return HTMLResponse(desk.page(shown, ask), status)


async def _filled(request: Request) -> tuple[dict[str, str], dict[str, Upload]]:
    given: dict[str, str] = {}
    files: dict[str, Upload] = {}
    async with request.form(max_fields=FIELDS_MAX, max_files=FILES_MAX, max_part_size=VALUE_MAX) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                content = await value.read(FILE_MAX_BYTES + 1)
                if len(content) > FILE_MAX_BYTES:
                    raise InvalidRequest(f"{value.filename} is larger than {FILE_MAX_BYTES:,} bytes")
                if content:
                    kind = value.content_type or "application/octet-stream"
                    files[name] = Upload(value.filename or "file", content, kind)
            else:
                given[name] = value[:VALUE_MAX]
    return given, files
