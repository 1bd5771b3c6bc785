"""Walking through pages, whichever way an operation pages: token or number, in the query or in the body. Pure.

It never loops for ever: a token that comes back is an error, and so are more pages than anybody asked for. Order of rows
and what may move between pages are the platform's (platform.md section 6: a search is not a snapshot).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic

import msgspec

from shoplatch.catalog import reader
from shoplatch.catalog.model import Operation, Pagination
from shoplatch.client import views
from shoplatch.client.answers import Reply
from shoplatch.client.rows import Item, cut
from shoplatch.errors import Fatal, InvalidRequest

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    Row = TypeVar("Row", default=Any)
else:
    from typing import TypeVar

    Row = TypeVar("Row")
PAGES_GUARD = 10_000


class Page(Generic[Row]):
    """One page: its rows, where the next one is, and how many rows there are in all, where the platform says so."""

    def __init__(self, reply: Reply, rows: list[msgspec.Raw], next_token: str | None, total: int | None) -> None:
        self.reply = reply
        self.next_token = next_token
        self.total = total
        row_type = views.row_type(reply.operation)
        self.items: list[Item[Row]] = [Item(row, row_type) for row in rows]

    def __iter__(self) -> Iterator[Item[Row]]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __repr__(self) -> str:
        return f"<Page of {self.reply.operation.id}: {len(self.items)} rows, {'more' if self.next_token else 'last'}>"


class Walk:
    """The state of one walk. Ask `params()` for the next call, hand its reply to `take()`, until `params()` gives None."""

    def __init__(
        self,
        operation: Operation,
        params: Mapping[str, Any],
        *,
        body: Mapping[str, Any] | None = None,
        pages_max: int | None = None,
    ) -> None:
        """`body` stands for all body parameters, as in a call; where paging is in the body, it goes in there.

        `pages_max` ends the walk quietly after so many pages; without it, PAGES_GUARD ends it with an error.

        Raises:
            InvalidRequest: the operation has no pages, or `pages_max` is below 1.
        """
        if operation.pagination is None:
            raise InvalidRequest(f"{operation.id} has no pages", next_step="Use call().")
        if pages_max is not None and pages_max < 1:
            raise InvalidRequest("pages_max has to be 1 or more")
        self._operation = operation
        self._how: Pagination = operation.pagination
        self._in_body = body is not None and self._how.in_ == "body"
        moving = {self._how.size_param, self._how.token_param, self._how.page_param} if self._in_body else set(params)
        self._beside: dict[str, Any] = {name: value for name, value in params.items() if name not in moving}
        self._next: dict[str, Any] | None = {name: value for name, value in params.items() if name in moving}
        if body is not None:
            if self._in_body:
                self._next = {**body, **self._next}
            else:
                self._beside["body"] = body
        self._pages_max = pages_max
        self._seen: set[str] = set()
        self._count = 0
        self._rows = 0
        self._hidden = 0  # rows that the search has and does not show
        if self._how.size_param and self._next.get(self._how.size_param) is None:
            size = self._how.max_size or self._how.default_size
            if size is not None:
                self._next[self._how.size_param] = size  # the largest page: fewest calls
        given = self._next.get(self._how.token_param or "")
        if isinstance(given, str):
            self._seen.add(given)

    @property
    def more(self) -> bool:
        """Whether there is another page."""
        return self._next is not None

    def params(self) -> dict[str, Any] | None:
        """The keyword arguments of the next call, or None when the walk is over.

        Raises:
            InvalidRequest: it ended where the search shows no more, and there are more.
        """
        if self._next is None:
            if self._hidden:
                raise self._window_full()
            return None
        return {**self._beside, "body": self._next} if self._in_body else {**self._next, **self._beside}

    def take(self, reply: Reply) -> Page:
        """Read one page and decide whether there is another.

        Raises:
            Fatal: the platform gave a token a second time, or the guard was reached.
        """
        how = self._how
        scalars = tuple(name or "" for name in (how.next, how.total, how.more))
        rows, *told = cut(reply.raw, (how.items,), tuple(name for name in scalars if name))
        said = dict(zip([name for name in scalars if name], told, strict=True))
        found = rows or []
        token = str(said.get(how.next or "") or "") or None
        total = _number(said.get(how.total or ""))
        self._count += 1
        self._rows += len(found)
        more = said.get(how.more or "") is not False
        self._next = (self._by_token(token) if how.token_param else self._by_number(found, total)) if more else None
        if self._next is not None:
            self._guard(reply)
        elif (limit := reader.search_window(self._operation)) is not None and self._rows >= limit.rows:
            self._hidden = max((total or 0) - self._rows, 0)
        return Page(reply, found, token, total)

    def _window_full(self) -> InvalidRequest:
        limit = reader.search_window(self._operation)
        return InvalidRequest(
            f"{self._operation.id} shows {self._rows} rows and has {self._hidden} more",
            code=limit.code if limit is not None else None,
            operation=self._operation.id,
            next_step="Use iterate(), which reads it in windows of time, or narrow the filters.",
        )

    def _by_token(self, token: str | None) -> dict[str, Any] | None:
        if token is None:
            return None
        if token in self._seen:
            raise Fatal(
                f"page {self._count} of {self._operation.id} points back to a page that was read before",
                operation=self._operation.id,
                next_step="Start the walk again; what was read so far is complete up to this page.",
            )
        self._seen.add(token)
        return {**(self._next or {}), str(self._how.token_param): token}

    def _by_number(self, found: list[msgspec.Raw], total: int | None) -> dict[str, Any] | None:
        """Pages count from 1; the walk is over after an empty page, a short one, or as many rows as there are in all."""
        now = self._next or {}
        page_param = str(self._how.page_param)
        size = _number(now.get(self._how.size_param or ""))
        over = not found or (len(found) < size if size else False) or (total is not None and self._rows >= total)
        return None if over else {**now, page_param: int(now.get(page_param) or 1) + 1}

    def _guard(self, reply: Reply) -> None:
        if self._pages_max is not None and self._count >= self._pages_max:
            self._next = None
        elif self._count >= PAGES_GUARD:
            raise Fatal(
                f"{self._operation.id} did not end after {PAGES_GUARD} pages",
                operation=self._operation.id,
                request_id=reply.request_id,
                next_step="Narrow the filters, for example to a shorter time range.",
            )


def _number(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    return int(value) if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()) else None
