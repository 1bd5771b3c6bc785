"""Reads single fields of TikTok's JSON leniently: a missing or empty one is None, a broken one names itself.

Pure. It knows nothing about orders or products; the files beside it do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec

from shoplatch.clock import from_seconds
from shoplatch.errors import InvalidRequest
from shoplatch.sync.streams import packing
from shoplatch.values import decimal

Json = Mapping[str, Any]  # one object of the wire

_NO_TEXT = (dict, list, bool)
_NUMBER = (str, int)
_PLAIN = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,9})?").fullmatch
_SECONDS_MAX = 253_402_300_799  # the last second of the year 9999
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(dict[str, Any]).decode


class Unreadable(InvalidRequest):
    """TikTok sent an object that cannot be kept: a field that we cannot do without is missing or nonsense."""


def decoded(raw: bytes) -> dict[str, Any]:
    """One JSON object.

    Raises:
        Unreadable: it is not one.
    """
    try:
        return _decode(raw)
    except msgspec.DecodeError as broken:
        raise Unreadable(f"an object of TikTok Shop is not readable JSON: {broken}") from broken


def identity(source: Json, key: str = "id") -> str:
    """An id that must be there, as text (some places send integers, platform.md section 5)."""
    value = text(source, key)
    if value is None:
        raise Unreadable(f"an object of TikTok Shop came without {key}")
    return value


def text(source: Json, key: str) -> str | None:
    """A string; numbers become their digits; "" and null are None. NUL, which PostgreSQL cannot hold, is dropped."""
    value = source.get(key)
    if type(value) is str:
        return (value.replace("\x00", "") if "\x00" in value else value) or None
    return None if value is None or isinstance(value, _NO_TEXT) else str(value)


def flag(source: Json, key: str) -> bool | None:
    """A boolean, None where it is missing."""
    value = source.get(key)
    return value if isinstance(value, bool) else None


def count(source: Json, key: str) -> int:
    """A whole number, 0 where it is missing."""
    try:
        return int(source.get(key) or 0)
    except (TypeError, ValueError) as broken:
        raise Unreadable(f"{key} is no whole number: {source.get(key)!r}") from broken


def amount(source: Json, key: str) -> Decimal | None:
    """Money as an exact number, None where it is missing."""
    value = source.get(key)
    if value is None or value == "":
        return None
    if type(value) is str and (plain := _PLAIN(value)):  # nearly all are plain; the careful way costs twice as much
        return Decimal(plain[0])
    try:
        return decimal(value if isinstance(value, _NUMBER) else str(value))
    except InvalidRequest as broken:
        raise Unreadable(f"{key} is no amount: {value!r}") from broken


def moment(source: Json, key: str) -> datetime | None:
    """Unix seconds as a time; 0 and missing are None."""
    value = source.get(key)
    if not value:
        return None
    if type(value) is int and 0 < value < _SECONDS_MAX:
        return datetime.fromtimestamp(value, UTC)
    try:
        return from_seconds(value if isinstance(value, str) else int(value or 0))
    except (TypeError, ValueError, OverflowError, OSError) as broken:
        raise Unreadable(f"{key} is no time: {value!r}") from broken


# Many fields at once, as the functions above read one: most of what a page costs is spent here, and a call for each field
# would double it. The plain cases are read in place, everything else is handed to the careful way.


def texts(source: Json, names: Sequence[str]) -> dict[str, str | None]:
    """Each name's `text`."""
    get = source.get
    return {
        name: None
        if (value := get(name)) is None
        else value
        if type(value) is str and value and "\x00" not in value
        else text(source, name)
        for name in names
    }


def flags(source: Json, names: Sequence[str]) -> dict[str, bool | None]:
    """Each name's `flag`."""
    get = source.get
    return {name: value if (value := get(name)) is True or value is False else None for name in names}


def amounts(source: Json, names: Sequence[str]) -> dict[str, Decimal | None]:
    """Each name's `amount`."""
    get = source.get
    return {
        name: None
        if (value := get(name)) is None
        else Decimal(value)
        if type(value) is str and _PLAIN(value)
        else amount(source, name)
        for name in names
    }


def moments(source: Json, names: Sequence[str]) -> dict[str, datetime | None]:
    """Each name's `moment`."""
    get, made = source.get, datetime.fromtimestamp
    return {
        name: (made(value, UTC) if type(value) is int and 0 < value < _SECONDS_MAX else moment(source, name))
        if (value := get(name))
        else None
        for name in names
    }


def inner(source: Json, key: str) -> Json:
    """A nested object; empty where it is missing."""
    value = source.get(key)
    return value if isinstance(value, dict) else {}


def listed(source: Json, key: str) -> list[Json]:
    """A list of objects; empty where it is missing."""
    value = source.get(key)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def encoded(source: Json) -> bytes:
    """An object as JSON."""
    return _encode(source)


def packed(source: Json) -> bytes:
    """An object that is no order, as it is kept: JSON, compressed (see `packing`)."""
    return packing.packed_object(_encode(source))


def unpacked(kept: bytes) -> dict[str, Any]:
    """The object again."""
    return decoded(packing.unpacked(kept))


def cut(source: dict[str, Any], paths: Sequence[str]) -> dict[str, Any]:
    """Take the members at `paths` (dotted, `[]` for each element of a list) out of `source`, and return what was taken.

    What lies in a list is returned under its whole path as a list of the values found.
    """
    taken: dict[str, Any] = {}
    for path in paths:
        steps = _steps(path)
        if steps[0][0] in source and (found := _cut(source, steps)):
            taken[path] = found if "[]" in path else found[0]
    return taken


@cache
def _steps(path: str) -> tuple[tuple[str, bool], ...]:
    """The names of a path, and which of them are lists."""
    return tuple((step.removesuffix("[]"), step.endswith("[]")) for step in path.split("."))


def _cut(source: Any, steps: Sequence[tuple[str, bool]]) -> list[Any]:
    if not isinstance(source, dict):
        return []
    (name, is_list), rest = steps[0], steps[1:]
    if not rest:
        value = source.pop(name, None)
        return [value] if value not in (None, "", {}, []) else []
    child = source.get(name)
    children = child if is_list and isinstance(child, list) else [child]
    return [value for one in children for value in _cut(one, rest)]


def beneath(paths: Sequence[str], list_name: str) -> tuple[str, ...]:
    """The catalog's paths of an answer (`orders[].cpf`) as paths of one object of its list (`cpf`)."""
    return tuple(path.removeprefix(f"{list_name}[].") for path in paths if path.startswith(f"{list_name}[]."))
