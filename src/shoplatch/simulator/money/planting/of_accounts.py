"""Faults of whole statements, of payments and of the balance."""

from __future__ import annotations

import copy
from dataclasses import replace

from shoplatch.simulator.money.booking import ORDER, booked_worth
from shoplatch.simulator.money.day import Day
from shoplatch.simulator.money.paying import exchanged
from shoplatch.simulator.money.planting.targets import Effect, some, struck
from shoplatch.simulator.money.sums import payable_of
from shoplatch.simulator.money.terms import DAY_S, terms_of
from shoplatch.simulator.state.money import Plant, SkuWorth, Statement


def statement_sum_wrong(day: Day, plant: Plant) -> bool:
    """The settlement is less than the rows come to."""
    made = day.statement
    if made is None:
        return False
    true = made.sums["settlement"]
    made.sums = {**made.sums, "settlement": true - some(plant, true, of=100)}
    return struck(day, plant, field="settlement_amount", true=true, shown=made.sums["settlement"])


def statement_fees_wrong(day: Day, plant: Plant) -> bool:
    """Fees and settlement are off by the same: the statement closes, its rows say something else."""
    made = day.statement
    if made is None:
        return False
    true, less = made.sums["fee_tax"], some(plant, made.sums["revenue"], of=100)
    made.sums = {**made.sums, "fee_tax": true - less, "settlement": made.sums["settlement"] - less}
    return struck(day, plant, field="fee_amount", true=true, shown=true - less)


def statement_missing(day: Day, plant: Plant) -> bool:
    """The statement is gone, and with it everything in it."""
    made, purse = day.statement, day.shop.purse
    if made is None:
        return False
    for row in made.transactions:
        if row.type == ORDER and row.order_id not in purse.truth:
            purse.truth[row.order_id] = _with_prior(day, row.order_id)
    purse.statements.remove(made)
    purse.unpaid.remove(made.id)
    day.statement = None
    plant.statement_id = made.id
    return struck(day, plant, field="statement", true=payable_of(made), shown=0)


def statement_twice(day: Day, plant: Plant) -> bool:
    """The same rows in a second statement of the day."""
    made, purse = day.statement, day.shop.purse
    if made is None:
        return False
    for row in made.transactions:
        if row.type == ORDER and row.order_id not in purse.truth:
            purse.truth[row.order_id] = _with_prior(day, row.order_id)
    rows = [replace(row, id=day.world.new_id("1636"), skus=copy.deepcopy(row.skus)) for row in made.transactions]
    second = Statement(day.world.new_id("7238"), made.status, made.statement_time, rows, dict(made.sums))
    day.second = second
    purse.statements.add(second)
    purse.unpaid.append(second.id)
    for order_id in {row.order_id: None for row in rows if row.order_id}:
        purse.booked.setdefault(order_id, []).append(second.id)
    plant.statement_id, plant.other_id = made.id, second.id
    return struck(day, plant, field="statement", true=0, shown=payable_of(second))


def statement_late(day: Day, plant: Plant) -> bool:
    """The statement bears a later date."""
    made = day.statement
    if made is None:
        return False
    shown = day.at + (plant.size or 1) * DAY_S
    day.shop.purse.statements.move(made, "statement_time", shown)
    return struck(day, plant, field="statement_time", true=str(day.at), shown=str(shown), effect=0)


def balance_short(day: Day, plant: Plant) -> bool:
    """Less comes into the balance than the statement pays."""
    purse, made = day.shop.purse, day.statement
    came = next((one for one in purse.withdrawals.live() if made is not None and one.of_id == made.id), None)
    if came is None or made is None:
        return False
    true, less = came.amount, some(plant, came.amount, of=100)
    came.amount -= less
    purse.balance -= less
    plant.other_id = came.id
    return struck(day, plant, field="amount", true=true, shown=came.amount)


def payment_short(day: Day, plant: Plant) -> bool:
    """Less is paid."""
    one = day.payment
    if one is None:
        return False
    true = one.amount
    one.amount -= some(plant, one.amount, of=100)
    return _of_payment(day, plant, "amount", true, one.amount)


