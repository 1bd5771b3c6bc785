"""Rows of an answer, cut out of the bytes without decoding them: a page of 50 orders costs one scan.

A row is decoded when it is looked at, into a Struct (`typed`) or plain values (`item["field"]`). The bytes stay, so what a
Struct does not know is never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, Generic, TypeVar

import msgspec

from shoplatch.client.reading import read
from shoplatch.errors import InvalidRequest

T = TypeVar("T")


class Item(Generic[T]):
    """One row. `raw` are its bytes, `typed` its Struct, `item["field"]` one field as plain JSON."""

    __slots__ = ("_plain", "_raw", "_type", "_typed")

    def __init__(self, raw: msgspec.Raw, type: type[T] | None) -> None:  # noqa: A002 - reads as English
        self._raw = raw
        self._type = type
        self._typed: T | None = None
        self._plain: Any = None

    @property
    def raw(self) -> bytes:
        """The bytes of the row as they came."""
        return bytes(self._raw)

    @property
    def typed(self) -> T:
        """The row as a Struct, decoded once.

        Raises:
            InvalidRequest: the operation has no model; use `item["field"]` or give `type=`.
        """
        if self._typed is None:
            if self._type is None:
                raise InvalidRequest("these rows have no model", next_step='Use item["field"], or give items(type=...).')
            self._typed = read(self._raw, self._type)
        return self._typed

    @property
    def plain(self) -> Any:
        """The row as plain JSON values, decoded once."""
        if self._plain is None:
            self._plain = msgspec.json.decode(self._raw)
        return self._plain

    def __getitem__(self, field: str) -> Any:
        return self.plain[field]

    def get(self, field: str, default: Any = None) -> Any:
        """One field, or the default where the platform left it out."""
        return self.plain.get(field, default)

    def __contains__(self, field: object) -> bool:
        return field in self.plain

    def __iter__(self) -> Iterator[str]:
        return iter(self.plain)

    def __repr__(self) -> str:
        return f"<Item {self._type.__name__ if self._type else 'untyped'}, {len(bytes(self._raw))} bytes>"


def rows_of(raw: bytes, path: str, type: type[T] | None) -> list[Item[T]]:  # noqa: A002
    """The rows of the list at a dotted path; none where it is absent or null."""
    return [Item(row, type) for row in cut(raw, (path,))[0] or ()]


def cut(raw: bytes, paths: tuple[str, ...], scalars: tuple[str, ...] = ()) -> tuple[Any, ...]:
    """Several parts of `data` in one scan: lists at `paths` as lists of Raw, then values at `scalars`; None where absent.

    Something else than a list at a path counts as absent: the answer breaks the catalog there, and the bytes are kept.
    """
    decode, steps = _cutter(paths, scalars)
    try:
        found = decode(raw or b"null")
    except msgspec.ValidationError:
        return _cut_leniently(raw, paths, scalars)
    return tuple(_walk(found, path) for path in steps)


def _cut_leniently(raw: bytes, paths: tuple[str, ...], scalars: tuple[str, ...]) -> tuple[Any, ...]:
    """The slow way, for answers whose shape is not the documented one: whatever is not a list of rows counts as absent."""
    whole = msgspec.json.decode(raw)
    found: list[Any] = []
    for path in (*paths, *scalars):
        value: Any = whole
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if path in paths:
            value = [msgspec.Raw(msgspec.json.encode(row)) for row in value] if isinstance(value, list) else None
        elif not isinstance(value, str | int | bool | None):
            value = None
        found.append(value)
    return tuple(found)


def _walk(found: Any, path: tuple[str, ...]) -> Any:
    for field in path:
        found = getattr(found, field) if found is not None else None
    return found


@lru_cache(maxsize=512)
def _cutter(paths: tuple[str, ...], scalars: tuple[str, ...]) -> tuple[Callable[[bytes], Any], tuple[tuple[str, ...], ...]]:
    """A decoder for a Struct that knows only these names, nested as the dots say."""
    tree: dict[str, Any] = {}
    for path in (*paths, *scalars):
        *outer, leaf = path.split(".")
        level = tree
        for step in outer:
            level = level.setdefault(step, {})
        level[leaf] = list[msgspec.Raw] if path in paths else str | int | bool
    steps = tuple(tuple(f"f_{step}" for step in path.split(".")) for path in (*paths, *scalars))
    return msgspec.json.Decoder(_struct(tree) | None).decode, steps


def _struct(tree: dict[str, Any]) -> Any:
    """Field names are prefixed, because `24h_live_gmv`, `items` and `values` are names of the platform."""
    fields = [(f"f_{name}", (_struct(kind) if isinstance(kind, dict) else kind) | None, None) for name, kind in tree.items()]
    return msgspec.defstruct("Cut", fields, rename=lambda name: name[2:], gc=False)
