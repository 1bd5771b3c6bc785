"""The close of a day at 00:00 UTC: what settled since the last one becomes a statement, and money moves on.

An order settles so many days after its delivery unless a request about it is open. What changes afterwards is booked as the
difference, as another row of the same order on a later statement. Nothing happens between two closes: ten thousand orders
cost one walk a day (platform.md section 15).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from shoplatch.simulator.money import booking, paying
from shoplatch.simulator.money.booking import ORDER, RESERVE, Requests
from shoplatch.simulator.money.day import Day
from shoplatch.simulator.money.planting import strike
from shoplatch.simulator.money.sums import total
from shoplatch.simulator.money.terms import DAY_S, terms_of
from shoplatch.simulator.money.worth import added, carrier_bill, settlement_of
from shoplatch.simulator.orders.money import share
from shoplatch.simulator.state.money import Adjustment, Held, SkuWorth, Statement, Transaction
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

CLOSE = "money.day"
_SAMPLE, _LOST = "SAMPLE_SHIPPING_FEE", "LOGISTICS_REIMBURSEMENT"


def register(world: World) -> None:
    """Teach the world what the end of a day does."""
    world.happenings[CLOSE] = close_day


def begin(world: World, moment: int | None = None) -> None:
    """Let days end from the next midnight on, or from that after a moment of a past that is about to be played.

    Nothing where they already do.
    """
    if any(due.kind == CLOSE for due in world.clock.waiting()):
        return
    since = world.clock.now() if moment is None else moment
    for shop in world.shops.values():
        shop.purse.seen_until = since
    world.clock.at(since - since % DAY_S + DAY_S, CLOSE)


def close_day(world: World, _payload: dict[str, Any]) -> None:
    """Due: a day is over in every shop."""
    at = world.clock.now()
    at -= at % DAY_S
    for shop in world.shops.values():
        close(world, shop, at)
    world.clock.at(at + DAY_S, CLOSE)


def close(world: World, shop: Shop, at: int) -> None:
    """Settle what is due in one shop, write the statement, pay."""
    day = Day(world, shop, terms_of(shop), at, Requests(shop))
    day.settle = partial(settle, day)
    touched = _look_around(day)
    _settle(day)
    _correct(day, touched)
    _adjust(day)
    _release(day)
    strike("row", day)
    if day.rows:
        _write(day)
        strike("statement", day)
    day.payment = paying.move_on(world, shop, day.terms, at, [one for one in (day.statement, day.second) if one is not None])
    strike("payment", day)


def _look_around(day: Day) -> list[str]:
    """What was touched since the last close: deliveries start to wait, the lost and the free are answered at once.

    Gives the booked orders among them.
    """
    shop, purse = day.shop, day.shop.purse
    again = []
    for _, order_id in shop.orders.marks("update_time", (purse.seen_until, ""), None, descending=False):
        if booking.is_booked(shop, order_id):
            again.append(order_id)
            continue
        order = shop.orders[order_id]
        if order.status == "CANCELLED":
            purse.due.pop(order_id, None)
            if order.collection_time and order.cancelled_by == "SYSTEM":
                _answer(day, order, _LOST, sum(line.original_price - line.seller_discount for line in order.lines))
        elif order.delivery_time or order.status == "COMPLETED":
            if order.sample_payer:
                bill = carrier_bill(order.lines, order, day.terms) if order.sample_payer == "SELLER" else 0
                _answer(day, order, _SAMPLE, -bill)
            else:
                purse.due[order_id] = order.delivery_time or order.complete_time
    purse.seen_until = day.at
    return again


def _answer(day: Day, order: Order, kind: str, amount: int) -> None:
    """An adjustment instead of a row of the order, once."""
    purse = day.shop.purse
    if amount and order.id not in purse.answered:
        purse.answered.append(order.id)
        purse.pending.append(Adjustment(day.world.new_id("7239"), kind, amount, day.at - 1, order.id))


def _settle(day: Day) -> None:
    shop, purse = day.shop, day.shop.purse
    ripe = [order_id for order_id, moment in purse.due.items() if moment + day.terms.settle_s < day.at]
    for order_id in ripe:
        order = shop.orders[order_id]
        if not booking.has_open_request(order):
            settle(day, order)


def settle(day: Day, order: Order) -> Transaction:
    """Book an order for the first time, and hold back the reserve of it."""
    purse, terms = day.shop.purse, day.terms
    delivered = purse.due.pop(order.id, None) or order.delivery_time
    row = _row(day, order, booking.worth_now(day.shop, order, terms, day.requests))
    if len(purse.terms) > 1:
        purse.settled_on[order.id] = len(purse.terms) - 1
    release_at = delivered + terms.facts.reserve_days * DAY_S
    held = share(max(0, settlement_of(row.skus)), terms.facts.reserve_rate_ppm)
    if held and release_at >= day.at:
        one = Held(day.world.new_id("5678"), order.id, held, release_at)
        purse.held.append(one)
        day.rows.append(_reserve_row(day, one, "COLLECTED", -held))
    return row


def _row(day: Day, order: Order, skus: list[SkuWorth]) -> Transaction:
    row = Transaction(
        id=day.world.new_id("1636"),
        type=ORDER,
        at=day.at - 1,
        order_id=order.id,
        order_create_time=order.create_time,
        skus=skus,
    )
    day.rows.append(row)
    day.shop.purse.booked.setdefault(order.id, [])
    return row


def _correct(day: Day, touched: Iterable[str]) -> None:
    """Book what changed of orders that were settled before."""
    shop, purse = day.shop, day.shop.purse
    fresh = {row.order_id for row in day.rows}
    asked, purse.unsure = [*purse.unsure, *touched], []
    for order_id in dict.fromkeys(asked):
        order = shop.orders[order_id]
        if order_id in fresh:
            continue
        if booking.has_open_request(order):
            purse.unsure.append(order_id)
            continue
        terms = terms_of(shop, order_id)
        now = booking.worth_now(shop, order, terms, day.requests)
        change = added(now, booking.booked_worth(shop, order_id, terms), sign=-1)
        if change:
            _row(day, order, change)
            if order_id in purse.truth:
                purse.truth[order_id] = now


def _adjust(day: Day) -> None:
    purse = day.shop.purse
    ripe = [one for one in purse.pending if one.create_time < day.at]
    purse.pending = [one for one in purse.pending if one.create_time >= day.at]
    for one in ripe:
        day.rows.append(adjustment_row(day, one))


def adjustment_row(day: Day, one: Adjustment) -> Transaction:
    """A row for something on or off."""
    order = day.shop.orders.get(one.order_id) if one.order_id else None
    return Transaction(
        id=day.world.new_id("1636"),
        type=one.type,
        at=day.at - 1,
        order_create_time=order.create_time if order is not None else 0,
        adjustment_id=one.id,
        adjustment_order_id=one.order_id,
        adjustment=one.amount,
    )


def _release(day: Day) -> None:
    purse = day.shop.purse
    ripe = [one for one in purse.held if one.release_at < day.at]
    if ripe:
        purse.held = [one for one in purse.held if one.release_at >= day.at]
        day.rows.extend(_reserve_row(day, one, "RELEASED", one.amount) for one in ripe)


def _reserve_row(day: Day, held: Held, status: str, amount: int) -> Transaction:
    order = day.shop.orders.get(held.order_id)
    return Transaction(
        id=day.world.new_id("1636"),
        type=RESERVE,
        at=day.at - 1,
        order_create_time=order.create_time if order is not None else 0,
        reserve_id=held.id,
        reserve_order_id=held.order_id,
        reserve_status=status,
        reserve=amount,
        release_at=held.release_at,
    )


def _write(day: Day) -> None:
    purse = day.shop.purse
    made = Statement(day.world.new_id("7238"), "PROCESSING", day.at, day.rows, total(day.rows))
    purse.statements.add(made)
    purse.unpaid.append(made.id)
    for order_id in {row.order_id: None for row in day.rows if row.order_id}:
        purse.booked.setdefault(order_id, []).append(made.id)
    day.statement = made
