"""Faults that bend, lose, repeat or invent whole rows of a statement."""

from __future__ import annotations

import copy
from dataclasses import replace

from shoplatch.simulator.money import booking
from shoplatch.simulator.money.booking import ORDER, RESERVE
from shoplatch.simulator.money.day import Day
from shoplatch.simulator.money.planting.targets import (
    Effect,
    bend,
    earlier_rows,
    keep_truth,
    order_rows,
    price_of,
    rows_of_type,
    some,
    struck,
    worth_of,
)
from shoplatch.simulator.money.sums import row_sums
from shoplatch.simulator.money.terms import DAY_S, terms_of
from shoplatch.simulator.money.worth import settlement_of, worth
from shoplatch.simulator.state.money import Plant, SkuWorth, Transaction
from shoplatch.simulator.state.sales import Order


def quantity_wrong(day: Day, plant: Plant) -> bool:
    """One more than was sold."""
    for row in order_rows(day, plant):
        if row.skus:
            sku = bend(day, row)[0]
            sku.quantity += 1
            return struck(day, plant, row=row, field="quantity", true=str(sku.quantity - 1), shown=str(sku.quantity))
    return False


def currency_wrong(day: Day, plant: Plant) -> bool:
    """Another market's currency."""
    own = day.terms.market.currency
    for row in order_rows(day, plant):
        row.currency = "EUR" if own != "EUR" else "USD"
        return struck(day, plant, row=row, field="currency", true=own, shown=row.currency)
    return False


def one_cent_off(day: Day, plant: Plant) -> bool:
    """The row states one minor unit less than its parts."""
    return _stated(day, plant, 1)


def row_does_not_close(day: Day, plant: Plant) -> bool:
    """The row states less than its parts."""
    row = next(order_rows(day, plant), None)
    return row is not None and _stated(day, plant, some(plant, sum(map(price_of, row.skus))))


def charges_flipped(day: Day, plant: Plant) -> bool:
    """Fees with the other sign; only taking them off closes the row."""
    for row in order_rows(day, plant):
        true = row_sums(row)["fee_tax"]
        if true:
            row.stated = {**row.stated, "fee_tax": -true}
            return struck(day, plant, row=row, field="fee_tax_amount", true=true, shown=-true, effect=0)
    return False


def sku_missing(day: Day, plant: Plant) -> bool:
    """One SKU of several is not booked."""
    for row in order_rows(day, plant):
        if len(row.skus) > 1:
            true = settlement_of(row.skus)
            bend(day, row).pop()
            return struck(day, plant, row=row, field="settlement_amount", true=true, shown=settlement_of(row.skus))
    return False


def skus_do_not_add_up(day: Day, plant: Plant) -> bool:
    """The row's totals hold an SKU that its rows leave out."""
    for row in order_rows(day, plant):
        if len(row.skus) > 1:
            whole = row_sums(row)
            lost = bend(day, row).pop()
            row.stated = whole
            amount = settlement_of([lost])
            return struck(day, plant, row=row, field=f"sku {lost.sku_id}", true=amount, shown=0, effect=0)
    return False


def transaction_missing(day: Day, plant: Plant) -> bool:
    """The order counts as settled and is in no statement."""
    for row in order_rows(day, plant):
        keep_truth(day, row)
        day.rows.remove(row)
        return struck(day, plant, row=row, field="settlement_amount", true=worth_of(row), shown=0)
    return False


def transaction_twice(day: Day, plant: Plant) -> bool:
    """The same row again under another id."""
    for row in order_rows(day, plant):
        keep_truth(day, row)
        return _again(day, plant, row, row_id=day.world.new_id("1636"))
    return False


def settled_twice(day: Day, plant: Plant) -> bool:
    """A row of an earlier statement again."""
    for _, row in earlier_rows(day, plant):
        _keep_prior(day, row)
        return _again(day, plant, row, row_id=day.world.new_id("1636"))
    return False


def late_reversal(day: Day, plant: Plant) -> bool:
    """A settled order is taken back whole."""
    for _, row in earlier_rows(day, plant):
        _keep_prior(day, row)
        made = replace(row, id=day.world.new_id("1636"), at=day.at - 1, skus=[_reversed(sku) for sku in row.skus])
        day.rows.append(made)
        return struck(day, plant, row=made, field="settlement_amount", true=0, shown=worth_of(made))
    return False


