"""Whole answers for any operation, from the catalog's examples: every documented field, numbers where numbers belong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node
from shoplatch.transport import HttpRequest, HttpResponse

Answer = Callable[[str, dict[str, Any], Any], Any]


def documented(operation: str) -> Any:
    """The documented answer of an operation as its last page; what has no example is "1", which reads as text and number."""
    node = reader.operation(operation).response
    assert node is not None
    value = _of(node)
    if isinstance(value, dict) and "next_page_token" in value:
        value["next_page_token"] = ""
    return value


def _of(node: Node) -> Any:
    if node.properties:
        return {name: _of(child) for name, child in node.properties.items()}
    if node.items is not None:
        if isinstance(node.example, list | tuple) and not node.items.properties:
            return list(node.example)
        return [_of(node.items)]
    if node.example is not None:
        return node.example
    if node.hint == "date":
        return "2026-01-01"
    return {"string": "1", "integer": 1, "boolean": False, "object": {}}.get(node.type)


class Wire:
    """A TikTok Shop that answers from a table of operations; `asked` are the calls with their parameters."""

    def __init__(self, answers: Mapping[str, Any] | None = None, shop_id: str = "749") -> None:
        self.shop_id = shop_id
        self.answers: dict[str, Any] = dict(answers or {})
        self.asked: list[tuple[str, dict[str, Any], Any]] = []

    def count(self, operation: str) -> int:
        return sum(name == operation for name, _, _ in self.asked)

    async def send(self, request: HttpRequest, *, timeout_s: float) -> HttpResponse:
        from urllib.parse import parse_qsl, urlsplit

        parts = urlsplit(request.url)
        match = reader.match(request.method, parts.path)
        assert match.operation is not None, parts.path
        operation = match.operation.id
        query = dict(parse_qsl(parts.query)) | dict(match.path_params)
        body = msgspec.json.decode(request.body) if request.body else None
        self.asked.append((operation, query, body))
        answer = self.answers.get(operation)
        data = answer(operation, query, body) if callable(answer) else answer
        if data is None:
            envelope: dict[str, Any] = {"code": 36009009, "message": "Invalid path", "request_id": "1"}
            return HttpResponse(404, {"content-type": "application/json"}, msgspec.json.encode(envelope))
        if isinstance(data, int):
            envelope = {"code": data, "message": "refused", "request_id": "1"}
            status = 401 if data == 105005 else 200
            return HttpResponse(status, {"content-type": "application/json"}, msgspec.json.encode(envelope))
        envelope = {"code": 0, "message": "Success", "request_id": "1", "data": data}
        return HttpResponse(200, {"content-type": "application/json"}, msgspec.json.encode(envelope))
