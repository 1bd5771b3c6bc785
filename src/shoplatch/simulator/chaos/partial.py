"""A batch that fails in part: the last elements never reach the behaviour and are told in `data.errors[]`.

So the rest really takes effect and what is told as failed really did not (platform.md section 5).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from shoplatch.catalog.model import Node, Operation
from shoplatch.simulator.ask import Ask, Sent

CODE = 36009003
MESSAGE = "Internal error. Please try again later."


def batch_of(operation: Operation, body: Mapping[str, Any]) -> str | None:
    """The member of the body that is a batch whose failures the answer can tell; None if there is none."""
    if operation.body is None or _errors(operation) is None:
        return None
    for name, node in operation.body.properties.items():
        if node.type == "array" and name in operation.body.required_names and isinstance(body.get(name), list):
            return name
    lists = (name for name, node in operation.body.properties.items() if node.type == "array" and body.get(name))
    return next(lists, None)


def may_fail_in_part(operation: Operation) -> bool:
    """Whether a call of an operation can carry a batch, and its answer tell which parts of it failed."""
    nodes = operation.body.properties.values() if operation.body is not None else ()
    return _errors(operation) is not None and any(node.type == "array" for node in nodes)


def without_the_last(ask: Ask, count: int) -> tuple[Ask, list[dict[str, Any]]]:
    """The call without the last `count` elements of its batch, and what `data.errors[]` says about them."""
    name = batch_of(ask.operation, ask.body)
    node = _errors(ask.operation)
    if name is None or node is None:
        return ask, []
    elements = ask.body[name]
    kept, failed = elements[: max(0, len(elements) - count)], elements[max(0, len(elements) - count) :]
    fewer = msgspec.structs.replace(ask, body=Sent({**ask.body, name: kept}))
    return fewer, [_told(node, element) for element in failed]


def with_errors(data: dict[str, Any], errors: list[dict[str, Any]]) -> dict[str, Any]:
    """The answer of the behaviour with these errors beside its own."""
    return {**data, "errors": [*(data.get("errors") or []), *errors]} if errors else data


def _errors(operation: Operation) -> Node | None:
    node = operation.response.properties.get("errors") if operation.response is not None else None
    return node.items if node is not None else None


def _told(node: Node, element: Any) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for name, member in node.properties.items():
        if name == "code":
            told[name] = str(CODE) if member.type == "string" else CODE
        elif name == "message":
            told[name] = MESSAGE
        elif name == "detail":
            told[name] = {part: value for part in member.properties if (value := _named(part, element)) is not None}
        elif (value := _named(name, element)) is not None:
            told[name] = value
    return told


def _named(name: str, element: Any) -> Any:
    """The id of the element under the name the answer uses: `product_id`, where the batch has `id` or the bare value."""
    if isinstance(element, Mapping):
        return element.get(name, element.get("id") if name.endswith("_id") else None)
    return element if isinstance(element, str | int) else None
