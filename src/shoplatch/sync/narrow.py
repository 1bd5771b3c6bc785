"""Finds what was missed by counting: how many objects changed in a stretch of time, there and here.

A change that no webhook brought leaves its object with an older update_time here than there, so it is counted in another
stretch: the counts differ. Stretches double towards the past, because what is missed is mostly new. Where counts differ the
stretch is halved until one page holds it; that page is read and compared object by object, and so is the newest stretch
whatever its counts say. What counting cannot see: two changes of one object in one stretch of which the last was missed, and
what somebody changed here. The sweep sees both.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, Protocol

from shoplatch.clock import Clock
from shoplatch.store import held
from shoplatch.store.engine import Store
from shoplatch.sync import asking, causes
from shoplatch.sync.differences import Differences
from shoplatch.sync.listed_sides import RUNG, ListedSide
from shoplatch.sync.mending import mend
from shoplatch.sync.reading import PageRead, ShopReader, pages
from shoplatch.sync.sides import OrderSide, PackageSide
from shoplatch.sync.streams.spec import Search

PAGE = 50
FIRST_S = 30
STRETCHES = 25  # the last one begins thirty years ago
SHORTEST_S = 60
READS_MAX = 400  # stretches that are read whole; more than these differ: that is for a sweep


class Counted(Protocol):
    """A stream whose search filters by update_time and counts."""

    @property
    def stream(self) -> str: ...
    @property
    def table(self) -> str: ...
    @property
    def side(self) -> Any: ...

    async def page(self, shop: ShopReader, low: int, high: int, token: str, size: int) -> PageRead[Any]:
        """Objects changed in [low, high)."""


class _Orders:
    stream = table = "orders"
    side: Any = OrderSide()

    async def page(self, shop: ShopReader, low: int, high: int, token: str, size: int) -> PageRead[Any]:
        return await shop.order_page(_body(low, high), token=token, size=size, field="update_time", order="ASC")


class _Packages:
    stream = table = "packages"
    side: Any = PackageSide()

    async def page(self, shop: ShopReader, low: int, high: int, token: str, size: int) -> PageRead[Any]:
        return await shop.package_page(_body(low, high), token=token, size=size, field="update_time", order="ASC")


@dataclass(frozen=True, slots=True)
class _Listed:
    search: Search

    @property
    def stream(self) -> str:
        return self.search.name

    @property
    def table(self) -> str:
        return self.search.family

    @property
    def side(self) -> Any:
        return ListedSide(self.search)

    async def page(self, shop: ShopReader, low: int, high: int, token: str, size: int) -> PageRead[Any]:
        wanted = _body(low, high)
        return await asking.search(shop, self.search, wanted, token=token, size=max(size, 10), changed=True)


def sides() -> tuple[Counted, ...]:
    """Every stream that can be counted so."""
    return _Orders(), _Packages(), *(_Listed(stream) for stream in RUNG)


async def check(store: Store, shop: ShopReader, counted: Counted, clock: Clock) -> Differences:
    """Count, narrow, compare and repair one stream of a shop."""
    found = Differences()
    newest = await _newest(store, shop, counted)
    if newest is None:
        return found
    edges = [newest + 1, *(newest + 1 - FIRST_S * 2**k for k in range(STRETCHES))]
    todo = [(low, high) for high, low in pairwise(edges)][::-1]
    todo[0] = (0, todo[0][1])
    reads = 0
    while todo:
        low, high = todo.pop()
        theirs = (await counted.page(shop, low, high, "", 1)).total
        async with store.begin() as conn:
            ours = await held.changed_between(conn, counted.table, shop.shop_id, _moment(low), _moment(high))
        newest_stretch = high == newest + 1 and theirs is not None and theirs <= PAGE
        if theirs is None or (theirs == ours and not newest_stretch):
            found.compared += ours
            continue
        if max(theirs, ours) > PAGE and not newest_stretch and high - low > SHORTEST_S:
            middle = (max(low, high - FIRST_S * 2**STRETCHES) + high) // 2
            todo += [(low, middle), (middle, high)]
            continue
        if (reads := reads + 1) > READS_MAX:
            found.not_compared[f"{counted.stream} of shop {shop.shop_id}"] = "too much differs: `shoplatch sync sweep`"
            break
        await _read(store, shop, counted, (low, high), found, clock)
    return found


async def _read(
    store: Store, shop: ShopReader, counted: Counted, span: tuple[int, int], found: Differences, clock: Clock
) -> None:
    """Compare one stretch object by object and repair what differs."""
    side = counted.side
    theirs = [row async for page in _pages(shop, counted, span) for row in page.rows]
    ids = [side.key(row) for row in theirs]
    async with store.begin() as conn:
        ours = await side.ours(conn, shop.shop_id, ids)
    there = {side.key(row): row for row in theirs}
    said = {key: differ for key, row in there.items() if (differ := side.differ(shop.shop_id, row, ours.get(key)))}
    wrong = [there[key] for key in said]
    for differences in (await causes.explained(store, shop.shop_id, side.kind, said, there, ours)).values():
        found.differences += differences
    found.compared += len(ids)
    found.theirs += len(ids)
    found.ours += len(ours)
    if wrong:
        await mend(store, shop.shop_id, side, wrong, [], clock.now())


async def _pages(shop: ShopReader, counted: Counted, span: tuple[int, int]) -> AsyncIterator[PageRead[Any]]:
    async for page in pages(lambda token: counted.page(shop, *span, token, PAGE)):
        yield page


async def _newest(store: Store, shop: ShopReader, counted: Counted) -> int | None:
    """The newest update_time on either side, in Unix seconds: the clock is TikTok's."""
    async with store.begin() as conn:
        ours = await held.newest_change(conn, counted.table, shop.shop_id)
    if ours is None:  # nothing was read yet: that is for the backfill
        return None
    after = int(ours.timestamp()) + 1
    newer = [row async for page in _pages(shop, counted, (after, 4_102_444_800)) for row in page.rows]
    times = [_changed(row) for row in newer]
    return max([after, *times])


def _changed(row: Any) -> int:
    plain = getattr(row, "order", None) or getattr(row, "row", None) or row
    time = plain["update_time"]
    return int(time.timestamp()) if isinstance(time, datetime) else 0


def _body(low: int, high: int) -> dict[str, int]:
    return {**({"update_time_ge": low} if low > 0 else {}), "update_time_lt": high}


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
