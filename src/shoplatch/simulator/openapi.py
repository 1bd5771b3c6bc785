"""The control described as OpenAPI 3.1, made from the table of levers."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from shoplatch import __version__
from shoplatch.simulator.lever import Lever
from shoplatch.simulator.levers import LEVERS

_REFUSALS = {
    "400": "It cannot be done as asked",
    "403": "Not from here",
    "404": "No such thing",
    "409": "Its state forbids it",
}


def document(base_url: str) -> dict[str, Any]:
    """The whole description."""
    kinds = [lever.takes for lever in LEVERS if isinstance(lever.takes, type)]
    schemas, components = msgspec.json.schema_components(kinds, ref_template="#/components/schemas/{name}")
    by_kind = dict(zip(kinds, schemas, strict=True))
    paths: dict[str, dict[str, Any]] = {}
    for lever in LEVERS:
        paths.setdefault(f"/_sim/{lever.path}", {})[lever.method.lower()] = _operation(lever, by_kind)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Control of the TikTok Shop simulator",
            "version": __version__,
            "description": "Drives a simulated TikTok Shop. It answers its own machine, or whoever shows its token.",
        },
        "servers": [{"url": base_url}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": {**components, "Error": {"type": "object", "properties": {"error": {"type": "string"}},
                                                "required": ["error"]}},
            "securitySchemes": {"token": {"type": "apiKey", "in": "header", "name": "x-simulator-token"}},
        },
    }  # fmt: skip


def _operation(lever: Lever, by_kind: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    answer = {"type": "object", "required": list(lever.gives)}
    told: dict[str, Any] = {
        "operationId": _name(lever),
        "summary": lever.does,
        "parameters": [
            *(_parameter(name, "path", "") for name in re.findall(r"{(\w+)}", lever.path)),
            *(_parameter(name, "query", what) for name, what in lever.query.items()),
        ],
        "responses": {
            "200": {"description": "Done", "content": {"application/json": {"schema": answer}}},
            **{
                status: {
                    "description": what,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
                }
                for status, what in _REFUSALS.items()
            },
        },
    }
    if lever.takes is not None:
        schema = by_kind[lever.takes] if isinstance(lever.takes, type) else dict(lever.takes)
        told["requestBody"] = {"content": {"application/json": {"schema": schema}}}
    return told


def _parameter(name: str, place: str, what: str) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}}
    return {**told, "description": what} if what else told


def _name(lever: Lever) -> str:
    words = re.sub(r"[{}]", "", lever.path).replace("-", "_").replace("/", "_")
    return f"{lever.method.lower()}_{words}"
