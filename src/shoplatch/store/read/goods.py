"""Products and stock as lists: what is offered, what is left, what runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, ColumnElement, Join, Select, Subquery, TableValuedAlias, and_, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import schema
from shoplatch.store.read.asked import TEXT, asked
from shoplatch.store.read.sales import moments

_products, _skus, _stock = schema.products.c, schema.skus.c, schema.stock_levels.c


@dataclass(frozen=True, slots=True)
class ProductRow:
    """One product with its SKUs counted, its price range and its stock summed over warehouses."""

    shop_id: str
    id: str
    title: str
    status: str
    audit_status: str | None
    category_chain: str | None
    update_time: datetime | None
    last_seen: datetime
    skus: int
    currency: str | None
    price_from: Decimal | None
    price_to: Decimal | None
    available: int | None


@dataclass(frozen=True, slots=True)
class InventoryRow:
    """One SKU with its stock in all warehouses."""

    shop_id: str
    sku_id: str
    product_id: str
    seller_sku: str | None
    sku_name: str | None
    title: str | None
    available: int
    committed: int
    warehouses: int
    read_at: datetime


@dataclass(frozen=True, slots=True)
class LowStock:
    """A SKU with less available than it sold in the last 24 hours of its shop's clock."""

    shop_id: str
    sku_id: str
    product_id: str
    title: str | None
    sku_name: str | None
    available: int
    sold_24h: int


async def products(
    conn: AsyncConnection, shop_ids: Sequence[str], *, text: str = "", after: tuple[str, str] | None = None, limit: int = 50
) -> list[ProductRow]:
    """Products that TikTok Shop still serves, newest id first; `after` is the (id, shop id) of the last row shown.

    The page is found first, shop by shop along the primary key; SKUs and stock are summed for its rows alone.
    """
    if not shop_ids:
        return []
    of = _shops(shop_ids)
    wanted: list[ColumnElement[bool]] = [_products.shop_id == of.c.shop_id, _products.deleted_at.is_(None)]
    if text:
        wanted.append(or_(_products.title.icontains(text, autoescape=True), _products.id == text))
    if after is not None:
        wanted += _further(_products.id, _products.shop_id, after)
    columns = [
        _products.shop_id, _products.id, _products.title, _products.status, _products.audit_status,
        _products.category_chain, _products.update_time, _products.last_seen,
    ]  # fmt: skip
    page = _page(of, select(*columns).where(*wanted).order_by(_products.id.desc()), "id", limit)
    offers = (
        select(
            func.count().label("skus"), func.min(_skus.currency).label("currency"),
            func.min(_skus.sale_price).label("price_from"), func.max(_skus.sale_price).label("price_to"),
        )
        .where(_skus.shop_id == page.c.shop_id, _skus.product_id == page.c.id, _skus.deleted_at.is_(None))
        .lateral("offers")
    )  # fmt: skip
    stock = (
        select(func.sum(_stock.available_quantity).label("available"))
        .where(_stock.shop_id == page.c.shop_id, _stock.product_id == page.c.id)
        .lateral("stock")
    )
    rows = await conn.execute(
        select(page, *offers.c, *stock.c)
        .select_from(page.join(offers, true()).join(stock, true()))
        .order_by(page.c.id.desc(), page.c.shop_id.desc())
    )
    return [ProductRow(**row) for row in rows.mappings()]


