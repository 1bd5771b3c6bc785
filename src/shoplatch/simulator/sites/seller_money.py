"""The money of a shop in Seller Center, simulated: statements, payments, withdrawals, and what was taken of one order."""

from __future__ import annotations

from itertools import islice
from typing import Any

from shoplatch.errors import NotFound
from shoplatch.simulator import money_desk
from shoplatch.simulator.backoffice import shop_of
from shoplatch.simulator.money import booking
from shoplatch.simulator.money.auditing import overview
from shoplatch.simulator.money.booking import ORDER, Requests
from shoplatch.simulator.money.paying import amount_text
from shoplatch.simulator.money.sums import payable_of, row_sums
from shoplatch.simulator.money.terms import terms_of
from shoplatch.simulator.money.worth import settlement_of
from shoplatch.simulator.sites.seller_center import PAGES_MAX, PER_PAGE, SHOP, frame
from shoplatch.simulator.sites.visit import Act, Look, Page, Visit
from shoplatch.simulator.state.money import SkuWorth, Transaction
from shoplatch.simulator.state.parties import Shop

FINANCE = f"{SHOP}/finance"
PARTS = ("revenue", "fee", "tax", "shipping")


def _statements(visit: Visit) -> Page:
    shop = shop_of(visit.world, visit.parts["shop"])
    page = visit.number("page", 0, PAGES_MAX)
    marks = shop.purse.statements.marks("statement_time", None, None, descending=True)
    ids = [mark[1] for mark in islice(marks, page * PER_PAGE, (page + 1) * PER_PAGE + 1)]
    rows = [(one, payable_of(one)) for one in (shop.purse.statements[each] for each in ids[:PER_PAGE])]
    shown = {"rows": rows, "page": page, "more": len(ids) > PER_PAGE, "tab": "statements"}
    return Page("sites/seller_statements.html", frame(visit, "finance", **_around(visit, shop), **shown))


def _statement(visit: Visit) -> Page:
    shop = shop_of(visit.world, visit.parts["shop"])
    statement = shop.purse.statements.get(visit.parts["statement"])
    if statement is None:
        raise NotFound(f"Shop {shop.name} has no statement {visit.parts['statement']}")
    page = visit.number("page", 0, PAGES_MAX)
    rows = statement.transactions[page * PER_PAGE : (page + 1) * PER_PAGE]
    shown = {
        "statement": statement,
        "payable": payable_of(statement),
        "rows": [(row, row_sums(row)) for row in rows],
        "page": page,
        "more": len(statement.transactions) > (page + 1) * PER_PAGE,
    }
    return Page("sites/seller_statement.html", frame(visit, "finance", **shown))


def _payments(visit: Visit) -> Page:
    shop, purse = shop_of(visit.world, visit.parts["shop"]), shop_of(visit.world, visit.parts["shop"]).purse
    page = visit.number("page", 0, PAGES_MAX)
    marks = purse.payments.marks("create_time", None, None, descending=True)
    ids = [mark[1] for mark in islice(marks, page * PER_PAGE, (page + 1) * PER_PAGE + 1)]
    rows = [
        (one, f"{amount_text(one.amount, one.currency)} {one.currency}")
        for one in (purse.payments[each] for each in ids[:PER_PAGE])
    ]
    shown = {"rows": rows, "page": page, "more": len(ids) > PER_PAGE, "tab": "payments"}
    return Page("sites/seller_payments.html", frame(visit, "finance", **_around(visit, shop), **shown))


def _withdrawals(visit: Visit) -> Page:
    shop = shop_of(visit.world, visit.parts["shop"])
    page = visit.number("page", 0, PAGES_MAX)
    marks = shop.purse.withdrawals.marks("create_time", None, None, descending=True)
    ids = [mark[1] for mark in islice(marks, page * PER_PAGE, (page + 1) * PER_PAGE + 1)]
    rows = [shop.purse.withdrawals[one] for one in ids[:PER_PAGE]]
    shown = {"rows": rows, "page": page, "more": len(ids) > PER_PAGE, "tab": "withdrawals"}
    return Page("sites/seller_withdrawals.html", frame(visit, "finance", **_around(visit, shop), **shown))


def _withdraw(visit: Visit) -> str:
    shop = shop_of(visit.world, visit.parts["shop"])
    wanted = money_desk.Outgoing(shop.id, visit.form.text("amount").strip())
    money_desk.withdraw(visit.desk.writing(), wanted)
    return f"/seller-center/{shop.id}/finance/withdrawals?done=withdrawn"


def _order(visit: Visit) -> Page:
    """What the order comes to: as booked over all statements, or as it stands where nothing is booked yet."""
    shop = shop_of(visit.world, visit.parts["shop"])
    order = shop.orders.get(visit.parts["order"])
    if order is None:
        raise NotFound(f"Shop {shop.name} has no order {visit.parts['order']}")
    booked = [(statement, row, row_sums(row)) for statement, row in booking.rows_of(shop, order.id)]
    beside = list(_beside(shop, order.id))
    terms = terms_of(shop)
    skus = booking.booked_worth(shop, order.id, terms) if booked else booking.worth_now(shop, order, terms, Requests(shop))
    shown = {
        "order": order,
        "booked": booked,
        "beside": beside,
        "tables": [(part, _lines(skus, part)) for part in PARTS],
        "settlement": settlement_of(skus),
        "skus": skus,
    }
    return Page("sites/seller_order_money.html", frame(visit, "finance", **shown))


def _around(visit: Visit, shop: Shop) -> dict[str, Any]:
    """What stands above every list."""
    return {"purse": overview(visit.world, shop), "balance": shop.purse.balance, "rules": terms_of(shop)}


def _beside(shop: Shop, order_id: str) -> list[tuple[Any, Transaction]]:
    """Adjustments and reserves that name the order."""
    return [
        (statement, row)
        for statement in shop.purse.statements.live()
        for row in statement.transactions
        if row.type != ORDER and order_id in (row.adjustment_order_id, row.reserve_order_id)
    ]


def _lines(skus: list[SkuWorth], part: str) -> list[tuple[str, int]]:
    """Name for people and amount of each line of one part, over all SKUs."""
    sums: dict[str, int] = {}
    for sku in skus:
        for name, amount in getattr(sku, part).items():
            sums[name] = sums.get(name, 0) + amount
    return [(name.removesuffix("_amount").replace("_", " ").capitalize(), amount) for name, amount in sums.items() if amount]


LOOKS: tuple[Look, ...] = (
    Look(FINANCE, _statements, "Statements, the newest first, and where the money is"),
    Look(f"{FINANCE}/statements/{{statement}}", _statement, "One statement with its transactions"),
    Look(f"{FINANCE}/payments", _payments, "Payments to the bank"),
    Look(f"{FINANCE}/withdrawals", _withdrawals, "Movements of the balance"),
    Look(f"{FINANCE}/orders/{{order}}", _order, "What was earned and taken of one order"),
)
ACTS: tuple[Act, ...] = (Act(f"{FINANCE}/withdraw", _withdraw, _withdrawals, "Send the balance, or a part, to the bank"),)
