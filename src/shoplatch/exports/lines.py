"""Rows as lines of text: JSONL and CSV. Pure: columns and rows in, bytes out.

CSV is safe to open in a spreadsheet: a text that a spreadsheet would take for a formula gets an apostrophe in front, and so
does one that begins with an apostrophe itself, so that taking one off gives the text back. Amounts are numbers, not texts,
and stay as they are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Protocol

import msgspec

from shoplatch.store.read.kinds import Shape

RISKY = tuple("=+-@\t\r\n'＝＋－＠")


class Lines(Protocol):
    """One format."""

    def head(self) -> bytes:
        """What comes before the first row."""

    def body(self, rows: Iterable[Sequence[Any]]) -> bytes:
        """Some rows."""


class Jsonl:
    """One JSON object per line: decimals as text, times in UTC, nested values as they are."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._names = [one.name for one in shapes]
        self._spell = [_JSON.get(one.type, _as_is) for one in shapes]
        self._encoder = msgspec.json.Encoder()

    def head(self) -> bytes:
        return b""

    def body(self, rows: Iterable[Sequence[Any]]) -> bytes:
        made = (
            dict(zip(self._names, [spell(v) if v is not None else None for spell, v in zip(self._spell, row, strict=True)],
                     strict=True))
            for row in rows
        )  # fmt: skip
        return bytes(self._encoder.encode_lines(made))


class Csv:
    """Comma-separated as RFC 4180 has it, with a head line; null and the empty text are both empty."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._names = [one.name for one in shapes]
        self._spell = [_CSV.get(one.type, _safe) for one in shapes]

    def head(self) -> bytes:
        return self._written([self._names])

    def body(self, rows: Iterable[Sequence[Any]]) -> bytes:
        return self._written(
            [spell(v) if v is not None else "" for spell, v in zip(self._spell, row, strict=True)] for row in rows
        )

    def _written(self, rows: Iterable[Sequence[str]]) -> bytes:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        return text.getvalue().encode()


def lines_of(form: str, shapes: Sequence[Shape]) -> Lines:
    """The format of a name."""
    return Csv(shapes) if form == "csv" else Jsonl(shapes)


def json_text(value: Any) -> str:
    """A nested value as JSON; a text stays what it is."""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _as_is(value: Any) -> Any:
    return value


def _plain(value: Decimal) -> str:
    return format(value, "f")


def _utc(value: datetime) -> str:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _day(value: date) -> str:
    return value.isoformat()


def _nested(value: Any) -> Any:
    """What was opened comes as text and is JSON again; a note that is none stays text."""
    if not isinstance(value, str):
        return value
    try:
        return msgspec.json.decode(value)
    except msgspec.DecodeError:
        return value


def _safe(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(RISKY) else text


_JSON: dict[str, Callable[[Any], Any]] = {"decimal": _plain, "moment": _utc, "day": _day, "json": _nested}
_CSV: dict[str, Callable[[Any], str]] = {
    "decimal": _plain, "integer": str, "moment": _utc, "day": _day, "boolean": lambda value: "true" if value else "false",
    "json": lambda value: _safe(json_text(value)), "texts": lambda value: _safe(json_text(value)),
}  # fmt: skip
