"""One order: what it holds, how its money adds up, and what happened to it, in order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from shoplatch.console.desk import Ask, Desk, Shown
from shoplatch.console.pages.lists import LISTS, ListOf
from shoplatch.errors import NotFound
from shoplatch.store import read
from shoplatch.store.read import listing
from shoplatch.store.read.kinds import kind_of
from shoplatch.sync.streams.fields import unpacked
from shoplatch.values import decimal

REREADS = ("order.get_order_detail", "order.get_order_detail@202309", "order.get_order_list", "order.get_order_list@202309")
ZERO = Decimal(0)
BELONGING_MAX = 10  # of each kind
BELONGS = {  # kinds that name an order, and in which column
    "cancellations": "order_id", "returns": "order_id", "statement_transactions": "order_id",
    "unsettled_transactions": "order_id", "affiliate_orders": "id", "external_orders": "order_id",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """One line of the payment block. `part` lines explain the line they stand above; `sum` lines are results."""

    name: str
    label: str
    value: Decimal
    formula: str = ""
    kind: str = "part"  # part | sum | total


@dataclass(frozen=True, slots=True)
class Payment:
    """The payment block as TikTok Shop states it, and whether its sums come out (platform.md section 8.3)."""

    amounts: tuple[Amount, ...]
    gap: Decimal  # stated total minus the sum of its parts; 0 when it adds up
    gaps: tuple[str, ...]  # each identity that does not come out, in words


async def order(desk: Desk, ask: Ask) -> Shown:
    """The page of one order.

    Raises:
        NotFound: no such order is in the store.
    """
    shop_id, order_id = ask.parts["shop"], ask.parts["order"]
    async with desk.reading(ask) as (conn, frame):
        detail = await read.order_detail(conn, shop_id, order_id)
        if detail is None:
            raise NotFound(
                f"Order {order_id} is not in the store",
                next_step="If it is new, the next webhook or sweep brings it; the page Sync tells how far a backfill is.",
            )
        moments = await read.timeline(conn, shop_id, order_id, operations=REREADS)
        belonging = await _belonging(conn, shop_id, order_id)
    values = {
        "frame": frame,
        "place": frame.place_of(shop_id),
        "shop": frame.shop(shop_id),
        "order": detail.order,
        "detail": detail,
        "payment": payment(detail.order),
        "lines": [(lines[0], len(lines), lines) for lines in _same(detail.lines)],
        "moments": moments,
        "belonging": belonging,
        "raw": _pretty(detail.raw) if "raw" in ask.query else None,
    }
    return Shown("order.html", values)


async def _belonging(conn: read.Reading, shop_id: str, order_id: str) -> list[tuple[ListOf, listing.Row]]:
    """What other kinds hold of this order: after-sales, money, commissions, names elsewhere."""
    found: list[tuple[ListOf, listing.Row]] = []
    for shown in LISTS:
        if shown.kind in BELONGS:
            wanted = listing.Wanted((shop_id,), {BELONGS[shown.kind]: (order_id,)})
            rows, _ = await listing.page(conn, kind_of(shown.kind), wanted, limit=BELONGING_MAX)
            found += [(shown, row) for row in rows]
    return found


def _same(lines: tuple[read.LineRow, ...]) -> list[list[read.LineRow]]:
    """Line items (one per unit) of one SKU, price and state together: three units read as one row of three."""

    def alike(line: read.LineRow) -> tuple[str, ...]:
        return (line.sku_id, str(line.sale_price), str(line.display_status), str(line.package_id), str(line.is_gift))

    return [list(group) for _, group in groupby(sorted(lines, key=alike), key=alike)]


def _pretty(kept: bytes | None) -> str | None:
    """What TikTok sent, indented; None where nothing is kept."""
    return json.dumps(unpacked(kept), indent=2, ensure_ascii=False, sort_keys=True) if kept else None


def payment(order: dict[str, object]) -> Payment:
    """The stated amounts in the order in which they add up, and every identity that does not come out."""
    stated = order.get("payment")
    block = stated if isinstance(stated, dict) else {}

    def of(name: str) -> Decimal:
        value = order.get(name)
        if not isinstance(value, Decimal):
            text = block.get(name)
            value = decimal(text) if isinstance(text, str) else None
        return value or ZERO

    cofunded = "shipping_fee_cofunded_discount"
    shipping_seller = cofunded if of(cofunded) else "shipping_fee_seller_discount"
    amounts = [
        Amount("original_total_product_price", "Goods at list price", of("original_total_product_price")),
        Amount("seller_discount", "Your discount", -of("seller_discount")),
        Amount("platform_discount", "TikTok Shop's discount", -of("platform_discount")),
        Amount(
            "sub_total", "Subtotal", of("sub_total"),
            "original_total_product_price − seller_discount − platform_discount", "sum",
        ),
        Amount("original_shipping_fee", "Shipping at list price", of("original_shipping_fee")),
        Amount(shipping_seller, "Your shipping discount", -of(shipping_seller)),
        Amount("shipping_fee_platform_discount", "TikTok Shop's shipping discount", -of("shipping_fee_platform_discount")),
        Amount(
            "shipping_fee", "Shipping", of("shipping_fee"),
            f"original_shipping_fee − {shipping_seller} − shipping_fee_platform_discount", "sum",
        ),
        Amount("tax", "Taxes", of("tax"), "as stated; product_tax and shipping_fee_tax are its parts", "sum"),
        Amount("retail_delivery_fee", "Retail delivery fee", of("retail_delivery_fee"), "as stated; US only", "sum"),
        Amount(
            "total_amount", "The buyer pays", of("total_amount"),
            "sub_total + shipping_fee + tax + retail_delivery_fee", "total",
        ),
    ]  # fmt: skip
    kept = tuple(a for a in amounts if a.value or a.name in ("sub_total", "shipping_fee", "total_amount"))
    sub = of("original_total_product_price") - of("seller_discount") - of("platform_discount") - of("sub_total")
    ship = of("original_shipping_fee") - of(shipping_seller) - of("shipping_fee_platform_discount") - of("shipping_fee")
    total = of("total_amount") - of("sub_total") - of("shipping_fee") - of("tax") - of("retail_delivery_fee")
    named = (("subtotal", sub), ("shipping", ship), ("total", total))
    return Payment(kept, total, tuple(f"{name} is off by {gap:f}" for name, gap in named if gap))
