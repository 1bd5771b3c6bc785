"""How each stream is searched by create_time: its span, how many lie in a window, a page of it, and what belongs to a page.

Backfill and comparison walk the same windows through these. A source stores nothing and remembers nothing. Sorting and
bounds per search: platform.md section 6.
"""

from __future__ import annotations

# ruff: noqa: ARG002 - every stream takes what the protocol gives, whether it needs it or not
from typing import Any, Protocol

from shoplatch.store.rows import moment
from shoplatch.sync import windows
from shoplatch.sync.reading import PageRead, Read, Row, ShopReader
from shoplatch.sync.streams.products import DELETED, NOT_SERVED
from shoplatch.sync.writing import Harvest

PageOf = PageRead[Any]


class Source(Protocol):
    """One stream that is read in windows of create_time."""

    name: str
    bounded: bool  # grows with time for ever, so that a backfill may leave out its oldest part

    async def span(self, shop: ShopReader) -> tuple[int, int] | None:
        """From the oldest to just after the newest object (Unix seconds); None where there is nothing."""

    async def count(self, shop: ShopReader, start: int, end: int) -> int | None:
        """How many lie in a window, where TikTok says so."""

    async def page(self, shop: ShopReader, start: int, end: int, token: str) -> PageOf:
        """One page of a window, oldest first where the search can sort."""

    async def harvest(self, shop: ShopReader, page: PageOf) -> Harvest:
        """The page with everything that belongs to its objects."""


class Orders:
    """Orders, a hundred a page."""

    name = "orders"
    bounded = True

    async def span(self, shop: ShopReader) -> tuple[int, int] | None:
        ends: list[int] = []
        for order in ("ASC", "DESC"):
            page = await shop.order_page({}, token="", size=1, field="create_time", order=order)
            if not page.rows:
                return None if not page.unreadable else (windows.FIRST, windows.LAST)
            ends.append(int(moment(page.rows[0].order, "create_time").timestamp()))
        return ends[0], ends[1] + 1

    async def count(self, shop: ShopReader, start: int, end: int) -> int | None:
        page = await shop.order_page(_window(start, end), token="", size=1, field="create_time", order="ASC")
        return page.total

    async def page(self, shop: ShopReader, start: int, end: int, token: str) -> PageOf:
        return await shop.order_page(_window(start, end), token=token, size=100, field="create_time", order="ASC")

    async def harvest(self, shop: ShopReader, page: PageOf) -> Harvest:
        return Harvest(orders=page)


class Packages:
    """Packages, fifty a page."""

    name = "packages"
    bounded = True

    async def span(self, shop: ShopReader) -> tuple[int, int] | None:
        ends: list[int] = []
        for order in ("ASC", "DESC"):
            page = await shop.package_page({}, token="", size=1, field="create_time", order=order)
            created = page.rows[0]["create_time"] if page.rows else None
            if created is None:
                return (windows.FIRST, windows.LAST) if page.rows or page.unreadable else None
            ends.append(int(created.timestamp()))
        return ends[0], ends[1] + 1

    async def count(self, shop: ShopReader, start: int, end: int) -> int | None:
        page = await shop.package_page(_window(start, end), token="", size=1, field="create_time", order="ASC")
        return page.total

    async def page(self, shop: ShopReader, start: int, end: int, token: str) -> PageOf:
        return await shop.package_page(_window(start, end), token=token, field="create_time", order="ASC")

    async def harvest(self, shop: ShopReader, page: PageOf) -> Harvest:
        return Harvest(packages=page)


class Products:
    """Products, a hundred a page, each with its detail where TikTok serves one, and with the stock of its SKUs."""

    name = "products"
    bounded = False

    async def span(self, shop: ShopReader) -> tuple[int, int] | None:
        page = await shop.product_page({"status": "ALL"}, token="", size=1)
        return (windows.FIRST, windows.LAST) if page.rows or page.unreadable else None

    async def count(self, shop: ShopReader, start: int, end: int) -> int | None:
        page = await shop.product_page(self._window(start, end), token="", size=1)
        return page.total

    async def page(self, shop: ShopReader, start: int, end: int, token: str) -> PageOf:
        return await shop.product_page(self._window(start, end), token=token)

    async def harvest(self, shop: ShopReader, page: PageOf) -> Harvest:
        served = [row.product["id"] for row in page.rows if row.product["status"] not in NOT_SERVED]
        details = await shop.products(served)
        whole = {row.product["id"] for row in details.rows}
        details.rows += [row for row in page.rows if row.product["id"] not in whole]
        details.unreadable |= page.unreadable
        stocked = [
            row.product["id"] for row in page.rows if row.product["status"] != DELETED
        ]  # frozen goods lie in a shelf too
        # What the search knows and the detail does not serve is no failure: the search's row stands.
        return Harvest(products=Read(details.rows, {}, details.unreadable), stock=await shop.stock(product_ids=stocked))

    def _window(self, start: int, end: int) -> Row:
        """Products take an inclusive upper bound."""
        return {"status": "ALL", "create_time_ge": start, "create_time_le": end - 1}


class Warehouses:
    """Warehouses: one call brings all."""

    name = "warehouses"
    bounded = False

    async def span(self, shop: ShopReader) -> tuple[int, int] | None:
        return windows.FIRST, windows.LAST

    async def count(self, shop: ShopReader, start: int, end: int) -> int | None:
        return None

    async def page(self, shop: ShopReader, start: int, end: int, token: str) -> PageOf:
        read = await shop.warehouses()
        return PageRead(read.rows, read.left_out, read.unreadable, total=len(read.rows))

    async def harvest(self, shop: ShopReader, page: PageOf) -> Harvest:
        return Harvest(warehouses=page)


ALL: tuple[Source, ...] = (Warehouses(), Products(), Orders(), Packages())
BY_NAME = {source.name: source for source in ALL}


async def cut(
    shop: ShopReader, source: Source, *, days: int | None = None, rows_max: int = windows.ROWS_MAX
) -> list[windows.Window]:
    """The history of a stream in windows, oldest first. `days` bounds how far back orders and packages go."""
    span = await source.span(shop)
    if span is None:
        return []
    start, end = span
    if days is not None and source.bounded:
        start = max(start, end - days * 86_400)
    return await windows.cut(start, end, lambda low, high: source.count(shop, low, high), rows_max=rows_max)


def _window(start: int, end: int) -> Row:
    return {"create_time_ge": start, "create_time_lt": end}
