"""Shops and connections: who let us in, how their grants stand, and the next step. No secret is among it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, Field

from shoplatch.accounts.lifecycle import Standing, life_of
from shoplatch.accounts.people import Person
from shoplatch.api.house import House
from shoplatch.api.problems import told
from shoplatch.api.spelling import answer
from shoplatch.api.who import Anybody, Looking, shops_of
from shoplatch.errors import NotFound
from shoplatch.store import read
from shoplatch.store.read import ConnectionRow, ShopRow


class Me(BaseModel):
    """Whose token this is."""

    person: str = Field(description="The person's name.")
    role: str = Field(description="owner, operator, analyst or auditor.")
    rights: list[str] = Field(description="What the token opens now: its scopes, as far as the role holds them.")
    shops: list[str] | None = Field(description="The shops granted; null: every shop.")
    token_id: str | None = Field(description="The token's id, as the console lists it.")


class Grant(BaseModel):
    """How a grant stands."""

    state: str = Field(description="active, expiring, needs_reauthorization or deauthorized.")
    said: str = Field(description="The same in a sentence.")
    next_action: str | None = Field(description="What somebody has to do; null: nothing.")
    ends_at: datetime | None = Field(description="When the grant ends as far as TikTok Shop said; null: no end by time.")


class Shop(BaseModel):
    """A shop that let us in."""

    id: str
    name: str
    code: str
    region: str
    seller_type: str
    seller_name: str
    environment: str = Field(description="production or simulator.")
    connection_id: str
    app_key: str
    first_seen: datetime
    data_settled_as: str | None = Field(description="What became of its data after the end of its grant.")
    grant: Grant


class Shops(BaseModel):
    """The shops granted."""

    rows: list[Shop]


class Connection(BaseModel):
    """One grant by one seller, creator or partner to one app."""

    id: str
    app_key: str
    app_name: str
    environment: str
    market: str
    kind: str
    seller_name: str
    seller_base_region: str | None
    shops: list[str] = Field(description="Ids of its shops that this token sees.")
    granted_scopes: list[str]
    created_at: datetime
    updated_at: datetime
    access_expires_at: datetime | None
    grant: Grant


class Connections(BaseModel):
    """The connections of the shops granted."""

    rows: list[Connection]


ShopId = Annotated[str, Path(description="The shop's id.", max_length=200)]


def router(house: House) -> APIRouter:
    """Shops, connections, and who asks."""
    routes = APIRouter(tags=["shops and connections"])

    @routes.get("/me", response_model=None, responses={200: {"model": Me}, **told(401, 429)}, summary="Whose token this is")
    async def me(request: Request, person: Anybody) -> Response:
        shops = list(person.shops) if person.shops is not None else None
        found = {"person": person.name, "role": person.role, "rights": sorted(person.rights), "shops": shops}
        return answer(request, {**found, "token_id": person.token_id})

    @routes.get(
        "/shops", response_model=None, responses={200: {"model": Shops}, **told(401, 403, 429)}, summary="List shops"
    )
    async def shops(request: Request, person: Looking) -> Response:
        async with house.store.begin() as conn:
            rows = [row for row in await read.shops(conn) if person.sees(row.id)]
        return answer(request, {"rows": [_shop(house, row) for row in rows]})

    @routes.get(
        "/shops/{shop}", response_model=None, responses={200: {"model": Shop}, **told(401, 403, 404, 422, 429)},
        summary="One shop",
    )  # fmt: skip
    async def shop(request: Request, person: Looking, shop: ShopId) -> Response:
        async with house.store.begin() as conn:
            (asked,) = await shops_of(conn, person, [shop])
            row = next(row for row in await read.shops(conn) if row.id == asked)
        return answer(request, _shop(house, row))

    @routes.get(
        "/connections", response_model=None, responses={200: {"model": Connections}, **told(401, 403, 429)},
        summary="List connections", description="Those that need somebody come first.",
    )  # fmt: skip
    async def connections(request: Request, person: Looking) -> Response:
        return answer(request, {"rows": await _connections(house, person)})

    @routes.get(
        "/connections/{id}", response_model=None, responses={200: {"model": Connection}, **told(401, 403, 404, 422, 429)},
        summary="One connection",
    )  # fmt: skip
    async def connection(
        request: Request,
        person: Looking,
        id: Annotated[str, Path(description="The connection's id.", max_length=200)],  # noqa: A002  # the route's word
    ) -> Response:
        found = next((one for one in await _connections(house, person) if one["id"] == id), None)
        if found is None:
            raise NotFound(
                f"There is no connection {id[:60]!r} for this token", next_step="`GET /api/connections` lists them."
            )
        return answer(request, found)

    return routes


async def _connections(house: House, person: Person) -> list[dict[str, object]]:
    async with house.store.begin() as conn:
        rows = await read.connections(conn)
        seen = {row.id: row.connection_id for row in await read.shops(conn) if person.sees(row.id)}
    made = []
    for row in rows:
        ids = sorted(shop for shop, connection in seen.items() if connection == row.id)
        if ids or person.shops is None:
            made.append(_connection(house, row, ids))
    return made


def _connection(house: House, row: ConnectionRow, ids: list[str]) -> dict[str, object]:
    names = set(Connection.model_fields) - {"shops", "grant"}
    return {**{name: getattr(row, name) for name in names}, "shops": ids, "grant": _grant(house, row)}


def _shop(house: House, row: ShopRow) -> dict[str, object]:
    names = set(Shop.model_fields) - {"grant"}
    return {**{name: getattr(row, name) for name in names}, "grant": _grant(house, row)}


def _grant(house: House, row: Standing) -> dict[str, object]:
    life = life_of(row, house.clock.now())
    return {"state": life.word, "said": life.said, "next_action": life.next_step or None, "ends_at": life.ends_at}
