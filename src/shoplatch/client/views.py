"""Which operation gives which view: the list an answer is about, and the Struct of its rows or of the whole."""

from __future__ import annotations

from typing import Any

from shoplatch.catalog.model import Operation
from shoplatch.client import shaping
from shoplatch.errors import InvalidRequest


def row_type(operation: Operation, path: str | None = None) -> type[Any] | None:
    """The Struct of one row of an operation's answer; None where rows are no objects or the catalog does not know them."""
    return shaping.at(operation, path or list_path(operation))


def list_path(operation: Operation) -> str:
    """The dotted name of the list an answer is about: the one that is paged, or the only one there is.

    Raises:
        InvalidRequest: it cannot be told.
    """
    if operation.pagination is not None:
        return operation.pagination.items
    by_hand = [name for name in shaping.BY_HAND.get(operation.capability, {}) if name]
    if by_hand:
        return by_hand[0]
    fields = operation.response.properties if operation.response is not None else {}
    lists = [name for name, node in fields.items() if node.type == "array" and name != "errors"]
    if len(lists) != 1:
        raise InvalidRequest(
            f"the answer of {operation.id} has {len(lists) or 'no'} lists", next_step=f"Name one of {', '.join(fields)}."
        )
    return lists[0]


def whole_type(operation: Operation) -> type[Any]:
    """The Struct of an operation's whole `data`."""
    return shaping.of(operation)
