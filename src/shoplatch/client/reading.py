"""Reads one object into a Struct, quickly where it is as documented and patiently where it is not.

Where the platform writes a type otherwise than documented (an id as a number, an amount without quotes), the value is
mended; what cannot fit is left to the bytes. It knows no operation.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

import msgspec
from msgspec import Raw, inspect

from shoplatch.errors import InvalidRequest

T = TypeVar("T")
_DIGITS_MAX = 40


def read(raw: bytes | Raw, type: type[T]) -> T:  # noqa: A002 - reads as English at the call
    """A Struct from the bytes of one object; values of another type than documented are mended or left out.

    Raises:
        InvalidRequest: the bytes are not a JSON object.
    """
    try:
        found: T = _decoder(type)(raw)
    except msgspec.ValidationError:
        plain = _decode_exact(raw)
    else:
        return found
    if not isinstance(plain, dict):
        raise InvalidRequest(f"{type.__name__} is read from an object, not from {plain.__class__.__name__}")
    return msgspec.convert(_mended(plain, inspect.type_info(type)), type)


_decoders: dict[Any, Callable[[bytes | Raw], Any]] = {}


def _decoder(type: Any) -> Callable[[bytes | Raw], Any]:  # noqa: A002
    known = _decoders.get(type)
    if known is None:
        known = _decoders[type] = msgspec.json.Decoder(type, strict=False).decode
    return known


_decode_exact = msgspec.json.Decoder(float_hook=Decimal).decode  # an amount written as a number keeps its digits


def _mended(value: Any, wanted: inspect.Type) -> Any:
    """The value made to fit, or None: numbers become text where text is documented, what cannot fit is left to the bytes."""
    match wanted:
        case inspect.UnionType(types=types):
            (inner,) = [one for one in types if not isinstance(one, inspect.NoneType)]
            return None if value is None else _mended(value, inner)
        case inspect.StrType():
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                return str(value)
            return value if isinstance(value, str) else None
        case inspect.IntType():
            return _whole_number(value)
        case inspect.BoolType():
            return {"true": True, "false": False, "1": True, "0": False}.get(str(value).lower())
        case inspect.ListType(item_type=item):
            if not isinstance(value, list):
                return None
            return [one for one in (_mended(element, item) for element in value) if one is not None]
        case inspect.DictType():
            return value if isinstance(value, dict) else None
        case inspect.StructType(fields=fields):
            if not isinstance(value, dict):
                return None
            return {f.encode_name: _mended(value[f.encode_name], f.type) for f in fields if f.encode_name in value}
        case _:
            return value


def _whole_number(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        return None
    try:
        number = Decimal(value)
        small = number.is_finite() and number.adjusted() < _DIGITS_MAX  # 1e999999999 would fill the memory
        return int(number) if small and number == number.to_integral_value() else None
    except ArithmeticError:
        return None
