"""Products and stock as lists: what is offered, what is left, what runs out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Join, Text, and_, column, func, or_, select, values
from sqlalchemy.dialects.postgresql import TIMESTAMP
from sqlalchemy.ext.asyncio import AsyncConnection

from shoplatch.store import schema

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
    """Products that TikTok Shop still serves, newest id first; `after` is the (id, shop id) of the last row shown."""
    stock = (
        select(_stock.shop_id, _stock.product_id, func.sum(_stock.available_quantity).label("available"))
        .group_by(_stock.shop_id, _stock.product_id)
        .subquery()
    )
    offers = (
        select(
            _skus.shop_id, _skus.product_id, func.count().label("skus"), func.min(_skus.currency).label("currency"),
            func.min(_skus.sale_price).label("price_from"), func.max(_skus.sale_price).label("price_to"),
        )
        .where(_skus.deleted_at.is_(None))
        .group_by(_skus.shop_id, _skus.product_id)
        .subquery()
    )  # fmt: skip
    wanted: list[ColumnElement[bool]] = [_products.shop_id.in_(shop_ids), _products.deleted_at.is_(None)]
    if text:
        wanted.append(or_(_products.title.icontains(text, autoescape=True), _products.id == text))
    if after is not None:
        wanted.append(or_(_products.id < after[0], and_(_products.id == after[0], _products.shop_id < after[1])))
    rows = await conn.execute(
        select(
            _products.shop_id, _products.id, _products.title, _products.status, _products.audit_status,
            _products.category_chain, _products.update_time, _products.last_seen,
            func.coalesce(offers.c.skus, 0).label("skus"), offers.c.currency, offers.c.price_from, offers.c.price_to,
            stock.c.available,
        )
        .select_from(
            schema.products.outerjoin(
                offers, and_(offers.c.shop_id == _products.shop_id, offers.c.product_id == _products.id)
            ).outerjoin(stock, and_(stock.c.shop_id == _products.shop_id, stock.c.product_id == _products.id))
        )
        .where(*wanted)
        .order_by(_products.id.desc(), _products.shop_id.desc())
        .limit(limit)
    )  # fmt: skip
    return [ProductRow(**row) for row in rows.mappings()]


async def inventory(
    conn: AsyncConnection, shop_ids: Sequence[str], *, text: str = "", after: tuple[str, str] | None = None, limit: int = 50
) -> list[InventoryRow]:
    """Stock per SKU, newest id first; `after` is the (SKU id, shop id) of the last row shown."""
    wanted: list[ColumnElement[bool]] = [_stock.shop_id.in_(shop_ids)]
    if text:
        by_name = or_(_products.title.icontains(text, autoescape=True), _skus.seller_sku.icontains(text, autoescape=True))
        wanted.append(or_(by_name, _stock.sku_id == text))
    if after is not None:
        wanted.append(or_(_stock.sku_id < after[0], and_(_stock.sku_id == after[0], _stock.shop_id < after[1])))
    rows = await conn.execute(
        select(
            _stock.shop_id, _stock.sku_id, func.min(_stock.product_id).label("product_id"),
            func.min(_skus.seller_sku).label("seller_sku"), func.min(_skus.name).label("sku_name"),
            func.min(_products.title).label("title"), func.sum(_stock.available_quantity).label("available"),
            func.sum(_stock.committed_quantity).label("committed"), func.count().label("warehouses"),
            func.max(_stock.read_at).label("read_at"),
        )
        .select_from(_stock_with_names())
        .where(*wanted)
        .group_by(_stock.shop_id, _stock.sku_id)
        .order_by(_stock.sku_id.desc(), _stock.shop_id.desc())
        .limit(limit)
    )  # fmt: skip
    return [InventoryRow(**row) for row in rows.mappings()]


def _stock_with_names() -> Join:
    return schema.stock_levels.outerjoin(
        schema.skus, and_(_skus.shop_id == _stock.shop_id, _skus.id == _stock.sku_id)
    ).outerjoin(schema.products, and_(_products.shop_id == _stock.shop_id, _products.id == _stock.product_id))


async def low_stock(conn: AsyncConnection, now: dict[str, datetime], *, limit: int = 5) -> list[LowStock]:
    """SKUs that sell out within a day at the pace of the last 24 hours, the nearest first. `now` is per shop."""
    if not now:
        return []
    asked = values(column("shop_id", Text), column("now", TIMESTAMP(timezone=True)), name="asked").data(list(now.items()))
    order, line = schema.orders.c, schema.order_lines.c
    sold = (
        select(line.shop_id, line.sku_id, func.count().label("sold_24h"))
        .select_from(
            asked.join(
                schema.orders,
                and_(order.shop_id == asked.c.shop_id, order.create_time > asked.c.now - timedelta(hours=24)),
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
