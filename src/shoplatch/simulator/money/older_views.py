"""How money looks in the descriptions of 2023: one flat row, sums that add (202309), and the list of statements.

US and UK shops fill net sales and shipping cost; elsewhere revenue holds what buyers pay for shipping, and fees hold the
carrier (platform.md section 15). Both styles settle the same sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shoplatch.simulator.markets import Market, market
from shoplatch.simulator.money.booking import ORDER, RESERVE
from shoplatch.simulator.money.shapes import OTHER, Shape, flat, types
from shoplatch.simulator.money.sums import INCOMING, row_sums
from shoplatch.simulator.money.views import summed
from shoplatch.simulator.money.worth import part_of, settlement_of
from shoplatch.simulator.state.money import SkuWorth, Statement, Transaction
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order

BY_ORDER, BY_STATEMENT = "finance.get_transactions_by_order@202309", "finance.get_transactions_by_statement@202309"
_TAXES = {"isr_amount": "isr_income_tax_amount", "iva_amount": "iva_vat_amount"}  # what the newer names were before
_CARRIED = ("actual_shipping_fee_amount", "replacement_shipping_fee_amount", "exchange_shipping_fee_amount")


def statement(shop: Shop, one: Statement, *, nets: bool) -> dict[str, Any]:
    """One entry of the list of statements."""
    profile = market(shop.region)
    view: dict[str, Any] = {
        "id": one.id,
        "statement_time": one.statement_time,
        "currency": profile.currency,
        "payment_status": one.status,
        "settlement_amount": profile.text(one.sums["settlement"]),
        **_style(profile, one.sums, nets=nets),
    }
    if one.payment_id:
        view["payment_id"] = one.payment_id
    if one.payment_time:
        view["payment_time"] = one.payment_time
    return view


def statement_rows(shop: Shop, one: Statement, rows: Iterable[Transaction], *, nets: bool) -> dict[str, Any]:
    """A statement with some of its rows; this description knows no reserves."""
    profile = market(shop.region)
    return {
        "statement_id": one.id,
        "statement_time": one.statement_time,
        "currency": profile.currency,
        "settlement_amount": profile.text(one.sums["settlement"]),
        **_style(profile, one.sums, nets=nets),
        "statement_transactions": [_statement_row(profile, row, nets=nets) for row in rows],
    }


def order_rows(shop: Shop, order: Order, found: Iterable[tuple[Statement, Transaction]], *, nets: bool) -> dict[str, Any]:
    """Everything booked of an order, a row for each statement with its SKUs inside."""
    profile = market(shop.region)
    outer, inner = (
        flat(BY_ORDER, "statement_transactions"),
        flat(BY_ORDER, "statement_transactions", "sku_statement_transactions"),
    )
    rows = [
        {
            "id": row.id,
            "status": "SETTLED",
            "statement_id": one.id,
            "statement_time": one.statement_time,
            "currency": row.currency or profile.currency,
            **amounts(outer, profile, row.skus, row_sums(row), nets=nets),
            "sku_statement_transactions": [_sku_row(inner, profile, sku, nets=nets) for sku in row.skus],
        }
        for one, row in found
    ]
    return {"order_id": order.id, "order_create_time": order.create_time, "statement_transactions": rows}


def without_reserves(one: Statement) -> list[Transaction]:
    """The rows this description has."""
    return [row for row in one.transactions if row.type != RESERVE]


def amounts(
    shape: Shape, profile: Market, skus: Iterable[SkuWorth], sums: Mapping[str, int], *, nets: bool
) -> dict[str, str]:
    """Every amount of a flat row."""
    skus = list(skus)
    revenue, extra, shipping = (summed(skus, part) for part in ("revenue", "extra", "shipping"))
    values = {**summed(skus, "fee"), **extra}
    values |= {_TAXES.get(name, name): amount for name, amount in summed(skus, "tax").items()}
    listed, discount = revenue.get("subtotal_before_discount_amount", 0), revenue.get("seller_discount_amount", 0)
    paid, back = extra.get("customer_shipping_fee", 0), extra.get("refunded_customer_shipping_fee_amount", 0)
    subsidy = shipping.get("shipping_fee_discount_amount", 0)
    values |= {
        "gross_sales_amount": listed,
        "gross_sales_refund_amount": revenue.get("refund_subtotal_before_discount_amount", 0),
        "seller_discount_amount": discount,
        "seller_discount_refund_amount": revenue.get("seller_discount_refund_amount", 0),
        "after_seller_discounts_subtotal_amount": listed + discount,
        "customer_order_refund_amount": extra.get("customer_refund_amount", 0),
        "customer_shipping_fee_amount": paid,
        "customer_paid_shipping_fee_amount": paid,
        "customer_paid_shipping_fee_refund_amount": back,
        "actual_shipping_fee_amount": sum(shipping.get(name, 0) for name in _CARRIED),
        "shipping_fee_amount": sum(shipping.get(name, 0) for name in _CARRIED),
        "return_shipping_fee_amount": shipping.get("return_shipping_fee_amount", 0),
        "actual_return_shipping_fee_amount": shipping.get("return_shipping_fee_amount", 0),
        "shipping_cost_discount_amount": subsidy if nets else 0,
        "shipping_fee_subsidy_amount": 0 if nets else subsidy,
        "settlement_amount": sums["settlement"],
    }
    return shape.told(profile, values) | _style(profile, sums, nets=nets)


def _style(profile: Market, sums: Mapping[str, int], *, nets: bool) -> dict[str, str]:
    """The sums by the market's style; those it does not fill are zero."""
    text = profile.text
    if nets:
        return {
            "net_sales_amount": text(sums["revenue"]),
            "shipping_cost_amount": text(sums["shipping"]),
            "fee_amount": text(sums["fee_tax"]),
            "adjustment_amount": text(sums["adjustment"]),
            "revenue_amount": text(0),
        }
    return {
        "revenue_amount": text(sums["revenue"] + sums["shipping_in"]),
        "fee_amount": text(sums["fee_tax"] + sums["shipping"] - sums["shipping_in"]),
        "adjustment_amount": text(sums["adjustment"]),
        "net_sales_amount": text(0),
        "shipping_cost_amount": text(0),
    }


