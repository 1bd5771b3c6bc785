"""The loop one writes over another client: page through the orders, read its models, upsert orders and lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shoplatch.testing.bench.desk import Desk

if TYPE_CHECKING:
    from shoplatch.store.engine import RawConnection

PAGE = 100
_TABLES = """
CREATE TEMP TABLE IF NOT EXISTS peer_orders (id text PRIMARY KEY, status text, currency text, sub_total numeric,
  shipping_fee numeric, tax numeric, total_amount numeric, create_time bigint, update_time bigint, raw text);
CREATE TEMP TABLE IF NOT EXISTS peer_lines (id text PRIMARY KEY, order_id text, product_id text, sku_id text,
  seller_sku text, display_status text, currency text, original_price numeric, sale_price numeric, package_id text,
  tracking_number text)
"""
_ORDER = """INSERT INTO peer_orders VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET status = excluded.status, update_time = excluded.update_time, raw = excluded.raw"""
_LINE = """INSERT INTO peer_lines VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (id) DO UPDATE SET display_status = excluded.display_status, tracking_number = excluded.tracking_number"""


async def read_with_peer(conn: RawConnection, shop: Desk, spans: Sequence[tuple[datetime, datetime]]) -> tuple[int, int]:
    """Read every order placed in the spans into tables of its own; how many orders and lines are there afterwards."""
    from tiktok_shop_api import AsyncTikTokShop
    from tiktok_shop_api.generated.models import GetOrderListRequest

    for statement in _TABLES.split(";"):
        await conn.execute(statement)
    async with AsyncTikTokShop(
        shop.app_key, shop.app_secret, access_token=shop.access_token, shop_cipher=shop.shop_cipher, base_url=shop.base_url
    ) as client:
        for start, end in spans:
            body = GetOrderListRequest(create_time_ge=int(start.timestamp()), create_time_lt=int(end.timestamp()))
            token: Any = None
            while token != "":
                more = {"page_token": token} if token else {}
                reply: Any = await client.orders.get_order_list(body=body, page_size=PAGE, **more)
                await _write(conn, reply.data.orders or [])
                token = reply.data.next_page_token or ""
    counted = await conn.execute("SELECT (SELECT count(*) FROM peer_orders), (SELECT count(*) FROM peer_lines)")
    row = await counted.fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


async def _write(conn: RawConnection, orders: Sequence[Any]) -> None:
    rows, lines = [], []
    for one in orders:
        pay = one.payment
        amounts = (pay.currency, pay.sub_total, pay.shipping_fee, pay.tax, pay.total_amount)
        rows.append((one.id, str(one.status), *amounts, one.create_time, one.update_time, str(one.to_dict())))
        for line in one.line_items:
            about = (line.product_id, line.sku_id, line.seller_sku, str(line.display_status), line.currency)
            prices = (line.original_price, line.sale_price, line.package_id or None, line.tracking_number or None)
            lines.append((line.id, one.id, *about, *prices))
    async with conn.transaction(), conn.cursor() as cursor:
        await cursor.executemany(_ORDER, rows)
        await cursor.executemany(_LINE, lines)
