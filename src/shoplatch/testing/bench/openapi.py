"""Operations of the catalog as an OpenAPI 3.0 document, for mock servers that answer from one.

Every field of the reference, with the answer to give as the example. It says nothing of how calls are signed: a mock from a
description cannot check that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.catalog.model import Node, Operation

_TEXT = {"type": "string"}
_BOUNDS = {
    "min": "minimum",
    "max": "maximum",
    "min_length": "minLength",
    "max_length": "maxLength",
    "max_items": "maxItems",
}


def document(answers: Mapping[str, tuple[Operation, Mapping[str, Any]]]) -> dict[str, Any]:
    """The description of some operations: id -> (operation, the whole answer it gives)."""
    paths: dict[str, dict[str, Any]] = {}
    for operation, answer in answers.values():
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation, answer)
    return {
        "openapi": "3.0.3",
        "info": {"title": "TikTok Shop, from the catalog", "version": "1"},
        "paths": paths,
    }


def _described(operation: Operation, answer: Mapping[str, Any]) -> dict[str, Any]:
    envelope = {
        "type": "object",
        "required": ["code", "message", "request_id"],
        "properties": {
            "code": {"type": "integer"},
            "message": _TEXT,
            "request_id": _TEXT,
            "data": schema(operation.response) if operation.response is not None else {},
        },
    }
    told: dict[str, Any] = {
        "operationId": operation.id,
        "parameters": [
            *(_parameter(name, "path", _TEXT, required=True) for name in _path_names(operation.path)),
            *(_parameter(one.name, "query", schema(one), required=one.is_required) for one in operation.query),
            *(_parameter(name, "query", _TEXT, required=True) for name in ("app_key", "timestamp", "sign")),
            _parameter("shop_cipher", "query", _TEXT, required=operation.shop_cipher == "required"),
            _parameter("x-tts-access-token", "header", _TEXT, required=True),
        ],
        "responses": {
            "200": {"description": "Done", "content": {"application/json": {"schema": envelope, "example": dict(answer)}}}
        },
    }
    if operation.body is not None and operation.content_type == "json":
        told["requestBody"] = {"content": {"application/json": {"schema": schema(operation.body)}}}
    return told


def _path_names(path: str) -> list[str]:
    return [part[1:-1] for part in path.split("/") if part.startswith("{")]


def _parameter(name: str, place: str, form: Mapping[str, Any], *, required: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name, "in": place, "required": required, "schema": dict(form)}
    if form.get("type") == "array" and place == "query":
        told |= {"style": "form", "explode": False}
    return told


def schema(node: Node) -> dict[str, Any]:
    """A node as a schema; bounds that the reference's own example contradicts are left out."""
    told: dict[str, Any] = {"type": node.type}
    if node.type == "object":
        told["properties"] = {name: schema(member) for name, member in node.properties.items()}
        if node.required_names:
            told["required"] = list(node.required_names)
    elif node.type == "array":
        told["items"] = schema(node.items) if node.items is not None else {}
    if node.open:
        return told
    if node.enum:
        told["enum"] = list(node.enum)
    if not (node.type == "string" and (node.min is not None or node.max is not None)) and not node.also:
        told |= {word: value for name, word in _BOUNDS.items() if (value := getattr(node, name)) is not None}
    return told
