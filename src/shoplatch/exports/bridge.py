"""The store for code that knows no event loop: a loop in a thread of its own, and async flows as plain iterators."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Coroutine, Iterator
from typing import Any, Self, TypeVar

T = TypeVar("T")


class Bridge:
    """One loop, running until the block ends."""

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="shoplatch exports", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Do a piece of work there, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def each(self, flow: AsyncGenerator[T, None]) -> Iterator[T]:
        """What a flow gives, one after the other; nothing is read ahead, and it is closed at the end."""
        try:
            while (found := self.run(_next(flow))) is not None:
                yield found
        finally:
            self.run(flow.aclose())


async def _next(flow: AsyncGenerator[T, None]) -> T | None:
    return await anext(flow, None)
