"""Reads what changed since the last time, every few seconds or minutes: the net under the webhooks, which get lost.

By update_time, newest first, without an upper bound: an object that is touched while we page moves to the front and is
found by the next read, and nothing else can slip past us (an upper bound, or oldest first, would let rows slide between
pages; platform.md section 6). The next read starts at the newest update_time that the first page showed, less an overlap, so
it depends on TikTok's clock alone and a jump of ours, or of a simulator's, skips nothing. Position and rows are committed
together; a read that is interrupted goes on at its page.
"""

from __future__ import annotations

# ruff: noqa: ARG002 - every stream takes what the protocol gives, whether it needs it or not
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from shoplatch.clock import Clock
from shoplatch.errors import Fatal, InvalidRequest, PermissionMissing, Reauthorize, Retriable, ShoplatchError
from shoplatch.store import cursors
from shoplatch.store.engine import Store
from shoplatch.sync.access import Access
from shoplatch.sync.reading import PAGES_MAX, PageRead, ShopReader, pages
from shoplatch.sync.sources import Products
from shoplatch.sync.streams.orders import Seal
from shoplatch.sync.writing import Harvest

OVERLAP_S = 300  # platform.md section 6: overlap windows by several minutes

log = logging.getLogger(__name__)


class Changed(Protocol):
    """A stream that can be asked for what changed since a moment."""

    name: str

    async def page(self, shop: ShopReader, since: int, token: str, *, size: int = ...) -> PageRead[Any]:
        """One page of what changed at or after `since` (Unix seconds), newest first where the search can sort."""

    async def harvest(self, shop: ShopReader, page: PageRead[Any]) -> Harvest:
        """The page with what belongs to it."""

    def newest(self, page: PageRead[Any]) -> int:
        """The newest update_time of a page, 0 if it is empty."""


class ChangedOrders:
    """Orders, with the stock of their SKUs: stock has no update_time of its own to ask by."""

    name = "orders"

    async def page(self, shop: ShopReader, since: int, token: str, *, size: int = 100) -> PageRead[Any]:
        return await shop.order_page(_since(since), token=token, size=size, field="update_time", order="DESC")

    async def harvest(self, shop: ShopReader, page: PageRead[Any]) -> Harvest:
        harvest = Harvest(orders=page)
        harvest.stock = await shop.stock(sku_ids=harvest.sku_ids)
        return harvest

    def newest(self, page: PageRead[Any]) -> int:
        return max((int(row.order["update_time"].timestamp()) for row in page.rows), default=0)


class ChangedPackages:
    """Packages."""

    name = "packages"

    async def page(self, shop: ShopReader, since: int, token: str, *, size: int = 50) -> PageRead[Any]:
        return await shop.package_page(_since(since), token=token, size=size, field="update_time", order="DESC")

    async def harvest(self, shop: ShopReader, page: PageRead[Any]) -> Harvest:
        return Harvest(packages=page)

    def newest(self, page: PageRead[Any]) -> int:
        return max((int(row["update_time"].timestamp()) for row in page.rows if row["update_time"]), default=0)


class ChangedProducts:
    """Products, each with its detail and its stock. The search cannot sort, so the newest is known after the last page."""

    name = "products"

    async def page(self, shop: ShopReader, since: int, token: str, *, size: int = 100) -> PageRead[Any]:
        return await shop.product_page({"status": "ALL", **_since(since)}, token=token, size=size)

    async def harvest(self, shop: ShopReader, page: PageRead[Any]) -> Harvest:
        return await Products().harvest(shop, page)

    def newest(self, page: PageRead[Any]) -> int:
        times = (row.product["update_time"] for row in page.rows)
        return max((int(time.timestamp()) for time in times if time), default=0)


STREAMS: tuple[Changed, ...] = (ChangedOrders(), ChangedPackages(), ChangedProducts())


@dataclass(frozen=True, slots=True)
class Position:
    """Where a stream stands. `since`: everything older is stored. While a read is under way `token` is its next page and
    `newest` becomes the next `since`."""

    since: int
    token: str = ""
    newest: int = 0

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Position:
        return cls(int(stored["since"]), str(stored.get("token") or ""), int(stored.get("newest") or 0))

    def stored(self) -> dict[str, Any]:
        return {"since": self.since, "token": self.token, "newest": self.newest}

    def after(self, newest: int, token: str) -> Position:
        """The position once a page is stored: `newest` of all pages so far, `token` of the next one ("" after the last)."""
        newest = max(self.newest, newest)
        return Position(self.since, token, newest) if token else Position(max(self.since, newest))


async def starting_points(shop: ShopReader) -> dict[str, dict[str, Any]]:
    """Where the regular reads of each stream have to start so that nothing changed after this moment is missed."""
    points: dict[str, dict[str, Any]] = {}
    for stream in STREAMS:
        try:
            if isinstance(stream, ChangedProducts):
                newest = 0
                async for page in pages(lambda token: ChangedProducts().page(shop, 0, token)):
                    newest = max(newest, stream.newest(page))
            else:
                newest = stream.newest(await stream.page(shop, 0, "", size=1))
        except PermissionMissing as refused:
            log.warning("shop %s: %s is not followed: %s", shop.shop_id, stream.name, refused)
            continue
        points[stream.name] = Position(newest).stored()
    return points


class Incremental:
    """The regular reads."""

    def __init__(self, store: Store, access: Access, seal: Seal, clock: Clock, *, overlap_s: int = OVERLAP_S) -> None:
        self._store = store
        self._access = access
        self._seal = seal
        self._clock = clock
        self._overlap_s = overlap_s

    async def run(self, shop_id: str) -> dict[str, int]:
        """Read what changed in every stream of a shop; how many rows each gave. Streams never planned are left out.

        Raises:
            ShoplatchError: a stream could not be read to its end; the others were.
        """
        shop = ShopReader(self._access, shop_id, self._clock, self._seal)
        read: dict[str, int] = {}
        wrong: list[ShoplatchError] = []
        for stream in STREAMS:
            async with self._store.begin() as conn:
                stored = await cursors.position(conn, shop_id, stream.name)
            if stored is None:
                continue
            try:
                read[stream.name] = await self._stream(shop, stream, Position.of(stored))
            except Reauthorize:
                raise
            except ShoplatchError as failure:
                log.info("shop %s: what changed in %s could not be read: %s", shop_id, stream.name, failure)
                wrong.append(failure)
        if wrong:
            raise next((one for one in wrong if not isinstance(one, Retriable)), wrong[0])
        return read

    async def _stream(self, shop: ShopReader, stream: Changed, position: Position) -> int:
        rows = 0
        for _ in range(PAGES_MAX):
            try:
                page = await stream.page(shop, max(0, position.since - self._overlap_s), position.token)
            except InvalidRequest:
                if not position.token:
                    raise
                position = Position(position.since)  # a token from before a break is no longer taken: from the start
                continue
            harvest = await stream.harvest(shop, page)
            position = position.after(stream.newest(page), page.next_token)
            async with self._store.begin() as conn:
                await harvest.write(conn, shop.shop_id, "incremental", at=self._clock.now())
                await cursors.move(conn, shop.shop_id, stream.name, position.stored(), self._clock.now())
            rows += len(page.rows)
            if not position.token:
                return rows
        raise Fatal(f"what changed in {stream.name} does not end after {PAGES_MAX} pages", shop=shop.shop_id)


def _since(since: int) -> dict[str, int]:
    """A missing bound means the earliest (platform.md section 6)."""
    return {"update_time_ge": since} if since > 0 else {}
