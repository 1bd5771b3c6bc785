"""What TikTok Shop states beside our columns: kept by name, as stated, in the column `more`, so that SQL reaches it too.

Only what the catalog documents. A field that nobody has described yet may be personal: it stays in the kept bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node
from shoplatch.sync.streams.fields import Json


def more(source: Json, operation: str, at: str, kept: frozenset[str]) -> dict[str, Any] | None:
    """The documented members of an object that have a value and no column of their own; None where there are none.

    `at`: where such objects stand in the operation's answer, `orders` or `orders.line_items`. `kept`: names with a column.
    """
    return chosen(source, _documented(operation, at) - kept)


def chosen(source: Json, names: frozenset[str]) -> dict[str, Any] | None:
    """The members named that have a value; None where there are none."""
    return {name: value for name, value in source.items() if name in names and _says_something(value)} or None


def documented(operation: str, at: str) -> Node:
    """What the catalog says of the objects at a place of an operation's answer: lists on the way are walked into."""
    answer = reader.operation(operation).response
    node = _object(answer.properties.get("data", answer)) if answer else Node("object")
    for name in filter(None, at.split(".")):
        node = _object(node.properties[name])
    return node


def names(*groups: Iterable[str]) -> frozenset[str]:
    """Names of several groups together."""
    return frozenset(name for group in groups for name in group)


def _says_something(value: object) -> bool:
    return value is not None and value not in ("", [], {})


def _object(node: Node) -> Node:
    return node.items if node.type == "array" and node.items is not None else node


@cache
def _documented(operation: str, at: str) -> frozenset[str]:
    return frozenset(documented(operation, at).properties)
