"""Pages of lists: by place, for what grows at its head while somebody reads; by number, for what stands still."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import TypeVar

from shoplatch.simulator.ask import Ask, Refused
from shoplatch.simulator.pages import offset_of, offset_token

INVALID = 36009004
T = TypeVar("T")


def size_of(ask: Ask, *, default: int = 20, most: int = 100) -> int:
    """How many things a page holds.

    Raises:
        Refused: it is no number of things.
    """
    size = int(ask.query.get("page_size") or default)
    if not 1 <= size <= most:
        raise Refused(INVALID, f"Invalid request parameter. 'page_size' must be at least 1 and at most {most}.")
    return size


def numbered(ask: Ask, rows: Sequence[T], *, default: int = 20, most: int = 100) -> tuple[Sequence[T], str]:
    """The page the token names, and the next token; "" on the last one."""
    asked = {name: value for name, value in ask.query.items() if name not in ("page_token", "page_size")}
    filters = {**asked, "body": ask.body, "path": dict(ask.path)}
    began, size = offset_of(ask.query.get("page_token", ""), filters, INVALID), size_of(ask, default=default, most=most)
    ended = began + size
    return rows[began:ended], offset_token(ended, filters) if ended < len(rows) else ""


def newest_first(
    ask: Ask, rows: Sequence[T], place: Callable[[T], tuple[int, str]], *, default: int = 20, most: int = 100
) -> tuple[Sequence[T], str]:
    """The page after the thing the token names, from the newest back; what came in meanwhile shifts nothing."""
    size, token = size_of(ask, default=default, most=most), ask.query.get("page_token", "")
    ordered = sorted(rows, key=place, reverse=True)
    if token:
        bound = _place(token)
        ordered = [one for one in ordered if place(one) < bound]
    page = ordered[:size]
    more = len(ordered) > size
    return page, _token(place(page[-1])) if more else ""


def _token(place: tuple[int, str]) -> str:
    return base64.urlsafe_b64encode(f"{place[0]}:{place[1]}".encode()).decode()


def _place(token: str) -> tuple[int, str]:
    try:
        moment, _, thing_id = base64.urlsafe_b64decode(token.encode()).decode().partition(":")
        return int(moment), thing_id
    except (binascii.Error, ValueError):
        raise Refused(INVALID, "Invalid request parameter. The page_token is not one of this list.") from None
