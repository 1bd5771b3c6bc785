"""Cutting long lists into pages: opaque tokens that name a place in an order, valid only with the filters that made them.

A token names the last thing given (its time and id), so a list that grows or shrinks between two pages neither repeats nor
skips what stood still. A thing whose sort time changes meanwhile moves; that is the platform's behaviour too (section 6).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

import msgspec

from shoplatch.simulator.ask import Refused
from shoplatch.simulator.state.books import Book, Dated, Keep, Mark
from shoplatch.simulator.state.world import World

T = TypeVar("T", bound=Dated)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page; `next_token` is "" on the last one."""

    things: list[T]
    next_token: str
    total: int


@dataclass(frozen=True, slots=True)
class Search:
    """What is asked for. `keep` decides over things inside the span: a `Where` for books that may have an archive."""

    sort_field: str
    descending: bool
    ge: int | None = None  # span of the sort field, inclusive
    lt: int | None = None  # exclusive
    status: str | None = None
    keep: Keep | None = None


def cut(book: Book[T], search: Search, *, size: int, token: str, filters: Mapping[str, Any], refusal: int) -> Page[T]:
    """The page after `token`.

    Raises:
        Refused: with code `refusal`, when the token is not one of ours or belongs to other filters.
    """
    start: Mark | None = None if search.ge is None else (search.ge, "")
    end: Mark | None = None if search.lt is None else (search.lt, "")
    total = book.count(search.sort_field, start, end, search.status, search.keep)
    bound = _fingerprint(search, filters)
    if token:
        place = _place(token, bound, refusal)
        if search.descending:
            end = place
        else:
            start = (place[0], place[1] + "\0")
    found = book.marks(search.sort_field, start, end, descending=search.descending, status=search.status, keep=search.keep)
    marks = list(islice(found, size + 1))
    return Page(book.those(marks[:size]), _token(marks[size - 1], bound) if len(marks) > size else "", total)


def shown_until(world: World) -> int | None:
    """What was made from this moment on no search shows yet (the switch `search_delay_s`); None: everything is shown."""
    delay = world.switches.search_delay_s
    return world.clock.now() - delay + 1 if delay else None


def offset_token(offset: int, filters: Mapping[str, Any]) -> str:
    """A token for lists whose order nobody documents: the number of things already given."""
    return base64.urlsafe_b64encode(f"{_digest(filters)}:{offset}".encode()).decode()


def offset_of(token: str, filters: Mapping[str, Any], refusal: int) -> int:
    """The number of things already given; 0 without a token."""
    if not token:
        return 0
    try:
        bound, _, offset = base64.urlsafe_b64decode(token.encode()).decode().partition(":")
        if bound == _digest(filters):
            return int(offset)
    except (binascii.Error, ValueError):
        pass
    raise Refused(refusal, "The page_token is invalid or was made with other filters")


def _digest(filters: Mapping[str, Any]) -> str:
    text = msgspec.json.encode(filters, enc_hook=str, order="sorted")
    return hashlib.blake2s(text, digest_size=6).hexdigest()


def _fingerprint(search: Search, filters: Mapping[str, Any]) -> str:
    return _digest({"sort": search.sort_field, "down": search.descending, "filters": dict(filters)})


def _token(mark: Mark, bound: str) -> str:
    return base64.urlsafe_b64encode(f"{bound}:{mark[0]}:{mark[1]}".encode()).decode()


def _place(token: str, bound: str, refusal: int) -> Mark:
    try:
        made_for, moment, thing_id = base64.urlsafe_b64decode(token.encode()).decode().split(":")
        if made_for == bound:
            return int(moment), thing_id
    except (binascii.Error, ValueError):
        pass
    raise Refused(refusal, "The page_token is invalid or was made with other filters")
