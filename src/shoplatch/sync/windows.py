"""Cuts the history of a shop into windows of time that are small enough to be read in one go. Pure but for the questions.

TikTok counts the hits of a search; a window with too many is cut into as many parts as that count asks for, until each
part is small: about one question a window, where halving asks two. Windows lie on create_time, which never changes, so a
row cannot move from one to another while they are read. Seconds are Unix seconds; a window holds its start and not its end.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Awaitable, Callable
from typing import NamedTuple

ROWS_MAX = 10_000  # in one window: some minutes of reading, so that a restart repeats little
SHORTEST_S = 60
WINDOWS_MAX = 20_000
_PARTS_MAX = 64
_ROOM = 1.3  # parts smaller than even ones would be: no two days sell the same

FIRST = 1_420_070_400  # 2015-01-01: before TikTok Shop
LAST = 4_102_444_800  # 2100-01-01: no product is created later

Count = Callable[[int, int], Awaitable[int | None]]


class Window(NamedTuple):
    """`start` <= create_time < `end`, and how many rows TikTok counts there (None where it does not say)."""

    start: int
    end: int
    rows: int | None


async def cut(start: int, end: int, count: Count, *, rows_max: int = ROWS_MAX) -> list[Window]:
    """Windows from `start` to `end`, oldest first, each with at most `rows_max` rows. Empty ones are left out.

    `count(start, end)` asks how many rows lie in a window.
    """
    todo = [(start, end)]
    found: list[Window] = []
    while todo and len(found) + len(todo) < WINDOWS_MAX:
        low, high = todo.pop()
        rows = await count(low, high)
        if rows is not None and rows > rows_max and high - low > SHORTEST_S:
            parts = max(2, min(math.ceil(rows / rows_max * _ROOM), _PARTS_MAX, (high - low) // SHORTEST_S))
            edges = [low + (high - low) * n // parts for n in range(parts + 1)]
            todo += list(itertools.pairwise(edges))[::-1]  # the oldest part is taken next
        elif rows != 0:
            found.append(Window(low, high, rows))
    found += [Window(low, high, None) for low, high in reversed(todo)]
    return found
