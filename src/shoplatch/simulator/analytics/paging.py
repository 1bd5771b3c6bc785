"""One page of a ranked list: the rows asked for, how many there are, and where the next page begins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from shoplatch.simulator.ask import Ask
from shoplatch.simulator.pages import offset_of, offset_token

INVALID = 36009004
PAGE = 10
_Row = TypeVar("_Row")


def cut_rows(
    ask: Ask, name: str, rows: Sequence[_Row], view: Callable[[_Row], dict[str, Any]], size: int = PAGE
) -> dict[str, Any]:
    """The members of an answer. `size` is that of a call that names none."""
    filters = {key: value for key, value in ask.query.items() if key not in ("page_token", "page_size")}
    began = offset_of(ask.query.get("page_token", ""), filters, INVALID)
    ended = began + int(ask.query.get("page_size", size))
    shown = [view(row) for row in rows[began:ended]]
    return {
        name: shown,
        "total_count": len(rows),
        "next_page_token": offset_token(ended, filters) if ended < len(rows) else "",
    }
