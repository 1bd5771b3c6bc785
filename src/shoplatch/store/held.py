"""Our rows, read back for a comparison with TikTok Shop: by id, and which ids we hold in a span of create_time.

Reads, but for `doubt`. Plain mappings with the names of the columns; an id we do not hold is left out. Functions take what
`Store.begin()` gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import Column, Table, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import schema
from shoplatch.store.families import Family
from shoplatch.store.rows import EPOCH

Row = Mapping[str, Any]
Kept: TypeAlias = Literal["orders", "products", "packages", "warehouses"]
Reading: TypeAlias = AsyncConnection  # what `Store.begin()` gives


async def orders(conn: Reading, shop_id: str, ids: Sequence[str]) -> dict[str, Row]:
    """Orders by id, each with its `lines`. Without the kept bytes."""
    return await _with_members(conn, shop_id, ids, schema.orders, schema.order_lines, "order_id", "lines")


async def products(conn: Reading, shop_id: str, ids: Sequence[str]) -> dict[str, Row]:
    """Products by id, each with its `skus`, deleted ones too. Without the kept bytes."""
    return await _with_members(conn, shop_id, ids, schema.products, schema.skus, "product_id", "skus")


async def packages(conn: Reading, shop_id: str, ids: Sequence[str]) -> dict[str, Row]:
    """Packages by id, those without a tombstone. Without the kept bytes."""
    table = schema.packages
    rows = await _rows(conn, table, shop_id, table.c.id, ids)
    return {row["id"]: row for row in rows if row["deleted_at"] is None}


async def stock(conn: Reading, shop_id: str, product_ids: Sequence[str]) -> list[Row]:
    """Stock levels of products: one row per SKU and warehouse."""
    return await _rows(conn, schema.stock_levels, shop_id, schema.stock_levels.c.product_id, product_ids)


async def warehouses(conn: Reading, shop_id: str, ids: Sequence[str]) -> dict[str, Row]:
    """Warehouses by id. Without the kept bytes."""
    return {row["id"]: row for row in await _rows(conn, schema.warehouses, shop_id, schema.warehouses.c.id, ids)}


async def order_ids(conn: Reading, shop_id: str, start: datetime | None, end: datetime | None) -> list[str]:
    """Ids of the orders created in [start, end); None leaves that side open."""
    return await _ids_between(conn, schema.orders, shop_id, start, end)


async def package_ids(conn: Reading, shop_id: str, start: datetime | None, end: datetime | None) -> list[str]:
    """Ids of the packages created in [start, end) that have no tombstone; those without a create_time lie at the start."""
    return await _ids_between(conn, schema.packages, shop_id, start, end)


async def live_product_ids(conn: Reading, shop_id: str) -> list[str]:
    """Ids of the products without a tombstone."""
    return await _ids_between(conn, schema.products, shop_id, None, None)


async def family(conn: Reading, kind: Family, shop_id: str, ids: Sequence[str]) -> dict[str, Row]:
    """Objects of any described kind by id, each with its parts under their table's name; without those that are gone."""
    table = kind.table
    rows = [row for row in await _rows(conn, table, shop_id, table.c.id, ids) if row["deleted_at"] is None]
    found: dict[str, dict[str, Any]] = {row["id"]: {**row, **{one.table.name: [] for one in kind.parts}} for row in rows}
    for parts in kind.parts:
        for member in await _rows(conn, parts.table, shop_id, parts.table.c[parts.link], list(found)):
            found[member[parts.link]][parts.table.name].append(member)
    return dict(found)


async def live_ids(conn: Reading, kind: Family, shop_id: str) -> list[str]:
    """Ids of the objects of a described kind without a tombstone."""
    return await _ids_between(conn, kind.table, shop_id, None, None)


async def changed_between(conn: Reading, table: str, shop_id: str, start: datetime, end: datetime) -> int:
    """How many objects of a table have an update_time in [start, end)."""
    kind = schema.metadata.tables[table]
    asked = select(func.count()).where(kind.c.shop_id == shop_id, kind.c.update_time >= start, kind.c.update_time < end)
    if "deleted_at" in kind.c:
        asked = asked.where(kind.c.deleted_at.is_(None))
    return int((await conn.execute(asked)).scalar_one())


async def newest_change(conn: Reading, table: str, shop_id: str) -> datetime | None:
    """The greatest update_time of a table."""
    kind = schema.metadata.tables[table]
    found: datetime | None = (
        await conn.execute(select(func.max(kind.c.update_time)).where(kind.c.shop_id == shop_id))
    ).scalar_one()
    return found


async def doubt_family(conn: Reading, kind: Family, shop_id: str, ids: Sequence[str]) -> None:
    """As `doubt`, for a described kind."""
    await _doubt(conn, kind.table, shop_id, ids)


async def doubt(conn: Reading, shop_id: str, kind: Kept, ids: Sequence[str]) -> None:
    """Take away what makes rows count as newer or as unchanged, so that what is written next in this transaction stands.

    For repairs: a row that somebody changed by hand still carries the marks of the version it had.
    """
    table = {
        "orders": schema.orders, "products": schema.products, "packages": schema.packages, "warehouses": schema.warehouses,
    }[kind]  # fmt: skip
    await _doubt(conn, table, shop_id, ids)


async def _doubt(conn: Reading, table: Table, shop_id: str, ids: Sequence[str]) -> None:
    marks = {"fingerprint": None, "update_time": EPOCH, "read_at": EPOCH}
    oldest = {name: mark for name, mark in marks.items() if name in table.c}
    for start in range(0, len(ids), 100):
        chosen = (table.c.shop_id == shop_id, table.c.id.in_(sorted(ids[start : start + 100])))
        await conn.execute(update(table).where(*chosen).values(**oldest))


async def _with_members(
    conn: Reading, shop_id: str, ids: Sequence[str], parents: Table, members: Table, link: str, name: str
) -> dict[str, Row]:
    held: dict[str, dict[str, Any]] = {
        row["id"]: {**row, name: []} for row in await _rows(conn, parents, shop_id, parents.c.id, ids)
    }
    for member in await _rows(conn, members, shop_id, members.c[link], list(held)):
        held[member[link]][name].append(member)
    return dict(held)


async def _rows(conn: Reading, table: Table, shop_id: str, key: Column[Any], values: Sequence[str]) -> list[Row]:
    if not values:
        return []
    columns = [column for column in table.c if column.name != "raw"]
    found = await conn.execute(select(*columns).where(table.c.shop_id == shop_id, key.in_(values)))
    return [dict(row) for row in found.mappings()]


async def _ids_between(conn: Reading, table: Table, shop_id: str, start: datetime | None, end: datetime | None) -> list[str]:
    asked = select(table.c.id).where(table.c.shop_id == shop_id)
    if "deleted_at" in table.c:
        asked = asked.where(table.c.deleted_at.is_(None))
    if start is not None:
        asked = asked.where(table.c.create_time >= start)
    if end is not None and start is None:
        asked = asked.where(or_(table.c.create_time < end, table.c.create_time.is_(None)))
    elif end is not None:
        asked = asked.where(table.c.create_time < end)
    return [str(one) for one in (await conn.execute(asked)).scalars()]
