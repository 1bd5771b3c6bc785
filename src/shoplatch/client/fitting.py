"""Judges values against catalog nodes before anything is sent, and writes them the way the wire wants them.

Names and types are held; enum values, limits and formats are not, because the documented lists are open in practice and
the platform judges them itself. Conversions are only those that lose nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from enum import Enum
from typing import Any

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node
from shoplatch.errors import ConfigError, InvalidRequest

Value = Any  # what callers hand in: JSON values, Decimal, datetime, Enum


class Strictness(Enum):
    """What to do with a name the catalog does not have."""

    REFUSE = "refuse"  # a keyword argument: most likely misspelt
    LET_PASS = "let pass"  # a ready body: the platform may be newer than the catalog


@dataclass(slots=True)
class Ways:
    """How values are judged, and what was noticed. `zone` is the shop's time zone, in which days begin."""

    zone: tzinfo | None = None
    names: Strictness = Strictness.REFUSE
    undocumented: list[str] = field(default_factory=list)  # values outside their documented lists, with their places

    def lenient(self) -> Ways:
        """The same for a ready body; notices go to the same list."""
        return Ways(self.zone, Strictness.LET_PASS, self.undocumented)


def zone_of(zone: tzinfo | str | None) -> tzinfo | None:
    """A time zone by its name.

    Raises:
        ConfigError: there is no such zone.
    """
    if not isinstance(zone, str):
        return zone
    from zoneinfo import ZoneInfo  # 5 ms: paid by those who name one

    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as unknown:
        raise ConfigError(f"There is no time zone {zone}", next_step='Write it as "Europe/London".') from unknown


def fit(value: Value, node: Node, where: str, ways: Ways | None = None) -> Value:
    """The value as JSON for a node, at any depth.

    Accepts digits for an integer and an integer for a string (ids), Decimal for an amount, an Enum member for its value, a
    date or an aware datetime for a time in whatever way the field writes it. A day is a day of the shop: its zone is needed
    to tell when one begins, and which one a moment lies in.

    Raises:
        InvalidRequest: the type is wrong, or a name inside is unknown or missing; it names the place.
    """
    ways = ways or Ways()
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, date):
        value = _time(value, node, where, ways)
    match node.type:
        case "string":
            value = _text(value, where)
        case "integer":
            value = _integer(value, where)
        case "boolean":
            if not isinstance(value, bool):
                raise _wrong(where, "a boolean", value)
            return value
        case "array":
            return _list(value, node, where, ways)
        case "object":
            return _object(value, node, where, ways)
        case _:
            return value
    if node.enum and value not in node.enum and not node.open:
        ways.undocumented.append(f"{where} is {value!r}, which is not one of {', '.join(map(str, node.enum))}")
    return value


def _time(value: date, node: Node, where: str, ways: Ways) -> Value:
    """A moment or a day the way the field writes it: `2026-01-31`, seconds, milliseconds, or either as text."""
    moment = value if isinstance(value, datetime) else None
    if moment is not None and moment.tzinfo is None:
        raise _wrong(where, "a date, an aware datetime or Unix seconds", value)
    if node.type == "string" and "date" in (node.hint, node.format):
        return (value if moment is None else moment.astimezone(_needed(ways, where)).date()).isoformat()
    if node.type == "string" and node.hint is None:
        return value.isoformat()
    if moment is None:
        moment = datetime.combine(value, time.min, _needed(ways, where))
    if node.hint == "datetime":
        return moment.isoformat()
    if node.type not in ("integer", "string"):
        raise _wrong(where, f"{'an' if node.type[0] in 'ao' else 'a'} {node.type}", value)
    number = int(moment.timestamp() * 1000) if node.hint == "ts_ms" else int(moment.timestamp())
    return number if node.type == "integer" else str(number)


def _needed(ways: Ways, where: str) -> tzinfo:
    if ways.zone is None:
        raise InvalidRequest(
            f"{where}: which day it is, or when one begins, depends on the shop's time zone",
            next_step='Give the client one: with_shop(cipher, zone="Europe/London").',
        )
    return ways.zone


def _text(value: Value, where: str) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        hint = "; write amounts as text or Decimal, a float has already lost cents" if isinstance(value, float) else ""
        raise _wrong(where, "a string", value, hint)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise InvalidRequest(f"{where} is {value}, which is no amount", next_step="Correct it; nothing was sent.")
        return f"{value:f}"
    return str(value)


def _integer(value: Value, where: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.removeprefix("-").isdecimal() and value.isascii():
        return int(value)
    raise _wrong(where, "an integer", value)


def _list(value: Value, node: Node, where: str, ways: Ways) -> list[Value]:
    if isinstance(value, str | bytes | Mapping) or not isinstance(value, Collection):
        raise _wrong(where, "a list", value)
    item = node.items
    return list(value) if item is None else [fit(one, item, f"{where}[{n}]", ways) for n, one in enumerate(value)]


def _object(value: Value, node: Node, where: str, ways: Ways) -> dict[str, Value]:
    if not isinstance(value, Mapping):
        raise _wrong(where, "an object", value)
    fitted: dict[str, Value] = {}
    for name, inner in value.items():
        child = node.properties.get(name)
        if child is None:
            if ways.names is Strictness.REFUSE and node.properties:
                raise unknown_name(f"{where}.{name}", name, tuple(node.properties))
            fitted[name] = inner
        elif inner is not None:
            fitted[name] = fit(inner, child, f"{where}.{name}", ways)
    require(node.required_names, fitted, where)
    return fitted


def require(names: Sequence[str], given: Mapping[str, Value], where: str) -> None:
    """Every required name is given.

    Raises:
        InvalidRequest: it names all that are missing.
    """
    missing = [name for name in names if name not in given]
    if missing:
        raise InvalidRequest(f"{where} lacks {', '.join(missing)}", next_step="Give what is missing; nothing was sent.")


def unknown_name(where: str, name: str, known: tuple[str, ...]) -> InvalidRequest:
    """The error for a name the catalog does not have, with the nearest ones."""
    close = reader.nearest(name, known)
    step = f"Did you mean {' or '.join(close)}?" if close else f"It takes {', '.join(known) or 'nothing'}."
    return InvalidRequest(f"{where} is not a parameter", next_step=step)


def on_the_wire(value: Value, where: str) -> str:
    """A fitted value as the text of a query parameter; a list is joined by commas (platform.md section 4)."""
    if isinstance(value, list):
        joint = reader.array_join()
        parts = [on_the_wire(one, where) for one in value]
        if not parts:
            raise InvalidRequest(f"{where} is an empty list", next_step="Leave it out, or give at least one value.")
        if any(joint in part for part in parts):
            raise InvalidRequest(f"{where} holds a value with {joint!r} in it, which would read as two")
        return joint.join(parts)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else str(value)


def _wrong(where: str, wanted: str, value: Value, hint: str = "") -> InvalidRequest:
    return InvalidRequest(
        f"{where} has to be {wanted}, not {type(value).__name__}{hint}", next_step="Correct it; nothing was sent."
    )
