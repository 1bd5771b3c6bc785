"""How money looks on the wire since 2025: statement rows, an order's rows, the forecast (202501, 202507).

Field names come from the catalog; a part that is zero is told as zero. Charges are negative and a settlement is the plain
sum, unless the switch `charges_are` says otherwise (platform.md section 15: text and samples contradict each other).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.money.booking import ORDER, RESERVE
from shoplatch.simulator.money.shapes import Shape, shapes
from shoplatch.simulator.money.sums import row_sums, total
from shoplatch.simulator.money.worth import part_of, settlement_of
from shoplatch.simulator.state.money import SkuWorth, Statement, Transaction
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

BY_STATEMENT, BY_ORDER = "finance.get_transactions_by_statement", "finance.get_transactions_by_order"


def row_sign(world: World) -> int:
    """1 where charges of rows are negative, -1 where they are positive and taken off."""
    return -1 if world.switches.charges_are == "positive" else 1


def total_sign(world: World) -> int:
    """The same for the totals of a statement."""
    return 1 if world.switches.charges_are == "negative" else -1


def statement_rows(world: World, shop: Shop, statement: Statement, rows: Iterable[Transaction]) -> dict[str, Any]:
    """A statement with some of its rows."""
    profile, sums, sign = market(shop.region), statement.sums, total_sign(world)
    text = profile.text
    return {
        "id": statement.id,
        "create_time": statement.statement_time,
        "status": "SETTLED",
        "currency": profile.currency,
        "payable_amount": text(sums["settlement"] + sums["reserve"]),
        "total_reserve_amount": text(sums["reserve"]),
        "total_settlement_amount": text(sums["settlement"]),
        "total_settlement_breakdown": {
            "total_revenue_amount": text(sums["revenue"]),
            "total_fee_tax_amount": text(sign * sums["fee_tax"]),
            "total_shipping_cost_amount": text(sign * sums["shipping"]),
            "total_adjustment_amount": text(sign * sums["adjustment"]),
        },
        "transactions": [statement_row(world, profile, row) for row in rows],
    }


def statement_row(world: World, profile: Market, row: Transaction) -> dict[str, Any]:
    """One row of a statement."""
    sums, sign, text = row_sums(row), row_sign(world), profile.text
    view: dict[str, Any] = {
        "id": row.id,
        "type": row.type,
        "settlement_amount": text(sums["settlement"]),
        "revenue_amount": text(sums["revenue"]),
        "fee_tax_amount": text(sign * sums["fee_tax"]),
        "shipping_cost_amount": text(sign * sums["shipping"]),
        "adjustment_amount": text(sign * sums["adjustment"]),
        "reserve_amount": text(row.reserve),
    }
    if row.order_create_time:
        view["order_create_time"] = row.order_create_time
    if row.type == ORDER:
        view["order_id"] = row.order_id
    elif row.type == RESERVE:
        view["reserve_id"], view["reserve_status"] = row.reserve_id, row.reserve_status
        view["associated_order_id"] = row.reserve_order_id
        view["estimated_release_time"] = str(row.release_at)
    else:
        view["adjustment_id"] = row.adjustment_id
        if row.adjustment_order_id:
            view["adjustment_order_id"] = row.adjustment_order_id
    return view | breakdowns(shapes(BY_STATEMENT, "transactions"), profile, row.skus, sign)


def order_rows(world: World, shop: Shop, order: Order, found: Iterable[tuple[Statement, Transaction]]) -> dict[str, Any]:
    """Everything booked of an order, SKU by SKU and statement by statement."""
    profile, sign, text = market(shop.region), row_sign(world), market(shop.region).text
    known = list(found)
    sums = total(row for _, row in known)
    here = shapes(BY_ORDER, "sku_transactions")
    rows = [
        {
            "statement_id": statement.id,
            "sku_id": sku.sku_id,
            "sku_name": sku.sku_name,
            "product_name": sku.product_name,
            "quantity": str(sku.quantity),
            "revenue_amount": text(part_of([sku], "revenue")),
            "fee_tax_amount": text(sign * (part_of([sku], "fee") + part_of([sku], "tax"))),
            "shipping_cost_amount": text(sign * part_of([sku], "shipping")),
            "settlement_amount": text(settlement_of([sku])),
            **breakdowns(here, profile, [sku], sign),
        }
        for statement, row in known
        for sku in row.skus
    ]
    return {
        "order_id": order.id,
        "order_create_time": order.create_time,
        "currency": next((row.currency for _, row in known if row.currency), profile.currency),
        "revenue_amount": text(sums["revenue"]),
        "fee_and_tax_amount": text(sign * sums["fee_tax"]),
        "shipping_cost_amount": text(sign * sums["shipping"]),
        "settlement_amount": text(sums["settlement"]),
        "sku_transactions": rows,
        "total_count": len(rows),
    }


def breakdowns(here: Mapping[str, Shape], profile: Market, skus: Iterable[SkuWorth], sign: int) -> dict[str, Any]:
    """The breakdowns of a row: every documented part, zero or not; others where they are not zero."""
    skus = list(skus)
    extra = summed(skus, "extra")
    tax = summed(skus, "tax")
    if "sales_tax_payment_amount" in here["tax"].known:  # the forecast counts what is collected for the tax office
        tax |= {name: amount for name, amount in extra.items() if name in here["tax"].known}
    view: dict[str, Any] = {
        "revenue_breakdown": here["revenue"].told(profile, summed(skus, "revenue")),
        "fee_tax_breakdown": {
            "fee": here["fee"].told(profile, summed(skus, "fee"), sign),
            "tax": here["tax"].told(profile, tax, sign),
        },
        "shipping_cost_breakdown": {
            **here["shipping"].told(profile, summed(skus, "shipping"), sign),
            "supplementary_component": here["carried"].told(profile, extra),
        },
    }
    if "extra" in here:
        view["supplementary_component"] = here["extra"].told(profile, extra)
    return view


def summed(skus: Iterable[SkuWorth], part: str) -> dict[str, int]:
    """The amounts of one part over some SKUs, by name."""
    sums: dict[str, int] = {}
    for sku in skus:
        for name, amount in getattr(sku, part).items():
            sums[name] = sums.get(name, 0) + amount
    return sums
