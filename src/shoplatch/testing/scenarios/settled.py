"""Steps that expect of money: what an order is settled with, what a statement pays, what went to the bank."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from shoplatch.testing.scenarios.exhibits import Unmet
from shoplatch.testing.scenarios.stage import Stage, at
from shoplatch.testing.scenarios.steps import Table, step
from shoplatch.testing.scenarios.then import same, says

_PARTS = ("revenue_amount", "fee_and_tax_amount", "shipping_cost_amount")


def settlement_of(stage: Stage) -> dict[str, Any]:
    """What the order is settled with, as the API says it."""
    data: dict[str, Any] = stage.look("finance.get_transactions_by_order", order_id=stage.named("order"))
    return data


def _cents(amount: Decimal) -> int:
    return int(amount * 100)


@step("then", r"the order has (?P<which>a|no) settlement( yet)?")
def settled(stage: Stage, _: Table, which: str) -> None:
    told = settlement_of(stage)
    if bool(told.get("sku_transactions")) != (which == "a"):
        raise Unmet(
            f"the order is settled with {told['settlement_amount']}" if which == "no" else "no statement has the order"
        )


@step("then", r"the settlement says")
def the_settlement_says(stage: Stage, table: Table) -> None:
    says(stage, table, settlement_of(stage))


@step("then", r"the settlement is its parts added up, to {off:n} cents?")
def adds_up(stage: Stage, _: Table, off: str) -> None:
    told = settlement_of(stage)
    made = sum((Decimal(told[name]) for name in _PARTS), Decimal(0))
    same("the settlement and its parts, cents apart", off, _cents(abs(made - Decimal(told["settlement_amount"]))))


@step("then", r"the settlement is (?P<more>more|less) than (?P<what>nothing|what was paid|what was noted)")
def compared(stage: Stage, _: Table, more: str, what: str) -> None:
    found = Decimal(settlement_of(stage)["settlement_amount"])
    noted = {"what was paid": "total", "what was noted": "settlement"}.get(what)
    against = Decimal(stage.named(noted)) if noted else Decimal(0)
    if (found > against) != (more == "more") or found == against:
        raise Unmet(f"the settlement is {found}; {what} is {against}")


@step("when", r"the settlement is noted")
def noted(stage: Stage, _: Table) -> None:
    stage.note("settlement", settlement_of(stage)["settlement_amount"])


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


@step("then", r"{count:n} statements? (has|have) the order")
def statements_of_the_order(stage: Stage, _: Table, count: str) -> None:
    same("the number of statements with the order", count, len(_statements_of(stage)))


def _statements_of(stage: Stage) -> list[str]:
    rows = settlement_of(stage).get("sku_transactions") or []
    return list(dict.fromkeys(str(row["statement_id"]) for row in rows))


@step("when", r"the order's statement is looked up")
def the_statement(stage: Stage, _: Table) -> None:
    stage.note("statement", at(_statements_of(stage), "0"))
    stage.note("payment", at(_statement(stage), "payment_id"))


def _statement(stage: Stage) -> dict[str, Any]:
    """The statement that was looked up."""
    found = stage.look("finance.get_statements", sort_field="statement_time", page_size=100).get("statements") or []
    wanted = stage.named("statement")
    told: dict[str, Any] = next((one for one in found if one["id"] == wanted), {})
    return told


@step("then", r"the order's payment is {status:word}")
def payment_of_the_order(stage: Stage, _: Table, status: str) -> None:
    found = stage.look("finance.get_payments", sort_field="create_time", page_size=100).get("payments") or []
    wanted = stage.named("payment")
    same("the order's payment", status, next((one["status"] for one in found if one["id"] == wanted), ""))


@step("then", r"the payment is {status:word}")
def payment(stage: Stage, _: Table, status: str) -> None:
    found = stage.look("finance.get_payments", sort_field="create_time", page_size=100).get("payments") or []
    same("the last payment", status, found[0]["status"] if found else "")
