"""Names of columns on the cells of a table, so that a narrow screen can show each row from top to bottom. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PIECE = re.compile(r"<tr\b|<td\b([^>]*)>")
_SPAN = re.compile(r'colspan="(\d+)"')


def with_names(rows: str, names: Sequence[str]) -> str:
    """The same rows, each cell with `data-label`; a cell over several columns gets none. Names are escaped already."""
    at = 0

    def name(found: re.Match[str]) -> str:
        nonlocal at
        if found[1] is None:
            at = 0
            return found[0]
        span = _SPAN.search(found[1])
        here, at = at, at + (int(span[1]) if span else 1)
        if span or here >= len(names) or not names[here]:
            return found[0]
        return f'<td{found[1]} data-label="{names[here]}">'

    return _PIECE.sub(name, rows)
