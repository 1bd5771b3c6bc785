"""The bodies of all operations and the objects inside them as TypedDicts, made from the catalog when one is asked for.

    from shoplatch.client import bodies
    sku: bodies.UpdatePriceSkus = {"id": "1", "price": {"amount": "12.90", "currency": "GBP"}}

A body has the name of its operation (`bodies.UpdatePrice`); an object inside one carries the names of the fields that lead
to it (`UpdatePriceSkusPrice`). An older version carries its number. Fields the sources require are required, lists of
values are open. They are for annotations: at run time a plain dictionary is what is meant, and the client judges it at any
depth before anything is sent. What stands where, checkers and editors learn from the stub beside this file; `tools/stubs.py`
writes it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NotRequired, TypedDict

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.client import shaping
from shoplatch.client.outgoing import Upload
from shoplatch.errors import NotFound

_BY_HINT: dict[str, Any] = {
    "id": str | int, "decimal": str | Decimal, "int_str": str | int, "date": str | date, "ts": int | datetime,
    "ts_ms": int | datetime, "ts_str": str | int | datetime,
}  # fmt: skip
_PLAIN: dict[str, Any] = {"string": str, "integer": int, "boolean": bool, "file": Upload | bytes}
_MADE: dict[str, dict[str, Any]] = {}


class NoSuchBody(NotFound, AttributeError):
    """A name that no operation has a body of."""


def __getattr__(name: str) -> Any:
    """The TypedDict of that name.

    Raises:
        AttributeError: no operation has such a body, nor such an object in it; it names the nearest.
    """
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    for id_ in reader.operation_ids():
        if name.startswith(shaping.class_name(id_.partition(".")[2].partition("@")[0])):
            found = classes(reader.operation(id_)).get(name)
            if found is not None:
                return found
    known = tuple(shaping.class_name(id_.partition(".")[2]) for id_ in reader.operation_ids() if "@" not in id_)
    close = reader.nearest(name, known)
    raise NoSuchBody(f"There is no body {name}", next_step=f"Did you mean {' or '.join(close)}?" if close else None)


def classes(operation: Operation) -> dict[str, Any]:
    """The TypedDicts of an operation by name: that of the whole body first; none where it takes no body."""
    made = _MADE.get(operation.id)
    if made is None:
        made = {}
        for name, node in reversed(objects(operation).items()):  # from the inside out: what a field holds is there
            fields = {field: _kind(child, name_within(name, field), made) for field, child in node.properties.items()}
            optional = {field: NotRequired[kind | None] for field, kind in fields.items() if not must(node, field)}
            made[name] = _made(name, {**fields, **optional})
        _MADE[operation.id] = made
    return made


def objects(operation: Operation) -> dict[str, Node]:
    """The objects a body is made of, by the name of their class: the whole first, then inwards."""
    found: dict[str, Node] = {}

    def walk(node: Node, name: str) -> None:
        found[name] = node
        for field, child in node.properties.items():
            inner = innermost(child)
            if inner.type == "object" and inner.properties:
                walk(inner, name_within(name, field))

    if operation.body is not None:
        walk(operation.body, shaping.name_of(operation))
    return found


def name_within(name: str, field: str) -> str:
    """The class of the object in that field: `UpdatePrice` and `skus` make UpdatePriceSkus."""
    return name + shaping.class_name(field)


def innermost(node: Node) -> Node:
    """What a list is a list of, at any depth; the node itself where it is none."""
    while node.items is not None:
        node = node.items
    return node


def must(node: Node, field: str) -> bool:
    """Whether whoever writes the object has to give the field; an idempotency key the client adds by itself."""
    return field in node.required_names and field != "idempotency_key"


def _made(name: str, fields: dict[str, Any]) -> Any:
    made = TypedDict(name, fields)  # type: ignore[operator]  # the names are facts of the catalog, not of this file
    made.__module__ = __name__
    made.__doc__ = f"As TikTok Shop takes it: {', '.join(fields)}."
    return made


def _kind(node: Node, name: str, made: Mapping[str, Any]) -> Any:
    if node.type == "array":
        return Collection[_kind(node.items, name, made)] if node.items is not None else Collection[Any]  # type: ignore[misc]
    if node.type == "object":
        return made[name] if node.properties else Mapping[str, Any]
    if node.type in ("string", "integer") and node.hint in _BY_HINT:
        return _BY_HINT[node.hint]
    return _PLAIN.get(node.type, Any)
