"""Refusals and failures as problem+json (RFC 9457): what happened, which shop, what to do next, and the request's id.

The class of an error decides its status, as `errors.py` sorts them: by what the caller can do about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from shoplatch.errors import (
    ConfigError,
    Conflict,
    InvalidRequest,
    NotFound,
    PermissionMissing,
    RateLimited,
    Reauthorize,
    Retriable,
    ShoplatchError,
)

KIND = "application/problem+json"
# The first class that fits counts: those beneath others come first.
STATUS: Sequence[tuple[type[ShoplatchError], int, str]] = (
    (NotFound, 404, "not-found"),
    (InvalidRequest, 400, "invalid-request"),
    (Conflict, 409, "conflict"),
    (RateLimited, 429, "rate-limited"),
    (Retriable, 503, "try-again"),
    (Reauthorize, 409, "seller-must-authorize"),
    (PermissionMissing, 409, "scope-missing"),
    (ConfigError, 503, "set-up-wrongly"),
)
TITLES = {
    "not-found": "There is no such thing, or not for you", "invalid-request": "The request is wrong",
    "conflict": "Its state does not allow that", "rate-limited": "Too many requests", "try-again": "Not now; try again",
    "seller-must-authorize": "The seller has to authorize again", "scope-missing": "The grant lacks a scope",
    "set-up-wrongly": "This installation is set up wrongly", "fault": "A fault of ours",
    "no-token": "A token is needed", "no-right": "The token does not open this", "no-method": "Not this method",
    "wrong-host": "Not under this name",
}  # fmt: skip


class WrongField(BaseModel):
    """One part of a request that cannot be read."""

    where: str = Field(description="Where it stands: query, path or body, and the name.")
    what: str = Field(description="What is wrong with it.")


class Problem(BaseModel):
    """Why a request was not answered (RFC 9457)."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "type": "urn:shoplatch:problem:not-found",
                "title": TITLES["not-found"],
                "status": 404,
                "detail": "Order 576480000000001 is not in the store",
                "shop": "7495000000000000001",
                "next_step": "`GET /api/sync/streams` says how fresh each stream is.",
                "request_id": "01JD6Y0M3Q",
                "errors": None,
            }
        }
    )
    type: str = Field(description="What kind of problem, as a URN that stays the same.")
    title: str = Field(description="The kind in words.")
    status: int = Field(description="The HTTP status once more.")
    detail: str = Field(description="What happened.")
    shop: str | None = Field(description="Which shop it is about, where it is about one.")
    next_step: str | None = Field(description="What to do about it.")
    request_id: str | None = Field(description="Stands in the answer's X-Request-Id and in the server's log.")
    errors: list[WrongField] | None = Field(description="The parts of the request that cannot be read.")


def problem(
    status: int,
    kind: str,
    detail: str,
    *,
    shop: str | None = None,
    next_step: str | None = None,
    request_id: str | None = None,
    errors: Sequence[Mapping[str, str]] | None = None,
) -> bytes:
    """The body of a refusal."""
    return msgspec.json.encode(
        {
            "type": f"urn:shoplatch:problem:{kind}", "title": TITLES.get(kind, kind), "status": status, "detail": detail,
            "shop": shop, "next_step": next_step or None, "request_id": request_id, "errors": errors,
        }
    )  # fmt: skip


def install(app: FastAPI) -> None:
    """Have the application answer every error of ours and of the framework's as a problem."""

    async def known(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, ShoplatchError)
        status, kind = next(((s, k) for error, s, k in STATUS if isinstance(fault, error)), (500, "fault"))
        wait_s = fault.retry_after_s if isinstance(fault, Retriable) else None
        body = problem(status, kind, fault.what, shop=fault.shop, next_step=fault.next_step, request_id=_request_id(request))
        return Response(body, status, media_type=KIND, headers={"retry-after": f"{wait_s:.0f}"} if wait_s else None)

    async def unreadable(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, RequestValidationError)
        errors = [{"where": ".".join(str(part) for part in one["loc"]), "what": str(one["msg"])} for one in fault.errors()]
        named = ", ".join(dict.fromkeys(one["where"] for one in errors[:5]))
        body = problem(
            422, "invalid-request", f"The request cannot be read: {named}", next_step="`errors` says what is wrong where.",
            request_id=_request_id(request), errors=errors[:50],
        )  # fmt: skip
        return Response(body, 422, media_type=KIND)

    async def http(request: Request, fault: Exception) -> Response:
        assert isinstance(fault, HTTPException)
        kind, detail = {
            404: ("not-found", "There is nothing at this address"),
            405: ("no-method", "This address does not take that method"),
            403: ("no-right", str(fault.detail)),
        }.get(fault.status_code, ("invalid-request", str(fault.detail)))
        body = problem(
            fault.status_code, kind, detail, next_step="`/api/docs` lists every route.", request_id=_request_id(request)
        )
        return Response(body, fault.status_code, media_type=KIND, headers=dict(fault.headers or {}))

    app.add_exception_handler(ShoplatchError, known)
    app.add_exception_handler(RequestValidationError, unreadable)
    app.add_exception_handler(HTTPException, http)


def told(*codes: int) -> dict[int | str, dict[str, Any]]:
    """What the description of a route says of its refusals."""
    said = {
        400: "A part of the request means nothing here.", 401: "No token, or one that is over.",
        403: "The token or its owner lacks the right, or the shop.", 404: "There is none, or not for this token.",
        409: "The state of the thing does not allow it.", 422: "The request cannot be read.",
        429: "Too many requests with this token; `Retry-After` says how long to wait.",
        500: "A fault of ours; the server's log has the request's id.",
        503: "The database does not answer now; try again.", 405: "This address does not take that method.",
    }  # fmt: skip
    schema = {"$ref": "#/components/schemas/Problem"}
    every = sorted({400, *codes})  # an address that no text may have is wrong for every route
    return {code: {"description": said[code], "content": {KIND: {"schema": schema}}} for code in every}


def _request_id(request: Request) -> str | None:
    return getattr(request.state, "request_id", None)
