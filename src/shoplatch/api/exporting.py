"""Whole families as a stream of lines: for who wants all rows at once and has no folder here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from shoplatch.api.house import House
from shoplatch.api.problems import told
from shoplatch.api.rows import AsOf, Shops, Since, Until, utc
from shoplatch.api.spelling import JSON
from shoplatch.api.who import Looking, shops_of
from shoplatch.errors import NotFound, RateLimited
from shoplatch.exports.stream import MEDIA, streamed
from shoplatch.store.read.flow import Scope, snapshot
from shoplatch.store.read.former import remembering
from shoplatch.store.read.kinds import KIND_OF, KINDS, Kind

AT_ONCE = 2  # each holds a connection to the database for as long as it is read


class Family(BaseModel):
    """One family that can be had whole."""

    name: str
    key: list[str] = Field(description="What names a row.")
    columns: list[dict[str, str | bool]] = Field(description="name, type and whether it may be null.")
    as_of: bool = Field(description="Whether former versions are kept.")


class Families(BaseModel):
    """The families."""

    rows: list[Family]


def router(house: House) -> APIRouter:
    """The routes below /exports."""
    routes = APIRouter(tags=["exports"])
    under_way: set[object] = set()

    @routes.get(
        "/exports", response_model=None, responses={200: {"model": Families}, **told(401, 403, 429)},
        summary="The families that can be had whole, with their columns",
    )  # fmt: skip
    async def families(_: Looking) -> Response:
        rows = [_family(kind) for kind in KINDS]
        return Response(Families(rows=rows).model_dump_json(), media_type=JSON)

    @routes.get(
        "/exports/{family}", response_model=None, summary="All rows of a family, as lines",
        description="Streamed from one moment's view of the store, in steady memory. For what changes after that read "
        "`/api/changes`. A stream that breaks off was not whole: ask again.",
        responses={
            200: {
                "description": "The rows.",
                "content": {"application/jsonl": {"schema": {"type": "string"}}, "text/csv": {"schema": {"type": "string"}}},
            },
            **told(400, 401, 403, 404, 422, 429),
        },
    )  # fmt: skip
    async def lines(
        person: Looking,
        family: Annotated[str, Path(max_length=60, description="The family's name.")],
        form: Annotated[Literal["jsonl", "csv"], Query(alias="format", description="Which lines.")] = "jsonl",
        shops: Shops = None, since: Since = None, until: Until = None, as_of: AsOf = None,
    ) -> Response:  # fmt: skip
        kind = KIND_OF.get(family)
        if kind is None:
            raise NotFound(f"There is no family {family!r}", next_step="`GET /api/exports` lists them.")
        if as_of is not None:
            remembering(kind)
        async with house.store.begin() as conn:
            scope = Scope(await shops_of(conn, person, shops), utc(since), utc(until))
        if len(under_way) >= AT_ONCE:
            raise RateLimited(f"{AT_ONCE} exports are being read already", retry_after_s=5, next_step="Wait for one to end.")
        return StreamingResponse(_stream(house, kind, scope, form, utc(as_of), under_way), media_type=MEDIA[form])

    return routes


async def _stream(
    house: House, kind: Kind, scope: Scope, form: str, as_of: datetime | None, under_way: set[object]
) -> AsyncIterator[bytes]:
    mine = object()
    under_way.add(mine)
    try:
        async with snapshot(house.store) as moment, aclosing(streamed(moment, kind, scope, form, as_of=as_of)) as lines:
            async for portion in lines:
                yield portion
    finally:
        under_way.discard(mine)


def _family(kind: Kind) -> Family:
    columns: list[dict[str, str | bool]] = [
        {"name": one.name, "type": one.type, "nullable": one.nullable} for one in kind.shapes
    ]
    held = kind.parent or kind
    return Family(name=kind.name, key=["shop_id", *kind.key], columns=columns, as_of=held.family is not None)
