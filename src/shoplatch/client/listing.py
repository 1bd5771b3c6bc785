"""Reading a whole listing while it changes: what to ask next, which rows are new, and where to go on tomorrow. Pure.

A page token is only trusted for a page. Where a listing is sorted by a time and can be asked from a time on, the next page
is asked for by the time of the last row, so that rows which move or leave meanwhile shift nothing (platform.md section 6: a
search is not a snapshot). Elsewhere tokens are followed and rows are told apart by id. Both start anew where a token is
refused, without a gap. How pages are read is `paging`'s; the clients only carry the calls.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation
from shoplatch.client.answers import Reply
from shoplatch.client.marks import Marks, TimeOrder, marks_of, order_of
from shoplatch.client.paging import Walk
from shoplatch.client.rows import Item
from shoplatch.client.windows import Span, Windows
from shoplatch.errors import Fatal, InvalidRequest, NotFound, ShoplatchError

PAGES_MAX = 100_000
RESTARTS_MAX = 3  # in a row, without a new row between them
OVERLAP_S = 1
RESUME_MAX_BYTES = 4 * 1024 * 1024


class Position(msgspec.Struct, omit_defaults=True):
    """Where an iteration stands: all that another process needs. No secrets; ids and filters only."""

    operation: str
    params: dict[str, Any]
    body: dict[str, Any] | None = None
    overlap_s: int = OVERLAP_S
    since: int | None = None  # by time: ask from here
    page_token: str | None = None  # by token: the page that was being read
    windows: list[Span] = []  # of a search that shows only so many rows: what is still to be read
    given: list[tuple[str, int]] = []  # what was given from there on, with its time
    done: bool = False


class Listing:
    """The state of one iteration. Ask `params()` for the next call, hand its reply to `take()` and each row to `given()`."""

    def __init__(self, operation: Operation, position: Position, *, now: int) -> None:
        """`now` is Unix seconds. Raises InvalidRequest where the operation has no pages."""
        if operation.pagination is None:
            raise InvalidRequest(f"{operation.id} has no pages", next_step="Use call().")
        self.operation = operation
        self._position = position
        self._order: TimeOrder | None = order_of(operation, position.params, position.body)
        self._marks: Marks = marks_of(operation, self._order.field if self._order is not None else None)
        self._seen: dict[str | int, int] = {_compact(one): time for one, time in position.given}
        self._fresh = {
            one: (one, time) for one, time in position.given
        }  # given from the page at hand, in case it has to be read again
        self._now = now
        self._windows = _windows(operation, position) if self._order is None else None
        self._asked_token: str | None = None
        self._pages = self._restarts = 0
        self._since: int | None = None  # from where the walk at hand asks
        self._walk: Walk | None = None if position.done else self._leg(position.since, position.page_token)

    @property
    def by_time(self) -> str | None:
        """The time the iteration goes by, or None where it follows tokens."""
        return self._order.field if self._order is not None else None

    def params(self) -> dict[str, Any] | None:
        """The keyword arguments of the next call, or None when all is read."""
        step = self._walk.params() if self._walk is not None else None
        if step is None and self._walk is not None and self._windows is not None and self._windows.next():
            self._position.page_token, self._fresh = None, {}
            self._walk = self._leg(None, None)
            step = self._walk.params()
        if step is None:
            self._position.done = True
            return None
        how = self.operation.pagination
        self._asked_token = _member(step, how.token_param if how else None)
        return step

    def take(self, reply: Reply) -> list[tuple[Item[Any], str, int]]:
        """The rows of a page that were not given before, each with its id and its time, for `given`."""
        if self._walk is None:
            raise Fatal("a page came that nobody asked for", operation=self.operation.id)
        self._pages += 1
        if self._pages > PAGES_MAX:
            raise Fatal(f"{self.operation.id} did not end after {PAGES_MAX} pages", next_step="Narrow the filters.")
        page = self._walk.take(reply)
        if self._windows is not None and self._asked_token is None and self._windows.overflows(page.total):
            self._cut(page.total)
            return []
        marked = [(item, *self._marks.read(item.raw)) for item in page.items]
        new = []
        for item, one, time in marked:
            key = _compact(one)
            if key not in self._seen:
                self._seen[key] = time
                new.append((item, one, time))
        if new:
            self._restarts = 0
        if self._order is None:
            self._position.page_token, self._fresh = self._asked_token, {}
        else:
            self._advance([time for _, _, time in marked])
        return new

    def given(self, one: str, time: int) -> None:
        """The caller has this row now: an iteration that resumes goes on behind it."""
        position = self._position
        self._fresh[one] = (one, time)
        if self._order is None:
            return
        since = time - position.overlap_s
        if position.since is None or since > position.since:
            position.since = since
            self._fresh = {name: mark for name, mark in self._fresh.items() if mark[1] >= since}

    def refused(self, error: ShoplatchError) -> bool:
        """Whether the iteration can go on after this error: the page token was refused, so ask again without it; or the page
        lies beyond what the search shows, so ask for less at a time.

        Raises:
            InvalidRequest: less cannot be asked for.
        """
        if self._windows is not None and self._windows.refused(error.code):
            self._cut(None)
            return True
        if self._asked_token is None or not reader.refuses_page_token(error.code) or self._restarts >= RESTARTS_MAX:
            return False
        self._restarts += 1
        self._walk = self._leg(self._since, None)
        return True

    def _cut(self, total: int | None) -> None:
        """Read the window at hand in two; rows of it that were given already are known by their ids."""
        if self._windows is not None:
            self._windows.cut(total, self._now)
            self._position.page_token, self._fresh = None, {}
            self._walk = self._leg(None, None)

    @property
    def resume_token(self) -> str:
        """Text to save; `iterate(resume=...)` goes on behind the row that was given last, in any process.

        Raises:
            Fatal: more rows share a second than a token may hold.
        """
        position = msgspec.structs.replace(self._position, given=list(self._fresh.values()))
        packed = zlib.compress(msgspec.json.encode(position), 6)
        text = base64.urlsafe_b64encode(packed + zlib.crc32(packed).to_bytes(4, "big")).decode()
        if len(text) > RESUME_MAX_BYTES:
            raise Fatal("too many rows share one second to save the place", next_step="Go on to the next second first.")
        return f"v1.{text}"

    def _leg(self, since: int | None, token: str | None) -> Walk:
        """A walk from a time on, or from a token on."""
        params, body = dict(self._position.params), self._position.body
        self._since = since
        if self._order is not None:
            params, body = self._order.ask(params, body, since)
        elif (sort := _only_sort(self.operation)) is not None:
            params.setdefault("sort_field", sort)
        if self._windows is not None:
            params, body = self._windows.ask(params, dict(body) if body is not None else None)
        if self._order is None and token is not None:
            params, body = _with_member(self.operation, params, body, token)
        return Walk(self.operation, params, body=body)

    def _advance(self, times: list[int]) -> None:
        """Ask from the time of the last row on, where that leads further; in a crowded second, follow the token."""
        if not times or self._walk is None or not self._walk.more:
            return
        since = max(times) - self._position.overlap_s
        if self._since is None or since > self._since:
            self._walk = self._leg(since, None)
            if self._order is not None and not self._order.moves:  # no row of an earlier second can come again
                self._seen = {one: time for one, time in self._seen.items() if time >= since}


def listing_of(
    operation: Operation | None,
    params: Mapping[str, Any],
    body: Mapping[str, Any] | None,
    *,
    resume: str | None,
    overlap_s: int,
    now: int,
) -> Listing:
    """An iteration from the beginning, or from where another one stood.

    Raises:
        InvalidRequest: the operation has no pages, a filter cannot be saved, the token is none of ours or of another
            operation, or filters were given beside it.
    """
    if overlap_s < 0:
        raise InvalidRequest("overlap_s has to be 0 or more")
    if resume is not None:
        if params or body is not None:
            raise InvalidRequest("a resume token brings its filters along", next_step="Give resume= alone.")
        return _resumed(resume, operation, now)
    if operation is None:
        raise InvalidRequest("nothing to iterate over", next_step="Name an operation, or give resume=.")
    given = dict(body) if body is not None else None
    return Listing(operation, Position(operation.stable_key, _plain(dict(params)), _plain(given), overlap_s), now=now)


def _windows(operation: Operation, position: Position) -> Windows | None:
    """The windows of a search that shows only so many rows; a page token of the caller's own asks for one page's rest."""
    limit = reader.search_window(operation)
    given = {**(position.body or {}), **position.params}
    if limit is None or _member(given, operation.pagination.token_param if operation.pagination else None):
        return None
    windows = Windows(operation, limit, position.body is not None, position.windows)
    if not windows.spans and not position.done:
        windows.begin(given)
        position.windows = windows.spans
    return windows


def _resumed(token: str, operation: Operation | None, now: int) -> Listing:
    try:
        position = _unpacked(token)
        found = reader.operation(position.operation)
    except (ValueError, binascii.Error, zlib.error, msgspec.MsgspecError, NotFound) as broken:
        raise InvalidRequest("this is not a resume token of ours", next_step="Start the iteration anew.") from broken
    if operation is not None and operation.id != found.id:
        raise InvalidRequest(f"the resume token belongs to {found.id}, not to {operation.id}")
    return Listing(found, position, now=now)


def _unpacked(token: str) -> Position:
    """Raises ValueError and its like for anything that is not one of ours, whole."""
    version, _, text = token.partition(".")
    raw = base64.urlsafe_b64decode(text.encode())
    packed, check = raw[:-4], raw[-4:]
    if version != "v1" or len(token) > RESUME_MAX_BYTES + 3 or zlib.crc32(packed).to_bytes(4, "big") != check:
        raise ValueError("not ours")
    unpacker = zlib.decompressobj()
    written = unpacker.decompress(packed, 16 * RESUME_MAX_BYTES)
    if unpacker.unconsumed_tail:
        raise ValueError("too large")
    return msgspec.json.decode(written, type=Position)


def _compact(one: str) -> str | int:
    """Ids as numbers where that loses nothing: a million of them are kept in an iteration by update_time."""
    return int(one) if one.isdecimal() and one.isascii() and one[:1] != "0" else one


def _plain(value: Any) -> Any:
    """Filters as JSON: an aware time is Unix seconds, an amount is text."""

    def other(one: Any) -> Any:
        raise InvalidRequest(f"{type(one).__name__} cannot be a filter of an iteration")

    if value is None:
        return None

    def walk(one: Any) -> Any:
        if isinstance(one, datetime):
            if one.tzinfo is None:
                raise InvalidRequest("a time without a zone cannot be a filter")
            return int(one.timestamp())
        if isinstance(one, Mapping):
            return {name: walk(inner) for name, inner in one.items() if inner is not None}
        if isinstance(one, list | tuple | set | frozenset):
            return [walk(inner) for inner in one]
        return one

    return msgspec.to_builtins(walk(value), enc_hook=other)


def _only_sort(operation: Operation) -> str | None:
    """The one legal value of a required sort_field, where that is how it is documented (platform.md section 6)."""
    node = next((one for one in operation.query if one.name == "sort_field" and one.is_required and not one.enum), None)
    return str(node.example) if node is not None and str(node.example).endswith("_time") else None


def _member(step: Mapping[str, Any], name: str | None) -> str | None:
    body = step.get("body")
    found = step.get(name or "") or (body.get(name or "") if isinstance(body, Mapping) else None)
    return str(found) if found else None


def _with_member(
    operation: Operation, params: dict[str, Any], body: dict[str, Any] | None, token: str
) -> tuple[dict[str, Any], dict[str, Any] | None]:
    how = operation.pagination
    name = (how.token_param if how else None) or "page_token"
    if body is not None and how is not None and how.in_ == "body":
        return params, {**body, name: token}
    return {**params, name: token}, body
