"""The sums of rows and statements in whole minor units; what a planted fault states otherwise wins over the plain sum."""

from __future__ import annotations

from collections.abc import Iterable

from shoplatch.simulator.money.worth import part_of
from shoplatch.simulator.state.money import Statement, Transaction

COUNTED = ("revenue", "fee_tax", "shipping", "adjustment")
SUMS = (*COUNTED, "settlement", "reserve", "shipping_in")
INCOMING = ("customer_paid_shipping_fee_amount", "shipping_fee_discount_amount")  # what comes in for shipping


def row_sums(row: Transaction) -> dict[str, int]:
    """revenue, fee_tax, shipping, adjustment, settlement and reserve of one row; `shipping_in` is a part of shipping."""
    skus = row.skus
    sums = {
        "revenue": part_of(skus, "revenue"),
        "fee_tax": part_of(skus, "fee") + part_of(skus, "tax"),
        "shipping": part_of(skus, "shipping"),
        "adjustment": row.adjustment,
        "reserve": row.reserve,
        "shipping_in": sum(sku.shipping.get(name, 0) for sku in skus for name in INCOMING),
    }
    sums["settlement"] = sum(sums[name] for name in COUNTED)
    return sums | row.stated


def total(rows: Iterable[Transaction]) -> dict[str, int]:
    """The same over some rows."""
    sums = dict.fromkeys(SUMS, 0)
    for row in rows:
        for name, amount in row_sums(row).items():
            sums[name] += amount
    return sums


def payable_of(statement: Statement) -> int:
    """What a statement pays: settlement and reserve together."""
    return statement.sums["settlement"] + statement.sums["reserve"]
