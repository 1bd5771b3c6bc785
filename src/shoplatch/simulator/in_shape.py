"""Answers for operations that have no behaviour yet: valid against the catalog, filled from its examples, marked as such.

An answer holds every field of the operation's node, so a client can be written against it; it does not depend on what was
sent before and remembers nothing. Lists have one element and are the last page.
"""

from __future__ import annotations

from typing import Any

import msgspec

from shoplatch.catalog.model import Node, Operation, Pagination

_BY_HINT: dict[str, str] = {
    "id": "7000714532876273420",
    "decimal": "12.90",
    "int_str": "1",
    "ts_str": "1767225600",
    "date": "2026-01-01",
    "datetime": "2026-01-01T00:00:00Z",
    "currency": "GBP",
    "region": "GB",
    "locale": "en-GB",
    "url": "https://example.com/a",
    "json": "{}",
}
_BY_FORMAT = {"date": "2026-01-01", "date-time": "2026-01-01T00:00:00Z"}
_NUMBERS = {"id": 7000714532876273420, "ts": 1767225600, "ts_ms": 1767225600000}
_bytes_by_id: dict[str, bytes] = {}


def answer(operation: Operation) -> bytes:
    """The `data` member as JSON; made once for each operation."""
    made = _bytes_by_id.get(operation.id)
    if made is None:
        made = _bytes_by_id[operation.id] = msgspec.json.encode(example(operation))
    return made


def example(operation: Operation) -> dict[str, Any]:
    """The `data` member, built from the operation's response node."""
    made = value_of(operation.response) if operation.response is not None else {}
    if operation.pagination is not None:
        _end_pages(made, operation.pagination)
    return made if isinstance(made, dict) else {}


def value_of(node: Node) -> Any:
    """A value that fits a node: its example, or one made from type, list of values, range and hint."""
    if node.type == "object":
        return {name: value_of(member) for name, member in node.properties.items()}
    if node.type == "array":
        if isinstance(node.example, list | tuple) and node.example:
            return list(node.example[: node.max_items])
        return [value_of(node.items)] if node.items is not None else []
    if node.type == "boolean":
        return node.example if isinstance(node.example, bool) else bool(node.default or False)
    if node.type == "integer":
        return _number(node)
    return _text(node)


def _number(node: Node) -> int:
    shown = node.example
    if isinstance(shown, int) and not isinstance(shown, bool) and (node.open or not node.enum or shown in node.enum):
        return shown
    if node.enum:
        return int(node.enum[0])
    guess = _NUMBERS.get(node.hint or "", 1)
    if node.format in ("int32", "int16", "int8"):
        guess = min(guess, 1767225600 if node.format == "int32" else 1)
    low = guess if node.min is None else max(guess, int(node.min) + (1 if node.exclusive_min else 0))
    return low if node.max is None else min(low, int(node.max))


def _text(node: Node) -> str:
    shown = node.example
    if isinstance(shown, str) and (node.open or not node.enum or shown in node.enum):
        return shown
    if node.enum:
        return str(node.enum[0])
    guess = _BY_HINT.get(node.hint or "") or _BY_FORMAT.get(node.format or "") or "example"
    if node.min is not None and node.hint not in _BY_HINT:
        guess = str(node.min)
    if node.min_length is not None:
        guess = guess.ljust(node.min_length, "0")
    return guess[: node.max_length]


def _end_pages(made: Any, paging: Pagination) -> None:
    """One page with one element, and no page after it."""
    _put(made, paging.next, "")
    _put(made, paging.more, False)  # noqa: FBT003 -- the value of a field, not a switch
    items = _at(made, paging.items)
    total = _at(made, paging.total)
    if isinstance(items, list) and total is not None:
        _put(made, paging.total, str(len(items)) if isinstance(total, str) else len(items))


def _at(made: Any, dotted: str | None) -> Any:
    for name in (dotted or "").split("."):
        made = made.get(name) if isinstance(made, dict) else None
    return made


def _put(made: Any, dotted: str | None, value: Any) -> None:
    if dotted is None:
        return
    *way, last = dotted.split(".")
    holder = _at(made, ".".join(way)) if way else made
    if isinstance(holder, dict) and isinstance(holder.get(last), type(value)):
        holder[last] = value
