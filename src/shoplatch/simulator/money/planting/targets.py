"""What a fault strikes: rows that fit it, the truth that is kept beside them, and the note of what was done."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator

from shoplatch.simulator.money import booking
from shoplatch.simulator.money.booking import ORDER
from shoplatch.simulator.money.day import Day
from shoplatch.simulator.money.terms import terms_of
from shoplatch.simulator.money.worth import added, settlement_of
from shoplatch.simulator.state.money import Plant, SkuWorth, Statement, Transaction

Effect = Callable[[Day, Plant], bool]  # whether it struck; then the plant says what it did


def order_rows(day: Day, plant: Plant) -> Iterator[Transaction]:
    """The rows of orders of this day that no other fault has touched."""
    struck = {one.transaction_id for one in day.shop.purse.plants if one.transaction_id}
    for row in day.rows:
        if row.type == ORDER and row.id not in struck and plant.order_id in ("", row.order_id):
            yield row


def rows_of_type(day: Day, plant: Plant, wanted: Callable[[Transaction], bool]) -> Iterator[Transaction]:
    """Rows of another type of this day that no other fault has touched."""
    struck = {one.transaction_id for one in day.shop.purse.plants if one.transaction_id}
    named = (row for row in day.rows if row.id not in struck and wanted(row))
    return (row for row in named if plant.order_id in ("", row.reserve_order_id, row.adjustment_order_id))


def earlier_rows(day: Day, plant: Plant) -> Iterator[tuple[Statement, Transaction]]:
    """Rows of orders settled in earlier statements, the newest statement first; orders in today's rows are left aside."""
    today = {row.order_id for row in day.rows}
    struck = {one.order_id for one in day.shop.purse.plants if one.state == "struck"}
    for mark in day.shop.purse.statements.marks("statement_time", None, (day.at, ""), descending=True):
        statement = day.shop.purse.statements[mark[1]]
        for row in statement.transactions:
            fits = plant.order_id in ("", row.order_id)
            if row.type == ORDER and fits and row.order_id not in today and row.order_id not in struck:
                yield statement, row


def keep_truth(day: Day, row: Transaction) -> None:
    """Remember what should have been booked of an order, today's true row with it; call before the row is bent."""
    prior = booking.booked_worth(day.shop, row.order_id, terms_of(day.shop, row.order_id))
    day.shop.purse.truth[row.order_id] = added(prior, row.skus)


def bend(day: Day, row: Transaction) -> list[SkuWorth]:
    """The SKUs of a row, to be changed: a copy of the true ones, which are kept."""
    keep_truth(day, row)
    row.skus = copy.deepcopy(row.skus)
    return row.skus


def price_of(sku: SkuWorth) -> int:
    """What the goods of a SKU were listed at."""
    return sku.revenue.get("subtotal_before_discount_amount", 0)


def some(plant: Plant, whole: int, *, of: int = 20) -> int:
    """The size asked for, or a part of a whole; at least one minor unit."""
    return plant.size or max(1, abs(whole) // of)


def worth_of(row: Transaction) -> int:
    """What a row settles by its parts."""
    return settlement_of(row.skus) + row.adjustment


def struck(
    day: Day,
    plant: Plant,
    *,
    row: Transaction | None = None,
    field: str = "",
    true: int | str = "",
    shown: int | str = "",
    effect: int | None = None,
) -> bool:
    """Write down what was done. Numbers are minor units; the effect is their difference unless said."""
    if row is not None:
        plant.order_id = row.order_id or row.adjustment_order_id or row.reserve_order_id or plant.order_id
        plant.transaction_id = row.id
        plant.other_id = row.adjustment_id or row.reserve_id
    plant.field = field
    plant.true = day.text(true) if isinstance(true, int) else true
    plant.shown = day.text(shown) if isinstance(shown, int) else shown
    if effect is None:
        effect = shown - true if isinstance(true, int) and isinstance(shown, int) else 0
    plant.effect = effect
    return True
