"""The loop one writes over another client: page through the orders, read its models, upsert orders and lines.

It keeps what our store keeps of an order from the API, column by column: every column of orders and of order lines, what is
documented beside them (`more`), and the whole order as JSON. Written in two ways, each of which somebody who knows both
libraries might choose, and each into tables of its own; the ratio is against the quicker:

- `executemany`: a tuple for each row, upserts sent as a pipeline.
- `one statement`: the page's orders dumped as one JSON text, unpacked into columns by PostgreSQL.

What the loop leaves out and ours does: personal data is not taken out of the orders and sealed, nothing is compressed, there
is no "only if newer", no change feed, no revision, no page token that is committed with the rows, no call log, no shared
rate budget, no token that renews itself. What it does and ours does not: it makes an object for each order, line and
address. Its tables are temporary, which spares PostgreSQL the log; what PostgreSQL does is not counted on either side.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from shoplatch.testing.bench.backfill_tables import (
    AMOUNTS,
    FLAGS,
    LINE_AMOUNTS,
    LINE_TEXTS,
    NOT_MORE,
    NOT_MORE_OF_LINES,
    TEXTS,
    TIMES,
    Tables,
)
from shoplatch.testing.bench.desk import Desk

if TYPE_CHECKING:
    from shoplatch.store.engine import RawConnection

PAGE = 100
_NOTHING: tuple[object, ...] = ("", [], {}, None)
Write = Callable[["RawConnection", Tables, Sequence[dict[str, Any]]], Awaitable[None]]


async def read_with_peer(
    conn: RawConnection, shop: Desk, spans: Sequence[tuple[datetime, datetime]], tables: Tables, write: Write
) -> None:
    """Read every order placed in the spans into tables of its own."""
    from tiktok_shop_api import AsyncTikTokShop
    from tiktok_shop_api.generated.models import GetOrderListRequest

    async with AsyncTikTokShop(
        shop.app_key, shop.app_secret, access_token=shop.access_token, shop_cipher=shop.shop_cipher, base_url=shop.base_url
    ) as client:
        for start, end in spans:
            body = GetOrderListRequest(create_time_ge=int(start.timestamp()), create_time_lt=int(end.timestamp()))
            token: Any = None
            while token != "":
                more = {"page_token": token} if token else {}
                reply: Any = await client.orders.get_order_list(body=body, page_size=PAGE, **more)
                async with conn.transaction():
                    await write(conn, tables, [one.to_dict() for one in reply.data.orders or []])
                token = reply.data.next_page_token or ""


async def by_executemany(conn: RawConnection, tables: Tables, orders: Sequence[dict[str, Any]]) -> None:
    """A tuple for each row, upserts as a pipeline."""
    rows = [_order(one) for one in orders]
    lines = [_line(line, one["id"]) for one in orders for line in one.get("line_items") or ()]
    async with conn.cursor() as cursor:
        await cursor.executemany(tables.upsert_order, rows)
        if lines:
            await cursor.executemany(tables.upsert_line, lines)


async def by_one_statement(conn: RawConnection, tables: Tables, orders: Sequence[dict[str, Any]]) -> None:
    """The page as one JSON text; PostgreSQL makes the rows of it."""
    page = json.dumps(orders)
    await conn.execute(tables.unpack_orders, [page])
    await conn.execute(tables.unpack_lines, [page])


def _order(one: dict[str, Any]) -> list[Any]:
    get, payment = one.get, one["payment"]
    row = [get(name) or None for name in TEXTS]
    row += [get(name) for name in FLAGS]
    row += [payment.get(name) or None for name in AMOUNTS]
    row += [_time(get(name)) for name in TIMES]
    row += [
        payment["currency"],
        len(get("line_items") or ()),
        json.dumps({key: value for key, value in payment.items() if value != ""}),
    ]
    row += [_more(one, NOT_MORE), json.dumps(one)]
    return row


def _line(line: dict[str, Any], order_id: str) -> list[Any]:
    get = line.get
    row = [get(name) or None for name in LINE_TEXTS]
    row += [get(name) or None for name in LINE_AMOUNTS]
    return [*row, order_id, get("is_gift"), _time(get("rts_time")), _more(line, NOT_MORE_OF_LINES)]


def _more(one: dict[str, Any], columns: frozenset[str]) -> str | None:
    found = {name: value for name, value in one.items() if name not in columns and value not in _NOTHING}
    return json.dumps(found) if found else None


def _time(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


WAYS: dict[str, Write] = {"executemany": by_executemany, "one statement": by_one_statement}
