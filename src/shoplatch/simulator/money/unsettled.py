"""What is not settled yet: orders on their way there, and adjustments that wait for the next statement, as estimates.

An order is here from payment on, before it is delivered, and leaves with the statement it is settled in (platform.md
sections 15 and 24).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from shoplatch.simulator.markets import market
from shoplatch.simulator.money import booking
from shoplatch.simulator.money.booking import ORDER, Requests
from shoplatch.simulator.money.shapes import OTHER, shapes, types
from shoplatch.simulator.money.sums import COUNTED, row_sums
from shoplatch.simulator.money.terms import DAY_S, Terms, terms_of
from shoplatch.simulator.money.views import breakdowns, row_sign
from shoplatch.simulator.state.money import Adjustment, Transaction
from shoplatch.simulator.state.parties import Shop
from shoplatch.simulator.state.sales import Order
from shoplatch.simulator.state.world import World

FORECAST = "finance.get_unsettled_transactions"
FIRST = 1_735_689_600  # orders since 2025-01-01
_OVER = ("UNPAID", "CANCELLED")


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that is not settled: its place in the list, and what it is."""

    create_time: int
    id: str
    order: Order | None = None
    adjustment: Adjustment | None = None


def open_things(world: World, shop: Shop) -> Iterator[Open]:
    """Everything unsettled, in no particular order."""
    now, settle_s, leaves = world.clock.now(), terms_of(shop).settle_s, world.switches.unsettled_rows_leave
    for order in shop.orders.live():
        if order.status in _OVER or order.sample_payer or order.create_time < FIRST:
            continue
        if not (order.paid_time or order.is_cod) or booking.is_booked(shop, order.id):
            continue
        delivered = order.delivery_time
        gone = leaves == "when_due" and delivered and delivered + settle_s <= now and not booking.has_open_request(order)
        if not gone:
            yield Open(order.create_time, f"1635{order.id[4:]}", order)
    for one in shop.purse.pending:
        yield Open(one.create_time, f"1635{one.id[4:]}", adjustment=one)


def as_row(shop: Shop, thing: Open, terms: Terms, requests: Requests) -> Transaction:
    """The row it would be if it were settled now."""
    if thing.order is not None:
        skus = booking.worth_now(shop, thing.order, terms, requests)
        return Transaction(thing.id, ORDER, 0, thing.order.id, thing.order.create_time, skus)
    one = thing.adjustment
    assert one is not None  # one of the two
    return Transaction(thing.id, one.type, 0, adjustment_id=one.id, adjustment_order_id=one.order_id, adjustment=one.amount)


def view(world: World, shop: Shop, thing: Open, row: Transaction, terms: Terms) -> dict[str, Any]:
    """One row of the forecast."""
    profile, sums, sign = market(shop.region), row_sums(row), row_sign(world)
    text = profile.text
    known = types(FORECAST, "transactions")
    told: dict[str, Any] = {
        "id": thing.id,
        "type": row.type if row.type in known else OTHER,
        "status": "UNSETTLED",
        "currency": profile.currency,
        "est_settlement_amount": text(sums["settlement"]),
        "est_revenue_amount": text(sums["revenue"]),
        "est_fee_tax_amount": text(sign * sums["fee_tax"]),
        "est_shipping_cost_amount": text(sign * sums["shipping"]),
        "est_adjustment_amount": text(sign * sums["adjustment"]),
        "estimated_settlement": _when(thing, terms),
        "unsettled_reason": _why(thing),
    }
    if thing.order is not None:
        told["order_id"], told["order_create_time"] = thing.order.id, thing.order.create_time
        if thing.order.delivery_time:
            told["order_delivery_time"] = thing.order.delivery_time
    else:
        told["adjustment_id"] = row.adjustment_id
        if row.adjustment_order_id:
            told["adjustment_order_id"] = row.adjustment_order_id
    return told | breakdowns(shapes(FORECAST, "transactions"), profile, row.skus, sign)


def estimates(world: World, shop: Shop, things: list[Open], terms: Terms, requests: Requests) -> dict[str, str]:
    """The sums over everything that was asked for."""
    sums = dict.fromkeys((*COUNTED, "settlement"), 0)
    for thing in things:
        row = row_sums(as_row(shop, thing, terms, requests))
        for name in sums:
            sums[name] += row[name]
    text, sign = market(shop.region).text, row_sign(world)
    return {
        "sum_est_settlement_amount": text(sums["settlement"]),
        "sum_est_revenue_amount": text(sums["revenue"]),
        "sum_est_fee_amount": text(sign * (sums["fee_tax"] + sums["shipping"])),
        "sum_est_adjustment_amount": text(sign * sums["adjustment"]),
    }


def _when(thing: Open, terms: Terms) -> str:
    order = thing.order
    if order is None:
        return str(thing.create_time - thing.create_time % DAY_S + DAY_S)
    if not order.delivery_time:
        return f"{terms.settle_s // DAY_S} days after delivery"
    return str(order.delivery_time + terms.settle_s)


def _why(thing: Open) -> str:
    order = thing.order
    if order is None:
        return "waiting for settlement"
    if not order.delivery_time:
        return "waiting for delivery"
    return "after-sales in progress" if booking.has_open_request(order) else "waiting for settlement"
