"""Writes what was read, in one transaction with whatever has to be true at the same time (a cursor, a page, an event).

Thin: the store knows how to write and what is newer; this only keeps the kinds of rows of one read together.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from shoplatch.inbox.lanes import Object
from shoplatch.store import aside, families, orders, packages, products, stock
from shoplatch.store.changes import CauseKind
from shoplatch.store.engine import Connection
from shoplatch.store.families import Versioned
from shoplatch.store.rows import moment, text
from shoplatch.store.versions import Cause
from shoplatch.sync.reading import Read, Row
from shoplatch.sync.streams.orders import package_ids
from shoplatch.sync.streams.products import is_deleted

REFUSED_MAX = 20  # of one read: more than that is no fault of single objects


@dataclass(slots=True)
class Harvest:
    """What was read of one shop, by kind."""

    orders: Read[orders.OrderRows] = field(default_factory=Read)
    products: Read[products.ProductRows] = field(default_factory=Read)
    stock: Read[Row] = field(default_factory=Read)
    packages: Read[Row] = field(default_factory=Read)
    warehouses: Read[Row] = field(default_factory=Read)
    families: dict[str, list[Versioned]] = field(default_factory=dict)  # every other kind, by its table
    left: dict[Object, str] = field(default_factory=dict)  # of those: what could not be read, and why
    refused: dict[Object, str] = field(default_factory=dict)  # what the database would not keep, and why

    @property
    def sku_ids(self) -> list[str]:
        """The SKUs of the orders read, each once: their stock moved with the order."""
        return list(dict.fromkeys(text(line, "sku_id") for one in self.orders.rows for line in one.lines))

    @property
    def package_ids(self) -> list[str]:
        """The packages the orders read name, each once."""
        return list(dict.fromkeys(one for made in self.orders.rows for one in package_ids(made)))

    @property
    def unreadable(self) -> dict[str, str]:
        """What was read and cannot be kept, by id, with why."""
        reads = (self.orders, self.products, self.stock, self.packages, self.warehouses)
        told = {name: why for read in reads for name, why in read.unreadable.items()}
        return told | {f"{one.kind} {one.id}": why for one, why in self.refused.items()}

    async def write(
        self,
        conn: Connection,
        shop_id: str,
        kind: CauseKind,
        *,
        at: datetime,
        inbox: Mapping[str, Mapping[str, int]] | None = None,
    ) -> None:
        """Write everything. `kind` says what made us read, `at` is now; `inbox`: per kind of object, id to the event that
        rang. An object that the database refuses is set aside (`refused`, and for a person), and the others are kept.

        Raises:
            Conflict, InvalidRequest: it refuses so many that they cannot all be at fault.
        """
        rang = inbox or {}
        why = await aside.refusal(conn, lambda: self._kept(conn, shop_id, kind, at, rang))
        if why is None:
            return
        for one, alone in self._each_alone():
            said = await aside.refusal(conn, functools.partial(alone._kept, conn, shop_id, kind, at, rang))
            if said is not None:
                self.refused[one] = str(said)
            if len(self.refused) > REFUSED_MAX:
                raise why
        await aside.note(conn, shop_id, {f"{one.kind} {one.id}": said for one, said in self.refused.items()}, at)

    async def _kept(
        self, conn: Connection, shop_id: str, kind: CauseKind, at: datetime, rang: Mapping[str, Mapping[str, int]]
    ) -> None:
        if self.warehouses.rows:
            await stock.write_warehouses(conn, shop_id, self.warehouses.rows, cause=Cause(kind, at=at))
        if self.orders.rows:
            await orders.write(conn, shop_id, self.orders.rows, cause=Cause(kind, rang.get("order", {}), at))
        await write_products(conn, shop_id, self.products.rows, Cause(kind, rang.get("product", {}), at))
        if self.stock.rows:
            await stock.write(conn, shop_id, self.stock.rows, cause=Cause(kind, rang.get("stock", {}), at))
        if self.packages.rows:
            await packages.write(conn, shop_id, self.packages.rows, cause=Cause(kind, rang.get("package", {}), at))
        causes = {name: Cause(kind, numbers, at) for name, numbers in rang.items()}
        await families.write_all(conn, shop_id, self._beside(), causes, Cause(kind, at=at))

    def _each_alone(self) -> Iterator[tuple[Object, Harvest]]:
        """Every object as a harvest of its own, in the order in which they are written."""
        for place in self.warehouses.rows:
            yield Object("warehouse", text(place, "id")), Harvest(warehouses=Read([place]))
        for order in self.orders.rows:
            yield Object("order", text(order.order, "id")), Harvest(orders=Read([order]))
        for product in self.products.rows:
            yield Object("product", text(product.product, "id")), Harvest(products=Read([product]))
        for level in self.stock.rows:
            yield Object("stock", text(level, "sku_id")), Harvest(stock=Read([level]))
        for package in self.packages.rows:
            yield Object("package", text(package, "id")), Harvest(packages=Read([package]))
        for came in (self.families, self.stock.beside):
            for name, rows in came.items():
                for row in rows:
                    yield Object(name, str(row.row.get("id", ""))), Harvest(families={name: [row]})

    def _beside(self) -> dict[str, list[Versioned]]:
        """Every kind without a field of its own: what was read for itself, and what came along."""
        found = {name: list(rows) for name, rows in self.families.items()}
        for came in (self.stock.beside, *(one.beside for one in self.products.rows)):
            for name, rows in came.items():
                found.setdefault(name, []).extend(rows)
        return found


async def write_products(conn: Connection, shop_id: str, read: Sequence[products.ProductRows], cause: Cause) -> None:
    """Write products; those TikTok Shop calls deleted get a tombstone instead of a version."""
    live = [one for one in read if not is_deleted(one)]
    gone = [one for one in read if is_deleted(one)]
    if live:
        await products.write(conn, shop_id, live, cause=cause)
    if gone:
        at = max(moment(one.product, "read_at") for one in gone)
        await products.mark_deleted(conn, shop_id, [text(one.product, "id") for one in gone], at=at, cause=cause)
