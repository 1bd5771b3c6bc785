"""Whether the accounts of a shop close: the identities of platform.md section 15, checked on what was booked.

A world without planted faults has no gap. A planted fault that breaks an identity is seen here; others close by
themselves, and only a comparison with the orders finds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shoplatch.simulator.money.booking import ORDER
from shoplatch.simulator.money.paying import exchanged
from shoplatch.simulator.money.sums import COUNTED, row_sums, total
from shoplatch.simulator.money.terms import terms_of
from shoplatch.simulator.money.unsettled import open_things
from shoplatch.simulator.money.worth import settlement_of
from shoplatch.simulator.state.money import Statement
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.world import World


def overview(world: World, shop: Shop) -> dict[str, Any]:
    """Counts, sums and gaps of one shop's money."""
    purse, terms = shop.purse, terms_of(shop)
    text = terms.market.text
    settled = sum(one.sums["settlement"] for one in purse.statements.live())
    gaps = list(gaps_of(shop))
    return {
        "shop_id": shop.id,
        "region": shop.region,
        "currency": terms.market.currency,
        "settles_after_days": terms.settle_s // 86_400,
        "statements": len(purse.statements),
        "transactions": sum(len(one.transactions) for one in purse.statements.live()),
        "payments": len(purse.payments),
        "payments_by_status": dict(sorted(purse.payments.by_status().items())),
        "withdrawals": len(purse.withdrawals),
        "unsettled": sum(1 for _ in open_things(world, shop)),
        "settled_amount": text(settled),
        "held_amount": text(sum(one.amount for one in purse.held)),
        "balance": text(purse.balance),
        "faults_armed": sum(one.state == "armed" for one in purse.plants),
        "faults_struck": sum(one.state == "struck" for one in purse.plants),
        "closes": not gaps,
        "gaps": gaps[:100],
    }


def gaps_of(shop: Shop) -> Iterator[dict[str, str]]:
    """Every identity that does not hold."""
    for statement in shop.purse.statements.live():
        yield from _in_rows(shop, statement)
        sums, rows = statement.sums, total(statement.transactions)
        if sums != rows:
            yield _gap("statement_differs_from_rows", statement.id)
        if sums["settlement"] != sum(sums[name] for name in COUNTED):
            yield _gap("statement_does_not_close", statement.id)
    yield from _in_payments(shop)
    yield from _in_balance(shop)


def _in_rows(shop: Shop, statement: Statement) -> Iterator[dict[str, str]]:
    seen: set[str] = set()
    for row in statement.transactions:
        sums = row_sums(row)
        if sums["settlement"] != sum(sums[name] for name in COUNTED):
            yield _gap("row_does_not_close", row.id)
        if sums["settlement"] != settlement_of(row.skus) + row.adjustment:
            yield _gap("rows_differ_from_order_total", row.id)
        if row.type == ORDER:
            if row.order_id in seen:
                yield _gap("order_settled_twice", row.order_id)
            seen.add(row.order_id)
            if shop.orders.get(row.order_id) is None:
                yield _gap("unknown_order", row.order_id)


def _in_payments(shop: Shop) -> Iterator[dict[str, str]]:
    purse, own = shop.purse, terms_of(shop).market.currency
    paid_by: dict[str, str] = {}
    for payment in purse.payments.live():
        found = [one for one in map(purse.statements.get, payment.statement_ids) if one is not None]
        before = sum(one.sums["settlement"] + one.sums["reserve"] for one in found)
        if before != payment.settlement + payment.reserve:
            yield _gap("payment_differs_from_statements", payment.id)
        if exchanged(payment.settlement + payment.reserve, own, payment.currency, payment.rate_ppm) != payment.amount:
            yield _gap("payment_differs_from_statements", payment.id)
        for statement_id in payment.statement_ids if payment.status != "FAILED" else ():
            if statement_id in paid_by:
                yield _gap("payment_twice", payment.id)
            paid_by[statement_id] = payment.id
    for statement in purse.statements.live():
        if statement.payment_id and purse.payments.get(statement.payment_id) is None:
            yield _gap("payment_missing", statement.id)


def _in_balance(shop: Shop) -> Iterator[dict[str, str]]:
    moved = sum(-one.amount if one.type == "WITHDRAW" else one.amount for one in shop.purse.withdrawals.live())
    if moved != shop.purse.balance:
        yield _gap("balance_differs_from_movements", shop.id)
    came = {one.of_id: one.amount for one in shop.purse.withdrawals.live() if one.type == "SETTLE"}
    for statement in shop.purse.statements.live():
        if came.get(statement.id) != statement.sums["settlement"] + statement.sums["reserve"]:
            yield _gap("balance_differs_from_statement", statement.id)


def _gap(check: str, thing_id: str) -> dict[str, str]:
    return {"check": check, "id": thing_id}