def payment_ignores_reserve(day: Day, plant: Plant) -> bool:
    """What is held back is paid all the same."""
    one = day.payment
    if one is None or not one.reserve or one.settlement <= 0:
        return False
    true = one.amount
    one.amount = exchanged(one.settlement, day.terms.market.currency, one.currency, one.rate_ppm)
    return _of_payment(day, plant, "amount", true, one.amount)


def payment_failed(day: Day, plant: Plant) -> bool:
    """The bank will refuse it."""
    if day.payment is None or day.payment.status != "PROCESSING":
        return False
    day.payment.will_fail = True
    plant.payment_id = day.payment.id
    return struck(day, plant, field="status", true="PAID", shown="FAILED", effect=0)


def payment_twice(day: Day, plant: Plant) -> bool:
    """The same money again."""
    one = day.payment
    if one is None:
        return False
    second = replace(one, id=day.world.new_id("3458"))
    day.shop.purse.payments.add(second)
    plant.payment_id, plant.other_id = one.id, second.id
    return struck(day, plant, field="payment", true=0, shown=second.amount, effect=second.amount)


def payment_missing(day: Day, plant: Plant) -> bool:
    """The statements say PAID, and no payment exists."""
    one, purse = day.payment, day.shop.purse
    if one is None:
        return False
    purse.payments.remove(one)
    day.payment = None
    for statement in (purse.statements[statement_id] for statement_id in one.statement_ids):
        purse.statements.turn(statement, "PAID")
        statement.payment_time = one.ends_at
    plant.payment_id = one.id
    return struck(day, plant, field="payment", true=one.amount, shown=0)


def payment_late(day: Day, plant: Plant) -> bool:
    """It takes days longer."""
    one = day.payment
    if one is None:
        return False
    true, one.ends_at = one.ends_at, one.ends_at + (plant.size or 7) * DAY_S
    plant.payment_id = one.id
    return struck(day, plant, field="paid_time", true=str(true), shown=str(one.ends_at), effect=0)


def exchange_wrong(day: Day, plant: Plant) -> bool:
    """A worse rate; the payment closes with it."""
    one, source = day.payment, day.terms.market.currency
    if one is None or one.currency == source:
        return False
    true, one.rate_ppm = one.rate_ppm, max(1, one.rate_ppm * (1_000_000 - (plant.size or 30_000)) // 1_000_000)
    before, one.amount = one.amount, exchanged(one.settlement + one.reserve, source, one.currency, one.rate_ppm)
    plant.payment_id = one.id
    return struck(day, plant, field="exchange_rate", true=str(true), shown=str(one.rate_ppm), effect=one.amount - before)


def withdrawal_reversed(day: Day, plant: Plant) -> bool:
    """A withdrawal on its way will come back."""
    for one in day.shop.purse.withdrawals.live():
        fits = one.type == "WITHDRAW" and one.status == "PROCESSING" and not one.of_id and not one.will_fail
        if fits:
            one.will_fail = True
            plant.other_id = one.id
            return struck(day, plant, field="status", true="SUCCESS", shown="FAILED", effect=0)
    return False


def _of_payment(day: Day, plant: Plant, field: str, true: int, shown: int) -> bool:
    assert day.payment is not None  # asked for by those who have one
    plant.payment_id = day.payment.id
    return struck(day, plant, field=field, true=true, shown=shown)


def _with_prior(day: Day, order_id: str) -> list[SkuWorth]:
    """What is booked of an order now, today's statement with it."""
    return booked_worth(day.shop, order_id, terms_of(day.shop, order_id))


EFFECTS: dict[str, Effect] = {
    effect.__name__: effect
    for effect in (
        *(statement_sum_wrong, statement_fees_wrong, statement_missing, statement_twice, statement_late, balance_short),
        *(payment_short, payment_ignores_reserve, payment_failed, payment_twice, payment_missing, payment_late),
        *(exchange_wrong, withdrawal_reversed),
    )
}
