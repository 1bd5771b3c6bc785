"""The answers of all operations as Structs, made from the catalog when one is first asked for.

    from shoplatch.client.shapes import GetStatements        # the `data` of finance.get_statements
    statements = reply.typed().statements                    # what client.finance.get_statements() answers with

A class has the name of its operation; an object inside one is a class inside that class, named like its field
(`GetStatements.Statements`). An older version carries its number (`GetOrderDetail202309`). Every field may be None, ids and
money are text, lists of values are open; an object with `currency` has `money`. What stands where, editors learn from the
stub beside this file; `tools/stubs.py` writes it.
"""

from __future__ import annotations

from msgspec import Struct

from shoplatch.catalog import reader
from shoplatch.client import shaping
from shoplatch.errors import NotFound


class NoSuchShape(NotFound, AttributeError):
    """A name that no operation answers with."""


def __getattr__(name: str) -> type[Struct]:
    """The class of that name.

    Raises:
        AttributeError: no operation has such a class; it names the nearest.
    """
    if name.startswith("_"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    for id_ in reader.operation_ids():
        if name.startswith(shaping.class_name(id_.partition(".")[2].partition("@")[0])):
            operation = reader.operation(id_)
            if shaping.name_of(operation) == name:
                return shaping.of(operation)
    known = tuple(shaping.class_name(id_.partition(".")[2]) for id_ in reader.operation_ids() if "@" not in id_)
    close = reader.nearest(name, known)
    raise NoSuchShape(f"There is no answer {name}", next_step=f"Did you mean {' or '.join(close)}?" if close else None)
