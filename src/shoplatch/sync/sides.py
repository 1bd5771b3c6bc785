"""The two sides of a comparison, per stream: how to walk TikTok Shop's, how to look up ours, and how to mend ours.

The algorithm is in `reconcile`; what counts as a difference is in `differences`. Nothing here decides.
"""

from __future__ import annotations

# ruff: noqa: ARG002 - every side takes what the protocol gives, whether it needs it or not
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from shoplatch.store import held, orders, packages, products, stock
from shoplatch.store.engine import Store
from shoplatch.store.held import Reading as Connection
from shoplatch.store.rows import text
from shoplatch.store.versions import Cause
from shoplatch.sync import differences, sources, windows
from shoplatch.sync.differences import Difference
from shoplatch.sync.reading import PageRead, Read, ShopReader, pages
from shoplatch.sync.sources import Source
from shoplatch.sync.streams.inventory import PRODUCTS_MAX
from shoplatch.sync.streams.products import NOT_SERVED
from shoplatch.sync.writing import write_products

Since = Mapping[str, int]  # stream -> where its backfill began (create_time in Unix seconds); without one, at its first
BOUNDED = frozenset(source.name for source in sources.ALL if source.bounded)
Theirs = Any  # an object of TikTok Shop as the stream's rows


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the history that is compared at once: the windows read from TikTok Shop, and the same span of ours
    (None: open to that side, so that what only we have is found). `held`: no window, but what we hold there, asked by id."""

    windows: tuple[windows.Window, ...]
    start: datetime | None
    end: datetime | None
    held: bool = False


class Side(Protocol):
    """One stream, seen from both sides."""

    stream: str
    kind: str

    async def parts(self, shop: ShopReader, since: Since) -> list[Part]:
        """The whole history that was asked for, in parts that fit into memory."""

    def theirs(self, shop: ShopReader, part: Part) -> AsyncIterator[PageRead[Theirs]]:
        """Every object of TikTok Shop in a part."""

    def key(self, theirs: Theirs) -> str:
        """The id of an object."""

    def mark(self, theirs: Theirs) -> object:
        """Changes when the object changes."""

    async def again(self, shop: ShopReader, ids: Sequence[str], first: Mapping[str, Theirs]) -> dict[str, Theirs]:
        """The objects as they are now; those TikTok Shop does not have are left out."""

    async def ours(self, conn: Connection, shop_id: str, ids: Sequence[str]) -> Mapping[str, Any]:
        """Our rows by id."""

    async def our_ids(self, conn: Connection, shop_id: str, part: Part) -> Sequence[str]:
        """The ids we hold in a part."""

    def differ(self, shop_id: str, theirs: Theirs, ours: Any | None) -> list[Difference]:
        """Where the two disagree."""

    async def mend(self, conn: Connection, shop_id: str, theirs: list[Theirs], gone: list[str], now: datetime) -> None:
        """Write their truth; `gone` are ids that only we have."""


class OrderSide:
    """Orders. One that TikTok Shop no longer returns stays with us and stays reported: it was real."""

    stream, kind = "orders", "order"

    async def parts(self, shop: ShopReader, since: Since) -> list[Part]:
        return await _cut(shop, sources.Orders(), since)

    def theirs(self, shop: ShopReader, part: Part) -> AsyncIterator[PageRead[Theirs]]:
        return _walk(shop, sources.Orders(), part)

    def key(self, theirs: Theirs) -> str:
        return str(theirs.order["id"])

    def mark(self, theirs: Theirs) -> object:
        return theirs.order["update_time"]

    async def again(self, shop: ShopReader, ids: Sequence[str], first: Mapping[str, Theirs]) -> dict[str, Theirs]:
        return {text(row.order, "id"): row for row in (await shop.orders(ids)).rows}

    async def ours(self, conn: Connection, shop_id: str, ids: Sequence[str]) -> Mapping[str, Any]:
        return await held.orders(conn, shop_id, ids)

    async def our_ids(self, conn: Connection, shop_id: str, part: Part) -> Sequence[str]:
        return await held.order_ids(conn, shop_id, part.start, part.end)

    def differ(self, shop_id: str, theirs: Theirs, ours: Any | None) -> list[Difference]:
        return differences.of_order(shop_id, theirs, ours)

    async def mend(self, conn: Connection, shop_id: str, theirs: list[Theirs], gone: list[str], now: datetime) -> None:
        await held.doubt(conn, shop_id, "orders", [self.key(one) for one in theirs])
        await orders.write(conn, shop_id, theirs, cause=_repair(now))


class PackageSide:
    """Packages."""

    stream, kind = "packages", "package"

    async def parts(self, shop: ShopReader, since: Since) -> list[Part]:
        return await _cut(shop, sources.Packages(), since)

    def theirs(self, shop: ShopReader, part: Part) -> AsyncIterator[PageRead[Theirs]]:
        return _walk(shop, sources.Packages(), part)

    def key(self, theirs: Theirs) -> str:
        return str(theirs["id"])

    def mark(self, theirs: Theirs) -> object:
        return theirs["update_time"], theirs["status"], theirs["tracking_number"]

    async def again(self, shop: ShopReader, ids: Sequence[str], first: Mapping[str, Theirs]) -> dict[str, Theirs]:
        return {row["id"]: row for row in (await shop.packages(ids)).rows}

    async def ours(self, conn: Connection, shop_id: str, ids: Sequence[str]) -> Mapping[str, Any]:
        return await held.packages(conn, shop_id, ids)

    async def our_ids(self, conn: Connection, shop_id: str, part: Part) -> Sequence[str]:
        return await held.package_ids(conn, shop_id, part.start, part.end)

    def differ(self, shop_id: str, theirs: Theirs, ours: Any | None) -> list[Difference]:
        return differences.of_package(shop_id, theirs, ours)

    async def mend(self, conn: Connection, shop_id: str, theirs: list[Theirs], gone: list[str], now: datetime) -> None:
        await held.doubt(conn, shop_id, "packages", [self.key(one) for one in theirs])
        await packages.write(conn, shop_id, theirs, cause=_repair(now))
        await packages.mark_deleted(conn, shop_id, gone, at=now, cause=_repair(now))


class ProductSide:
    """Products and their SKUs. Held in memory as a whole: a shop has some ten thousand at most."""

    stream, kind = "products", "product"

    async def parts(self, shop: ShopReader, since: Since) -> list[Part]:
        cuts = [window for part in await _cut(shop, sources.Products(), since) for window in part.windows]
        return [Part(tuple(cuts), None, None)]

    def theirs(self, shop: ShopReader, part: Part) -> AsyncIterator[PageRead[Theirs]]:
        return _walk(shop, sources.Products(), part)

    def key(self, theirs: Theirs) -> str:
        return str(theirs.product["id"])

    def mark(self, theirs: Theirs) -> object:
        return theirs.product["update_time"], theirs.product["status"]

    async def again(self, shop: ShopReader, ids: Sequence[str], first: Mapping[str, Theirs]) -> dict[str, Theirs]:
        found = {text(row.product, "id"): row for row in (await shop.products(ids)).rows}
        for object_id in ids:  # Get Product does not serve these, the search said what they are
            row = first.get(object_id)
            if object_id not in found and row is not None and row.product["status"] in NOT_SERVED:
                found[object_id] = row
        return found

    async def ours(self, conn: Connection, shop_id: str, ids: Sequence[str]) -> Mapping[str, Any]:
        return await held.products(conn, shop_id, ids)

    async def our_ids(self, conn: Connection, shop_id: str, part: Part) -> Sequence[str]:
        return await held.live_product_ids(conn, shop_id)

    def differ(self, shop_id: str, theirs: Theirs, ours: Any | None) -> list[Difference]:
        return differences.of_product(shop_id, theirs, ours)

    async def mend(self, conn: Connection, shop_id: str, theirs: list[Theirs], gone: list[str], now: datetime) -> None:
        await held.doubt(conn, shop_id, "products", [self.key(one) for one in theirs])
        await write_products(conn, shop_id, theirs, _repair(now))
        await products.mark_deleted(conn, shop_id, gone, at=now, cause=_repair(now))


@dataclass(frozen=True, slots=True)
class ProductStock:
    """The stock of one product: all its SKUs in all warehouses."""

    product_id: str
    rows: tuple[Mapping[str, Any], ...]


class StockSide:
    """Stock, product by product. It walks the products we hold: a product we lack is the product stream's difference."""

    stream, kind = "inventory", "stock"

    def __init__(self, store: Store) -> None:
        self._store = store

    async def parts(self, shop: ShopReader, since: Since) -> list[Part]:
        return [Part((), None, None)]

    async def theirs(self, shop: ShopReader, part: Part) -> AsyncIterator[PageRead[Theirs]]:
        async with self._store.begin() as conn:
            ids = await held.live_product_ids(conn, shop.shop_id)
        for start in range(0, len(ids), PRODUCTS_MAX):
            chunk = ids[start : start + PRODUCTS_MAX]
            yield PageRead(list((await self.again(shop, chunk, {})).values()))

    def key(self, theirs: Theirs) -> str:
        return str(theirs.product_id)

    def mark(self, theirs: Theirs) -> object:
        return [
            (row["sku_id"], row["warehouse_id"], row["available_quantity"], row["committed_quantity"]) for row in theirs.rows
        ]

    async def again(self, shop: ShopReader, ids: Sequence[str], first: Mapping[str, Theirs]) -> dict[str, Theirs]:
        read: Read[Mapping[str, Any]] = await shop.stock(product_ids=ids)
        return {
            one: ProductStock(one, tuple(row for row in read.rows if row["product_id"] == one))
            for one in {row["product_id"] for row in read.rows}
        }

    async def ours(self, conn: Connection, shop_id: str, ids: Sequence[str]) -> Mapping[str, Any]:
        found: dict[str, list[Mapping[str, Any]]] = {}
        for row in await held.stock(conn, shop_id, ids):
            found.setdefault(row["product_id"], []).append(row)
        return found

    async def our_ids(self, conn: Connection, shop_id: str, part: Part) -> Sequence[str]:
        return ()  # nothing of ours is outside of the walk

    def differ(self, shop_id: str, theirs: Theirs, ours: Any | None) -> list[Difference]:
        return differences.of_stock(shop_id, theirs.rows, ours or ())

    async def mend(self, conn: Connection, shop_id: str, theirs: list[Theirs], gone: list[str], now: datetime) -> None:
        levels = [row for one in theirs for row in one.rows]
        await stock.write(conn, shop_id, levels, cause=_repair(now), whole=[one.product_id for one in theirs])


