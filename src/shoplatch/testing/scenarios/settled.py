"""Steps that expect of money: what an order is settled with, what a statement pays, what went to the bank."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from shoplatch.testing.scenarios.stage import Stage, Unmet
from shoplatch.testing.scenarios.steps import Table, step
from shoplatch.testing.scenarios.then import same, says

_PARTS = ("revenue_amount", "fee_and_tax_amount", "shipping_cost_amount")


def _settlement(stage: Stage) -> dict[str, Any]:
    data: dict[str, Any] = stage.look("finance.get_transactions_by_order", order_id=stage.named("order"))
    return data


def _cents(amount: Decimal) -> int:
    return int(amount * 100)


@step("then", r"the order has (?P<which>a|no) settlement( yet)?")
def settled(stage: Stage, _: Table, which: str) -> None:
    told = _settlement(stage)
    if bool(told.get("sku_transactions")) != (which == "a"):
        raise Unmet(
            f"the order is settled with {told['settlement_amount']}" if which == "no" else "no statement has the order"
        )


@step("then", r"the settlement says")
def the_settlement_says(stage: Stage, table: Table) -> None:
    says(stage, table, _settlement(stage))


@step("then", r"the settlement is its parts added up, to {off:n} cents?")
def adds_up(stage: Stage, _: Table, off: str) -> None:
    told = _settlement(stage)
    made = sum((Decimal(told[name]) for name in _PARTS), Decimal(0))
    same("the settlement and its parts, cents apart", off, _cents(abs(made - Decimal(told["settlement_amount"]))))


@step("then", r"the settlement is (?P<more>more|less) than (?P<what>nothing|what was paid|what was noted)")
def compared(stage: Stage, _: Table, more: str, what: str) -> None:
    found = Decimal(_settlement(stage)["settlement_amount"])
    noted = {"what was paid": "total", "what was noted": "settlement"}.get(what)
    against = Decimal(stage.named(noted)) if noted else Decimal(0)
    if (found > against) != (more == "more") or found == against:
        raise Unmet(f"the settlement is {found}; {what} is {against}")


@step("when", r"the settlement is noted")
def noted(stage: Stage, _: Table) -> None:
    stage.note("settlement", _settlement(stage)["settlement_amount"])


@step("then", r"{count:n} statements? (was|were) closed")
def statements(stage: Stage, _: Table, count: str) -> None:
    found = stage.look("finance.get_statements", sort_field="statement_time", page_size=100).get("statements") or []
    same("the number of statements", count, len(found))


@step("then", r"the statements pay what their orders are settled with, to {off:n} cents?")
def statements_add_up(stage: Stage, _: Table, off: str) -> None:
    found = stage.look("finance.get_statements", sort_field="statement_time", page_size=100).get("statements") or []
    if not found:
        raise Unmet("no statement was closed yet")
    paid = sum((Decimal(one["settlement_amount"]) for one in found), Decimal(0))
    booked = Decimal(0)
    for one in found:
        told = stage.look("finance.get_transactions_by_statement", statement_id=one["id"], sort_field="order_create_time")
        booked += sum((Decimal(row["settlement_amount"]) for row in told.get("transactions") or []), Decimal(0))
    same("statements and their transactions, cents apart", off, _cents(abs(paid - booked)))


@step("then", r"the payment is {status:word}")
def payment(stage: Stage, _: Table, status: str) -> None:
    found = stage.look("finance.get_payments", sort_field="create_time", page_size=100).get("payments") or []
    same("the last payment", status, found[0]["status"] if found else "")
