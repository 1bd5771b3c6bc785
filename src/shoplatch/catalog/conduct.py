"""How to behave towards the platform: what to read after a lost write, which refusals did nothing, where failures stand.

Our own reading of the records (`facts/conduct.json`, where `about` explains each section). It decides nothing: the client
does.
"""

from __future__ import annotations

from functools import cache

import msgspec

from shoplatch.catalog.model import Operation
from shoplatch.catalog.operations import operation
from shoplatch.catalog.packaged import file_bytes


class SearchWindow(msgspec.Struct, frozen=True):
    """A search that shows `rows` rows and no more; `code` refuses what lies beyond, `by` is a time that cuts it."""

    rows: int
    code: int
    by: str  # create_time: filtered by create_time_ge and create_time_le, both inclusive


class Conduct(msgspec.Struct, frozen=True):
    """The file as it is."""

    format: int
    about: dict[str, str]
    read_back: dict[str, str]
    nothing_done: frozenset[int]
    quotas: dict[int, str]
    page_token_refused: frozenset[int]
    search_windows: dict[str, SearchWindow]
    failure_lists: tuple[str, ...]


@cache
def conduct() -> Conduct:
    """The file, read on the first question and kept."""
    return msgspec.json.decode(file_bytes("conduct.json"), type=Conduct, strict=False)


def read_back(of: Operation) -> Operation | None:
    """The read that shows whether a write happened; None where nothing does."""
    name = conduct().read_back.get(of.capability)
    return operation(name) if name is not None else None


def nothing_done(code: int | None) -> bool:
    """Whether a refusal with this code means that the platform did nothing at all."""
    return code in conduct().nothing_done


def quota(code: int | None) -> str | None:
    """ "hour" or "day", where a code speaks of a limit over such a span; None for limits of a second."""
    return conduct().quotas.get(code) if code is not None else None


def refuses_page_token(code: int | None) -> bool:
    """Whether a call that carried a page_token may have been refused for it."""
    return code in conduct().page_token_refused


def search_window(of: Operation) -> SearchWindow | None:
    """How much of a search can be seen at once; None where no limit is documented."""
    return conduct().search_windows.get(of.capability)


def failure_lists() -> tuple[str, ...]:
    """Names of the members of `data` that list what failed in an accepted batch."""
    return conduct().failure_lists