class WarehouseSide:
    """Warehouses, all in one call. One that TikTok Shop no longer lists stays with us: stock and orders name it."""

    stream, kind = "warehouses", "warehouse"

    async def parts(self, shop: ShopReader, since: Since) -> list[Part]:
        return [Part((), None, None)]

    async def theirs(self, shop: ShopReader, part: Part) -> AsyncIterator[PageRead[Theirs]]:
        read = await shop.warehouses()
        yield PageRead(read.rows, read.left_out, read.unreadable)

    def key(self, theirs: Theirs) -> str:
        return str(theirs["id"])

    def mark(self, theirs: Theirs) -> object:
        return theirs["name"], theirs["effect_status"], theirs["is_default"]

    async def again(self, shop: ShopReader, ids: Sequence[str], first: Mapping[str, Theirs]) -> dict[str, Theirs]:
        return {row["id"]: row for row in (await shop.warehouses()).rows if row["id"] in ids}

    async def ours(self, conn: Connection, shop_id: str, ids: Sequence[str]) -> Mapping[str, Any]:
        return await held.warehouses(conn, shop_id, ids)

    async def our_ids(self, conn: Connection, shop_id: str, part: Part) -> Sequence[str]:
        return ()

    def differ(self, shop_id: str, theirs: Theirs, ours: Any | None) -> list[Difference]:
        return differences.of_warehouse(shop_id, theirs, ours)

    async def mend(self, conn: Connection, shop_id: str, theirs: list[Theirs], gone: list[str], now: datetime) -> None:
        await held.doubt(conn, shop_id, "warehouses", [self.key(one) for one in theirs])
        await stock.write_warehouses(conn, shop_id, theirs, cause=_repair(now))


