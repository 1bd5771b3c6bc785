"""A search that shows only its first rows, read whole: cut by time into windows that each show all they have. Pure.

The product search shows 10,000 rows and refuses what lies beyond (platform.md section 6). Before a window is read its total
is looked at; where that is more, the window is cut in two and each half asked for again, down to a second. What still has
too many rows then is refused with the platform's own code: nothing is left out silently.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shoplatch.catalog.conduct import SearchWindow
from shoplatch.catalog.model import Operation
from shoplatch.errors import InvalidRequest

Span = tuple[int, int | None]  # Unix seconds, both inclusive; no end means up to now, whatever comes


class Windows:
    """The windows that are still to be read, the one at hand first."""

    def __init__(self, operation: Operation, limit: SearchWindow, in_body: bool, saved: list[Span]) -> None:
        self._operation = operation
        self._limit = limit
        self._in_body = in_body
        self._lower, self._upper = f"{limit.by}_ge", f"{limit.by}_le"
        self.spans = saved

    def begin(self, given: Mapping[str, Any]) -> None:
        """Begin with one window: all of it, or what the caller's own filters leave."""
        self.spans = [(int(given.get(self._lower) or 0), _end(given.get(self._upper)))]

    def ask(self, params: dict[str, Any], body: dict[str, Any] | None) -> tuple[dict[str, Any], dict[str, Any] | None]:
        """The request for the window at hand."""
        since, until = self.spans[0]
        bounds = {name: value for name, value in ((self._lower, since or None), (self._upper, until)) if value is not None}
        return (params, {**body, **bounds}) if self._in_body and body is not None else ({**params, **bounds}, body)

    def overflows(self, total: int | None) -> bool:
        """Whether the window at hand has more rows than are shown."""
        return total is not None and total > self._limit.rows

    def refused(self, code: int | None) -> bool:
        """Whether the platform refused a page because it lies beyond what is shown."""
        return code == self._limit.code

    def cut(self, total: int | None, now: int) -> None:
        """Put two halves in the place of the window at hand; the last one stays open to what is made meanwhile.

        Raises:
            InvalidRequest: it is a second long.
        """
        since, until = self.spans[0]
        end = until if until is not None else max(now, since)
        if since >= end:
            many = f"{total} rows" if total is not None else "more rows than are shown"
            raise InvalidRequest(
                f"{self._operation.id} has {many} of one second ({self._limit.by} {since}), and shows {self._limit.rows}",
                code=self._limit.code,
                operation=self._operation.id,
                next_step="Narrow it by another filter, such as status or seller_skus, and read the parts one by one.",
            )
        middle = max((since + end) // 2, min(_EARLIEST, end - 1)) if since == 0 else (since + end) // 2
        self.spans[:1] = [(since, middle), (middle + 1, until)]

    def next(self) -> bool:
        """Go on to the next window; False after the last."""
        del self.spans[0]
        return bool(self.spans)


_EARLIEST = 1_577_836_800  # 2020, before there was a shop: the first cut need not feel its way up from 1970


def _end(given: Any) -> int | None:
    return int(given) if given is not None else None