async def inventory(
    conn: AsyncConnection, shop_ids: Sequence[str], *, text: str = "", after: tuple[str, str] | None = None, limit: int = 50
) -> list[InventoryRow]:
    """Stock per SKU, newest id first; `after` is the (SKU id, shop id) of the last row shown. Found as `products` are."""
    if not shop_ids:
        return []
    of = _shops(shop_ids)
    wanted: list[ColumnElement[bool]] = [_stock.shop_id == of.c.shop_id]
    found = select(_stock.shop_id, _stock.sku_id)
    if text:
        found = found.select_from(_with_names())
        by_name = or_(_products.title.icontains(text, autoescape=True), _skus.seller_sku.icontains(text, autoescape=True))
        wanted.append(or_(by_name, _stock.sku_id == text))
    if after is not None:
        wanted += _further(_stock.sku_id, _stock.shop_id, after)
    found = found.where(*wanted).group_by(_stock.shop_id, _stock.sku_id).order_by(_stock.sku_id.desc())
    page = _page(of, found, "sku_id", limit)
    levels = (
        select(
            func.min(_stock.product_id).label("product_id"), func.sum(_stock.available_quantity).label("available"),
            func.sum(_stock.committed_quantity).label("committed"), func.count().label("warehouses"),
            func.max(_stock.read_at).label("read_at"),
        )
        .where(_stock.shop_id == page.c.shop_id, _stock.sku_id == page.c.sku_id)
        .lateral("levels")
    )  # fmt: skip
    # Laterals too: a join would be free to read all SKUs and products for the few that are shown.
    sku = (
        select(_skus.seller_sku, _skus.name.label("sku_name"))
        .where(_skus.shop_id == page.c.shop_id, _skus.id == page.c.sku_id)
        .limit(1)
        .lateral("sku")
    )
    product = (
        select(_products.title)
        .where(_products.shop_id == page.c.shop_id, _products.id == levels.c.product_id)
        .limit(1)
        .lateral("product")
    )
    rows = await conn.execute(
        select(page, *levels.c, *sku.c, *product.c)
        .select_from(page.join(levels, true()).outerjoin(sku, true()).outerjoin(product, true()))
        .order_by(page.c.sku_id.desc(), page.c.shop_id.desc())
    )
    return [InventoryRow(**row) for row in rows.mappings()]


def _shops(shop_ids: Sequence[str]) -> TableValuedAlias:
    return asked(shop_id=(TEXT, sorted(set(shop_ids))))


def _further(key: Column[Any], shop: Column[Any], after: tuple[str, str]) -> list[ColumnElement[bool]]:
    """What comes after a place in the list. The first bound says no more than the second, and lets an index begin there."""
    return [key <= after[0], or_(key < after[0], shop < after[1])]


def _page(of: TableValuedAlias, of_one_shop: Select[Any], key: str, limit: int) -> Subquery:
    """The first rows over all shops: the first of each, each found by an index that begins with the shop, then merged."""
    each = of_one_shop.correlate(of).limit(limit).lateral("each")
    merged = select(each).select_from(of.join(each, true()))
    return merged.order_by(each.c[key].desc(), each.c.shop_id.desc()).limit(limit).subquery("page")


def _with_names() -> Join:
    sku = and_(_skus.shop_id == _stock.shop_id, _skus.id == _stock.sku_id)
    product = and_(_products.shop_id == _stock.shop_id, _products.id == _stock.product_id)
    return schema.stock_levels.outerjoin(schema.skus, sku).outerjoin(schema.products, product)


async def low_stock(conn: AsyncConnection, now: dict[str, datetime], *, limit: int = 5) -> list[LowStock]:
    """SKUs that sell out within a day at the pace of the last 24 hours, the nearest first. `now` is per shop."""
    if not now:
        return []
    of = moments(now)
    order, line = schema.orders.c, schema.order_lines.c
    sold = (
        select(line.shop_id, line.sku_id, func.count().label("sold_24h"))
        .select_from(
            of.join(
                schema.orders,
                and_(order.shop_id == of.c.shop_id, order.create_time > of.c.now - timedelta(hours=24)),
            ).join(schema.order_lines, and_(line.shop_id == order.shop_id, line.order_id == order.id))
        )
        .where(order.status != "CANCELLED")
        .group_by(line.shop_id, line.sku_id)
        .subquery()
    )
    left = func.sum(_stock.available_quantity)
    rows = await conn.execute(
        select(
            sold.c.shop_id, sold.c.sku_id, func.min(_stock.product_id).label("product_id"),
            func.min(_products.title).label("title"), func.min(_skus.name).label("sku_name"),
            left.label("available"), sold.c.sold_24h,
        )
        .select_from(
            sold.join(schema.stock_levels, and_(_stock.shop_id == sold.c.shop_id, _stock.sku_id == sold.c.sku_id))
            .outerjoin(schema.skus, and_(_skus.shop_id == _stock.shop_id, _skus.id == _stock.sku_id))
            .outerjoin(schema.products, and_(_products.shop_id == _stock.shop_id, _products.id == _stock.product_id))
        )
        .group_by(sold.c.shop_id, sold.c.sku_id, sold.c.sold_24h)
        .having(left < sold.c.sold_24h)
        .order_by(left * 1.0 / sold.c.sold_24h, sold.c.sku_id)
        .limit(limit)
    )  # fmt: skip
    return [LowStock(**row) for row in rows.mappings()]
