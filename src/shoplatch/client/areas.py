"""The API as attributes of a client: `client.order.get_order_list(page_size=50)`. Looked up in the catalog, never imported.

An area is the first part of an operation's id. What a call does is the client's business; this only finds its name, and says
the nearest one where there is none. The stub `operations.pyi` tells editors what is here.
"""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any, NoReturn

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.errors import NotFound


class NoSuchOperation(NotFound, AttributeError):
    """The API has no operation of that name; the next step names the nearest ones."""


class Areas:
    """What a client inherits: each area of the API is an attribute."""

    def __getattr__(self, name: str) -> Area:
        return Area(self, _area(name, type(self).__name__))

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *_index()]

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            f"{type(self).__name__} holds secrets and open connections, so it is not pickled or copied: make one in each "
            "process; with_shop(...) gives one for another shop"
        )


class Area:
    """One area of the API: its operations as attributes."""

    __slots__ = ("_client", "_name")

    def __init__(self, client: Any, name: str) -> None:
        self._client = client
        self._name = name

    def __getattr__(self, name: str) -> BoundOperation:
        known = _index()[self._name]
        if name in known:
            return BoundOperation(self._client, f"{self._name}.{name}")
        if name.startswith("_"):
            raise AttributeError(f"{self!r} has no attribute {name!r}")
        raise _unknown(f"There is no operation {self._name}.{name}", name, known, prefix=f"{self._name}.")

    def __dir__(self) -> list[str]:
        return list(_index()[self._name])

    def __repr__(self) -> str:
        return f"<{self._name}: {len(_index()[self._name])} operations>"


class BoundOperation:
    """One operation of one client, ready to be called with flat keyword arguments."""

    __slots__ = ("_client", "id")

    def __init__(self, client: Any, id: str) -> None:  # noqa: A002 - the catalog's word
        self._client = client
        self.id = id

    def __call__(self, **params: Any) -> Any:
        """Call it; everything as in `Client.call`."""
        return self._client.call(self.id, **params)

    def pages(self, **params: Any) -> Any:
        """Walk through its pages; everything as in `Client.pages`."""
        return self._client.pages(self.id, **params)

    def iterate(self, **params: Any) -> Any:
        """Every row of its listing, once each, while it changes; everything as in `Client.iterate`."""
        return self._client.iterate(self.id, **params)

    def in_batches(self, **params: Any) -> Any:
        """Call it for more values than it takes at once; everything as in `Client.in_batches`."""
        return self._client.in_batches(self.id, **params)

    @property
    def operation(self) -> Operation:
        """The record of the catalog, in its newest version."""
        return reader.operation(self.id)

    @property
    def __doc__(self) -> str:  # type: ignore[override]  # text that is made when somebody asks
        return described(self.operation)

    @property
    def __signature__(self) -> inspect.Signature:
        """The parameters by name, so that help() and a notebook show them."""
        return signature(self.operation)

    def __repr__(self) -> str:
        return f"<{self.id}: {described(self.operation).splitlines()[0]}>"


def described(operation: Operation) -> str:
    """One line about an operation, and one for each parameter with its list of values."""
    kind = "read" if operation.read else "write, keyed" if operation.idempotency_key else "write"
    paged = f", pages of {operation.pagination.max_size or 'any size'}" if operation.pagination else ""
    lines = [f"{operation.method} {operation.path}, {kind}{paged}. {operation.name}."]
    for place, node, required in parameters(operation):
        values = f": {', '.join(map(str, node.enum))}" if node.enum else ""
        lines.append(f"    {node.name} ({place}, {node.type}{', required' if required else ''}){values}")
    return "\n".join(lines)


def parameters(operation: Operation) -> list[tuple[str, Node, bool]]:
    """Every parameter with its place (path, query, body) and whether it has to be given. Path wins over query over body."""
    found = [("path", node, True) for node in operation.path_params]
    found += [("query", node, node.is_required) for node in operation.query if node.name != "access_token"]
    body = operation.body
    if body is not None:
        found += [("body", named(name, node), name in body.required_names) for name, node in body.properties.items()]
    unique: dict[str, tuple[str, Node, bool]] = {}
    for one in found:
        unique.setdefault(one[1].name, one)
    return list(unique.values())


def named(name: str, node: Node) -> Node:
    """A property with its own name on it; on the wire the name is the key."""
    return Node(**{field: getattr(node, field) for field in node.__struct_fields__} | {"name": name})


def signature(operation: Operation) -> inspect.Signature:
    """The parameters of a call as keyword arguments; what is not required is None by default."""
    keyword = inspect.Parameter.KEYWORD_ONLY
    return inspect.Signature(
        [
            inspect.Parameter(node.name, keyword, default=inspect.Parameter.empty if required else None)
            for _, node, required in parameters(operation)
        ]
    )


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Area to the names of its operations."""
    found: dict[str, list[str]] = {}
    for id_ in reader.operation_ids():
        area, _, name = id_.partition(".")
        if "@" not in name:
            found.setdefault(area, []).append(name)
    return {area: tuple(names) for area, names in found.items()}


def _area(name: str, owner: str) -> str:
    if name.startswith("_"):  # what Python and notebooks look for by themselves
        raise AttributeError(f"{owner!r} object has no attribute {name!r}")
    if name not in _index():
        raise _unknown(f"{owner} has no area {name}", name, tuple(_index()))
    return name


def _unknown(what: str, name: str, known: tuple[str, ...], prefix: str = "") -> NoSuchOperation:
    elsewhere = [f"{area}.{name}" for area, names in _index().items() if name in names] if prefix else []
    close = elsewhere + [prefix + one for one in reader.nearest(name, known)]
    if not close:
        close = reader.nearest(name, tuple(f"{area}.{one}" for area, names in _index().items() for one in names))
    step = f"Did you mean {' or '.join(close)}?" if close else f"There are {', '.join(known)}."
    return NoSuchOperation(what, next_step=step)
