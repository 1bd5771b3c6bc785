"""The short way from an order to its rows, for orders that come exactly as documented; nearly all do.

`orders.py` reads leniently, field by field, and decides what each means. Here the decoder does the same: an order whose
every field has its documented type becomes a record in one step, the record is written out in one step, and those bytes are
both what the fingerprint is taken of and what travels to the database. Whatever is not so plain (a number where a text
belongs, an amount with an exponent, half a surrogate pair) is none of its business: it says None, and the long way is
taken. Both ways give the same rows, to the byte; a test holds them against each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from typing import Annotated, Any

import msgspec

from shoplatch.store import orders as kept
from shoplatch.store.rows import Spelled

Json = Mapping[str, Any]

_SECONDS_MAX = 253_402_300_799  # the last second of the year 9999
_Seconds = Annotated[int, msgspec.Meta(ge=0, le=_SECONDS_MAX)]
# Spelled as PostgreSQL and Decimal spell it, too: no zeros in front, no exponent behind.
_AMOUNTS = re.compile(r"(?:-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,6})?\|)*").fullmatch
_EMPTY = (b'""', b"{}", b"[]", b"null")
_encode = msgspec.json.Encoder().encode
_members = msgspec.json.Decoder(dict[str, msgspec.Raw]).decode


@dataclass(frozen=True, slots=True)
class Names:
    """Which members of an order and of its lines go where; the order of texts, flags and so on is the tables'."""

    texts: Sequence[str]
    flags: Sequence[str]
    amounts: Sequence[str]
    times: Sequence[str]
    line_texts: Sequence[str]
    line_amounts: Sequence[str]


@dataclass(frozen=True, slots=True)
class Plain:
    """An order as it was read the short way."""

    order: Spelled
    lines: list[Spelled]
    personal: dict[str, msgspec.Raw]


class PlainOrders:
    """Reads the orders of one operation's answers."""

    def __init__(
        self, names: Names, personal: Sequence[str], more: frozenset[str], line_more: frozenset[str], version: str
    ) -> None:
        """`personal`: what is taken out; `more`, `line_more`: what is kept by name beside the columns."""
        self._personal = personal
        self._version = version
        self._more, self._line_more = tuple(sorted(more)), tuple(sorted(line_more))
        self._decode = msgspec.json.Decoder(_wire(names, self._more, self._line_more)).decode
        self._of_order, self._of_line = _order_maker(names), _line_maker(names)
        self._more_of, self._more_of_line = _all_of(self._more), _all_of(self._line_more)

    @classmethod
    def can(cls, personal: Sequence[str]) -> bool:
        """Whether all that is personal lies at the top of an order, where it can be taken out without decoding the rest."""
        return not any("." in path or "[" in path for path in personal)

    def read(self, raw: bytes, read_at: datetime, pack: Callable[[bytes], bytes]) -> Plain | None:
        """The rows of an order, or None where it is not plain enough."""
        try:
            members = _members(raw)
            personal = {
                name: value
                for name in self._personal
                if (value := members.pop(name, None)) is not None and bytes(value) not in _EMPTY
            }
            plain = _encode(members)
            if b"\\" in plain and b"\\u0000" in plain:  # a single byte is sought ten times as fast
                return None
            wire: Any = self._decode(plain)
            lines = [self._line(one, wire.id) for one in wire.line_items]
            order = self._of_order(wire, len(lines))
            if order is None or None in lines:
                return None
            said = _encode(order)
        except (msgspec.MsgspecError, UnicodeEncodeError, ValueError, AttributeError):
            return None
        beside = {
            "more": _stated(self._more, self._more_of(wire)),
            "source_version": self._version,
            "read_at": read_at,
            "raw": pack(plain),
        }
        return Plain(Spelled(order, beside, said, _ORDER_AMOUNTS), lines, personal)  # type: ignore[arg-type]

    def _line(self, wire: Any, order_id: str) -> Spelled | None:
        more = _stated(self._line_more, self._more_of_line(wire))
        line = self._of_line(wire, order_id, more)
        return None if line is None else Spelled(line, {} if _LINE_MORE else {"more": more}, _encode(line), _LINE_AMOUNTS)