def _statement_row(profile: Market, row: Transaction, *, nets: bool) -> dict[str, Any]:
    kind = row.type if row.type in types(BY_STATEMENT, "statement_transactions") or row.type == ORDER else OTHER
    view: dict[str, Any] = {"id": row.id, "type": kind, "currency": row.currency or profile.currency}
    if row.order_create_time:
        view["order_create_time"] = row.order_create_time
    if row.type == ORDER:
        view["order_id"] = row.order_id
    else:
        view["adjustment_id"] = row.adjustment_id
        if row.adjustment_order_id:
            view["adjustment_order_id"] = row.adjustment_order_id
    return view | amounts(flat(BY_STATEMENT, "statement_transactions"), profile, row.skus, row_sums(row), nets=nets)


def _sku_row(shape: Shape, profile: Market, sku: SkuWorth, *, nets: bool) -> dict[str, Any]:
    sums = {
        "revenue": part_of([sku], "revenue"),
        "fee_tax": part_of([sku], "fee") + part_of([sku], "tax"),
        "shipping": part_of([sku], "shipping"),
        "shipping_in": sum(sku.shipping.get(name, 0) for name in INCOMING),
        "adjustment": 0,
        "settlement": settlement_of([sku]),
    }
    named: dict[str, Any] = {"sku_id": sku.sku_id, "sku_name": sku.sku_name, "product_name": sku.product_name}
    named |= {"quantity": sku.quantity, "currency": profile.currency}
    return named | amounts(shape, profile, [sku], sums, nets=nets)
