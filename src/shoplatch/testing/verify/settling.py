"""Checks of money: an order until its settlement, to the cent; refunds whole and in part; cancellations; statements."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from shoplatch.testing.verify.bench_top import BenchTop
from shoplatch.testing.verify.checks import Failed, Skipped, check
from shoplatch.testing.verify.enduring import ready

SETTLED, RETURNS = "finance.get_transactions_by_order", "return_refund.search_returns"
SETTLE_DAYS = 1
STATEMENTS_MAX = 4
FIX = "Take settlement_amount of the statement's transactions, and add what later statements say of the same order."


def _amount(text: object, what: str) -> Decimal:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        raise Failed(f"{what}: {text!r} is no amount") from None


def _settled(top: BenchTop, order: str) -> dict[str, Any]:
    """What the platform says of an order's settlement."""
    data: dict[str, Any] = top.client.call(SETTLED, order_id=order).data
    return data


def _sold(top: BenchTop, units: int = 1) -> str:
    """An order that was delivered and whose day of settlement is over."""
    ready(top)
    top.needs("data.order_total")
    top.asked("settlement", "0")  # skipped where the adapter has none
    top.shop.ask("POST", f"money/terms/{top.shop.shop_id}", {"settle_days": SETTLE_DAYS})
    with top.unheard():
        order = top.place(1, lines=[{"sku_id": top.sku_of(top.orders[0]), "quantity": units}])[0]
        top.advance(order, "DELIVERED")
    return order


def _closed(top: BenchTop) -> None:
    """The days until the next statement pass, and the integration reads everything."""
    with top.unheard():
        top.wind(days=SETTLE_DAYS, hours=6)
        top.sync()
    if not top.synced[0]:
        raise Failed(top.synced[1], "it could not read settlements")


def _until_settled(top: BenchTop, order: str, *, other_than: Decimal = Decimal(0)) -> Decimal:
    """Let days pass until a statement has an order; what it is settled with by then."""
    amount = other_than
    for _ in range(STATEMENTS_MAX):
        _closed(top)
        amount = Decimal(_settled(top, order)["settlement_amount"])
        if amount != other_than:
            break
    return amount


def _same(top: BenchTop, order: str, causes: dict[str, str]) -> str:
    told = _settled(top, order)
    wanted, known = Decimal(told["settlement_amount"]), top.asked("settlement", order)
    if known is None:
        raise Failed(
            f"{order} was settled with {wanted} {told['currency']}; it knows no settlement", "statements are not read"
        )
    found = _amount(known.get("amount"), order)
    if found != wanted:
        total = Decimal(top.truth(order)["payment"]["total_amount"])
        cause = causes["total"] if found == total else causes["else"]
        raise Failed(f"{order} was settled with {wanted}, the integration has {found}", cause)
    return f"{order}: {wanted} {told['currency']} on both sides"


@check("money.settlement", "An order's settlement is known to the cent", fix=FIX)
def settlement(top: BenchTop) -> str:
    order = _sold(top)
    if top.asked("settlement", order) is not None:
        raise Failed(
            f"{order} is not settled yet, and it knows a settlement", "an expected amount is taken for a settled one"
        )
    _until_settled(top, order)
    causes = {"total": "what the buyer paid is taken for what is settled", "else": "fees or shipping are left out"}
    return _same(top, order, causes)


@check("money.currency", "A settlement keeps its currency", fix="Keep the currency beside each amount.")
def currency(top: BenchTop) -> str:
    ready(top)
    top.needs("money.settlement", "data.order_currency", "shops.currency")
    seen = []
    for order in top.orders:
        known = top.asked("settlement", order)
        if known is not None and known.get("currency") is not None:
            wanted = top.truth(order)["payment"]["currency"]
            if known["currency"] != wanted:
                raise Failed(
                    f"{order} is settled in {wanted}, the integration has {known['currency']}", "the currency is lost"
                )
            seen.append(order)
    if not seen:
        raise Skipped("it knows the currency of no settlement")
    return f"{len(seen)} settlements"