_ORDER_COLUMNS = tuple(map(str, kept.CONTENT))
_HEAD = _ORDER_COLUMNS[: _ORDER_COLUMNS.index("item_count")]
_TIMES = _ORDER_COLUMNS[_ORDER_COLUMNS.index("create_time") :]
_ORDER_AMOUNTS = frozenset(_ORDER_COLUMNS[_ORDER_COLUMNS.index("currency") + 1 : _ORDER_COLUMNS.index("payment")])
_LINE_COLUMNS = tuple(map(str, kept.LINE_CONTENT))
_LINE_AMOUNTS = frozenset(_LINE_COLUMNS[_LINE_COLUMNS.index("currency") + 1 : _LINE_COLUMNS.index("is_gift")])
_LINE_MORE = "more" in _LINE_COLUMNS  # whether what is kept beside a line's columns counts as content
_LINE_BODY = _LINE_COLUMNS[2 : _LINE_COLUMNS.index("rts_time")]  # after its own id and the order's
_Order = msgspec.defstruct("Order", [(name, Any, None) for name in _ORDER_COLUMNS], omit_defaults=True, gc=False)
_Line = msgspec.defstruct("Line", [(name, Any, None) for name in _LINE_COLUMNS], omit_defaults=True, gc=False)


def _wire(names: Names, more: Sequence[str], line_more: Sequence[str]) -> type[msgspec.Struct]:
    """An order as documented; every member that is used, with its type."""
    line = msgspec.defstruct(
        "LineOnWire",
        [
            *((name, str) for name in ("id", "product_id", "sku_id")),
            *((name, str | None, None) for name in (*names.line_texts, *names.line_amounts)),
            ("is_gift", bool | None, None),
            ("rts_time", _Seconds | None, None),
            *((name, Any, None) for name in line_more),
        ],
        gc=False,
    )
    return msgspec.defstruct(
        "OrderOnWire",
        [
            *((name, str) for name in ("id", "status")),
            ("create_time", _Seconds),
            ("payment", dict[str, str]),
            ("user_id", str | None, None),
            *((name, str | None, None) for name in names.texts),
            *((name, bool | None, None) for name in names.flags),
            *((name, _Seconds | None, None) for name in ("update_time", *names.times)),
            ("line_items", list[line], msgspec.field(default_factory=list)),  # type: ignore[valid-type]
            *((name, Any, None) for name in more),
        ],
        gc=False,
    )


def _order_maker(names: Names) -> Callable[[Any, int], Any]:
    """Makes the record of an order; None where it is not plain."""
    head, times = attrgetter(*("user_id" if name == "buyer_user_id" else name for name in _HEAD)), attrgetter(*_TIMES)
    amount_names, updated, moment = tuple(names.amounts), _TIMES.index("update_time"), datetime.fromtimestamp
    if (*_HEAD, "item_count", "currency", *amount_names, "payment", *_TIMES) != _ORDER_COLUMNS:
        raise TypeError("the columns of an order stand in another order than they are read")

    def made(wire: Any, units: int) -> Any:
        payment = wire.payment
        values: Sequence[Any] = head(wire)
        if "" in values:
            values = [None if value == "" else value for value in values]
        if "" in payment.values():
            payment = {name: value for name, value in payment.items() if value != ""}
        currency, amounts = payment.get("currency"), [*map(payment.get, amount_names)]
        if not (values[0] and values[1] and currency and wire.create_time and _are_amounts(amounts)):
            return None
        moments = [moment(value, UTC) if value else None for value in times(wire)]
        if moments[updated] is None:
            moments[updated] = moments[0]
        return _Order(*values, units, currency, *amounts, dict(sorted(payment.items())), *moments)

    return made


def _line_maker(names: Names) -> Callable[[Any, str, Any], Any]:
    """Makes the record of a line; None where it is not plain."""
    body, amounts, moment = attrgetter(*_LINE_BODY), attrgetter(*names.line_amounts), datetime.fromtimestamp
    beside = _LINE_COLUMNS[2 + len(_LINE_BODY) :]
    if _LINE_COLUMNS[:2] != ("id", "order_id") or beside not in (("rts_time",), ("rts_time", "more")):
        raise TypeError("the columns of a line stand in another order than they are read")

    def made(wire: Any, order_id: str, more: Json | None) -> Any:
        values: Sequence[Any] = body(wire)
        if "" in values:
            values = [None if value == "" else value for value in values]
        if not (wire.id and wire.product_id and wire.sku_id and _are_amounts(amounts(wire))):
            return None
        ready = moment(wire.rts_time, UTC) if wire.rts_time else None
        return _Line(wire.id, order_id, *values, ready, more) if _LINE_MORE else _Line(wire.id, order_id, *values, ready)

    return made


def _are_amounts(found: Sequence[str | None]) -> bool:
    """Whether whatever is there is an amount, spelled in the one way that everybody spells it."""
    text = "|".join([one for one in found if one])
    return not text or _AMOUNTS(text + "|") is not None


def _all_of(names: Sequence[str]) -> Callable[[Any], Sequence[Any]]:
    if len(names) > 1:
        return attrgetter(*names)
    return lambda wire: [getattr(wire, name) for name in names]


def _stated(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any] | None:
    """Those that say something, by name; None where none does."""
    return {name: value for name, value in zip(names, values, strict=True) if value or value == 0} or None
