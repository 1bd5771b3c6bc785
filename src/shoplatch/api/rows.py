"""Every kind of row the store holds: as a list, one by one, as believed at a moment, and with its former versions.

The routes are made from `store.read.kinds`, so that a new table is a new route. `~` in an id stands for `/`.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field

from shoplatch.api.house import House
from shoplatch.api.problems import told
from shoplatch.api.shapes import page_of, versions_of, whole_of
from shoplatch.api.spelling import answer
from shoplatch.api.who import Looking, shops_of
from shoplatch.errors import InvalidRequest, NotFound
from shoplatch.store.read import former, listing
from shoplatch.store.read.kinds import KINDS, Kind
from shoplatch.store.read.listing import Place, Wanted

LIMIT, LIMIT_MAX = 50, 500
Route = Callable[..., Awaitable[Response]]
# What a list may be narrowed by, beside shop and time. Only columns that an index or a small table makes cheap.
NARROWED: Mapping[str, tuple[str, ...]] = {
    "orders": ("status",),
    "products": ("status",),
    "skus": ("product_id",),
    "stock_levels": ("product_id", "sku_id"),
    "packages": ("status",),
    "cancellations": ("status", "order_id"),
    "returns": ("status", "order_id", "return_type"),
    "return_records": ("return_id",),
    "statements": ("payment_status", "payment_id"),
    "statement_transactions": ("statement_id", "order_id", "type", "sign_convention"),
    "order_settlements": ("order_id",),
    "order_transactions": ("order_id", "sku_id"),
    "unsettled_transactions": ("order_id", "type"),
    "payments": ("status",),
    "withdrawals": ("type", "status"),
    "promotions": ("status", "activity_type"),
    "promotion_products": ("promotion_id", "product_id"),
    "coupons": ("status",),
    "affiliate_orders": ("status",),
    "creators": ("username",),
    "external_orders": ("order_id", "platform"),
    "perf_products": ("product_id",),
    "perf_skus": ("sku_id",),
    "messages": ("conversation_id",),
}
LISTED: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind.part_of is None or kind.name == "skus")

Shops = Annotated[
    list[str] | None,
    Query(alias="shop", max_length=200, description="Only this shop; may be given often. Left out: every shop granted."),
]
Since = Annotated[datetime | None, Query(description="At or after this moment, by the list's own time; RFC 3339.")]
Until = Annotated[datetime | None, Query(description="Before this moment.")]
AsOf = Annotated[datetime | None, Query(description="As the store believed at this moment, instead of now.")]
Deleted = Annotated[bool, Query(description="Also what TikTok Shop no longer shows.")]
After = Annotated[str | None, Query(max_length=1_000, description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=LIMIT_MAX, description="Rows on a page at most.")]


class ObjectChange(BaseModel):
    """One change of an object."""

    at: datetime = Field(description="When we wrote it.")
    before: str | None = Field(description="Its status before; null where it was new.")
    after: str | None = Field(description="Its status after.")
    cause: str = Field(description="What brought it: webhook, backfill, incremental or reconcile.")
    webhook: str | None = Field(description="The number of the webhook that rang, if one did.")
    update_time: datetime | None = Field(description="When TikTok Shop says that it changed.")


class ObjectChanges(BaseModel):
    """The changes of an object, oldest first."""

    rows: list[ObjectChange]


def router(house: House) -> APIRouter:
    """A list and a detail of every kind."""
    routes = APIRouter()
    for kind in LISTED:
        path, words = f"/{kind.name}", kind.name.replace("_", " ")
        time = kind.time.name if kind.time is not None else None
        order = f"Newest `{time}` first" if time else "By id, greatest first"
        routes.add_api_route(
            path, _list(house, kind), response_model=None, tags=[words], name=f"list_{kind.name}",
            summary=f"List {words}", description=f"{order}. Pages are stable: what is new shifts nothing.",
            responses={200: {"model": page_of(kind), "description": "A page."}, **told(400, 401, 403, 404, 422, 429)},
        )  # fmt: skip
        if len(kind.key) > 1:
            continue
        routes.add_api_route(
            f"{path}/{{shop}}/{{id}}", _one(house, kind), response_model=None, tags=[words], name=f"get_{kind.name}",
            summary=f"One of {words}, with its parts",
            responses={200: {"model": whole_of(kind), "description": "It."}, **told(400, 401, 403, 404, 422, 429)},
        )  # fmt: skip
        if kind.feed is not None and kind.part_of is None:
            routes.add_api_route(
                f"{path}/{{shop}}/{{id}}/changes", _told(house, kind), response_model=None, tags=[words],
                name=f"changes_{kind.name}", summary=f"What changed when of one of {words}, and by what",
                responses={200: {"model": ObjectChanges, "description": "Changes."}, **told(401, 403, 404, 422, 429)},
            )  # fmt: skip
        if kind.family is not None:
            routes.add_api_route(
                f"{path}/{{shop}}/{{id}}/history", _history(house, kind), response_model=None, tags=[words],
                name=f"history_{kind.name}", summary=f"What was believed of one of {words}, version by version",
                responses={200: {"model": versions_of(kind), "description": "Versions."}, **told(401, 403, 404, 422, 429)},
            )  # fmt: skip
    return routes


def _list(house: House, kind: Kind) -> Route:
    async def rows(
        request: Request, person: Looking, shops: Shops = None, since: Since = None, until: Until = None,
        as_of: AsOf = None, after: After = None, limit: Limit = LIMIT, *, deleted: Deleted = False, **narrow: Any,
    ) -> Response:  # fmt: skip
        place = Place.read(after) if after else None
        equal = {name: values for name, values in narrow.items() if values}
        async with house.store.begin() as conn:
            ids = await shops_of(conn, person, shops)
            if as_of is not None:
                if since or until or equal or deleted:
                    raise InvalidRequest(
                        "A list as believed at a moment cannot be narrowed", next_step="Give `as_of` with `shop` alone."
                    )
                found, more = await former.believed(conn, kind, ids, utc(as_of), after=place, limit=limit)
            else:
                wanted = Wanted(ids, equal, utc(since), utc(until), deleted)
                found, more = await listing.page(conn, kind, wanted, after=place, limit=limit)
        return paged(request, found, str(more) if more else None)

    return _narrowed(rows, NARROWED.get(kind.name, ()))


def _narrowed(route: Route, names: Sequence[str]) -> Route:
    """The route with a query parameter for each of these columns, in place of the `narrow` that takes them."""
    signature = inspect.signature(route)
    declared = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    for name in names:
        said = Query(max_length=100, description=f"Only this {name}; may be given often.")
        declared.append(
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[list[str] | None, said]
            )
        )
    route.__signature__ = signature.replace(parameters=declared)  # type: ignore[attr-defined]  # what the framework reads
    return route


def paged(request: Request, rows: object, more: str | None) -> Response:
    """A page, with the address of the next one in `Link`."""
    headers = {}
    if more is not None:
        following = request.url.include_query_params(after=more)
        headers["link"] = f'<{following.path}?{following.query}>; rel="next"'
    return answer(request, {"rows": rows, "next": more}, headers=headers)


def _one(house: House, kind: Kind) -> Route:
    async def one(
        request: Request, person: Looking, shop: Annotated[str, Path(description="The shop's id.", max_length=200)],
        id: Annotated[str, Path(description="Its id; `~` stands for `/`.", max_length=400)],  # noqa: A002
        as_of: AsOf = None,
    ) -> Response:  # fmt: skip
        async with house.store.begin() as conn:
            await shops_of(conn, person, [shop])
            key = id.replace("~", "/")
            if as_of is not None:
                former.remembering(kind)
                found = await former.believed_one(conn, kind, shop, key, utc(as_of))
            else:
                found = await listing.one(conn, kind, shop, [key])
                if found is not None and kind.name == "orders":
                    found["packages"] = await listing.packages_of(conn, shop, key)
        if found is None:
            raise missing(kind.name, key, shop)
        return answer(request, found)

    return one


def _history(house: House, kind: Kind) -> Route:
    async def versions(
        request: Request, person: Looking, shop: Annotated[str, Path(description="The shop's id.", max_length=200)],
        id: Annotated[str, Path(description="Its id; `~` stands for `/`.", max_length=400)],  # noqa: A002
    ) -> Response:  # fmt: skip
        key = id.replace("~", "/")
        async with house.store.begin() as conn:
            await shops_of(conn, person, [shop])
            found = await former.versions(conn, kind, shop, key)
        if not found:
            raise missing(kind.name, key, shop)
        return answer(request, {"rows": found})

    return versions


def _told(house: House, kind: Kind) -> Route:
    async def changed(
        request: Request, person: Looking, shop: Annotated[str, Path(description="The shop's id.", max_length=200)],
        id: Annotated[str, Path(description="Its id; `~` stands for `/`.", max_length=400)],  # noqa: A002
        as_of: Annotated[datetime | None, Query(description="Up to this moment: the last one says what held then.")] = None,
    ) -> Response:  # fmt: skip
        key = id.replace("~", "/")
        async with house.store.begin() as conn:
            await shops_of(conn, person, [shop])
            found = await listing.told(conn, kind, shop, key, utc(as_of))
        if not found:
            raise missing(kind.name, key, shop)
        numbers = (str(row["inbox_n"]) if row["inbox_n"] is not None else None for row in found)
        rows = [
            {**{name: row[name] for name in ("at", "before", "after", "cause", "update_time")}, "webhook": number}
            for row, number in zip(found, numbers, strict=True)
        ]
        return answer(request, {"rows": rows})

    return changed


def missing(what: str, key: str, shop: str) -> NotFound:
    """There is none."""
    return NotFound(
        f"{what} {key[:80]} is not in the store", shop=shop,
        next_step="`GET /api/sync/streams` says how fresh each stream is.",
    )  # fmt: skip


def utc(at: Any) -> Any:
    """A moment without a zone is meant in UTC."""
    return at.replace(tzinfo=UTC) if isinstance(at, datetime) and at.tzinfo is None else at