def late_correction(day: Day, plant: Plant) -> bool:
    """A settled order is charged once more."""
    for _, row in earlier_rows(day, plant):
        if not row.skus:
            continue
        _keep_prior(day, row)
        first = row.skus[0]
        charge = some(plant, price_of(first))
        leaf = next((fee.leaf for fee, _, _ in day.terms.fees if fee.kind == "fee"), "platform_commission_amount")
        sku = SkuWorth(first.sku_id, first.product_name, first.sku_name, first.quantity, fee={leaf: -charge})
        made = replace(row, id=day.world.new_id("1636"), at=day.at - 1, skus=[sku], stated={})
        day.rows.append(made)
        return struck(day, plant, row=made, field=leaf, true=0, shown=-charge)
    return False


def settled_early(day: Day, plant: Plant) -> bool:
    """An order whose days are not over yet is settled now."""
    for order_id, delivered in day.shop.purse.due.items():
        order = day.shop.orders[order_id]
        early = delivered + day.terms.settle_s >= day.at and not booking.has_open_request(order)
        if early and plant.order_id in ("", order_id) and day.settle is not None:
            row = day.settle(order)
            day.rows.sort(key=lambda one: one is row)
            true = str(delivered + day.terms.settle_s)
            return struck(day, plant, row=row, field="settled", true=true, shown=str(day.at), effect=0)
    return False


def settled_late(day: Day, plant: Plant) -> bool:
    """An order goes back to those that wait."""
    purse = day.shop.purse
    for row in order_rows(day, plant):
        order = day.shop.orders.get(row.order_id)
        if order is None or purse.booked.get(row.order_id):
            continue  # a correction of something settled before
        days = plant.size or 5
        day.rows = [
            one for one in day.rows if one is not row and not (one.type == RESERVE and one.reserve_order_id == row.order_id)
        ]
        purse.held = [one for one in purse.held if one.order_id != row.order_id]
        del purse.booked[row.order_id]
        purse.due[row.order_id] = day.at + days * DAY_S - day.terms.settle_s - 1
        plant.order_id = row.order_id
        return struck(day, plant, field="settled", true=str(day.at), shown=str(day.at + days * DAY_S), effect=0)
    return False


def cancelled_order_settled(day: Day, plant: Plant) -> bool:
    """A paid and cancelled order is booked as if it had arrived."""
    for order in day.shop.orders.live():
        fits = order.status == "CANCELLED" and order.paid_time and plant.order_id in ("", order.id)
        if fits and not booking.is_booked(day.shop, order.id):
            skus = worth(_as_delivered(order), terms_of(day.shop))
            day.shop.purse.truth[order.id] = []
            row = Transaction(day.world.new_id("1636"), ORDER, day.at - 1, order.id, order.create_time, skus)
            day.rows.append(row)
            return struck(day, plant, row=row, field="settlement_amount", true=0, shown=worth_of(row))
    return False


def unknown_order(day: Day, plant: Plant) -> bool:
    """The row of an order, repeated for one that does not exist."""
    for row in order_rows(day, plant):
        stranger = f"{row.order_id[:4]}{int(row.order_id[4:]) + 1:0{len(row.order_id) - 4}d}"
        made = replace(row, id=day.world.new_id("1636"), order_id=stranger, skus=copy.deepcopy(row.skus))
        day.rows.append(made)
        return struck(day, plant, row=made, field="order_id", true="", shown=stranger, effect=worth_of(made))
    return False


def reserve_collected_twice(day: Day, plant: Plant) -> bool:
    """Held back twice; one of them is never let go."""
    for row in rows_of_type(day, plant, lambda one: one.reserve_status == "COLLECTED"):
        made = replace(row, id=day.world.new_id("1636"), reserve_id=day.world.new_id("5678"))
        day.rows.append(made)
        return struck(day, plant, row=made, field="reserve_amount", true=0, shown=made.reserve)
    return False


def reserve_kept(day: Day, plant: Plant) -> bool:
    """What should be let go today never is."""
    for row in rows_of_type(day, plant, lambda one: one.reserve_status == "RELEASED"):
        day.rows.remove(row)
        return struck(day, plant, row=row, field="reserve_amount", true=row.reserve, shown=0)
    return False


def reserve_released_short(day: Day, plant: Plant) -> bool:
    """Less is let go than was held back."""
    for row in rows_of_type(day, plant, lambda one: one.reserve_status == "RELEASED"):
        true, row.reserve = row.reserve, row.reserve - some(plant, row.reserve, of=10)
        return struck(day, plant, row=row, field="reserve_amount", true=true, shown=row.reserve)
    return False