@check(
    "money.statement",
    "A statement's amount is what it pays",
    fix="Take settlement_amount: net sales less fees and shipping.",
)
def statement(top: BenchTop) -> str:
    ready(top)
    top.needs("money.settlement")
    told = top.client.call("finance.get_statements", sort_field="statement_time", page_size=100).data["statements"]
    if not told:
        raise Skipped("the shop has no statement")
    for one in told:
        known = top.asked("statement", one["id"])
        if known is None:
            raise Failed(f"It does not know the statement {one['id']}", "statements are not read whole")
        if _amount(known.get("amount"), one["id"]) != Decimal(one["settlement_amount"]):
            raise Failed(
                f"Statement {one['id']} pays {one['settlement_amount']}, the integration has {known.get('amount')}",
                "sales before fees are taken for what is paid",
            )
    return f"{len(told)} statements equal"


def _refunded(top: BenchTop, order: str, *, units: int) -> str:
    """A refund of so many units of an order, agreed to by the seller; its id."""
    lines = [line["id"] for line in top.truth(order)["line_items"]][:units]
    with top.unheard():
        wish = {"order_id": order, "type": "REFUND", "line_ids": lines}
        made = str(top.shop.ask("POST", "returns", wish)["return_id"])
        top.client.call("return_refund.approve_return", return_id=made, decision="APPROVE_REFUND")
    return made


def _refund_is_known(top: BenchTop, made: str) -> str:
    told = top.client.call(RETURNS, return_ids=[made]).data["return_orders"][0]
    known, wanted = top.asked("return", made), Decimal(told["refund_amount"]["refund_total"])
    if known is None:
        raise Failed(f"It does not know the request {made}", "requests for refunds are not read")
    if _amount(known.get("amount"), made) != wanted:
        raise Failed(f"{made} refunds {wanted}, the integration has {known.get('amount')}", "what was paid is taken for it")
    if known.get("status") not in (None, told["return_status"]):
        raise Failed(f"{made} is {told['return_status']}, the integration has {known['status']}", "its status is old")
    return f"{wanted} refunded"


@check(
    "money.partial_refund",
    "A refund of a part is known to the cent",
    fix="Take refund_amount of the request, not the order's.",
)
def partial_refund(top: BenchTop) -> str:
    top.asked("return", "0")
    order = _sold(top, units=2)
    made = _refunded(top, order, units=1)
    _closed(top)
    return _refund_is_known(top, made)


@check("money.refund_after", "A refund after settlement is taken off it", fix=FIX)
def refund_after(top: BenchTop) -> str:
    top.needs("money.settlement")
    order = _sold(top)
    before = _until_settled(top, order)
    made = _refunded(top, order, units=1)
    if _until_settled(top, order, other_than=before) == before:
        raise Skipped(f"the platform did not take {made} off yet")
    causes = {"total": "what the buyer paid is taken for what is settled", "else": "the first settlement is kept"}
    return _same(top, order, causes)


@check(
    "money.cancelled",
    "A cancelled order is closed and settles nothing",
    fix="Keep cancelled orders as such; what was never earned is no claim.",
)
def cancelled(top: BenchTop) -> str:
    ready(top)
    with top.unheard():
        order = top.place(1)[0]
        top.sync()
        top.shop.ask("POST", f"orders/{order}/cancel")
        top.sync()
    known = top.known(order) or {}
    if known.get("status") != "CANCELLED":
        raise Failed(f"{order} is CANCELLED, the integration has {known.get('status')}", "a cancellation is not followed")
    if "settlement" in top.integration.adapter.questions and top.asked("settlement", order) is not None:
        raise Failed(f"{order} was cancelled, and it knows a settlement", "a cancelled order is booked")
    return f"{order} is closed"
