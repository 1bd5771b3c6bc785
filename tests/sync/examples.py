"""Whole objects of TikTok Shop made from the examples of the catalog: every documented field, as it comes over the wire."""

from __future__ import annotations

from typing import Any

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node

EXAMPLE_URL = "https://example.com/picture.png"


def example(operation: str, path: str = "") -> Any:
    """The documented answer of an operation, or the part of it at a dotted path ("orders.0")."""
    node = reader.operation(operation).response
    assert node is not None
    value = _of(node)
    for step in path.split(".") if path else ():
        value = value[int(step)] if step.isdigit() else value[step]
    return value


def _of(node: Node) -> Any:
    if node.properties:
        return {name: _of(child) for name, child in node.properties.items()}
    if node.items is not None:
        if isinstance(node.example, list) and not node.items.properties:
            return node.example
        return [_of(node.items)]
    if node.example is not None:
        return node.example
    filler = {"string": "text", "integer": 1, "boolean": False, "object": {}}
    return EXAMPLE_URL if node.hint == "url" else filler.get(node.type)