def reserve_too_high(day: Day, plant: Plant) -> bool:
    """Twice the rate is held back, and only the rate is let go."""
    for row in rows_of_type(day, plant, lambda one: one.reserve_status == "COLLECTED"):
        true, row.reserve = row.reserve, 2 * row.reserve
        return struck(day, plant, row=row, field="reserve_amount", true=true, shown=row.reserve)
    return False


def adjustment_unexplained(day: Day, plant: Plant) -> bool:
    """A penalty out of nothing."""
    amount = plant.size or 5 * day.terms.market.minor("1")
    row = Transaction(
        day.world.new_id("1636"), "PLATFORM_PENALTY", day.at - 1, adjustment_id=day.world.new_id("7239"), adjustment=-amount
    )
    day.rows.append(row)
    return struck(day, plant, row=row, field="adjustment_amount", true=0, shown=-amount)


def adjustment_twice(day: Day, plant: Plant) -> bool:
    """The same adjustment in two rows."""
    for row in rows_of_type(day, plant, lambda one: bool(one.adjustment)):
        made = replace(row, id=day.world.new_id("1636"))
        day.rows.append(made)
        return struck(day, plant, row=made, field="adjustment_amount", true=0, shown=made.adjustment)
    return False


def adjustment_forgotten(day: Day, plant: Plant) -> bool:
    """What was announced is not booked."""
    for row in rows_of_type(day, plant, lambda one: bool(one.adjustment)):
        day.rows.remove(row)
        return struck(day, plant, row=row, field="adjustment_amount", true=row.adjustment, shown=0)
    return False


def adjustment_sign(day: Day, plant: Plant) -> bool:
    """Off instead of on, or on instead of off."""
    for row in rows_of_type(day, plant, lambda one: bool(one.adjustment)):
        true, row.adjustment = row.adjustment, -row.adjustment
        return struck(day, plant, row=row, field="adjustment_amount", true=true, shown=row.adjustment)
    return False


def _stated(day: Day, plant: Plant, less: int) -> bool:
    for row in order_rows(day, plant):
        true = row_sums(row)["settlement"]
        row.stated = {**row.stated, "settlement": true - less}
        return struck(day, plant, row=row, field="settlement_amount", true=true, shown=true - less)
    return False


def _again(day: Day, plant: Plant, row: Transaction, *, row_id: str) -> bool:
    made = replace(row, id=row_id, at=day.at - 1, skus=copy.deepcopy(row.skus))
    day.rows.append(made)
    return struck(day, plant, row=made, field="settlement_amount", true=0, shown=worth_of(made))


def _keep_prior(day: Day, row: Transaction) -> None:
    """What was booked so far is all there should be of the order."""
    terms = terms_of(day.shop, row.order_id)
    day.shop.purse.truth[row.order_id] = booking.booked_worth(day.shop, row.order_id, terms)


def _reversed(sku: SkuWorth) -> SkuWorth:
    def turned(amounts: dict[str, int]) -> dict[str, int]:
        return {name: -amount for name, amount in amounts.items()}

    return replace(
        sku,
        revenue=turned(sku.revenue),
        fee=turned(sku.fee),
        tax=turned(sku.tax),
        shipping=turned(sku.shipping),
        extra=turned(sku.extra),
    )


def _as_delivered(order: Order) -> Order:
    made = copy.deepcopy(order)
    for line in made.lines:
        line.status, line.promised, line.promised_tax = "DELIVERED", 0, 0
    made.payment.promised_shipping = made.payment.promised_shipping_tax = 0
    return made


EFFECTS: dict[str, Effect] = {
    effect.__name__: effect
    for effect in (
        *(
            quantity_wrong,
            currency_wrong,
            one_cent_off,
            row_does_not_close,
            charges_flipped,
            sku_missing,
            skus_do_not_add_up,
        ),
        *(
            transaction_missing,
            transaction_twice,
            settled_twice,
            late_reversal,
            late_correction,
            settled_early,
            settled_late,
        ),
        *(cancelled_order_settled, unknown_order, reserve_collected_twice, reserve_kept, reserve_released_short),
        *(reserve_too_high, adjustment_unexplained, adjustment_twice, adjustment_forgotten, adjustment_sign),
    )
}
