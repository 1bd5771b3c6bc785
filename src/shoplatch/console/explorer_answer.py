"""An answer to be read: each field with its value and what the catalog says of it. Personal data is covered unless asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from shoplatch.catalog import reader
from shoplatch.catalog.model import Node, Operation
from shoplatch.console.explorer_form import about

ROWS_MAX = 1_500
TEXT_MAX = 200_000
COVERED = "••••••"


@dataclass(frozen=True, slots=True)
class Row:
    """One field. `known` is False where the catalog has no such field."""

    depth: int
    name: str
    value: str
    about: str
    known: bool
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, to be read. `cut` says that there was more than is shown."""

    rows: tuple[Row, ...]
    text: str
    covered: int
    cut: bool


def answer_of(operation: Operation, data: Any, *, open_: bool) -> Answer:
    """The `data` of an answer as rows and as text."""
    personal = set() if open_ else {tuple(one.replace("[]", "").split(".")) for one in reader.pii_paths(operation)}
    counted = [0]
    shown = _cover(data, personal, (), counted)
    rows: list[Row] = []
    for row in _rows(shown, operation.response, "", 0):
        if len(rows) == ROWS_MAX:
            break
        rows.append(row)
    text = json.dumps(shown, indent=2, ensure_ascii=False)
    return Answer(tuple(rows), text[:TEXT_MAX], counted[0], len(rows) == ROWS_MAX or len(text) > TEXT_MAX)


def _cover(value: Any, personal: set[tuple[str, ...]], at: tuple[str, ...], counted: list[int]) -> Any:
    if at in personal and value not in (None, "", [], {}):
        counted[0] += 1
        return COVERED
    if isinstance(value, dict):
        return {name: _cover(held, personal, (*at, name), counted) for name, held in value.items()}
    if isinstance(value, list):
        return [_cover(held, personal, at, counted) for held in value]
    return value


def _rows(value: Any, node: Node | None, name: str, depth: int) -> Iterator[Row]:
    if isinstance(value, dict):
        if name:
            yield Row(depth, name, "", "", node is not None)
        inner = node.properties if node is not None else {}
        for one, held in value.items():
            yield from _rows(held, inner.get(one), one, depth + bool(name))
    elif isinstance(value, list):
        items = node.items if node is not None else None
        if value and not isinstance(value[0], dict | list):
            yield Row(depth, name, ", ".join(map(_text, value)), about(node) if node is not None else "", node is not None)
            return
        yield Row(depth, name, "", f"{len(value):,} in this list", node is not None)
        for number, held in enumerate(value):
            yield from _rows(held, items, f"{name}[{number}]", depth + 1)
    else:
        told = about(node) if node is not None else ""
        yield Row(depth, name, _text(value), _with_moment(told, node, value), node is not None, value == COVERED)


def _with_moment(told: str, node: Node | None, value: Any) -> str:
    """A moment in words beside its number."""
    hint = node.hint if node is not None else None
    if hint not in ("ts", "ts_ms", "ts_str") or value in (None, "", 0, "0"):
        return told
    try:
        moment = datetime.fromtimestamp(int(value) / (1000 if hint == "ts_ms" else 1), UTC)
    except (ValueError, OverflowError, OSError):
        return told
    return f"{moment:%-d %b %Y %H:%M:%S} UTC"


def _text(value: Any) -> str:
    if value is None:
        return "null"
    return json.dumps(value) if isinstance(value, bool) else str(value)