def all_sides(store: Store) -> tuple[Side, ...]:
    """Every stream that is compared, what others name before what names it."""
    return WarehouseSide(), ProductSide(), StockSide(store), OrderSide(), PackageSide()


def _repair(now: datetime) -> Cause:
    return Cause("reconcile", at=now)


async def _cut(shop: ShopReader, source: Source, since: Since) -> list[Part]:
    """The windows of a source as parts; the outermost are open, so that what only we have is found.

    What the backfill left out on purpose is no difference; what came of it later, because it changed, has to be true.
    """
    cuts = await sources.cut(shop, source)
    start = since.get(source.name)
    first = datetime.fromtimestamp(start, UTC) if start is not None else None
    older = [Part((), None, first, held=True)] if first is not None else []
    if start is not None:
        cuts = [one._replace(start=max(one.start, start)) for one in cuts if one.end > start]
    edges = [first, *(datetime.fromtimestamp(window.start, UTC) for window in cuts[1:]), None]
    if not cuts:
        return [*older, Part((), first, None)]
    return [*older, *(Part((window,), edges[k], edges[k + 1]) for k, window in enumerate(cuts))]


async def _walk(shop: ShopReader, source: Source, part: Part) -> AsyncIterator[PageRead[Theirs]]:
    for window in part.windows:
        async for page in pages(lambda token, at=window: source.page(shop, at.start, at.end, token)):  # type: ignore[misc]
            yield page
