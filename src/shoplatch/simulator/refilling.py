"""Reads JSON into records that hold registers (`Book`) somewhere, at the decoder's own speed.

A register is no record, so the decoder would hand over what it holds as plain dicts, to be converted once more: twice the
time for what is nearly all of a world. Here each record with a register inside is read as a twin with a list in its place.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from types import GenericAlias
from typing import Any, Generic, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from shoplatch.simulator.state.books import Book

Made = TypeVar("Made")
Rebuild = Callable[[Any], Any]


class _Twin(NamedTuple):
    """What stands in the JSON, as a type, and the way back; no way back where it is the thing itself."""

    kind: Any
    back: Rebuild | None


class Refill(Generic[Made]):
    """Reads one kind of record. `empty` makes an empty register for each kind of thing that is kept in one.

    Raises msgspec.DecodeError (also as ValidationError) for what is not such a record.
    """

    def __init__(self, kind: type[Made], empty: Mapping[Any, Callable[[], Book[Any]]]) -> None:
        self._empty = empty
        self._twins: dict[Any, _Twin] = {}
        twin = self._twin(kind)
        self._back = twin.back
        self._decoder = msgspec.json.Decoder(twin.kind)

    def __call__(self, content: bytes) -> Made:
        with _undisturbed():
            written = self._decoder.decode(content)
            made: Made = written if self._back is None else self._back(written)
        return made

    def _twin(self, kind: Any) -> _Twin:
        if kind not in self._twins:
            self._twins[kind] = _Twin(kind, None)  # a record that holds its own kind holds no register that way
            self._twins[kind] = self._twin_of(kind)
        return self._twins[kind]

    def _twin_of(self, kind: Any) -> _Twin:
        origin, inside = get_origin(kind), get_args(kind)
        if origin is Book:
            return self._register(inside[0])
        if origin is dict and (twin := self._twin(inside[1])).back is not None:
            back = twin.back
            kind = GenericAlias(dict, (inside[0], twin.kind))
            return _Twin(kind, lambda held: {key: back(value) for key, value in held.items()})
        if is_dataclass(kind) or (isinstance(kind, type) and issubclass(kind, msgspec.Struct)):
            return self._record(kind)
        return _Twin(kind, None)

    def _register(self, held: Any) -> _Twin:
        empty = self._empty[held]

        def fill(written: Any) -> Book[Any]:
            book = empty()
            book.fill(written.live)
            book.thawed.update(written.thawed)
            return book

        return _Twin(msgspec.defstruct("Register", [("live", list[held]), ("thawed", list[str])]), fill)

    def _record(self, kind: Any) -> _Twin:
        twins = {name: self._twin(held) for name, held in get_type_hints(kind).items() if name in _names(kind)}
        backs = {name: twin.back for name, twin in twins.items() if twin.back is not None}
        if not backs:
            return _Twin(kind, None)
        written = msgspec.defstruct(
            kind.__name__, [(name, twins[name].kind, default) for name, default in _names(kind).items()], kw_only=True
        )

        def back(found: Any) -> Any:
            values = {name: getattr(found, name) for name in twins}
            return kind(**{n: backs[n](v) if n in backs and not isinstance(v, Book) else v for n, v in values.items()})

        return _Twin(written, back)


def _names(kind: Any) -> dict[str, Any]:
    """The fields of a record with what they are when they are not written."""
    if is_dataclass(kind):
        return {one.name: _default(one, MISSING) for one in fields(kind) if one.init}
    return {one.name: _default(one, msgspec.NODEFAULT) for one in msgspec.structs.fields(kind)}


def _default(one: Any, none: Any) -> Any:
    if one.default_factory is not none:
        return msgspec.field(default_factory=one.default_factory)
    return msgspec.field() if one.default is none else msgspec.field(default=one.default)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Without the garbage collector, which would walk half a million new records again and again and find nothing."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
