"""The two shells around a `Listing`: one row after another, blocking or not, with a token to go on later. No behaviour."""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any, Self

from shoplatch.client.answers import Reply
from shoplatch.client.listing import Listing
from shoplatch.client.rows import Item
from shoplatch.errors import ShoplatchError


class _Iteration:
    def __init__(self, listing: Listing) -> None:
        self._listing = listing
        self._ready: deque[tuple[Item[Any], str, int]] = deque()

    @property
    def resume_token(self) -> str:
        """Text to save: `iterate(resume=...)` goes on behind the row that came last, also in another process."""
        return self._listing.resume_token

    @property
    def by_time(self) -> str | None:
        """The time the rows come in order of; None where the platform's own order and page tokens are followed."""
        return self._listing.by_time

    def _next(self) -> Item[Any]:
        item, one, time = self._ready.popleft()
        self._listing.given(one, time)
        return item


class Iteration(_Iteration):
    """The rows of a listing, each once, while it changes."""

    def __init__(self, listing: Listing, call: Callable[[dict[str, Any]], Reply]) -> None:
        super().__init__(listing)
        self._call = call

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Item[Any]:
        while not self._ready:
            step = self._listing.params()
            if step is None:
                raise StopIteration
            try:
                reply = self._call(step)
            except ShoplatchError as failure:
                if not self._listing.refused(failure):
                    raise
            else:
                self._ready.extend(self._listing.take(reply))
        return self._next()


class AsyncIteration(_Iteration):
    """The rows of a listing, each once, while it changes."""

    def __init__(self, listing: Listing, call: Callable[[dict[str, Any]], Awaitable[Reply]]) -> None:
        super().__init__(listing)
        self._call = call

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Item[Any]:
        while not self._ready:
            step = self._listing.params()
            if step is None:
                raise StopAsyncIteration
            try:
                reply = await self._call(step)
            except ShoplatchError as failure:
                if not self._listing.refused(failure):
                    raise
            else:
                self._ready.extend(self._listing.take(reply))
        return self._next()
