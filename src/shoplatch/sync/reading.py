"""Reads objects of one shop through the client and hands back rows for the store. It stores nothing.

A fresh client is asked for before every call, so that a shop that took its grant back is not called once more. What TikTok
leaves out of an answer and what cannot be read is named, never dropped.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec

from shoplatch.clock import Clock
from shoplatch.errors import Conflict, Fatal, InvalidRequest, NotFound
from shoplatch.store.families import Versioned
from shoplatch.store.orders import OrderRows
from shoplatch.store.products import ProductRows
from shoplatch.store.rows import text
from shoplatch.sync.access import Access
from shoplatch.sync.streams import inventory, orders, packages, products, warehouses
from shoplatch.sync.streams.fields import Unreadable
from shoplatch.sync.streams.orders import Seal

ORDER_IDS_MAX = 50  # per call of order detail (platform.md section 6)
AT_ONCE = 5  # single reads side by side: within the advised 5 to 20 a second (platform.md section 7)
PAGES_MAX = 20_000  # of one search: two million orders; a token that never ends must not run for ever

PACKAGES_A_PAGE = packages.PAGE_MAX
NOT_RETURNED = "TikTok Shop does not return it"

T = TypeVar("T")
Row = Mapping[str, Any]


@dataclass(slots=True)
class Read(Generic[T]):
    """What came of a read. `left_out`: asked for and not answered, with why. `unreadable`: cannot be kept, with why."""

    rows: list[T] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)
    unreadable: dict[str, str] = field(default_factory=dict)
    beside: dict[str, list[Versioned]] = field(default_factory=dict)  # rows of other kinds that came along, by family

    def add(self, other: Read[T]) -> None:
        """Take in what another read brought."""
        self.rows += other.rows
        self.left_out |= other.left_out
        self.unreadable |= other.unreadable
        for family, more in other.beside.items():
            self.beside.setdefault(family, []).extend(more)


@dataclass(slots=True)
class PageRead(Read[T]):
    """One page of a search. An empty `next_token` says that it was the last; `total` is TikTok's count, if it gives one."""

    next_token: str = ""
    total: int | None = None


class ShopReader:
    """Reads one shop. `clock` is ours: it says when a read began, which decides between two reads of one object."""

    def __init__(self, access: Access, shop_id: str, clock: Clock, seal: Seal) -> None:
        self.shop_id = shop_id
        self.access = access
        self._clock = clock
        self._seal = seal
        self.clock = clock
        self.seal = seal

    async def orders(self, ids: Sequence[str]) -> Read[OrderRows]:
        """Orders by id, 50 a call. TikTok leaves out silently what it does not find."""
        read: Read[OrderRows] = Read()
        for chunk in _chunks(ids, ORDER_IDS_MAX):
            read_at = self._clock.now()
            raws = _listed(await self._call(orders.DETAIL, ids=list(chunk)), "orders")
            part = _rows(raws, self._order_rows(orders.DETAIL, read_at))
            answered = {text(row.order, "id") for row in part.rows} | part.unreadable.keys()
            part.left_out = {one: NOT_RETURNED for one in chunk if one not in answered}
            read.add(part)
        return read

    async def order_page(self, body: Row, *, token: str, size: int, field: str, order: str) -> PageRead[OrderRows]:
        """One page of the order search; `body` filters, `field` and `order` sort."""
        read_at = self._clock.now()
        data = await self._page(orders.SEARCH, body, token, size, sort_field=field, sort_order=order)
        return _paged(data, "orders", self._order_rows(orders.SEARCH, read_at))

    async def products(self, ids: Sequence[str]) -> Read[ProductRows]:
        """Products by id, one call each. `left_out` are those Get Product does not serve: deleted, frozen or not ours."""
        return await self._each(ids, self._product)

    async def product_page(self, body: Row, *, token: str, size: int = 100) -> PageRead[ProductRows]:
        """One page of the product search: every product, without category, pictures and SKU names."""
        read_at = self._clock.now()
        data = await self._page(products.SEARCH, body, token, size)
        return _paged(data, "products", self._product_rows(products.SEARCH, read_at))

    async def stock(self, *, product_ids: Sequence[str] = (), sku_ids: Sequence[str] = ()) -> Read[Row]:
        """Stock of products or of single SKUs, one row per SKU and warehouse. `left_out` are ids without an answer."""
        read: Read[Row] = Read()
        for key, ids, at_most in (
            ("product_ids", product_ids, inventory.PRODUCTS_MAX),
            ("sku_ids", sku_ids, inventory.SKUS_MAX),
        ):
            for chunk in _chunks(ids, at_most):
                read_at = self._clock.now()
                raws = _listed(await self._call(inventory.SEARCH, body={key: list(chunk)}), "inventory")
                rows: list[Row] = [row for raw in raws for row in inventory.rows(raw, read_at=read_at)]
                answered = {row["product_id" if key == "product_ids" else "sku_id"] for row in rows}
                part: Read[Row] = Read(rows, {one: NOT_RETURNED for one in chunk if one not in answered})
                spread = [one for raw in raws for one in inventory.distribution(raw, read_at=read_at)]
                part.beside["stock_distribution"] = spread
                read.add(part)
        return read

    async def packages(self, ids: Sequence[str]) -> Read[Row]:
        """Packages by id, one call each."""
        return await self._each(ids, self._package)

    async def package_page(
        self, body: Row, *, token: str, field: str, order: str, size: int = PACKAGES_A_PAGE
    ) -> PageRead[Row]:
        """One page of the package search, at most 50."""
        read_at = self._clock.now()
        data = await self._page(packages.SEARCH, body, token, size, sort_field=field, sort_order=order)
        return _paged(data, "packages", self._package_row(packages.SEARCH, read_at))

    async def warehouses(self) -> Read[Row]:
        """Every warehouse of the shop."""
        read_at = self._clock.now()
        raws = _listed(await self._call(warehouses.LIST), "warehouses")
        return _rows(raws, lambda raw: warehouses.rows(raw, read_at=read_at))

    async def call(self, operation: str, *, body: Any = None, **params: Any) -> dict[str, Any]:
        """Any other call; its `data` decoded."""
        raw = await self._call(operation, body=body, **params)
        data = msgspec.json.decode(raw or b"{}")
        return data if isinstance(data, dict) else {}

    async def ask(self, operation: str, *, body: Any = None, **params: Any) -> tuple[bytes, str]:
        """Any other call; the bytes of its `data`, and the operation that answered: the client falls back where the platform
        has retired a version."""
        client = await self.access.client_for_shop(self.shop_id)
        reply = await client.call(operation, body=body, **params)
        answered = getattr(reply, "operation", None)
        return reply.raw or b"{}", str(getattr(answered, "id", None) or operation)

    async def _product(self, product_id: str) -> ProductRows:
        read_at = self._clock.now()
        return self._product_rows(products.DETAIL, read_at)(await self._call(products.DETAIL, product_id=product_id))

    async def _package(self, package_id: str) -> Row:
        read_at = self._clock.now()
        return self._package_row(packages.DETAIL, read_at)(await self._call(packages.DETAIL, package_id=package_id))

    async def _each(self, ids: Sequence[str], one: Callable[[str], Any]) -> Read[Any]:
        read: Read[Any] = Read()
        for chunk in _chunks(ids, AT_ONCE):
            answers = await asyncio.gather(*(one(object_id) for object_id in chunk), return_exceptions=True)
            for object_id, answer in zip(chunk, answers, strict=True):
                if isinstance(answer, Unreadable):
                    read.unreadable[object_id] = str(answer)
                elif isinstance(answer, NotFound | Conflict | InvalidRequest):
                    read.left_out[object_id] = str(answer)
                elif isinstance(answer, BaseException):
                    raise answer
                else:
                    read.rows.append(answer)
        return read

    async def _page(self, operation: str, body: Row, token: str, size: int, **sort: str) -> bytes:
        """An empty parameter is not sent: signers disagree about those (platform.md section 4)."""
        params: dict[str, Any] = {"page_size": size, **sort}
        if token:
            params["page_token"] = token
        return await self._call(operation, body=dict(body), **params)

    async def _call(self, operation: str, *, body: Any = None, **params: Any) -> bytes:
        client = await self.access.client_for_shop(self.shop_id)
        return (await client.call(operation, body=body, **params)).raw

    def _order_rows(self, operation: str, read_at: datetime) -> Callable[[bytes], OrderRows]:
        return lambda raw: orders.rows(raw, shop_id=self.shop_id, operation=operation, read_at=read_at, seal=self._seal)

    def _product_rows(self, operation: str, read_at: datetime) -> Callable[[bytes], ProductRows]:
        return lambda raw: products.rows(raw, shop_id=self.shop_id, operation=operation, read_at=read_at)

    def _package_row(self, operation: str, read_at: datetime) -> Callable[[bytes], Row]:
        return lambda raw: packages.rows(raw, operation=operation, read_at=read_at)


