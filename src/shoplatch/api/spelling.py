"""Answers as JSON: money and every other decimal as text, times in UTC, and a mark by which nothing is sent twice."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
from fastapi import Request, Response

JSON = "application/json"


def spelled(value: Any) -> Any:
    """A value as JSON has it: decimals as plain text, times in UTC, rows of ours as objects, sets as lists."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: spelled(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): spelled(inner) for name, inner in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [spelled(inner) for inner in value]
    return value


def answer(request: Request, value: Any, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """An answer, or 304 where the caller holds exactly this already (`If-None-Match`)."""
    body = msgspec.json.encode(spelled(value))
    mark = f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
    said = {"etag": mark, "cache-control": "no-cache, private", **(headers or {})}
    if request.method == "GET" and mark in _marks(request.headers.get("if-none-match", "")):
        return Response(None, 304, headers=said)
    return Response(body, status, media_type=JSON, headers=said)


def _marks(header: str) -> set[str]:
    return {one.strip().removeprefix("W/") for one in header.split(",")[:50]}
