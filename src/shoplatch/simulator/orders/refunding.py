"""What goes back to a buyer: computed to the cent, promised once, never more than was paid (platform.md sections 9 and 10).

A sum is promised when a cancellation or a request is written, and taken back when that is closed without effect; so two open
requests can never hold the same cent. The shipping fee goes back with the line after which nothing paid is left, where the
switch `shipping_fee_goes_back` lets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shoplatch.simulator.orders.money import spread
from shoplatch.simulator.state.sales import Line, Order, Refund
from shoplatch.simulator.switches import Switches

CANCELLING, RETURNING = "cancellations", "returns"


def refundable(order: Order, lines: Sequence[Line], switches: Switches, cause: str) -> dict[str, Refund]:
    """Line id -> what could go back for it now; empty where nothing was paid yet."""
    if not order.paid_time:
        return {}
    found = {line.id: Refund(line.sale_price - line.promised, tax=line.tax - line.promised_tax) for line in lines}
    if _with_shipping(order, found, switches, cause):
        pay, weights = order.payment, [line.sale_price for line in lines]
        fees = spread(pay.shipping_fee - pay.promised_shipping, weights)
        taxes = spread(pay.shipping_tax - pay.promised_shipping_tax, weights)
        for refund, fee, tax in zip(found.values(), fees, taxes, strict=True):
            refund.shipping, refund.shipping_tax = fee, tax
            refund.tax += tax
    return found


def promise(order: Order, refunds: Mapping[str, Refund]) -> None:
    """These sums are spoken for."""
    _book(order, refunds, 1)


def take_back(order: Order, refunds: Mapping[str, Refund]) -> None:
    """These sums are free again: what held them was closed without effect."""
    _book(order, refunds, -1)


def cut_to(refunds: Mapping[str, Refund], amount: int) -> dict[str, Refund]:
    """The same lines with together exactly `amount`, in proportion; at most what they hold."""
    rows = list(refunds.items())
    parts = [part for _, one in rows for part in (one.subtotal, one.shipping, one.tax - one.shipping_tax, one.shipping_tax)]
    cut = spread(min(amount, sum(parts)), parts)
    found = {}
    for at, (line_id, _) in enumerate(rows):
        goods, shipping, tax, shipping_tax = cut[4 * at : 4 * at + 4]
        found[line_id] = Refund(goods, shipping, tax + shipping_tax, shipping_tax)
    return found


def total(refunds: Iterable[Refund]) -> int:
    """The sum of some refunds."""
    return sum(refund.total for refund in refunds)


def all_gone_back(order: Order) -> bool:
    """Whether nothing the buyer paid for the goods is left with the seller."""
    paid = [line for line in order.lines if line.status != "CANCELLED"]
    return bool(paid) and all(line.promised + line.promised_tax >= line.sale_price + line.tax for line in paid)


def _with_shipping(order: Order, chosen: Mapping[str, Refund], switches: Switches, cause: str) -> bool:
    if switches.shipping_fee_goes_back not in ("with_the_last_line", cause):
        return False
    rest = (line for line in order.lines if line.id not in chosen and line.status != "CANCELLED")
    return all(line.promised + line.promised_tax >= line.sale_price + line.tax for line in rest)


def _book(order: Order, refunds: Mapping[str, Refund], sign: int) -> None:
    lines = {line.id: line for line in order.lines}
    for line_id, refund in refunds.items():
        line = lines[line_id]
        line.promised += sign * refund.subtotal
        line.promised_tax += sign * (refund.tax - refund.shipping_tax)
        order.payment.promised_shipping += sign * refund.shipping
        order.payment.promised_shipping_tax += sign * refund.shipping_tax
