"""Makes an answer fit an older version of an operation: what that version has no room for is left out.

One state stands behind all versions; the behaviour folders make the newest shape and this cuts it. It invents nothing.
"""

from __future__ import annotations

from typing import Any

from shoplatch.catalog.model import Node, Operation


def fit(operation: Operation, answer: dict[str, Any]) -> dict[str, Any]:
    """The answer with only those members the response of this version has."""
    if operation.response is None:
        return {}
    cut: dict[str, Any] = _cut(operation.response, answer)
    return cut


def _cut(node: Node, value: Any) -> Any:
    if isinstance(value, dict) and node.properties:
        return {name: _cut(node.properties[name], part) for name, part in value.items() if name in node.properties}
    if isinstance(value, list) and node.items is not None:
        return [_cut(node.items, part) for part in value]
    return value