async def pages(page: Callable[[str], Any], *, token: str = "") -> AsyncIterator[PageRead[Any]]:
    """Page after page of a search, from a token on. `page(token)` reads one.

    Raises:
        Fatal: the search does not end.
    """
    for _ in range(PAGES_MAX):
        read: PageRead[Any] = await page(token)
        yield read
        if not read.next_token:
            return
        if read.next_token == token:
            raise Fatal("TikTok Shop answered a page with its own token: the search would never end")
        token = read.next_token
    raise Fatal(f"a search did not end after {PAGES_MAX} pages")


def _chunks(ids: Sequence[str], size: int) -> Iterable[Sequence[str]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _rows(raws: Iterable[bytes], make: Callable[[bytes], T]) -> Read[T]:
    read: Read[T] = Read()
    for raw in raws:
        try:
            read.rows.append(make(raw))
        except Unreadable as broken:
            read.unreadable[_name(raw)] = str(broken)
    return read


def _paged(data: bytes, name: str, make: Callable[[bytes], T]) -> PageRead[T]:
    page = _decoder(name).decode(data or b"{}")
    read = _rows((bytes(raw) for raw in getattr(page, name) or ()), make)
    return PageRead(read.rows, read.left_out, read.unreadable, next_token=page.next_page_token or "", total=page.total_count)


def _listed(data: bytes, name: str) -> list[bytes]:
    return [bytes(raw) for raw in getattr(_decoder(name).decode(data or b"{}"), name) or ()]


@cache
def _decoder(name: str) -> msgspec.json.Decoder[Any]:
    """Splits an answer into the bytes of its objects, without decoding those."""
    shape = msgspec.defstruct(
        f"PageOf{name.capitalize()}",
        [(name, list[msgspec.Raw] | None, None), ("next_page_token", str | None, None), ("total_count", int | None, None)],
    )
    return msgspec.json.Decoder(shape)


def _name(raw: bytes) -> str:
    """The id of an object that could not be read, as far as it has one."""
    try:
        found = msgspec.json.decode(raw)
        return str(found.get("id") or found.get("package_id") or "without id")
    except (msgspec.DecodeError, AttributeError):
        return "without id"
