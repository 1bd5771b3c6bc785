"""Long lists of grants, leaf by leaf: which ones a page shows, and where the next leaf is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from shoplatch.console.desk import Ask

T = TypeVar("T")
WORDS_MAX = 80


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T]):
    """One leaf of a list. `older` and `newest` are addresses, "" where there is none; `long`: the list has more than one."""

    rows: list[T]
    total: int
    words: str
    older: str
    newest: str
    long: bool


def leaf_of(ask: Ask, every: Sequence[T], said: Callable[[T], str], size: int) -> Leaf[T]:
    """What the request's `find` (words that have to be in what `said` says) and `leaf` (from 1) leave of a list."""
    words = ask.query.get("find", "").strip()[:WORDS_MAX]
    found = [one for one in every if words.casefold() in said(one).casefold()] if words else list(every)
    text = ask.query.get("leaf", "1")
    number = int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 6 else 1
    number = max(1, min(number, -(-len(found) // size) or 1))
    return Leaf(
        rows=found[(number - 1) * size : number * size],
        total=len(found),
        words=words,
        older=ask.link(leaf=number + 1) if number * size < len(found) else "",
        newest=ask.link(leaf=None) if number > 1 else "",
        long=len(every) > size,
    )
