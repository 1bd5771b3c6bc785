"""One family as a file, out of the page Exports: for a stretch of time, within a number of rows, never cut short unsaid."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, aclosing
from datetime import UTC, date, datetime, timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from shoplatch.console.desk import Ask, Desk
from shoplatch.console.pages import exports as pages
from shoplatch.console.pages.exports import FORMATS, ROWS_MAX
from shoplatch.console.room import Room
from shoplatch.errors import InvalidRequest
from shoplatch.exports.stream import MEDIA, streamed
from shoplatch.store.read.flow import Scope, Snapshot, snapshot
from shoplatch.store.read.kinds import Kind, kind_of

AT_ONCE = 2  # each holds a connection to the database for as long as it is read


def router(desk: Desk) -> APIRouter:
    """The route /exports/file."""
    routes, room, under_way = APIRouter(include_in_schema=False), Room(desk), set[object]()

    async def refused(request: Request, why: str, status: int = 422) -> Response:
        query = {name: value for name, value in request.query_params.items() if value}
        return await room.shown(request, pages.exports, "/exports", status, query=query, wrong=why)

    @routes.get("/exports/file")
    async def file(request: Request) -> Response:
        query = {name: value for name, value in request.query_params.items() if value}
        try:
            kind, form = kind_of(query.get("family", "")), _format(query.get("format", "csv"))
            since, until = _day(query.get("since", "")), _day(query.get("until", ""))
        except InvalidRequest as wrong:
            return await refused(request, str(wrong))
        async with desk.reading(Ask("/exports", query=query, person=request.state.person)) as (_, frame):
            shop_ids = frame.ids
        if len(under_way) >= AT_ONCE:
            return await refused(request, f"{AT_ONCE} files are being read already: wait for one to end.", 429)
        scope = Scope(shop_ids, since, until + timedelta(days=1) if until else None)
        async with AsyncExitStack() as opened:
            moment = await opened.enter_async_context(snapshot(desk.house.store))
            rows = await moment.count(kind, scope, most=ROWS_MAX)
            if rows > ROWS_MAX:
                why = f"{kind.name} has more than {ROWS_MAX:,} rows in that stretch: choose a shorter one"
                return await refused(request, f"{why}, or `shoplatch export {kind.name} --format {form} --to FOLDER`.")
            stretch = f"{query.get('since', 'the beginning')} to {query.get('until', 'now')}"
            detail = f"{rows:,} rows, {form}, {stretch}, {len(shop_ids)} shops"
            await room.note(request, "exports.downloaded", kind.name, detail)
            sent = _sent(moment, kind, scope, form, opened.pop_all(), under_way)
        name = "-".join(part for part in (kind.name, query.get("since", ""), query.get("until", "")) if part)
        headers = {"content-disposition": f'attachment; filename="{name}.{form}"', "cache-control": "no-store"}
        return StreamingResponse(sent, media_type=MEDIA[form], headers=headers)

    return routes


async def _sent(
    moment: Snapshot, kind: Kind, scope: Scope, form: str, opened: AsyncExitStack, under_way: set[object]
) -> AsyncIterator[bytes]:
    mine = object()
    under_way.add(mine)
    try:
        async with opened, aclosing(streamed(moment, kind, scope, form)) as lines:
            async for portion in lines:
                yield portion
    finally:
        under_way.discard(mine)


def _format(text: str) -> str:
    if text not in FORMATS:
        raise InvalidRequest(f"There is no format {text[:20]!r} here", next_step=f"One of: {', '.join(FORMATS)}.")
    return text


def _day(text: str) -> datetime | None:
    """The beginning of a day, UTC."""
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
    except ValueError as broken:
        raise InvalidRequest(f"{text[:40]!r} is no day", next_step="Give it as 2026-11-22.") from broken
