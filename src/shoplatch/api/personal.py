"""What is sealed of people, opened one at a time: with the right `personal`, for a reason, and never unseen.

The line in the audit log is written before anything is opened.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field, JsonValue

from shoplatch.api.gate import address_of
from shoplatch.api.house import House
from shoplatch.api.problems import told
from shoplatch.api.rows import missing
from shoplatch.api.spelling import answer
from shoplatch.api.who import Trusted, shops_of
from shoplatch.store import sealed
from shoplatch.store.sealed import PLACES

OPENED = {place.table: place for place in PLACES if place.key[0] == "shop_id"}


class Reason(BaseModel):
    """Why somebody looks."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"example": {"reason": "Parcel came back; asking the buyer for the right address"}}
    )
    reason: str = Field(min_length=8, max_length=300, pattern=r"^[^\x00]*\S[^\x00]*$", description="For the audit log.")


class Opened(BaseModel):
    """What was sealed."""

    shop_id: str
    id: str
    at: datetime = Field(description="When it was opened.")
    personal: JsonValue = Field(description="As TikTok Shop sent it, by its path there.")


def router(house: House) -> APIRouter:
    """The one route below /personal."""
    routes = APIRouter(tags=["personal data"])

    @routes.post(
        "/personal/{table}/{shop}/{id}", response_model=None, summary="Open what is sealed of a person",
        description="Recipients by the order's id, messages, conversations and notes of returns by their own.",
        responses={200: {"model": Opened}, **told(401, 403, 404, 422, 429)},
    )  # fmt: skip
    async def opened(
        request: Request, person: Trusted, asked: Reason,
        table: Annotated[
            Literal["order_recipients", "messages", "conversations", "return_records"], Path(description="Where it lies.")
        ],
        shop: Annotated[str, Path(description="The shop's id.", max_length=200)],
        id: Annotated[str, Path(description="The id; `~` stands for `/`.", max_length=400)],  # noqa: A002
    ) -> Response:  # fmt: skip
        key, place = (shop, id.replace("~", "/")), OPENED[table]
        async with house.store.begin() as conn:
            await shops_of(conn, person, [shop])
            found = await sealed.one(conn, place, key)
        if found is None:
            raise missing(table, key[1], shop)
        await house.accounts.audit.note(
            "personal.open", f"{table} {key[1]}"[:300], actor=person.name, detail=asked.reason,
            address=address_of(request.scope.get("client")),
        )  # fmt: skip
        text = house.vault.unseal(found.sealed, owner=place.owner_of(key), field=place.field_of(key))
        return answer(request, {"shop_id": shop, "id": key[1], "at": house.clock.now(), "personal": _read(text)})

    return routes


def _read(text: str) -> object:
    """Notes are plain words, everything else is JSON."""
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return text
