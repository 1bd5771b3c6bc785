"""The change feed: what changed, in an order that skips nothing, however late a writer commits."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field

from shoplatch.api.house import House
from shoplatch.api.problems import told
from shoplatch.api.rows import Shops
from shoplatch.api.spelling import answer
from shoplatch.api.who import Looking, shops_of
from shoplatch.errors import InvalidRequest
from shoplatch.store import changes
from shoplatch.store.changes import ChangeRow, Position
from shoplatch.store.read.kinds import KINDS
from shoplatch.store.versions import DELETED

LIMIT, LIMIT_MAX = 500, 5_000
WAIT_MAX_S = 30
_BIGGEST = 2**63 - 1
ROWS_OF = {kind.feed: kind for kind in KINDS if kind.feed and kind.part_of is None}


class Change(BaseModel):
    """One object that became another."""

    cursor: str = Field(description="The place after this change.")
    shop_id: str
    kind: str = Field(description="What kind of object, by the name of its list: orders, products, statements, ...")
    id: str = Field(description="The object's id; of a stock level `sku:warehouse`.")
    deleted: bool = Field(description="A tombstone: TikTok Shop no longer shows the object.")
    cause: str = Field(description="What brought it: webhook, backfill, incremental or reconcile.")
    webhook: str | None = Field(description="The number of the webhook that rang, if one did.")
    before: str | None = Field(description="Its status before; null where it is new.")
    after: str | None = Field(description="Its status after.")
    update_time: datetime | None = Field(description="When TikTok Shop says that it changed.")
    at: datetime = Field(description="When we wrote it.")


class Changes(BaseModel):
    """Some changes, oldest first."""

    rows: list[Change]
    cursor: str = Field(description="Keep it, and hand it back as `after`. It moves on even where no row was for you.")
    more: bool = Field(description="Whether there are more right now.")


def router(house: House) -> APIRouter:
    """The feed."""
    routes = APIRouter(tags=["change feed"])

    @routes.get(
        "/changes", response_model=None, responses={200: {"model": Changes}, **told(400, 401, 403, 404, 422, 429)},
        summary="What changed after a place",
        description="Begin without `after` for everything, or with `after=now` for what comes. A change is told once it can "
        "no longer be overtaken, so a reader that keeps the cursor misses none; it may see one again after a restore. Read "
        "the object itself for what it is now.",
    )  # fmt: skip
    async def feed(
        request: Request, person: Looking,
        after: Annotated[str | None, Query(max_length=60, description="The `cursor` kept last, or `now`.")] = None,
        shops: Shops = None,
        kinds: Annotated[list[str] | None, Query(alias="kind", description="Only this kind; may be given often.")] = None,
        limit: Annotated[int, Query(ge=1, le=LIMIT_MAX, description="Changes at most.")] = LIMIT,
        wait_s: Annotated[int, Query(ge=0, le=WAIT_MAX_S, description="Wait so long for the first one.")] = 0,
    ) -> Response:  # fmt: skip
        feeds = _feeds(kinds)
        async with house.store.begin() as conn:
            ids = frozenset(await shops_of(conn, person, shops))
            place = await changes.newest(conn) if after == "now" else _read(after)
        everything = after != "now" and shops is None and feeds is None and person.shops is None
        until = house.clock.monotonic() + wait_s
        while True:
            async with house.store.begin() as conn:
                found = await changes.read(conn, place, limit)
            seen = [
                one for one in found
                if (everything or one.shop_id in ids) and (feeds is None or one.change.kind in feeds)
            ]  # fmt: skip
            place = found[-1].position if found else place
            if seen or len(found) == limit or house.clock.monotonic() >= until or wait_s == 0:
                break
            await asyncio.sleep(0.25)
        rows = [_change(one) for one in seen]
        return answer(request, {"rows": rows, "cursor": _spelled(place), "more": len(found) == limit})

    return routes


def _feeds(kinds: list[str] | None) -> frozenset[str] | None:
    if not kinds:
        return None
    names = {kind.name: feed for feed, kind in ROWS_OF.items()}
    if strange := [one for one in kinds if one not in names]:
        raise InvalidRequest(
            f"The change feed does not tell of {strange[0][:40]!r}", next_step=f"One of: {', '.join(sorted(names))}."
        )
    return frozenset(names[one] for one in kinds)


def _change(row: ChangeRow) -> dict[str, object]:
    one = row.change
    kind = ROWS_OF.get(one.kind)
    return {
        "cursor": _spelled(row.position), "shop_id": row.shop_id, "kind": kind.name if kind else one.kind,
        "id": one.object_id, "deleted": one.after == DELETED, "cause": one.cause,
        "webhook": str(one.inbox_n) if one.inbox_n is not None else None, "before": one.before, "after": one.after,
        "update_time": one.update_time, "at": one.at,
    }  # fmt: skip


def _spelled(place: Position) -> str:
    return f"{place.xid}.{place.n}"


def _read(text: str | None) -> Position:
    if not text:
        return changes.START
    parts = text.split(".")
    if len(parts) == 2 and all(one.isascii() and one.isdigit() and int(one) <= _BIGGEST for one in parts):
        return Position(int(parts[0]), int(parts[1]))
    raise InvalidRequest("this cursor was cut or made up", next_step="Use the `cursor` of the last answer.")
